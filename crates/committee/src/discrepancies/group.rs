//! The input of the comparison: everything that all institutions say about one indicator in one
//! place and period, cell by cell.

use std::collections::HashMap;
use vocabulary::{Breakdown, CountingRule, Period, ReportedValue};

/// All figures of one indicator, place and period.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The number of the indicator.
    pub indicator: i64,
    /// The number of the place.
    pub place: i64,
    /// The period.
    pub period: Period,
    /// The cells, in the order of their breakdown numbers.
    pub cells: Vec<Cell>,
}

/// All figures of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The number of the breakdown.
    pub breakdown: i64,
    /// One figure an institution, in the order of institution numbers.
    pub figures: Vec<Figure>,
}

/// One institution's word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The number of the institution.
    pub institution: i64,
    /// What it says.
    pub value: ReportedValue,
    /// The number of the counting rule that it states; `None`: the indicator's own rule.
    pub rule: Option<i64>,
    /// What it had said before, where it changed its word after submitting.
    pub revised_from: Option<i64>,
}

/// What the comparison has to know beside the figures.
#[derive(Debug)]
pub struct Knowledge<'a> {
    /// The breakdown behind each number.
    pub breakdowns: &'a HashMap<i64, Breakdown>,
    /// The counting rule behind each number.
    pub rules: &'a HashMap<i64, CountingRule>,
    /// The rule of each indicator, by the indicator's number.
    pub indicator_rules: &'a HashMap<i64, CountingRule>,
    /// For each dimension and term the term that it rolls up into, where there is one.
    pub parents: &'a HashMap<(String, String), String>,
}

impl Knowledge<'_> {
    /// The rule that a figure was counted by.
    #[must_use]
    pub fn rule(&self, indicator: i64, figure: &Figure) -> Option<&CountingRule> {
        figure
            .rule
            .and_then(|rule| self.rules.get(&rule))
            .or_else(|| self.indicator_rules.get(&indicator))
    }
}
