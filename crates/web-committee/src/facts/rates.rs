//! A year's number as a rate among the residents, by every population that there is: they differ by up
//! to a quarter, so each is named. Under twenty a number stays a number.

use crate::Door;
use committee::{
    adoption::{AdoptedFigure, AdoptedValue},
    figures::{FactFigure, FactKey},
};
use page::{Words, number_text};
use vocabulary::{
    CountingUnit, FEWEST_OF_A_RATE, Indicator, OverTime, PeriodKind, country::Population,
};

// words: population-*

/// One population, for a page.
pub(crate) struct RateRow {
    pub(crate) basis: String,
    pub(crate) residents: String,
    pub(crate) rate: String,
    pub(crate) source: String,
}

/// What the page says of rates.
pub(crate) enum Rates {
    /// The number is too small for one.
    TooFew,
    /// One for each population.
    Of(Vec<RateRow>),
}

/// The rates of a fact; none where it is no yearly number of people that is settled, or where nobody
/// says how many live there.
pub(super) fn rates(
    (door, words): (&Door, Words),
    (fact, indicator): (&FactKey, &Indicator),
    (figures, decision): (&[FactFigure], Option<&AdoptedFigure>),
) -> Option<Rates> {
    let is_of_people = indicator.counting_rule.unit == CountingUnit::Person
        && indicator.counting_rule.status.is_some()
        && indicator.over_time == OverTime::Sum;
    if !is_of_people || fact.period.kind() != PeriodKind::Year || !fact.breakdown.is_total() {
        return None;
    }
    let number = settled(figures, decision)?;
    let populations = door.country().denominators(&fact.place, fact.period.year());
    if populations.is_empty() {
        return None;
    }
    if number < i64::try_from(FEWEST_OF_A_RATE).unwrap_or(i64::MAX) {
        return Some(Rates::TooFew);
    }
    let rows = populations.into_iter();
    let rows: Option<Vec<RateRow>> = rows.map(|one| row(words, number, one)).collect();
    rows.map(Rates::Of)
}

/// What the committee decided, or what everybody says alike.
fn settled(figures: &[FactFigure], decision: Option<&AdoptedFigure>) -> Option<i64> {
    if let Some(decision) = decision {
        return match decision.value {
            AdoptedValue::Number(number) => Some(number),
            AdoptedValue::Between(..) | AdoptedValue::Undecided => None,
        };
    }
    let mut numbers = figures.iter().map(|figure| figure.value.number());
    let first = numbers.next()??;
    numbers.all(|number| number == Some(first)).then_some(first)
}

fn row(words: Words, number: i64, population: &Population) -> Option<RateRow> {
    let language = words.language();
    let of = population.number;
    // In hundredths; half a hundredth rounds up.
    let rate = number
        .checked_mul(20_000_000)?
        .checked_add(of)?
        .checked_div(of.checked_mul(2)?)?;
    Some(RateRow {
        basis: format!(
            "{} {}",
            words.of("population", &population.basis),
            population.year
        ),
        residents: number_text(language, of, 0),
        rate: number_text(language, rate, 2),
        source: match population.note.as_str() {
            "" => population.source.clone(),
            note => format!("{} ({note})", population.source),
        },
    })
}
