//! What really happened, in this story: one unit for each victim, offence or session, so that
//! every total is the sum of its parts. Institutions see it through their own glasses (`words`).

use crate::calendar::Calendar;
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use vocabulary::{Country, Period, PlaceCode};

/// Victims of a year for which no total was published: what recent years come to.
const VICTIMS_A_YEAR: i64 = 110;
/// One of so many victims is formally identified where the number was not published.
const FORMAL_ONE_OF: i64 = 10;

/// One of what an indicator counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    /// Its terms, by dimension.
    pub(crate) terms: Vec<(&'static str, &'static str)>,
    /// A victim who lives in another region.
    pub(crate) lives_elsewhere: bool,
}

impl Unit {
    fn of(terms: &[(&'static str, &'static str)]) -> Self {
        Self {
            terms: terms.to_vec(),
            lives_elsewhere: false,
        }
    }

    /// The same unit with another term.
    pub(crate) fn with(mut self, dimension: &'static str, term: &'static str) -> Self {
        self.terms.retain(|(other, _)| *other != dimension);
        self.terms.push((dimension, term));
        self
    }
}

/// All units by indicator, place and period.
pub(crate) struct Truth(BTreeMap<&'static str, BTreeMap<(PlaceCode, Period), Vec<Unit>>>);

impl Truth {
    /// The units behind one total.
    pub(crate) fn units(&self, place: &PlaceCode, period: Period, indicator: &str) -> &[Unit] {
        let of_indicator = self.0.get(indicator);
        of_indicator
            .and_then(|units| units.get(&(place.clone(), period)))
            .map_or(&[], Vec::as_slice)
    }

    /// Draws everything. The victims of a year add up to the published total.
    pub(crate) fn draw(random: &mut ChaCha8Rng, country: &Country, calendar: &Calendar) -> Self {
        let mut truth = Self(BTreeMap::new());
        let regions: Vec<PlaceCode> = country
            .regions()
            .iter()
            .map(|one| one.code.clone())
            .collect();
        let weights = weights(country, &regions);
        for year in calendar.years() {
            truth.victims(random, country, (year, &regions, &weights));
        }
        for period in &calendar.quarters {
            for (region, weight) in regions.iter().zip(&weights) {
                truth.quarter(random, (region, *period), *weight);
            }
        }
        for period in &calendar.school_years {
            for (region, weight) in regions.iter().zip(&weights) {
                let leavers = amount(random, 8 + weight / 12);
                truth.fill(random, (region, *period, "E01"), leavers, |random| {
                    let reasons = [
                        "economic",
                        "migration",
                        "migration",
                        "early-marriage",
                        "other",
                    ];
                    Unit::of(&[("sex", sex(random, 45)), ("reason", pick(random, &reasons))])
                });
            }
        }
        truth
    }

    fn victims(
        &mut self,
        random: &mut ChaCha8Rng,
        country: &Country,
        (year, regions, weights): (i16, &[PlaceCode], &[i64]),
    ) {
        let total = published(country, "V00", year).unwrap_or(VICTIMS_A_YEAR);
        let formal = published(country, "V02", year).unwrap_or(total / FORMAL_ONE_OF);
        let quarters =
            Period::year_of(year).map(|year| year.parts(vocabulary::PeriodKind::Quarter));
        let quarters = quarters.unwrap_or_default();
        let sum: i64 = weights.iter().sum();
        for number in 0..total {
            let mut draw = random.random_range(0..sum.max(1));
            let index = weights.iter().position(|weight| {
                draw -= weight;
                draw < 0
            });
            let (Some(region), Some(period)) = (
                regions.get(index.unwrap_or_default()),
                quarters.get(random.random_range(0..4)),
            ) else {
                continue;
            };
            let forms = [
                "sexual",
                "sexual",
                "sexual",
                "sexual",
                "labour",
                "begging",
                "begging",
                "criminality",
                "other",
            ];
            let mut unit = Unit::of(&[
                ("sex", sex(random, 72)),
                (
                    "age",
                    if random.random_range(0..100) < 66 {
                        "child"
                    } else {
                        "adult"
                    },
                ),
                ("form", pick(random, &forms)),
            ]);
            unit.lives_elsewhere = random.random_range(0..100) < 15;
            let indicator = if number < formal { "V02" } else { "V01" };
            let of_indicator = self.0.entry(indicator).or_default();
            let key = (region.clone(), *period);
            of_indicator.entry(key).or_default().push(unit);
        }
    }

    fn quarter(
        &mut self,
        random: &mut ChaCha8Rng,
        (region, period): (&PlaceCode, Period),
        weight: i64,
    ) {
        let services = [
            "accommodation",
            "accommodation",
            "psychosocial",
            "psychosocial",
            "medical",
            "legal",
            "vocational",
            "employment",
        ];
        let assisted = amount(random, 4 + weight / 60);
        self.fill(random, (region, period, "A01"), assisted, |random| {
            Unit::of(&[("service", pick(random, &services))])
        });
        let offences = random.random_range(0..2 + weight / 150);
        for (indicator, number) in [
            ("J01", offences),
            ("J02", offences + random.random_range(0..3)),
            ("J05", offences + random.random_range(0..4)),
            ("J06", random.random_range(0..2 + weight / 250)),
            ("D01", amount(random, 15 + weight / 4)),
        ] {
            self.fill(random, (region, period, indicator), number, |random| {
                Unit::of(&[("sex", sex(random, 15))])
            });
        }
        let audiences = ["pupils", "pupils", "parents", "professionals", "community"];
        let sessions = amount(random, 14);
        self.fill(random, (region, period, "W02"), sessions, |random| {
            Unit::of(&[("audience", pick(random, &audiences))])
        });
        let reached = sessions * random.random_range(15..26) + 1;
        self.fill(random, (region, period, "W03"), reached, |random| {
            Unit::of(&[("sex", sex(random, 54))])
        });
    }

    fn fill(
        &mut self,
        random: &mut ChaCha8Rng,
        (region, period, indicator): (&PlaceCode, Period, &'static str),
        number: i64,
        unit: impl Fn(&mut ChaCha8Rng) -> Unit,
    ) {
        let units = (0..number).map(|_| unit(random)).collect();
        let of_indicator = self.0.entry(indicator).or_default();
        of_indicator.insert((region.clone(), period), units);
    }
}

/// The published total of a year; of several publishers the first, of several editions the last.
fn published(country: &Country, indicator: &str, year: i16) -> Option<i64> {
    let period = Period::year_of(year)?;
    let mut found: Vec<_> = country
        .published_figures()
        .iter()
        .filter(|one| one.indicator.as_str() == indicator && one.place == *country.code())
        .filter(|one| one.period == period && one.breakdown.is_total())
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.edition));
    found.first().map(|one| one.number)
}

/// Inhabitants in thousands, from the latest count of any basis; 100 where there is none.
fn weights(country: &Country, regions: &[PlaceCode]) -> Vec<i64> {
    let of = |region: &PlaceCode| {
        let counts = country
            .populations()
            .iter()
            .filter(|one| one.place == *region);
        counts
            .max_by_key(|one| one.year)
            .map_or(100, |one| (one.number / 1000).max(1))
    };
    regions.iter().map(of).collect()
}

fn amount(random: &mut ChaCha8Rng, about: i64) -> i64 {
    random.random_range(about * 3 / 4..=about * 5 / 4)
}

fn sex(random: &mut ChaCha8Rng, female_percent: i32) -> &'static str {
    if random.random_range(0..100) < female_percent {
        "female"
    } else {
        "male"
    }
}

fn pick(random: &mut ChaCha8Rng, terms: &[&'static str]) -> &'static str {
    terms[random.random_range(0..terms.len())]
}
