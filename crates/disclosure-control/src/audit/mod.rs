//! The audit: what an attacker can find out about every hidden cell, exactly.
//!
//! Single equations first, then the simplex method over what is left, then whole numbers where the
//! relaxation is fractional. Every end of an interval is proved by exact arithmetic from outside and
//! by a complete table of whole numbers from inside. Where one of the two is missing, the cell is
//! judged by the tables found: the audit must never call a cell safer than it proved it to be.

mod attribute;
pub(crate) mod branch;
mod combination;
mod component;
mod derivation;
mod explain;
mod propagate;
pub(crate) mod row;
mod shown;
pub(crate) mod simplex;
pub(crate) mod solve;
pub(crate) mod tableau;
pub(crate) mod witness;

use crate::{Attacker, Error, System, attacker::Bounds, table::Published};
pub use attribute::AttributeDisclosure;
pub use derivation::{Derivation, Reason, Side, Step, Term};
pub use explain::Explainer;
pub(crate) use shown::{Tables, shown};

use propagate::Incidence;
use solve::UNBOUNDED;
use witness::Witnesses;

/// How much the audit has to find out, and how long it may try.
#[derive(Debug, Clone)]
pub struct Options {
    /// A cell whose possible counts lie less than this apart is too narrow; at least 1.
    pub width: i64,
    /// Stop looking at a cell as soon as it is known to be wide enough; intervals of wide cells are
    /// then only bounds.
    pub only_width: bool,
    /// Search for whole tables where the relaxation is fractional.
    pub close_gaps: bool,
    /// The most pivots for one end of one interval.
    pub pivots: u64,
    /// The most nodes of one search for whole tables.
    pub nodes: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 3,
            only_width: false,
            close_gaps: true,
            pivots: 200_000,
            nodes: 2_000,
        }
    }
}

/// What the attacker can find out about one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellAudit {
    /// Number of the cell in the system.
    pub cell: usize,
    /// No count below is possible; `None` where any is.
    pub low: Option<i64>,
    /// No count above is possible; `None` where any is.
    pub high: Option<i64>,
    /// The smallest and the largest count for which a complete table was found; `None` where none
    /// was, which counts as disclosed.
    pub shown: Option<(i64, i64)>,
    /// Whether the interval is exact: its ends are proved and shown.
    pub exact: bool,
    /// Only one count is possible, or it could not be shown that there are two.
    pub disclosed: bool,
    /// The counts that could be shown lie less than the width apart.
    pub narrow: bool,
}

/// The result of an audit.
#[derive(Debug, Clone)]
pub struct Audit {
    /// Every listed cell that is not published exactly, in the order of the system.
    pub cells: Vec<CellAudit>,
    /// The attacker it was made against.
    pub attacker: Attacker,
    /// The width asked for.
    pub width: i64,
    /// What zeros give away about groups of people.
    pub attributes: Vec<AttributeDisclosure>,
    solved: Vec<Solved>,
    fixed: Vec<(u32, i64)>,
}

/// The tables found for one component.
#[derive(Debug, Clone)]
struct Solved {
    cells: Vec<u32>,
    witnesses: Witnesses,
}

/// The tables of one component, for those who write them down. Table 0 is the first.
pub(crate) struct Solutions<'a> {
    pub(crate) cells: &'a [u32],
    witnesses: &'a Witnesses,
}

impl Solutions<'_> {
    /// The tables in which a cell is smallest and largest.
    pub(crate) fn extremes(&self, local: usize) -> (u32, u32) {
        (
            self.witnesses.lowest[local].1,
            self.witnesses.highest[local].1,
        )
    }

    /// What differs from the first table.
    pub(crate) fn changes(&self, table: u32) -> &[(u32, i64)] {
        match table {
            0 => &[],
            number => &self.witnesses.changes[number as usize - 1],
        }
    }
}

impl Audit {
    /// One complete table that agrees with everything: a count for every cell of the system.
    pub(crate) fn base_table(&self, cells: usize) -> Vec<i64> {
        let mut table = vec![0; cells];
        for &(cell, value) in &self.fixed {
            table[cell as usize] = value;
        }
        for solved in &self.solved {
            for (&cell, &value) in solved.cells.iter().zip(&solved.witnesses.base) {
                table[cell as usize] = value;
            }
        }
        table
    }

    /// The complete tables that were found, component by component.
    pub(crate) fn solutions(&self) -> impl Iterator<Item = Solutions<'_>> {
        self.solved.iter().map(|solved| Solutions {
            cells: &solved.cells,
            witnesses: &solved.witnesses,
        })
    }

    /// The cells that are disclosed.
    pub fn disclosed(&self) -> impl Iterator<Item = &CellAudit> {
        self.cells.iter().filter(|cell| cell.disclosed)
    }

    /// Whether no cell is narrower than the width.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.cells.iter().all(|cell| !cell.narrow)
    }
}

