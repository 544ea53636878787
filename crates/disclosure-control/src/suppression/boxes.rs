//! Moves of large tables, found without a solver: products of moves along each dimension, a box with
//! alternating signs in the simplest case, and sums of such moves. Each search looks at what is near
//! a cell and never at the whole table.
//!
//! Not every move is a sum of few boxes, so this may fail where a solver would not.

use super::{
    axis::Axis,
    part::Part,
    pattern::{Move, Pattern, Widen},
};
use crate::System;
use rustc_hash::FxHashMap;

/// The most cells that one search looks at: when protection is needed, and when a cell is to be shown
/// again, which most searches end by finding impossible.
const LOOKS: u32 = 60_000;
const FEW_LOOKS: u32 = 3_000;
/// At most so many boxes are added up for one direction of a cell.
const SUMMANDS: usize = 6;
/// What a further hidden cell costs besides its own cost: between equals, few cells.
const EACH: i64 = 1;
const SCALE: i64 = 16;

/// A table's codes.
struct Grid {
    strides: Vec<u64>,
    /// For each dimension its moves.
    axes: Vec<Axis>,
    /// For each dimension and code, itself and all codes that it is counted in.
    ancestors: Vec<Vec<Vec<u32>>>,
    /// The column at a position.
    columns: Columns,
}

/// Columns by position: a list where the table is not too large, for it is looked at very often.
enum Columns {
    Listed(Vec<u32>),
    Sparse(FxHashMap<u64, u32>),
}

/// Up to so many combinations of codes a list is kept.
const LISTED: u64 = 4_000_000;
const NONE: u32 = u32::MAX;

impl Columns {
    fn new(combinations: u64) -> Self {
        if combinations <= LISTED {
            Self::Listed(vec![NONE; combinations as usize])
        } else {
            Self::Sparse(FxHashMap::default())
        }
    }

    fn put(&mut self, position: u64, column: u32) {
        match self {
            Self::Listed(list) => list[position as usize] = column,
            Self::Sparse(map) => {
                map.insert(position, column);
            }
        }
    }

    fn at(&self, position: u64) -> Option<u32> {
        match self {
            Self::Listed(list) => Some(list[position as usize]).filter(|&one| one != NONE),
            Self::Sparse(map) => map.get(&position).copied(),
        }
    }
}

/// Looks for boxes.
pub(super) struct Boxes<'a> {
    part: &'a Part,
    grids: Vec<Grid>,
    /// Table, position, and place of the code in each dimension.
    at: Vec<Option<(u32, u64)>>,
    codes: Vec<Box<[u32]>>,
    /// The sums of each column, where boxes need not hold by themselves.
    check: Option<Vec<Vec<u32>>>,
    change: Vec<i64>,
    /// Whether cells may be hidden for a move.
    pub(super) may_hide: bool,
}

/// The cheapest box found so far.
struct Best {
    cells: Vec<(u32, i64)>,
    amount: i64,
    cost: i64,
}

struct Search<'s, 'p> {
    pattern: &'s Pattern<'p>,
    grid: usize,
    rises: bool,
    want: i64,
    looks: u32,
    best: Option<Best>,
}

/// A box under construction.
#[derive(Clone)]
struct Draft {
    /// Position, column and sign.
    cells: Vec<(u64, u32, i64)>,
    amount: i64,
    cost: i64,
}

impl<'a> Boxes<'a> {
    pub(super) fn new(system: &System, part: &'a Part) -> Self {
        let mut grids: Vec<Grid> = system
            .tables()
            .iter()
            .map(|table| Grid {
                strides: strides(table),
                axes: Vec::new(),
                ancestors: Vec::new(),
                columns: Columns::new(table.combinations()),
            })
            .collect();
        let mut at = Vec::with_capacity(part.cells.len());
        let mut codes = Vec::with_capacity(part.cells.len());
        for (column, &cell) in part.cells.iter().enumerate() {
            let place = system.place(cell as usize);
            at.push(place.map(|(table, position)| (table as u32, position)));
            let Some((table, position)) = place else {
                codes.push(Box::default());
                continue;
            };
            let grid = &mut grids[table];
            grid.columns.put(position, column as u32);
            let table = &system.tables()[table];
            if grid.axes.is_empty() {
                let dimensions = table.dimensions().iter();
                grid.axes = dimensions.clone().map(Axis::new).collect();
                grid.ancestors = dimensions.map(crate::Dimension::ancestors).collect();
            }
            let dimensions = 0..table.dimensions().len();
            codes.push(
                dimensions
                    .map(|one| table.place_in(position, one))
                    .collect(),
            );
        }
        let is_simple = system.tables().len() == 1;
        Self {
            grids,
            at,
            codes,
            check: (!is_simple).then(|| sums(part)),
            change: vec![0; part.cells.len()],
            part,
            may_hide: false,
        }
    }

