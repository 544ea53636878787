//! The complete tables found so far: for every cell the smallest and the largest count that some
//! whole table really has. What is kept here is what a certificate shows, so nothing may enter that
//! is not a complete solution.

/// Solutions of one component, kept as differences from the first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Witnesses {
    /// The first solution.
    pub(crate) base: Vec<i64>,
    /// Further solutions: cells that differ from the first, and what they are there.
    pub(crate) changes: Vec<Vec<(u32, i64)>>,
    /// The smallest count of each cell in any solution, and the solution (0 is the base).
    pub(crate) lowest: Vec<(i64, u32)>,
    /// The largest.
    pub(crate) highest: Vec<(i64, u32)>,
}

impl Witnesses {
    /// Whether there is any solution yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.base.is_empty()
    }

    /// Looks at a solution and keeps it if it widens the range of a cell.
    pub(crate) fn record(&mut self, point: &[i64]) {
        if self.is_empty() {
            self.base = point.to_vec();
            self.lowest = point.iter().map(|&value| (value, 0)).collect();
            self.highest = self.lowest.clone();
            return;
        }
        let number = self.changes.len() as u32 + 1;
        let mut is_useful = false;
        for (cell, &value) in point.iter().enumerate() {
            if value < self.lowest[cell].0 {
                self.lowest[cell] = (value, number);
                is_useful = true;
            } else if value > self.highest[cell].0 {
                self.highest[cell] = (value, number);
                is_useful = true;
            }
        }
        if is_useful {
            let differs = point.iter().zip(&self.base).enumerate();
            self.changes.push(
                differs
                    .filter(|(_, (value, base))| value != base)
                    .map(|(cell, (&value, _))| (cell as u32, value))
                    .collect(),
            );
        }
    }

    /// As [`Self::record`], for a solution given by the cells that differ from the first, and what
    /// they are there.
    pub(crate) fn record_change(&mut self, change: Vec<(u32, i64)>) {
        let number = self.changes.len() as u32 + 1;
        let mut is_useful = false;
        for &(cell, value) in &change {
            if value < self.lowest[cell as usize].0 {
                self.lowest[cell as usize] = (value, number);
                is_useful = true;
            } else if value > self.highest[cell as usize].0 {
                self.highest[cell as usize] = (value, number);
                is_useful = true;
            }
        }
        if is_useful {
            self.changes.push(change);
        }
    }

    /// How far apart the counts of a cell are in the solutions found.
    pub(crate) fn width(&self, cell: usize) -> i64 {
        if self.is_empty() {
            return 0;
        }
        self.highest[cell].0 - self.lowest[cell].0
    }
}
