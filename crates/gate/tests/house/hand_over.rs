//! From the cases of the demonstration to one more source beside what institutions report: who may
//! hand over, who verifies, what is compared, and that nothing of anybody goes through.

use crate::facts::{country, number, pair, place};
use access::{
    Actor, HandOverCount, ImportFigures, Membership, OperateSystem, OperatingSystemRandom, Permit,
    ReadDiscrepancies, ReadFigures, ReadReturn, ReopenReturn, Scope, VerifyReturn,
};
use casework::{
    Casework, CaseworkError, CountingGate, MIGRATIONS, PassphraseCost, Request, Settings,
    TableCount, Worker,
};
use committee::{
    Catalogue,
    discrepancies::{Kind, Status, discrepancies_of_fact},
    figures::{FactKey, Stage, fact_figures},
    imports::{NewImport, import_commit, import_stage},
    returns::{ReturnState, ReturnStep, StepRequest, return_open, return_step},
};
use gate::{Gate, GateError};
use jiff::Timestamp;
use std::{path::Path, sync::Arc};
use store::{Database, Migrations, testing::each_engine};
use table_demonstration::{PASSPHRASE, STAFF};
use vocabulary::{
    Breakdown, IndicatorCode, InstitutionCode, LeftOut, Period, RandomSource, ReportedValue,
    StatedFigure,
};

pub const TABLES: [Migrations; 3] = [ledger::MIGRATIONS, committee::MIGRATIONS, MIGRATIONS];
pub const NOW: &str = "2026-07-14T09:00:00Z";
pub const QUARTER: &str = "2026Q2";

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// The actors of the demonstration's staff, each of the region of their institution.
pub fn actors() -> Vec<Actor> {
    let actor = |(number, code): (u128, &str)| {
        let region = code.split('.').next().unwrap();
        let membership = Membership::InstitutionMember {
            institution: InstitutionCode::parse(code).unwrap(),
            region: Some(place(region)),
        };
        Actor::for_test(number, "synthetic", membership)
    };
    let codes = STAFF.iter().map(|member| member.institution);
    (1..).zip(codes).map(actor).collect()
}

pub fn wing(database: Database, random: Arc<dyn RandomSource>) -> Casework {
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    Casework::new(database, settings, random)
}

/// The demonstration's cases, and the gate between them and an empty committee.
struct World {
    casework: Casework,
    database: Database,
    catalogue: Arc<Catalogue>,
    gate: Gate,
    social: Worker,
}

impl World {
    async fn of(cases: Database, database: Database) -> Self {
        let casework = wing(cases, Arc::new(OperatingSystemRandom));
        table_demonstration::load(&casework, &actors(), now())
            .await
            .unwrap();
        let catalogue = Catalogue::load(&database, country()).await.unwrap();
        let catalogue = Arc::new(catalogue);
        let social = casework.enter(&actors()[0], PASSPHRASE, now()).await;
        Self {
            gate: Gate::new(casework.clone(), database.clone(), catalogue.clone()),
            social: social.unwrap(),
            casework,
            database,
            catalogue,
        }
    }

    fn asks(&self) -> Request<'_> {
        Request {
            worker: &self.social,
            now: now(),
        }
    }

    async fn counted(&self) -> TableCount {
        let counted = self.gate.count(self.asks(), period(QUARTER));
        counted.await.unwrap()
    }

    async fn hand_over(&self) -> Result<(), CaseworkError> {
        let seen = self.counted().await.fingerprint;
        let quarter = period(QUARTER);
        self.gate.hand_over(self.asks(), quarter, &seen).await
    }

    fn fact(&self, indicator: &str) -> FactKey {
        FactKey {
            indicator: IndicatorCode::parse(indicator).unwrap(),
            place: place("AL-07"),
            period: period(QUARTER),
            breakdown: Breakdown::total(),
        }
    }

    async fn police_says(&self, number: i64) {
        let institution = InstitutionCode::parse("AL-07.POLICE").unwrap();
        let fact = self.fact("V01");
        let figure = StatedFigure {
            institution: institution.clone(),
            indicator: fact.indicator,
            place: fact.place.clone(),
            period: fact.period,
            breakdown: fact.breakdown,
            value: ReportedValue::value(number).unwrap(),
            counting_rule: None,
            comment: None,
            source: None,
        };
        let import = NewImport {
            file_name: "police.csv",
            content: b"x",
            institution: Some(institution),
            stage: Stage::Submitted,
            figures: &[figure],
            questions: "[]".to_owned(),
            refusals: "[]".to_owned(),
            context: "{}".to_owned(),
            replaces: None,
        };
        let scope = Scope::regional(place("AL-07"));
        let permit: Permit<ImportFigures> = Actor::operator().permit(scope).unwrap();
        let id = import_stage(&self.database, &self.catalogue, &permit, &import, now())
            .await
            .unwrap();
        let when = (now(), jiff::civil::date(2026, 7, 14));
        import_commit(&self.database, &self.catalogue, &permit, id, when)
            .await
            .unwrap();
    }
}

