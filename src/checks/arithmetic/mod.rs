//! Sums that a text gives itself: conversions in brackets, changes from one figure to another, parts and their total,
//! announced counts, shares, averages, margins.

mod apposition;
mod average;
mod change;
mod conversion;
mod count;
mod enumeration;
mod margin;
mod measure;
mod named;
mod of_which;
mod portion;
mod record;
mod share;
mod summed;
mod table;
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
    /// `three reasons: ...`
    Count,
    /// `12 of the 9 members`
    Share,
    /// `87 of 1,012, or 8.6 percent`
    Portion,
    /// `by 312 votes, 18,406 to 18,094`
    Margin,
    /// `1,200 in 4 days, an average of 300 a day`
    Average,
}

impl Check for Arithmetic {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        match self.sum {
            Sum::Count => {
                count::find(article, &mut |conflict| emit.conflict(conflict));
                return apposition::find(article, &mut |conflict| emit.conflict(conflict));
            }
            Sum::Average => return average::find(article, &mut |conflict| emit.conflict(conflict)),
            Sum::Total => table::find(&article.text, &mut |conflict| emit.conflict(conflict)),
            Sum::Conversion => return conversion::find(article, &mut |conflict| emit.conflict(conflict)),
            _ => {}
        }
        // each of them takes two figures at least
        for statement in article.statements.iter().filter(|statement| statement.quantities.len() > 1) {
            let (text, quantities) = (&article.text, &article.quantities[statement.quantities.clone()]);
            let report = &mut |conflict| emit.conflict(conflict);
            match self.sum {
                Sum::Change => change::find(text, statement, quantities, report),
                Sum::Total => {
                    total::find(text, quantities, report);
                    total::find_listed(text, statement, quantities, report);
                    of_which::find(text, statement, quantities, report);
                    summed::find(text, statement.tokens.clone(), quantities, report);
                    record::find(text, quantities, report);
                }
                Sum::Share => share::find(text, statement, quantities, report),
                Sum::Portion => portion::find(text, statement, quantities, report),
                Sum::Margin => margin::find(text, quantities, report),
                Sum::Average | Sum::Count | Sum::Conversion => {}
            }
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
