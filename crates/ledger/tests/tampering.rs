//! Whatever somebody with the database in hand does to the log, the check says what and where.

mod support;

use ledger::{Fault, Hash, MIGRATIONS, verify};
use store::{Database, testing::each_engine};
use support::{fill, kept, tamper};

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_log_is_whole_and_continues_every_earlier_head() {
    each_engine(&[MIGRATIONS], |database| async move {
        let mut heads = Vec::new();
        for _ in 0..4 {
            heads.push(kept(&database).await);
            fill(&database, 5).await;
        }
        let whole = verify(&database, heads).await.unwrap().unwrap();
        assert_eq!((whole.size(), whole.root()), kept(&database).await);
        assert_eq!(whole.size(), 20);
    })
    .await;
}

/// The fault that the check finds after a statement on a log of nine rows.
async fn fault_after(statement: &'static str, expected: Fault) {
    each_engine(&[MIGRATIONS], |database| {
        let expected = expected.clone();
        async move {
            fill(&database, 9).await;
            tamper(&database, statement).await;
            let found = verify(&database, None).await.unwrap();
            assert_eq!(found, Err(expected), "{statement}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_row_is_named() {
    let statement = "DELETE FROM ledger_event WHERE sequence = 3";
    let fault = Fault::Missing {
        expected: 3,
        found: 4,
    };
    assert_eq!(fault.to_string(), "rows 3 to 3 were deleted");
    fault_after(statement, fault).await;
    let statement = "DELETE FROM ledger_event WHERE sequence < 2";
    fault_after(
        statement,
        Fault::Missing {
            expected: 0,
            found: 2,
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_any_column_is_named() {
    for statement in [
        "UPDATE ledger_event SET at = at + 1 WHERE sequence = 6",
        "UPDATE ledger_event SET actor = 'somebody else' WHERE sequence = 6",
        "UPDATE ledger_event SET kind = 'figure-read' WHERE sequence = 6",
        "UPDATE ledger_event SET subject = '9' WHERE sequence = 6",
        "UPDATE ledger_event SET detail = '{\"x\":1}' WHERE sequence = 6",
        "UPDATE ledger_event SET kind = kind || subject, subject = '' WHERE sequence = 6",
        "UPDATE ledger_event SET leaf = (SELECT e.leaf FROM ledger_event e WHERE e.sequence = 1)
         WHERE sequence = 6",
    ] {
        fault_after(statement, Fault::Changed { sequence: 6 }).await;
    }
    let statement = "UPDATE ledger_event SET node = leaf WHERE sequence = 7";
    fault_after(statement, Fault::Tree { sequence: 7 }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_changed_places_are_named() {
    each_engine(&[MIGRATIONS], |database| async move {
        fill(&database, 9).await;
        tamper(
            &database,
            "UPDATE ledger_event SET sequence = -3 WHERE sequence = 3",
        )
        .await;
        tamper(
            &database,
            "UPDATE ledger_event SET sequence = 3 WHERE sequence = 5",
        )
        .await;
        tamper(
            &database,
            "UPDATE ledger_event SET sequence = 5 WHERE sequence = -3",
        )
        .await;
        let found = verify(&database, None).await.unwrap();
        assert_eq!(
            found,
            Err(Fault::Moved {
                sequence: 3,
                from: 5
            })
        );
    })
    .await;
    let to_the_end = "UPDATE ledger_event SET sequence = 100 WHERE sequence = 1";
    fault_after(
        to_the_end,
        Fault::Missing {
            expected: 1,
            found: 2,
        },
    )
    .await;
}

/// Changes a row and computes its hash anew, as somebody with this program would.
async fn forge(database: &Database, sequence: i64) {
    let mut events = ledger::event_list(database, sequence + 1, 1).await.unwrap();
    let mut event = events.remove(0);
    event.subject = "forged".to_owned();
    let leaf = ledger::leaf_hash(&event.canonical_bytes());
    let mut transaction = database.begin().await.unwrap();
    store::execute!(
        transaction,
        store::query("UPDATE ledger_event SET subject = 'forged', leaf = $2 WHERE sequence = $1")
            .bind(sequence)
            .bind(leaf.as_bytes().to_vec())
    )
    .unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_forged_together_with_its_hash_does_not_fit_the_tree() {
    each_engine(&[MIGRATIONS], |database| async move {
        fill(&database, 9).await;
        forge(&database, 4).await;
        let found = verify(&database, None).await.unwrap();
        assert_eq!(found, Err(Fault::Tree { sequence: 4 }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_cut_or_written_anew_does_not_continue_a_kept_head() {
    each_engine(&[MIGRATIONS], |database| async move {
        fill(&database, 6).await;
        let before = kept(&database).await;
        tamper(&database, "DELETE FROM ledger_event WHERE sequence >= 4").await;
        let alone = verify(&database, None).await.unwrap();
        assert!(alone.is_ok(), "a shorter log is whole in itself");
        let cut = verify(&database, Some(before)).await.unwrap();
        assert_eq!(
            cut,
            Err(Fault::Cut {
                found: 4,
                expected: 6
            })
        );
        fill(&database, 4).await;
        let rewritten = verify(&database, Some(before)).await.unwrap();
        assert_eq!(rewritten, Err(Fault::Rewritten { size: 6 }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_far_into_a_long_log_is_found() {
    each_engine(&[MIGRATIONS], |database| async move {
        support::fill_in_one(&database, 4_500).await;
        let head = kept(&database).await;
        assert!(verify(&database, Some(head)).await.unwrap().is_ok());
        tamper(
            &database,
            "UPDATE ledger_event SET actor = 'x' WHERE sequence = 4499",
        )
        .await;
        let found = verify(&database, Some(head)).await.unwrap();
        assert_eq!(found, Err(Fault::Changed { sequence: 4_499 }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_root_of_nothing_is_the_hash_of_nothing() {
    each_engine(&[MIGRATIONS], |database| async move {
        let (size, root) = kept(&database).await;
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!((size, Some(root)), (0, Hash::parse(nothing)));
        assert!(verify(&database, None).await.unwrap().is_ok());
    })
    .await;
}
