//! A small office: a social worker who manages, another who stands in, a policeman, a shelter.

use access::{Actor, Membership};
use casework::{
    Age, CaseCode, Casework, Channel, ConcernSource, Field, FirstHelp, HelpAnswer, MIGRATIONS,
    NewBriefing, NewConcern, Profession, Request, Settings, Worker,
};
use jiff::{SignedDuration, Timestamp};
use seal::{PassphraseCost, SecretText};
use std::sync::Arc;
use store::{Database, Migrations};
use vocabulary::{InstitutionCode, Language, PlaceCode, RandomSource};

pub const TABLES: [Migrations; 2] = [ledger::MIGRATIONS, MIGRATIONS];
pub const PASSPHRASE: &str = "tri pula te bardha";
/// A name that must be nowhere.
pub const CANARY: &str = "Canary Hoxhë";

pub fn hour(hours: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap() + SignedDuration::from_hours(hours)
}

pub fn day(days: i64) -> Timestamp {
    hour(days * 24)
}

pub fn actor(number: u128, institution: &str) -> Actor {
    let region = PlaceCode::parse("R-1").ok();
    let institution = InstitutionCode::parse(institution).unwrap();
    Actor::for_test(
        number,
        "w",
        Membership::InstitutionMember {
            institution,
            region,
        },
    )
}

pub struct Office {
    pub wing: Casework,
    pub manager: Worker,
    pub colleague: Worker,
    pub police: Worker,
    pub shelter: Worker,
}

impl Office {
    pub async fn open(database: &Database) -> Self {
        Self::open_with(database, Arc::new(access::OperatingSystemRandom)).await
    }

    pub async fn open_with(database: &Database, random: Arc<dyn RandomSource>) -> Self {
        let settings = Settings {
            passphrase_cost: PassphraseCost {
                memory: 64,
                passes: 1,
            },
            dialling_code: "355".to_owned(),
        };
        let wing = Casework::new(database.clone(), settings, random);
        let first = actor(1, "R-1.SOCIAL");
        wing.worker_register_first(&first, Profession::SocialWorker, PASSPHRASE, hour(0))
            .await
            .unwrap();
        let manager = wing.enter(&first, PASSPHRASE, hour(0)).await.unwrap();
        let mut more = Vec::new();
        for (number, institution, profession) in [
            (2, "R-1.SOCIAL", Profession::SocialWorker),
            (3, "R-1.POLICE", Profession::Police),
            (4, "R-2.SHELTER", Profession::ShelterWorker),
        ] {
            let actor = actor(number, institution);
            wing.worker_register(&manager, &actor, profession, PASSPHRASE, hour(0))
                .await
                .unwrap();
            more.push(wing.enter(&actor, PASSPHRASE, hour(0)).await.unwrap());
        }
        let [colleague, police, shelter] = more.try_into().expect("three were registered");
        Self {
            wing,
            manager,
            colleague,
            police,
            shelter,
        }
    }

    pub fn managing(&self, hours: i64) -> Request<'_> {
        at(&self.manager, hours)
    }

    /// A concern of an adult, with a canary in every field of the person.
    pub async fn concern(&self, form: &str, age: Age) -> CaseCode {
        let told = Field::OF_PERSON.iter();
        let new = NewConcern {
            request: form.to_owned(),
            source: ConcernSource::Police,
            channel: Channel::Telephone,
            region: PlaceCode::parse("R-1").unwrap(),
            age,
            danger_now: false,
            manager: self.manager.account().to_owned(),
            told: told
                .map(|field| (*field, SecretText::new(CANARY)))
                .collect(),
        };
        self.wing
            .concern_take_in(self.managing(1), &new)
            .await
            .unwrap()
    }

    /// Help of the first hours is offered, and the person told of rights and services.
    pub async fn brief(&self, code: &CaseCode) {
        let offered = FirstHelp::AT_ONCE.map(|item| (item, HelpAnswer::HelpAccepted));
        let kept = self
            .wing
            .first_help_record(self.managing(2), code, &offered);
        kept.await.unwrap();
        let briefing = NewBriefing::complete(Language::Albanian);
        let counts = self
            .wing
            .briefing_record(self.managing(2), code, &briefing)
            .await
            .unwrap();
        assert!(counts);
    }
}

pub fn at(worker: &Worker, hours: i64) -> Request<'_> {
    Request {
        worker,
        now: hour(hours),
    }
}

pub fn canary() -> SecretText {
    SecretText::new(CANARY)
}

/// The key of a refusal; fails when there was none.
pub fn refusal<T>(outcome: Result<T, casework::CaseworkError>) -> &'static str {
    match outcome {
        Ok(_) => panic!("it was not refused"),
        Err(error) => {
            assert!(!format!("{error:?} {error}").contains("Canary"));
            error.key()
        }
    }
}

/// Random sequences, the same on every run.
pub fn sequences<S: proptest::strategy::Strategy>(
    step: S,
    how_many: usize,
    longest: usize,
) -> Vec<Vec<S::Value>>
where
    S::Value: Clone,
{
    use proptest::strategy::{Strategy as _, ValueTree as _};
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sequence = proptest::collection::vec(step, longest / 2..=longest);
    (0..how_many)
        .map(|_| {
            sequence
                .new_tree(&mut runner)
                .expect("it has values")
                .current()
        })
        .collect()
}