    /// Widens a cell, hiding what is needed if that is allowed; newly hidden cells are returned.
    pub(super) fn grow(&mut self, pattern: &mut Pattern<'_>, place: u32) -> Vec<u32> {
        let Some((table, _)) = self.at[place as usize] else {
            return Vec::new();
        };
        let need = self.part.need[place as usize];
        let [up, down] = pattern.extremes(place);
        let mut sides = [up, down].map(|(amount, number)| {
            let known = number.map(|number| pattern.move_at(number).clone());
            (amount, known.unwrap_or_default())
        });
        let mut is_open = [true, true];
        let mut hidden = Vec::new();
        for _ in 0..2 * SUMMANDS {
            let (above, below) = (sides[0].0, sides[1].0);
            if need.is_met(below, above) {
                break;
            }
            let missing = (need.width - above - below).max(0);
            let wants = [
                missing.max(need.above - above),
                missing.max(need.below - below),
            ];
            let mut found: Option<(usize, Best)> = None;
            for side in [0, 1] {
                if !is_open[side] || wants[side] <= 0 {
                    continue;
                }
                let best = self.search(
                    pattern,
                    (table as usize, place),
                    side == 0,
                    wants[side],
                    &sides[side].1,
                );
                let Some(best) = best else {
                    is_open[side] = false;
                    continue;
                };
                let is_better = found
                    .as_ref()
                    .is_none_or(|(_, other)| best.cost * other.amount < other.cost * best.amount);
                if is_better {
                    found = Some((side, best));
                }
            }
            let Some((side, best)) = found else { break };
            for &(column, _) in &best.cells {
                if !pattern.hidden[column as usize] {
                    pattern.hide(column);
                    hidden.push(column);
                }
            }
            sides[side].0 += best.amount;
            add(&mut sides[side].1, &best, &mut self.change);
            pattern.add(sides[side].1.clone());
        }
        hidden
    }

    /// The cheapest box that moves a cell further in one direction, on top of a known move.
    fn search(
        &mut self,
        pattern: &Pattern<'_>,
        (grid, place): (usize, u32),
        rises: bool,
        want: i64,
        known: &Move,
    ) -> Option<Best> {
        for &(column, amount) in known {
            self.change[column as usize] = amount;
        }
        let position = self.at[place as usize]?.1;
        let mut search = Search {
            pattern,
            grid,
            rises,
            want,
            looks: if self.may_hide { LOOKS } else { FEW_LOOKS },
            best: None,
        };
        let start = Draft {
            cells: Vec::new(),
            amount: i64::MAX,
            cost: 0,
        };
        let mut order: Vec<usize> = (0..self.codes[place as usize].len()).collect();
        order.sort_by_key(|&dimension| {
            let code = self.codes[place as usize][dimension];
            std::cmp::Reverse(self.grids[grid].axes[dimension].moves(code).len())
        });
        if let Some(start) = self.put(&mut search, &start, std::iter::once((position, 1))) {
            self.extend(&mut search, place, start, &order);
        }
        let mut best = search.best;
        if best.is_none() && rises {
            best = self.to_the_top(pattern, (grid, place), want);
        }
        for &(column, _) in known {
            self.change[column as usize] = 0;
        }
        best
    }

    /// The move that is always there where nothing must be published: one person more in an innermost
    /// cell and in everything that it is counted in.
    fn to_the_top(
        &self,
        pattern: &Pattern<'_>,
        (grid, place): (usize, u32),
        want: i64,
    ) -> Option<Best> {
        let grid = &self.grids[grid];
        let mut position = self.at[place as usize]?.1;
        let mut cells = vec![0];
        for (dimension, &code) in self.codes[place as usize].iter().enumerate() {
            let stride = grid.strides[dimension];
            let rest = position - u64::from(code) * stride;
            let mut inner = code;
            while !grid.axes[dimension].children(inner).is_empty() {
                let mut parts = grid.axes[dimension].children(inner).iter().copied();
                inner = parts.find(|&part| {
                    let column = grid.columns.at(rest + u64::from(part) * stride);
                    column.is_some()
                })?;
            }
            position = rest + u64::from(inner) * stride;
            let above = &grid.ancestors[dimension][inner as usize];
            cells = cells
                .iter()
                .flat_map(|&sum| {
                    above
                        .iter()
                        .map(move |&code| sum + u64::from(code) * stride)
                })
                .collect();
        }
        let mut best = Best {
            cells: Vec::with_capacity(cells.len()),
            amount: want,
            cost: 0,
        };
        for position in cells {
            let column = grid.columns.at(position)?;
            let above = self.part.room[column as usize].1 - self.change[column as usize];
            if above < 1 {
                return None;
            }
            best.amount = best.amount.min(above);
            if !pattern.hidden[column as usize] {
                if !self.may_hide {
                    return None;
                }
                best.cost += self.part.cost[column as usize] * SCALE + EACH;
            }
            best.cells.push((column, 1));
        }
        let is_true = self
            .check
            .as_ref()
            .is_none_or(|sums| holds(self.part, sums, &best.cells));
        is_true.then_some(best)
    }

