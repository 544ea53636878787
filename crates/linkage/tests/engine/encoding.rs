//! What an encoded file holds, and what is said of a wrong one.

use linkage::encoder::Findings;
use linkage::list::ListReader;
use linkage::schema::{Hardening, Schema};
use linkage::synthetic::{self, ErrorRates};
use linkage::{EncodedList, Encoder, Error, LinkageKey, RoundId};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// A key for a round, made from a fixed secret.
pub fn key(secret: u8, round: &str) -> LinkageKey {
    let round = RoundId::parse(round).expect("a round");
    LinkageKey::from_secret(&[secret; 32], round).expect("long enough")
}

/// Encodes a list given as CSV.
pub fn encode(
    schema: &Schema,
    key: &LinkageKey,
    name: &str,
    csv: &str,
) -> Result<(EncodedList, Findings), Error> {
    let mut reader = ListReader::from_bytes(name, csv.as_bytes(), schema)?;
    let mut encoder = Encoder::new(schema, key, name)?;
    encoder.push(&reader.next_rows(usize::MAX)?);
    encoder.finish()
}

/// An invented list as CSV.
pub fn csv(seed: u64, count: usize) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let people = synthetic::population(7, count);
    let rows: Vec<_> = people
        .iter()
        .map(|person| synthetic::observe(person, &ErrorRates::default(), &mut random))
        .collect();
    synthetic::csv(&rows)
}

fn file(list: &EncodedList) -> Vec<u8> {
    let mut bytes = Vec::new();
    list.write(&mut bytes).expect("memory takes everything");
    bytes
}

fn encoded(name: &str) -> EncodedList {
    let made = encode(&Schema::person(), &key(1, "r1"), name, &csv(1, 40));
    made.expect("a good list").0
}

#[test]
fn a_file_reads_back_whole() {
    let list = encoded("police");
    let read = EncodedList::read("police.enc", &file(&list)).expect("our own file");
    assert_eq!(read, list);
    assert_eq!(read.rows(), 40);
    assert_eq!(read.len(), 80);
}

#[test]
fn encoding_again_gives_the_same_file() {
    assert_eq!(file(&encoded("police")), file(&encoded("police")));
}

#[test]
fn no_cell_of_the_list_stands_in_the_file() {
    let bytes = file(&encoded("police"));
    // Behind the form's own heading, which holds the program's name.
    let text = String::from_utf8_lossy(&bytes[12..]).to_lowercase();
    for cell in csv(1, 40).lines().skip(1).flat_map(|line| line.split(',')) {
        if cell.len() > 3 {
            assert!(!text.contains(&cell.to_lowercase()), "{cell}");
        }
    }
}

