//! Figures that repeat those of a neighbouring period, cell by cell: almost always a sheet that was
//! sent twice.
//!
//! Which of the two periods holds the wrong figures cannot be seen from the copy itself. The finding
//! is raised in the period whose total other institutions contradict; where they contradict both or
//! neither, in the later one.
//!
//! Small numbers repeat by chance, so a copy is only reported when at least two whole families of
//! cells (the total, by sex, by age, by sex and age, …) are the same, with at least four numbers
//! above zero, the largest of them at least ten.

use super::{
    Derivation, fingerprint,
    layout::{Family, Layout},
    sheet::{Sheet, Sheets},
};
use crate::discrepancies::{
    finding::{Finding, Kind, Weight},
    group::Figure,
};

const LEAST_EQUAL_NUMBERS: usize = 4;
const LEAST_LARGEST_NUMBER: i64 = 10;
const LEAST_FAMILIES: usize = 2;

pub(super) fn compare(group: &Sheets<'_>, neighbour: &Sheets<'_>, derivation: &mut Derivation) {
    for here in &group.sheets {
        let Some(there) = neighbour.sheet(here.institution) else {
            continue;
        };
        let is_here = if here.is_contradicted == there.is_contradicted {
            neighbour.group.period < group.group.period
        } else {
            here.is_contradicted
        };
        if !is_here {
            continue;
        }
        let equal: Vec<&Family> = group
            .layout
            .families
            .iter()
            .filter(|family| is_repeated(family, (here, &group.layout), (there, &neighbour.layout)))
            .collect();
        if equal.len() < LEAST_FAMILIES {
            continue;
        }
        let compared = || {
            let places = equal.iter().flat_map(|family| family.cells.iter().copied());
            here.filled(&group.layout, places)
        };
        let numbers: Vec<i64> = compared()
            .filter_map(|(_, figure)| figure.value.number())
            .filter(|number| *number > 0)
            .collect();
        let largest = numbers.iter().copied().max().unwrap_or(0);
        if numbers.len() < LEAST_EQUAL_NUMBERS || largest < LEAST_LARGEST_NUMBER {
            continue;
        }
        derivation.findings.push(Finding {
            kind: Kind::CopyOfAnotherPeriod,
            breakdown: coarsest(here, &group.layout),
            institution: Some(here.institution),
            dimension: None,
            other_period: Some(neighbour.group.period),
            range: None,
            reporters: 1,
            rule_differences: Vec::new(),
            weight: Weight::Major,
            fingerprint: fingerprint(&neighbour.group.period.to_string(), compared()),
        });
    }
}

/// The same cells of the family with the same numbers, at least one of them a number.
fn is_repeated(
    family: &Family,
    (here, layout): (&Sheet<'_>, &Layout),
    (there, other_layout): (&Sheet<'_>, &Layout),
) -> bool {
    let mut others = other_layout.families.iter();
    let Some(other) = others.find(|other| other.name == family.name) else {
        return false;
    };
    let ours = || here.filled(layout, family.cells.iter().copied());
    let theirs = there.filled(other_layout, other.cells.iter().copied());
    let said = |(cell, figure): (i64, &Figure)| (cell, figure.value);
    ours().map(said).eq(theirs.map(said))
        && ours().any(|(_, figure)| figure.value.number().is_some())
}

/// The cell to hang the finding on: the total, or the first of the coarsest cells.
fn coarsest(sheet: &Sheet<'_>, layout: &Layout) -> i64 {
    let cells = layout.breakdowns.iter().zip(&layout.depths);
    let cells = cells.zip(&sheet.figures);
    let filled = cells.filter(|((_, depth), figure)| figure.is_some() && **depth < usize::MAX);
    filled
        .map(|((number, depth), _)| (*depth, *number))
        .min()
        .map_or(0, |(_, number)| number)
}
