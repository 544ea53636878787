//! A sparse tableau of exact whole-number rows over bounded columns.
//!
//! A column outside the basis always holds a whole number between its bounds; what a basic column
//! holds follows from its row, and may be a fraction. The tableau must never hold two rows for one
//! basic column.

use super::row::{Overflow, Row, gcd};

/// A basis of a system of equations, with bounds and a point.
#[derive(Debug, Clone)]
pub(crate) struct Tableau {
    pub(crate) rows: Vec<Row>,
    /// For each row, its scale times the value of its basic column.
    pub(crate) amounts: Vec<i64>,
    pub(crate) low: Vec<i64>,
    pub(crate) high: Vec<i64>,
    /// The row in which a column is basic.
    row_of: Vec<u32>,
    /// Rows that may hold a column; some no longer do.
    holders: Vec<Vec<u32>>,
    /// The value of a column outside the basis.
    values: Vec<i64>,
    seen: Vec<u32>,
    stamp: u32,
    scratch: Vec<(u32, i64)>,
    pub(crate) pivots: u64,
}

const NONE: u32 = u32::MAX;

/// What an equation of the system turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Added {
    /// A new row.
    Row,
    /// It follows from those before.
    Redundant,
    /// It cannot hold together with those before.
    Contradiction,
}

impl Tableau {
    /// A tableau without rows.
    pub(crate) fn new(low: Vec<i64>, high: Vec<i64>, values: Vec<i64>) -> Self {
        let columns = low.len();
        Self {
            rows: Vec::new(),
            amounts: Vec::new(),
            low,
            high,
            row_of: vec![NONE; columns],
            holders: vec![Vec::new(); columns],
            values,
            seen: Vec::new(),
            stamp: 0,
            scratch: Vec::new(),
            pivots: 0,
        }
    }

    /// The row in which a column is basic.
    pub(crate) fn row_of(&self, column: u32) -> Option<usize> {
        let row = self.row_of[column as usize];
        (row != NONE).then_some(row as usize)
    }

    /// The value of a column as a fraction with a positive denominator.
    pub(crate) fn value(&self, column: u32) -> (i64, i64) {
        match self.row_of(column) {
            Some(row) => (self.amounts[row], self.rows[row].scale),
            None => (self.values[column as usize], 1),
        }
    }

    /// The whole point, if it is whole.
    pub(crate) fn whole_point(&self) -> Option<Vec<i64>> {
        let mut point = self.values.clone();
        for (row, &amount) in self.rows.iter().zip(&self.amounts) {
            if amount % row.scale != 0 {
                return None;
            }
            point[row.basic as usize] = amount / row.scale;
        }
        Some(point)
    }

    /// Adds an equation `Σ coefficient · column = right`.
    pub(crate) fn add(&mut self, terms: &[(u32, i64)], right: i64) -> Result<Added, Overflow> {
        self.add_among(terms, right, u32::MAX)
    }

    /// As [`Self::add`], but only a column before `end` may become basic.
    pub(crate) fn add_among(
        &mut self,
        terms: &[(u32, i64)],
        right: i64,
        end: u32,
    ) -> Result<Added, Overflow> {
        let mut row = Row {
            basic: NONE,
            scale: 1,
            right,
            terms: terms.to_vec(),
        };
        row.terms.sort_unstable();
        let mut filled = Vec::new();
        for &(column, _) in terms {
            if let Some(place) = self.row_of(column) {
                row.eliminate(&self.rows[place], &mut filled, &mut self.scratch)?;
            }
        }
        let candidates = row.terms.iter().filter(|term| term.0 < end);
        let Some(&(column, coefficient)) = candidates.min_by_key(|(column, coefficient)| {
            (
                coefficient.abs(),
                self.holders[*column as usize].len(),
                *column,
            )
        }) else {
            return Ok(if row.right == 0 {
                Added::Redundant
            } else {
                Added::Contradiction
            });
        };
        row.terms.retain(|term| term.0 != column);
        row.basic = column;
        row.scale = coefficient;
        if coefficient < 0 {
            row.scale = -row.scale;
            row.right = -row.right;
            for term in &mut row.terms {
                term.1 = -term.1;
            }
        }
        let common = row
            .terms
            .iter()
            .fold(gcd(row.scale, row.right), |common, term| {
                gcd(common, term.1)
            });
        if common > 1 {
            row.reduce();
        }
        let number = self.rows.len();
        for term in &row.terms {
            self.holders[term.0 as usize].push(number as u32);
        }
        self.row_of[column as usize] = number as u32;
        self.rows.push(row);
        self.amounts.push(0);
        self.seen.push(0);
        self.spread(number)?;
        self.amounts[number] = self.amount(number)?;
        Ok(Added::Row)
    }