#[test]
fn the_columns_of_the_institution_stay_at_home() {
    let schema =
        Schema::parse(r#"{"fields":[{"field":"a","column":"EMRI_SEKRET","kind":"name"}]}"#)
            .expect("valid");
    let made = encode(&schema, &key(1, "r"), "l", "EMRI_SEKRET,SHENIME\nAna,HIV\n");
    let bytes = file(&made.expect("a good list").0);
    assert!(!String::from_utf8_lossy(&bytes).contains("SEKRET"));
}

#[test]
fn equal_names_of_different_people_have_different_filters() {
    let list = encoded("police");
    let mut filters: Vec<&[u64]> = (0..list.len())
        .flat_map(|record| {
            let slots = list.layout().slots().iter().enumerate();
            let list = &list;
            slots.filter_map(move |(index, slot)| {
                let there = list.present(record) >> index & 1 == 1;
                (slot.salt.is_some() && there).then(|| &list.words(record)[slot.words.clone()])
            })
        })
        .collect();
    let count = filters.len();
    filters.sort_unstable();
    filters.dedup();
    assert_eq!(filters.len(), count);
}

#[test]
fn other_keys_rounds_schemas_and_names_are_told_apart() {
    let schema = Schema::person();
    let made = |schema: &Schema, secret, round: &str, name: &str| {
        let made = encode(schema, &key(secret, round), name, &csv(2, 20));
        made.expect("a good list").0
    };
    let first = made(&schema, 1, "r1", "a");
    let plain = schema
        .clone()
        .with_hardening(Hardening::OFF)
        .expect("valid");
    assert!(first.check_against(&made(&schema, 1, "r1", "b")).is_ok());
    for (second, words) in [
        (made(&schema, 2, "r1", "b"), "different keys"),
        (made(&schema, 1, "r2", "b"), "belongs to round \"r1\""),
        (made(&plain, 1, "r1", "b"), "different schemas"),
        (made(&schema, 1, "r1", "a"), "given twice"),
    ] {
        let problem = first.check_against(&second).expect_err(words).to_string();
        assert!(problem.contains(words), "{problem}");
    }
}

#[test]
fn bad_lists_are_explained_by_line_and_without_their_content() {
    let schema = Schema::person();
    let problem = |csv: &[u8]| {
        let reader = ListReader::from_bytes("police", csv, &schema);
        let read = reader.and_then(|mut reader| reader.next_rows(usize::MAX));
        match read {
            Err(error) => error.to_string(),
            Ok(_) => panic!("the list is wrong"),
        }
    };
    let header = synthetic::COLUMNS.join(",");
    assert!(problem(b"name,age\n").contains("no column \"given_name\""));
    let ragged = problem(format!("{header}\na,b\n").as_bytes());
    assert!(
        ragged.contains("line 2") && ragged.contains("2 cells"),
        "{ragged}"
    );
    let latin = [header.as_bytes(), b"\nSk\xebnder,Hoxha,,,,,\n"].concat();
    let latin = problem(&latin);
    assert!(
        latin.contains("UTF-8") && !latin.contains("Hoxha"),
        "{latin}"
    );
    let empty = encode(&schema, &key(1, "r"), "police", &header);
    assert!(matches!(empty, Err(Error::EmptyList(_))));
}

#[test]
fn semicolons_and_headers_in_capitals_are_understood() {
    let schema = Schema::parse(r#"{"fields":[{"field":"emër","kind":"name"}]}"#).expect("valid");
    let (list, findings) = encode(
        &schema,
        &key(1, "r"),
        "l",
        "\u{feff}EMER;NOTE\nAna;x\n-;y\n",
    )
    .expect("valid");
    assert_eq!(
        (list.rows(), findings.missing[0], findings.empty_rows),
        (2, 1, 1)
    );
}

/// Length of the heading and the form's version.
const HEADING: usize = 13;

/// The file with its header changed and everything else made to fit.
fn with_header(list: &EncodedList, from: &str, to: &str) -> Vec<u8> {
    let bytes = file(list);
    let (heading, rest) = bytes.split_at(HEADING);
    let (length, rest) = rest.split_first_chunk::<4>().expect("a length");
    let (header, records) = rest.split_at(u32::from_le_bytes(*length) as usize);
    let header = String::from_utf8(header.to_vec()).expect("JSON");
    let changed = header.replacen(from, to, 1);
    assert_ne!(changed, header);
    let length = u32::try_from(changed.len()).expect("short").to_le_bytes();
    let records = &records[..records.len() - 32];
    sealed([heading, &length, changed.as_bytes(), records].concat())
}

/// The bytes with their checksum behind them.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = blake3::hash(&bytes);
    bytes.extend(checksum.as_bytes());
    bytes
}

fn refused(bytes: &[u8]) -> String {
    let read = EncodedList::read("police.enc", bytes);
    read.expect_err("the file carries too much").to_string()
}

#[test]
fn a_file_that_carries_more_than_encodings_is_refused() {
    let list = encoded("police");
    let more = with_header(&list, "{\"round\"", "{\"surnames\":[\"Hoxha\"],\"round\"");
    let problem = refused(&more);
    assert!(problem.contains("unknown field `surnames`"), "{problem}");
    assert!(!problem.contains("Hoxha"), "{problem}");
    let column = with_header(&list, "\"kind\"", "\"column\":\"EMRI\",\"kind\"");
    assert!(refused(&column).contains("names columns of a list"));
    let behind = [&file(&list)[..file(&list).len() - 32], b"Hoxha"].concat();
    assert!(refused(&sealed(behind)).contains("fewer or more records"));
}

/// The row has no number, so the place of its hash must be empty.
#[test]
fn nothing_hides_in_empty_places() {
    let schema = Schema::parse(
        r#"{"fields":[{"field":"a","kind":"name"},{"field":"n","kind":"number"}],
            "hardening":{"flip":0,"decoys_per_row":0}}"#,
    );
    let made = encode(&schema.expect("valid"), &key(1, "r"), "l", "a,n\nAna,\n");
    let mut bytes = file(&made.expect("a good list").0);
    bytes.truncate(bytes.len() - 32);
    let end = bytes.len();
    bytes[end - 5..].copy_from_slice(b"Hoxha");
    assert!(refused(&sealed(bytes)).contains("where an encoding has nothing"));
}

