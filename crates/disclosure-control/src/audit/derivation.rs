//! Why a cell cannot be less, or more: a combination of equations and of bounds of other cells, that
//! anyone can add up.
//!
//! A reason is computed from the system's own equations, so it proves its bound by itself, whatever
//! found it. It must never be shown unless it reaches the bound it is given for.

use crate::constraints::Label;
use serde::Serialize;

/// Which way a reason bounds its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The cell is at least the value.
    AtLeast,
    /// The cell is at most the value.
    AtMost,
    /// The cell is the value: no bound of another cell was needed.
    Exactly,
}

/// One count in a combination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// What it counts.
    pub cell: Label,
    /// How often it is added; negative where it is subtracted.
    pub times: i64,
    /// What is known of it.
    pub known: Side,
    /// The known value or bound.
    pub value: i64,
}

/// One equation that is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The sum.
    pub whole: Label,
    /// What is added up.
    pub parts: Vec<Label>,
    /// How often the equation is used; the sign says from which side.
    pub times: i64,
}

/// `scale · cell = Σ times · term`, with what is known of the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The cell.
    pub cell: Label,
    /// Which way it is bounded.
    pub side: Side,
    /// The bound.
    pub value: i64,
    /// How many times the cell the terms add up to; the bound is rounded to whole numbers.
    pub scale: i64,
    /// The counts that are added and subtracted.
    pub terms: Vec<Term>,
    /// The equations from which that follows.
    pub steps: Vec<Step>,
}

impl Reason {
    /// In English, in one sentence.
    #[must_use]
    pub fn english(&self) -> String {
        let name = quoted(&self.cell);
        let left = if self.scale == 1 {
            name.clone()
        } else {
            format!("{} × {name}", self.scale)
        };
        let sum = signed(
            self.terms
                .iter()
                .map(|term| (term.times, quoted(&term.cell))),
        );
        let numbers = signed(
            self.terms
                .iter()
                .map(|term| (term.times, term.value.to_string())),
        );
        let sentence = match self.side {
            Side::Exactly if self.scale == 1 => {
                return format!("{left} = {sum} = {numbers} = {}", self.value);
            }
            Side::Exactly => {
                return format!("{left} = {sum} = {numbers}, so {name} = {}", self.value);
            }
            Side::AtLeast => format!("{left} = {sum}, so {name} is at least {}", self.value),
            Side::AtMost => format!("{left} = {sum}, so {name} is at most {}", self.value),
        };
        let known: Vec<String> = self
            .terms
            .iter()
            .map(|term| {
                let relation = match term.known {
                    Side::Exactly => "is",
                    Side::AtLeast => "is at least",
                    Side::AtMost => "is at most",
                };
                format!("{} {relation} {}", quoted(&term.cell), term.value)
            })
            .collect();
        format!("{sentence}, because {}", known.join(", "))
    }
}

/// Why the interval of a cell is what it is. A side is missing where it needs whole numbers and no
/// single combination shows it, or where nothing bounds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Derivation {
    /// Why it cannot be less; for a cell known exactly by equations alone, the only reason.
    pub low: Option<Reason>,
    /// Why it cannot be more.
    pub high: Option<Reason>,
}

impl Derivation {
    /// In English.
    #[must_use]
    pub fn english(&self) -> String {
        let reasons: Vec<String> = [&self.low, &self.high]
            .into_iter()
            .flatten()
            .map(Reason::english)
            .collect();
        if reasons.is_empty() {
            return "only these whole numbers fit into all sums together".to_owned();
        }
        reasons.join("; ")
    }
}

fn quoted(label: &Label) -> String {
    format!("“{}”", label.words)
}

fn signed(terms: impl Iterator<Item = (i64, String)>) -> String {
    let mut text = String::new();
    for (times, word) in terms {
        text.push_str(match (text.is_empty(), times < 0) {
            (true, false) => "",
            (true, true) => "−",
            (false, false) => " + ",
            (false, true) => " − ",
        });
        if times.abs() != 1 {
            text.push_str(&format!("{} × ", times.abs()));
        }
        text.push_str(&word);
    }
    if text.is_empty() {
        text.push('0');
    }
    text
}
