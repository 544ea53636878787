//! Copies put back by the program itself: what comes back, what must not, and what is refused before a
//! byte is written.

use access::{Actor, Membership, OperatingSystemRandom};
use casework::{CaseCode, Casework, PassphraseCost, Phase, Request, Settings};
use jiff::Timestamp;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};
use store::{Database, testing::POSTGRES_VARIABLE};
use tempfile::TempDir;
use vocabulary::{InstitutionCode, PlaceCode};

const FIGURES: &str = "institution,indicator,place,period,value\n\
    AL-07.POLICE,V01,AL-07,2024Q1,7\nAL-07.POLICE,V01,AL-07,2024Q2,12\n";

/// A folder with data, copies and places to put them back into.
struct Disk(TempDir);

impl Disk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// The exit code and everything that was said.
    fn besa(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_besa"))
            .args(arguments)
            .env_remove("BESA_DIRECTORY")
            .env_remove("BESA_DATABASE_URL")
            .env_remove("BESA_CASEWORK_DATABASE_URL")
            .env_remove("BESA_COUNTRY")
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        let code = output.status.code().unwrap_or(-1);
        (code, String::from_utf8_lossy(&text).into_owned())
    }

    fn done(&self, arguments: &[&str]) -> String {
        let (code, text) = self.besa(arguments);
        assert_eq!(code, 0, "{arguments:?}: {text}");
        text
    }

    fn refused(&self, arguments: &[&str], expected: (i32, &str)) {
        let (code, text) = self.besa(arguments);
        assert_eq!(code, expected.0, "{arguments:?}: {text}");
        assert!(text.contains(expected.1), "{arguments:?}: {text}");
    }

    /// A copy of a committee's database with two figures.
    fn committee_copy(&self) -> String {
        fs::write(self.path("figures.csv"), FIGURES).unwrap();
        let (file, data, copy) = (
            self.text("figures.csv"),
            self.text("data"),
            self.text("copy.db"),
        );
        self.done(&["import", &file, "--directory", &data]);
        self.done(&["backup", &copy, "--directory", &data]);
        copy
    }
}

fn imports(text: &str) -> usize {
    let listed: Value = serde_json::from_str(text).unwrap();
    listed["imports"].as_array().unwrap().len()
}

pub(crate) fn tamper(file: &Path, statement: &'static str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let address = format!("sqlite://{}", file.display());
        let database = Database::open(&address, &[ledger::MIGRATIONS])
            .await
            .unwrap();
        let mut transaction = database.begin().await.unwrap();
        store::execute!(transaction, store::script(statement)).unwrap();
        transaction.commit().await.unwrap();
        database.close().await;
    });
}

