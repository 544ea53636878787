//! One released table in the engine's words: a table for each series, with its places and its one
//! attribute as dimensions. A sum that the committee's own counts contradict is left out: a reader
//! who believes it learns nothing true from it.

use super::Said;
use crate::CellKey;
use disclosure_control::{Catalogue, Dimension, Error, Missing, Table};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Breakdown, Country, DimensionCode, PlaceCode, TermCode};

/// The context dimension that tells series and states apart.
pub(crate) const SERIES: &str = "series";
/// The dimension of places.
pub(crate) const PLACE: &str = "place";
/// The total of every attribute.
pub(crate) const TOTAL: &str = "total";

/// The code of a series in a state.
pub(crate) fn series(key: &CellKey, state: i64) -> String {
    format!("{} {} #{state}", key.indicator, key.period)
}

/// A cell's codes, totals left out, as the engine gives them back.
pub(crate) fn codes(key: &CellKey, state: i64) -> BTreeMap<String, String> {
    let own = [
        (SERIES.to_owned(), series(key, state)),
        (PLACE.to_owned(), key.place.to_string()),
    ];
    let pairs = key.breakdown.pairs();
    own.into_iter()
        .chain(pairs.map(|(dimension, term)| (dimension.to_string(), term.to_string())))
        .collect()
}

/// Adds one table to the catalogue, series by series.
pub(crate) fn publish(
    catalogue: &mut Catalogue,
    country: &Country,
    (state, tables_agree): (i64, bool),
    said: &[Said],
    counts: &BTreeMap<&CellKey, i64>,
) -> Result<(), Error> {
    let mut by_series: BTreeMap<String, Vec<&Said>> = BTreeMap::new();
    for one in said {
        by_series
            .entry(series(&one.key, state))
            .or_default()
            .push(one);
    }
    for (code, said) in by_series {
        match attribute(&said) {
            Some((dimension, terms)) if is_untrue(&dimension, &terms, &said, counts) => {
                // The totals stand by themselves, and the parts too.
                let (totals, parts): (Vec<&Said>, Vec<&Said>) = said
                    .into_iter()
                    .partition(|one| one.key.breakdown.is_total());
                let own = places(country, tables_agree, &totals, counts)?;
                add(catalogue, &code, vec![own], None, &totals)?;
                let names = terms.iter().map(TermCode::as_str);
                let attribute = Dimension::untotalled(dimension.as_str(), names)?;
                let own = places(country, tables_agree, &parts, counts)?;
                add(
                    catalogue,
                    &code,
                    vec![own, attribute],
                    Some(&dimension),
                    &parts,
                )?;
            }
            Some((dimension, terms)) => {
                let names = terms.iter().map(TermCode::as_str);
                let attribute = Dimension::flat(dimension.as_str(), TOTAL, names)?;
                let own = places(country, tables_agree, &said, counts)?;
                add(
                    catalogue,
                    &code,
                    vec![own, attribute],
                    Some(&dimension),
                    &said,
                )?;
            }
            None => {
                let own = places(country, tables_agree, &said, counts)?;
                add(catalogue, &code, vec![own], None, &said)?;
            }
        }
    }
    Ok(())
}

fn add(
    catalogue: &mut Catalogue,
    code: &str,
    dimensions: Vec<Dimension>,
    attribute: Option<&DimensionCode>,
    said: &[&Said],
) -> Result<(), Error> {
    if said.iter().all(|one| one.published.is_none()) {
        return Ok(());
    }
    let mut table = Table::new(code, dimensions, Missing::Unknown)?.about(SERIES, code);
    for one in said {
        let Some(published) = one.published else {
            continue;
        };
        let term = attribute.map(|dimension| {
            let term = one.key.breakdown.term(dimension.as_str());
            term.map_or(TOTAL, TermCode::as_str)
        });
        let codes: Vec<&str> = [one.key.place.as_str()].into_iter().chain(term).collect();
        match one.count {
            Some(count) => table.set_true(&codes, published, count)?,
            None => table.set(&codes, published)?,
        }
    }
    catalogue.publish(table)
}

/// The one attribute that a series is divided by, with the terms that occur.
fn attribute(said: &[&Said]) -> Option<(DimensionCode, Vec<TermCode>)> {
    let pairs = said.iter().flat_map(|one| one.key.breakdown.pairs());
    let mut terms: Vec<TermCode> = Vec::new();
    let mut dimension = None;
    for (own, term) in pairs {
        dimension = dimension.or_else(|| Some(own.clone()));
        if !terms.contains(term) {
            terms.push(term.clone());
        }
    }
    Some((dimension?, terms))
}

/// The places, and that they make up what they lie in, where all of its parts are there.
fn places(
    country: &Country,
    tables_agree: bool,
    said: &[&Said],
    counts: &BTreeMap<&CellKey, i64>,
) -> Result<Dimension, Error> {
    let codes: BTreeSet<&PlaceCode> = said.iter().map(|one| &one.key.place).collect();
    let plain: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    let own = Dimension::untotalled(PLACE, plain.iter().copied())?;
    let whole = whole_of(country, said, &codes).filter(|_| tables_agree);
    let Some(whole) = whole else {
        return Ok(own);
    };
    let breakdowns: BTreeSet<&Breakdown> = said.iter().map(|one| &one.key.breakdown).collect();
    let is_untrue = breakdowns.into_iter().any(|breakdown| {
        let key = |place: &PlaceCode| CellKey {
            place: place.clone(),
            breakdown: breakdown.clone(),
            ..said[0].key.clone()
        };
        let parts: Option<i64> = codes
            .iter()
            .map(|code| counts.get(&key(code)).copied())
            .sum();
        let whole = counts.get(&key(whole)).copied();
        whole
            .zip(parts)
            .is_some_and(|(whole, parts)| whole != parts)
    });
    if is_untrue {
        return Ok(own);
    }
    own.with_group(whole.as_str(), &plain)
}

/// The place that all of these lie in directly, where they are all of its parts.
fn whole_of<'a>(
    country: &'a Country,
    said: &[&Said],
    codes: &BTreeSet<&PlaceCode>,
) -> Option<&'a PlaceCode> {
    let first = country.place(codes.first()?.as_str())?;
    let parent = country.place(first.parent.as_ref()?.as_str())?;
    let on = said.first()?.key.period.last_day();
    let parts = country.children(&parent.code, on, Some(&first.level));
    let parts: BTreeSet<&PlaceCode> = parts.into_iter().map(|one| &one.code).collect();
    (parts == *codes).then_some(&parent.code)
}

/// Whether the counts of some total and all of its terms are known and do not add up.
fn is_untrue(
    dimension: &DimensionCode,
    terms: &[TermCode],
    said: &[&Said],
    counts: &BTreeMap<&CellKey, i64>,
) -> bool {
    let mut totals = said.iter().filter(|one| one.key.breakdown.is_total());
    totals.any(|one| {
        let of = |term: &TermCode| {
            let breakdown = Breakdown::total().with(dimension.clone(), term.clone());
            let key = CellKey {
                breakdown,
                ..one.key.clone()
            };
            counts.get(&key).copied()
        };
        let parts: Option<i64> = terms.iter().map(of).sum();
        let whole = counts.get(&one.key).copied();
        whole
            .zip(parts)
            .is_some_and(|(whole, parts)| whole != parts)
    })
}
