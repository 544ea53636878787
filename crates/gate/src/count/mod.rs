//! Counting: which facts are in a number, which are not, and why. A pure function of facts, country,
//! place and period: the same facts always give the same numbers, in whatever order they came.

mod rule;
mod tally;

use crate::{
    GateError,
    item::{Item, items},
};
use casework::TableFacts;
use rule::{expect_countable, of_whole};
use tally::Tally;
use vocabulary::{
    Breakdown, CaseCount, CountedCell, CountedIndicator, CountedThing, Country, DimensionCode,
    LeftOut, Measure, Period, PlaceCode,
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
    let counts = country.case_counts().counted_for(period.kind());
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
    let whole = of_whole(count.of, &rule);
    let items = items((count.of, &whole), facts, period);
    let tally = Tally::new(country, (count, &whole), &items, (place, period));
    let breakdowns = breakdowns(country, count);
    let measure = measure(country, count, (place, period));
    let total = tally.number(|_| true);
    let cells = breakdowns.iter().map(|breakdown| {
        let is_in = |item: &Item| tally.is_in(item, breakdown);
        let (number, of) = match &measure {
            (Measure::Share, _) => (
                tally.number(|item| is_in(item) && item.is_met),
                Some(tally.number(is_in)),
            ),
            (_, of) => (tally.number(is_in), *of),
        };
        CountedCell {
            breakdown: breakdown.clone(),
            number,
            of,
        }
    });
    let cells = cells.collect();
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
        measure: measure.0,
        looked_at: tally.looked_at(),
        cells,
        left_out,
        of_unknown_age: tally.number(|item| item.is_of_unknown_age),
        without_term,
        rule,
    })
}

/// What the numbers are, and of how many where that is the same for every cell.
fn measure(
    country: &Country,
    count: &CaseCount,
    (place, period): (&PlaceCode, Period),
) -> (Measure, Option<u64>) {
    if count.of != CountedThing::AmongResidents {
        let is_share = count.of.is_part_of_whole();
        return (
            if is_share {
                Measure::Share
            } else {
                Measure::Count
            },
            None,
        );
    }
    let found = country.denominators(place, period.year()).into_iter();
    let asked = count.population.as_deref();
    // Where nobody says how many live there, the number stands alone.
    match found
        .into_iter()
        .find(|one| asked == Some(one.basis.as_str()))
    {
        None => (Measure::Count, None),
        Some(one) => (
            Measure::Rate {
                basis: one.basis.clone(),
                year: one.year,
            },
            u64::try_from(one.number).ok(),
        ),
    }
}

/// The cells that a counted return asks for: never finer than what the committee wants to see. The
/// total alone where none does, and for a part of a whole the cells that are named with it.
fn breakdowns(country: &Country, count: &CaseCount) -> Vec<Breakdown> {
    let mut breakdowns = vec![Breakdown::total()];
    breakdowns.extend(count.cells.iter().cloned());
    let templates = country.templates().iter();
    for row in templates
        .filter(|template| template.is_counted)
        .flat_map(|template| template.rows())
    {
        if row.indicator == count.indicator && !breakdowns.contains(&row.breakdown) {
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
