//! Sums that a sentence gives itself: conversions in brackets, changes from one figure to another, parts and their total.

mod change;
mod conversion;
mod total;

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::quantity::{Bound, Quantity};

/// Which sum to check; a rule picks one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Arithmetic {
    pub sum: Sum,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sum {
    /// `5 miles (8 km)`
    Conversion,
    /// `rose 25% from 40 to 50`
    Change,
    /// `12 people, 7 men and 5 women`
    Total,
}

impl Check for Arithmetic {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let find = match self.sum {
            Sum::Conversion => conversion::find,
            Sum::Change => change::find,
            Sum::Total => total::find,
        };
        for statement in &article.statements {
            find(&article.text, &article.quantities[statement.quantities.clone()], &mut |conflict| {
                emit.conflict(conflict);
            });
        }
    }
}

/// The values that a figure can stand for: it is rounded to its last digit, and "about" to a tenth.
fn range(quantity: &Quantity) -> (f64, f64) {
    let slack = match quantity.bound {
        Bound::Exact => quantity.grain / 2.0,
        _ => (quantity.value * 0.1).max(quantity.grain),
    };
    (quantity.value - slack, quantity.value + slack)
}
