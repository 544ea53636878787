//! A pattern under construction: which cells are hidden, and the other tables that are known to be
//! possible under it. A cell is wide enough when two of them show it; nothing else counts.

use super::part::Part;

/// A difference between two complete tables: places and amounts, none of them 0.
pub(super) type Move = Vec<(u32, i64)>;

/// Finds other tables for one cell.
pub(super) trait Widen {
    /// Adds moves over hidden cells to the pattern until the cell is wide enough; whether it is.
    fn widen(&mut self, pattern: &mut Pattern<'_>, place: u32) -> bool;

    /// Is told that a cell was hidden or shown.
    fn changed(&mut self, place: u32, is_hidden: bool);

    /// Whether it has done as much as it may.
    fn is_spent(&self) -> bool;
}

/// Hidden cells and moves.
pub(super) struct Pattern<'a> {
    pub(super) part: &'a Part,
    pub(super) hidden: Vec<bool>,
    moves: Vec<Move>,
    /// For each move, how many of its cells are shown: it is possible when there are none.
    blocked: Vec<u32>,
    /// For each cell the moves that change it, and by how much.
    uses: Vec<Vec<(u32, i64)>>,
    /// For each cell how far the possible moves go up and down, and the move that goes furthest.
    best: Vec<[(i64, Option<u32>); 2]>,
}

impl<'a> Pattern<'a> {
    /// Everything hidden that may be.
    pub(super) fn all_hidden(part: &'a Part) -> Self {
        Self {
            part,
            hidden: vec![true; part.cells.len()],
            moves: Vec::new(),
            blocked: Vec::new(),
            uses: vec![Vec::new(); part.cells.len()],
            best: vec![[(0, None); 2]; part.cells.len()],
        }
    }

    /// Only what must be hidden.
    pub(super) fn least_hidden(part: &'a Part) -> Self {
        Self {
            hidden: part.is_open.iter().map(|is_open| !is_open).collect(),
            ..Self::all_hidden(part)
        }
    }

    /// Keeps a move if all bounds let it be. It must hold in every sum.
    pub(super) fn add(&mut self, change: Move) {
        let is_possible = change.iter().all(|&(place, amount)| {
            let (below, above) = self.part.room[place as usize];
            amount <= above && -amount <= below
        });
        if !is_possible || change.is_empty() {
            return;
        }
        let number = self.moves.len() as u32;
        let mut blocked = 0;
        for &(place, amount) in &change {
            self.uses[place as usize].push((number, amount));
            blocked += u32::from(!self.hidden[place as usize]);
        }
        self.blocked.push(blocked);
        self.moves.push(change);
        if blocked == 0 {
            self.count_in(number);
        }
    }

    /// A move is possible now.
    fn count_in(&mut self, number: u32) {
        for &(place, amount) in &self.moves[number as usize] {
            let side = &mut self.best[place as usize][usize::from(amount < 0)];
            if amount.abs() > side.0 {
                *side = (amount.abs(), Some(number));
            }
        }
    }

    /// The moves up and down that change a cell most, with their amounts.
    pub(super) fn extremes(&self, place: u32) -> [(i64, Option<u32>); 2] {
        self.best[place as usize]
    }

    /// Looks for the moves that change a cell most among all that are possible.
    fn count_again(&mut self, place: u32) {
        let mut found = [(0, None); 2];
        for &(number, amount) in &self.uses[place as usize] {
            if self.blocked[number as usize] > 0 {
                continue;
            }
            let side: &mut (i64, Option<u32>) = &mut found[usize::from(amount < 0)];
            if amount.abs() > side.0 {
                *side = (amount.abs(), Some(number));
            }
        }
        self.best[place as usize] = found;
    }

    /// Whether the cell has what it needs; a cell that is shown needs nothing.
    pub(super) fn is_wide(&self, place: u32) -> bool {
        let need = self.part.need[place as usize];
        if !self.hidden[place as usize] || need.is_nothing() {
            return true;
        }
        let [(up, _), (down, _)] = self.extremes(place);
        need.is_met(down, up)
    }

    pub(super) fn move_at(&self, number: u32) -> &Move {
        &self.moves[number as usize]
    }

    pub(super) fn hide(&mut self, place: u32) {
        if std::mem::replace(&mut self.hidden[place as usize], true) {
            return;
        }
        for use_of in 0..self.uses[place as usize].len() {
            let (number, _) = self.uses[place as usize][use_of];
            self.blocked[number as usize] -= 1;
            if self.blocked[number as usize] == 0 {
                self.count_in(number);
            }
        }
    }

    /// Shows a cell; returns the cells that lost a move they had counted on.
    pub(super) fn show(&mut self, place: u32) -> Vec<u32> {
        let mut losers = Vec::new();
        if !std::mem::replace(&mut self.hidden[place as usize], false) {
            return losers;
        }
        for &(number, _) in &self.uses[place as usize] {
            self.blocked[number as usize] += 1;
            if self.blocked[number as usize] > 1 {
                continue;
            }
            for &(other, amount) in &self.moves[number as usize] {
                let side = self.best[other as usize][usize::from(amount < 0)];
                if side.1 == Some(number) {
                    losers.push(other);
                }
            }
        }
        losers.sort_unstable();
        losers.dedup();
        for &other in &losers {
            self.count_again(other);
        }
        losers
    }

    /// The moves that show every hidden cell to be as wide as it is known to be.
    pub(super) fn proof(&self) -> impl Iterator<Item = &Move> {
        let hidden = (0..self.hidden.len() as u32).filter(|&place| self.hidden[place as usize]);
        let mut numbers: Vec<u32> = hidden
            .flat_map(|place| self.extremes(place))
            .filter_map(|(_, number)| number)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
            .into_iter()
            .map(|number| &self.moves[number as usize])
    }

    /// What the hidden open cells cost.
    pub(super) fn cost(&self) -> i64 {
        let cells = 0..self.hidden.len();
        cells
            .filter(|&place| self.hidden[place] && self.part.is_open[place])
            .map(|place| self.part.cost[place])
            .sum()
    }

    /// Shows a cell if everything hidden stays wide enough without it; whether it was shown.
    pub(super) fn try_show(&mut self, place: u32, finder: &mut impl Widen) -> bool {
        let losers = self.show(place);
        finder.changed(place, false);
        for other in losers {
            if !self.is_wide(other) && !finder.widen(self, other) {
                self.hide(place);
                finder.changed(place, true);
                return false;
            }
        }
        true
    }

    /// Shows whatever need not be hidden, the dearest first; whether every cell was looked at.
    pub(super) fn clean(
        &mut self,
        finder: &mut impl Widen,
        is_over: &mut dyn FnMut() -> bool,
    ) -> bool {
        let mut order: Vec<u32> = (0..self.hidden.len() as u32)
            .filter(|&place| self.hidden[place as usize] && self.part.is_open[place as usize])
            .collect();
        order.sort_by_key(|&place| (std::cmp::Reverse(self.part.cost[place as usize]), place));
        for place in order {
            if is_over() || finder.is_spent() {
                return false;
            }
            self.try_show(place, finder);
        }
        true
    }
}
