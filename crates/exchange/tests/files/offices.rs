//! Ordinary files as offices really make them: what stands in a cell arrives as it stands there.

use crate::support::{ods, xlsx};
use exchange::table::{Cell, Content, Limits, Sheet, TextEncoding, read, read_encoded};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn only(bytes: &[u8]) -> Sheet {
    let mut sheets = read(bytes, &Limits::default()).unwrap();
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

fn content(sheet: &Sheet, row: u32, column: u32) -> Option<&Content> {
    sheet.cell(row, column).map(|cell| &cell.content)
}

#[test]
fn a_workbook_keeps_dates_shares_formulas_and_merged_headings() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Të dhëna").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 1, 0, 2, "Femra", &plain).unwrap();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let day = ExcelDateTime::from_ymd(2024, 3, 31).unwrap();
    sheet.write_with_format(1, 0, &day, &date).unwrap();
    let share = Format::new().set_num_format("0.0%");
    sheet.write_with_format(1, 1, 0.255, &share).unwrap();
    sheet
        .write(1, 2, Formula::new("=2+5").set_result("7"))
        .unwrap();
    sheet.write(1, 3, true).unwrap();
    sheet.write(1, 4, "12").unwrap();
    workbook
        .add_worksheet()
        .set_name("besa")
        .unwrap()
        .set_hidden(true);
    let sheets = read(&workbook.save_to_buffer().unwrap(), &Limits::default()).unwrap();
    assert_eq!(
        (sheets[0].name(), sheets[0].is_hidden()),
        ("Të dhëna", false)
    );
    assert!(sheets[1].is_hidden());
    let sheet = &sheets[0];
    assert_eq!(sheet.shown(1, 3).map(Cell::label).as_deref(), Some("Femra"));
    assert_eq!(
        content(sheet, 2, 1),
        Some(&Content::Date(jiff::civil::date(2024, 3, 31)))
    );
    assert_eq!(content(sheet, 2, 2), Some(&Content::Share(0.255)));
    let computed = sheet.cell(2, 3).unwrap();
    assert_eq!(
        (&computed.content, computed.is_formula),
        (&Content::Number(7.0), true)
    );
    assert_eq!(content(sheet, 2, 4), Some(&Content::Truth(true)));
    assert_eq!(content(sheet, 2, 5), Some(&Content::Text("12".into())));
}

#[test]
fn a_formula_without_a_saved_result_is_still_seen() {
    let sheet = only(&xlsx(
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>SUM(A1)</f></c>\
         <c r=\"C1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>",
    ));
    let cell = sheet.cell(1, 2).unwrap();
    assert_eq!((&cell.content, cell.is_formula), (&Content::Empty, true));
    assert_eq!(
        content(&sheet, 1, 3),
        Some(&Content::Error("#DIV/0!".into()))
    );
}

#[test]
fn an_open_document_spreadsheet_is_read_like_a_workbook() {
    let bytes = ods("<table:table table:name=\"Viktimat\">\
         <table:table-row><table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\">\
         <office:annotation><text:p>fshehur</text:p></office:annotation>\
         <text:p>Femra<text:s/>dhe</text:p><text:p>vajza &amp; gra &#235;</text:p></table:table-cell>\
         <table:covered-table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\">\
         <table:table-cell office:value-type=\"float\" office:value=\"3.5\"><text:p>3,5</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25%</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-31\"/>\
         <table:table-cell table:formula=\"of:=1/0\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>\
         </table:table-row></table:table>\
         <table:table table:name=\"besa\" table:style-name=\"hidden\"><table:table-row>\
         <table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>");
    let sheets = read(&bytes, &Limits::default()).unwrap();
    assert!(!sheets[0].is_hidden() && sheets[1].is_hidden());
    let sheet = &sheets[0];
    assert_eq!(
        sheet.shown(1, 2).map(Cell::label).as_deref(),
        Some("Femra dhe\nvajza & gra ë")
    );
    for row in [2, 3] {
        assert_eq!(content(sheet, row, 1), Some(&Content::Number(3.5)));
        assert_eq!(content(sheet, row, 2), Some(&Content::Share(0.25)));
        assert_eq!(
            content(sheet, row, 3),
            Some(&Content::Date(jiff::civil::date(2024, 3, 31)))
        );
        let wrong = sheet.cell(row, 4).unwrap();
        assert_eq!(
            (&wrong.content, wrong.is_formula),
            (&Content::Error("#DIV/0!".into()), true)
        );
    }
}

#[test]
fn text_tables_in_every_encoding_and_with_every_separator() {
    let text = "Bashkia;Femra\r\nKuçovë;4\r\nDibër;1,5\r\n";
    let wide: Vec<u8> = "\u{FEFF}Bashkia\tFemra\r\nKuçovë\t4\r\nDibër\t1,5\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for bytes in [
        text.as_bytes(),
        format!("\u{FEFF}{text}").as_bytes(),
        &windows,
        &wide,
        format!("sep=;\r\n{text}").as_bytes(),
        text.replace(',', ".")
            .replace(';', ",")
            .replace("1.5", "\"1,5\"")
            .as_bytes(),
    ] {
        let sheet = only(bytes);
        let last = sheet.rows().last().unwrap();
        let labels: Vec<String> = last.cells().map(|(_, cell)| cell.label()).collect();
        assert_eq!(labels, ["Dibër", "1,5"]);
    }
    let (central, _, _) = encoding_rs::WINDOWS_1250.encode("vendi;vlera\nČačak;1\n");
    assert!(read(&central, &Limits::default()).is_err());
    let named = read_encoded(&central, TextEncoding::Windows1250, &Limits::default()).unwrap();
    assert_eq!(
        named[0].cell(2, 1).map(Cell::label).as_deref(),
        Some("Čačak")
    );
}

#[test]
fn rows_are_counted_as_a_spreadsheet_program_counts_them() {
    let sheet = only(b"a;\"two\nlines\"\nb;2\n\nc;3\n");
    let numbers: Vec<(u32, String)> = sheet
        .rows()
        .iter()
        .map(|row| {
            (
                row.number(),
                row.cell(1).map(Cell::label).unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(numbers, [(1, "a".into()), (2, "b".into()), (4, "c".into())]);
}
