//! Cell key, suggestions, noise and records by the program itself: what comes out, what is refused,
//! and what is said.

use std::{
    path::Path,
    process::{Command, Output},
};

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

fn json(output: &Output) -> serde_json::Value {
    assert!(
        output.status.success(),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Children at risk of leaving school: place, kind, a key.
fn pupils(count: u32) -> String {
    let mut text = String::from("place,kind,key\n");
    for number in 0..count {
        let place = ["Berat", "Dibër", "Fier"][number as usize % 3];
        let kind = ["absent", "working"][number as usize / 3 % 2];
        text += &format!("{place},{kind},{}\n", number.wrapping_mul(2_654_435_769));
    }
    text
}

#[test]
fn counts_are_perturbed_by_key_and_come_with_their_probabilities() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pupils.csv"), pupils(900)).unwrap();
    let asked = [
        "perturb",
        "pupils.csv",
        "--maximum",
        "2",
        "--variance",
        "1",
        "--write-ptable",
        "p.csv",
        "--json",
    ];
    let said = json(&table(folder.path(), &asked));
    assert_eq!(said["additive"], false);
    assert!(text(said["warnings"].to_string().as_bytes()).contains("do not add up"));
    assert_eq!(said["p_table_sha256"].as_str().unwrap().len(), 64);
    let rows: Vec<&str> = said["table"].as_str().unwrap().lines().collect();
    assert_eq!(rows.len(), 13);
    assert!(!said["table"].as_str().unwrap().contains("key"));
    for row in &rows[1..] {
        let fields: Vec<&str> = row.split(',').collect();
        let truth = 900
            / if fields[0] == "Total" { 1 } else { 3 }
            / if fields[1] == "Total" { 1 } else { 2 };
        assert!(
            (fields[2].parse::<i64>().unwrap() - truth).abs() <= 2,
            "{row}"
        );
    }
    // The published probabilities give the same table, and so does the same file on another day.
    let asked = ["perturb", "pupils.csv", "--ptable", "p.csv", "--json"];
    let again = json(&table(folder.path(), &asked));
    assert_eq!(again["table"], said["table"]);
    assert_eq!(again["p_table_sha256"], said["p_table_sha256"]);
}

#[test]
fn keys_from_a_secret_need_an_identifier_of_each_record() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("secret", &"5a".repeat(32));
    write("pupils.csv", &pupils(300));
    let with = |file: &str| {
        table(
            folder.path(),
            &[
                "perturb",
                file,
                "--secret",
                "secret",
                "--identifier",
                "key",
                "--json",
            ],
        )
    };
    let said = json(&with("pupils.csv"));
    assert_eq!(said["table"], json(&with("pupils.csv"))["table"]);
    write("twice.csv", "place,key\nBerat,1\nBerat,1\n");
    let done = with("twice.csv");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("line 3: the identifier stands on line 2"),
        "{}",
        text(&done.stderr)
    );
    write("secret", "short");
    let done = with("pupils.csv");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("64 hexadecimal digits")
            && !text(&done.stderr).contains("short")
    );
    write("bad.csv", "place,key\nBerat,1\nBerat,-1\n");
    let done = table(folder.path(), &["perturb", "bad.csv"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("bad.csv, line 3"),
        "{}",
        text(&done.stderr)
    );
}

/// Victims of three years, by sex and age; about 8 a year.
fn victims() -> String {
    let mut text = String::from("year,sex,age,value\n");
    for year in 2021..2024 {
        for (sex, age, count) in [
            ("F", "0-13", 2),
            ("F", "14-17", 3),
            ("F", "18-24", 2),
            ("F", "25+", 2),
            ("M", "0-13", 2),
            ("M", "14-17", 2),
            ("M", "18-24", 1),
            ("M", "25+", 3),
        ] {
            text += &format!("{year},{sex},{age},{count}\n");
        }
    }
    text
}

#[test]
fn suggestions_are_listed_best_first_and_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("victims.csv", &victims());
    write(
        "ages.csv",
        "child,parent\n0-13,child\n14-17,child\n18-24,adult\n25+,adult\n",
    );
    let asked = ["suggest", "victims.csv", "--hierarchy", "age=ages.csv"];
    let done = table(folder.path(), &asked);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = text(&done.stdout);
    assert!(
        said.starts_with(
            "each year by itself; age as child, adult only: 27 of 27 cells publishable"
        ),
        "{said}"
    );
    assert!(said.contains("note: publish one of these alone"), "{said}");
    let said = json(&table(folder.path(), &[&asked[..], &["--json"]].concat()));
    assert_eq!(said["suggestions"][0]["publishable"], 27);
    assert_eq!(
        said["suggestions"][0]["dimensions"]["age"],
        serde_json::json!(["child", "adult"])
    );
    write("cycle.csv", "child,parent\n0-13,14-17\n14-17,0-13\n");
    let done = table(
        folder.path(),
        &["suggest", "victims.csv", "--hierarchy", "age=cycle.csv"],
    );
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("part of itself"),
        "{}",
        text(&done.stderr)
    );
}

