//! Dated places: what a place is called, what it lies in, from when to when, and what became of it.

use crate::{Names, PlaceCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// From the first to the last day on which something holds; open ends are `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Validity {
    /// The first day; `None`: since before records.
    pub from: Option<Date>,
    /// The last day; `None`: until further notice.
    pub until: Option<Date>,
}

impl Validity {
    /// Whether the day lies inside.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether any day of `first..=last` lies inside.
    #[must_use]
    pub fn overlaps(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first <= until)
    }
}

/// A code that somebody else gave to the place, such as ISO 3166-2 or an LAU code.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlaceIdentifier {
    /// Whose code: `iso-3166-2`, `instat`, `nuts`, `lau`, …
    pub scheme: String,
    /// The code in that scheme. Unique among the places of one scheme and level.
    pub identifier: String,
}

/// A place, as it was between two dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its own code, for ever.
    pub code: PlaceCode,
    /// Its level code in the country package, such as `qark`.
    pub level: String,
    /// The place that it lies in; `None` for the country.
    pub parent: Option<PlaceCode>,
    /// Further places that it lies in under another division (a unit of 2010 lies in a district
    /// and in a qark).
    pub also_in: Vec<PlaceCode>,
    /// Names, not unique ("Qendër" is seven different units).
    pub names: Names,
    /// Other spellings and former names, for finding it.
    pub aliases: Vec<String>,
    /// When it existed.
    pub validity: Validity,
    /// The codes of others.
    pub identifiers: Vec<PlaceIdentifier>,
    /// A point inside, as (latitude, longitude) in degrees, where known.
    pub centre: Option<(f64, f64)>,
}

/// What happened to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuccessionKind {
    /// Only the name changed.
    Renamed,
    /// It became part of a larger one.
    Merged,
    /// It was divided.
    Split,
    /// It moved to another parent.
    Transferred,
}

/// A link that carries a series from a place to its successor.
#[derive(Debug, Clone, PartialEq)]
pub struct Succession {
    /// The place that ended.
    pub from: PlaceCode,
    /// The place that carries on.
    pub to: PlaceCode,
    /// The first day of the new order.
    pub on: Date,
    /// What happened.
    pub kind: SuccessionKind,
    /// The share of `from` that went into `to`, in thousandths (1000: all of it).
    pub share_per_mille: u16,
}
