//! Files that are broken, enormous or made to hurt: each is refused with a clear reason, quickly,
//! and none makes the reader panic.

use crate::support::{ODS_KIND, archive, lexicon, ods, xlsx};
use exchange::{
    personal,
    table::{ForeignKind, Limits, ReadError, read},
};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

fn error(bytes: &[u8]) -> ReadError {
    read(bytes, &Limits::default()).expect_err("the file was read")
}

fn ordinary_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..40 {
        sheet.write(row, 0, format!("Njësia {row}")).unwrap();
        sheet.write(row, 1, row * 3).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_cut_off_anywhere_is_truncated() {
    let whole = ordinary_workbook();
    for share in [1, 10, 50, 90, 99] {
        let part = &whole[..whole.len() * share / 100];
        assert_eq!(error(part), ReadError::Truncated, "{share} %");
    }
}

#[test]
fn other_kinds_of_files_are_told_by_name() {
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let with = |name: &str| [&compound[..], &[0; 600], &wide(name)].concat();
    assert_eq!(
        error(&with("EncryptedPackage")),
        ReadError::PasswordProtected
    );
    assert_eq!(
        error(&with("Workbook")),
        ReadError::WrongKind(ForeignKind::OldExcel)
    );
    for (bytes, kind) in [
        (&b"%PDF-1.7 ..."[..], ForeignKind::Pdf),
        (b"\x89PNG\r\n\x1a\n", ForeignKind::Picture),
        (
            b"<html><table><tr><td>1</td></tr></table>",
            ForeignKind::WebPage,
        ),
        (b"<?xml version=\"1.0\"?><a/>", ForeignKind::Xml),
        (b"\x01\x02\x03\x04", ForeignKind::Unknown),
    ] {
        assert_eq!(error(bytes), ReadError::WrongKind(kind));
    }
    let word = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    assert_eq!(
        error(&word),
        ReadError::WrongKind(ForeignKind::TextDocument)
    );
    let binary = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", b"x"),
    ]);
    assert_eq!(
        error(&binary),
        ReadError::WrongKind(ForeignKind::BinaryWorkbook)
    );
    let locked = archive(&[
        ("mimetype", ODS_KIND),
        ("content.xml", b"\x8a\x00\xff"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    assert_eq!(error(&locked), ReadError::PasswordProtected);
    assert_eq!(error(b""), ReadError::Empty);
    assert_eq!(error(b" \r\n \n"), ReadError::Empty);
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_parsed() {
    let dense = " ".repeat(30_000_000);
    let bytes = xlsx(&format!("<sheetData>{dense}</sheetData>"));
    let refused = error(&bytes);
    assert!(
        matches!(refused, ReadError::UnpacksTooDense { .. }),
        "{refused:?} {}",
        bytes.len()
    );
    let limits = Limits {
        unpacked_ratio: u64::MAX,
        unpacked_bytes: 10 << 20,
        ..Limits::default()
    };
    let refused = read(&bytes, &limits).unwrap_err();
    assert_eq!(refused, ReadError::UnpacksTooLarge { limit: 10 << 20 });
    let limits = Limits {
        file_bytes: 1000,
        ..Limits::default()
    };
    assert!(matches!(
        read(&bytes, &limits),
        Err(ReadError::TooLarge { .. })
    ));
}

#[test]
fn cells_in_far_corners_cost_nothing_and_are_refused() {
    let corner = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    assert!(matches!(
        error(&xlsx(corner)),
        ReadError::TooManyRows { .. }
    ));
    let wide = "<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>";
    assert!(matches!(
        error(&xlsx(wide)),
        ReadError::TooManyColumns { .. }
    ));
    let million = "x;".repeat(1_000_000);
    assert!(matches!(
        error(million.as_bytes()),
        ReadError::TooManyColumns { .. }
    ));
    let merged = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let sheets = read(&xlsx(merged), &Limits::default()).unwrap();
    assert_eq!(sheets[0].last_column(), 1);
}

#[test]
fn repeated_cells_of_open_document_are_unrolled_within_limits_only() {
    let cell = |attributes: &str| {
        format!(
            "<table:table table:name=\"F\"><table:table-row>\
             <table:table-cell office:value-type=\"float\" office:value=\"1\" {attributes}/>\
             </table:table-row></table:table>"
        )
    };
    let columns = ods(&cell("table:number-columns-repeated=\"4000000000\""));
    assert!(matches!(error(&columns), ReadError::TooManyColumns { .. }));
    let rows = cell("").replace(
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated=\"4000000000\">",
    );
    assert!(matches!(error(&ods(&rows)), ReadError::TooManyRows { .. }));
    let empty = "<table:table table:name=\"F\"><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    assert_eq!(error(&ods(empty)), ReadError::Empty);
}

#[test]
fn long_cells_sheets_and_cells_are_bounded() {
    let open_quote = format!("a;b\n\"{}", "x;1\n".repeat(5_000));
    assert!(matches!(
        error(open_quote.as_bytes()),
        ReadError::CellTooLong { .. }
    ));
    let limits = Limits {
        cells: 3,
        ..Limits::default()
    };
    let refused = read(b"a;b\n1;2\n", &limits).unwrap_err();
    assert_eq!(refused, ReadError::TooManyCells { limit: 3 });
    let sheets = "<table:table table:name=\"F\"></table:table>".repeat(100);
    assert!(matches!(
        error(&ods(&sheets)),
        ReadError::TooManySheets { .. }
    ));
}

#[test]
fn the_log_text_repeats_nothing_of_the_content() {
    let refused = error(format!("Arta Hoxha;1\n\"{}", "Arta Hoxha ".repeat(1000)).as_bytes());
    assert!(!refused.to_string().contains("Hoxha"), "{refused}");
    assert!(ReadError::MESSAGE_KEYS.contains(&refused.message().key));
}

/// Whatever comes out of a mangled file, it goes through everything that follows.
fn read_to_the_end(bytes: &[u8]) {
    if let Ok(sheets) = read(bytes, &Limits::default()) {
        let lexicon = lexicon();
        let _ = personal::find(&sheets, &|text| lexicon.is_known_name(text));
        for sheet in &sheets {
            let _ = exchange::layout::recognise(sheet, &lexicon);
        }
    }
}

const SHEET_XML: &str = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Bashkia</v></c>\
    <c r=\"B1\" t=\"inlineStr\"><is><t>Femra</t></is></c></row><row r=\"2\">\
    <c r=\"A2\" t=\"str\"><f>B2&amp;\"x\"</f><v>Berat</v></c><c r=\"B2\"><v>4</v></c></row>\
    </sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
const TABLE_XML: &str = "<table:table table:name=\"F\" table:style-name=\"hidden\">\
    <table:table-row table:number-rows-repeated=\"2\"><table:table-cell \
    table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>Bash<text:s \
    text:c=\"2\"/>kia</text:p></table:table-cell><table:covered-table-cell/>\
    <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-31\"/>\
    </table:table-row></table:table>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_to_the_end(&bytes);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[a-zë0-9;,\t\"'=<\\-\n\r .%]{0,200}") {
        read_to_the_end(text.as_bytes());
    }

    #[test]
    fn no_mangled_workbook_makes_it_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
    ) {
        let mut bytes = ordinary_workbook();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        read_to_the_end(&bytes);
    }

    #[test]
    fn no_mangled_inside_makes_it_panic(
        at in any::<prop::sample::Index>(),
        length in 0usize..12,
        put in "[A-Za-z0-9<>/=\"& :-]{0,12}",
        is_ods in any::<bool>(),
    ) {
        let whole = if is_ods { TABLE_XML } else { SHEET_XML };
        let start = at.index(whole.len());
        let end = (start + length).min(whole.len());
        let mangled = format!("{}{put}{}", &whole[..start], &whole[end..]);
        read_to_the_end(&if is_ods { ods(&mangled) } else { xlsx(&mangled) });
    }
}
