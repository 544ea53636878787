//! Who gets what at the witnesses' door: a witness its own log's sizes and hashes, everybody else nothing;
//! and what a witness finds out when the log is not what it was. On both engines.

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use jiff::{SignedDuration, Timestamp};
use ledger::{
    Checkpoint, CheckpointKey, Daily, Hash, NewEvent, WitnessKey, WitnessOverview, WitnessToken,
    sign_daily, witness_add, witness_overview, witness_remove,
};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use store::{Database, testing::each_engine};
use tower::ServiceExt as _;
use vocabulary::{Clock, RandomSource};
use web_witness::{WitnessDoor, router};

/// What stands in a row and must never be told to a witness.
const CANARY: &str = "Kanarinë";

struct Same(u8);

impl RandomSource for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

struct Moved(Mutex<Timestamp>);

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct Office {
    database: Database,
    clock: Arc<Moved>,
    key: CheckpointKey,
    npo: WitnessKey,
    token: WitnessToken,
}

async fn office(database: Database) -> Office {
    let now = Timestamp::from_second(1_790_000_000).unwrap();
    let npo = WitnessKey::fresh("npo.example", &Same(2)).unwrap();
    let token = WitnessToken::fresh(&Same(3));
    let key = npo.verifier().to_string();
    witness_add(&database, (&key, &token), now).await.unwrap();
    Office {
        database,
        clock: Arc::new(Moved(Mutex::new(now))),
        key: CheckpointKey::fresh("office.example/table", &Same(1)).unwrap(),
        npo,
        token,
    }
}

impl Office {
    fn later(&self, hours: i64) -> Timestamp {
        let mut now = self.clock.0.lock().unwrap();
        *now += SignedDuration::from_hours(hours);
        *now
    }

    async fn rows(&self, number: usize) {
        for _ in 0..number {
            let mut transaction = self.database.begin().await.unwrap();
            let event = NewEvent {
                at: self.clock.now(),
                actor: CANARY,
                kind: CANARY,
                subject: CANARY,
                detail: CANARY,
            };
            ledger::append(&mut transaction, &event).await.unwrap();
            transaction.commit().await.unwrap();
        }
    }

    async fn signed(&self) -> Daily {
        sign_daily(&self.database, &self.key, self.clock.now())
            .await
            .unwrap()
    }

    async fn asked(
        &self,
        (method, path): (Method, &str),
        (token, body): (&str, &str),
    ) -> (StatusCode, String) {
        let door = WitnessDoor::new([("table", self.database.clone())], self.clock.clone());
        let mut request = Request::builder().method(method).uri(path);
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = router(door).oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(!text.contains(CANARY), "{text}");
        (status, text)
    }

    async fn fetched(&self, since: &str) -> (StatusCode, String) {
        let path = format!("/witness/table/checkpoint{since}");
        self.asked((Method::GET, &path), (self.token.reveal(), ""))
            .await
    }

    async fn overview(&self) -> WitnessOverview {
        witness_overview(&self.database).await.unwrap()
    }
}