/// Finds the interval of every hidden cell.
///
/// # Errors
/// [`Error::Contradiction`] when no complete table agrees with what is published and assumed,
/// [`Error::FalseBelief`] when the owner's counts contradict the attacker, [`Error::Option`].
pub fn audit(system: &System, attacker: &Attacker, options: &Options) -> Result<Audit, Error> {
    if options.width < 1 {
        return Err(Error::Option {
            option: "width".to_owned(),
            reason: "it must be at least 1".to_owned(),
        });
    }
    let mut bounds = Bounds::of(system, attacker)?;
    let incidence = Incidence::of(system, &bounds);
    propagate::propagate(system, &mut bounds, &incidence)?;
    let mut cells = Findings::new(system, &bounds);
    let mut solved = Vec::new();
    for component in component::split(system, &bounds, &incidence) {
        let ends = |side: &[Option<i64>], none: i64| -> Vec<i64> {
            let own = component.cells.iter();
            own.map(|&cell| side[cell as usize].unwrap_or(none))
                .collect()
        };
        let wanted: Vec<bool> = component
            .cells
            .iter()
            .map(|&cell| is_reported(system, cell))
            .collect();
        let solution = solve::solve(
            &component,
            (ends(&bounds.low, -UNBOUNDED), ends(&bounds.high, UNBOUNDED)),
            known_solution(system, &component.cells),
            &wanted,
            options,
        );
        if solution.is_contradictory {
            return Err(contradictory(system, &component.cells));
        }
        cells.add(&component.cells, &solution);
        solved.push(Solved {
            cells: component.cells,
            witnesses: solution.witnesses,
        });
    }
    let fixed = (0..system.cells().len())
        .filter(|&cell| bounds.is_fixed(cell))
        .filter_map(|cell| Some((cell as u32, bounds.low[cell]?)))
        .collect();
    let cells = cells.judge(options);
    Ok(Audit {
        attributes: attribute::find(system, &bounds, &cells),
        cells,
        attacker: attacker.clone(),
        width: options.width,
        solved,
        fixed,
    })
}

/// Whether single equations find no contradiction: a quick look before anything is asked.
///
/// # Errors
/// [`Error::Contradiction`] with the equation that fails, and errors about the attacker.
pub fn is_consistent(system: &System, attacker: &Attacker) -> Result<(), Error> {
    let mut bounds = Bounds::of(system, attacker)?;
    let incidence = Incidence::of(system, &bounds);
    propagate::propagate(system, &mut bounds, &incidence)
}

/// Whether the audit reports a cell: it is listed, and its count is not printed.
fn is_reported(system: &System, cell: u32) -> bool {
    let cell = &system.cells()[cell as usize];
    cell.listed && !cell.published.is_exact()
}

/// The owner's counts, if all of them are known: a place to start from, which narrows nothing.
fn known_solution(system: &System, cells: &[u32]) -> Option<Vec<i64>> {
    cells
        .iter()
        .map(|&cell| {
            let cell = &system.cells()[cell as usize];
            match cell.published {
                Published::Exact(value) => Some(value),
                _ => cell.truth,
            }
        })
        .collect()
}

fn contradictory(system: &System, cells: &[u32]) -> Error {
    let words: Vec<String> = cells
        .iter()
        .filter(|&&cell| system.cells()[cell as usize].listed)
        .take(6)
        .map(|&cell| system.label(cell as usize).words)
        .collect();
    Error::Contradiction {
        reason: format!(
            "the sums around these hidden cells cannot all hold: {}",
            words.join("; ")
        ),
    }
}

/// The intervals under construction.
struct Findings {
    cells: Vec<CellAudit>,
    places: rustc_hash::FxHashMap<u32, u32>,
}

impl Findings {
    /// What the single equations found; a fixed cell is shown by every complete table.
    fn new(system: &System, bounds: &Bounds) -> Self {
        let mut findings = Self {
            cells: Vec::new(),
            places: rustc_hash::FxHashMap::default(),
        };
        for cell in (0..system.cells().len()).filter(|&cell| is_reported(system, cell as u32)) {
            let (low, high) = (bounds.low[cell], bounds.high[cell]);
            let is_fixed = bounds.is_fixed(cell);
            findings
                .places
                .insert(cell as u32, findings.cells.len() as u32);
            findings.cells.push(CellAudit {
                cell,
                low,
                high,
                shown: low.filter(|_| is_fixed).map(|value| (value, value)),
                exact: is_fixed,
                disclosed: true,
                narrow: true,
            });
        }
        findings
    }

    /// What was found in one component.
    fn add(&mut self, cells: &[u32], solution: &solve::Solution) {
        let bounded = |value: i64| (value.abs() < UNBOUNDED / 4).then_some(value);
        for (local, cell) in cells.iter().enumerate() {
            let Some(&place) = self.places.get(cell) else {
                continue;
            };
            let found = &mut self.cells[place as usize];
            found.low = bounded(solution.low[local]);
            found.high = bounded(solution.high[local]);
            let witnesses = &solution.witnesses;
            if !witnesses.is_empty() {
                let shown = (witnesses.lowest[local].0, witnesses.highest[local].0);
                found.shown = Some(shown);
                found.exact = shown == (solution.low[local], solution.high[local]);
            }
        }
    }

    /// Safety is judged by the complete tables alone.
    fn judge(mut self, options: &Options) -> Vec<CellAudit> {
        for cell in &mut self.cells {
            let width = cell.shown.map_or(0, |(low, high)| high - low);
            cell.disclosed = width == 0;
            cell.narrow = width < options.width;
        }
        self.cells
    }
}