    /// The rows that hold a column outside the basis.
    pub(crate) fn rows_with(&mut self, column: u32) -> Vec<(u32, i64)> {
        self.stamp += 1;
        let mut list = std::mem::take(&mut self.holders[column as usize]);
        let mut found = Vec::with_capacity(list.len());
        list.retain(|&row| {
            if self.seen[row as usize] == self.stamp {
                return false;
            }
            self.seen[row as usize] = self.stamp;
            let coefficient = self.rows[row as usize].coefficient(column);
            if coefficient != 0 {
                found.push((row, coefficient));
            }
            coefficient != 0
        });
        self.holders[column as usize] = list;
        found
    }

    /// Moves a column outside the basis by a whole number.
    pub(crate) fn shift(&mut self, column: u32, by: i64) -> Result<(), Overflow> {
        if by == 0 {
            return Ok(());
        }
        self.values[column as usize] += by;
        for (row, coefficient) in self.rows_with(column) {
            let change = coefficient.checked_mul(by).ok_or(Overflow)?;
            let amount = &mut self.amounts[row as usize];
            *amount = amount.checked_sub(change).ok_or(Overflow)?;
        }
        Ok(())
    }

    /// The number of coefficients stored.
    pub(crate) fn entries(&self) -> usize {
        self.rows.iter().map(|row| row.terms.len()).sum()
    }

    /// Takes the basis of another tableau of the same system; bounds stay.
    pub(crate) fn rebase(&mut self, other: &Self) {
        self.rows.clone_from(&other.rows);
        self.amounts.clone_from(&other.amounts);
        self.row_of.clone_from(&other.row_of);
        self.holders.clone_from(&other.holders);
        self.values.clone_from(&other.values);
    }

    /// Goes back to a known solution of all equations, whatever the basis is.
    pub(crate) fn place_at(&mut self, point: &[i64]) -> Result<(), Overflow> {
        self.values.copy_from_slice(point);
        for row in 0..self.rows.len() {
            let basic = self.rows[row].basic as usize;
            let amount = self.rows[row].scale.checked_mul(point[basic]);
            self.amounts[row] = amount.ok_or(Overflow)?;
        }
        Ok(())
    }

    /// Gives a column new bounds and, if it is outside the basis, moves it between them.
    pub(crate) fn bring_within(
        &mut self,
        column: u32,
        low: i64,
        high: i64,
    ) -> Result<(), Overflow> {
        self.low[column as usize] = low;
        self.high[column as usize] = high;
        if self.row_of(column).is_none() {
            let value = self.values[column as usize];
            self.shift(column, value.clamp(low, high) - value)?;
        }
        Ok(())
    }

    /// Exchanges the basic column of a row, which is left at `value`, for another column.
    pub(crate) fn pivot(&mut self, row: usize, entering: u32, value: i64) -> Result<(), Overflow> {
        self.pivots += 1;
        let leaving = self.rows[row].basic;
        self.rows[row].solve_for(entering);
        self.row_of[leaving as usize] = NONE;
        self.row_of[entering as usize] = row as u32;
        self.values[leaving as usize] = value;
        self.holders[leaving as usize].clear();
        self.holders[leaving as usize].push(row as u32);
        self.spread(row)?;
        self.amounts[row] = self.amount(row)?;
        Ok(())
    }

    /// Takes the basic column of a row out of all other rows.
    fn spread(&mut self, source: usize) -> Result<(), Overflow> {
        let column = self.rows[source].basic;
        let touched = self.rows_with(column);
        self.holders[column as usize].clear();
        let source_row = self.rows[source].clone();
        let mut filled = Vec::new();
        for (row, _) in touched {
            if row as usize == source {
                continue;
            }
            filled.clear();
            self.rows[row as usize].eliminate(&source_row, &mut filled, &mut self.scratch)?;
            for &column in &filled {
                self.holders[column as usize].push(row);
            }
            self.amounts[row as usize] = self.amount(row as usize)?;
        }
        Ok(())
    }

    fn amount(&self, row: usize) -> Result<i64, Overflow> {
        let row = &self.rows[row];
        let mut amount = row.right;
        for &(column, coefficient) in &row.terms {
            let part = coefficient
                .checked_mul(self.values[column as usize])
                .ok_or(Overflow)?;
            amount = amount.checked_sub(part).ok_or(Overflow)?;
        }
        Ok(amount)
    }
}
