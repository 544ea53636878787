//! What publishers printed before: everybody knows it. It is shown with its publisher's name, never
//! as the committee's own, and every audit reckons with it.

use crate::{CellKey, Figure, Shown};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{
    Country, IndicatorCode, InstitutionCode, Period,
    country::{PublishedFigure, Qualifier},
};

/// A national total as one publisher printed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The year.
    pub period: Period,
    /// Who printed it.
    pub publisher: InstitutionCode,
    /// The document.
    pub document: String,
    /// The number.
    pub figure: Figure,
}

/// The national totals of an indicator as their publishers printed them, the latest year first.
/// Breakdowns are not repeated: some hide cells that subtraction gives back.
#[must_use]
pub fn quotations(country: &Country, indicator: &IndicatorCode) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = latest(country)
        .into_values()
        .filter(|one| one.indicator == *indicator && one.breakdown.is_total())
        .filter(|one| one.qualifier == Qualifier::Exactly)
        .map(|one| Quotation {
            period: one.period,
            publisher: one.institution.clone(),
            document: one.document.clone(),
            figure: Figure::new(Shown::exactly(one.number)),
        })
        .collect();
    found.sort_by(|one, other| (other.period, &one.publisher).cmp(&(one.period, &other.publisher)));
    found
}

/// The indicators of which any national total was printed, in the order of the package.
#[must_use]
pub fn quoted_indicators(country: &Country) -> Vec<IndicatorCode> {
    let totals = country.published_figures().iter().filter(|one| {
        one.place == *country.code()
            && one.breakdown.is_total()
            && one.qualifier == Qualifier::Exactly
    });
    let quoted: BTreeSet<&IndicatorCode> = totals.map(|one| &one.indicator).collect();
    let all = country.indicators().iter().map(|one| &one.code);
    all.filter(|code| quoted.contains(code)).cloned().collect()
}

/// What everybody knows of a year: each national fact on which the publishers agree.
pub(crate) fn known_to_everybody(country: &Country, year: i16) -> BTreeMap<CellKey, i64> {
    let mut known: BTreeMap<CellKey, i64> = BTreeMap::new();
    let mut disputed = BTreeSet::new();
    let printed = latest(country).into_values();
    for one in printed.filter(|one| one.period.year() == year) {
        if one.qualifier != Qualifier::Exactly {
            continue;
        }
        let key = CellKey {
            indicator: one.indicator.clone(),
            place: one.place.clone(),
            period: one.period,
            breakdown: one.breakdown.clone(),
        };
        if known
            .insert(key.clone(), one.number)
            .is_some_and(|other| other != one.number)
        {
            disputed.insert(key);
        }
    }
    known.retain(|key, _| !disputed.contains(key));
    known
}

/// Each national figure in its publisher's last edition.
fn latest(
    country: &Country,
) -> BTreeMap<(&IndicatorCode, Period, String, &InstitutionCode), &PublishedFigure> {
    let mut latest = BTreeMap::new();
    let national = country.published_figures().iter();
    for one in national.filter(|one| one.place == *country.code()) {
        let key = (
            &one.indicator,
            one.period,
            one.breakdown.to_string(),
            &one.institution,
        );
        let kept = latest.entry(key).or_insert(one);
        if kept.edition < one.edition {
            *kept = one;
        }
    }
    latest
}
