//! Chao's moment estimators: bounds, and labelled as such.
//!
//! When people differ in how easily they are listed but lists do not depend on each other, these
//! are lower bounds (Chao 1987; Rivest & Baillargeon 2007). When lists depend negatively, or send
//! people to each other, they bound nothing: on the UK 2013 data the bound is above the stepwise
//! estimate. They must never be shown as estimates.

use crate::CaptureTable;
use crate::linear::Heterogeneity;
use crate::sensitivity::finite;
use serde::Serialize;

/// What the bounds say; `None` where the data do not give them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bounds {
    /// Chao (1987): seen + f₁²/(2f₂).
    pub chao: Option<f64>,
    /// Chao (1989), corrected for bias: seen + f₁(f₁−1)/(2(f₂+1)); exists without f₂.
    pub chao_corrected: Option<f64>,
    /// People differ, lists are equal: Rivest & Baillargeon (2007), model Mₕ.
    pub people_differ: Option<f64>,
    /// People and lists differ: Rivest & Baillargeon (2007), model Mₜₕ.
    pub people_and_lists_differ: Option<f64>,
    /// Lists differ, people do not: the model Mₜ of independence.
    pub lists_differ: Option<f64>,
}

/// The bounds of `table`.
#[must_use]
pub fn bounds(table: &CaptureTable) -> Bounds {
    let seen = table.observed() as f64;
    let numbers = table.by_number_of_lists();
    let (once, twice) = (numbers[0] as f64, numbers[1] as f64);
    let model = |lists_differ, people_differ| {
        Heterogeneity {
            lists_differ,
            people_differ,
        }
        .population(table)
        .and_then(finite)
    };
    Bounds {
        chao: finite(seen + once * once / (2.0 * twice)),
        chao_corrected: finite(seen + once * (once - 1.0) / (2.0 * (twice + 1.0))),
        people_differ: model(false, true),
        people_and_lists_differ: model(true, true),
        lists_differ: model(true, false),
    }
}
