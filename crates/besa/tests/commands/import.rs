//! Workbooks and tables of an institution's own through the program itself: asked about, explained once,
//! remembered, taken as a whole or not at all, and taken back.

use crate::restore::tamper;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

const POLICE: &str = "AL-07.POLICE";

fn besa(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besa"))
        .arg("import")
        .args(arguments)
        .env("BESA_DIRECTORY", folder.path().join("data"))
        .env_remove("BESA_DATABASE_URL")
        .env_remove("BESA_COUNTRY")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn said(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}{}", text(&output.stdout), text(&output.stderr)))
}

/// Writes a sheet and gives the file's path.
fn workbook(folder: &TempDir, name: &str, rows: &[&[&str]]) -> PathBuf {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Raporti").unwrap();
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    let file = folder.path().join(name);
    workbook.save(&file).unwrap();
    file
}

fn own_table(folder: &TempDir, name: &str, second: &str) -> PathBuf {
    let rows: [&[&str]; 3] = [
        &["Tremujori i raportimit", "Viktima femra", "Viktima meshkuj"],
        &["2024Q1", "7", "s'ka"],
        &["2024Q2", second, "3"],
    ];
    workbook(folder, name, &rows)
}

/// What the columns of [`own_table`] mean, as somebody says it.
fn mapping(folder: &TempDir) -> PathBuf {
    let key = |sex: &str| json!({"indicator": "V01", "breakdown": format!("sex={sex}")});
    let table = json!({
        "sheet": "Raporti",
        "first_row": 2,
        "labels": [{"column": 1, "meaning": "period"}],
        "values": [{"column": 2, "key": key("female")}, {"column": 3, "key": key("male")}],
        "fixed": {}, "choices": [], "blank": null,
    });
    let file = folder.path().join("mapping.json");
    std::fs::write(&file, json!({ "tables": [table] }).to_string()).unwrap();
    file
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}

fn number_of_imports(folder: &TempDir) -> usize {
    let listed = said(&besa(folder, &["--list", "--json"]));
    listed["imports"].as_array().unwrap().len()
}

#[test]
fn what_is_not_known_is_asked_with_its_cell_and_nothing_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let file = own_table(&folder, "police.xlsx", "9");
    let asked = besa(&folder, &[path(&file), "--institution", POLICE]);
    assert_eq!(asked.status.code(), Some(2), "{}", text(&asked.stderr));
    let words = text(&asked.stdout);
    assert!(words.contains("--write-mapping"), "{words}");
    assert_eq!(number_of_imports(&folder), 0);

    // The proposal is written for whoever corrects it.
    let proposal = folder.path().join("proposal.json");
    let asking = [
        path(&file),
        "--institution",
        POLICE,
        "--write-mapping",
        path(&proposal),
    ];
    assert!(besa(&folder, &asking).status.success());
    let proposal: Value = serde_json::from_slice(&std::fs::read(&proposal).unwrap()).unwrap();
    assert_eq!(proposal["tables"][0]["sheet"], "Raporti");

    // The columns are explained; one text is left, and asked about where it stands.
    let mapping = mapping(&folder);
    let explained = [
        path(&file),
        "--institution",
        POLICE,
        "--mapping",
        path(&mapping),
        "--json",
    ];
    let asked = besa(&folder, &explained);
    assert_eq!(asked.status.code(), Some(2), "{}", text(&asked.stderr));
    let asked = said(&asked);
    assert_eq!(asked["committed"], false);
    assert_eq!(asked["questions"][0]["about"], "meaning");
    assert_eq!(asked["questions"][0]["text"], "s'ka");
    assert_eq!(asked["questions"][0]["cells"], json!(["Raporti!C2"]));
    assert_eq!(number_of_imports(&folder), 0);
}

#[test]
fn a_table_is_explained_once_previewed_taken_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = own_table(&folder, "police.xlsx", "9");
    let mapping = mapping(&folder);
    let explained = [
        path(&file),
        "--institution",
        POLICE,
        "--mapping",
        path(&mapping),
        "--means",
        "s'ka=not_reported",
        "--json",
    ];
    let mut looking = explained.to_vec();
    looking.push("--preview");
    let preview = besa(&folder, &looking);
    assert!(preview.status.success(), "{}", text(&preview.stderr));
    let preview = said(&preview);
    assert_eq!(
        (&preview["new"], &preview["changed"]),
        (&json!(4), &json!(0))
    );
    let cells = preview["cells"].as_array().unwrap();
    let withheld = cells.iter().find(|cell| cell["cell"] == "Raporti!C2");
    let withheld = withheld.unwrap();
    assert_eq!(withheld["value"]["state"], "not_reported");
    assert_eq!(withheld["breakdown"], "sex=male");
    assert_eq!(number_of_imports(&folder), 0, "a preview keeps nothing");
    // Nor does it remember: the same file is asked about again.
    let again = besa(&folder, &[path(&file), "--institution", POLICE]);
    assert_eq!(again.status.code(), Some(2));

    let taken = besa(&folder, &explained);
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    let number = said(&taken)["import"].as_i64().unwrap().to_string();
    assert_eq!(number_of_imports(&folder), 1);

    // The next file with these headings needs no word.
    let next = own_table(&folder, "police-2.xlsx", "10");
    let known = [path(&next), "--institution", POLICE, "--json", "--preview"];
    let preview = besa(&folder, &known);
    assert!(preview.status.success(), "{}", text(&preview.stdout));
    let preview = said(&preview);
    let counts = (&preview["changed"], &preview["unchanged"]);
    assert_eq!(counts, (&json!(1), &json!(3)));
    // With the committee, the return is closed to files as it is to people, and that is said by cell.
    let office = folder.path().join("data").join("committee.db");
    tamper(&office, "UPDATE institution_return SET state = 'submitted'");
    for more in ["--preview", "--json"] {
        let closed = besa(&folder, &[path(&next), "--institution", POLICE, more]);
        assert_eq!(closed.status.code(), Some(2), "{}", text(&closed.stderr));
        let words = text(&closed.stdout);
        assert!(words.contains("Raporti!B3") && words.contains("2024Q2"));
        assert!(words.contains("Ask for it to be sent back"), "{words}");
    }
    assert_eq!(number_of_imports(&folder), 1, "nothing is left of it");
    tamper(&office, "UPDATE institution_return SET state = 'draft'");
    // Another institution's file is asked about: nobody shares a memory.
    let other = besa(&folder, &[path(&next), "--institution", "AL-07.HEALTH"]);
    assert_eq!(other.status.code(), Some(2));

    let undone = besa(&folder, &["--undo", &number, "--json"]);
    assert!(undone.status.success(), "{}", text(&undone.stderr));
    let twice = besa(&folder, &["--undo", &number]);
    assert_eq!(twice.status.code(), Some(2));
    let preview = said(&besa(&folder, &known));
    assert_eq!(preview["new"], 4, "nothing of it counts any more");
}

