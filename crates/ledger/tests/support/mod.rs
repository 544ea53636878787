//! What the tests of the log share: filling it, and tampering with it.

use jiff::Timestamp;
use ledger::{Hash, NewEvent, append, head};
use store::{Database, Transaction};

async fn event(transaction: &mut Transaction, number: i64) {
    let subject = number.to_string();
    let event = NewEvent {
        at: Timestamp::from_microsecond(1_700_000_000_000_000 + number).unwrap(),
        actor: "account",
        kind: "figure-adopted",
        subject: &subject,
        detail: "{}",
    };
    append(transaction, &event).await.unwrap();
}

/// Adds events, each in a transaction of its own.
pub async fn fill(database: &Database, count: i64) {
    for number in 0..count {
        let mut transaction = database.begin().await.unwrap();
        event(&mut transaction, number).await;
        transaction.commit().await.unwrap();
    }
}

/// Adds events in one transaction.
pub async fn fill_in_one(database: &Database, count: i64) {
    let mut transaction = database.begin().await.unwrap();
    for number in 0..count {
        event(&mut transaction, number).await;
    }
    transaction.commit().await.unwrap();
}

/// Runs a statement on the log behind its back.
pub async fn tamper(database: &Database, statement: &'static str) {
    let mut transaction = database.begin().await.unwrap();
    store::execute!(transaction, store::query(statement)).unwrap();
    transaction.commit().await.unwrap();
}

/// The head, as somebody keeps it.
pub async fn kept(database: &Database) -> (u64, Hash) {
    let head = head(database).await.unwrap();
    (head.size(), head.root())
}
