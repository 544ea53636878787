//! A country package, parsed: everything that is true of one country and of no other.
//!
//! A package is a folder of CSV and TOML files (`countries/albania/README.md` documents them).
//! Parsing checks every cross-reference, so that the rest of the program can rely on it. It reads
//! no files itself: the caller hands over the texts.

mod code_list;
mod error;
mod geography;
mod order;
mod parse;
mod population;
mod published;
mod registered;
mod statistics;

pub use code_list::{CodeList, Dimension, Term};
pub use error::CountryError;
pub use geography::Level;
pub use order::{CommitteeOrder, OrderMember};
pub use population::Population;
pub use published::{PublishedFigure, Qualifier};
pub use registered::{Audience, KnownSum, Protection, RegisteredTable};

use crate::{
    CaseCounts, Indicator, IndicatorCode, Institution, InstitutionKind, Names, Place, PlaceCode,
    ReportingTemplate, Succession,
};
use std::collections::{HashMap, HashSet};

/// A closed line of (longitude, latitude) points, in degrees; the first is not repeated at the end.
pub type Ring = Vec<(f64, f64)>;

/// A country package.
#[derive(Debug)]
pub struct Country {
    code: PlaceCode,
    names: Names,
    currency: String,
    dialling_code: String,
    levels: Vec<Level>,
    places: Vec<Place>,
    place_index: HashMap<PlaceCode, usize>,
    children: HashMap<PlaceCode, Vec<usize>>,
    folded_names: HashMap<String, Vec<usize>>,
    successions: Vec<Succession>,
    institution_kinds: Vec<InstitutionKind>,
    institutions: Vec<Institution>,
    dimensions: Vec<Dimension>,
    code_lists: Vec<CodeList>,
    indicators: Vec<Indicator>,
    templates: Vec<ReportingTemplate>,
    case_counts: CaseCounts,
    populations: Vec<Population>,
    orders: Vec<CommitteeOrder>,
    published: Vec<PublishedFigure>,
    indicators_with_figures: HashSet<IndicatorCode>,
    registered: Vec<RegisteredTable>,
    known_sums: Vec<KnownSum>,
    shapes: HashMap<PlaceCode, Vec<Ring>>,
}

impl AsRef<Self> for Country {
    fn as_ref(&self) -> &Self {
        self
    }
}
