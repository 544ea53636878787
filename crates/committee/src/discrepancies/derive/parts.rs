//! Parts and totals inside one institution's own figures: do the boys and the girls make all
//! children, and do the ages make the same total as the sexes?

use super::{Derivation, fingerprint};
use crate::discrepancies::{
    finding::{Finding, Kind, Significance},
    group::{Figure, Group, Knowledge},
};
use std::collections::BTreeMap;
use vocabulary::{Breakdown, DimensionCode};

/// The parts of one cell along one dimension.
struct Split<'a> {
    dimension: DimensionCode,
    sum: i64,
    /// Whether every part that is there carries a number.
    is_complete: bool,
    figures: Vec<(i64, &'a Figure)>,
}

pub(super) fn compare(
    group: &Group,
    knowledge: &Knowledge<'_>,
    significance: Significance,
    derivation: &mut Derivation,
) {
    let mut institutions: Vec<i64> = group
        .cells
        .iter()
        .filter(|cell| {
            knowledge
                .breakdowns
                .get(&cell.breakdown)
                .is_some_and(|b| b.depth() > 0)
        })
        .flat_map(|cell| cell.figures.iter().map(|figure| figure.institution))
        .collect();
    institutions.sort_unstable();
    institutions.dedup();
    let kinship = Kinship::of(group, knowledge);
    for institution in institutions {
        let own: BTreeMap<&Breakdown, (i64, &Figure)> = group
            .cells
            .iter()
            .filter_map(|cell| {
                let figure = cell.figures.iter().find(|f| f.institution == institution)?;
                Some((
                    knowledge.breakdowns.get(&cell.breakdown)?,
                    (cell.breakdown, figure),
                ))
            })
            .collect();
        for (breakdown, (number, figure)) in &own {
            let splits = splits(breakdown, &own, &kinship, knowledge);
            report(
                *number,
                figure,
                &splits,
                institution,
                significance,
                derivation,
            );
        }
        if !own.contains_key(&Breakdown::default()) {
            let splits = splits(&Breakdown::default(), &own, &kinship, knowledge);
            without_total(&splits, institution, knowledge, significance, derivation);
        }
    }
}

