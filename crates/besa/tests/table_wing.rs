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
