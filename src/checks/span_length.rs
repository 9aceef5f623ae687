//! A length of time that is not as long as the dates beside it: “from 2001 to 2009, fifteen years”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::timeline::{are_placed, days_between, ends, is_range, is_rough, reads, sentences};
use crate::extract::date::{DateMention, TimexType};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SpanLength {
    /// Units by which the length may be off all the same: people round.
    pub slack: f64,
}

impl Check for SpanLength {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for (sentence, dates) in sentences(article) {
            for three in dates.windows(3) {
                let Some((first, last, length)) = parts(&article.text, sentence, three) else { continue };
                if let Some(conflict) = self.conflict(&article.text, first, last, length) {
                    emit.conflict(conflict);
                }
            }
        }
    }
}

/// A range and the length told right after or right before it.
fn parts<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    three: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention, &'d DateMention)> {
    let [a, b, c] = three else { return None };
    let after = &[
        &[","][..],
        &["for"],
        &[",", "for"],
        &["("],
        &["—"],
        &["–"],
        &[",", "a", "period", "of"],
        &[",", "a", "span", "of"],
        &[",", "or"],
    ];
    if c.kind == TimexType::Duration
        && are_placed(a, b)
        && is_range(text, a, b)
        && reads(text, b.tokens.end..c.tokens.start, after)
        && (ends(text, sentence, c.tokens.end) || reads(text, c.tokens.end..c.tokens.end + 2, &[&["in", "all"]]))
    {
        return Some((a, b, c));
    }
    let before = &[&["from"][..], &[",", "from"], &["between"], &[",", "between"], &["("]];
    let led = a.kind == TimexType::Duration && are_placed(b, c) && is_range(text, b, c);
    let whole =
        a.tokens.start.checked_sub(1).is_some_and(|at| matches!(text.lower(at), "for" | "lasted" | "spent" | "of"));
    (led && whole && reads(text, a.tokens.end..b.tokens.start, before) && ends(text, sentence, c.tokens.end))
        .then_some((b, c, a))
}

impl SpanLength {
    fn conflict(
        &self,
        text: &Segmented<'_>,
        first: &DateMention,
        last: &DateMention,
        length: &DateMention,
    ) -> Option<Conflict> {
        let (least, most) = days_between(first, last)?;
        let amount = length.length.filter(|_| !is_rough(text, length))?;
        let unit = amount.days()? * 10.0 / f64::from(amount.tenths.max(1));
        let (told, slack) = (amount.days()?, unit * self.slack);
        #[allow(clippy::cast_precision_loss, reason = "days of the calendar are far below 2^52")]
        let (least, most) = (least as f64, most as f64);
        if least < 0.0 || (least - slack..=most + slack).contains(&told) {
            return None;
        }
        let (range, words) = (first.span.to(last.span), text.slice(length.span));
        let right = (((least + most) / 2.0 / unit).round(), if unit > 300.0 { "years" } else { "units" });
        let message = format!("“{}” is not “{words}”", text.slice(range));
        let label = if right.1 == "years" { format!("about {} years", right.0) } else { "another length".to_owned() };
        Some(
            Conflict::new(message, Label::new(text.source(), length.span, "another length"))
                .related(Label::new(text.source(), range, label))
                .identity([first.value.clone(), last.value.clone(), length.value.clone()]),
        )
    }
}
