//! Which counts must not be printed by themselves, and why. The rules see true counts; what they
//! mark must never be told apart in public from the cells that are hidden for their sake.

use crate::{
    Attacker, Error, System,
    attacker::Contribution,
    constraints::{Cell, Origin},
    table::Published,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rules, stored with every result. Threshold and dominance are those of Hundepool et al. (2012),
/// *Statistical Disclosure Control*, chapters 4 and 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Counts from 1 to this are unsafe; 0 switches the rule off.
    pub threshold: i64,
    /// Zeros are unsafe too. Without it they are printed, and whoever reads the table knows that
    /// nothing hidden is zero.
    pub zeros: bool,
    /// A zero is unsafe where it would show that everybody in a group shares an attribute: all other
    /// parts of the group but one are zero.
    pub attributes: bool,
    /// A cell is unsafe in which the largest contributors have more than a share of the count.
    pub dominance: Option<Dominance>,
    /// What contributors know of their own share. A cell is unsafe in which one of them, or all that
    /// the attacker pools, would be left with 1 to `threshold` others.
    pub contributions: Vec<Contribution>,
}

/// The (n, k) rule: the `contributors` largest have more than `percent` of the count (Cox 1981, Linear
/// sensitivity measures in statistical disclosure control, *Journal of Statistical Planning and Inference*
/// 5; Hundepool et al. 2012, *Statistical Disclosure Control*, section 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dominance {
    /// How many of the largest contributors are added up; at least 1.
    pub contributors: usize,
    /// The share, in per cent of the count, above which a cell is unsafe.
    pub percent: i64,
}

impl Default for Rules {
    /// Counts from 1 to 3 are unsafe, zeros are printed.
    fn default() -> Self {
        Self {
            threshold: 3,
            zeros: false,
            attributes: false,
            dominance: None,
            contributions: Vec::new(),
        }
    }
}

/// Why a cell is unsafe by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Few people.
    Frequency,
    /// Nobody, and zeros are unsafe.
    Zero,
    /// Nobody, and that would show what all others in a group share.
    Attribute,
    /// Few people besides those of a contributor who knows its own.
    Remainder,
    /// Few contributors have most of the count.
    Dominance,
    /// The owner wants it hidden.
    Wish,
}

impl Rules {
    /// For each cell that could be printed or hidden, whether and why it is unsafe.
    pub(super) fn apply(
        &self,
        system: &System,
        attacker: &Attacker,
        is_ours: impl Fn(&Cell) -> bool,
    ) -> Result<BTreeMap<usize, Reason>, Error> {
        self.check()?;
        let mut found = BTreeMap::new();
        for (number, cell) in system.cells().iter().enumerate() {
            let Some(truth) = cell.truth.filter(|_| is_ours(cell)) else {
                continue;
            };
            if (1..=self.threshold).contains(&truth) {
                found.insert(number, Reason::Frequency);
            } else if truth == 0 && self.zeros {
                found.insert(number, Reason::Zero);
            }
        }
        if self.zeros || self.attributes {
            refuse_unlisted_zeros(system)?;
        }
        if self.attributes {
            for cell in telling_zeros(system) {
                if is_ours(&system.cells()[cell]) {
                    found.entry(cell).or_insert(Reason::Attribute);
                }
            }
        }
        self.add_contributors(system, attacker, &is_ours, &mut found);
        Ok(found)
    }

    fn check(&self) -> Result<(), Error> {
        let fault = |option: &str, reason: &str| {
            Err(Error::Option {
                option: option.to_owned(),
                reason: reason.to_owned(),
            })
        };
        if self.threshold < 0 {
            return fault("threshold", "it is 0 or more; 0 switches the rule off");
        }
        match self.dominance {
            Some(rule) if rule.contributors == 0 || !(1..100).contains(&rule.percent) => fault(
                "dominance",
                "it needs at least 1 contributor and a share from 1 to 99 per cent",
            ),
            _ => Ok(()),
        }
    }

    fn add_contributors(
        &self,
        system: &System,
        attacker: &Attacker,
        is_ours: &impl Fn(&Cell) -> bool,
        found: &mut BTreeMap<usize, Reason>,
    ) {
        if self.contributions.is_empty() && attacker.contributions.is_empty() {
            return;
        }
        let mut own = FxHashMap::<_, BTreeMap<&str, i64>>::default();
        for one in &self.contributions {
            let shares = own.entry(&one.cell).or_default();
            *shares.entry(&one.contributor).or_insert(0) += one.own;
        }
        let mut pooled = FxHashMap::<_, i64>::default();
        for one in &attacker.contributions {
            *pooled.entry(&one.cell).or_insert(0) += one.own;
        }
        for (number, cell) in system.cells().iter().enumerate() {
            let Some(truth) = cell.truth.filter(|_| is_ours(cell)) else {
                continue;
            };
            let codes = system.codes(number);
            let mut shares: Vec<i64> = own
                .get(&codes)
                .map(|shares| shares.values().copied().collect())
                .unwrap_or_default();
            shares.sort_unstable_by(|one, other| other.cmp(one));
            if let Some(rule) = self.dominance {
                let largest: i64 = shares.iter().take(rule.contributors).sum();
                if i128::from(largest) * 100 > i128::from(truth) * i128::from(rule.percent) {
                    found.entry(number).or_insert(Reason::Dominance);
                }
            }
            let leaves_few = |own: i64| own > 0 && (1..=self.threshold).contains(&(truth - own));
            if shares
                .iter()
                .chain(pooled.get(&codes))
                .any(|&own| leaves_few(own))
            {
                found.entry(number).or_insert(Reason::Remainder);
            }
        }
    }
}

/// A zero without a row is published by having none; it cannot be hidden.
fn refuse_unlisted_zeros(system: &System) -> Result<(), Error> {
    for (table, is_sparse) in system.tables().iter().zip(system.sparse_tables()) {
        if is_sparse && (table.positions().len() as u64) < table.combinations() {
            return Err(Error::Table {
                table: table.name().to_owned(),
                reason: "cells without a row are published zeros and cannot be hidden; list every cell where zeros are unsafe".to_owned(),
            });
        }
    }
    Ok(())
}

/// The zeros of all groups in which one part alone is not zero.
fn telling_zeros(system: &System) -> Vec<usize> {
    let count = |cell: u32| {
        let cell = &system.cells()[cell as usize];
        match cell.published {
            Published::Exact(value) => Some(value),
            _ => cell.truth,
        }
    };
    let mut zeros = Vec::new();
    for equation in system.equations() {
        let is_inside = matches!(equation.origin, Origin::Sum { .. });
        if !is_inside || equation.parts.len() < 2 {
            continue;
        }
        let full = equation
            .parts
            .iter()
            .filter(|&&part| count(part) != Some(0));
        if full.count() == 1 {
            let parts = equation
                .parts
                .iter()
                .filter(|&&part| count(part) == Some(0));
            zeros.extend(parts.map(|&part| part as usize));
        }
    }
    zeros
}
