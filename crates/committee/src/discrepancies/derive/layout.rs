//! How the cells of a group hang together: which are parts of which, and which belong to one family.
//!
//! Thousands of groups have the same cells, so this is worked out once for each list of cells.

use crate::discrepancies::group::Knowledge;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use vocabulary::{Breakdown, DimensionCode};

/// A cell by its place in [`Layout::breakdowns`].
pub(super) type Place = usize;

/// The cells of a group, in the order of their numbers.
#[derive(Debug)]
pub(super) struct Layout {
    /// The number of each cell's breakdown, ascending.
    pub(super) breakdowns: Vec<i64>,
    /// The cells that fix the same dimensions (the total, by sex, by age, by sex and age, …).
    pub(super) families: Vec<Family>,
    /// The cells that have parts.
    pub(super) wholes: Vec<(Place, Vec<Split>)>,
    /// The parts of the total, whether or not it is a cell itself.
    pub(super) parts_of_total: Vec<Split>,
    /// The total, where it is a cell.
    pub(super) total: Option<Place>,
    /// How many dimensions each cell fixes; `usize::MAX` for a breakdown that nobody knows.
    pub(super) depths: Vec<usize>,
}

/// Cells that fix the same dimensions.
#[derive(Debug)]
pub(super) struct Family {
    /// The dimensions.
    pub(super) name: String,
    /// The cells, ascending.
    pub(super) cells: Vec<Place>,
}

/// The parts of one cell along one dimension.
#[derive(Debug)]
pub(super) struct Split {
    /// The dimension.
    pub(super) dimension: DimensionCode,
    /// Its cells.
    pub(super) parts: Vec<Part>,
}

/// One part of a cell.
#[derive(Debug)]
pub(super) struct Part {
    /// Which cell it is.
    pub(super) place: Place,
    /// The parts along the same dimension that this one is rolled up into: where both "child" and
    /// "0-11" are given, only "child" is a part of the whole.
    pub(super) above: Vec<Place>,
}

impl Layout {
    fn of(breakdowns: Vec<i64>, knowledge: &Knowledge<'_>) -> Self {
        let known: Vec<Option<&Breakdown>> = breakdowns
            .iter()
            .map(|number| knowledge.breakdowns.get(number))
            .collect();
        let mut families: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        let mut parts: BTreeMap<Breakdown, BTreeMap<&DimensionCode, Vec<Place>>> = BTreeMap::new();
        for (place, breakdown) in cells(&known) {
            let dimensions: Vec<&str> = breakdown.dimensions().map(DimensionCode::as_str).collect();
            families
                .entry(dimensions.join("+"))
                .or_default()
                .push(place);
            for dimension in breakdown.dimensions() {
                let whole = breakdown.clone().without(dimension);
                let parts = parts.entry(whole).or_default();
                parts.entry(dimension).or_default().push(place);
            }
        }
        let splits = |whole: &Breakdown| -> Vec<Split> {
            let along = parts.get(whole).into_iter().flatten();
            along
                .map(|(dimension, places)| split(dimension, places, &known, knowledge))
                .collect()
        };
        Self {
            wholes: cells(&known)
                .map(|(place, whole)| (place, splits(whole)))
                .filter(|(_, splits)| !splits.is_empty())
                .collect(),
            parts_of_total: splits(&Breakdown::total()),
            total: cells(&known)
                .find(|(_, breakdown)| breakdown.is_total())
                .map(|(place, _)| place),
            depths: known
                .iter()
                .map(|breakdown| breakdown.map_or(usize::MAX, Breakdown::depth))
                .collect(),
            families: families
                .into_iter()
                .map(|(name, cells)| Family { name, cells })
                .collect(),
            breakdowns,
        }
    }
}

fn cells<'a>(known: &[Option<&'a Breakdown>]) -> impl Iterator<Item = (Place, &'a Breakdown)> {
    let cells = known.iter().enumerate();
    cells.filter_map(|(place, breakdown)| Some((place, (*breakdown)?)))
}

fn split(
    dimension: &DimensionCode,
    places: &[Place],
    known: &[Option<&Breakdown>],
    knowledge: &Knowledge<'_>,
) -> Split {
    let name = dimension.as_str();
    let term = |place: Place| Some(known[place]?.term(name)?.as_str());
    let parts = places.iter().map(|place| {
        let mut above = Vec::new();
        let mut current = term(*place).map(str::to_owned);
        while let Some(term_here) = current {
            current = knowledge
                .parents
                .get(&(name.to_owned(), term_here))
                .cloned();
            let holders = places
                .iter()
                .filter(|other| current.is_some() && term(**other) == current.as_deref());
            above.extend(holders);
        }
        Part {
            place: *place,
            above,
        }
    });
    Split {
        dimension: dimension.clone(),
        parts: parts.collect(),
    }
}

/// The layouts that were met.
#[derive(Debug, Default)]
pub(super) struct Layouts(HashMap<Vec<i64>, Arc<Layout>>);

impl Layouts {
    /// The layout of these cells, whose numbers ascend.
    pub(super) fn of(&mut self, breakdowns: Vec<i64>, knowledge: &Knowledge<'_>) -> Arc<Layout> {
        if let Some(layout) = self.0.get(&breakdowns) {
            return Arc::clone(layout);
        }
        let layout = Arc::new(Layout::of(breakdowns.clone(), knowledge));
        self.0.insert(breakdowns, Arc::clone(&layout));
        layout
    }
}
