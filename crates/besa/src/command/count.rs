//! `besa count`

use crate::{Place, open::open, output::line, table};
use access::{Actor, OperateSystem, Permit, Scope};
use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;
use vocabulary::{CountedIndicator, Country, Period, PlaceCode};

/// Count the cases of the table wing by the committee's own rules, with everything that is not in the
/// numbers and why. It opens no case: no name, no case code and no key is within its reach. What it
/// shows is for the inside of a committee, never for the public.
#[derive(Args)]
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
        let Ok(period) = Period::parse(&self.period) else {
            bail!("{} is no period: write 2026, 2026Q3 or 202611", self.period);
        };
        let office = open(&self.where_from).await?;
        let country = office.catalogue.country();
        let place = country.place(&self.place).with_context(|| {
            format!(
                "there is no place {}: write a code such as AL-07",
                self.place
            )
        })?;
        let place = place.code.clone();
        let casework = table::open_table(&self.where_from).await?;
        let nation = Scope::national(country.code().clone());
        let permit: Permit<OperateSystem> = Actor::operator().permit(nation)?;
        let counted = table::gate(&office, casework)
            .count_as_operator(&permit, (&place, period), office.clock.now())
            .await?;
        if self.json {
            line(&serde_json::to_string_pretty(&as_json(
                (&place, period),
                &counted,
            ))?);
        } else {
            for one in &counted {
                as_text(country, one);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn as_json(
    (place, period): (&PlaceCode, Period),
    counted: &[CountedIndicator],
) -> serde_json::Value {
    json!({
        "place": place.as_str(),
        "period": period.to_string(),
        "indicators": counted,
    })
}

fn as_text(country: &Country, one: &CountedIndicator) {
    let name = country.indicator(one.indicator.as_str());
    let name = name.map_or("", |indicator| indicator.names.english.as_str());
    line(&format!("{} {name}", one.indicator));
    for cell in &one.cells {
        let breakdown = cell.breakdown.to_string();
        let breakdown = if breakdown.is_empty() {
            "total".to_owned()
        } else {
            breakdown
        };
        line(&format!("  {:>6}  {breakdown}", cell.number));
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
