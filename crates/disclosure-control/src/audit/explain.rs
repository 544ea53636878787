//! Finding the reasons for an interval: first a single equation, then the equations of a component
//! with one marker column each, whose coefficients in the final row say how often each is used.
//!
//! What is found here is only a proposal; `combination` adds it up and decides.

use super::{
    Audit, CellAudit, Options,
    combination::reason,
    component::{self, Component},
    derivation::{Derivation, Reason, Side},
    propagate::Incidence,
    row::Overflow,
    simplex::Stop,
    solve::UNBOUNDED,
    tableau::Tableau,
};
use crate::{Error, System, attacker::Bounds};

/// Explains the cells of one audit.
pub struct Explainer<'a> {
    system: &'a System,
    bounds: Bounds,
    incidence: Incidence,
    components: Vec<Component>,
    /// For each cell its component and its place there.
    places: rustc_hash::FxHashMap<u32, (u32, u32)>,
    /// A complete solution.
    solution: Vec<i64>,
    prepared: Option<(u32, Tableau)>,
    pivots: u64,
}

impl<'a> Explainer<'a> {
    /// Prepares the explanations of an audit of this system.
    ///
    /// # Errors
    /// Those of [`super::audit`] about the attacker.
    pub fn new(system: &'a System, audit: &Audit) -> Result<Self, Error> {
        let bounds = Bounds::of(system, &audit.attacker)?;
        let incidence = Incidence::of(system, &bounds);
        let components = component::split(system, &bounds, &incidence);
        let mut places = rustc_hash::FxHashMap::default();
        for (number, component) in components.iter().enumerate() {
            for (place, &cell) in component.cells.iter().enumerate() {
                places.insert(cell, (number as u32, place as u32));
            }
        }
        Ok(Self {
            system,
            bounds,
            incidence,
            components,
            places,
            solution: audit.base_table(system.cells().len()),
            prepared: None,
            pivots: Options::default().pivots,
        })
    }

    /// Why the attacker knows what the audit says of a cell.
    pub fn explain(&mut self, found: &CellAudit) -> Derivation {
        let cell = found.cell as u32;
        let low = found
            .low
            .and_then(|value| self.find(cell, Side::AtLeast, value));
        if low.as_ref().is_some_and(|low| low.side == Side::Exactly) {
            return Derivation { low, high: None };
        }
        let high = found
            .high
            .and_then(|value| self.find(cell, Side::AtMost, value));
        if high.as_ref().is_some_and(|high| high.side == Side::Exactly) {
            return Derivation {
                low: high,
                high: None,
            };
        }
        Derivation { low, high }
    }

    /// A reason that reaches the value.
    fn find(&mut self, cell: u32, side: Side, value: i64) -> Option<Reason> {
        let single: Vec<Reason> = self
            .incidence
            .of_cell(cell)
            .iter()
            .filter_map(|&number| reason(self.system, &self.bounds, &[(number, 1)], cell, side))
            .filter(|reason| reason.value == value)
            .collect();
        let by_length = |reason: &Reason| (reason.side != Side::Exactly, reason.terms.len());
        if let Some(single) = single.into_iter().min_by_key(by_length) {
            return Some(single);
        }
        let multipliers = self.multipliers(cell, side).ok().flatten()?;
        reason(self.system, &self.bounds, &multipliers, cell, side)
            .filter(|reason| reason.value == value)
    }

    /// How often each equation is used in the row that ends the search for one side.
    fn multipliers(&mut self, cell: u32, side: Side) -> Result<Option<Vec<(u32, i64)>>, Overflow> {
        let Some(&(number, place)) = self.places.get(&cell) else {
            return Ok(None);
        };
        let component = &self.components[number as usize];
        let count = component.cells.len();
        let point: Vec<i64> = component
            .cells
            .iter()
            .map(|&cell| self.solution[cell as usize])
            .chain(std::iter::repeat_n(0, component.rows.len()))
            .collect();
        let fresh = match self.prepared.take() {
            Some((prepared, tableau)) if prepared == number => tableau,
            _ => marked(component, &self.bounds, &point)?,
        };
        let mut tableau = fresh.clone();
        self.prepared = Some((number, fresh));
        let is_determined = tableau.row_of(place).is_some_and(|row| {
            let mut terms = tableau.rows[row].terms.iter();
            terms.all(|term| term.0 as usize >= count)
        });
        if !is_determined {
            let limit = tableau.pivots + self.pivots;
            if tableau.optimise(place, side == Side::AtMost, limit)? != Stop::Done {
                return Ok(None);
            }
        }
        Ok(tableau.row_of(place).map(|row| {
            let terms = tableau.rows[row].terms.iter();
            terms
                .filter(|term| term.0 as usize >= count)
                .map(|&(marker, times)| (component.equations[marker as usize - count], times))
                .collect()
        }))
    }
}

/// The component's equations, each with a column of its own that stays 0.
fn marked(component: &Component, bounds: &Bounds, point: &[i64]) -> Result<Tableau, Overflow> {
    let count = component.cells.len();
    let ends = |side: &[Option<i64>], none: i64| -> Vec<i64> {
        let own = component.cells.iter();
        own.map(|&cell| side[cell as usize].unwrap_or(none))
            .chain(std::iter::repeat_n(0, component.rows.len()))
            .collect()
    };
    let low = ends(&bounds.low, -UNBOUNDED);
    let high = ends(&bounds.high, UNBOUNDED);
    let mut tableau = Tableau::new(low, high, point.to_vec());
    let mut order: Vec<usize> = (0..component.rows.len()).collect();
    order.sort_by_key(|&row| (component.rows[row].0.len(), row));
    for row in order {
        let (terms, right) = &component.rows[row];
        let mut terms = terms.clone();
        terms.push(((count + row) as u32, 1));
        tableau.add_among(&terms, *right, count as u32)?;
    }
    Ok(tableau)
}
