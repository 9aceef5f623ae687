//! The rules on ignores and baselines: what they report is known only once everything else is found, and is reported by
//! [`crate::suppress`]. Here they say nothing; that they are rules like any other gives them a level, a place in lists
//! and an explanation.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {}

impl Check for Account {
    type Said = ();

    fn key(&self, _: Context<'_>, _: &Article<'_>, _: &mut Emit<'_, ()>) {}
}
