//! A program that is killed in the middle of an import or of a decision: nothing is half there, and
//! the audit log tells the same story as the tables. The writer is this test binary, started again.

mod common;

use access::AdoptFigure;
use committee::adoption::{AdoptionRule, Decision, adopt};
use common::*;
use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
};
use store::{Database, testing};
use vocabulary::StatedFigure;

const VARIABLE: &str = "BESA_TEST_KILLED_COMMITTEE";
/// Cells of every import: enough for a kill to fall into the middle of one.
const CELLS: [&str; 6] = [
    "",
    "sex=female",
    "sex=male",
    "age=child",
    "age=adult",
    "form=labour",
];
const YEARS: i64 = 60;

/// Every cell of every year says the round's number.
fn figures(round: i64) -> Vec<StatedFigure> {
    let mut figures = Vec::new();
    for year in 0..YEARS {
        for cell in CELLS {
            let fact = fact("V01", REGION, &(1960 + year).to_string(), cell);
            figures.push(stated("AL-07.POLICE", &fact, number(round)));
        }
    }
    figures
}

/// Imports and decides in turn, and says what is kept. Does nothing as a test.
#[tokio::test(flavor = "multi_thread")]
async fn writer() {
    let Ok(address) = env::var(VARIABLE) else {
        return;
    };
    let world = world(Database::open(&address, &MIGRATIONS).await.unwrap()).await;
    let permit = regional::<AdoptFigure>(&chair(REGION), REGION);
    for round in 1i64.. {
        world.import(&figures(round), day(2)).await;
        writeln!(std::io::stderr(), "kept").unwrap();
        let decision = Decision {
            fact: fact("V01", REGION, "2000", ""),
            rule: AdoptionRule::Maximum,
            reason: "the only register".to_owned(),
            meeting: None,
        };
        let decided = adopt(
            &world.database,
            &world.catalogue,
            &permit,
            &decision,
            day(3),
        );
        decided.await.unwrap();
        writeln!(std::io::stderr(), "kept").unwrap();
    }
}

/// Starts a writer and kills it once it has kept so much and works on the next.
fn kill_after(address: &str, promised: usize) {
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer", "--nocapture"])
        .env(VARIABLE, address)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stderr.take().unwrap()).lines();
    let kept = lines
        .map_while(Result::ok)
        .filter(|line| line == "kept")
        .take(promised)
        .count();
    writer.kill().unwrap();
    writer.wait().unwrap();
    assert_eq!(kept, promised, "the writer ran");
}

async fn events(world: &World, kind: &str) -> i64 {
    store::read!(world.database, connection => {
        store::query_scalar("SELECT COUNT(*) FROM ledger_event WHERE kind = $1")
            .bind(kind.to_owned())
            .fetch_one(connection)
    })
    .unwrap()
}

async fn expect_whole(address: &str, promised: usize) {
    let world = world(Database::open(address, &MIGRATIONS).await.unwrap()).await;
    let verified = ledger::verify(&world.database, []).await.unwrap();
    assert!(verified.is_ok(), "{verified:?}");
    let imports = events(&world, "import-committed").await;
    let decisions = events(&world, "figure-adopted").await;
    let kept = i64::try_from(promised).unwrap();
    assert!(
        imports + decisions >= kept,
        "{imports} + {decisions} < {kept}"
    );

    // All cells say the number of the last import that the log knows; all earlier ones are history.
    let cells = i64::try_from(figures(1).len()).unwrap();
    let (least, most): (i64, i64) = store::read!(world.database, connection => {
        store::query_as("SELECT MIN(number), MAX(number) FROM reported_figure").fetch_one(connection)
    })
    .unwrap();
    assert_eq!((least, most), (imports, imports));
    assert_eq!(world.count("reported_figure").await, cells);
    let past = world.count("reported_figure_history").await;
    assert_eq!(past, cells * (imports - 1));
    let adopted = world.count("adopted_figure").await;
    let replaced = world.count("adopted_figure_history").await;
    assert_eq!(adopted + replaced, decisions);
    world.database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_or_decision_leaves_nothing_half_written() {
    for promised in [1, 2, 5] {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("a.db").display());
        kill_after(&address, promised);
        expect_whole(&address, promised).await;
        let Ok(server) = env::var(testing::POSTGRES_VARIABLE) else {
            eprintln!(
                "PostgreSQL left out: {} is not set",
                testing::POSTGRES_VARIABLE
            );
            continue;
        };
        let name = format!("besa_killed_{}", uuid::Uuid::now_v7().simple());
        let address = testing::create(&server, &name).await.unwrap();
        kill_after(&address, promised);
        expect_whole(&address, promised).await;
        testing::remove(&server, &name).await.unwrap();
    }
}
