//! What `besa table audit` says to faulty files: exit code 2, the place, nothing on standard output.

use std::{
    path::Path,
    process::{Command, Output},
};

fn audit(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besa"))
        .args(["table", "audit", "t.csv"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let done = audit(folder, arguments);
    assert_eq!(done.status.code(), Some(2));
    assert!(done.stdout.is_empty());
    String::from_utf8_lossy(&done.stderr).into_owned()
}

const TABLE: &str = "place,sex,value\nTotal,Total,20\nTotal,F,12\nTotal,M,8\nNorth,Total,11\nNorth,F,9\n\
    North,M,2\nSouth,Total,9\nSouth,F,3\nSouth,M,6\n";

#[test]
fn every_fault_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    for (from, to, words) in [
        ("North,F,9", "North,F,-9", "t.csv, line 6: -9 is negative"),
        (
            "North,F,9",
            "North,F,9.5",
            "t.csv, line 6: 9.5 is not a whole number",
        ),
        (
            "North,F,9",
            "North,F,nine",
            "t.csv, line 6: \"nine\" is neither",
        ),
        ("North,F,9", "North,F,9\nNorth,F,9", "t.csv, line 7: "),
        ("North,F,9", "North,F", "t.csv, line 6: it has 2 fields"),
        ("North,F,9", "North,F,8", "does not add up: "),
        (
            "value",
            "count",
            "no column \"value\" among place, sex, count",
        ),
    ] {
        write("t.csv", &TABLE.replacen(from, to, 1));
        let said = refused(folder.path(), &[]);
        assert!(said.contains(words), "{to}: {said}");
    }
    // Where it does not add up: the total, its value, and what its parts make.
    write("t.csv", &TABLE.replace("North,F,9", "North,F,8"));
    let said = refused(folder.path(), &[]);
    assert!(said.contains("is 11") || said.contains("is 12"), "{said}");
    // No margins at all: nothing can be subtracted, and it is not called safe.
    write("t.csv", "place,sex,value\nNorth,F,9\nNorth,M,2\n");
    let said = refused(folder.path(), &[]);
    assert!(
        said.contains("no dimension has a total called \"Total\""),
        "{said}"
    );
    write("t.csv", "");
    refused(folder.path(), &[]);
    std::fs::remove_file(folder.path().join("t.csv")).unwrap();
    assert!(refused(folder.path(), &[]).contains("t.csv"));
}

#[test]
fn hierarchies_and_releases_are_held_against_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("t.csv", TABLE);
    let with = |links: &str| {
        write("h.csv", &format!("child,parent\n{links}"));
        refused(folder.path(), &["--hierarchy", "place=h.csv"])
    };
    assert!(with("North,South\nSouth,North\n").contains("is a part of itself"));
    assert!(with("North,Total\n").contains("\"South\" is not in the hierarchy of \"place\""));
    assert!(with("North,A\nNorth,B\nSouth,A\n").contains("keep one of the two"));
    assert!(with("North\n").contains("h.csv, line 2: two codes are needed"));
    let said = refused(folder.path(), &["--hierarchy", "age=h.csv"]);
    assert!(
        said.contains("two codes") || said.contains("no column \"age\""),
        "{said}"
    );

    // Two releases that cannot both be true.
    write(
        "old.csv",
        "place,sex,value\nTotal,Total,21\nTotal,F,13\nTotal,M,8\n",
    );
    let said = refused(folder.path(), &["--released", "old.csv"]);
    assert!(
        said.contains("is published as") && said.contains("cannot both be true"),
        "{said}"
    );
    // And one that is: what was hidden now was told then.
    write(
        "t.csv",
        &TABLE
            .replace("North,F,9", "North,F,c")
            .replace("North,M,2", "North,M,c")
            .replace("South,F,3", "South,F,c")
            .replace("South,M,6", "South,M,c"),
    );
    assert_eq!(audit(folder.path(), &[]).status.code(), Some(0));
    write(
        "old.csv",
        "place,sex,value\nSouth,Total,9\nSouth,F,3\nSouth,M,6\n",
    );
    let done = audit(folder.path(), &["--released", "old.csv", "--json"]);
    assert_eq!(done.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let told = report["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| cell["disclosed"] == true);
    assert_eq!(told.count(), 2);
    assert_eq!(report["summary"]["disclosed"], 2);
}

/// Field names are a promise to other programs.
#[test]
fn the_report_has_its_fields() {
    let folder = tempfile::tempdir().unwrap();
    let hidden = TABLE
        .replace("North,M,2", "North,M,<5")
        .replace("South,M,6", "South,M,c");
    std::fs::write(folder.path().join("t.csv"), hidden).unwrap();
    let done = audit(folder.path(), &["--json"]);
    assert_eq!(done.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    for cell in report["cells"].as_array().unwrap() {
        for field in ["coordinates", "low", "high", "disclosed", "narrow", "why"] {
            assert!(!cell[field].is_null(), "{field}: {cell}");
        }
    }
    let north = &report["cells"][0];
    assert_eq!(
        north["coordinates"],
        serde_json::json!({"place": "North", "sex": "M"})
    );
    assert_eq!(
        (north["low"].as_i64(), north["high"].as_i64()),
        (Some(2), Some(2))
    );
    assert!(north["why"].as_str().unwrap().contains("11 − 9"), "{north}");
    for field in [
        "hidden",
        "disclosed",
        "narrow",
        "width",
        "safe",
        "attacker",
        "engine",
    ] {
        assert!(!report["summary"][field].is_null(), "{field}");
    }
}