fn secretariat() -> Actor {
    let region = place("AL-07");
    Actor::for_test(
        99,
        "secretariat",
        Membership::TechnicalSecretariat { region },
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tables_count_stands_beside_what_the_police_reported() {
    each_engine(&TABLES, |database| async move {
        let world = World::of(database.clone(), database).await;
        let count = world.counted().await;
        let of = |code: &str| {
            let mut indicators = count.indicators.iter();
            indicators
                .find(|one| one.indicator.as_str() == code)
                .unwrap()
        };
        // At the least what the demonstration tells of this quarter; its other cases may add to it.
        let potential = of("V01");
        assert!(potential.total() >= 4);
        assert!(number(potential, "age=child") >= 2 && number(potential, "sex=female") >= 2);
        assert!(potential.of_unknown_age >= 1);
        assert!(potential.left_out_for(LeftOut::Repeat) >= 1);
        assert!(potential.left_out_for(LeftOut::OtherStatus) >= 1);
        assert!(of("V02").total() >= 1 && of("V04").total() >= 1);
        assert!(number(of("A01"), "service=accommodation") >= 3);
        // Whoever was met elsewhere, in shelters, in plans and before courts.
        assert!(of("V05").total() >= 1 && of("A06").total() >= 1 && of("A07").total() >= 1);
        assert!(number(of("J09"), "decision=suspended-sentence") >= 1);
        assert!(number(of("J12"), "need=interpreters") >= 1);
        for (share, least) in [("V03", 1), ("A03", 3), ("A04", 3), ("A05", 4)] {
            let (part, whole) = pair(of(share), "");
            assert!(
                part >= least && part <= whole && whole >= 4,
                "{share} {part} {whole}"
            );
        }

        world.police_says(90).await;
        world.hand_over().await.unwrap();
        let fact = world.fact("V01");
        let scope = || Scope::regional(place("AL-07"));
        let reading: Permit<ReadFigures> = secretariat().permit(scope()).unwrap();
        let figures = fact_figures(&world.database, &world.catalogue, &reading, &fact);
        let figures = figures.await.unwrap();
        let sources: Vec<(&str, Option<i64>)> = figures
            .iter()
            .map(|one| (one.institution.as_str(), one.value.number()))
            .collect();
        let counted = i64::try_from(potential.total()).ok();
        assert_eq!(
            sources,
            [("AL-07.POLICE", Some(90)), ("AL-07.TTAT", counted)]
        );
        assert!(figures[0].count.is_none());
        assert_eq!(figures[1].count.as_ref(), Some(potential));
        let reading: Permit<ReadDiscrepancies> = secretariat().permit(scope()).unwrap();
        let found = discrepancies_of_fact(&world.database, &world.catalogue, &reading, &fact);
        let found = found.await.unwrap();
        assert!(
            found
                .iter()
                .any(|one| one.kind == Kind::ValuesDiffer && one.status == Status::Open)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_over_is_checked_by_somebody_else_and_can_be_handed_over_anew() {
    each_engine(&TABLES, |database| async move {
        let world = World::of(database.clone(), database).await;
        let key = |outcome: Result<(), CaseworkError>| outcome.unwrap_err().key();
        let quarter = period(QUARTER);
        let other = world.gate.hand_over(world.asks(), quarter, "other numbers");
        assert_eq!(key(other.await), "count-changed-meanwhile");
        world.hand_over().await.unwrap();
        assert_eq!(key(world.hand_over().await), "count-already-handed-over");
        let count = world.counted().await;
        assert_eq!(count.standing.as_deref(), Some("submitted"));
        assert!(!count.may_be_handed_over);

        let id: i64 = store::read!(world.database, connection => {
            store::query_scalar("SELECT id FROM institution_return").fetch_one(connection)
        })
        .unwrap();
        let scope = || Scope::regional(place("AL-07"));
        let step = |step, reason: Option<&str>| StepRequest {
            id,
            step,
            reason: reason.map(str::to_owned),
            meeting: None,
        };
        // Nobody of an institution verifies; the secretariat does, and never hands over itself.
        assert!(actors()[0].permit::<VerifyReturn>(scope()).is_err());
        let ttat = InstitutionCode::parse("AL-07.TTAT").unwrap();
        let handing = scope().of_institution(ttat);
        assert!(secretariat().permit::<HandOverCount>(handing).is_err());
        let checking: Permit<VerifyReturn> = secretariat().permit(scope()).unwrap();
        let back = step(ReturnStep::SendBack, Some("compare with the list"));
        return_step(&world.database, &world.catalogue, &checking, &back, now())
            .await
            .unwrap();
        assert!(world.counted().await.may_be_handed_over);
        world.hand_over().await.unwrap();
        let verify = step(ReturnStep::Verify, None);
        return_step(&world.database, &world.catalogue, &checking, &verify, now())
            .await
            .unwrap();
        let reading: Permit<ReadReturn> = secretariat().permit(scope()).unwrap();
        let file = return_open(&world.database, &world.catalogue, &reading, id).await;
        let file = file.unwrap();
        assert_eq!(file.record.state, ReturnState::Verified);
        assert_eq!(file.count.unwrap().indicators, count.indicators);
        let reopening: Permit<ReopenReturn> = secretariat().permit(scope()).unwrap();
        let reopen = step(ReturnStep::Reopen, Some("late cases"));
        return_step(
            &world.database,
            &world.catalogue,
            &reopening,
            &reopen,
            now(),
        )
        .await
        .unwrap();
        world.hand_over().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_leads_cases_counts_and_only_their_own_region() {
    each_engine(&TABLES, |database| async move {
        let world = World::of(database.clone(), database).await;
        let actors = actors();
        for actor in &actors[1..6] {
            let worker = world.casework.enter(actor, PASSPHRASE, now());
            let worker = worker.await.unwrap();
            let asks = Request {
                worker: &worker,
                now: now(),
            };
            let counted = world.gate.count(asks, period(QUARTER)).await;
            assert!(
                matches!(counted, Err(CaseworkError::NotFound(_))),
                "{:?}",
                worker.profession()
            );
            let handed = world.gate.hand_over(asks, period(QUARTER), "x").await;
            assert!(matches!(handed, Err(CaseworkError::NotFound(_))));
        }
        let other = world.casework.enter(&actors[6], PASSPHRASE, now());
        let other = other.await.unwrap();
        let asks = Request {
            worker: &other,
            now: now(),
        };
        let counted = world.gate.count(asks, period("2026Q1")).await.unwrap();
        assert_eq!(counted.place, place("AL-06"));
        assert_eq!(counted.indicators[0].total(), 1);
        let open = world.gate.count(world.asks(), period("2026Q3")).await;
        let open = open.unwrap();
        assert!(!open.may_be_handed_over);
        let early = world
            .gate
            .hand_over(world.asks(), open.period, &open.fingerprint);
        assert_eq!(early.await.unwrap_err().key(), "count-period-open");
        let year = world.gate.count(world.asks(), period("2025")).await;
        assert_eq!(year.unwrap_err().key(), "count-period-unknown");

        // Suspended between two clicks.
        world
            .casework
            .worker_suspend(&world.social, world.social.account(), now())
            .await
            .unwrap();
        let gone = world.gate.count(world.asks(), period(QUARTER)).await;
        assert!(matches!(gone, Err(CaseworkError::NotFound(_))));

        let nation = Scope::national(place("AL"));
        let operator: Permit<OperateSystem> = Actor::operator().permit(nation).unwrap();
        let of = |code: &str| {
            let place = place(code);
            let (gate, operator) = (&world.gate, &operator);
            async move {
                let what = (&place, period(QUARTER));
                gate.count_as_operator(operator, what, now()).await
            }
        };
        let (country, region) = (of("AL").await.unwrap(), of("AL-07").await.unwrap());
        let other = of("AL-06").await.unwrap();
        assert_eq!(country[0].total(), region[0].total() + other[0].total());
        assert!(matches!(of("XX").await, Err(GateError::Place)));
    })
    .await;
}

/// Every file of a folder.
fn disk(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_anybody_goes_through() {
    let logged = store::testing::ProcessLog::default();
    let writer = logged.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let address = |place: usize| format!("sqlite://{}", folders[place].path().join("db").display());
    let cases = Database::open(&address(0), &[ledger::MIGRATIONS, MIGRATIONS])
        .await
        .unwrap();
    let committees = Database::open(&address(1), &[ledger::MIGRATIONS, committee::MIGRATIONS])
        .await
        .unwrap();
    let world = World::of(cases.clone(), committees).await;
    let count = world.counted().await;
    world.hand_over().await.unwrap();
    let codes: Vec<(String, String)> = store::read!(cases, connection => {
        store::query_as("SELECT code, subject FROM case_file").fetch_all(connection)
    })
    .unwrap();
    assert!(codes.len() > 15);
    let mut canaries: Vec<String> = codes
        .into_iter()
        .flat_map(|(code, subject)| [code, subject])
        .collect();
    let names = ["person i trilluar", "Zana", "Shkrepi", "Besjana", "Agim"];
    canaries.extend(names.map(str::to_owned));
    canaries.push("1999-04-02".to_owned());
    let given = format!("{count:?}").into_bytes();
    let log = logged.bytes();
    assert!(!log.is_empty(), "nothing was logged");
    for (what, bytes) in [
        ("the committee's disk", disk(folders[1].path())),
        ("what the gate gives back", given),
        ("the log", log),
    ] {
        let text = String::from_utf8_lossy(&bytes);
        for canary in &canaries {
            assert!(!text.contains(canary.as_str()), "{what} holds {canary}");
        }
    }
    let own = String::from_utf8_lossy(&disk(folders[0].path())).into_owned();
    assert!(
        own.contains(&canaries[0]),
        "there was something to give away"
    );
}
