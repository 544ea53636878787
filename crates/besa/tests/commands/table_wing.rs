//! The table wing from the command line: its own database, its own log, and no start where the two
//! wings would share one.

use std::{path::Path, process::Command};

fn besa(arguments: &[&str], directory: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_besa"))
        .args(arguments)
        .env("BESA_DIRECTORY", directory)
        .env_remove("BESA_DATABASE_URL")
        .env_remove("BESA_CASEWORK_DATABASE_URL")
        .env_remove("BESA_COUNTRY")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

#[test]
fn it_has_its_own_log_and_copy_and_refuses_the_committees_database() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("data");
    let (is_whole, text) = besa(&["audit", "verify"], &directory);
    assert!(is_whole, "{text}");
    let (is_whole, text) = besa(&["audit", "verify", "--table-wing"], &directory);
    assert!(is_whole && text.contains("whole"), "{text}");
    assert!(directory.join("casework.sqlite").exists());
    let committees = format!("sqlite://{}", directory.join("committee.db").display());
    let shared = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--casework-database-url",
        &committees,
    ];
    let (is_started, text) = besa(&shared, &directory);
    assert!(!is_started && text.contains("the committee's"), "{text}");
    let copy = folder.path().join("copy.sqlite");
    let copy = copy.to_string_lossy().into_owned();
    let (is_copied, text) = besa(&["backup", "--table-wing", &copy], &directory);
    assert!(is_copied, "{text}");
    assert!(std::fs::metadata(&copy).unwrap().len() > 0);
}

#[test]
fn cases_are_counted_without_a_key_and_what_cannot_be_counted_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("data");
    let asked = ["count", "--place", "AL-07", "--period", "2025Q4", "--json"];
    let (is_done, text) = besa(&asked, &directory);
    assert!(is_done, "{text}");
    let said: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(said["place"], "AL-07");
    let indicators = said["indicators"].as_array().unwrap();
    assert!(indicators.len() > 5);
    assert!(indicators.iter().all(|one| one["looked_at"] == 0));
    let (is_done, text) = besa(&["count", "--place", "AL", "--period", "2025"], &directory);
    assert!(is_done && text.contains("V01"), "{text}");
    for (asked, says) in [
        (["count", "--place", "Kukes", "--period", "2025"], "AL-07"),
        (["count", "--place", "AL-07", "--period", "soon"], "2024Q3"),
    ] {
        let (is_done, text) = besa(&asked, &directory);
        assert!(!is_done && text.contains(says), "{text}");
    }
    // Who counted is in the table wing's log, which stays whole.
    let (is_whole, text) = besa(&["audit", "verify", "--table-wing"], &directory);
    assert!(is_whole && text.contains('2'), "{text}");
}
