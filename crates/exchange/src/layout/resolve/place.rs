//! The place of a figure: by name, in its time, inside the place that a parent column or the
//! context gives.

use super::{
    super::{
        mapping::LabelMeaning,
        memo::Problem,
        reading::Part,
        source::{Said, Source},
    },
    chosen, name_problem,
};
use crate::lexicon::{Lexicon, NameProblem, PlaceHints};
use vocabulary::{Period, PlaceCode};

fn unknown(source: &Source<'_, '_>, column: u32, text: &str, problem: NameProblem) -> Problem {
    let look = || source.lexicon().suggest_places(text);
    name_problem(source, column, Part::Place, text, problem, look)
}

/// The place, with the column that names it.
pub(super) fn place(
    source: &Source<'_, '_>,
    period: Period,
) -> Result<(Option<u32>, PlaceCode), Problem> {
    let mut said = Said::nothing(Part::Place);
    for place in source
        .given()
        .into_iter()
        .filter_map(|key| key.place.as_ref())
    {
        said.add(None, place.clone())?;
    }
    let lexicon = source.lexicon();
    let context_place = source.context().place.as_ref();
    let mut within = context_place.cloned();
    for (column, meaning, text) in source.labels() {
        if *meaning == LabelMeaning::PlaceParent {
            let hints = PlaceHints {
                level: None,
                within: context_place,
                period: Some(period),
            };
            match lexicon.place(text, hints) {
                Ok(parent) => within = Some(parent),
                // Berat the qark and Berat the municipality: either narrows the search enough.
                Err(NameProblem::Ambiguous(_)) => within = widest(lexicon, text, period).or(within),
                Err(problem) => return Err(unknown(source, column, text, problem)),
            }
        }
    }
    let mut found_in = None;
    for (column, meaning, text) in source.labels() {
        let level = match meaning {
            LabelMeaning::Place { level } => level.as_deref(),
            LabelMeaning::Choice => None,
            _ => continue,
        };
        if let Some(key) = chosen(source, text)? {
            if let Some(place) = &key.place {
                said.add(Some(column), place.clone())?;
            }
            continue;
        }
        if *meaning == LabelMeaning::Choice {
            continue;
        }
        let hints = PlaceHints {
            level,
            within: within.as_ref(),
            period: Some(period),
        };
        let place = lexicon
            .place(text, hints)
            .map_err(|problem| unknown(source, column, text, problem))?;
        said.add(Some(column), place)?;
        found_in = Some(column);
    }
    let is_place = |meaning: &LabelMeaning| matches!(meaning, LabelMeaning::Place { .. });
    let default = context_place.filter(|_| !source.maps(is_place)).cloned();
    Ok((found_in, said.or(default)?))
}

/// Of several places with one name the one that all the others lie in.
fn widest(lexicon: &Lexicon, text: &str, period: Period) -> Option<PlaceCode> {
    let hints = PlaceHints {
        period: Some(period),
        ..PlaceHints::default()
    };
    let Err(NameProblem::Ambiguous(all)) = lexicon.place(text, hints) else {
        return None;
    };
    let codes: Vec<PlaceCode> = all
        .iter()
        .filter_map(|one| PlaceCode::parse(&one.code).ok())
        .collect();
    codes
        .iter()
        .find(|one| codes.iter().all(|other| lexicon.place_lies_in(other, one)))
        .cloned()
}
