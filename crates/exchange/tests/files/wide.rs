//! Wide sheets as people make them, unfolded; and what is said of those that are no table.

use crate::support::ods;
use exchange::{
    table::{Limits, Sheet, read},
    wide::{Long, Wide, WideError, unfold},
};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

fn is_sign(text: &str) -> bool {
    text.starts_with('<') || ["c", "x", "*"].contains(&text)
}

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

fn unfolded(sheet: &Sheet) -> Result<Long, WideError> {
    let totals = names(&["Total", "Gjithsej"]);
    unfold(
        sheet,
        &Wide {
            total: "Total",
            total_names: &totals,
            names: &[],
            heading_rows: None,
            name_columns: None,
            value: "value",
            is_sign: &is_sign,
        },
    )
}

fn csv(text: &str) -> Sheet {
    read(text.as_bytes(), &Limits::default())
        .expect("a text table")
        .remove(0)
}

/// Rows as `F,Child,14`.
fn lines(long: &Long) -> Vec<String> {
    long.rows
        .iter()
        .map(|(_, fields)| fields.join(","))
        .collect()
}

/// A title, merged headings in two rows, a total column and a total row, a note below.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Lexo")
        .unwrap()
        .write(0, 0, "Shpjegime")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("Viktimat 2024").unwrap();
    let format = Format::new();
    sheet
        .merge_range(0, 0, 0, 6, "Viktimat e identifikuara, 2024", &format)
        .unwrap();
    sheet.merge_range(2, 0, 3, 0, "Qarku", &format).unwrap();
    sheet.merge_range(2, 1, 2, 3, "Femra", &format).unwrap();
    sheet.merge_range(2, 4, 2, 6, "Meshkuj", &format).unwrap();
    for (column, label) in [
        (1, "0-17"),
        (2, "18+"),
        (3, "Gjithsej"),
        (4, "0-17"),
        (5, "18+"),
        (6, "Gjithsej"),
    ] {
        sheet.write(3, column, label).unwrap();
    }
    for (row, name, values) in [
        (4, "Berat", ["4", "6", "10", "<5", "5", "8"]),
        (5, "Dibër", ["2", "1", "3", "0", "7", "7"]),
        (6, "GJITHSEJ", ["6", "7", "13", "3", "12", "15"]),
    ] {
        sheet.write(row, 0, name).unwrap();
        for (column, value) in (1..).zip(values) {
            match value.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, value).unwrap(),
            };
        }
    }
    sheet.write(8, 0, "Burimi: policia").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_with_merged_headings_is_unfolded() {
    let sheets = read(&workbook(), &Limits::default()).expect("a workbook");
    let long = unfolded(&sheets[1]).expect("a table");
    assert_eq!(long.headings, ["Qarku", "column", "column 2", "value"]);
    assert_eq!(long.rows.len(), 18);
    let lines = lines(&long);
    assert_eq!(lines[3], "Berat,Meshkuj,0-17,<5");
    assert_eq!(lines[17], "Total,Meshkuj,Total,15");
    assert_eq!(long.rows[3].0.to_string(), "Viktimat 2024!E5");
    assert_eq!(long.blank, 0);
    // The page with explanations is none.
    assert_eq!(unfolded(&sheets[0]), Err(WideError::NoTable));
}

#[test]
fn an_open_document_sheet_is_the_same() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let number = |value: i64| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let table = [
        row(&[cell("age"), cell("F"), cell("M"), cell("Total")]),
        row(&[cell("child"), number(4), cell("c"), number(6)]),
        row(&[cell("Total"), number(9), number(5), number(14)]),
    ];
    let bytes = ods(&format!(
        "<table:table table:name=\"T\">{}</table:table>",
        table.concat()
    ));
    let sheets = read(&bytes, &Limits::default()).expect("a sheet");
    let long = unfolded(&sheets[0]).expect("a table");
    assert_eq!(long.headings, ["age", "column", "value"]);
    assert_eq!(lines(&long)[1], "child,M,c");
    assert_eq!(lines(&long)[5], "Total,Total,14");
}

#[test]
fn text_tables_leave_blank_what_is_the_same() {
    // No merged cells in a CSV: groups are written once, and totals have nothing below or behind them.
    let sheet = csv(
        "Year,Sex,0 to 17,18 or over,Total\n2009,Female,17,,17\n,Male,5,,5\n,Total,22,72,94\n2010,Total,14,83,97\n",
    );
    let long = unfolded(&sheet).expect("a table");
    assert_eq!(long.headings, ["Year", "Sex", "column", "value"]);
    let lines = lines(&long);
    assert_eq!(lines[3], "2009,Male,0 to 17,5");
    assert_eq!(lines[8], "2009,Total,Total,94");
    // No sign stands for a hidden count, so blanks hide.
    assert_eq!((long.blank, long.blank_hides), (2, true));
    let sheet = csv(",Girls,,Total,\nplace,a,b,,\nNorth,1,2,3,\nTotal,4,5,9,\n");
    let long = unfolded(&sheet).expect("a table");
    assert_eq!(long.headings, ["place", "column", "column 2", "value"]);
    let fields: Vec<String> = self::lines(&long);
    assert_eq!(fields[1], "North,Girls,b,2");
    assert_eq!(fields[2], "North,Total,Total,3");
    // A sign stands for hidden counts, so blanks are no cells at all.
    let long = unfolded(&csv("sex,child,adult,Total\nF,3,<5,\nTotal,,9,14\n")).expect("a table");
    assert_eq!(
        (long.blank, long.blank_hides, long.rows.len()),
        (2, false, 4)
    );
}

