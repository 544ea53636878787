//! `besa discrepancies`

use crate::{
    Place,
    open::{open, place_of},
    output::line,
};
use access::{Actor, Permit, ReadDiscrepancies, Scope};
use anyhow::bail;
use clap::Args;
use committee::discrepancies::{
    Discrepancy, DiscrepancyFilter, Kind, Status, Weight, discrepancy_list,
};
use serde_json::json;
use std::process::ExitCode;

/// List the discrepancies that are open, the gravest and the latest first.
///
/// Kinds: values-differ, rules-differ, state-conflict, not-corroborated, revision,
/// copy-of-another-period, parts-differ-from-total, base-differs.
///
///   besa discrepancies
///   besa discrepancies --region AL-07 --kind values-differ
///   besa discrepancies --status resolved --json
///
/// Ends with 1 when there are any, 0 when there is none.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Discrepancies {
    #[command(flatten)]
    place: Place,
    /// Only those of this region, such as AL-07.
    #[arg(long)]
    region: Option<String>,
    /// open, resolved or gone.
    #[arg(long, default_value = "open")]
    status: String,
    /// Only this kind, such as values-differ.
    #[arg(long)]
    kind: Option<String>,
    /// Also figures that one institution alone reports.
    #[arg(long)]
    uncorroborated: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Discrepancies {
    /// Runs the command.
    ///
    /// # Errors
    /// When an option is malformed or the database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let Some(status) = Status::from_code(&self.status) else {
            bail!("--status is open, resolved or gone");
        };
        let kind = match &self.kind {
            None => None,
            Some(code) => match Kind::from_code(code) {
                Some(kind) => Some(kind),
                None => {
                    let codes: Vec<&str> = Kind::ALL.into_iter().map(Kind::code).collect();
                    bail!("--kind is one of {}", codes.join(", "))
                }
            },
        };
        let office = open(&self.place).await?;
        let country = office.catalogue.country();
        let region = self.region.as_deref();
        let region = region.map(|code| place_of(country, code)).transpose()?;
        let region = region.map(|place| place.code.clone());
        let country = country.code().clone();
        let permit: Permit<ReadDiscrepancies> =
            Actor::operator().permit(Scope::national(country))?;
        let mut found: Vec<Discrepancy> = Vec::new();
        loop {
            let filter = DiscrepancyFilter {
                region: region.clone(),
                status: Some(status),
                least_weight: (!self.uncorroborated).then_some(Weight::Minor),
                kind,
                limit: 1000,
                offset: u32::try_from(found.len())?,
                ..DiscrepancyFilter::default()
            };
            let page =
                discrepancy_list(&office.database, &office.catalogue, &permit, &filter).await?;
            if page.is_empty() {
                break;
            }
            found.extend(page);
        }
        if self.json {
            let list: Vec<_> = found.iter().map(as_json).collect();
            line(&serde_json::to_string_pretty(
                &json!({ "discrepancies": list }),
            )?);
        } else {
            for one in &found {
                line(&as_text(one));
            }
            line(&format!("{} discrepancies", found.len()));
        }
        Ok(if found.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }
}

fn as_json(one: &Discrepancy) -> serde_json::Value {
    json!({
        "id": one.id,
        "kind": one.kind.code(),
        "status": one.status.code(),
        "weight": one.weight.code(),
        "indicator": one.fact.indicator.as_str(),
        "place": one.fact.place.as_str(),
        "period": one.fact.period.to_string(),
        "breakdown": one.fact.breakdown.to_string(),
        "institution": one.institution.as_ref().map(vocabulary::InstitutionCode::as_str),
        "dimension": one.dimension.as_ref().map(vocabulary::DimensionCode::as_str),
        "other_period": one.other_period.map(|period| period.to_string()),
        "low": one.range.map(|range| range.0),
        "high": one.range.map(|range| range.1),
        "reporters": one.reporters,
        "rule_differences": one.rule_differences.iter().map(|aspect| aspect.code()).collect::<Vec<_>>(),
        "opened_at": one.opened_at.to_string(),
        "times_reopened": one.times_reopened,
    })
}

fn as_text(one: &Discrepancy) -> String {
    let range = one
        .range
        .map_or_else(String::new, |(low, high)| format!("{low}–{high}"));
    format!(
        "{:>6}  {:<24} {:<5} {:<6} {:<8} {:<28} {range}",
        one.id,
        one.kind.code(),
        one.fact.indicator,
        one.fact.place,
        one.fact.period.to_string(),
        one.fact.breakdown.to_string(),
    )
}
