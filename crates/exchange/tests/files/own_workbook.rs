//! Our own workbook, filled in and sent back.

use crate::support::lexicon;
use exchange::{
    layout::{Context, Reading, RefusalReason, apply, own_workbook as own},
    table::{Limits, read},
    value::Meanings,
};
use rust_xlsxwriter::Workbook;

fn context() -> Context {
    Context {
        institution: None,
        place: None,
        period: None,
        today: jiff::civil::date(2024, 5, 2),
    }
}

/// A workbook as it is handed out, with these cells filled in.
fn filled(version: &str, rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Viktimat").unwrap();
    sheet.write(0, 0, "Viktimat, tremujori I 2024").unwrap();
    for (column, mark) in [
        (0, own::INDICATOR_MARK),
        (1, own::BREAKDOWN_MARK),
        (3, own::VALUE_MARK),
    ] {
        sheet.write(1, column, mark).unwrap();
    }
    sheet.write(1, 4, own::COMMENT_MARK).unwrap();
    sheet.set_row_hidden(1).unwrap();
    for (row, (indicator, breakdown, value)) in (2u32..).zip(rows) {
        sheet.write(row, 0, *indicator).unwrap();
        sheet.write(row, 1, *breakdown).unwrap();
        sheet.write(row, 2, "Viktima të mundshme, femra").unwrap();
        match value.parse::<f64>() {
            Ok(number) => sheet.write(row, 3, number).unwrap(),
            Err(_) => sheet.write(row, 3, *value).unwrap(),
        };
    }
    sheet.write(2, 4, "=jo e plotë").unwrap();
    let hidden = workbook
        .add_worksheet()
        .set_name(own::SHEET)
        .unwrap()
        .set_hidden(true);
    let values = [
        own::FORMAT,
        "victims-quarterly",
        version,
        "018f-1",
        "AL-01.POLICE",
        "AL-01",
        "2024Q1",
    ];
    for (row, (key, value)) in (0u32..).zip(own::KEYS.iter().zip(values)) {
        hidden.write(row, 0, *key).unwrap();
        hidden.write(row, 1, value).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn reading(bytes: &[u8]) -> Reading {
    let sheets = read(bytes, &Limits::default()).unwrap();
    let workbook = own::OwnWorkbook::detect(&sheets).expect("not recognised");
    assert_eq!(workbook.return_id, "018f-1");
    let mapping = workbook.mapping(&sheets, &lexicon());
    apply(
        &sheets,
        &mapping,
        &lexicon(),
        &Meanings::default(),
        &context(),
    )
}

#[test]
fn what_is_filled_in_arrives_and_what_is_left_empty_states_nothing() {
    let reading = reading(&filled(
        "3",
        &[
            ("V01", "", "7"),
            ("V01", "sex=female", "4"),
            ("V01", "sex=male", ""),
        ],
    ));
    let figures: Vec<String> = reading
        .figures
        .iter()
        .map(|figure| {
            format!(
                "{} {} [{}] {:?}",
                figure.institution,
                figure.period,
                figure.breakdown,
                figure.value.number()
            )
        })
        .collect();
    assert_eq!(
        figures,
        [
            "AL-01.POLICE 2024Q1 [] Some(7)",
            "AL-01.POLICE 2024Q1 [sex=female] Some(4)"
        ]
    );
    assert_eq!(reading.figures[0].comment.as_deref(), Some("=jo e plotë"));
    assert_eq!(reading.nothing_stated, 1);
    assert_eq!((reading.refused, reading.questions.len()), (0, 0));
}

#[test]
fn changed_codes_and_old_versions_are_refused() {
    let changed = reading(&filled(
        "3",
        &[
            ("J01", "", "7"),
            ("V01", "age=child", "1"),
            ("V01", "x=y", "1"),
        ],
    ));
    assert_eq!(changed.figures, []);
    let reasons: Vec<&RefusalReason> = changed.refusals.iter().map(|one| &one.reason).collect();
    assert!(matches!(
        reasons.as_slice(),
        [
            RefusalReason::NotInTemplate,
            RefusalReason::NotInTemplate,
            RefusalReason::Unknown(..)
        ]
    ));
    let old = reading(&filled("2", &[("V01", "", "7")]));
    assert_eq!(old.figures, []);
    assert!(
        matches!(&old.refusals[0].reason, RefusalReason::OldTemplate(code) if code == "victims-quarterly")
    );
}
