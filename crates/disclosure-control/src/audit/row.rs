//! One row of a tableau, in whole numbers: `scale · basic + Σ coefficient · column = right`.
//!
//! Every step is exact. A product that does not fit is an error, never a rounded number.

/// A number did not fit into 64 bits; the caller must treat what it wanted to know as unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overflow;

/// A row in lowest terms with a positive scale; the terms are ascending by column and never zero.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) basic: u32,
    pub(crate) scale: i64,
    pub(crate) right: i64,
    pub(crate) terms: Vec<(u32, i64)>,
}

impl Clone for Row {
    fn clone(&self) -> Self {
        Self {
            terms: self.terms.clone(),
            ..*self
        }
    }

    /// Keeps the memory of the terms: bases are copied often.
    fn clone_from(&mut self, other: &Self) {
        self.terms.clone_from(&other.terms);
        self.basic = other.basic;
        self.scale = other.scale;
        self.right = other.right;
    }
}

impl Row {
    /// The coefficient of a column; 0 where the row does not hold it.
    pub(crate) fn coefficient(&self, column: u32) -> i64 {
        self.terms
            .binary_search_by_key(&column, |term| term.0)
            .map_or(0, |place| self.terms[place].1)
    }

    /// Solves the row for another column: that one becomes basic, the old basic a term.
    pub(crate) fn solve_for(&mut self, column: u32) {
        let place = self
            .terms
            .binary_search_by_key(&column, |term| term.0)
            .expect("the entering column is in the row");
        let (_, coefficient) = self.terms.remove(place);
        let leaving = (self.basic, self.scale);
        let place = self
            .terms
            .binary_search_by_key(&leaving.0, |term| term.0)
            .expect_err("the basic column is not among the terms");
        self.terms.insert(place, leaving);
        self.basic = column;
        self.scale = coefficient;
        if coefficient < 0 {
            self.scale = -self.scale;
            self.right = -self.right;
            for term in &mut self.terms {
                term.1 = -term.1;
            }
        }
    }

    /// Takes the other row's basic column out of this one. Columns that this row did not hold before
    /// are appended to `filled`; `scratch` is working space.
    pub(crate) fn eliminate(
        &mut self,
        other: &Self,
        filled: &mut Vec<u32>,
        scratch: &mut Vec<(u32, i64)>,
    ) -> Result<(), Overflow> {
        let coefficient = self.coefficient(other.basic);
        let common = gcd(coefficient, other.scale);
        let (mine, theirs) = (other.scale / common, coefficient / common);
        let combine = |own: i64, their: i64| -> Result<i64, Overflow> {
            let own = own.checked_mul(mine).ok_or(Overflow)?;
            let their = their.checked_mul(theirs).ok_or(Overflow)?;
            own.checked_sub(their).ok_or(Overflow)
        };
        scratch.clear();
        let (mut left, mut right) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let (column, value) = match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some(&&(column, own)), None) => {
                    left.next();
                    (column, combine(own, 0)?)
                }
                (None, Some(&&(column, their))) => {
                    right.next();
                    filled.push(column);
                    (column, combine(0, their)?)
                }
                (Some(&&(own_column, own)), Some(&&(their_column, their))) => {
                    if own_column < their_column {
                        left.next();
                        (own_column, combine(own, 0)?)
                    } else if their_column < own_column {
                        right.next();
                        filled.push(their_column);
                        (their_column, combine(0, their)?)
                    } else {
                        left.next();
                        right.next();
                        (own_column, combine(own, their)?)
                    }
                }
            };
            if value != 0 && column != other.basic {
                scratch.push((column, value));
            }
        }
        self.right = combine(self.right, other.right)?;
        self.scale = combine(self.scale, 0)?;
        std::mem::swap(&mut self.terms, scratch);
        self.reduce();
        Ok(())
    }

    /// Divides by what all numbers of the row have in common.
    pub(crate) fn reduce(&mut self) {
        let mut common = self.scale;
        for &(_, value) in &self.terms {
            if common == 1 {
                return;
            }
            common = gcd(common, value);
        }
        common = gcd(common, self.right);
        if common > 1 {
            self.scale /= common;
            self.right /= common;
            for term in &mut self.terms {
                term.1 /= common;
            }
        }
    }
}

/// The greatest common divisor, positive unless both are 0.
pub(crate) fn gcd(first: i64, second: i64) -> i64 {
    let (mut first, mut second) = (first.unsigned_abs(), second.unsigned_abs());
    while second != 0 {
        (first, second) = (second, first % second);
    }
    i64::try_from(first).unwrap_or(1)
}
