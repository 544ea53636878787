//! The file form of an encoded list: a heading, a JSON header, records, and a checksum.
//!
//! A reader trusts nothing: lengths are checked against the bytes that are there before anything
//! is allocated. The BLAKE3 checksum finds damage, not forgery; files travel by a way that the
//! round's participants trust.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::{EncodedList, Layout, NumberHash, Records};
use crate::error::Error;
use crate::key::RoundId;
use crate::schema::Schema;

/// First bytes of an encoded file; the last one is the version of the form.
const HEADING: &[u8; 12] = b"besa-linkage";
/// Version of the form.
const VERSION: u8 = 1;
/// Longest header that is read, in bytes.
const LONGEST_HEADER: usize = 1 << 16;
/// Length of the checksum.
const CHECKSUM: usize = blake3::OUT_LEN;
/// Bytes of a record before its words: row and present slots.
const RECORD_HEAD: usize = 4 + 8;
/// Bytes of the keyed hash of a number, behind one byte that says whether it is there.
const NUMBER: usize = 1 + size_of::<NumberHash>();

/// Said of content in places that encodings leave empty: somebody may have put a list's data there.
const HIDDEN: &str = "it carries something where an encoding has nothing";

/// What the header says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    round: String,
    check_value: [u8; 16],
    list: String,
    rows: u32,
    records: u64,
    schema: serde_json::Value,
}

impl EncodedList {
    /// Writes the file.
    ///
    /// # Errors
    /// [`Error::Write`] if `output` fails.
    pub fn write(&self, output: &mut impl Write) -> Result<(), Error> {
        let header = Header {
            round: self.round.to_string(),
            check_value: self.check_value,
            list: self.name.clone(),
            rows: self.rows,
            records: self.len() as u64,
            schema: serde_json::from_str(&self.schema.canonical_json())
                .expect("a schema's own JSON reads back"),
        };
        let header = serde_json::to_vec(&header).expect("a header holds texts and numbers only");
        let length = u32::try_from(header.len()).expect("a schema is far shorter than 4 GB");
        let mut output = Hashing {
            output,
            hasher: blake3::Hasher::new(),
        };
        output.put(HEADING)?;
        output.put(&[VERSION])?;
        output.put(&length.to_le_bytes())?;
        output.put(&header)?;
        let mut record = Vec::new();
        for index in 0..self.len() {
            record.clear();
            record.extend(self.records.row[index].to_le_bytes());
            record.extend(self.records.present[index].to_le_bytes());
            record.extend(self.words(index).iter().flat_map(|word| word.to_le_bytes()));
            if self.schema.number_field().is_some() {
                let number = self.records.number[index];
                record.push(u8::from(number.is_some()));
                record.extend(number.unwrap_or_default());
            }
            output.put(&record)?;
        }
        let checksum = output.hasher.finalize();
        output.put(checksum.as_bytes())
    }

    /// Whether bytes begin as an encoded file does. What does not may be anything, a list in clear
    /// text included.
    #[must_use]
    pub fn begins(bytes: &[u8]) -> bool {
        bytes.starts_with(HEADING)
    }

    /// Reads a file; `file` is the name that problems are reported under.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is anything but a whole encoded file.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Error> {
        let damaged = |problem: String| Error::Damaged {
            file: file.to_owned(),
            problem,
        };
        let parse = || -> Result<Self, String> {
            let body = checked_body(bytes)?;
            let (header, records) = split_header(body)?;
            Self::from_parts(header, records)
        };
        parse().map_err(damaged)
    }

    fn from_parts(header: Header, bytes: &[u8]) -> Result<Self, String> {
        let schema =
            Schema::parse(&header.schema.to_string()).map_err(|error| error.to_string())?;
        if schema.fields().iter().any(|field| field.column.is_some()) {
            return Err("its header names columns of a list, which must not leave it".to_owned());
        }
        let round = RoundId::parse(&header.round).map_err(|error| error.to_string())?;
        let layout = Layout::of(&schema);
        let has_number = schema.number_field().is_some();
        let length = RECORD_HEAD + 8 * layout.width() + if has_number { NUMBER } else { 0 };
        let per_row = 1 + u64::from(schema.hardening().decoys_per_row);
        if header.rows == 0 || header.records != u64::from(header.rows) * per_row {
            return Err("its header counts rows and encodings that do not agree".to_owned());
        }
        if bytes.len() as u64 != header.records.saturating_mul(length as u64) {
            return Err("it has fewer or more records than its header says".to_owned());
        }
        let mut records = Records::default();
        for record in bytes.chunks_exact(length) {
            read_record(record, &layout, header.rows, has_number, &mut records)?;
        }
        check_rows(&records.row, per_row)?;
        Ok(Self {
            name: header.list,
            round,
            check_value: header.check_value,
            schema,
            layout,
            rows: header.rows,
            records,
        })
    }
}

