//! Tables in, protected tables out, by the program itself.

use std::{
    path::Path,
    process::{Command, Output},
};

const COUNTS: &str = "sex,age,value\nTotal,Total,27\nTotal,Child,19\nTotal,Adult,8\nFemale,Total,16\n\
    Female,Child,14\nFemale,Adult,2\nMale,Total,11\nMale,Child,5\nMale,Adult,6\n";

fn table(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besa"))
        .arg("table")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The values of a long table by their codes.
fn values(csv: &str) -> Vec<(String, i64)> {
    let rows = csv
        .lines()
        .skip(1)
        .map(|line| line.rsplit_once(',').unwrap());
    rows.map(|(codes, value)| (codes.to_owned(), value.parse().unwrap()))
        .collect()
}

#[test]
fn a_rounded_table_adds_up_and_its_own_audit_passes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("counts.csv"), COUNTS).unwrap();
    let seed = "07".repeat(32);
    let asked = [
        "protect",
        "counts.csv",
        "--round",
        "5",
        "--seed",
        &seed,
        "--json",
        "-o",
    ];
    let done = table(folder.path(), &[&asked[..], &["public.csv"]].concat());
    assert!(
        done.status.success(),
        "{}{}",
        text(&done.stdout),
        text(&done.stderr)
    );
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(
        (said["base"].as_i64(), said["cells"].as_i64()),
        (Some(5), Some(9))
    );

    let public = std::fs::read_to_string(folder.path().join("public.csv")).unwrap();
    let (public, counts) = (values(&public), values(COUNTS));
    assert_eq!(public.len(), counts.len());
    let of = |codes: &str| public.iter().find(|(one, _)| one == codes).unwrap().1;
    for (codes, count) in counts {
        assert!(of(&codes) % 5 == 0 && (of(&codes) - count).abs() < 5);
    }
    assert_eq!(of("Total,Total"), of("Female,Total") + of("Male,Total"));
    assert_eq!(of("Total,Child"), of("Female,Child") + of("Male,Child"));

    let audited = table(
        folder.path(),
        &["audit", "public.csv", "--round", "5", "--json"],
    );
    assert!(audited.status.success(), "{}", text(&audited.stdout));
    // What is there is not overwritten, and the same seed gives the same table.
    let again = table(folder.path(), &[&asked[..], &["public.csv"]].concat());
    assert_eq!(again.status.code(), Some(2));
    let again = table(folder.path(), &[&asked[..], &["again.csv"]].concat());
    assert!(again.status.success());
    let files =
        ["public.csv", "again.csv"].map(|name| std::fs::read(folder.path().join(name)).unwrap());
    assert_eq!(files[0], files[1]);
}

#[test]
fn what_is_out_already_stays_and_what_gives_counts_away_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("counts.csv", COUNTS);
    // The exact total is out: its parts are rounded around it.
    write("total.csv", "sex,age,value\nTotal,Total,27\n");
    let done = table(
        folder.path(),
        &["protect", "counts.csv", "--released", "total.csv", "--json"],
    );
    assert!(
        done.status.success(),
        "{}{}",
        text(&done.stdout),
        text(&done.stderr)
    );
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert!(said["loose_sums"].as_i64() > Some(0));
    let public = values(said["table"].as_str().unwrap());
    assert!(!public.iter().any(|(codes, _)| codes == "Total,Total"));

    // A hole in the counts is said, with its place.
    write(
        "hole.csv",
        &COUNTS.replace("Female,Adult,2", "Female,Adult,<5"),
    );
    let done = table(folder.path(), &["protect", "hole.csv"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("Female, Adult"),
        "{}",
        text(&done.stderr)
    );
    let done = table(folder.path(), &["protect", "counts.csv", "--round", "1"]);
    assert_eq!(done.status.code(), Some(2));
}
