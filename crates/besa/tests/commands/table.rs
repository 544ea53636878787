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

/// Three ages, so that one of them can be hidden with its neighbours.
const AGES: &str = "sex,age,value\nTotal,Total,53\nTotal,Child,19\nTotal,Adult,11\nTotal,Old,23\n\
    Female,Total,35\nFemale,Child,14\nFemale,Adult,9\nFemale,Old,12\nMale,Total,18\nMale,Child,5\n\
    Male,Adult,2\nMale,Old,11\n";

#[test]
fn a_suppressed_table_passes_its_audit_and_its_certificate_holds() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("counts.csv", AGES);
    write("must.csv", "sex,age\nMale,Child\nTotal,*\n");
    let done = table(
        folder.path(),
        &[
            "protect",
            "counts.csv",
            "--suppress",
            "--must-publish",
            "must.csv",
            "--ranges",
            "--certificate",
            "proof.json",
            "-o",
            "public.csv",
            "--json",
        ],
    );
    assert!(
        done.status.success(),
        "{}{}",
        text(&done.stdout),
        text(&done.stderr)
    );
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["primary"][0]["coordinates"]["age"], "Adult");
    assert_eq!(said["primary"][0]["reason"], "frequency");
    assert_eq!(said["cheapest"], true);
    assert_eq!(said["summary"]["safe"], true);
    assert_eq!(said["objective"], 9 + 11 + 12);

    let public = std::fs::read_to_string(folder.path().join("public.csv")).unwrap();
    assert!(public.contains("sex,age,value,low,high\n"));
    assert!(public.contains("Male,Child,5,,\n") && public.contains("Total,Adult,11,,\n"));
    assert!(public.contains("Male,Adult,c,"), "{public}");
    let audited = table(folder.path(), &["audit", "public.csv", "--json"]);
    assert!(audited.status.success(), "{}", text(&audited.stdout));
    let verify = |certificate: &str| {
        let asked = ["verify", "public.csv", "--certificate", certificate];
        table(folder.path(), &asked).status.code()
    };
    assert_eq!(verify("proof.json"), Some(0));
    // One count more in the first table, and nothing adds up.
    let proof = std::fs::read_to_string(folder.path().join("proof.json")).unwrap();
    let mut proof: serde_json::Value = serde_json::from_str(&proof).unwrap();
    proof["first"][0] = (proof["first"][0].as_i64().unwrap() + 1).into();
    write("forged.json", &proof.to_string());
    assert_eq!(verify("forged.json"), Some(1));
}

/// What other programs ask: one below and one above, for a reader who knows no more than that counts
/// are not negative.
#[test]
fn the_classical_question_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("counts.csv"), AGES).unwrap();
    let asked = |below: &str| {
        let done = table(
            folder.path(),
            &[
                "protect",
                "counts.csv",
                "--suppress",
                "--attacker",
                "weak",
                "--width",
                "1",
                "--below",
                below,
                "--above",
                "1",
                "--json",
            ],
        );
        (done.status.code(), text(&done.stdout).to_owned())
    };
    let (code, said) = asked("1");
    assert_eq!(code, Some(0), "{said}");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["cheapest"], true);
    let cells = said["cells"].as_array().unwrap();
    let small = cells.iter().find(|cell| {
        let codes = &cell["coordinates"];
        codes["sex"] == "Male" && codes["age"] == "Adult"
    });
    let small = small.unwrap();
    assert!(small["low"].as_i64() <= Some(1) && small["high"].as_i64() >= Some(3));
    // Two people cannot be three fewer.
    assert_eq!(asked("3").0, Some(1));
}

#[test]
fn a_table_that_cannot_be_hidden_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("counts.csv", AGES);
    write("all.csv", "sex,age\nFemale,*\nTotal,*\n");
    let asked = |list: &str| {
        table(
            folder.path(),
            &[
                "protect",
                "counts.csv",
                "--suppress",
                "--must-publish",
                list,
                "-o",
                "out.csv",
            ],
        )
    };
    let done = asked("all.csv");
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
    assert!(
        text(&done.stdout).contains("Male, Adult"),
        "{}",
        text(&done.stdout)
    );
    write("wrong.csv", "sex,age\nFemale,Infant\n");
    let done = asked("wrong.csv");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("wrong.csv, line 2"),
        "{}",
        text(&done.stderr)
    );
    // Small counts cannot be forced out.
    write("small.csv", "sex,age\nMale,Adult\n");
    assert_eq!(asked("small.csv").status.code(), Some(1));
    assert!(!folder.path().join("out.csv").exists());
    // One way at a time.
    let both = ["protect", "counts.csv", "--suppress", "--round", "5"];
    assert_eq!(table(folder.path(), &both).status.code(), Some(2));
    let alone = ["protect", "counts.csv", "--cost", "cells"];
    assert_eq!(table(folder.path(), &alone).status.code(), Some(2));
}
