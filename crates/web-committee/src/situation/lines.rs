//! Lines over time: what is known of a place period by period, and how its points are drawn.

use super::view::View;
use crate::{Door, error::InLanguage as _, show};
use access::{Permit, ReadSituation};
use boxed::boxed;
use committee::{
    discrepancies::Standing,
    figures::FactKey,
    situation::{Known, Series, series_read},
};
use page::{Failure, Words, period_text};
use press::chart::{Mark, StateWords, TrendPoint};
use vocabulary::{Breakdown, Period, PlaceCode};

/// One line: a place, over the periods of a view.
#[boxed]
pub(super) async fn series(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
    place: &PlaceCode,
    breakdown: &Breakdown,
) -> Result<Series, Failure> {
    let key = (&view.indicator, breakdown);
    series_read(
        &door.database,
        &door.catalogue,
        permit,
        place,
        key,
        &view.periods,
    )
    .await
    .shown(view.words.language())
}

/// Where a point leads.
pub(super) fn address(view: &View, place: &PlaceCode, period: Period) -> String {
    show::fact_address(&FactKey {
        indicator: view.indicator.clone(),
        place: place.clone(),
        period,
        breakdown: Breakdown::total(),
    })
}

pub(super) fn points(door: &Door, view: &View, series: &Series) -> Vec<TrendPoint> {
    let decimals = show::decimals(door, &series.indicator);
    series
        .known
        .iter()
        .map(|(period, known)| {
            let link = address(view, &series.place, *period);
            TrendPoint {
                mark: in_full(show::mark(view.words, known, decimals, Some(&link)), known),
                provisional: !is_settled(known.standing),
            }
        })
        .collect()
}

/// A line that ran through what lacks parts would fall where nothing fell: such a period has no point,
/// and the table beside the picture says how much is known.
fn in_full(mark: Mark, known: &Known) -> Mark {
    if known.is_whole() {
        return mark;
    }
    let gap = Mark::not_reported(mark.text());
    match mark.link() {
        Some(link) => gap.with_link(link.clone()),
        None => gap,
    }
}

/// The words for the states of a line's points.
pub(super) fn line_states(words: Words) -> StateWords {
    StateWords {
        not_reported: words.text("not-reported-in-full"),
        ..show::state_words(words)
    }
}

/// Whether a figure is decided, or needs no decision.
pub(super) const fn is_settled(standing: Standing) -> bool {
    matches!(standing, Standing::Adopted | Standing::Agreed)
}

pub(super) fn period_names(view: &View) -> Vec<String> {
    view.periods
        .iter()
        .map(|period| period_text(view.words, *period))
        .collect()
}
