//! Figures of different institutions for the same fact, side by side.

use super::{Derivation, fingerprint, sheet::Sheets};
use crate::discrepancies::{
    finding::{Finding, Kind, Settled, Significance, Standing, Weight},
    group::{Cell, Figure, Knowledge},
};
use vocabulary::{FigureState, RuleAspect};

pub(super) fn compare(
    sheets: &Sheets<'_>,
    knowledge: &Knowledge<'_>,
    significance: Significance,
    derivation: &mut Derivation,
) {
    let group = sheets.group;
    let total = sheets
        .layout
        .total
        .map(|place| sheets.layout.breakdowns[place]);
    let is_total = |cell: &Cell| Some(cell.breakdown) == total;
    let total_is_single = group
        .cells
        .iter()
        .any(|cell| is_total(cell) && numbers(cell).count() == 1);
    for cell in &group.cells {
        let settled = settle(cell);
        derivation.settled.push(settled);
        revisions(cell, significance, derivation);
        if settled.reporters == 0 {
            continue;
        }
        // The cells below an uncorroborated total are uncorroborated with it: one finding, not
        // sixty.
        let is_covered = total_is_single && !is_total(cell);
        let finding = between(group.indicator, cell, settled, knowledge, significance);
        if let Some(finding) =
            finding.filter(|finding| !(is_covered && finding.kind == Kind::NotCorroborated))
        {
            derivation.findings.push(finding);
        }
    }
}

fn numbers(cell: &Cell) -> impl Iterator<Item = i64> {
    cell.figures
        .iter()
        .filter_map(|figure| figure.value.number())
}

fn settle(cell: &Cell) -> Settled {
    let (low, high) = (numbers(cell).min(), numbers(cell).max());
    let reporters = u32::try_from(numbers(cell).count()).unwrap_or(u32::MAX);
    let standing = match (low, high) {
        (Some(low), Some(high)) if low != high => Standing::Disputed,
        (Some(_), _) if reporters > 1 => Standing::Agreed,
        (Some(_), _) => Standing::SingleSource,
        _ => Standing::without_number(cell.figures.iter().map(|figure| figure.value.state())),
    };
    Settled {
        breakdown: cell.breakdown,
        standing,
        low,
        high,
        reporters,
    }
}

fn between(
    indicator: i64,
    cell: &Cell,
    settled: Settled,
    knowledge: &Knowledge<'_>,
    significance: Significance,
) -> Option<Finding> {
    let (low, high) = (settled.low?, settled.high?);
    let contradicts = cell.figures.iter().any(|figure| {
        matches!(
            figure.value.state(),
            FigureState::NotApplicable | FigureState::Withheld
        )
    });
    let kind = if low != high {
        if same_rule_differs(indicator, cell, knowledge) {
            Kind::ValuesDiffer
        } else {
            Kind::RulesDiffer
        }
    } else if contradicts {
        Kind::StateConflict
    } else if settled.reporters == 1 {
        Kind::NotCorroborated
    } else {
        return None;
    };
    let weight = match kind {
        Kind::NotCorroborated => Weight::Note,
        Kind::StateConflict => Weight::Minor,
        _ => significance.weigh(low, high),
    };
    Some(Finding {
        kind,
        breakdown: cell.breakdown,
        institution: None,
        dimension: None,
        other_period: None,
        range: Some((low, high)),
        reporters: settled.reporters,
        rule_differences: rule_differences(indicator, cell, knowledge),
        weight,
        fingerprint: fingerprint(
            "side by side",
            cell.figures.iter().map(|figure| (cell.breakdown, figure)),
        ),
    })
}

/// Whether two institutions that count by the same rule give different numbers.
fn same_rule_differs(indicator: i64, cell: &Cell, knowledge: &Knowledge<'_>) -> bool {
    pairs(&cell.figures).any(|(one, other)| {
        one.value.number() != other.value.number()
            && (one.rule == other.rule
                || knowledge.rule(indicator, one) == knowledge.rule(indicator, other))
    })
}

fn rule_differences(indicator: i64, cell: &Cell, knowledge: &Knowledge<'_>) -> Vec<RuleAspect> {
    let mut aspects: Vec<RuleAspect> = pairs(&cell.figures)
        .filter(|(one, other)| one.rule != other.rule)
        .filter_map(|(one, other)| {
            let (one, other) = (
                knowledge.rule(indicator, one)?,
                knowledge.rule(indicator, other)?,
            );
            (one != other).then(|| one.differences(other))
        })
        .flatten()
        .collect();
    aspects.sort_unstable();
    aspects.dedup();
    aspects
}

/// Every pair of figures that carry a number.
fn pairs(figures: &[Figure]) -> impl Iterator<Item = (&Figure, &Figure)> {
    figures
        .iter()
        .enumerate()
        .flat_map(|(index, one)| figures[index + 1..].iter().map(move |other| (one, other)))
        .filter(|(one, other)| one.value.number().is_some() && other.value.number().is_some())
}

/// An institution that changed its own word: a revision, not a contradiction.
fn revisions(cell: &Cell, significance: Significance, derivation: &mut Derivation) {
    for figure in &cell.figures {
        let (Some(before), Some(now)) = (figure.revised_from, figure.value.number()) else {
            continue;
        };
        if before == now {
            continue;
        }
        let range = (before.min(now), before.max(now));
        derivation.findings.push(Finding {
            kind: Kind::Revision,
            breakdown: cell.breakdown,
            institution: Some(figure.institution),
            dimension: None,
            other_period: None,
            range: Some(range),
            reporters: 1,
            rule_differences: Vec::new(),
            weight: significance.weigh(range.0, range.1).min(Weight::Minor),
            fingerprint: fingerprint(&format!("revision of {before}"), [(cell.breakdown, figure)]),
        });
    }
}