#[test]
fn years_over_and_before_the_counts_are_no_counts() {
    let long =
        unfolded(&csv("qark,2021,2022,Total\nBerat,4,6,10\nTotal,5,9,14\n")).expect("a table");
    assert_eq!(lines(&long)[0], "Berat,2021,4");
    let long = unfolded(&csv("sex,year,child,adult\nF,2021,4,6\nF,2022,5,9\n")).expect("a table");
    assert_eq!(lines(&long)[0], "F,2021,child,4");
    let long = unfolded(&csv(
        ",Female,,Male,\nQark,2021,2022,2021,2022\nBerat,1,2,3,4\nTotal,5,6,7,8\n",
    ))
    .expect("a table");
    assert_eq!(lines(&long)[2], "Berat,Male,2021,3");
}

#[test]
fn every_fault_names_its_cell() {
    let fault = |text: &str| unfolded(&csv(text)).expect_err("no table").to_string();
    for (text, start) in [
        (
            ",F,M\nchild,1,2\n,3,4\n",
            "A3: the values of this row have no name",
        ),
        (
            "age,F,,\nchild,1,2\nTotal,3,4\n",
            "C1: the values of this column have no heading",
        ),
        (
            "age,F,M\nchild,1,2\nadults\nTotal,3,4\n",
            "A3: this row has a name but no values",
        ),
        ("only words\n", "the sheet holds no table"),
        ("a,b\n", "the sheet holds no table"),
    ] {
        assert!(fault(text).starts_with(start), "{}", fault(text));
    }
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, column, text) in [
        (0, 0, "age"),
        (0, 1, "F"),
        (0, 2, "M"),
        (1, 0, "child"),
        (2, 0, "Total"),
    ] {
        sheet.write(row, column, text).unwrap();
    }
    sheet.write(1, 1, 4).unwrap();
    sheet.write(1, 2, true).unwrap();
    sheet.write(2, 1, 4).unwrap();
    sheet.write(2, 2, 4).unwrap();
    let sheets = read(&workbook.save_to_buffer().unwrap(), &Limits::default()).expect("a workbook");
    let error = unfolded(&sheets[0]).expect_err("a truth value");
    assert!(
        error.to_string().contains("C2: it holds a truth value"),
        "{error}"
    );
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, column, text) in [
        (0, 0, "age"),
        (0, 1, "F"),
        (0, 2, "M"),
        (1, 0, "child"),
        (2, 0, "Total"),
    ] {
        sheet.write(row, column, text).unwrap();
    }
    sheet.merge_range(1, 1, 1, 2, "4", &Format::new()).unwrap();
    sheet.write(2, 1, 4).unwrap();
    let sheets = read(&workbook.save_to_buffer().unwrap(), &Limits::default()).expect("a workbook");
    let error = unfolded(&sheets[0]).expect_err("a merged count");
    assert!(error.to_string().contains("B2: merged cells"), "{error}");
}

#[test]
fn names_and_counts_of_headings_can_be_said() {
    let sheet = csv("x,F,M\nkind,1,2\nchild,1,2\nTotal,3,4\n");
    let totals = names(&["Total"]);
    let dimensions = names(&["age", "sex", "kind"]);
    let mut how = Wide {
        total: "Total",
        total_names: &totals,
        names: &dimensions,
        heading_rows: Some(2),
        name_columns: Some(1),
        value: "value",
        is_sign: &is_sign,
    };
    let long = unfold(&sheet, &how).expect("a table");
    assert_eq!(long.headings, ["age", "sex", "kind", "value"]);
    assert_eq!(lines(&long)[1], "child,M,2,2");
    how.heading_rows = Some(1);
    assert_eq!(
        unfold(&sheet, &how),
        Err(WideError::Names {
            dimensions: 2,
            names: 3
        })
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever stands where: no panic, and every row that comes out is whole.
    #[test]
    fn any_sheet_is_unfolded_or_refused(
        cells in prop::collection::vec(prop::collection::vec("[ a-c<0-9]{0,3}|Total|2021", 0..6), 0..8),
    ) {
        let text: String = cells.iter().map(|row| row.join(",") + "\n").collect();
        let Ok(sheets) = read(text.as_bytes(), &Limits::default()) else { return Ok(()) };
        if let Ok(long) = unfolded(&sheets[0]) {
            for (_, fields) in &long.rows {
                prop_assert_eq!(fields.len(), long.headings.len());
                let codes = &fields[..fields.len() - 1];
                prop_assert!(codes.iter().all(|code| !code.is_empty()));
            }
        }
    }
}
