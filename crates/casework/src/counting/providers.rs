//! What providers have room for, and on which days somebody stayed: an area and a kind of help. Which
//! provider it is, and where its door is, is no fact.

use super::facts::{day, place};
use crate::{Casework, CaseworkError, Service, codes::stored};
use jiff::civil::Date;
use std::collections::BTreeMap;
use vocabulary::PlaceCode;

/// Room for one kind of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderFact {
    /// The area that it declares; a shelter declares no more.
    pub area: PlaceCode,
    /// Of which kind.
    pub service: Service,
    /// How many places it has, as it says now.
    pub places: u32,
    /// The first and the last day of each place that was taken, a child's too; no last one while it lasts.
    pub stays: Vec<(Date, Option<Date>)>,
}

type Row = (String, String, String, i64);

impl Casework {
    /// In no meaningful order.
    pub(super) async fn provider_facts(&self) -> Result<Vec<ProviderFact>, CaseworkError> {
        let rows: Vec<Row> = store::read!(self.database, connection => {
            store::query_as("SELECT id, area, service, places FROM provider ORDER BY id")
                .fetch_all(connection)
        })?;
        let stays: Vec<(String, i64, Option<i64>, i64)> = store::read!(self.database, connection => {
            store::query_as("SELECT provider, began_at, ended_at, places FROM stay")
                .fetch_all(connection)
        })?;
        let mut of: BTreeMap<String, Vec<(Date, Option<Date>)>> = BTreeMap::new();
        for (provider, began_at, ended_at, places) in stays {
            let days = (day(began_at)?, ended_at.map(day).transpose()?);
            let taken = (0..places).map(|_| days);
            of.entry(provider).or_default().extend(taken);
        }
        let facts = rows.into_iter().map(|(id, area, service, places)| {
            let mut stays = of.remove(&id).unwrap_or_default();
            stays.sort_unstable();
            Ok(ProviderFact {
                area: place(&area)?,
                service: stored(Service::from_code, &service)?,
                places: u32::try_from(places).map_err(|_| CaseworkError::Corrupt("places"))?,
                stays,
            })
        });
        facts.collect()
    }
}
