//! Turning a catalogue into a system: the sums of every table, then what connects the tables. An
//! equation between published counts is checked here, once; only what hides something is reckoned
//! with later.

use super::{
    System,
    cell::{Cell, Kind, Origin},
    equations::Equations,
    gather::Gathering,
    label::Names,
};
use crate::{
    Error,
    table::{Catalogue, Group, Missing, Published, Table},
};

impl System {
    /// The system of a catalogue.
    pub(crate) fn build(catalogue: &Catalogue) -> Result<Self, Error> {
        let mut gathering = Gathering::of(catalogue)?;
        let mut equations = Equations::default();
        for (number, table) in catalogue.tables().iter().enumerate() {
            add_sums(&mut gathering, &mut equations, number, table);
        }
        super::relate::add(&mut gathering, &mut equations, catalogue);
        if equations.starts.is_empty() {
            equations.starts.push(0);
        }
        let system = Self {
            cells: gathering.cells,
            wholes: equations.wholes,
            starts: equations.starts,
            parts: equations.parts,
            origins: equations.origins,
            names: Names {
                tables: catalogue.tables().into(),
                registry: gathering.registry,
            },
        };
        system.refuse_inadditive()?;
        Ok(system)
    }

    fn refuse_inadditive(&self) -> Result<(), Error> {
        let exact = |cell: u32| match self.cells[cell as usize].published {
            Published::Exact(value) => Some(i128::from(value)),
            _ => None,
        };
        for equation in self.equations() {
            let Some(whole) = exact(equation.whole) else {
                continue;
            };
            let parts: Option<i128> = equation.parts.iter().map(|&part| exact(part)).sum();
            if let Some(sum) = parts
                && sum != whole
            {
                return Err(self.inadditive(equation.whole, equation.parts, whole, sum));
            }
        }
        self.refuse_untrue()
    }

    /// The same for the owner's own counts.
    fn refuse_untrue(&self) -> Result<(), Error> {
        for equation in self.equations() {
            let truth = |cell: u32| {
                let cell: &Cell = &self.cells[cell as usize];
                match cell.published {
                    Published::Exact(value) => Some(i128::from(value)),
                    _ => cell.truth.map(i128::from),
                }
            };
            let parts: Option<i128> = equation.parts.iter().map(|&part| truth(part)).sum();
            if let (Some(whole), Some(sum)) = (truth(equation.whole), parts)
                && sum != whole
            {
                return Err(self.inadditive(equation.whole, equation.parts, whole, sum));
            }
        }
        Ok(())
    }

    fn inadditive(&self, whole: u32, parts: &[u32], published: i128, sum: i128) -> Error {
        let mut words: Vec<String> = parts
            .iter()
            .take(6)
            .map(|&part| self.label(part as usize).words)
            .collect();
        if parts.len() > words.len() {
            words.push("…".to_owned());
        }
        let clamped = |value: i128| value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
        Error::Inadditive {
            whole: self.label(whole as usize).words,
            published: clamped(published),
            parts: words.join("; "),
            sum: clamped(sum),
        }
    }
}

/// The sums of one table, one for each group and each combination of the other codes.
fn add_sums(gathering: &mut Gathering, equations: &mut Equations, number: usize, table: &Table) {
    let mut positions: Vec<u64> = gathering.at[number].keys().copied().collect();
    positions.sort_unstable();
    for (dimension_number, dimension) in table.dimensions().iter().enumerate() {
        let mut by_parent: Vec<Vec<&Group>> = vec![Vec::new(); dimension.codes().len()];
        for group in dimension.groups() {
            by_parent[group.parent as usize].push(group);
        }
        let origin = Origin::Sum {
            table: number as u32,
            dimension: dimension_number as u32,
        };
        for &position in &positions {
            let place = table.place_in(position, dimension_number) as usize;
            let whole = gathering.at[number][&position];
            for group in &by_parent[place] {
                let parts: Vec<u32> = group
                    .children
                    .iter()
                    .filter_map(|&child| {
                        let child = table.moved(position, dimension_number, child);
                        gathering.at[number].get(&child).copied()
                    })
                    .collect();
                let parts = match table.missing() {
                    Missing::Unrecorded => {
                        let is_complete = parts.len() == group.children.len();
                        let Some(parts) = with_rest(gathering, whole, parts, is_complete) else {
                            continue;
                        };
                        parts
                    }
                    _ => parts,
                };
                let both_zero = parts.is_empty()
                    && gathering.cells[whole as usize].published == Published::Exact(0);
                if !both_zero {
                    equations.add(whole, parts, origin);
                }
            }
        }
    }
}

/// Adds a part for what was not recorded where parts are not listed, or where the listed ones are
/// fewer than the total; `None` where nothing is listed.
fn with_rest(
    gathering: &mut Gathering,
    whole: u32,
    mut parts: Vec<u32>,
    is_complete: bool,
) -> Option<Vec<u32>> {
    if parts.is_empty() {
        return None;
    }
    let value = |cell: u32| match gathering.cells[cell as usize].published {
        Published::Exact(value) => Some(i128::from(value)),
        _ => None,
    };
    let sum: Option<i128> = parts.iter().map(|&part| value(part)).sum();
    let falls_short = match (value(whole), sum) {
        (Some(whole), Some(sum)) => sum < whole,
        _ => false,
    };
    if !is_complete || falls_short {
        let rest = Published::Hidden {
            low: Some(0),
            high: None,
        };
        parts.push(gathering.add_between(Box::new([]), rest, Kind::Change));
    }
    Some(parts)
}
