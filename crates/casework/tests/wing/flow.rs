//! Assistance never depends on cooperation: the same day worked twice, with every person's part in
//! proceedings turned round, gives the same plans, options, deadlines and tasks to the byte.

use crate::{
    plans::{action, assessment, beds, goal},
    referrals::consented,
    setup::{Office, TABLES, at},
};
use casework::{ActionMove, ActionStep, Field, RiskLevel, Service, Witness};
use seal::SecretText;
use std::{
    fmt::Write as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use store::{Database, testing::each_engine};
use vocabulary::RandomSource;

/// The same bytes on every run (SplitMix64, Steele, Lea and Flood 2014).
pub struct Counted(AtomicU64);

impl Counted {
    pub const fn new() -> Self {
        Self(AtomicU64::new(7))
    }
}

impl RandomSource for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let state = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (mixed ^ (mixed >> 31)).to_le_bytes()[0];
        }
    }
}

async fn a_day(database: &Database, participation: &str) -> String {
    let random = Arc::new(Counted::new());
    let office = Office::open_with(database, random).await;
    let wing = &office.wing;
    let mut seen = String::new();
    wing.provider_declare(at(&office.shelter, 1), &beds(2))
        .await
        .unwrap();
    for number in 0..3 {
        let (code, _) = consented(&office, &format!("form-{number}")).await;
        let part = SecretText::new(participation);
        let field = (Field::Participation, &part);
        wing.field_write(office.managing(3), &code, field)
            .await
            .unwrap();
        let form = format!("x-{number}");
        let new = assessment(&form, RiskLevel::Medium);
        wing.assessment_record(office.managing(4), &code, &new)
            .await
            .unwrap();
        let goal = wing
            .goal_add(office.managing(4), &code, &goal(&form))
            .await
            .unwrap();
        let new = action(&form, &goal);
        let action = wing
            .action_propose(office.managing(4), &code, &new)
            .await
            .unwrap();
        let change = ActionMove {
            action,
            version: 1,
            step: ActionStep::Agree,
            present: vec![Witness::OnlyWorker],
        };
        wing.action_move(office.managing(5), &code, &change)
            .await
            .unwrap();
        let options = wing.provider_options(office.managing(6), &code, Service::ShortShelter);
        write!(seen, "{code} {:?}", options.await.unwrap()).unwrap();
        write!(
            seen,
            "{:?}",
            wing.plan(office.managing(6), &code).await.unwrap()
        )
        .unwrap();
        let assessments = wing.assessments(office.managing(6), &code).await.unwrap();
        write!(seen, "{assessments:?}").unwrap();
        let view = wing.plan_action(office.managing(6), &code, &change.action);
        write!(seen, "{:?}", view.await.unwrap()).unwrap();
        let obstacles = wing.closing_obstacles(office.managing(6), &code).await;
        write!(seen, "{:?}", obstacles.unwrap()).unwrap();
        let directory = wing.provider_directory(office.managing(6)).await.unwrap();
        write!(seen, "{directory:?}").unwrap();
    }
    let tasks = wing.tasks_of(office.managing(7)).await.unwrap();
    write!(seen, "{tasks:?}").unwrap();
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_part_in_proceedings_changes_nothing() {
    let days = Mutex::new(Vec::new());
    for participation in [
        "cooperates with the prosecutor",
        "declined to take part at all",
    ] {
        each_engine(&TABLES, |database| {
            let days = &days;
            async move {
                let day = a_day(&database, participation).await;
                days.lock().unwrap().push(day);
            }
        })
        .await;
    }
    let days = days.into_inner().unwrap();
    assert!(days[0].len() > 1000, "the day has something in it");
    assert!(days.iter().all(|day| *day == days[0]));
}
