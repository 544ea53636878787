//! What ties series together: what publishers printed, quarters that make a year, and sums over
//! indicators that every reader knows.

use super::{World, sheet};
use crate::CellKey;
use disclosure_control::{Catalogue, Dimension, Error, Missing, Published, Table, table::Relation};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{DimensionCode, IndicatorCode, OverTime, Period};

/// Adds what publishers printed about the series of a state. A printed number that is not the
/// committee's own count is about another count, and says nothing certain about this one.
pub(super) fn printed(
    catalogue: &mut Catalogue,
    world: &World<'_>,
    state: i64,
    counts: &BTreeMap<&CellKey, i64>,
    with_breakdowns: bool,
) -> Result<(), Error> {
    let concerned = concerned(world, state);
    type Sheet<'a> = BTreeMap<&'a CellKey, i64>;
    let mut sheets: BTreeMap<(String, Vec<&DimensionCode>), Sheet<'_>> = BTreeMap::new();
    for (key, value) in &world.printed {
        let is_own = counts.get(key) == Some(value);
        let is_wanted = with_breakdowns || key.breakdown.is_total();
        if is_own && is_wanted && concerned.contains(&key.indicator) {
            let series = sheet::series(key, state);
            let dimensions = key.breakdown.dimensions().collect();
            sheets
                .entry((series, dimensions))
                .or_default()
                .insert(key, *value);
        }
    }
    for ((series, names), cells) in sheets {
        let places: BTreeSet<&str> = cells.keys().map(|key| key.place.as_str()).collect();
        let mut dimensions = vec![Dimension::untotalled(sheet::PLACE, places)?];
        for name in &names {
            let terms: BTreeSet<&str> = cells
                .keys()
                .filter_map(|key| Some(key.breakdown.term(name.as_str())?.as_str()))
                .collect();
            dimensions.push(Dimension::flat(name.as_str(), sheet::TOTAL, terms)?);
        }
        let mut table =
            Table::new(&series, dimensions, Missing::Unrecorded)?.about(sheet::SERIES, &series);
        for (key, value) in cells {
            let terms = key.breakdown.pairs().map(|(_, term)| term.as_str());
            let codes: Vec<&str> = [key.place.as_str()].into_iter().chain(terms).collect();
            table.set(&codes, Published::Exact(value))?;
        }
        catalogue.publish(table)?;
    }
    Ok(())
}

/// The indicators of a state, and those that a known sum ties to them.
fn concerned<'a>(world: &'a World<'_>, state: i64) -> BTreeSet<&'a IndicatorCode> {
    let said = world.states.get(&state).into_iter().flatten().flatten();
    let mut all: BTreeSet<&IndicatorCode> = said.map(|one| &one.key.indicator).collect();
    for sum in world.country.known_sums() {
        let members: Vec<&IndicatorCode> = sum.parts.iter().chain([&sum.whole]).collect();
        if members.iter().any(|one| all.contains(one)) {
            all.extend(members);
        }
    }
    all
}

/// Adds the sums over periods and over indicators that no known count contradicts.
pub(super) fn sums(
    catalogue: &mut Catalogue,
    world: &World<'_>,
    state: i64,
    counts: &BTreeMap<&CellKey, i64>,
) -> Result<(), Error> {
    let mut relations: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |whole: (&IndicatorCode, Period), parts: Vec<(&IndicatorCode, Period)>| {
        if !is_contradicted(counts, whole, &parts) {
            let code = |one: (&IndicatorCode, Period)| format!("{} {} #{state}", one.0, one.1);
            relations.insert(code(whole), parts.into_iter().map(code).collect());
        }
    };
    let said = world.states.get(&state).into_iter().flatten().flatten();
    let series: BTreeSet<(&IndicatorCode, Period)> = said
        .map(|one| (&one.key.indicator, one.key.period))
        .collect();
    for (indicator, period) in &series {
        let definition = world.country.indicator(indicator.as_str());
        if definition.is_none_or(|one| one.over_time != OverTime::Sum) {
            continue;
        }
        let kinds: BTreeSet<_> = series
            .iter()
            .filter(|(other, part)| other == indicator && part != period)
            .filter(|(_, part)| period.contains(*part))
            .map(|(_, part)| part.kind())
            .collect();
        for kind in kinds {
            let parts = period
                .parts(kind)
                .into_iter()
                .map(|part| (*indicator, part));
            add((indicator, *period), parts.collect());
        }
    }
    let periods: BTreeSet<Period> = series.iter().map(|(_, period)| *period).collect();
    for sum in world.country.known_sums() {
        for period in &periods {
            let parts = sum.parts.iter().map(|part| (part, *period)).collect();
            add((&sum.whole, *period), parts);
        }
    }
    for (whole, parts) in relations {
        catalogue.relate(Relation {
            dimension: sheet::SERIES.to_owned(),
            whole,
            parts,
        })?;
    }
    Ok(())
}

/// Whether for some cell all counts are known and do not add up.
fn is_contradicted(
    counts: &BTreeMap<&CellKey, i64>,
    whole: (&IndicatorCode, Period),
    parts: &[(&IndicatorCode, Period)],
) -> bool {
    let of = |key: &CellKey, one: (&IndicatorCode, Period)| {
        let key = CellKey {
            indicator: one.0.clone(),
            period: one.1,
            ..key.clone()
        };
        counts.get(&key).copied()
    };
    let wholes = counts
        .iter()
        .filter(|(key, _)| (&key.indicator, key.period) == whole);
    let mut sums = wholes.map(|(key, whole)| {
        let parts: Option<i64> = parts.iter().map(|part| of(key, *part)).sum();
        parts.is_some_and(|parts| parts != *whole)
    });
    sums.any(|is_wrong| is_wrong)
}