#[test]
fn a_copy_comes_back_into_an_empty_place_and_into_no_other() {
    let disk = Disk::new();
    let copy = disk.committee_copy();
    let back = disk.text("back");
    let said = disk.done(&["restore", &copy, "--directory", &back, "--json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["restored"], true);
    assert_eq!(
        imports(&disk.done(&["import", "--list", "--json", "--directory", &back])),
        1
    );
    // Its log goes on, whole, from where the copy's ended, and says that it came back.
    let size = said["log"]["size"].as_u64().unwrap();
    let head = format!("{size}:{}", said["log"]["root"].as_str().unwrap());
    disk.done(&["audit", "verify", "--directory", &back, "--head", &head]);
    let kept: Vec<String> = fs::read_dir(disk.path("back"))
        .unwrap()
        .map(|one| one.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("restoring"))
        .collect();
    assert!(kept.is_empty(), "{kept:?}");

    let before = fs::read(disk.path("back").join("committee.db")).unwrap();
    let again = ["restore", &copy, "--directory", &back];
    disk.refused(&again, (2, "is there already"));
    assert_eq!(
        fs::read(disk.path("back").join("committee.db")).unwrap(),
        before
    );
}

#[test]
fn what_is_damaged_tampered_with_or_another_wings_is_refused_and_nothing_is_put_back() {
    let disk = Disk::new();
    let copy = disk.committee_copy();
    let nothing = |disk: &Disk| !disk.path("back").join("committee.db").exists();

    let cut = disk.path("cut.db");
    let bytes = fs::read(&copy).unwrap();
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let (cut, back) = (disk.text("cut.db"), disk.text("back"));
    disk.refused(
        &["restore", &cut, "--directory", &back],
        (2, "no whole database"),
    );
    assert!(nothing(&disk));

    for (name, statement, expected) in [
        (
            "log.db",
            "UPDATE ledger_event SET actor = 'nobody' WHERE sequence = 0",
            (1, "tampered"),
        ),
        (
            "file.db",
            "UPDATE source_file SET content = x'00'",
            (2, "hashes"),
        ),
    ] {
        fs::copy(&copy, disk.path(name)).unwrap();
        tamper(&disk.path(name), statement);
        let file = disk.text(name);
        disk.refused(&["restore", &file, "--directory", &back], expected);
        assert!(nothing(&disk), "{name}");
    }

    let wrong = [
        "restore",
        "--table-wing",
        &copy,
        "--directory",
        &back,
        "--nobody-erased",
    ];
    disk.refused(&wrong, (2, "leave --table-wing out"));
    let (data, wing) = (disk.text("data"), disk.text("wing.db"));
    disk.done(&[
        "count",
        "--place",
        "AL-07",
        "--period",
        "2025Q4",
        "--directory",
        &data,
    ]);
    disk.done(&["backup", "--table-wing", &wing, "--directory", &data]);
    disk.refused(
        &["restore", &wing, "--directory", &back],
        (2, "add --table-wing"),
    );
    // Without the list of erasures nobody can say who must not come back.
    let without = ["restore", "--table-wing", &wing, "--directory", &back];
    disk.refused(&without, (2, "erasures"));
    assert!(!disk.path("back").join("casework.sqlite").exists());
    disk.done(&[
        "restore",
        "--table-wing",
        &wing,
        "--directory",
        &back,
        "--nobody-erased",
    ]);
}

async fn wing(address: &str) -> (Casework, Database) {
    let tables = [ledger::MIGRATIONS, casework::MIGRATIONS];
    let database = Database::open(address, &tables).await.unwrap();
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let random = Arc::new(OperatingSystemRandom);
    (Casework::new(database.clone(), settings, random), database)
}

fn workers() -> Vec<Actor> {
    let codes = table_demonstration::STAFF.iter().map(|one| one.institution);
    let actor = |(number, code): (u128, &str)| {
        let membership = Membership::InstitutionMember {
            institution: InstitutionCode::parse(code).unwrap(),
            region: PlaceCode::parse("AL-07").ok(),
        };
        Actor::for_test(number, "synthetic", membership)
    };
    (1..).zip(codes).map(actor).collect()
}

/// The keys and the sealed fields that a database still has of a case.
async fn left_of(database: &Database, code: &CaseCode) -> i64 {
    let count: Result<i64, store::StoreError> = async {
        Ok(store::read!(database, connection => {
            store::query_scalar(
                "SELECT COUNT(*) FROM wrapped_key w JOIN case_file c ON c.subject = w.subject
                 WHERE c.code = $1",
            )
            .bind(code.as_str().to_owned())
            .fetch_one(connection)
        })?)
    }
    .await;
    count.unwrap()
}

/// A copy of a table wing from before an erasure, and who was erased since.
async fn copy_before_an_erasure(disk: &Disk) -> (CaseCode, usize) {
    let address = format!("sqlite://{}", disk.path("wing.sqlite").display());
    let (casework, database) = wing(&address).await;
    let now: Timestamp = "2026-07-14T09:00:00Z".parse().unwrap();
    let actors = workers();
    table_demonstration::load(&casework, &actors, now)
        .await
        .unwrap();
    database.back_up(&disk.path("cases.db")).await.unwrap();
    let passphrase = table_demonstration::PASSPHRASE;
    let worker = casework.enter(&actors[0], passphrase, now).await.unwrap();
    let request = Request {
        worker: &worker,
        now,
    };
    let cases = casework.cases_of(request).await.unwrap();
    let closed = cases.iter().find(|case| case.phase == Phase::Closed);
    let code = closed.unwrap().code.clone();
    assert!(left_of(&database, &code).await > 0);
    casework.case_erase(request, &code).await.unwrap();
    database.close().await;
    let line = format!("{} {}\n", code.as_str(), now.as_second());
    fs::write(disk.path("erasures.txt"), line).unwrap();
    (code, cases.len())
}

/// Whoever was erased is not in the database at an address, and everybody else is.
async fn expect_forgotten(address: &str, code: &CaseCode, cases: usize) {
    let (casework, database) = wing(address).await;
    let now: Timestamp = "2026-07-14T10:00:00Z".parse().unwrap();
    let passphrase = table_demonstration::PASSPHRASE;
    let worker = casework
        .enter(&workers()[0], passphrase, now)
        .await
        .unwrap();
    let request = Request {
        worker: &worker,
        now,
    };
    assert!(casework.case_view(request, code).await.is_err());
    assert_eq!(casework.cases_of(request).await.unwrap().len(), cases - 1);
    assert_eq!(left_of(&database, code).await, 0);
    database.close().await;
}

#[test]
fn whoever_was_erased_since_the_copy_does_not_come_back() {
    let disk = Disk::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (code, cases) = runtime.block_on(copy_before_an_erasure(&disk));
    let (copy, back) = (disk.text("cases.db"), disk.text("back"));
    let list = disk.text("erasures.txt");
    let putting = [
        "restore",
        "--table-wing",
        &copy,
        "--directory",
        &back,
        "--erasures",
        &list,
    ];
    let said = disk.done(&putting);
    assert!(said.contains("1 on the list of erasures"), "{said}");
    let address = format!("sqlite://{}/casework.sqlite", back);
    runtime.block_on(expect_forgotten(&address, &code, cases));
    // The list lies in the new folder, so that the next copy forgets too.
    let kept = fs::read_to_string(disk.path("back").join("erasures.txt")).unwrap();
    assert!(kept.starts_with(code.as_str()), "{kept}");
}

#[test]
fn copies_come_back_into_postgresql_and_forget_there_too() {
    let Ok(server) = std::env::var(POSTGRES_VARIABLE) else {
        eprintln!("PostgreSQL left out: {POSTGRES_VARIABLE} is not set");
        return;
    };
    let disk = Disk::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let number = std::process::id();
    let names = [
        format!("besa_restored_{number}"),
        format!("besa_restored_cases_{number}"),
    ];
    let create = |name: &str| {
        runtime
            .block_on(store::testing::create(&server, name))
            .unwrap()
    };
    let (committee, cases) = (create(&names[0]), create(&names[1]));
    let data = disk.text("server");

    let copy = disk.committee_copy();
    let at = ["--directory", &data, "--database-url", &committee];
    let with = |words: &[&str]| -> Vec<String> {
        words
            .iter()
            .chain(&at)
            .map(|one| (*one).to_owned())
            .collect()
    };
    let run = |words: &[&str]| {
        let words = with(words);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        disk.besa(&words)
    };
    let (code, said) = run(&["restore", &copy]);
    assert_eq!(code, 0, "{said}");
    let (_, listed) = run(&["import", "--list", "--json"]);
    assert_eq!(imports(&listed), 1);
    // New rows are numbered on, and the log goes on.
    fs::write(disk.path("more.csv"), FIGURES.replace(",12", ",13")).unwrap();
    let (code, said) = run(&["import", &disk.text("more.csv")]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(run(&["audit", "verify"]).0, 0);
    let (code, said) = run(&["restore", &copy]);
    assert_eq!(
        (code, said.contains("holds tables already")),
        (2, true),
        "{said}"
    );

    let (erased, number) = runtime.block_on(copy_before_an_erasure(&disk));
    let (copy, list) = (disk.text("cases.db"), disk.text("erasures.txt"));
    let place = ["--directory", &data, "--casework-database-url", &cases];
    let mut words = vec!["restore", "--table-wing", &copy, "--erasures", &list];
    words.extend(place);
    disk.done(&words);
    runtime.block_on(expect_forgotten(&cases, &erased, number));
    for name in names {
        runtime
            .block_on(store::testing::remove(&server, &name))
            .unwrap();
    }
}
