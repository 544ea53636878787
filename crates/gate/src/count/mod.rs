//! Counting: which facts are in a number, which are not, and why. A pure function of facts, country,
//! place and period: the same facts always give the same numbers, in whatever order they came.

mod rule;
mod tally;

use crate::{GateError, item::items};
use casework::TableFacts;
use rule::expect_countable;
use tally::Tally;
use vocabulary::{
    Breakdown, CaseCount, CountedCell, CountedIndicator, Country, DimensionCode, IndicatorCode,
    LeftOut, Period, PlaceCode,
};

/// Counts everything that the country counts from cases, for a place and a period. Repeats are looked
/// for in the whole country, so that the regions add up to it.
///
/// # Errors
/// [`GateError::Uncountable`] where the package asks for what cases do not hold,
/// [`GateError::Place`] for a place that the country does not have.
pub fn count(
    country: &Country,
    facts: &TableFacts,
    (place, period): (&PlaceCode, Period),
) -> Result<Vec<CountedIndicator>, GateError> {
    if country.place(place.as_str()).is_none() {
        return Err(GateError::Place);
    }
    let counts = country.case_counts().counts.iter();
    counts
        .map(|one| count_one(country, facts, one, (place, period)))
        .collect()
}

fn count_one(
    country: &Country,
    facts: &TableFacts,
    count: &CaseCount,
    (place, period): (&PlaceCode, Period),
) -> Result<CountedIndicator, GateError> {
    let indicator = country.indicator(count.indicator.as_str());
    let own = &indicator.ok_or(GateError::Place)?.counting_rule;
    let rule = count.rule.over(own);
    expect_countable(&count.indicator, count.of, &rule)?;
    let items = items((count.of, &rule), facts, period);
    let tally = Tally::new(country, (count.of, &rule), &items, (place, period));
    let breakdowns = breakdowns(country, &count.indicator);
    let total = tally.number(|_| true);
    let cells = breakdowns
        .iter()
        .map(|breakdown| CountedCell {
            number: tally.number(|item| tally.is_in(item, breakdown)),
            breakdown: breakdown.clone(),
        })
        .collect();
    let without_term = dimensions(&breakdowns)
        .into_iter()
        .map(|dimension| {
            let with = tally.number(|item| tally.has_term(item, dimension.as_str()));
            (dimension, total - with)
        })
        .filter(|(_, number)| *number > 0)
        .collect();
    let left_out = LeftOut::ALL
        .into_iter()
        .map(|reason| (reason, tally.left_out(reason)))
        .filter(|(_, number)| *number > 0)
        .collect();
    Ok(CountedIndicator {
        indicator: count.indicator.clone(),
        looked_at: tally.looked_at(),
        cells,
        left_out,
        of_unknown_age: tally.number(|item| item.is_of_unknown_age),
        without_term,
        rule,
    })
}

/// The cells that a counted return asks for: never finer than what the committee wants to see. The
/// total alone where none does.
fn breakdowns(country: &Country, indicator: &IndicatorCode) -> Vec<Breakdown> {
    let mut breakdowns = vec![Breakdown::total()];
    let templates = country.templates().iter();
    for row in templates
        .filter(|template| template.is_counted)
        .flat_map(|template| template.rows())
    {
        if row.indicator == *indicator && !breakdowns.contains(&row.breakdown) {
            breakdowns.push(row.breakdown.clone());
        }
    }
    breakdowns
}

fn dimensions(breakdowns: &[Breakdown]) -> Vec<DimensionCode> {
    let mut dimensions: Vec<DimensionCode> = breakdowns
        .iter()
        .flat_map(Breakdown::dimensions)
        .cloned()
        .collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    dimensions
}
