//! The demonstration of the table wing on a real database: a dozen cases, nobody outside their part.

use access::{Actor, Membership, OperatingSystemRandom};
use casework::{Casework, MIGRATIONS, PassphraseCost, Request, Settings, TaskKind};
use jiff::Timestamp;
use std::sync::Arc;
use store::{Database, Migrations, testing::each_engine};
use table_demonstration::{PASSPHRASE, STAFF, load};
use vocabulary::{InstitutionCode, PlaceCode};

const TABLES: [Migrations; 2] = [ledger::MIGRATIONS, MIGRATIONS];

fn actors() -> Vec<Actor> {
    let actor = |(number, code): (u128, &str)| {
        let membership = Membership::InstitutionMember {
            institution: InstitutionCode::parse(code).unwrap(),
            region: PlaceCode::parse("AL-07").ok(),
        };
        Actor::for_test(number, "synthetic", membership)
    };
    let codes = STAFF.iter().map(|member| member.institution);
    (1..).zip(codes).map(actor).collect()
}

async fn played(database: Database) -> (Casework, Vec<Actor>, Timestamp) {
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let casework = Casework::new(database, settings, Arc::new(OperatingSystemRandom));
    let (actors, now) = (actors(), "2026-07-14T09:00:00Z".parse().unwrap());
    load(&casework, &actors, now).await.unwrap();
    (casework, actors, now)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_finds_work_that_is_overdue_and_a_double_that_is_nobodys_to_see() {
    each_engine(&TABLES, |database| async move {
        let (casework, actors, now) = played(database).await;
        let social = casework.enter(&actors[0], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &social,
            now,
        };
        let cases = casework.cases_of(request).await.unwrap();
        assert_eq!(
            cases.len(),
            18,
            "the finder's fortnight on the twelfth is over"
        );
        let tasks = casework.tasks_of(request).await.unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.kind == TaskKind::Danger && task.is_overdue)
        );
        assert!(tasks.iter().any(|task| !task.is_overdue));
        let mut asked = Vec::new();
        for case in &cases {
            let hints = casework.duplicate_hints(request, &case.code).await.unwrap();
            asked.extend(hints.into_iter().map(|hint| hint.ask));
        }
        assert_eq!(asked, ["AL-06.SOCIAL", "AL-06.SOCIAL"]);
        let prosecutor = casework.enter(&actors[4], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &prosecutor,
            now,
        };
        assert!(casework.cases_of(request).await.unwrap().is_empty());
    })
    .await;
}
