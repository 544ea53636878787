//! The door for files: only this round's encoded files come in, and nothing of anything else is
//! stored anywhere.

use crate::world::{
    ALL, CANARY, POLICE, SOCIAL, TABLES, begun, collecting, dump, encoded, file, full, hand_in,
    hex, hold, key, list, now, read,
};
use estimation::rounds::{RoundSchema, match_round, round_files, round_find, round_match_keep};
use linkage::Schema;
use store::testing::each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_in_clear_text_is_refused_and_nothing_of_it_is_kept() {
    each_engine(&TABLES, |database| async move {
        let (code, _) = collecting(&database).await;
        let mut clear = list(1);
        clear.push_str(&format!(
            "{CANARY},Hoxha,Agim,1990-04-01,Vlora,F,K000000001\n"
        ));
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend(clear.as_bytes());
        let wide: Vec<u8> = clear.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Somebody puts the heading of an encoded file before a list.
        let mut disguised = b"besa-linkage\x01".to_vec();
        disguised.extend(clear.as_bytes());
        let before = dump(&database).await;
        for bytes in [clear.as_bytes(), &marked, &wide, b"PK\x03\x04 a workbook"] {
            let refused = hand_in(&database, &code, POLICE, bytes).await;
            assert_eq!(refused, Err("round-file-clear"));
        }
        let refused = hand_in(&database, &code, POLICE, &disguised).await;
        assert_eq!(refused, Err("round-file-damaged"));
        let after = dump(&database).await;
        assert!(!after.contains(&CANARY.to_lowercase()));
        assert!(!after.contains(&hex(CANARY.as_bytes())));
        assert_eq!(after, before, "a refused file leaves no trace");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_round_key_schema_or_list_is_refused_with_the_reason() {
    each_engine(&TABLES, |database| async move {
        let early = begun_file(&database).await;
        assert_eq!(early, Err("round-not-now"));
        let (code, right) = collecting(&database).await;
        let schema = RoundSchema::person().text();
        let other_schema = Schema::person().without_salts().unwrap().canonical_json();
        let few: String = list(1)
            .lines()
            .take(5)
            .map(|line| format!("{line}\n"))
            .collect();
        let good = file(POLICE, 1, &right);
        let (mut cut, mut changed) = (good.clone(), good.clone());
        cut.truncate(good.len() - 7);
        changed[good.len() / 2] ^= 1;
        let round = key("2023-00000000", 1);
        for (bytes, reason) in [
            (Vec::new(), "round-file-empty"),
            (cut, "round-file-damaged"),
            (changed, "round-file-damaged"),
            (file(POLICE, 1, &round), "round-file-other-round"),
            (file(POLICE, 1, &key(&code, 2)), "round-file-other-key"),
            (
                encoded(&list(1), &other_schema, &right, POLICE),
                "round-file-other-schema",
            ),
            (file(SOCIAL, 1, &right), "round-file-other-list"),
            (encoded(&few, &schema, &right, POLICE), "round-file-small"),
        ] {
            let refused = hand_in(&database, &code, POLICE, &bytes).await;
            assert_eq!(refused, Err(reason));
        }
        assert_eq!(hand_in(&database, &code, POLICE, &good).await, Ok(()));
    })
    .await;
}

/// Hands a file in before the key ceremony is over.
async fn begun_file(database: &store::Database) -> Result<(), &'static str> {
    let code = begun(database).await;
    let file = file(POLICE, 1, &key(&code, 1));
    hand_in(database, &code, POLICE, &file).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_files_at_once_one_stays_whole_and_later_ones_replace_it() {
    each_engine(&TABLES, |database| async move {
        let (code, key) = collecting(&database).await;
        let (one, other) = (file(POLICE, 1, &key), file(POLICE, 2, &key));
        let (first, second) = tokio::join!(
            hand_in(&database, &code, POLICE, &one),
            hand_in(&database, &code, POLICE, &other)
        );
        assert_eq!((first, second), (Ok(()), Ok(())));
        let text = dump(&database).await;
        let held = [&one, &other].map(|file| text.contains(&hex(file)));
        assert!(held[0] != held[1], "exactly one of them is there: {held:?}");
        let found = round_find(&database, &read(POLICE), &code).await.unwrap();
        let received = found
            .participants
            .iter()
            .filter(|one| one.received.is_some());
        assert_eq!(received.count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_matched_when_all_are_there_and_unchanged() {
    each_engine(&TABLES, |database| async move {
        let (code, key) = collecting(&database).await;
        let early = round_files(&database, &hold(), &code).await;
        assert_eq!(early.unwrap_err().key(), "round-files-missing");
        for (institution, seed) in ALL.into_iter().zip(1..) {
            let file = file(institution, seed, &key);
            hand_in(&database, &code, institution, &file).await.unwrap();
        }
        let files = round_files(&database, &hold(), &code).await.unwrap();
        let matched = match_round(&files).unwrap();
        let newer = file(SOCIAL, 8, &key);
        hand_in(&database, &code, SOCIAL, &newer).await.unwrap();
        let outcome = (files.as_slice(), &matched);
        let kept = round_match_keep(&database, &hold(), &code, outcome, now()).await;
        assert_eq!(kept.unwrap_err().key(), "round-files-changed");
        let files = round_files(&database, &hold(), &code).await.unwrap();
        let matched = match_round(&files).unwrap();
        let outcome = (files.as_slice(), &matched);
        round_match_keep(&database, &hold(), &code, outcome, now())
            .await
            .unwrap();
        let twice = round_match_keep(&database, &hold(), &code, outcome, now()).await;
        assert_eq!(twice.unwrap_err().key(), "round-not-now");
        let late = hand_in(&database, &code, SOCIAL, &newer).await;
        assert_eq!(late, Err("round-not-now"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_institution_sees_the_size_of_its_own_list_alone() {
    each_engine(&TABLES, |database| async move {
        let (code, _) = full(&database).await;
        let found = round_find(&database, &read(POLICE), &code).await.unwrap();
        for one in found.participants {
            let people = one.received.unwrap().people;
            assert_eq!(people.is_some(), one.institution.as_str() == POLICE);
        }
    })
    .await;
}