#[test]
fn a_list_in_clear_text_is_recognised_and_not_quoted() {
    let problem = refused(csv(1, 40).as_bytes());
    assert!(problem.contains("names must not leave"), "{problem}");
    assert!(!problem.contains("given_name"), "{problem}");
}

#[test]
fn a_list_that_says_nothing_is_refused() {
    let header = synthetic::COLUMNS.join(",");
    for cells in [",,,,,,", "-,-,x,unknown,,,0000000000"] {
        let list = format!("{header}\n{cells}\n{cells}\n");
        let made = encode(&Schema::person(), &key(1, "r"), "police", &list);
        assert!(matches!(made, Err(Error::SilentList(_))), "{cells}");
    }
}

proptest! {
    #[test]
    fn a_changed_or_cut_file_is_refused(at in 0_usize..10_000, flip in 1_u8.., cut: bool) {
        let mut bytes = file(&encoded("police"));
        let at = at % bytes.len();
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] ^= flip;
        }
        let read = EncodedList::read("police.enc", &bytes);
        prop_assert!(matches!(read, Err(Error::Damaged { .. })), "{at} {flip} {cut}");
    }

    #[test]
    fn a_forged_body_never_makes_the_reader_fall(
        at in 12_usize..2_000,
        with in proptest::collection::vec(any::<u8>(), 1..60),
    ) {
        // The forger repairs the checksum, so only the reader's own checks stand in the way.
        let mut bytes = file(&encoded("police"));
        bytes.truncate(bytes.len() - 32);
        let end = (at + with.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&with[..end - at]);
        let checksum = blake3::hash(&bytes);
        bytes.extend(checksum.as_bytes());
        let _ = EncodedList::read("police.enc", &bytes);
    }

    #[test]
    fn no_bytes_make_the_list_reader_fall(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let schema = Schema::parse(r#"{"fields":[{"field":"a","kind":"date"}]}"#).expect("valid");
        let csv = [b"a,b\n".to_vec(), bytes].concat();
        if let Ok(mut reader) = ListReader::from_bytes("l", &csv, &schema) {
            let _ = reader.next_rows(1000);
        }
    }

    #[test]
    fn no_text_makes_the_schema_reader_fall(
        text in ".{0,200}",
        at in 0_usize..600,
        with in "[\\PC\"{}:,0-9]{0,8}",
    ) {
        let _ = Schema::parse(&text);
        let mut nearly = Schema::person().canonical_json();
        let at = at % nearly.len();
        nearly.replace_range(at..at + 1, &with);
        // What is taken must encode a list without falling either.
        if let Ok(schema) = Schema::parse(&nearly) {
            let _ = encode(&schema, &key(1, "r"), "l", &csv(1, 3));
        }
    }

    #[test]
    fn no_bytes_make_the_file_reader_fall(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let _ = EncodedList::read("any", &bytes);
        let mut headed = b"besa-linkage\x01".to_vec();
        headed.extend(&bytes);
        let _ = EncodedList::read("any", &headed);
        let _ = EncodedList::read("any", &sealed(headed));
    }
}
