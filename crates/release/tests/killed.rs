//! A program that is killed in the middle of a release: the register, its figures, its number and the
//! log say the same, and what is there is whole. The writer is this test binary, started again.

#[path = "register/world.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod world;

use access::{Actor, Membership, ProposeRelease, Scope};
use committee::Catalogue;
use release::{Proposal, register_check, release_propose};
use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
};
use store::{Database, testing};
use vocabulary::{Period, PlaceCode, RandomSource};
use world::{MIGRATIONS, Still, World, country, day, key, proposal, world};

const VARIABLE: &str = "BESA_TEST_KILLED_RELEASE";
/// Every table of the writer has so many figures.
const FIGURES: i64 = 3;

fn about(table: &str, place: &str, period: &str) -> Proposal {
    Proposal {
        place: PlaceCode::parse(place).unwrap(),
        period: Period::parse(period).unwrap(),
        ..proposal(table)
    }
}

async fn show_members(world: &World, proposal: &Proposal) {
    let membership = Membership::TechnicalSecretariat {
        region: proposal.place.clone(),
    };
    let secretary = Actor::for_test(30, "Secretary", membership);
    let scope = Scope::regional(proposal.place.clone());
    let permit = secretary.permit::<ProposeRelease>(scope).unwrap();
    let by = (&Still as &dyn RandomSource, day(2));
    release_propose(&world.database, &world.catalogue, &permit, proposal, by)
        .await
        .unwrap();
}

/// A world that was made before, opened again.
async fn again(database: Database) -> World {
    let catalogue = Catalogue::load(&database, country("", "")).await.unwrap();
    World {
        database,
        catalogue,
        meeting: 1,
    }
}

fn kept() {
    let _ = writeln!(std::io::stderr(), "kept");
}

/// Proposes, approves and shows to members, year by year, and says what is kept. Does nothing as a
/// test.
#[tokio::test(flavor = "multi_thread")]
async fn writer() {
    let Ok(address) = env::var(VARIABLE) else {
        return;
    };
    let world = world(Database::open(&address, &MIGRATIONS).await.unwrap()).await;
    for year in 2030.. {
        let year = i32::to_string(&year);
        for (part, count) in [("", 21), ("sex=female", 13), ("sex=male", 8)] {
            world.adopt(&key("V01", "AL", &year, part), count).await;
        }
        for (part, count) in [("", 3), ("age=child", 1), ("age=adult", 2)] {
            world.decide(&key("V01", "AL-07", &year, part), count).await;
        }
        let public = about("victims-by-sex", "AL", &year);
        let code = world.propose(&public).await.unwrap();
        kept();
        world.approve(2, &code).await.unwrap();
        kept();
        show_members(&world, &about("members-victims-by-age", "AL-07", &year)).await;
        kept();
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

async fn count(world: &World, query: &'static str) -> i64 {
    let found: Result<i64, store::StoreError> = async {
        Ok(store::read!(world.database, connection => {
            store::query_scalar(query).fetch_one(connection)
        })?)
    }
    .await;
    found.unwrap()
}

async fn expect_whole(address: &str, promised: usize) {
    let world = again(Database::open(address, &MIGRATIONS).await.unwrap()).await;
    let verified = ledger::verify(&world.database, []).await.unwrap();
    assert!(verified.is_ok(), "{verified:?}");
    let proposed = "SELECT COUNT(*) FROM ledger_event WHERE kind = 'release-proposed'";
    let approved = "SELECT COUNT(*) FROM ledger_event WHERE kind = 'release-approved'";
    let shown = "SELECT COUNT(*) FROM ledger_event WHERE kind = 'released-to-members'";
    let proposed = count(&world, proposed).await;
    let approved = count(&world, approved).await;
    let shown = count(&world, shown).await;
    let acts = proposed + approved + shown;
    assert!(acts >= i64::try_from(promised).unwrap(), "{acts}");
    // One number for each act, one row for each release, all figures of each.
    let number = count(&world, "SELECT number FROM release_version").await;
    assert_eq!(number, acts);
    let releases = count(&world, "SELECT COUNT(*) FROM released").await;
    assert_eq!(releases, proposed + shown);
    let standing = "SELECT COUNT(*) FROM released WHERE state = 'approved'";
    assert_eq!(count(&world, standing).await, approved + shown);
    let figures = count(&world, "SELECT COUNT(*) FROM released_cell").await;
    assert_eq!(figures, releases * FIGURES);
    let (checked, faults) = register_check(&world.database, &world.catalogue, &world.reading())
        .await
        .unwrap();
    assert_eq!(
        (i64::try_from(checked).unwrap(), faults),
        (releases, vec![])
    );
    world.database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_release_leaves_nothing_half_written() {
    for promised in [1, 2, 3, 5] {
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
        let name = format!("besa_released_{}_{promised}", std::process::id());
        let address = testing::create(&server, &name).await.unwrap();
        kill_after(&address, promised);
        expect_whole(&address, promised).await;
        testing::remove(&server, &name).await.unwrap();
    }
}
