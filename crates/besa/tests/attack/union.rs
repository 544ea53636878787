//! Everything that was told, put side by side year by year and audited. Written anew, without the
//! code that decides what leaves.

use crate::reader::{Told, UNTOLD};
use disclosure_control::{
    Attacker, Catalogue, Dimension, Error, Missing, Published, Table,
    audit::{Options, audit},
    table::{Relation, Revision},
};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Breakdown, Country, IndicatorCode, Period, PeriodKind, PlaceCode};

/// A count of which too much is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub about: String,
    pub low: Option<i64>,
    pub high: Option<i64>,
}

#[derive(Debug, Default)]
pub struct Outcome {
    pub findings: Vec<Finding>,
    pub cells: usize,
    pub years: usize,
    pub states: usize,
}

type Key = (IndicatorCode, PlaceCode, Period, Breakdown);
/// What is left of a count, and the base that it was rounded to.
type Left = (i64, i64, Option<i64>);
type State = BTreeMap<Key, Left>;

fn key(told: &Told) -> Key {
    (
        told.indicator.clone(),
        told.place.clone(),
        told.period,
        told.breakdown.clone(),
    )
}

fn about(key: &Key) -> String {
    format!("{} {} {} {}", key.0, key.1, key.2, key.3)
}

pub fn attack(country: &Country, told: &[(i64, Vec<Told>)]) -> Outcome {
    attack_of_believer(country, told).unwrap_or_else(|refused| {
        panic!("no reader can believe this: {refused:?}");
    })
}

/// The attack of a reader who believes more than was told, and may believe what cannot be.
pub fn attack_of_believer(
    country: &Country,
    told: &[(i64, Vec<Told>)],
) -> Result<Outcome, Vec<Error>> {
    let mut outcome = Outcome::default();
    let years: BTreeSet<i16> = told
        .iter()
        .flat_map(|(_, told)| told)
        .map(|one| one.period.year())
        .collect();
    for year in years {
        let of_year: Vec<Vec<&Told>> = told
            .iter()
            .map(|(_, told)| {
                told.iter()
                    .filter(|one| one.period.year() == year)
                    .collect()
            })
            .collect();
        let printed = printed(of_year.iter().flatten());
        let states = states(&of_year, &mut outcome.findings);
        if states.iter().all(BTreeMap::is_empty) {
            continue;
        }
        outcome.years += 1;
        outcome.states += states.len();
        judge(country, &states, &printed, &mut outcome)?;
    }
    Ok(outcome)
}

/// What publishers agree on.
fn printed<'a>(told: impl Iterator<Item = &'a &'a Told>) -> BTreeMap<Key, i64> {
    let mut values: BTreeMap<Key, BTreeSet<i64>> = BTreeMap::new();
    for one in told.filter(|one| one.surface == "printed") {
        values.entry(key(one)).or_default().insert(one.low);
    }
    let agreed = values.into_iter().filter(|(_, values)| values.len() == 1);
    agreed
        .filter_map(|(key, values)| Some((key, *values.first()?)))
        .collect()
}

/// The states of a year: a new one wherever something that was told before is told differently. Two
/// surfaces that differ at one moment are both believed.
fn states(moments: &[Vec<&Told>], findings: &mut Vec<Finding>) -> Vec<State> {
    let mut states: Vec<State> = vec![State::new()];
    for told in moments {
        let mut now = State::new();
        for one in told.iter().filter(|one| one.surface != "printed") {
            let left = now.entry(key(one)).or_insert((one.low, one.high, one.base));
            if left.0 > one.high || left.1 < one.low {
                findings.push(Finding {
                    about: format!("{}: surfaces contradict each other", about(&key(one))),
                    low: None,
                    high: None,
                });
                continue;
            }
            *left = (
                left.0.max(one.low),
                left.1.min(one.high),
                left.2.or(one.base),
            );
        }
        let last = states.last().cloned().unwrap_or_default();
        let differs =
            |(key, left): (&Key, &Left)| last.get(key).is_some_and(|before| before != left);
        if now.iter().any(differs) {
            // A published value stays while it can: what changed has left its old range.
            let narrowed = now.into_iter().map(|(key, left)| {
                let before = last.get(&key).copied().filter(|before| *before != left);
                let left = before.map_or(left, |before| without(left, before));
                (key, left)
            });
            states.push(narrowed.collect());
        } else if let Some(state) = states.last_mut() {
            state.extend(now);
        }
    }
    states
}