/// The form of a return as it is handed out, with one cell filled in.
fn form(folder: &TempDir, institution: &str, value: &str) -> PathBuf {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Viktimat").unwrap();
    let marks = [
        (0, "besa:indicator"),
        (1, "besa:breakdown"),
        (3, "besa:value"),
    ];
    for (column, mark) in marks {
        sheet.write(0, column, mark).unwrap();
    }
    sheet.write(1, 0, "V01").unwrap();
    match value.parse::<f64>() {
        Ok(number) => sheet.write(1, 3, number).unwrap(),
        Err(_) => sheet.write(1, 3, value).unwrap(),
    };
    let hidden = workbook.add_worksheet().set_name("besa").unwrap();
    let hidden = hidden.set_hidden(true);
    let identity = [
        ("format", "besa-return/1"),
        ("template", "victims-quarterly"),
        ("version", "1"),
        ("return", "1"),
        ("institution", institution),
        ("place", "AL-07"),
        ("period", "2024Q1"),
    ];
    for (row, (key, value)) in (0u32..).zip(identity) {
        hidden.write(row, 0, key).unwrap();
        hidden.write(row, 1, value).unwrap();
    }
    let file = folder.path().join("form.xlsx");
    workbook.save(&file).unwrap();
    file
}

#[test]
fn the_form_of_a_return_needs_no_word_and_a_foreign_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let table = own_table(&folder, "police.xlsx", "9");
    let mapping = mapping(&folder);
    let explained = [
        path(&table),
        "--institution",
        POLICE,
        "--mapping",
        path(&mapping),
        "--means",
        "s'ka=not_reported",
    ];
    // It makes the returns that it belongs to; the first is the first quarter's.
    assert!(besa(&folder, &explained).status.success());
    let form_of_police = form(&folder, POLICE, "12");
    let taken = besa(&folder, &[path(&form_of_police), "--json"]);
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    assert_eq!(said(&taken)["new"], 1);

    let wrong = form(&folder, POLICE, "-3");
    let refused = besa(&folder, &[path(&wrong), "--json"]);
    assert_eq!(refused.status.code(), Some(2));
    let refused = said(&refused);
    assert_eq!(refused["refused"], 1);
    assert_eq!(refused["cells"][0]["cell"], "Viktimat!D2");
    assert!(!refused["cells"][0]["reason"].as_str().unwrap().is_empty());

    let foreign = form(&folder, "AL-07.NPO", "12");
    let refused = besa(&folder, &[path(&foreign)]);
    assert_eq!(refused.status.code(), Some(2));
    let words = text(&refused.stderr);
    assert!(words.contains("handed out for a return"), "{words}");
    assert_eq!(number_of_imports(&folder), 2);
}

#[test]
fn a_workbook_with_personal_data_is_refused_by_its_columns_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let rows: [&[&str]; 2] = [
        &["Emri", "Mbiemri", "Datëlindja", "Viktima"],
        &["Arta", "Syntheta", "01.02.1999", "1"],
    ];
    let file = workbook(&folder, "names.xlsx", &rows);
    let refused = besa(&folder, &[path(&file), "--institution", POLICE]);
    assert_eq!(refused.status.code(), Some(2));
    let words = text(&refused.stderr);
    for heading in ["Mbiemri", "Datëlindja"] {
        assert!(words.contains(heading), "{words}");
    }
    assert!(!words.contains("Syntheta"), "{words}");
    assert_eq!(number_of_imports(&folder), 0);
}

#[test]
fn options_that_name_nothing_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = own_table(&folder, "police.xlsx", "9");
    for (options, expected) in [
        (["--institution", "AL-07.NOBODY"], "AL-07.POLICE"),
        (["--about", "Atlantis"], "AL-07"),
        (["--means", "s'ka=perhaps"], "not_reported"),
        (["--notation", "roman"], "decimal-comma"),
    ] {
        let mut arguments = vec![path(&file)];
        arguments.extend(options);
        let refused = besa(&folder, &arguments);
        assert_eq!(refused.status.code(), Some(2), "{options:?}");
        let words = text(&refused.stderr);
        assert!(words.contains(expected), "{options:?}: {words}");
    }
}
