//! Counts per capture history.
//!
//! The table is small-count data about people: it must never be printed or published as it is;
//! only what the disclosure rules let through may leave.

use super::{CaptureHistory, ListName, MOST_LISTS, MOST_PEOPLE};
use crate::Error;

/// Counts of people per capture history over 2 to 10 lists.
///
/// `counts[bits]` is the number of people on exactly the lists of `bits`; `counts[0]` is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureTable {
    names: Vec<ListName>,
    counts: Vec<u64>,
}

/// How many people two or more lists share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The lists.
    pub history: CaptureHistory,
    /// People on all of these lists, whatever other lists they are on.
    pub people: u64,
}

impl CaptureTable {
    /// A table from `names` and the counts of all 2ᵗ combinations in order of their bits.
    ///
    /// # Errors
    /// Fewer than 2 or more than 10 lists, a repeated name, people on no list, nobody at all,
    /// nobody on a list, or more than 10⁸ people.
    pub fn new(names: Vec<ListName>, counts: Vec<u64>) -> Result<Self, Error> {
        check_names(&names)?;
        let cells = 1usize << names.len();
        if counts.len() != cells {
            return Err(Error::Cells {
                found: counts.len(),
                expected: cells,
            });
        }
        if counts[0] != 0 {
            return Err(Error::OnNoList {
                line: 0,
                count: counts[0],
            });
        }
        let people = counts
            .iter()
            .try_fold(0u64, |sum, &count| sum.checked_add(count));
        match people {
            Some(0) => return Err(Error::NoPeople),
            Some(people) if people <= MOST_PEOPLE => {}
            _ => {
                return Err(Error::HugeCount {
                    line: 0,
                    most: MOST_PEOPLE,
                });
            }
        }
        let table = Self { names, counts };
        match (0..table.lists()).find(|&list| table.people_on(1 << list) == 0) {
            Some(list) => Err(Error::EmptyList {
                name: table.names[list].to_string(),
            }),
            None => Ok(table),
        }
    }

    /// How many lists there are.
    #[must_use]
    pub fn lists(&self) -> usize {
        self.names.len()
    }

    /// The names of the lists, in order of their bits.
    #[must_use]
    pub fn names(&self) -> &[ListName] {
        &self.names
    }