/// A national file: one row a person.
fn nation(count: usize) -> String {
    let mut text = String::from("year,sex,age,form\n");
    for number in 0..count {
        let year = 2019 + number % 5;
        let sex = ["F", "M"][number / 5 % 2];
        let age = ["0-17", "18-24", "25+"][number / 10 % 3];
        let form = ["labour", "sexual", "begging"][number / 30 % 3];
        text += &format!("{year},{sex},{age},{form}\n");
    }
    text
}

#[test]
fn noise_is_paid_for_and_small_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("small.csv", &nation(105));
    write("nation.csv", &nation(9_000));
    let asked = |file: &str, more: &[&str]| {
        let head = [
            "noise",
            file,
            "--epsilon",
            "1.5",
            "--ledger",
            "ledger.json",
            "--json",
        ];
        table(folder.path(), &[&head[..], more].concat())
    };
    let done = asked("small.csv", &["--budget", "4"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(
        text(&done.stdout).contains("105 people"),
        "{}",
        text(&done.stdout)
    );
    assert!(!folder.path().join("ledger.json").exists());
    // No ledger, no noise.
    let done = asked("nation.csv", &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("begin one"),
        "{}",
        text(&done.stderr)
    );

    let first = json(&asked("nation.csv", &["--budget", "4"]));
    assert_eq!(
        (first["epsilon_left"].as_f64(), first["additive"].as_bool()),
        (Some(2.5), Some(false))
    );
    let second = json(&asked("nation.csv", &[]));
    // Chance is the operating system's: two releases differ.
    assert_ne!(first["table"], second["table"]);
    let third = asked("nation.csv", &[]);
    assert_eq!(third.status.code(), Some(1));
    assert!(
        text(&third.stdout).contains("ε 1 "),
        "{}",
        text(&third.stdout)
    );
    // The limits were set once.
    assert_eq!(
        asked("nation.csv", &["--budget", "4"]).status.code(),
        Some(2)
    );
    // A taken place is seen before anything is spent.
    write("taken.csv", "");
    let before = std::fs::read(folder.path().join("ledger.json")).unwrap();
    let done = table(
        folder.path(),
        &[
            "noise",
            "nation.csv",
            "--epsilon",
            "0.5",
            "--ledger",
            "ledger.json",
            "-o",
            "taken.csv",
        ],
    );
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        std::fs::read(folder.path().join("ledger.json")).unwrap(),
        before
    );
    // There is no seed to give, and nothing above 4.
    assert_eq!(asked("nation.csv", &["--seed", "1"]).status.code(), Some(2));
    let done = table(
        folder.path(),
        &[
            "noise",
            "nation.csv",
            "--epsilon",
            "5",
            "--ledger",
            "other.json",
            "--budget",
            "5",
        ],
    );
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn a_budget_in_the_register_is_spent_once_and_what_left_is_on_record() {
    let folder = tempfile::tempdir().unwrap();
    spend_and_list(folder.path(), ["--directory", "office"]);
    // Nothing of the ledger lies about.
    let left = std::fs::read_dir(folder.path().join("office")).unwrap();
    let mut names = left.map(|one| one.unwrap().file_name().to_string_lossy().into_owned());
    assert!(names.all(|name| !name.contains("ledger")));
}

/// As above, in the register of a PostgreSQL database; left out where there is no server.
#[test]
fn a_budget_in_a_register_on_postgresql_is_spent_once_too() {
    let Ok(server) = std::env::var(store::testing::POSTGRES_VARIABLE) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let name = format!("besa_budget_{}", std::process::id());
    let created = runtime.block_on(store::testing::create(&server, &name));
    let address = created.unwrap();
    let folder = tempfile::tempdir().unwrap();
    spend_and_list(folder.path(), ["--database-url", &address]);
    // The surroundings say where the register is, as to every command.
    let around = Command::new(env!("CARGO_BIN_EXE_besa"))
        .current_dir(folder.path())
        .env("BESA_DATABASE_URL", &address)
        .args([
            "table",
            "noise",
            "nation.csv",
            "--json",
            "--people",
            "leavers",
        ])
        .args(["--epsilon", "0.5"])
        .output()
        .unwrap();
    assert_eq!(json(&around)["epsilon_left"].as_f64(), Some(0.5));
    runtime
        .block_on(store::testing::remove(&server, &name))
        .unwrap();
}

#[test]
fn people_without_a_register_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("nation.csv"), nation(9_000)).unwrap();
    for verb in [
        &["noise", "--epsilon", "1", "--budget", "4"][..],
        &["anonymise"],
    ] {
        let asked = [verb, &["nation.csv", "--people", "leavers"]].concat();
        let done = table(folder.path(), &asked);
        assert_eq!(done.status.code(), Some(2));
        assert!(text(&done.stderr).contains("--database-url"));
    }
}

