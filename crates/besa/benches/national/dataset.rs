//! Ten years of quarters, 373 units, eight institutions, 19 cells, out of a seed.

use std::{ops::Range, sync::Arc};
use vocabulary::{
    Breakdown, Country, InstitutionCode, Period, PlaceCode, ReportedValue, StatedFigure,
};

const CELLS: [&str; 19] = [
    "",
    "sex=female",
    "sex=male",
    "age=child",
    "age=adult",
    "age=child;sex=female",
    "age=child;sex=male",
    "age=adult;sex=female",
    "age=adult;sex=male",
    "form=sexual",
    "form=labour",
    "form=begging",
    "form=criminality",
    "form=marriage",
    "form=servitude",
    "form=organ-removal",
    "form=other",
    "form=unknown",
    "sex=unknown",
];
const INSTITUTIONS: usize = 8;

/// The package of Albania.
pub fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).expect("the package is whole"))
}

/// Numbers that look like chance and are always the same.
fn mix(seed: usize) -> i64 {
    let mut bits = (seed as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((bits ^ (bits >> 27)) >> 33).cast_signed()
}

/// What one institution says of all cells of a unit and quarter. Its parts make its totals; one
/// institution in sixteen counts one person more than the others, and one in two hundred adds up
/// wrongly.
fn numbers(unit: usize, quarter: usize, institution: usize) -> [i64; CELLS.len()] {
    let group = unit * 64 + quarter;
    let mut by_age_and_sex = [0, 1, 2, 3].map(|cell| mix(group * 8 + cell) % 6);
    let word = mix((group * INSTITUTIONS + institution) * 8 + 7);
    if word % 16 == 0 {
        by_age_and_sex[usize::try_from(word / 16 % 4).unwrap_or(0)] += 1;
    }
    let [girls, boys, women, men] = by_age_and_sex;
    let total = girls + boys + women + men;
    let labour = mix(group * 8 + 6) % (total + 1);
    let stated = total + i64::from(word % 200 == 0);
    [
        stated,
        girls + women,
        boys + men,
        girls + boys,
        women + men,
        girls,
        boys,
        women,
        men,
        total - labour,
        labour,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ]
}

/// The units with the institutions of the region that each lies in.
fn units(country: &Country) -> Vec<(PlaceCode, Vec<InstitutionCode>)> {
    let units = country
        .places()
        .iter()
        .filter(|place| place.level.as_str() == "njesi");
    units
        .filter_map(|unit| {
            let region = country.region_of(&unit.code)?;
            let own = country.institutions().iter();
            let own = own.filter(|one| one.place == region.code);
            let codes = own.map(|one| one.code.clone()).take(INSTITUTIONS);
            Some((unit.code.clone(), codes.collect()))
        })
        .collect()
}

/// All quarters of some years.
pub fn figures(country: &Country, years: Range<usize>) -> Vec<StatedFigure> {
    let indicator = country.indicator("V01").expect("the package has it");
    let cells: Vec<Breakdown> = CELLS
        .iter()
        .map(|cell| Breakdown::parse(cell).expect("a cell"))
        .collect();
    let mut figures = Vec::new();
    for (unit, (place, institutions)) in units(country).iter().enumerate() {
        for quarter in 0..years.len() * 4 {
            let name = format!("{}Q{}", years.start + quarter / 4, quarter % 4 + 1);
            let period = Period::parse(&name).expect("a quarter");
            for (who, institution) in institutions.iter().enumerate() {
                let numbers = numbers(unit, quarter, who);
                for (breakdown, value) in cells.iter().zip(numbers) {
                    figures.push(StatedFigure {
                        institution: institution.clone(),
                        indicator: indicator.code.clone(),
                        place: place.clone(),
                        period,
                        breakdown: breakdown.clone(),
                        value: ReportedValue::value(value).expect("not negative"),
                        counting_rule: None,
                        comment: None,
                        source: None,
                    });
                }
            }
        }
    }
    figures
}
