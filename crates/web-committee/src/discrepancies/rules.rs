//! The rules by which a figure can be adopted, as the form offers them: each with the fields that it
//! alone needs, and read with what is missing told at the field that misses it.

use super::adopt::Entered;
use crate::{Door, show};
use committee::{adoption::AdoptionRule, discrepancies::DiscrepancyFile};
use page::{Choice, Field, Problem, Words};
use vocabulary::InstitutionCode;

// words: rule-name-* adopt-field-*

/// One rule of the form.
pub(super) struct RuleRow {
    pub(super) rule: Choice,
    /// Whose figure it is, with the institutions to choose from, each with what it says.
    pub(super) institution: Option<(Field, Vec<Choice>)>,
    /// The numbers that it needs.
    pub(super) numbers: Vec<Field>,
    /// Whether it takes off people who were counted more than once.
    pub(super) is_overlap: bool,
}

/// All rules in their order, with what was entered and what was wrong with it.
pub(super) fn rows(
    door: &Door,
    words: Words,
    file: &DiscrepancyFile,
    (entered, problems): (&Entered, &[Problem]),
) -> Vec<RuleRow> {
    let field = |name: &'static str, value: &str| {
        let label = words.of("adopt-field", name);
        let field = Field::new(name, label).value(value).conditional();
        field.checked(problems)
    };
    let institution = || {
        (
            field("institution", &entered.institution),
            institutions(door, words, file, &entered.institution),
        )
    };
    let row = |code: &'static str| RuleRow {
        rule: Choice::new(code, words.of("rule-name", code), &entered.rule),
        institution: (code == "institution").then(institution),
        numbers: match code {
            "sum-less-overlap" => vec![field("overlap", &entered.overlap)],
            "custom" => vec![field("number", &entered.number)],
            "range" => vec![field("low", &entered.low), field("high", &entered.high)],
            _ => Vec::new(),
        },
        is_overlap: code == "sum-less-overlap",
    };
    AdoptionRule::CODES.into_iter().map(row).collect()
}

fn institutions(door: &Door, words: Words, file: &DiscrepancyFile, chosen: &str) -> Vec<Choice> {
    let decimals = show::decimals(door, &file.discrepancy.fact.indicator);
    let mut choices = vec![Choice::new("", words.text("adopt-no-institution"), chosen)];
    choices.extend(file.figures.iter().map(|figure| {
        let code = figure.institution.as_str();
        let name = show::institution_name(door, words, code);
        let value = show::value_text(words, figure.value, decimals);
        Choice::new(code, format!("{name}: {value}"), chosen)
    }));
    choices
}

/// The rule that was chosen, with its numbers as `read` understands them.
///
/// # Errors
/// At the field that is empty or cannot be read.
pub(super) fn read(
    words: Words,
    entered: &Entered,
    read: impl Fn(&str) -> Result<i64, String>,
) -> Result<AdoptionRule, Problem> {
    let number = |field: &str, text: &str| {
        if text.trim().is_empty() {
            return Err(Problem::new(field, words.text("adoption-needs-number")));
        }
        read(text).map_err(|message| Problem::new(field, message))
    };
    Ok(match entered.rule.as_str() {
        "institution" => AdoptionRule::Institution {
            institution: InstitutionCode::parse(&entered.institution).map_err(|_| {
                Problem::new("institution", words.text("adoption-needs-institution"))
            })?,
        },
        "maximum" => AdoptionRule::Maximum,
        "sum" => AdoptionRule::Sum,
        "sum-less-overlap" => AdoptionRule::SumLessOverlap {
            overlap: number("overlap", &entered.overlap)?,
        },
        "custom" => AdoptionRule::Custom {
            number: number("number", &entered.number)?,
        },
        "range" => AdoptionRule::Range {
            low: number("low", &entered.low)?,
            high: number("high", &entered.high)?,
        },
        "unresolved" => AdoptionRule::Unresolved,
        _ => return Err(Problem::new("rule", words.text("adoption-needs-rule"))),
    })
}
