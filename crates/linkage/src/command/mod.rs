//! The two halves of a round as commands: encode at the institution, match anywhere.
//!
//! The binary reads files and writes results; everything that decides is here. The matching half
//! never takes a key, and reports hold counts alone.

mod histories;
mod links;

pub use histories::write_histories;
pub use links::write_links;

use std::collections::BTreeMap;
use std::io::Write;

use rand::CryptoRng;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::compare::Kernel;
use crate::encoded::EncodedList;
use crate::encoder::Encoder;
use crate::error::Error;
use crate::fellegi_sunter::{Dependence, weigh};
use crate::key::{LinkageKey, RoundId};
use crate::linking::{Decision, Linkage, ListSize, link};
use crate::list::ListReader;
use crate::schema::Schema;
use crate::totals::{Histories, MatchReport};

/// Rows that are read before they are encoded together.
const ROWS_AT_A_TIME: usize = 32_768;
/// Most lists of one round.
pub const MOST_LISTS: usize = 10;

/// What an institution is told about its encoded list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EncodeReport {
    /// The name of the list in the round.
    pub list: String,
    /// The round.
    pub round: String,
    /// The check value of the key, as [`check_value`] writes it.
    pub check_value: String,
    /// Rows of the list.
    pub rows: u32,
    /// Encodings in the file, decoys included.
    pub encodings: usize,
    /// For each feature the rows that say nothing.
    pub missing: BTreeMap<String, usize>,
    /// What the institution should look at before it sends the file.
    pub warnings: Vec<String>,
}

/// Encodes a list (`besa link encode`): `list` is CSV, `schema` JSON, `key` the key file, `name`
/// what the list is called in the round. The encoded file goes to `output`.
///
/// # Errors
/// Any problem with the four inputs, by line where there are lines; [`Error::Write`].
pub fn encode(
    list: &[u8],
    schema: &str,
    key: &[u8],
    name: &str,
    output: &mut impl Write,
) -> Result<EncodeReport, Error> {
    let schema = Schema::parse(schema)?;
    let key = LinkageKey::parse(key)?;
    let mut reader = ListReader::from_bytes(name, list, &schema)?;
    let mut encoder = Encoder::new(&schema, &key, name)?;
    loop {
        let rows = reader.next_rows(ROWS_AT_A_TIME)?;
        if rows.is_empty() {
            break;
        }
        encoder.push(&rows);
    }
    let (encoded, findings) = encoder.finish()?;
    encoded.write(output)?;
    let mut warnings = Vec::new();
    if key.is_short() {
        warnings.push(
            "the key has fewer than 32 bytes; whoever guesses it can read names out of the file"
                .to_owned(),
        );
    }
    if schema.hardening().flip == 0.0 || schema.hardening().decoys_per_row == 0 {
        warnings
            .push("noise or decoys are off in the schema; the file is easier to attack".to_owned());
    }
    if findings.empty_rows > 0 {
        warnings.push(format!(
            "{} rows say nothing that could be compared; they count as people on this list alone",
            findings.empty_rows
        ));
    }
    if findings.unsalted_rows > 0 {
        warnings.push(format!(
            "{} rows lack everything that salts their names; only a national number can match them",
            findings.unsalted_rows
        ));
    }
    let labels = schema
        .features()
        .iter()
        .map(|feature| feature.label.clone());
    Ok(EncodeReport {
        list: name.to_owned(),
        round: key.round().to_string(),
        check_value: grouped(key.check_value()),
        rows: encoded.rows(),
        encodings: encoded.len(),
        missing: labels.zip(findings.missing).collect(),
        warnings,
    })
}

/// Makes the text of a key file for a new round.
///
/// # Errors
/// [`Error::Round`] if the round's name is none.
pub fn make_key(round: &str, random: &mut impl CryptoRng) -> Result<Zeroizing<String>, Error> {
    Ok(LinkageKey::generate(RoundId::parse(round)?, random).file_text())
}

/// The round of a key file and the key's check value: 32 hexadecimal digits in groups of four. All
/// who hold the same key of the same round read the same, and nothing follows from it about the key.
///
/// # Errors
/// [`Error::Key`] or [`Error::Round`] if the file is no key file.
pub fn check_value(key: &[u8]) -> Result<(RoundId, String), Error> {
    let key = LinkageKey::parse(key)?;
    Ok((key.round().clone(), grouped(key.check_value())))
}

