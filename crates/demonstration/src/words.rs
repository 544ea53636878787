//! What an institution says: the truth, seen through the reason that is at work there and then.

use crate::{
    reason::Cause,
    truth::{Truth, Unit},
};
use vocabulary::{
    Breakdown, Country, FigureState, Institution, Period, ReportedValue, ReportingTemplate,
    StatedFigure, TemplateRow,
};

/// The mark of every figure that is made up.
const SYNTHETIC: &str = "sintetike";

/// One return's figures. `is_first` is the version before a late revision.
pub(crate) fn figures(
    country: &Country,
    truth: &Truth,
    (template, institution, period): (&ReportingTemplate, &Institution, Period),
    cause: Option<Cause>,
    is_first: bool,
) -> Vec<StatedFigure> {
    let mut figures = Vec::new();
    for row in template.rows() {
        let own = cause.filter(|cause| is_concerned(*cause, row, institution));
        if !is_answered(row, institution) {
            continue;
        }
        let units = match own {
            Some(cause) => seen(truth, institution, period, cause, is_first),
            None => truth
                .units(&institution.place, period, row.indicator.as_str())
                .to_vec(),
        };
        let mut value = ReportedValue::value(count(&units, &row.breakdown)).ok();
        let mut comment = SYNTHETIC.to_owned();
        match own.map(|cause| cause.code) {
            Some("withheld") => {
                value = ReportedValue::without_number(FigureState::Withheld).ok();
                comment = format!("<5; {SYNTHETIC}");
            }
            Some("transcription") if row.breakdown.is_total() => {
                value = ReportedValue::value(swapped(count(&units, &row.breakdown))).ok();
            }
            _ => {}
        }
        let rule = country
            .indicator(row.indicator.as_str())
            .map(|indicator| &indicator.counting_rule);
        let Some(value) = value else { continue };
        figures.push(StatedFigure {
            institution: institution.code.clone(),
            indicator: row.indicator.clone(),
            place: institution.place.clone(),
            period,
            breakdown: row.breakdown.clone(),
            value,
            counting_rule: own.zip(rule).and_then(|(cause, rule)| cause.rule(rule)),
            comment: Some(comment),
            source: None,
        });
    }
    figures
}

fn is_concerned(cause: Cause, row: &TemplateRow, institution: &Institution) -> bool {
    row.indicator.as_str() == cause.indicator && institution.kind.as_str() == cause.kind
}

/// Cells that are asked for and that this kind of institution keeps no register of stay empty.
fn is_answered(row: &TemplateRow, institution: &Institution) -> bool {
    match row.indicator.as_str() {
        "K04" | "W04" => false,
        "J06" => institution.kind.as_str() == "prosecutor",
        "D01" => institution.kind.as_str() == "police",
        _ => true,
    }
}

fn count(units: &[Unit], breakdown: &Breakdown) -> i64 {
    let fits = |unit: &&Unit| {
        breakdown.pairs().all(|(dimension, term)| {
            let mut terms = unit.terms.iter();
            terms.any(|(one, other)| *one == dimension.as_str() && *other == term.as_str())
        })
    };
    i64::try_from(units.iter().filter(fits).count()).unwrap_or(i64::MAX)
}

/// What the institution counts instead of the truth; never the same number of units.
fn seen(
    truth: &Truth,
    institution: &Institution,
    period: Period,
    cause: Cause,
    is_first: bool,
) -> Vec<Unit> {
    let of = |period: Option<Period>, indicator: &str| {
        period.map_or(&[][..], |period| {
            truth.units(&institution.place, period, indicator)
        })
    };
    let all = of(Some(period), cause.indicator).to_vec();
    let one_more = || {
        let mut more = all.clone();
        more.push(all.first().cloned().unwrap_or_else(unit));
        more
    };
    let one_less = || all.iter().skip(1).cloned().collect::<Vec<_>>();
    let other = match cause.code {
        "status-definition" => of(Some(period), "V02").to_vec(),
        "territorial-basis" => all
            .iter()
            .filter(|unit| !unit.lives_elsewhere)
            .cloned()
            .collect(),
        "date-basis" => of(period.previous(), cause.indicator).to_vec(),
        "unit" => all.iter().take(all.len().div_ceil(2)).cloned().collect(),
        "overlap" => all.iter().take(all.len() * 2 / 3).cloned().collect(),
        "late-revision" if is_first => one_less(),
        "age-basis" => return exploited_as_children(&all),
        "copy-of-another-period" => return of(period.previous(), cause.indicator).to_vec(),
        "late-revision" | "withheld" | "transcription" => return all,
        _ => one_more(),
    };
    if other.len() == all.len() {
        one_more()
    } else {
        other
    }
}

fn unit() -> Unit {
    Unit::default()
        .with("sex", "female")
        .with("age", "child")
        .with("form", "sexual")
}

/// Every adult was a child when it happened; where there was no adult, one more was.
fn exploited_as_children(all: &[Unit]) -> Vec<Unit> {
    let mut seen: Vec<Unit> = all
        .iter()
        .map(|one| one.clone().with("age", "child"))
        .collect();
    if all.iter().all(|one| one.terms.contains(&("age", "child"))) {
        seen.push(unit());
    }
    seen
}

/// The last two digits change places; where they are the same, the last is one higher.
fn swapped(number: i64) -> i64 {
    let (tens, ones) = (number / 10 % 10, number % 10);
    if tens == ones {
        number + 1
    } else {
        number - tens * 10 - ones + ones * 10 + tens
    }
}
