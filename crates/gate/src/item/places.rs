//! What is counted of providers: each place, free or occupied, when the period ends. Who is in it is no
//! fact.

use super::Item;
use casework::ProviderFact;
use vocabulary::Period;

/// The places of a provider. Where more stay than it says it has places, all who stay are in one.
pub(super) fn items(provider: &ProviderFact, period: Period) -> Vec<Item> {
    let last = period.last_day();
    let stays = provider.stays.iter();
    let occupied = stays
        .filter(|(began, ended)| *began <= last && ended.is_none_or(|ended| ended > last))
        .count();
    let places = usize::try_from(provider.places).unwrap_or_default();
    let place = |number: usize| {
        let is_occupied = number < occupied;
        let occupancy = if is_occupied { "occupied" } else { "free" };
        Item {
            person: None,
            region: provider.area.clone(),
            residence: None,
            at_risk: None,
            potential: None,
            formal: None,
            began: last,
            ended: None,
            lasts: false,
            happened: true,
            is_met: false,
            is_of_unknown_age: false,
            codes: vec![
                ("occupancy", occupancy.into()),
                ("service", provider.service.code().into()),
            ],
        }
    };
    (0..places.max(occupied)).map(place).collect()
}
