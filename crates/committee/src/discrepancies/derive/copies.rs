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

use super::{Derivation, fingerprint};
use crate::discrepancies::{
    finding::{Finding, Kind, Weight},
    group::{Figure, Group, Knowledge},
};
use std::{collections::BTreeMap, rc::Rc};
use vocabulary::Breakdown;

const LEAST_EQUAL_NUMBERS: usize = 4;
const LEAST_LARGEST_NUMBER: i64 = 10;
const LEAST_FAMILIES: usize = 2;

/// The cells of one institution, by the set of dimensions that they fix.
type Families<'a> = BTreeMap<Rc<str>, BTreeMap<i64, &'a Figure>>;

pub(super) fn compare(
    group: &Group,
    neighbour: &Group,
    knowledge: &Knowledge<'_>,
    derivation: &mut Derivation,
) {
    let own = by_institution(group, knowledge);
    let others = by_institution(neighbour, knowledge);
    for (institution, families) in &own {
        let Some(earlier) = others.get(institution) else {
            continue;
        };
        let here = is_contradicted(group, *institution, knowledge);
        let there = is_contradicted(neighbour, *institution, knowledge);
        let is_here = if here == there {
            neighbour.period < group.period
        } else {
            here
        };
        if !is_here {
            continue;
        }
        let equal: Vec<&BTreeMap<i64, &Figure>> = families
            .iter()
            .filter(|(name, cells)| earlier.get(*name).is_some_and(|old| are_equal(cells, old)))
            .map(|(_, cells)| cells)
            .collect();
        let numbers: Vec<i64> = equal
            .iter()
            .flat_map(|cells| cells.values().filter_map(|figure| figure.value.number()))
            .filter(|number| *number > 0)
            .collect();
        let largest = numbers.iter().copied().max().unwrap_or(0);
        if equal.len() < LEAST_FAMILIES
            || numbers.len() < LEAST_EQUAL_NUMBERS
            || largest < LEAST_LARGEST_NUMBER
        {
            continue;
        }
        let compared = equal.iter().flat_map(|cells| {
            cells
                .iter()
                .map(|(breakdown, figure)| (*breakdown, *figure))
        });
        derivation.findings.push(Finding {
            kind: Kind::CopyOfAnotherPeriod,
            breakdown: coarsest(families, knowledge),
            institution: Some(*institution),
            dimension: None,
            other_period: Some(neighbour.period),
            range: None,
            reporters: 1,
            rule_differences: Vec::new(),
            weight: Weight::Major,
            fingerprint: fingerprint(&neighbour.period.to_string(), compared),
        });
    }
}

/// Whether another institution gives a different total.
fn is_contradicted(group: &Group, institution: i64, knowledge: &Knowledge<'_>) -> bool {
    let total = group.cells.iter().find(|cell| {
        knowledge
            .breakdowns
            .get(&cell.breakdown)
            .is_some_and(Breakdown::is_total)
    });
    total.is_some_and(|cell| {
        let number = |figure: &Figure| figure.value.number();
        let own = cell
            .figures
            .iter()
            .find(|figure| figure.institution == institution);
        let own = own.and_then(number);
        cell.figures
            .iter()
            .filter_map(number)
            .any(|other| own.is_some_and(|own| own != other))
    })
}

/// The same cells with the same numbers, at least one of them a number.
fn are_equal(one: &BTreeMap<i64, &Figure>, other: &BTreeMap<i64, &Figure>) -> bool {
    one.len() == other.len()
        && one.values().any(|figure| figure.value.number().is_some())
        && one
            .iter()
            .zip(other)
            .all(|((cell, figure), (other_cell, other_figure))| {
                cell == other_cell && figure.value == other_figure.value
            })
}

fn by_institution<'a>(group: &'a Group, knowledge: &Knowledge<'_>) -> BTreeMap<i64, Families<'a>> {
    let mut found: BTreeMap<i64, Families<'a>> = BTreeMap::new();
    for cell in &group.cells {
        let Some(breakdown) = knowledge.breakdowns.get(&cell.breakdown) else {
            continue;
        };
        let family = family(breakdown);
        for figure in &cell.figures {
            found
                .entry(figure.institution)
                .or_default()
                .entry(Rc::clone(&family))
                .or_default()
                .insert(cell.breakdown, figure);
        }
    }
    found
}

fn family(breakdown: &Breakdown) -> Rc<str> {
    let dimensions: Vec<&str> = breakdown.dimensions().map(|code| code.as_str()).collect();
    dimensions.join("+").into()
}

/// The cell to hang the finding on: the total, or the first of the coarsest cells.
fn coarsest(families: &Families<'_>, knowledge: &Knowledge<'_>) -> i64 {
    families
        .values()
        .flat_map(|cells| cells.keys().copied())
        .min_by_key(|number| {
            (
                knowledge
                    .breakdowns
                    .get(number)
                    .map_or(usize::MAX, Breakdown::depth),
                *number,
            )
        })
        .unwrap_or_default()
}
