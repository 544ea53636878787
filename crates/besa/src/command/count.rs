//! `besa count`

use crate::{
    Place,
    open::{open, place_of},
    output::line,
    table,
};
use access::{Actor, OperateSystem, Permit, Scope};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;
use vocabulary::{
    Breakdown, CountedCell, CountedIndicator, Country, FEWEST_OF_A_RATE, Measure, Period,
    PeriodKind, PlaceCode,
};

/// Count the cases of the table wing by the committee's own rules, and what is not in the numbers.
///
/// Everything that was looked at is counted or left out for one reason, and a share is two numbers.
/// It opens no case: no name, no case code and no key is within its reach. What it shows is for the
/// inside of a committee, never for the public.
///
///   besa count --place AL-07 --period 2026Q3
///   besa count --place AL --period 2026 --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Count {
    #[command(flatten)]
    where_from: Place,
    /// The place, such as AL-07, or AL for the whole country.
    #[arg(long)]
    place: String,
    /// The period, such as 2026Q3 or 2026.
    #[arg(long)]
    period: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Count {
    /// Runs the command.
    ///
    /// # Errors
    /// When an option is malformed, there is no such place, or a database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let period = Period::parse(&self.period)?;
        let office = open(&self.where_from).await?;
        let country = office.catalogue.country();
        let place = place_of(country, &self.place)?.code.clone();
        let casework = table::open_table(&self.where_from, office.catalogue.country()).await?;
        let nation = Scope::national(country.code().clone());
        let permit: Permit<OperateSystem> = Actor::operator().permit(nation)?;
        let counted = table::gate(&office, casework)
            .count_as_operator(&permit, (&place, period), office.clock.now())
            .await?;
        if self.json {
            line(&serde_json::to_string_pretty(&as_json(
                country,
                (&place, period),
                &counted,
            ))?);
        } else {
            for one in &counted {
                as_text(country, one);
            }
            for one in &country.case_counts().not_counted {
                let name = named(country, one.indicator.as_str(), &one.cell);
                line(&format!(
                    "{name}\n          not counted: {}",
                    one.reason.english
                ));
            }
            for one in country.case_counts().counted_otherwise(period.kind()) {
                let name = named(country, one.indicator.as_str(), &Breakdown::total());
                let kind = one.only.map_or("another period", kind_of);
                line(&format!("{name}\n          counted for {kind} alone"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn as_json(
    country: &Country,
    (place, period): (&PlaceCode, Period),
    counted: &[CountedIndicator],
) -> serde_json::Value {
    let not_counted = country.case_counts().not_counted.iter().map(|one| {
        json!({
            "indicator": one.indicator.as_str(),
            "cell": one.cell.to_string(),
            "reason": {"sq": one.reason.albanian, "en": one.reason.english},
        })
    });
    let otherwise = country.case_counts().counted_otherwise(period.kind());
    let otherwise = otherwise.map(|one| one.indicator.as_str());
    json!({
        "place": place.as_str(),
        "period": period.to_string(),
        "indicators": counted,
        "not-counted": not_counted.collect::<Vec<_>>(),
        "not-for-this-period": otherwise.collect::<Vec<_>>(),
    })
}

fn named(country: &Country, code: &str, cell: &Breakdown) -> String {
    let name = country.indicator(code);
    let name = name.map_or("", |indicator| indicator.names.english.as_str());
    if cell.is_total() {
        format!("{code} {name}")
    } else {
        format!("{code} {name}: {cell}")
    }
}

const fn kind_of(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Year => "a whole year",
        PeriodKind::SchoolYear => "a school year",
        PeriodKind::HalfYear => "half a year",
        PeriodKind::Quarter => "a quarter",
        PeriodKind::Month => "a month",
    }
}

/// So many, or so many of so many; a rate where enough people stand behind it.
fn number(one: &CountedIndicator, cell: &CountedCell) -> String {
    let Some(of) = cell.of else {
        return format!("{:>6}", cell.number);
    };
    let rate = one.rate(cell);
    let rate = rate.map(|rate| format!("{}.{:02}", rate / 100, rate % 100));
    let text = match (&one.measure, rate) {
        (Measure::Rate { basis, year }, rate) => {
            let rate = rate.map_or_else(
                || format!("fewer than {FEWEST_OF_A_RATE}, no rate"),
                |rate| format!("{rate} per 100,000"),
            );
            format!(
                "{} among {of} residents ({basis} {year}): {rate}",
                cell.number
            )
        }
        (_, Some(rate)) => format!("{} of {of} ({rate}%)", cell.number),
        (_, None) => format!("{} of {of}", cell.number),
    };
    format!("{text:>12}")
}

fn as_text(country: &Country, one: &CountedIndicator) {
    line(&named(country, one.indicator.as_str(), &Breakdown::total()));
    for cell in &one.cells {
        let breakdown = cell.breakdown.to_string();
        let breakdown = if breakdown.is_empty() {
            "total".to_owned()
        } else {
            breakdown
        };
        line(&format!("  {}  {breakdown}", number(one, cell)));
    }
    line(&format!("  {:>6}  looked at", one.looked_at));
    for (reason, number) in &one.left_out {
        line(&format!("  {number:>6}  not counted: {}", reason.code()));
    }
    if one.of_unknown_age > 0 {
        line(&format!(
            "  {:>6}  of unknown age, counted as children",
            one.of_unknown_age
        ));
    }
    for (dimension, number) in &one.without_term {
        line(&format!("  {number:>6}  in no part of {dimension}"));
    }
}