    /// Multiplies a draft with the moves of the dimensions that are left, those with the most choices
    /// first: most of these fail at once, while the draft is small.
    fn extend(&self, search: &mut Search<'_, '_>, place: u32, draft: Draft, order: &[usize]) {
        let Some((&dimension, rest)) = order.split_first() else {
            self.finish(search, draft);
            return;
        };
        let grid = &self.grids[search.grid];
        let code = self.codes[place as usize][dimension];
        let stride = grid.strides[dimension];
        for one in grid.axes[dimension].moves(code) {
            let added = one[1..].iter().flat_map(|&(other, sign)| {
                draft.cells.iter().map(move |&(position, _, own)| {
                    let there = position - u64::from(code) * stride + u64::from(other) * stride;
                    (there, own * sign)
                })
            });
            if let Some(longer) = self.put(search, &draft, added) {
                self.extend(search, place, longer, rest);
            }
            if search.is_done() || search.looks == 0 {
                return;
            }
        }
    }

    /// A draft with more cells; `None` where one of them cannot move, or it would cost too much.
    fn put(
        &self,
        search: &mut Search<'_, '_>,
        draft: &Draft,
        added: impl Iterator<Item = (u64, i64)>,
    ) -> Option<Draft> {
        let mut longer = Draft {
            cells: Vec::new(),
            ..*draft
        };
        let columns = &self.grids[search.grid].columns;
        let mut found = Vec::new();
        for (position, sign) in added {
            search.looks = search.looks.saturating_sub(1);
            let column = columns.at(position)?;
            let (below, above) = self.part.room[column as usize];
            let change = self.change[column as usize];
            let room = if (sign > 0) == search.rises {
                above - change
            } else {
                below + change
            };
            if room < 1 {
                return None;
            }
            longer.amount = longer.amount.min(room);
            if !search.pattern.hidden[column as usize] {
                if !self.may_hide {
                    return None;
                }
                longer.cost += self.part.cost[column as usize] * SCALE + EACH;
            }
            if search.best.as_ref().is_some_and(|best| {
                longer.cost * best.amount >= best.cost * longer.amount.min(search.want)
            }) {
                return None;
            }
            if found.is_empty() {
                found.reserve(draft.cells.len() * 2);
                found.extend_from_slice(&draft.cells);
            }
            found.push((position, column, sign));
        }
        longer.cells = found;
        Some(longer)
    }

    fn finish(&self, search: &mut Search<'_, '_>, draft: Draft) {
        let cells: Vec<(u32, i64)> = draft
            .cells
            .iter()
            .map(|&(_, column, sign)| (column, if search.rises { sign } else { -sign }))
            .collect();
        if let Some(sums) = &self.check
            && !holds(self.part, sums, &cells)
        {
            return;
        }
        search.best = Some(Best {
            cells,
            amount: draft.amount.min(search.want),
            cost: draft.cost,
        });
    }
}

impl Search<'_, '_> {
    /// Nothing can be better.
    fn is_done(&self) -> bool {
        let best = self.best.as_ref();
        best.is_some_and(|best| best.cost == 0 && best.amount >= self.want)
    }
}

impl Widen for Boxes<'_> {
    fn widen(&mut self, pattern: &mut Pattern<'_>, place: u32) -> bool {
        let may_hide = std::mem::replace(&mut self.may_hide, false);
        self.grow(pattern, place);
        self.may_hide = may_hide;
        pattern.is_wide(place)
    }

    fn changed(&mut self, _: u32, _: bool) {}

    fn is_spent(&self) -> bool {
        false
    }
}

/// Adds a box, so many times as it is asked for, to a move.
fn add(known: &mut Move, best: &Best, change: &mut [i64]) {
    for &(column, amount) in known.iter() {
        change[column as usize] = amount;
    }
    for &(column, sign) in &best.cells {
        let own = &mut change[column as usize];
        if *own == 0 {
            known.push((column, 0));
        }
        *own += sign * best.amount;
    }
    known.sort_unstable();
    known.dedup_by_key(|one| one.0);
    for (column, amount) in known.iter_mut() {
        *amount = std::mem::take(&mut change[*column as usize]);
    }
    known.retain(|one| one.1 != 0);
}

fn strides(table: &crate::Table) -> Vec<u64> {
    let mut stride = 1;
    table
        .dimensions()
        .iter()
        .map(|dimension| {
            let own = stride;
            stride *= dimension.codes().len().max(1) as u64;
            own
        })
        .collect()
}

/// For each column the numbers of its sums.
fn sums(part: &Part) -> Vec<Vec<u32>> {
    let mut found = vec![Vec::new(); part.cells.len()];
    for (number, row) in part.rows.iter().enumerate() {
        for &(column, _) in row {
            found[column as usize].push(number as u32);
        }
    }
    found
}

fn holds(part: &Part, sums: &[Vec<u32>], cells: &[(u32, i64)]) -> bool {
    let mut change = FxHashMap::<u32, i64>::default();
    for &(column, amount) in cells {
        for &row in &sums[column as usize] {
            let terms = part.rows[row as usize].iter();
            let sign = terms
                .clone()
                .find(|term| term.0 == column)
                .map_or(0, |term| term.1);
            *change.entry(row).or_insert(0) += sign * amount;
        }
    }
    change.values().all(|&sum| sum == 0)
}
