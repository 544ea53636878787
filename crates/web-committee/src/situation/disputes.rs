//! How far apart institutions are.

use super::{lines::period_names, view::View};
use crate::{
    Door,
    show::{self, Picture},
};
use committee::{
    figures::FactKey,
    situation::{Known, Overview, Series},
};
use page::number_text;
use press::chart::{ClassMatrix, ClassMatrixWords, Link, Mark, MatrixHeads};
use vocabulary::Breakdown;

/// How far institutions are apart, by indicator and period.
pub(super) fn disputes(
    door: &Door,
    view: &View,
    overview: &Overview,
) -> Result<Option<Picture>, press::Error> {
    let words = view.words;
    let spread = |known: &Known| Some(known.high? - known.low?);
    let lines: Vec<&Series> = overview
        .lines
        .iter()
        .filter(|line| {
            line.known
                .iter()
                .any(|(_, known)| spread(known).is_some_and(|spread| spread > 0))
        })
        .collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let largest = lines
        .iter()
        .flat_map(|line| line.known.iter().filter_map(|(_, known)| spread(known)))
        .max()
        .unwrap_or(1);
    let marks = lines
        .iter()
        .map(|line| {
            line.known
                .iter()
                .map(|(period, known)| {
                    let fact = FactKey {
                        indicator: line.indicator.clone(),
                        place: view.place.clone(),
                        period: *period,
                        breakdown: Breakdown::total(),
                    };
                    let mark = match spread(known).map(u32::try_from) {
                        Some(Ok(spread)) => {
                            Mark::count(spread, number_text(words.language(), i64::from(spread), 0))
                        }
                        _ => Mark::not_reported(words.text("chart-not-reported")),
                    };
                    match Link::parse(&show::fact_address(&fact)) {
                        Ok(link) => mark.with_link(link),
                        Err(_) => mark,
                    }
                })
                .collect()
        })
        .collect();
    let chart = ClassMatrix::new(
        show::heading(
            "spread",
            words.text("spread-title"),
            words.text("spread-description"),
        )?,
        ClassMatrixWords {
            legend: words.text("spread"),
            states: show::state_words(words),
        },
        show::classes(words, largest)?,
        MatrixHeads {
            corner: words.text("indicator"),
            rows: lines
                .iter()
                .map(|line| show::indicator_name(door, words, &line.indicator))
                .collect(),
            columns: period_names(view),
        },
        marks,
    )?;
    Ok(Some(Picture::of(&chart)))
}
