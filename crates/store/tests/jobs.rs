//! Jobs on both engines: nothing is lost when a worker dies, and nothing counts twice.

use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};
use store::{
    Database, StoreError, Transaction, jobs,
    jobs::{Job, Worker},
    testing::{each_engine, expect_indexed, expect_parity},
};
use vocabulary::{Clock, FixedClock};

fn second(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap() + SignedDuration::from_secs(seconds)
}

async fn enqueue(database: &Database, payload: &str, at: Timestamp) {
    let mut transaction = database.begin().await.unwrap();
    jobs::enqueue(&mut transaction, "recompute", payload, at)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
}

async fn claim(database: &Database, seconds: i64) -> Option<Job> {
    jobs::claim(database, second(seconds)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_exists_only_when_its_cause_does_and_comes_due_in_order() {
    each_engine(&[jobs::MIGRATIONS], |database| async move {
        let mut transaction = database.begin().await.unwrap();
        jobs::enqueue(&mut transaction, "recompute", "undone", second(0))
            .await
            .unwrap();
        drop(transaction);
        enqueue(&database, "later", second(60)).await;
        enqueue(&database, "first", second(1)).await;
        enqueue(&database, "second", second(1)).await;
        assert_eq!(claim(&database, 0).await, None);
        let payload = async |at| claim(&database, at).await.map(|job| job.payload);
        assert_eq!(payload(1).await.as_deref(), Some("first"));
        assert_eq!(payload(1).await.as_deref(), Some("second"));
        assert_eq!(payload(1).await, None);
        assert_eq!(payload(60).await.as_deref(), Some("later"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_worker_held_comes_back_and_the_dead_cannot_finish_it() {
    each_engine(&[jobs::MIGRATIONS], |database| async move {
        enqueue(&database, "once", second(0)).await;
        let dead = claim(&database, 0).await.unwrap();
        assert_eq!(claim(&database, 599).await, None, "still held");
        let alive = claim(&database, 600).await.unwrap();
        assert_eq!((alive.id, alive.attempts), (dead.id, 2));
        let mut transaction = database.begin().await.unwrap();
        let refused = jobs::finish(&mut transaction, &dead).await;
        assert!(matches!(refused, Err(StoreError::LeaseLost(id)) if id == dead.id));
        drop(transaction);
        let mut transaction = database.begin().await.unwrap();
        jobs::finish(&mut transaction, &alive).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(claim(&database, 10_000).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_never_hold_one_job_together() {
    each_engine(&[jobs::MIGRATIONS], |database| async move {
        for number in 0..30 {
            enqueue(&database, &number.to_string(), second(0)).await;
        }
        let held = Arc::new(Mutex::new(Vec::new()));
        let workers: Vec<_> = (0..6)
            .map(|_| {
                let (database, held) = (database.clone(), Arc::clone(&held));
                tokio::spawn(async move {
                    while let Some(job) = claim(&database, 1).await {
                        held.lock().unwrap().push(job.id);
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.await.unwrap();
        }
        let mut held = held.lock().unwrap().clone();
        held.sort_unstable();
        held.dedup();
        assert_eq!(held.len(), 30);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_job_waits_longer_each_time_and_is_given_up() {
    each_engine(&[jobs::MIGRATIONS], |database| async move {
        enqueue(&database, "hopeless", second(0)).await;
        let mut now = 0;
        for (attempt, wait) in [10, 20, 40, 80, 160, 320, 640].into_iter().enumerate() {
            let job = claim(&database, now).await.unwrap();
            jobs::fail(&database, &job, "no disk", second(now))
                .await
                .unwrap();
            assert_eq!(
                claim(&database, now + wait - 1).await,
                None,
                "attempt {attempt}"
            );
            now += wait;
        }
        let last = claim(&database, now).await.unwrap();
        assert_eq!(last.attempts, 8);
        jobs::fail(&database, &last, "no disk", second(now))
            .await
            .unwrap();
        assert_eq!(claim(&database, now + 1_000_000).await, None);
        let failed = jobs::failed_list(&database, 10).await.unwrap();
        let [only] = failed.as_slice() else {
            panic!("{failed:?}")
        };
        assert_eq!(
            (only.payload.as_str(), only.error.as_str()),
            ("hopeless", "no disk")
        );
    })
    .await;
}

/// Writes a job of its own for each job but `bad`, which it cannot do.
struct Copying;

impl Worker for Copying {
    async fn work(&self, database: &Database, job: &Job) -> Result<Transaction, String> {
        let mut transaction = database.begin().await.map_err(|error| error.to_string())?;
        let copy = format!("copy of {}", job.payload);
        jobs::enqueue(&mut transaction, "copied", &copy, second(1_000_000))
            .await
            .map_err(|error| error.to_string())?;
        if job.payload == "bad" {
            Err("bad".to_owned())
        } else {
            Ok(transaction)
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_keeps_the_outcome_of_what_succeeds_alone() {
    each_engine(&[jobs::MIGRATIONS], |database| async move {
        for payload in ["one", "bad", "two"] {
            enqueue(&database, payload, second(0)).await;
        }
        let clock = FixedClock(second(1));
        assert_eq!(
            jobs::work_off(&database, &clock, &Copying).await.unwrap(),
            2
        );
        let mut left: Vec<(String,)> = store::read!(database, connection => {
            store::query_as("SELECT payload FROM job").fetch_all(connection)
        })
        .unwrap();
        left.sort();
        let left: Vec<&str> = left.iter().map(|(payload,)| payload.as_str()).collect();
        assert_eq!(left, ["bad", "copy of one", "copy of two"]);
        assert!(clock.now() < second(2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_wordings_make_the_same_tables() {
    expect_parity(&[jobs::MIGRATIONS]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_for_work_reads_no_whole_table() {
    each_engine(&[jobs::MIGRATIONS], |database| async move {
        expect_indexed(&database, jobs::DUE).await;
        expect_indexed(&database, jobs::FAILED).await;
    })
    .await;
}
