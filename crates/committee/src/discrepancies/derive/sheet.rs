//! What each institution says about a group: one column over the cells of its layout.

use super::layout::{Layout, Layouts, Place};
use crate::discrepancies::group::{Figure, Group, Knowledge};
use std::sync::Arc;

/// A group with its figures sorted by institution.
#[derive(Debug)]
pub(super) struct Sheets<'a> {
    pub(super) group: &'a Group,
    pub(super) layout: Arc<Layout>,
    /// In the order of the institutions' numbers.
    pub(super) sheets: Vec<Sheet<'a>>,
}

/// What one institution says.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) institution: i64,
    /// By the places of the layout.
    pub(super) figures: Vec<Option<&'a Figure>>,
    /// Whether another institution gives a different total.
    pub(super) is_contradicted: bool,
}

impl<'a> Sheets<'a> {
    pub(super) fn of(group: &'a Group, layouts: &mut Layouts, knowledge: &Knowledge<'_>) -> Self {
        let mut cells: Vec<_> = group.cells.iter().collect();
        cells.sort_by_key(|cell| cell.breakdown);
        let breakdowns = cells.iter().map(|cell| cell.breakdown).collect();
        let layout = layouts.of(breakdowns, knowledge);
        let mut institutions: Vec<i64> = Vec::new();
        for figure in cells.iter().flat_map(|cell| &cell.figures) {
            if let Err(place) = institutions.binary_search(&figure.institution) {
                institutions.insert(place, figure.institution);
            }
        }
        let mut sheets: Vec<Sheet<'_>> = institutions
            .into_iter()
            .map(|institution| Sheet {
                institution,
                figures: vec![None; cells.len()],
                is_contradicted: false,
            })
            .collect();
        for (place, cell) in cells.iter().enumerate() {
            for figure in &cell.figures {
                let by = sheets.binary_search_by_key(&figure.institution, |one| one.institution);
                if let Some(sheet) = by.ok().and_then(|by| sheets.get_mut(by)) {
                    sheet.figures[place].get_or_insert(figure);
                }
            }
        }
        if let Some(total) = layout.total {
            let numbers = || sheets.iter().filter_map(|sheet| sheet.number(total));
            let (least, most) = (numbers().min(), numbers().max());
            for sheet in &mut sheets {
                let own = sheet.number(total);
                sheet.is_contradicted = own.is_some() && (own != least || own != most);
            }
        }
        Self {
            group,
            layout,
            sheets,
        }
    }

    /// What one institution says, if anything.
    pub(super) fn sheet(&self, institution: i64) -> Option<&Sheet<'a>> {
        let place = self
            .sheets
            .binary_search_by_key(&institution, |sheet| sheet.institution);
        self.sheets.get(place.ok()?)
    }
}

impl<'a> Sheet<'a> {
    /// The number in a cell, if there is one.
    pub(super) fn number(&self, place: Place) -> Option<i64> {
        self.figures[place].and_then(|figure| figure.value.number())
    }

    /// Those of these cells that it fills in, with the numbers of their breakdowns.
    pub(super) fn filled<'s>(
        &'s self,
        layout: &'s Layout,
        places: impl Iterator<Item = Place> + 's,
    ) -> impl Iterator<Item = (i64, &'a Figure)> + 's {
        places.filter_map(|place| Some((layout.breakdowns[place], self.figures[place]?)))
    }
}
