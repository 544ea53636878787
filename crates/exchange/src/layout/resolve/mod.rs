//! Resolves the parts of a key: place and period together (a name is only understood in its time),
//! the cell of an indicator, the institution.

mod cell;
mod institution;
mod period;
mod place;

use super::{
    mapping::{LabelChoice, PartialKey},
    memo::Problem,
    reading::{Part, RefusalReason},
    source::{Source, refuse, suggest},
};
use crate::lexicon::{NameProblem, Suggestion};
use vocabulary::{Period, PlaceCode};

pub(super) use cell::cell;
pub(super) use institution::institution;
use period::{is_period, period};
use place::place;

/// What is wrong with a label whose text is no name, or the name of several things.
fn name_problem(
    source: &Source<'_, '_>,
    column: u32,
    part: Part,
    text: &str,
    problem: NameProblem,
    look: impl FnOnce() -> Vec<Suggestion>,
) -> Problem {
    let text = shortened(text);
    match problem {
        NameProblem::Unknown => suggest(
            Some(column),
            RefusalReason::Unknown(part, text),
            source.suggestions(look),
        ),
        NameProblem::Ambiguous(all) => {
            suggest(Some(column), RefusalReason::Ambiguous(part, text), all)
        }
    }
}

/// A label as it is repeated to the user.
fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

/// What the user has chosen for a label, `None` without a choice.
fn chosen<'r>(source: &Source<'r, '_>, text: &str) -> Result<Option<&'r PartialKey>, Problem> {
    match source.choice(text) {
        Some(LabelChoice::PassOver) => Err(Problem::PassOver),
        Some(LabelChoice::Is(key)) => Ok(Some(key)),
        None => Ok(None),
    }
}

/// Place and period.
pub(super) fn place_and_period(source: &Source<'_, '_>) -> Result<(PlaceCode, Period), Problem> {
    let period = period(source)?;
    if period.first_day() > source.context().today {
        let column = source
            .labels()
            .find(|(_, meaning, _)| is_period(meaning))
            .map(|(column, ..)| column);
        return Err(refuse(column, RefusalReason::FuturePeriod(period)));
    }
    let (column, place) = place(source, period)?;
    if source.lexicon().place_existed(&place, period) {
        Ok((place, period))
    } else {
        Err(refuse(column, RefusalReason::PlaceNotThen(place, period)))
    }
}
