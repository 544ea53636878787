//! Reports and exports by the program itself, from a file that it imported.

use std::{
    path::PathBuf,
    process::{Command, Output},
};
use tempfile::TempDir;

const FIGURES: &str = "institution,indicator,place,period,value\n\
    AL-07.POLICE,V01,AL-07,2024Q1,7\nAL-07.POLICE,V01,AL-07,2024Q2,12\n";

fn besa(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besa"))
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

fn file(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

#[test]
fn what_was_imported_is_handed_out_under_a_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let given = file(&folder, "figures.csv");
    std::fs::write(&given, FIGURES).unwrap();
    let imported = besa(&folder, &["import", given.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", text(&imported.stdout));
    let asked = ["--place", "AL-07", "--period", "2024", "--json", "-o"];

    let csv = file(&folder, "out.csv");
    let mut arguments = vec!["export"];
    arguments.extend(asked);
    arguments.push(csv.to_str().unwrap());
    let done = besa(&folder, &arguments);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["hash"].as_str().unwrap().len(), 64);
    let table = std::fs::read_to_string(&csv).unwrap();
    assert!(table.contains("#indicator"), "{table}");
    assert!(table.contains("AL-07.POLICE"), "{table}");

    let pdf = file(&folder, "out.pdf");
    let mut arguments = vec!["report", "--language", "en"];
    arguments.extend(asked);
    arguments.push(pdf.to_str().unwrap());
    let done = besa(&folder, &arguments);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn what_cannot_be_handed_out_is_said_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = file(&folder, "out.pdf");
    let output = out.to_str().unwrap();
    for (place, period, language, says) in [
        ("Kukes", "2024", "en", "AL-07"),
        ("AL-07", "soon", "en", "2024Q3"),
        ("AL-07", "2024", "de", "sq or en"),
        ("AL-07", "1990", "en", "nothing to freeze"),
    ] {
        let arguments = [
            "report",
            "--place",
            place,
            "--period",
            period,
            "--language",
            language,
            "-o",
            output,
        ];
        let refused = besa(&folder, &arguments);
        let says_so = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{says_so}");
        assert!(says_so.contains(says), "{says_so}");
        assert!(!out.exists());
    }
}

#[test]
fn an_import_that_is_refused_says_each_cell_in_words_and_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let given = file(&folder, "figures.csv");
    let wrong = "institution,indicator,place,period,value\n\
        AL-07.POLICE,V01,AL-07,2024Q1,7\nAL-07.POLICE,V01,Kukez,2024Q1,7\n\
        AL-07.POLICE,V01,AL-07,2024Q2,-3\nAL-07.POLICE,V01,AL-07,2024Q3,few\n\
        AL-07.POLICE,V01,AL-07,2199Q1,7\n";
    std::fs::write(&given, wrong).unwrap();
    let refused = besa(&folder, &["import", given.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stdout);
    for expected in [
        "C3: ",
        "Perhaps: ",
        "(AL-07)",
        "E4: The number is below zero.",
        "E5: “few” is no number",
        "D6: ",
        "4 rows cannot be taken; nothing was imported",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    // Words, and not what the program calls it.
    assert!(
        !said.contains("Negative") && !said.contains("Unknown("),
        "{said}"
    );
    let refused = besa(&folder, &["import", given.to_str().unwrap(), "--json"]);
    assert_eq!(refused.status.code(), Some(2));
    let told: serde_json::Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!(
        (&told["committed"], &told["refused"]),
        (&false.into(), &4.into())
    );
    assert_eq!(
        told["cells"][1]["reason"],
        "The number is below zero. A number from zero up is asked for here."
    );
    let none = besa(&folder, &["discrepancies", "--uncorroborated", "--json"]);
    let none: serde_json::Value = serde_json::from_slice(&none.stdout).unwrap();
    assert_eq!(none["discrepancies"], serde_json::json!([]));
}

#[test]
fn every_command_that_takes_a_place_or_a_period_says_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, says) in [
        (
            &["count", "--place", "Kukes", "--period", "2026Q3"][..],
            "AL-07 (Kukës)",
        ),
        (&["discrepancies", "--region", "Kukes"], "AL-07 (Kukës)"),
        (
            &["count", "--place", "AL-07", "--period", "2026-07"],
            "write 2024, 2024S1, 2024Q3",
        ),
    ] {
        let done = besa(&folder, arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(text(&done.stderr).contains(says), "{}", text(&done.stderr));
    }
}
