//! Reported figures: what each institution says, kept beside what it said before.
//!
//! One act (an import, an edit, a submission, an undoing) is one *change*. It first states its
//! cells (`stated_figure`, the evidence), then [`apply`] makes them the institution's present word
//! and moves what they replace into the history. Nothing is ever overwritten or lost.

mod apply;
mod change;
mod own;
mod read;
mod row;

pub use apply::{Stage, apply, differing};
pub use change::{Change, ChangeKind, change_open};
pub use own::{OWN_TOTALS, own_figure, own_totals};
pub use read::{FactFigure, FactKey, PastFigure, SourceFile, fact_figures, fact_history};
pub(crate) use read::{past_figures, require_fact, submitted_figures, timestamp};
pub use row::{FigureRow, state_number, state_of_number, value_of_columns};
pub(crate) use row::{insert_stated, numbered};