/// A total that the institution did not state can still have parts that contradict each other: the
/// splits that make less are held against the one that makes the most.
fn without_total(
    splits: &[Split<'_>],
    institution: i64,
    knowledge: &Knowledge<'_>,
    significance: Significance,
    derivation: &mut Derivation,
) {
    let mut totals = knowledge.breakdowns.iter();
    let Some((total, _)) = totals.find(|(_, breakdown)| breakdown.is_total()) else {
        return;
    };
    let complete = || splits.iter().filter(|split| split.is_complete);
    let Some(most) = complete().map(|split| split.sum).max() else {
        return;
    };
    for split in complete().filter(|split| split.sum < most) {
        derivation.findings.push(Finding {
            kind: Kind::BaseDiffers,
            breakdown: *total,
            institution: Some(institution),
            dimension: Some(split.dimension.clone()),
            other_period: None,
            range: Some((split.sum, most)),
            reporters: 1,
            rule_differences: Vec::new(),
            weight: significance.weigh(split.sum, most),
            fingerprint: fingerprint(
                &format!("{} of {most}", split.dimension),
                split.figures.iter().copied(),
            ),
        });
    }
}

/// Which cells of a group are parts of which, and along which dimension: the same for every
/// institution in it.
struct Kinship<'a>(BTreeMap<Breakdown, Vec<(&'a DimensionCode, &'a Breakdown)>>);

impl<'a> Kinship<'a> {
    fn of(group: &Group, knowledge: &Knowledge<'a>) -> Self {
        let mut parts: BTreeMap<Breakdown, Vec<(&DimensionCode, &Breakdown)>> = BTreeMap::new();
        for cell in &group.cells {
            let Some(part) = knowledge.breakdowns.get(&cell.breakdown) else {
                continue;
            };
            for dimension in part.dimensions() {
                let whole = part.clone().without(dimension);
                parts.entry(whole).or_default().push((dimension, part));
            }
        }
        Self(parts)
    }

    fn parts(&self, whole: &Breakdown) -> &[(&'a DimensionCode, &'a Breakdown)] {
        self.0.get(whole).map_or(&[], Vec::as_slice)
    }
}

/// All splits of a cell: for each further dimension the parts of the coarsest level.
fn splits<'a>(
    whole: &Breakdown,
    own: &BTreeMap<&Breakdown, (i64, &'a Figure)>,
    kinship: &Kinship<'_>,
    knowledge: &Knowledge<'_>,
) -> Vec<Split<'a>> {
    let mut by_dimension: BTreeMap<&DimensionCode, Vec<(&Breakdown, i64, &'a Figure)>> =
        BTreeMap::new();
    for (dimension, part) in kinship.parts(whole) {
        if let Some((number, figure)) = own.get(part) {
            let parts = by_dimension.entry(dimension).or_default();
            parts.push((part, *number, figure));
        }
    }
    by_dimension
        .into_iter()
        .filter_map(|(dimension, parts)| split(dimension, &parts, knowledge))
        .collect()
}

fn split<'a>(
    dimension: &DimensionCode,
    parts: &[(&Breakdown, i64, &'a Figure)],
    knowledge: &Knowledge<'_>,
) -> Option<Split<'a>> {
    let name = dimension.as_str();
    let is_present = |term: &str| {
        parts.iter().any(|(breakdown, ..)| {
            breakdown
                .term(name)
                .is_some_and(|present| present.as_str() == term)
        })
    };
    // Where both "child" and "0-11" are given, only "child" is a part of the whole.
    let coarsest = |breakdown: &Breakdown| {
        let mut term = breakdown.term(name).map(|term| term.as_str().to_owned());
        while let Some(current) = term {
            let parent = knowledge.parents.get(&(name.to_owned(), current)).cloned();
            if parent.as_deref().is_some_and(is_present) {
                return false;
            }
            term = parent;
        }
        true
    };
    let figures: Vec<(i64, &Figure)> = parts
        .iter()
        .filter(|(breakdown, ..)| coarsest(breakdown))
        .map(|(_, number, figure)| (*number, *figure))
        .collect();
    let numbers: Vec<i64> = figures
        .iter()
        .filter_map(|(_, f)| f.value.number())
        .collect();
    (figures.len() > 1 && !numbers.is_empty()).then(|| Split {
        dimension: dimension.clone(),
        sum: numbers.iter().sum(),
        is_complete: numbers.len() == figures.len(),
        figures,
    })
}

fn report(
    whole: i64,
    total: &Figure,
    splits: &[Split<'_>],
    institution: i64,
    significance: Significance,
    derivation: &mut Derivation,
) {
    let Some(total_number) = total.value.number() else {
        return;
    };
    // Hidden or missing parts can only add to the sum: then only too much is wrong.
    let fits = |split: &Split<'_>| {
        split.sum == total_number || (!split.is_complete && split.sum < total_number)
    };
    let some_split_fits = splits
        .iter()
        .any(|split| split.is_complete && split.sum == total_number);
    for split in splits.iter().filter(|split| !fits(split)) {
        let range = (split.sum.min(total_number), split.sum.max(total_number));
        let kind = if some_split_fits && split.sum < total_number {
            Kind::BaseDiffers
        } else {
            Kind::PartsDifferFromTotal
        };
        let compared = split.figures.iter().copied().chain([(whole, total)]);
        derivation.findings.push(Finding {
            kind,
            breakdown: whole,
            institution: Some(institution),
            dimension: Some(split.dimension.clone()),
            other_period: None,
            range: Some(range),
            reporters: 1,
            rule_differences: Vec::new(),
            weight: significance.weigh(range.0, range.1),
            fingerprint: fingerprint(split.dimension.as_str(), compared),
        });
    }
}