fn without(left: Left, before: Left) -> Left {
    if before.0 <= left.0 && before.1 >= left.0 && before.1 < left.1 {
        (before.1 + 1, left.1, left.2)
    } else if before.1 >= left.1 && before.0 <= left.1 && before.0 > left.0 {
        (left.0, before.0 - 1, left.2)
    } else {
        left
    }
}

fn judge(
    country: &Country,
    states: &[State],
    printed: &BTreeMap<Key, i64>,
    outcome: &mut Outcome,
) -> Result<(), Vec<Error>> {
    let mut refused = Vec::new();
    for corrections_add in [true, false] {
        match judged(country, states, printed, corrections_add, outcome) {
            Ok(()) => return Ok(()),
            Err(error @ (Error::Contradiction { .. } | Error::Inadditive { .. })) => {
                refused.push(error);
            }
            Err(error) => panic!("{error}"),
        }
    }
    Err(refused)
}

fn series(key: &Key, state: usize) -> String {
    format!("{} {} #{state}", key.0, key.2)
}

fn judged(
    country: &Country,
    states: &[State],
    printed: &BTreeMap<Key, i64>,
    corrections_add: bool,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let mut catalogue = Catalogue::new();
    for (number, state) in states.iter().enumerate() {
        publish(&mut catalogue, country, number, state)?;
        relate(&mut catalogue, country, number, state, printed)?;
    }
    if corrections_add {
        revise(&mut catalogue, states)?;
    }
    let system = catalogue.system()?;
    let options = Options {
        width: 2,
        ..Options::default()
    };
    let found = audit(&system, &Attacker::default(), &options)?;
    let codes: BTreeMap<BTreeMap<String, String>, usize> = (0..system.cells().len())
        .map(|cell| (system.codes(cell), cell))
        .collect();
    let shown: BTreeMap<usize, Option<(i64, i64)>> = found
        .cells
        .iter()
        .map(|cell| (cell.cell, cell.shown))
        .collect();
    for (number, state) in states.iter().enumerate() {
        for (key, left) in state {
            let people = country
                .indicator(key.0.as_str())
                .is_some_and(|one| one.counts_people);
            let is_public = printed
                .get(key)
                .is_some_and(|value| (*value, *value) == (left.0, left.1));
            if !people || is_public || left.1 >= UNTOLD {
                continue;
            }
            outcome.cells += 1;
            let mut own = BTreeMap::from([
                ("series".to_owned(), series(key, number)),
                ("place".to_owned(), key.1.to_string()),
            ]);
            let pairs = key.3.pairs();
            own.extend(pairs.map(|(name, term)| (name.to_string(), term.to_string())));
            let interval = codes
                .get(&own)
                .and_then(|cell| shown.get(cell))
                .copied()
                .flatten();
            // The policy: base 3 leaves two apart, base 5 four; below the country it is always 5.
            let width = if key.1 == *country.code() { 2 } else { 4 };
            if interval.is_none_or(|(low, high)| high - low < width) {
                outcome.findings.push(Finding {
                    about: about(key),
                    low: interval.map(|one| one.0),
                    high: interval.map(|one| one.1),
                });
            }
        }
    }
    Ok(())
}

