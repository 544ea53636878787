//! When a round is closed, files and histories are gone: from the tables, and from the database file
//! itself.

use crate::world::{
    ALL, TABLES, analyst, collecting, dump, file, full, hand_in, hex, hold, national, now, read,
};
use access::AdoptFigure;
use estimation::{
    estimates::{Choices, LinkageKnown, NewEstimate, Origin, calculate, estimate_find},
    rounds::{
        match_round, round_close, round_estimate_keep, round_files, round_find, round_histories,
        round_match_keep, round_overlaps,
    },
};
use sqlx::{Connection as _, PgConnection};
use std::{
    env,
    path::{Path, PathBuf},
};
use store::{
    Database, Engine,
    testing::{POSTGRES_VARIABLE, each_engine},
};
use vocabulary::InstitutionCode;

async fn matched(database: &Database, code: &str) {
    let files = round_files(database, &hold(), code).await.unwrap();
    let matched = match_round(&files).unwrap();
    let outcome = (files.as_slice(), &matched);
    round_match_keep(database, &hold(), code, outcome, now())
        .await
        .unwrap();
}

/// Estimates from a matched round and gives the estimate's code.
async fn estimated(database: &Database, code: &str) -> String {
    let from = round_histories(database, &hold(), code).await.unwrap();
    let new = NewEstimate {
        title: from.title,
        source: code.to_owned(),
        origin: Origin::Inside,
        histories: from.histories,
        choices: Choices {
            replicates: 100,
            linkage: from
                .missed
                .map_or(LinkageKnown::Unmeasured, LinkageKnown::Missed),
            ..Choices::default()
        },
    };
    let calculated = calculate(&new.histories, &new.choices, &|| true).unwrap();
    let run = analyst().permit(national()).unwrap();
    let hold = hold();
    round_estimate_keep(database, (&hold, &run), code, (&new, &calculated), now())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_round_keeps_its_safe_result_its_log_and_nothing_else() {
    each_engine(&TABLES, |database| async move {
        let (code, files) = full(&database).await;
        let none = round_histories(&database, &hold(), &code).await;
        assert_eq!(none.unwrap_err().key(), "round-not-now");
        matched(&database, &code).await;
        let estimate = estimated(&database, &code).await;
        let histories = round_histories(&database, &hold(), &code).await.unwrap();
        let before = dump(&database).await;
        let line = histories.histories.lines().nth(1).unwrap().to_lowercase();
        assert!(before.contains(&line));
        assert!(files.iter().all(|file| before.contains(&hex(file))));

        round_close(&database, &hold(), &code, now()).await.unwrap();
        let after = dump(&database).await;
        assert!(!after.contains("draw,count") && !after.contains(&line));
        assert!(files.iter().all(|file| !after.contains(&hex(&file[..64]))));
        let found = round_find(&database, &read(ALL[0]), &code).await.unwrap();
        let result = found.result.expect("the safe result stays");
        assert_eq!(result.lists.len(), 3);
        let kinds: Vec<&str> = found.events.iter().map(|one| one.kind.as_str()).collect();
        assert!(kinds.ends_with(&["round-matched", "round-estimated", "round-closed"]));
        assert!(
            found.estimate.is_none(),
            "the estimate is the national office's"
        );
        let permit = analyst().permit(national()).unwrap();
        let kept = estimate_find(&database, &permit, &estimate).await.unwrap();
        assert!(kept.histories.is_none() && kept.report.lists.len() == 3);
        let gone = round_histories(&database, &hold(), &code).await;
        assert_eq!(gone.unwrap_err().key(), "round-not-now");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_result_tells_classes_that_hold_the_truth() {
    each_engine(&TABLES, |database| async move {
        let (code, _) = full(&database).await;
        matched(&database, &code).await;
        let found = round_find(&database, &read(ALL[0]), &code).await.unwrap();
        let result = found.result.unwrap();
        assert_eq!(result.overlaps.len(), 4);
        assert!(!result.is_reduced);
        let classes = result.overlaps.iter().map(|one| one.people);
        let mut classes = classes.chain(result.lists.iter().map(|(_, size)| *size));
        assert!(classes.all(|class| class.low % 5 == 0 && class.high == class.low + 4));
        let total = result.distinct.unwrap();
        // 240 people, each on a list with a probability of one half: 210 or so are on one.
        assert!(total.low < 212 && total.high > 208, "{total:?}");
        assert!(result.precision.is_some_and(|share| share >= 95));
        // Whoever decides how two institutions' figures are added up reads the same classes.
        let adopt = analyst().permit::<AdoptFigure>(national()).unwrap();
        let institutions = ALL.map(|code| InstitutionCode::parse(code).unwrap());
        let period = found.round.period;
        let pairs = round_overlaps(&database, &adopt, period, &institutions)
            .await
            .unwrap();
        assert_eq!(pairs.len(), 3);
        for pair in &pairs {
            let lists = pair.institutions.clone().map(|one| one.to_string());
            let mut said = result.overlaps.iter();
            let said = said.find(|one| one.lists == lists).expect("it is said");
            assert_eq!((pair.people, &pair.round), (said.people, &code));
        }
        let before = period.previous().unwrap();
        let none = round_overlaps(&database, &adopt, before, &institutions).await;
        assert_eq!(none.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_file_holds_nothing_of_replaced_or_deleted_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rounds.db");
    let address = format!("sqlite://{}", path.display());
    let database = Database::open(&address, &TABLES).await.unwrap();
    let (code, key) = collecting(&database).await;
    let mut files = vec![file(ALL[0], 77, &key)];
    hand_in(&database, &code, ALL[0], &files[0]).await.unwrap();
    for (institution, seed) in ALL.into_iter().zip(1..) {
        let file = file(institution, seed, &key);
        hand_in(&database, &code, institution, &file).await.unwrap();
        files.push(file);
    }
    matched(&database, &code).await;
    let histories = round_histories(&database, &hold(), &code).await.unwrap();
    round_close(&database, &hold(), &code, now()).await.unwrap();
    database.close().await;
    let rest = bytes(folder.path());
    assert!(rest.len() > 4096, "the database is there");
    assert_eq!(left(&rest, &files, &histories.histories), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_files_hold_nothing_of_a_closed_round() {
    each_engine(&TABLES, |database| async move {
        if database.engine() == Engine::Sqlite {
            return;
        }
        uncompressed(&database).await;
        let (code, files) = full(&database).await;
        matched(&database, &code).await;
        estimated(&database, &code).await;
        let histories = round_histories(&database, &hold(), &code).await.unwrap();
        let Some(folder) = servers_files(&database).await else {
            eprintln!("left out: the server's files cannot be read from here");
            return;
        };
        let found = left(&bytes(&folder), &files, &histories.histories);
        assert!(found > 10, "{found}");
        let reading = still_reading(&database).await;
        round_close(&database, &hold(), &code, now()).await.unwrap();
        let folder = servers_files(&database).await.expect("read before");
        assert_eq!(left(&bytes(&folder), &files, &histories.histories), 0);
        reading.close().await.unwrap();
    })
    .await;
}

/// A session that began before the round was closed and reads on: on a busy server there always is
/// one, the server's own housekeeping if nobody else.
async fn still_reading(database: &Database) -> PgConnection {
    let server = env::var(POSTGRES_VARIABLE).unwrap();
    let base = server.rsplit_once('/').map_or(&*server, |(base, _)| base);
    let (name,): (String,) = store::read!(database, connection => {
        store::query_as("SELECT current_database()::TEXT").fetch_one(connection)
    })
    .unwrap();
    let mut session = PgConnection::connect(&format!("{base}/{name}"))
        .await
        .unwrap();
    store::script(
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM linkage_round_event",
    )
    .execute(&mut session)
    .await
    .unwrap();
    session
}

/// Has the server keep large values as they are, so that they can be found among its bytes.
async fn uncompressed(database: &Database) {
    let mut transaction = database.begin().await.unwrap();
    for statement in [
        "ALTER TABLE linkage_round_file ALTER COLUMN content SET STORAGE EXTERNAL",
        "ALTER TABLE linkage_round ALTER COLUMN histories SET STORAGE EXTERNAL",
        "ALTER TABLE estimate ALTER COLUMN histories SET STORAGE EXTERNAL",
    ] {
        store::execute!(transaction, store::query(statement)).unwrap();
    }
    transaction.commit().await.unwrap();
}

/// The folder of the database on the server, after everything was written to it; nothing where it is
/// on another machine or closed to whoever runs the test.
async fn servers_files(database: &Database) -> Option<PathBuf> {
    let mut transaction = database.begin().await.ok()?;
    let found: Result<(String, String), _> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT current_setting('data_directory', true),
             (SELECT oid::TEXT FROM pg_database WHERE datname = current_database())",
        )
        .fetch_one(connection)
    });
    let (folder, name) = found.ok()?;
    store::execute!(transaction, store::query("CHECKPOINT")).ok()?;
    transaction.commit().await.ok()?;
    let folder = Path::new(&folder).join("base").join(name);
    folder.read_dir().ok().map(|_| folder)
}

/// Everything in the files of a folder.
fn bytes(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).unwrap();
    let read = |entry: std::io::Result<std::fs::DirEntry>| std::fs::read(entry.unwrap().path());
    entries.flat_map(|entry| read(entry).unwrap()).collect()
}

/// How many pieces of files and lines of histories are in `rest`. Pieces lie far apart, so that a
/// page that was left lying would show.
fn left(rest: &[u8], files: &[Vec<u8>], histories: &str) -> usize {
    let holds = |piece: &[u8]| rest.windows(piece.len()).any(|window| window == piece);
    // Behind the header, which everybody knows; empty filters are zeros.
    let pieces = files
        .iter()
        .flat_map(|file| file.chunks(32).skip(100).step_by(97))
        .filter(|piece| !piece.contains(&0));
    let lines: Vec<&str> = histories.lines().collect();
    let pairs = lines.windows(2).step_by(53).map(|pair| pair.join("\n"));
    pieces.filter(|piece| holds(piece)).count()
        + pairs.filter(|pair| holds(pair.as_bytes())).count()
}