    /// The counts of all 2ᵗ combinations in order of their bits; the first is 0.
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many different people were observed.
    #[must_use]
    pub fn observed(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many people are on all lists of `bits`, whatever else they are on.
    #[must_use]
    pub fn people_on(&self, bits: u16) -> u64 {
        let cells = self.counts.iter().enumerate();
        cells
            .filter(|(cell, _)| *cell as u16 & bits == bits)
            .map(|(_, &count)| count)
            .sum()
    }

    /// How many people were seen on exactly 1, 2, … t lists.
    #[must_use]
    pub fn by_number_of_lists(&self) -> Vec<u64> {
        let mut numbers = vec![0; self.lists()];
        for (cell, &count) in self.counts.iter().enumerate().skip(1) {
            numbers[cell.count_ones() as usize - 1] += count;
        }
        numbers
    }

    /// The overlaps of every two or more lists, for a picture; small counts must be protected
    /// before it is shown.
    #[must_use]
    pub fn overlaps(&self) -> Vec<Overlap> {
        let histories = (1..self.counts.len() as u16).filter_map(CaptureHistory::new);
        histories
            .filter(|history| history.size() >= 2)
            .map(|history| Overlap {
                history,
                people: self.people_on(history.bits()),
            })
            .collect()
    }

    /// The position of the list called `name`.
    ///
    /// # Errors
    /// [`Error::UnknownList`] with the names there are.
    pub fn position(&self, name: &str) -> Result<usize, Error> {
        let found = self
            .names
            .iter()
            .position(|known| known.as_str() == name.trim());
        found.ok_or_else(|| {
            let known: Vec<&str> = self.names.iter().map(ListName::as_str).collect();
            Error::UnknownList {
                name: name.trim().to_owned(),
                known: known.join(", "),
            }
        })
    }

    /// The table of the lists at `positions` alone, in that order. People on none of them are
    /// no longer observed.
    ///
    /// # Errors
    /// As [`CaptureTable::new`]; a position given twice is a repeated name.
    pub fn only(&self, positions: &[usize]) -> Result<Self, Error> {
        let names: Vec<ListName> = positions
            .iter()
            .map(|&list| self.names[list].clone())
            .collect();
        check_names(&names)?;
        let mut counts = vec![0; 1 << positions.len()];
        for (cell, &count) in self.counts.iter().enumerate() {
            let bits = positions
                .iter()
                .enumerate()
                .map(|(new, old)| (cell >> old & 1) << new);
            counts[bits.sum::<usize>()] += count;
        }
        counts[0] = 0;
        Self::new(names, counts)
    }

    /// The table in which the lists at `first` and `second` are one list.
    ///
    /// # Errors
    /// As [`CaptureTable::new`].
    pub fn merged(&self, first: usize, second: usize) -> Result<Self, Error> {
        let (low, high) = (first.min(second), first.max(second));
        let mut names = self.names.clone();
        let joined: String = format!("{}+{}", names[low], names[high])
            .chars()
            .take(60)
            .collect();
        names[low] = ListName::parse(&joined, low + 1)?;
        names.remove(high);
        let mut counts = vec![0; 1 << names.len()];
        for (cell, &count) in self.counts.iter().enumerate() {
            let joined = cell | (cell >> high & 1) << low;
            let below = joined & ((1 << high) - 1);
            counts[below | joined >> (high + 1) << high] += count;
        }
        Self::new(names, counts)
    }

    /// The names of the lists of `bits`, joined by "·".
    #[must_use]
    pub fn label(&self, bits: u16) -> String {
        let lists = self
            .names
            .iter()
            .enumerate()
            .filter(|(list, _)| bits >> list & 1 == 1);
        lists
            .map(|(_, name)| name.as_str())
            .collect::<Vec<_>>()
            .join("·")
    }
}

fn check_names(names: &[ListName]) -> Result<(), Error> {
    if names.len() < 2 {
        return Err(Error::TooFewLists { found: names.len() });
    }
    if names.len() > MOST_LISTS {
        return Err(Error::TooManyLists {
            found: names.len(),
            most: MOST_LISTS,
        });
    }
    for (second, name) in names.iter().enumerate() {
        if names[..second].contains(name) {
            return Err(Error::RepeatedList {
                name: name.to_string(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[&str], rows: &[(u16, u64)]) -> CaptureTable {
        let names: Vec<ListName> = names
            .iter()
            .map(|name| ListName::parse(name, 1).expect("a fair name"))
            .collect();
        let mut counts = vec![0; 1 << names.len()];
        for &(cell, count) in rows {
            counts[usize::from(cell)] = count;
        }
        CaptureTable::new(names, counts).expect("a fair table")
    }

    #[test]
    fn merging_two_lists_joins_their_people() {
        let four = table(
            &["A", "B", "C", "D"],
            &[
                (0b0001, 5),
                (0b0100, 7),
                (0b0101, 2),
                (0b1010, 3),
                (0b1100, 4),
            ],
        );
        let three = four.merged(2, 0).expect("A and C may be merged");
        assert_eq!(three.label(0b111), "A+C·B·D");
        assert_eq!(three.people_on(0b001), 5 + 7 + 2 + 4);
        assert_eq!(three.people_on(0b101), 4);
        assert_eq!(three.people_on(0b110), 3);
        assert_eq!(three.observed(), four.observed());
    }

    #[test]
    fn leaving_a_list_out_forgets_those_on_it_alone() {
        let three = table(
            &["A", "B", "C"],
            &[(0b001, 5), (0b010, 6), (0b100, 7), (0b101, 2)],
        );
        let two = three.only(&[2, 1]).expect("two lists remain");
        assert_eq!(two.counts(), [0, 9, 6, 0]);
        assert_eq!(two.label(0b11), "C·B");
    }
}
