//! Encodes a list: the only step that sees names, run at the institution that owns them.
//!
//! Everything random follows from the key, the name of the list and the record, so the same list
//! gives the same file. The encoder must let nothing through but filters, keyed hashes and row
//! numbers.

mod decoy;
mod noise;
mod record;

use std::sync::Mutex;

use rayon::prelude::*;

use crate::encoded::{EncodedList, Layout, Records};
use crate::error::Error;
use crate::key::LinkageKey;
use crate::list::PlainRow;
use crate::schema::Schema;
use record::RecordEncoder;

/// Rows that one thread encodes at a time; decoys are mixed within them.
const ROWS_AT_A_TIME: usize = 2048;
/// Longest name of a list, in bytes.
const LONGEST_NAME: usize = 128;

/// What the institution is told about its own list after encoding. Counts of its own rows only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// For each feature of the schema the rows that say nothing.
    pub missing: Vec<usize>,
    /// Rows that say nothing at all and can match nobody.
    pub empty_rows: usize,
    /// Rows whose salted fields cannot be compared, because no salt is known.
    pub unsalted_rows: usize,
}

/// Encodes the rows of one list.
pub struct Encoder<'k> {
    key: &'k LinkageKey,
    schema: Schema,
    list: EncodedList,
    findings: Findings,
    idle: Mutex<Vec<RecordEncoder>>,
}

impl<'k> Encoder<'k> {
    /// An encoder for the list called `name`.
    ///
    /// # Errors
    /// [`Error::Parameter`] if the name is empty, longer than 128 bytes or has control characters.
    pub fn new(schema: &Schema, key: &'k LinkageKey, name: &str) -> Result<Self, Error> {
        if name.is_empty() || name.len() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Error::Parameter {
                name: "the name of a list",
                wanted: "1 to 128 bytes long and without control characters",
            });
        }
        // The file carries the schema without the columns of this institution.
        let public = Schema::parse(&schema.canonical_json())?;
        Ok(Self {
            key,
            list: EncodedList {
                name: name.to_owned(),
                round: key.round().clone(),
                check_value: key.check_value(),
                layout: Layout::of(schema),
                schema: public,
                rows: 0,
                records: Records::default(),
            },
            findings: Findings {
                missing: vec![0; schema.features().len()],
                ..Findings::default()
            },
            schema: schema.clone(),
            idle: Mutex::new(Vec::new()),
        })
    }

    /// Encodes the next rows of the list. Many at once are faster, and decoys mix better.
    pub fn push(&mut self, rows: &[PlainRow]) {
        for row in rows {
            self.note(row);
        }
        let first = self.list.rows;
        let encoded: Vec<Records> = rows
            .par_chunks(ROWS_AT_A_TIME)
            .enumerate()
            .map(|(chunk, rows)| {
                let offset = u32::try_from(chunk * ROWS_AT_A_TIME).expect("rows are bounded");
                self.encode_chunk(rows, first + offset)
            })
            .collect();
        for records in encoded {
            self.list.records.append(records);
        }
        self.list.rows += u32::try_from(rows.len()).expect("rows are bounded");
    }

    /// The encoded list and what was noticed on the way.
    ///
    /// # Errors
    /// [`Error::EmptyList`] if there were no rows, [`Error::SilentList`] if none says anything.
    pub fn finish(self) -> Result<(EncodedList, Findings), Error> {
        if self.list.rows == 0 {
            return Err(Error::EmptyList(self.list.name));
        }
        if self.findings.empty_rows == self.list.rows as usize {
            return Err(Error::SilentList(self.list.name));
        }
        Ok((self.list, self.findings))
    }

    fn encode_chunk(&self, rows: &[PlainRow], first: u32) -> Records {
        let idle = || {
            self.idle
                .lock()
                .expect("no thread panics while it holds an encoder")
        };
        let waiting = idle().pop();
        let mut encoder =
            waiting.unwrap_or_else(|| RecordEncoder::new(&self.schema, self.key, &self.list.name));
        let mut records = Records::default();
        for (index, row) in (first + 1..).zip(0..rows.len()) {
            encoder.encode_row(rows, row, index, &mut records);
        }
        idle().push(encoder);
        records
    }

    fn note(&mut self, row: &PlainRow) {
        for (count, value) in self.findings.missing.iter_mut().zip(&row.values) {
            *count += usize::from(value.is_none());
        }
        self.findings.empty_rows += usize::from(row.is_empty());
        let salts = self.schema.salts();
        let known = |salt: &Vec<usize>| salt.iter().all(|index| row.values[*index].is_some());
        let unsalted = !salts.is_empty() && !salts.iter().any(known);
        self.findings.unsalted_rows += usize::from(unsalted);
    }
}
