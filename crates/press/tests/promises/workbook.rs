//! Workbooks, read back by another library and by looking into the file.

use calamine::{Data, Reader, SheetVisible, Xlsx, open_workbook_from_rs};
use press::Error;
use press::workbook::{
    Cell, ChoiceList, Column, ColumnKind, EntryKind, EntryMessage, FormColumn, FormSection,
    FormWorkbook, HIDDEN_FORM_SHEET, HIDDEN_LISTS_SHEET, Sheet, SheetName, Workbook,
};
use proptest::prelude::*;
use std::io::{Cursor, Read};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("the file is a workbook")
}

/// One part of the file, as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the file is a zip");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("the part exists")
        .read_to_string(&mut text)
        .expect("the part is text");
    text
}

fn name(text: &str) -> SheetName {
    SheetName::parse(text).expect("a good name")
}

fn sheet(title: &str, rows: Vec<Vec<Cell>>) -> Sheet {
    let column = |head: &str, kind| Column {
        head: head.to_owned(),
        kind,
        width: 18.0,
    };
    Sheet {
        name: name(title),
        columns: vec![
            column("Treguesi", ColumnKind::Text),
            column("Vlera", ColumnKind::Whole),
            column("Data", ColumnKind::Date),
        ],
        rows,
    }
}

fn workbook(rows: Vec<Vec<Cell>>) -> Workbook {
    Workbook {
        title: "Shifrat e qarkut".to_owned(),
        snapshot: "S-7F3A".to_owned(),
        created: "2025-01-17T09:30:00Z".parse().expect("a timestamp"),
        data: sheet("Të dhëna", rows),
        codebook: sheet("Kodet", Vec::new()),
        notes: sheet("Shënime", Vec::new()),
    }
}

fn row(text: &str, cell: Cell) -> Vec<Cell> {
    vec![Cell::text(text), cell, Cell::Empty]
}

#[test]
fn the_cells_that_were_written_are_read_back() {
    let date = jiff::civil::date(2024, 12, 31);
    let rows = vec![
        vec![Cell::text("V01 ë ç"), Cell::count(14), Cell::Date(date)],
        row("V02", Cell::count(0)),
        row("V03", Cell::text("<5")),
        row("V04", Cell::Empty),
    ];
    let bytes = workbook(rows).write().expect("the workbook is written");
    let mut read = open(bytes);
    assert_eq!(read.sheet_names(), ["Të dhëna", "Kodet", "Shënime"]);
    let range = read
        .worksheet_range("Të dhëna")
        .expect("the sheet is there");
    let text = |row, column| range.get_value((row, column)).cloned();
    assert_eq!(text(0, 0), Some(Data::String("Treguesi".to_owned())));
    assert_eq!(text(1, 0), Some(Data::String("V01 ë ç".to_owned())));
    assert_eq!(text(1, 1), Some(Data::Float(14.0)));
    assert_eq!(text(2, 1), Some(Data::Float(0.0)), "zero is a value");
    assert_eq!(text(3, 1), Some(Data::String("<5".to_owned())));
    assert_eq!(text(4, 1), Some(Data::Empty), "nothing is not zero");
    let Some(Data::DateTime(day)) = text(1, 2) else {
        panic!("the date is no date");
    };
    // Day 1 of the format is 1 January 1900, and it counts a 29 February 1900 that never was.
    assert!((day.as_f64() - 45_657.0).abs() < 1e-9);
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let hostile = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "=HYPERLINK(\"x\")",
    ];
    let rows = hostile
        .iter()
        .map(|text| row(text, Cell::text(*text)))
        .collect();
    let bytes = workbook(rows).write().expect("the workbook is written");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        !xml.contains("<f>") && !xml.contains("<f "),
        "a formula was written"
    );
    assert!(!xml.contains("hyperlink"), "a link was written");
    // Every one of the twelve cells refers to a quoted style.
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("quotePrefix=\"1\""));
    let mut read = open(bytes);
    let range = read
        .worksheet_range("Të dhëna")
        .expect("the sheet is there");
    for (index, text) in (1u32..).zip(hostile) {
        let cell = range.get_value((index, 1)).cloned();
        assert_eq!(cell, Some(Data::String(text.to_owned())));
    }
    let formulas = read
        .worksheet_formula("Të dhëna")
        .expect("the sheet is there");
    assert_eq!(formulas.cells().count(), 0);
}

