//! Files with personal data are refused whole, whatever their kind; the standard form of the field
//! first among them.

use crate::support::lexicon;
use exchange::{
    personal::{PersonalColumn, PersonalKind, find},
    table::{Limits, read},
};
use rust_xlsxwriter::Workbook;
use std::{collections::BTreeSet, path::Path};

fn found(bytes: &[u8]) -> Vec<PersonalColumn> {
    let lexicon = lexicon();
    let sheets = read(bytes, &Limits::default()).unwrap();
    find(&sheets, &|text| lexicon.is_known_name(text))
}

fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0u32..).zip(*rows) {
            for (column, text) in (0u16..).zip(*cells) {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Needs the shared data beside the repository; skipped without it.
#[test]
fn the_standard_case_form_is_refused_and_its_code_lists_are_not_blamed() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/forms/htcds_xlsform.xlsx");
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: the shared form is not here");
        return;
    };
    let found = found(&bytes);
    let kinds: BTreeSet<PersonalKind> = found.iter().map(|column| column.kind).collect();
    for kind in [
        PersonalKind::Name,
        PersonalKind::BirthDate,
        PersonalKind::Email,
        PersonalKind::Phone,
        PersonalKind::Address,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} of {found:?}");
    }
    let headings: Vec<&str> = found.iter().map(|column| column.heading.as_str()).collect();
    assert!(headings.contains(&"First Name") && headings.contains(&"Birthdate"));
    for harmless in ["Trafficking Status", "Type of Exploitation", "Citizenship"] {
        assert!(!headings.contains(&harmless));
    }
    let sheets: BTreeSet<&str> = found
        .iter()
        .map(|column| column.cell.sheet.as_str())
        .collect();
    assert_eq!(sheets.len(), 1, "{sheets:?}");
}

#[test]
fn a_form_of_the_same_shape_is_refused() {
    let bytes = workbook(&[
        (
            "survey",
            &[
                &["type", "name", "label::Shqip (sq)"],
                &["text", "p_given", "Emri i personit"],
                &["date", "p_born", "Datëlindja"],
                &["select_one sex", "p_sex", "Gjinia"],
            ],
        ),
        (
            "choices",
            &[&["list_name", "name", "label"], &["sex", "F", "Femër"]],
        ),
    ]);
    let kinds: Vec<_> = found(&bytes).into_iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [PersonalKind::Name, PersonalKind::BirthDate]);
}

#[test]
fn what_was_filled_into_such_a_form_is_refused_too() {
    let bytes = workbook(&[(
        "data",
        &[
            &[
                "prs_First_Name",
                "prs_Birthdate",
                "prs_MobilePhone",
                "vic_TypeOfExploitation",
            ],
            &["A", "2008-01-01", "1", "ForcedBegging"],
        ],
    )]);
    let kinds: Vec<_> = found(&bytes).into_iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [
            PersonalKind::Name,
            PersonalKind::BirthDate,
            PersonalKind::Phone
        ]
    );
}

#[test]
fn a_hidden_sheet_hides_nothing() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "Bashkia").unwrap();
    let hidden = workbook.add_worksheet().set_hidden(true);
    hidden.write(0, 0, "Mbiemri").unwrap();
    hidden.write(0, 1, "Rasti").unwrap();
    let found = found(&workbook.save_to_buffer().unwrap());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].cell.to_string(), "Sheet2!A1");
}

#[test]
fn our_own_exports_and_ordinary_returns_pass() {
    for text in [
        "period,place_code,place_name,institution_name,indicator_name,value\n\
         2024Q1,AL-01,Berat,Drejtoria Vendore e Policisë Berat,Viktima të mundshme,4\n",
        "Emri i bashkisë;Femra;Meshkuj;Gjithsej\nBerat;1;2;3\nKuçovë;0;0;0\nDimal;2;1;3\n",
        "Name;Potential victims\nBerat;4\nFier;2\nKlos;1\n",
        "Institucioni;Telefonata në linjën e ndihmës;Data e raportimit\nPolicia;12;31.03.2024\n",
    ] {
        assert_eq!(found(text.as_bytes()), [], "{text}");
    }
}