fn opened(text: &str, key: &CheckpointKey) -> (String, Checkpoint, Vec<Hash>) {
    let value: Value = serde_json::from_str(text).unwrap();
    let note = value["checkpoint"].as_str().unwrap().to_owned();
    let path = value["path"].as_array().unwrap().iter();
    let path = path.map(|hash| Hash::parse(hash.as_str().unwrap()).unwrap());
    let checkpoint = Checkpoint::open(&note, &key.verifier()).unwrap();
    (note, checkpoint, path.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_fetches_proves_and_signs_and_learns_sizes_alone() {
    each_engine(&[ledger::MIGRATIONS], |database| async move {
        let office = office(database).await;
        office.rows(5).await;
        let (status, _) = office.fetched("").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "nothing is signed yet");
        assert_eq!(office.signed().await, Daily::Signed(5));
        assert_eq!(office.signed().await, Daily::AlreadySigned, "once a day");
        let (_, text) = office.fetched("").await;
        let (first, held, _) = opened(&text, &office.key);
        assert_eq!(held.size, 5);

        office.rows(8).await;
        office.later(24);
        assert_eq!(office.signed().await, Daily::Signed(13));
        let (status, text) = office.fetched("?since=5").await;
        assert_eq!(status, StatusCode::OK);
        let (note, newer, path) = opened(&text, &office.key);
        assert!(ledger::continues(held.into(), newer.into(), &path));
        let forged = (held.size, newer.root);
        assert!(!ledger::continues(forged, newer.into(), &path));

        // The signature is given back; another's, an older text changed, or none is refused.
        let post = (Method::POST, "/witness/table/cosigned");
        let token = office.token.reveal();
        let other = WitnessKey::fresh("npo.example", &Same(9)).unwrap();
        let now = office.clock.now();
        let altered = note.replacen("\n13\n", "\n12\n", 1);
        for (bad, why) in [
            (note.clone(), "not signed"),
            (other.sign(&note, now).unwrap(), "another's key"),
            (office.npo.sign(&altered, now).unwrap(), "another size"),
            (String::new(), "nothing"),
        ] {
            let (status, _) = office.asked(post.clone(), (token, &bad)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        }
        assert_eq!(office.overview().await.witnesses[0].cosigned, None);
        let signed = office.npo.sign(&note, now).unwrap();
        let (status, _) = office.asked(post.clone(), (token, &signed)).await;
        assert_eq!(status, StatusCode::OK);
        let seen = office.overview().await;
        assert_eq!(seen.witnesses[0].cosigned, Some((now, 13)));
        assert!(!seen.is_amiss(now));
        // An older checkpoint of this log may be signed too.
        let older = office.npo.sign(&first, now).unwrap();
        let (status, _) = office.asked(post, (token, &older)).await;
        assert_eq!(status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn to_everybody_else_there_is_nothing_here() {
    each_engine(&[ledger::MIGRATIONS], |database| async move {
        let office = office(database).await;
        office.rows(3).await;
        office.signed().await;
        let good = office.token.reveal().to_owned();
        let other = WitnessToken::fresh(&Same(7)).reveal().to_owned();
        let cut = good[..good.len() - 1].to_owned();
        for (path, token) in [
            ("/witness/table/checkpoint", ""),
            ("/witness/table/checkpoint", other.as_str()),
            ("/witness/table/checkpoint", cut.as_str()),
            ("/witness/committee/checkpoint", good.as_str()),
            ("/witness/%00/checkpoint", good.as_str()),
        ] {
            let (status, text) = office.asked((Method::GET, path), (token, "")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert!(text.contains("nothing here"), "{text}");
            let path = path.replace("checkpoint", "cosigned");
            let (status, _) = office.asked((Method::POST, &path), (token, "x")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
        let (status, _) = office.fetched("?since=none").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let long = "x".repeat(20_000);
        let post = (Method::POST, "/witness/table/cosigned");
        let (status, _) = office.asked(post, (&good, &long)).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(!format!("{:?}", office.token).contains(&good));
        // Whoever was taken off the list is nobody.
        assert!(
            witness_remove(&office.database, "npo.example")
                .await
                .unwrap()
        );
        let (status, _) = office.fetched("").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(
            !witness_remove(&office.database, "npo.example")
                .await
                .unwrap()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_touched_is_not_signed_and_who_is_late_is_seen() {
    each_engine(&[ledger::MIGRATIONS], |database| async move {
        let office = office(database).await;
        office.rows(9).await;
        assert_eq!(office.signed().await, Daily::Signed(9));
        let week = office.later(24 * 7);
        let seen = office.overview().await;
        assert!(seen.is_unsigned(week) && seen.is_late(&seen.witnesses[0], week));
        let mut transaction = office.database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query("DELETE FROM ledger_event WHERE sequence >= 6")
        )
        .unwrap();
        transaction.commit().await.unwrap();
        let Daily::Tampered(fault) = office.signed().await else {
            panic!("a log that was cut off was signed");
        };
        let seen = office.overview().await;
        assert_eq!(seen.fault, Some((week, fault.to_string())));
        assert_eq!(seen.signed.unwrap().1, 9, "nothing new was signed");
        // The witness who asks for the size that it holds is told, too.
        let (status, text) = office.fetched("?since=12").await;
        assert_eq!(status, StatusCode::CONFLICT, "{text}");
    })
    .await;
}