#[test]
fn properties_name_nobody_and_bytes_depend_on_the_input_alone() {
    let rows = || vec![row("V01", Cell::count(3))];
    let first = workbook(rows()).write().expect("the workbook is written");
    let second = workbook(rows()).write().expect("the workbook is written");
    assert!(first == second);
    let core = part(&first, "docProps/core.xml");
    assert!(core.contains("2025-01-17T09:30:00Z") && core.contains("S-7F3A"));
    for person in ["creator", "lastModifiedBy"] {
        let named = core
            .split_once(&format!(":{person}>"))
            .is_some_and(|(_, rest)| !rest.starts_with("</"));
        assert!(!named, "{person} is filled in: {core}");
    }
}

#[test]
fn heads_stay_in_sight_and_can_be_filtered() {
    let bytes = workbook(vec![row("V01", Cell::count(3))])
        .write()
        .expect("it is written");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("state=\"frozen\"") && xml.contains("ySplit=\"1\""));
    assert!(xml.contains("<autoFilter ref=\"A1:C2\""));
}

#[test]
fn what_the_format_cannot_hold_is_refused_with_its_place() {
    let long = workbook(vec![row("V01", Cell::text("a".repeat(40_000)))]).write();
    assert!(matches!(long, Err(Error::Workbook { place, .. }) if place == "Të dhëna"));
    let infinite = workbook(vec![row("V01", Cell::Number(f64::INFINITY))]).write();
    assert!(infinite.is_err_and(|error| error.to_string().contains("row 2")));
    let short = workbook(vec![vec![Cell::Empty]]).write();
    assert!(matches!(
        short,
        Err(Error::Length {
            expected: 3,
            found: 1,
            ..
        })
    ));
    let old = jiff::civil::date(1850, 1, 1);
    let early = workbook(vec![vec![Cell::Empty, Cell::Empty, Cell::Date(old)]]).write();
    assert!(matches!(early, Err(Error::Workbook { .. })));
    let mut twice = workbook(Vec::new());
    twice.notes.name = name("TË DHËNA");
    assert!(matches!(twice.write(), Err(Error::SheetName(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_comes_back(texts in prop::collection::vec("[^\\p{Cc}\\p{Cn}]{1,40}", 1..8)) {
        let rows = texts.iter().map(|text| row("x", Cell::text(text.clone()))).collect();
        let mut read = open(workbook(rows).write().expect("the workbook is written"));
        let range = read.worksheet_range("Të dhëna").expect("the sheet is there");
        for (index, text) in (1u32..).zip(&texts) {
            let cell = range.get_value((index, 1)).cloned();
            prop_assert_eq!(cell, Some(Data::String(text.clone())));
        }
    }
}

fn form() -> FormWorkbook {
    let message = || EntryMessage {
        title: "Shënoni një numër".to_owned(),
        text: "Numër i plotë nga 0, ose zgjidhni gjendjen.".to_owned(),
    };
    let column = |head: &str, entry| FormColumn {
        head: head.to_owned(),
        width: 20.0,
        entry,
    };
    let row = |code: &str| {
        let mut cells = vec![Cell::text(code), Cell::text("Viktima")];
        cells.resize(5, Cell::Empty);
        cells
    };
    FormWorkbook {
        title: "Raporti tremujor".to_owned(),
        created: "2025-01-02T00:00:00Z".parse().expect("a timestamp"),
        identity: vec![
            ("template".to_owned(), "quarterly".to_owned()),
            ("version".to_owned(), "3".to_owned()),
            ("note".to_owned(), "=1+1".to_owned()),
        ],
        lists: vec![ChoiceList {
            name: "Gjendja".to_owned(),
            choices: vec![
                "vlerë".to_owned(),
                "nuk u raportua".to_owned(),
                "-".to_owned(),
            ],
        }],
        sections: vec![FormSection {
            name: name("Viktimat"),
            columns: vec![
                column("Kodi", None),
                column("Treguesi", None),
                column("Vlera", Some(EntryKind::Count(message()))),
                column("Gjendja", Some(EntryKind::Choice(0, message()))),
                column("Shënim", Some(EntryKind::Text)),
            ],
            rows: vec![row("V01"), row("=V02")],
        }],
    }
}

#[test]
fn a_form_locks_its_ids_and_opens_its_answers() {
    let bytes = form().write().expect("the form is written");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<sheetProtection") && !xml.contains("password"));
    let styles = part(&bytes, "xl/styles.xml");
    let document = roxmltree::Document::parse(&styles).expect("the styles are XML");
    let formats: Vec<_> = document
        .descendants()
        .find(|node| node.has_tag_name((node.tag_name().namespace().unwrap_or(""), "cellXfs")))
        .expect("there are formats")
        .children()
        .filter(roxmltree::Node::is_element)
        .collect();
    let is_open = |style: usize| {
        formats[style]
            .children()
            .any(|node| node.attribute("locked") == Some("0"))
    };
    let sheet = roxmltree::Document::parse(&xml).expect("the sheet is XML");
    let mut seen = 0;
    for cell in sheet
        .descendants()
        .filter(|node| node.tag_name().name() == "c")
    {
        let place = cell.attribute("r").unwrap_or("");
        let style = cell
            .attribute("s")
            .and_then(|style| style.parse().ok())
            .unwrap_or(0);
        let answer = place.starts_with(['C', 'D', 'E']) && !place.ends_with('1');
        assert_eq!(is_open(style), answer, "{place}");
        seen += 1;
    }
    assert_eq!(seen, 15, "every cell exists, the empty ones too");
}

#[test]
fn a_form_offers_its_lists_and_knows_what_it_is() {
    let bytes = form().write().expect("the form is written");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    let document = roxmltree::Document::parse(&xml).expect("the sheet is XML");
    let rules: Vec<_> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "dataValidation")
        .map(|node| {
            let formula = node
                .children()
                .find(|child| child.tag_name().name() == "formula1");
            (
                node.attribute("type").unwrap_or("").to_owned(),
                node.attribute("sqref").unwrap_or("").to_owned(),
                formula
                    .and_then(|child| child.text())
                    .unwrap_or("")
                    .to_owned(),
            )
        })
        .collect();
    let rule = |kind: &str, cells: &str, formula: &str| {
        (kind.to_owned(), cells.to_owned(), formula.to_owned())
    };
    assert!(rules.contains(&rule("whole", "C2:C3", "0")), "{rules:?}");
    assert!(
        rules.contains(&rule("list", "D2:D3", "'_lists'!$A$2:$A$4")),
        "{rules:?}"
    );
    let mut read = open(bytes);
    let hidden: Vec<String> = read
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::VeryHidden)
        .map(|sheet| sheet.name.clone())
        .collect();
    assert_eq!(hidden, [HIDDEN_LISTS_SHEET, HIDDEN_FORM_SHEET]);
    let identity = read
        .worksheet_range(HIDDEN_FORM_SHEET)
        .expect("the sheet is there");
    assert_eq!(
        identity.get_value((1, 1)),
        Some(&Data::String("3".to_owned()))
    );
    let lists = read
        .worksheet_range(HIDDEN_LISTS_SHEET)
        .expect("the sheet is there");
    assert_eq!(lists.get_value((3, 0)), Some(&Data::String("-".to_owned())));
    for sheet in read.sheet_names() {
        let formulas = read.worksheet_formula(&sheet).expect("the sheet is there");
        assert_eq!(formulas.cells().count(), 0, "{sheet}");
    }
}

#[test]
fn a_form_refuses_lists_and_names_that_do_not_exist() {
    let mut stray = form();
    stray.lists.clear();
    assert!(matches!(stray.write(), Err(Error::Position { .. })));
    let mut taken = form();
    taken.sections[0].name = name("_FORM");
    assert!(matches!(taken.write(), Err(Error::SheetName(_))));
}