/// Spends the budget of one group of people in the register of this place, and reads what is on record.
fn spend_and_list(folder: &Path, place: [&str; 2]) {
    std::fs::write(folder.join("nation.csv"), nation(9_000)).unwrap();
    let asked = |verb: &str, more: &[&str]| {
        let office = [&place[..], &["--people", "leavers", "--json"]].concat();
        table(folder, &[&[verb, "nation.csv"][..], &office, more].concat())
    };
    let begun = json(&asked("noise", &["--epsilon", "1.5", "--budget", "4"]));
    assert_eq!(begun["epsilon_left"].as_f64(), Some(2.5));
    let next = json(&asked("noise", &["--epsilon", "1.5"]));
    assert_eq!(next["epsilon_left"].as_f64(), Some(1.0));
    // It is spent, and a new budget for the same people is none.
    for more in [
        &["--epsilon", "1.5"][..],
        &["--epsilon", "1.5", "--budget", "4"],
    ] {
        let refused = asked("noise", more);
        assert_ne!(refused.status.code(), Some(0));
        assert!(!text(&refused.stdout).contains("\"table\""));
    }
    // A file beside the register would be a second budget.
    let both = asked("noise", &["--epsilon", "0.5", "--ledger", "ledger.json"]);
    assert_eq!(both.status.code(), Some(2));
    let records = json(&asked("anonymise", &[]));
    assert!(records["table"].as_str().is_some());

    let listed = Command::new(env!("CARGO_BIN_EXE_besa"))
        .current_dir(folder)
        .args(["release", "list", "--json"])
        .args(place)
        .output()
        .unwrap();
    let files = json(&listed)["files"].clone();
    let kinds: Vec<&str> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["records", "noise", "noise"]);
    let hash = |csv: &serde_json::Value| {
        let csv = csv.as_str().unwrap();
        blake3::hash(csv.as_bytes()).to_hex().to_string()
    };
    assert_eq!(
        files[1]["hash"].as_str(),
        Some(hash(&next["table"]).as_str())
    );
    assert_eq!(
        files[0]["hash"].as_str(),
        Some(hash(&records["table"]).as_str())
    );
}

#[test]
fn records_are_handed_out_in_groups_of_k() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    // One old man alone.
    write("nation.csv", &(nation(2_500) + "2023,M,25+,organs\n"));
    let asked = ["anonymise", "nation.csv", "-o", "out.csv", "--json"];
    let said = json(&table(folder.path(), &asked));
    assert_eq!(
        (said["records"].as_i64(), said["left_out"].as_i64()),
        (Some(2_500), Some(1))
    );
    let out = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert!(out.starts_with("sex,age,form\n") && !out.contains("organs") && !out.contains("2023"));
    let mut rows: Vec<&str> = out.lines().skip(1).collect();
    rows.sort_unstable();
    let smallest = rows
        .chunk_by(|one, other| one == other)
        .map(<[&str]>::len)
        .min();
    assert!(smallest >= Some(11));
    for (more, word) in [
        (vec!["-k", "9"], "10 or more"),
        (vec!["--time", "sex"], "3 or more pooled"),
        (vec!["--without", "qark"], "no column \"qark\""),
    ] {
        let done = table(
            folder.path(),
            &[&["anonymise", "nation.csv"][..], &more].concat(),
        );
        assert!(!done.status.success());
        let said = text(&done.stdout) + &text(&done.stderr);
        assert!(said.contains(word), "{said}");
    }
    write("small.csv", &nation(400));
    let done = table(folder.path(), &["anonymise", "small.csv"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(
        text(&done.stdout).contains("400 records"),
        "{}",
        text(&done.stdout)
    );
}