/// Tables by series and by what they are divided by.
fn publish(
    catalogue: &mut Catalogue,
    country: &Country,
    number: usize,
    state: &State,
) -> Result<(), Error> {
    let mut tables: BTreeMap<(String, Option<String>, bool), Vec<(&Key, &Left)>> = BTreeMap::new();
    for (key, left) in state {
        let dimension = key.3.dimensions().next().map(ToString::to_string);
        let is_country = key.1 == *country.code();
        tables
            .entry((series(key, number), dimension, is_country))
            .or_default()
            .push((key, left));
    }
    for ((series, dimension, is_country), cells) in tables {
        let places: BTreeSet<&str> = cells.iter().map(|(key, _)| key.1.as_str()).collect();
        let codes: Vec<&str> = places.iter().copied().collect();
        let mut place = Dimension::untotalled("place", codes.iter().copied())?;
        if !is_country && codes.len() == country.regions().len() {
            place = place.with_group(country.code().as_str(), &codes)?;
        }
        let mut dimensions = vec![place];
        if let Some(dimension) = &dimension {
            let terms: BTreeSet<&str> = cells
                .iter()
                .filter_map(|(key, _)| Some(key.3.term(dimension)?.as_str()))
                .collect();
            dimensions.push(Dimension::flat(dimension, "total", terms)?);
        }
        let mut table = Table::new(&series, dimensions, Missing::Unknown)?.about("series", &series);
        if cells.iter().all(|(_, left)| left.1 >= UNTOLD) {
            continue;
        }
        for (key, left) in cells {
            if left.1 >= UNTOLD {
                continue;
            }
            let term = dimension.as_ref().and_then(|name| key.3.term(name));
            let codes: Vec<&str> = [key.1.as_str()]
                .into_iter()
                .chain(term.map(|term| term.as_str()))
                .collect();
            let published = if left.0 == left.1 {
                Published::Exact(left.0)
            } else {
                Published::Hidden {
                    low: Some(left.0),
                    high: Some(left.1),
                }
            };
            table.set(&codes, published)?;
        }
        catalogue.publish(table)?;
    }
    Ok(())
}

/// Quarters make a year, known sums hold, and what was printed about the same count is exact where
/// the release says the same.
fn relate(
    catalogue: &mut Catalogue,
    country: &Country,
    number: usize,
    state: &State,
    printed: &BTreeMap<Key, i64>,
) -> Result<(), Error> {
    let code =
        |indicator: &IndicatorCode, period: Period| format!("{indicator} {period} #{number}");
    for sum in country.known_sums() {
        let periods: BTreeSet<Period> = state.keys().map(|key| key.2).collect();
        for period in periods {
            let total = (
                sum.whole.clone(),
                country.code().clone(),
                period,
                Breakdown::total(),
            );
            if let Some(value) = printed.get(&total) {
                let place = Dimension::untotalled("place", [country.code().as_str()])?;
                let name = series(&total, number);
                let mut table =
                    Table::new(&name, vec![place], Missing::Unrecorded)?.about("series", &name);
                table.set(&[country.code().as_str()], Published::Exact(*value))?;
                catalogue.publish(table)?;
            }
            catalogue.relate(Relation {
                dimension: "series".to_owned(),
                whole: code(&sum.whole, period),
                parts: sum.parts.iter().map(|part| code(part, period)).collect(),
            })?;
        }
    }
    let series: BTreeSet<(&IndicatorCode, Period)> =
        state.keys().map(|key| (&key.0, key.2)).collect();
    for (indicator, period) in &series {
        let parts = period.parts(PeriodKind::Quarter);
        if parts
            .iter()
            .any(|part| series.contains(&(*indicator, *part)))
        {
            catalogue.relate(Relation {
                dimension: "series".to_owned(),
                whole: code(indicator, *period),
                parts: parts
                    .into_iter()
                    .map(|part| code(indicator, part))
                    .collect(),
            })?;
        }
    }
    Ok(())
}

fn revise(catalogue: &mut Catalogue, states: &[State]) -> Result<(), Error> {
    for number in 1..states.len() {
        let both: BTreeSet<(String, String)> = states[number]
            .keys()
            .filter(|key| states[number - 1].contains_key(*key))
            .map(|key| (series(key, number - 1), series(key, number)))
            .collect();
        for (earlier, later) in both {
            catalogue.revise(Revision {
                dimension: "series".to_owned(),
                earlier,
                later,
                least: 0,
                most: None,
            })?;
        }
    }
    Ok(())
}