/// Everything before the checksum, if that is right.
fn checked_body(bytes: &[u8]) -> Result<&[u8], String> {
    let Some(rest) = bytes.strip_prefix(HEADING) else {
        return Err(unknown_form(bytes).to_owned());
    };
    match rest.first() {
        Some(&VERSION) => {}
        Some(version) => {
            return Err(format!(
                "it has form {version}, and this program reads form {VERSION}"
            ));
        }
        None => return Err("it is cut short".to_owned()),
    }
    let Some((body, checksum)) = bytes.split_last_chunk::<CHECKSUM>() else {
        return Err("it is cut short".to_owned());
    };
    if blake3::hash(body) != *checksum {
        return Err("its checksum is wrong: it was cut short or changed on its way".to_owned());
    }
    body.get(HEADING.len() + 1..)
        .ok_or_else(|| "it is cut short".to_owned())
}

/// What a file without the heading probably is.
fn unknown_form(bytes: &[u8]) -> &'static str {
    let beginning = &bytes[..bytes.len().min(4096)];
    let cut = std::str::from_utf8(beginning).map_or_else(|error| error.valid_up_to(), str::len);
    // A character may be cut in two at the end of the beginning.
    if cut > 0 && cut + 4 > beginning.len() && !beginning[..cut].contains(&0) {
        "it is plain text, perhaps a list that nobody encoded. Delete it here: names must not leave their institution"
    } else {
        "it does not begin like one"
    }
}

/// The header and the bytes of the records.
fn split_header(body: &[u8]) -> Result<(Header, &[u8]), String> {
    let (length, rest) = body
        .split_first_chunk::<4>()
        .ok_or_else(|| "it is cut short".to_owned())?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST_HEADER || length > rest.len() {
        return Err("its header is longer than the file".to_owned());
    }
    let (header, records) = rest.split_at(length);
    let header = serde_json::from_slice(header)
        .map_err(|error| format!("its header cannot be read ({error})"))?;
    Ok((header, records))
}

/// Appends one record.
fn read_record(
    bytes: &[u8],
    layout: &Layout,
    rows: u32,
    has_number: bool,
    records: &mut Records,
) -> Result<(), String> {
    let word = |at: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&bytes[at..at + 8]);
        u64::from_le_bytes(word)
    };
    let row = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let present = word(4);
    if row == 0 || row > rows || present >> (layout.slots().len() - 1) > 1 {
        return Err("a record names a row or a filter that cannot be".to_owned());
    }
    let end = RECORD_HEAD + 8 * layout.width();
    records.row.push(row);
    records.present.push(present);
    records
        .words
        .extend((0..layout.width()).map(|index| word(RECORD_HEAD + 8 * index)));
    let words = &records.words[records.words.len() - layout.width()..];
    let absent = layout.slots().iter().enumerate();
    let mut absent = absent.filter(|(index, _)| present >> index & 1 == 0);
    if absent.any(|(_, slot)| words[slot.words.clone()].iter().any(|word| *word != 0)) {
        return Err(HIDDEN.to_owned());
    }
    records.number.push(if has_number {
        number(&bytes[end..end + NUMBER])?
    } else {
        None
    });
    Ok(())
}

/// A keyed hash behind the byte that says whether it is there.
fn number(bytes: &[u8]) -> Result<Option<NumberHash>, String> {
    let mut number = [0; NUMBER - 1];
    number.copy_from_slice(&bytes[1..]);
    match bytes[0] {
        1 => Ok(Some(number)),
        0 if number == [0; NUMBER - 1] => Ok(None),
        _ => Err(HIDDEN.to_owned()),
    }
}

/// Every row has its encodings, one row after the other.
fn check_rows(rows: &[u32], per_row: u64) -> Result<(), String> {
    let in_order = rows
        .iter()
        .zip(0_u64..)
        .all(|(row, index)| u64::from(*row) == index / per_row + 1);
    if in_order {
        Ok(())
    } else {
        Err("its rows are not in order".to_owned())
    }
}

/// Writes and hashes at once.
struct Hashing<'o, W> {
    output: &'o mut W,
    hasher: blake3::Hasher,
}

impl<W: Write> Hashing<'_, W> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.hasher.update(bytes);
        self.output
            .write_all(bytes)
            .map_err(|error| Error::Write(error.to_string()))
    }
}
