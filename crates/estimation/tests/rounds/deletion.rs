//! When a round is closed, files and histories are gone: from the tables, and from the database file
//! itself.

use crate::world::{
    ALL, TABLES, analyst, collecting, dump, file, full, hand_in, hex, hold, national, now, read,
};
use estimation::{
    estimates::{Choices, LinkageKnown, NewEstimate, Origin, calculate, estimate_find},
    rounds::{
        match_round, round_close, round_estimate_keep, round_files, round_find, round_histories,
        round_match_keep,
    },
};
use store::{Database, testing::each_engine};

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
    let mut rest = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        rest.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    assert!(rest.len() > 4096, "the database is there");
    // Pieces far apart, so that a page that was left lying would show.
    let holds = |piece: &[u8]| rest.windows(piece.len()).any(|window| window == piece);
    for (number, file) in files.iter().enumerate() {
        // Behind the header, which everybody knows; empty filters are zeros.
        let pieces = file.chunks(32).enumerate().skip(100).step_by(97);
        for (at, piece) in pieces.filter(|(_, piece)| !piece.contains(&0)) {
            assert!(!holds(piece), "piece {at} of file {number}");
        }
    }
    let lines: Vec<&str> = histories.histories.lines().collect();
    for pair in lines.windows(2).step_by(53) {
        assert!(!holds(pair.join("\n").as_bytes()), "{pair:?}");
    }
}