/// A check value as it is read aloud.
fn grouped(value: [u8; 16]) -> String {
    let groups = value.chunks_exact(2);
    let groups: Vec<String> = groups
        .map(|pair| format!("{:02x}{:02x}", pair[0], pair[1]))
        .collect();
    groups.join(" ")
}

/// How lists are matched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MatchOptions {
    /// Probability from which two rows are linked, above 0 and below 1.
    pub threshold: f64,
    /// Draws of the linkage, 1 to 10,000.
    pub draws: usize,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for MatchOptions {
    /// Linked when likelier than not; 200 draws.
    fn default() -> Self {
        Self {
            threshold: 0.5,
            draws: 200,
            seed: 1,
        }
    }
}

/// A matched round. Only the report may leave the matcher.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Totals and overlaps, to be passed through disclosure control.
    pub report: MatchReport,
    /// Names of the lists, in the order of the linkage's list indices.
    pub lists: Vec<String>,
    /// Links, possible links and draws, by row number.
    pub linkage: Linkage,
    /// Capture histories for each draw, for multiple systems estimation.
    pub histories: Histories,
    /// Features that do not agree independently, so that probabilities may be too sure.
    pub dependences: Vec<Dependence>,
    /// Whether the model's estimation settled; if not, probabilities are rough.
    pub settled: bool,
    /// What the matcher should know about the result.
    pub warnings: Vec<String>,
}

/// Matches encoded files (`besa link match`): each with the name it is reported under when it is
/// damaged. Two to ten lists.
///
/// # Errors
/// [`Error::Damaged`]; [`Error::OtherRound`], [`Error::OtherKey`], [`Error::OtherSchema`] or
/// [`Error::SameList`] against the first file; [`Error::ListCount`]; [`Error::Parameter`].
pub fn match_lists(files: &[(&str, &[u8])], options: MatchOptions) -> Result<Matched, Error> {
    let lists = files
        .iter()
        .map(|(file, bytes)| EncodedList::read(file, bytes))
        .collect::<Result<Vec<_>, _>>()?;
    match_encoded(&lists, options)
}

/// Matches lists that are in memory already.
///
/// # Errors
/// As [`match_lists`], but for damage.
pub fn match_encoded(lists: &[EncodedList], options: MatchOptions) -> Result<Matched, Error> {
    check(lists, options)?;
    let evidence = weigh(lists, options.seed, Kernel::best());
    let sizes: Vec<ListSize> = lists
        .iter()
        .map(|list| ListSize {
            rows: list.rows(),
            encodings_per_row: 1 + u32::from(list.schema().hardening().decoys_per_row),
        })
        .collect();
    let decision = Decision {
        threshold: options.threshold,
        draws: options.draws,
        seed: options.seed,
    };
    let linkage = link(&evidence, &sizes, decision);
    let named: Vec<(String, u32)> = lists
        .iter()
        .map(|list| (list.name().to_owned(), list.rows()))
        .collect();
    let rows: Vec<u32> = lists.iter().map(EncodedList::rows).collect();
    let mut warnings = Vec::new();
    if !evidence.converged {
        warnings.push(
            "the estimation did not settle; treat probabilities as rough, most likely because the lists share hardly anybody"
                .to_owned(),
        );
    }
    warnings.extend(evidence.dependences.iter().map(|found| {
        format!(
            "{} and {} agree together {:.1} times as often by chance as independence expects; probabilities that rest on both are too sure",
            found.one, found.other, found.ratio
        )
    }));
    Ok(Matched {
        report: MatchReport::new(&named, &linkage, options.threshold),
        lists: named.into_iter().map(|(name, _)| name).collect(),
        histories: Histories::of(&linkage, &rows),
        linkage,
        dependences: evidence.dependences,
        settled: evidence.converged,
        warnings,
    })
}

fn check(lists: &[EncodedList], options: MatchOptions) -> Result<(), Error> {
    if !(2..=MOST_LISTS).contains(&lists.len()) {
        return Err(Error::ListCount {
            given: lists.len(),
            wanted: "two to ten lists of one round can be matched",
        });
    }
    if !(options.threshold > 0.0 && options.threshold < 1.0) {
        return Err(Error::Parameter {
            name: "the threshold",
            wanted: "a probability above 0 and below 1",
        });
    }
    if !(1..=10_000).contains(&options.draws) {
        return Err(Error::Parameter {
            name: "the number of draws",
            wanted: "between 1 and 10,000",
        });
    }
    for (index, list) in lists.iter().enumerate() {
        for earlier in &lists[..index] {
            earlier.check_against(list)?;
        }
    }
    Ok(())
}
