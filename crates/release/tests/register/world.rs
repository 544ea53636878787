//! A world with the Albanian package, two national analysts, and counts that a meeting adopted.

use access::{
    Actor, AdoptFigure, ApproveRelease, HoldMeeting, Membership, ProposeRelease, ReadSnapshot,
    Scope,
};
use committee::{
    Catalogue,
    adoption::{AdoptionRule, Decision, adopt},
    figures::FactKey,
    meetings::{MeetingKind, NewMeeting, meeting_record},
};
use jiff::{Timestamp, civil::Date};
use release::{CellKey, Proposal, ReleaseError, release_approve, release_propose};
use std::sync::Arc;
use store::{Database, Migrations};
use vocabulary::{Breakdown, Country, IndicatorCode, Period, PlaceCode, RandomSource};

pub const MIGRATIONS: [Migrations; 3] = [
    ledger::MIGRATIONS,
    committee::MIGRATIONS,
    release::MIGRATIONS,
];

pub struct World {
    pub database: Database,
    pub catalogue: Catalogue,
    pub meeting: i64,
}

/// A secret that is the same in every test.
pub struct Still;

impl RandomSource for Still {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

pub fn analyst(number: u128) -> Actor {
    Actor::for_test(
        number,
        &format!("Analyst {number}"),
        Membership::NationalAnalyst,
    )
}

pub fn nation() -> Scope {
    Scope::national(PlaceCode::parse("AL").unwrap())
}

/// A day of March 2026.
pub fn day(day: i8) -> Timestamp {
    format!("2026-03-{day:02}T09:00:00Z").parse().unwrap()
}

pub fn key(indicator: &str, place: &str, period: &str, breakdown: &str) -> CellKey {
    CellKey {
        indicator: IndicatorCode::parse(indicator).unwrap(),
        place: PlaceCode::parse(place).unwrap(),
        period: Period::parse(period).unwrap(),
        breakdown: Breakdown::parse(breakdown).unwrap(),
    }
}

pub async fn world(database: Database) -> World {
    world_with(database, "", "").await
}

/// The Albanian package, with its catalogue of tables changed in one place.
pub fn country(right: &str, other: &str) -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        let text = std::fs::read_to_string(folder.to_owned() + name).ok()?;
        if name != "releases.toml" || right.is_empty() {
            return Some(text);
        }
        assert!(text.contains(right), "{right}");
        Some(text.replace(right, other))
    };
    Arc::new(Country::parse(&read).unwrap())
}

/// A world whose catalogue of tables reads otherwise in one place.
pub async fn world_with(database: Database, right: &str, other: &str) -> World {
    let catalogue = Catalogue::load(&database, country(right, other));
    let catalogue = catalogue.await.unwrap();
    let meeting = NewMeeting {
        place: PlaceCode::parse("AL").unwrap(),
        kind: MeetingKind::Committee,
        held_on: Date::constant(2026, 2, 20),
        title: "Annual analysis".to_owned(),
        reference: "1".to_owned(),
        decisions: "Adopted.".to_owned(),
    };
    let permit = analyst(1).permit::<HoldMeeting>(nation()).unwrap();
    let when = (day(1), Date::constant(2026, 3, 1));
    let meeting = meeting_record(&database, &catalogue, &permit, &meeting, when)
        .await
        .unwrap();
    World {
        database,
        catalogue,
        meeting,
    }
}

impl World {
    /// The meeting adopts a count: of the country by its analyst, of a region by its chair.
    pub async fn adopt(&self, key: &CellKey, number: i64) {
        let permit = if key.place == nation().place {
            analyst(1).permit::<AdoptFigure>(nation())
        } else {
            let region = key.place.clone();
            let chair = Membership::CommitteeChair {
                region: region.clone(),
            };
            Actor::for_test(9, "Chair", chair).permit(Scope::regional(region))
        };
        let permit = permit.unwrap();
        let decision = Decision {
            fact: FactKey {
                indicator: key.indicator.clone(),
                place: key.place.clone(),
                period: key.period,
                breakdown: key.breakdown.clone(),
            },
            rule: AdoptionRule::Custom { number },
            reason: "annual analysis".to_owned(),
            meeting: Some(self.meeting),
        };
        adopt(&self.database, &self.catalogue, &permit, &decision, day(1))
            .await
            .unwrap();
    }

    /// The chair of a region decides a count of its own, before a meeting does.
    pub async fn decide(&self, key: &CellKey, number: i64) {
        let region = key.place.clone();
        let membership = Membership::CommitteeChair {
            region: region.clone(),
        };
        let chair = Actor::for_test(20, "Chair", membership);
        let permit = chair
            .permit::<AdoptFigure>(Scope::regional(region))
            .unwrap();
        let decision = Decision {
            fact: FactKey {
                indicator: key.indicator.clone(),
                place: key.place.clone(),
                period: key.period,
                breakdown: key.breakdown.clone(),
            },
            rule: AdoptionRule::Custom { number },
            reason: "both lists were compared".to_owned(),
            meeting: None,
        };
        adopt(&self.database, &self.catalogue, &permit, &decision, day(1))
            .await
            .unwrap();
    }

    /// National counts of victims in 2025: sex and age.
    pub async fn adopt_victims(&self, female: i64, male: i64, child: i64) {
        let total = female + male;
        for (breakdown, number) in [
            ("", total),
            ("sex=female", female),
            ("sex=male", male),
            ("age=child", child),
            ("age=adult", total - child),
        ] {
            self.adopt(&key("V01", "AL", "2025", breakdown), number)
                .await;
        }
    }

    pub async fn propose(&self, proposal: &Proposal) -> Result<String, ReleaseError> {
        let permit = analyst(1).permit::<ProposeRelease>(nation()).unwrap();
        let by = (&Still as &dyn RandomSource, day(2));
        release_propose(&self.database, &self.catalogue, &permit, proposal, by).await
    }

    pub async fn approve(&self, number: u128, code: &str) -> Result<(), ReleaseError> {
        let permit = analyst(number).permit::<ApproveRelease>(nation()).unwrap();
        release_approve(&self.database, &self.catalogue, &permit, code, day(3)).await
    }

    /// Proposes, and has it approved by somebody else.
    pub async fn publish(&self, proposal: &Proposal) -> String {
        let code = self.propose(proposal).await.unwrap();
        self.approve(2, &code).await.unwrap();
        code
    }

    pub fn reading(&self) -> access::Permit<ReadSnapshot> {
        analyst(1).permit::<ReadSnapshot>(nation()).unwrap()
    }
}

pub fn proposal(table: &str) -> Proposal {
    Proposal {
        table: table.to_owned(),
        place: PlaceCode::parse("AL").unwrap(),
        period: Period::parse("2025").unwrap(),
        visible_from: day(1),
        reason: None,
        explanation: String::new(),
    }
}

pub fn correction(table: &str) -> Proposal {
    Proposal {
        reason: Some("late-registration".to_owned()),
        explanation: "The police sent its list again.".to_owned(),
        ..proposal(table)
    }
}
