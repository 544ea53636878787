//! A memory of what texts were resolved to, so that each combination of labels is looked up once,
//! however many rows repeat it, and no row costs an allocation.

use super::reading::RefusalReason;
use crate::lexicon::Suggestion;
use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
};

/// Why a combination of labels is no key.
#[derive(Debug, Clone)]
pub(crate) enum Problem {
    /// The user has said to pass over such rows.
    PassOver,
    /// Something is wrong.
    Refused {
        /// The column of the label at fault, `None` where no label is.
        column: Option<u32>,
        reason: RefusalReason,
        suggestions: Vec<Suggestion>,
    },
}

/// What one part of the key was resolved to, by the texts of its labels. Equal results have equal
/// numbers, whatever they were written as.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    by_texts: HashMap<Box<[u8]>, Result<u32, u32>>,
    values: Vec<T>,
    numbers: HashMap<T, u32>,
    problems: Vec<Problem>,
    buffer: Vec<u8>,
    last: Option<Result<u32, u32>>,
    last_texts: Vec<u8>,
}

impl<T: Clone + Eq + Hash> Memo<T> {
    pub(crate) fn new() -> Self {
        Self {
            by_texts: HashMap::new(),
            values: Vec::new(),
            numbers: HashMap::new(),
            problems: Vec::new(),
            buffer: Vec::new(),
            last: None,
            last_texts: Vec::new(),
        }
    }

    /// The number of the result for these texts, or of the problem; `resolve` is only asked the
    /// first time.
    pub(crate) fn get<'a>(
        &mut self,
        texts: impl Iterator<Item = &'a str>,
        resolve: impl FnOnce() -> Result<T, Problem>,
    ) -> Result<u32, u32> {
        self.buffer.clear();
        for text in texts {
            self.buffer.extend_from_slice(text.as_bytes());
            self.buffer.push(0x1F);
        }
        if let Some(last) = self.last.filter(|_| self.last_texts == self.buffer) {
            return last;
        }
        let found = match self.by_texts.get(self.buffer.as_slice()) {
            Some(found) => *found,
            None => {
                let found = self.keep(resolve());
                self.by_texts.insert(self.buffer.as_slice().into(), found);
                found
            }
        };
        self.last = Some(found);
        std::mem::swap(&mut self.last_texts, &mut self.buffer);
        found
    }

    fn keep(&mut self, result: Result<T, Problem>) -> Result<u32, u32> {
        let next = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        match result {
            Ok(value) => Ok(match self.numbers.entry(value) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    let number = next(self.values.len());
                    self.values.push(new.key().clone());
                    *new.insert(number)
                }
            }),
            Err(problem) => {
                self.problems.push(problem);
                Err(next(self.problems.len() - 1))
            }
        }
    }

    pub(crate) fn value(&self, number: u32) -> &T {
        &self.values[number as usize]
    }

    pub(crate) fn problem(&self, number: u32) -> &Problem {
        &self.problems[number as usize]
    }
}
