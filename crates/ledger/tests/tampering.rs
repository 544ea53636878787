//! Whatever somebody with the database in hand does to the log, the check says what and where.

use jiff::Timestamp;
use ledger::{Fault, Hash, MIGRATIONS, NewEvent, append, head, verify};
use store::{Database, testing::each_engine};

async fn fill(database: &Database, count: i64) {
    for number in 0..count {
        let mut transaction = database.begin().await.unwrap();
        let subject = number.to_string();
        let event = NewEvent {
            at: Timestamp::from_microsecond(1_700_000_000_000_000 + number).unwrap(),
            actor: "account",
            kind: "figure-adopted",
            subject: &subject,
            detail: "{}",
        };
        append(&mut transaction, &event).await.unwrap();
        transaction.commit().await.unwrap();
    }
}

async fn tamper(database: &Database, statement: &'static str) {
    let mut transaction = database.begin().await.unwrap();
    store::execute!(transaction, sqlx::query(statement)).unwrap();
    transaction.commit().await.unwrap();
}

async fn kept(database: &Database) -> (u64, Hash) {
    let head = head(database).await.unwrap();
    (head.size(), head.root())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_log_is_whole_and_continues_every_earlier_head() {
    each_engine(&[MIGRATIONS], |database| async move {
        fill(&database, 5).await;
        let early = kept(&database).await;
        fill(&database, 8).await;
        let whole = verify(&database, Some(early)).await.unwrap().unwrap();
        assert_eq!((whole.size(), whole.root()), kept(&database).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_a_changed_and_a_swapped_row_are_found() {
    for (statement, fault) in [
        (
            "DELETE FROM ledger_event WHERE sequence = 3",
            Fault::Missing {
                expected: 3,
                found: 4,
            },
        ),
        (
            "UPDATE ledger_event SET subject = '9' WHERE sequence = 3",
            Fault::Changed { sequence: 3 },
        ),
        (
            "UPDATE ledger_event SET at = at + 1 WHERE sequence = 6",
            Fault::Changed { sequence: 6 },
        ),
        (
            "UPDATE ledger_event SET
                detail = '{\"x\":1}', leaf = (SELECT leaf FROM ledger_event WHERE sequence = 1)
             WHERE sequence = 2",
            Fault::Changed { sequence: 2 },
        ),
        (
            "UPDATE ledger_event SET sequence = CASE sequence WHEN 1 THEN 100 ELSE sequence END",
            Fault::Missing {
                expected: 1,
                found: 2,
            },
        ),
    ] {
        each_engine(&[MIGRATIONS], |database| {
            let fault = fault.clone();
            async move {
                fill(&database, 9).await;
                tamper(&database, statement).await;
                assert_eq!(
                    verify(&database, None).await.unwrap(),
                    Err(fault),
                    "{statement}"
                );
            }
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_cut_or_written_anew_does_not_continue_a_kept_head() {
    each_engine(&[MIGRATIONS], |database| async move {
        fill(&database, 6).await;
        let before = kept(&database).await;
        tamper(&database, "DELETE FROM ledger_event WHERE sequence >= 4").await;
        assert!(
            verify(&database, None).await.unwrap().is_ok(),
            "a shorter log is whole in itself"
        );
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
