//! Danger to life: two of three keepers open a case for four hours, to read, and never one alone; it is
//! announced, told to the person and reviewed by somebody else, on both engines.

use crate::{
    dump::expect_no_canary,
    justice::hired,
    setup::{CANARY, Office, TABLES, at, canary, hour, refusal, sequences},
};
use casework::{
    Age, CaseCode, CaseworkError, Compartment, DangerKind, EmergencyOutcome, EmergencyState, Field,
    NewBriefing, NewGrant, Profession, Purpose, RecordId, TaskKind, Worker,
};
use proptest::prelude::*;
use store::{Database, testing::each_engine};
use vocabulary::Language;

/// The office, with three keepers beside the manager.
struct Duty {
    office: Office,
    keepers: [Worker; 3],
}

/// The manager names keepers, and a second person says yes.
pub async fn named(office: &Office, (keepers, hours): (&[String; 3], i64), second: &Worker) {
    let by = office.managing(hours);
    let id = office.wing.emergency_keepers_propose(by, keepers).await;
    office
        .wing
        .emergency_keepers_confirm(at(second, hours), &id.unwrap())
        .await
        .unwrap();
}

async fn duty(database: &Database) -> Duty {
    let office = Office::open(database).await;
    let mut keepers = Vec::new();
    for (number, profession) in [
        (11, Profession::SocialWorker),
        (12, Profession::ShelterWorker),
        (13, Profession::Clinician),
    ] {
        keepers.push(hired(&office, number, "R-1.SOCIAL", profession).await);
    }
    let keepers: [Worker; 3] = keepers.try_into().expect("three were hired");
    let names = keepers.each_ref().map(|one| one.account().to_owned());
    named(&office, (&names, 1), &keepers[0]).await;
    Duty { office, keepers }
}

const WHY: &str = "Threatened tonight; the manager cannot be reached.";

impl Duty {
    async fn ask(&self, who: &Worker, code: &CaseCode, hours: i64) -> Asked {
        let form = format!("e-{hours}-{}-{code}", who.account());
        let form = &form[..form.len().min(60)];
        let what = (form, DangerKind::Violence, WHY);
        self.office
            .wing
            .emergency_ask(at(who, hours), code, what)
            .await
    }

    async fn reads(&self, who: &Worker, code: &CaseCode, hours: i64) -> bool {
        let what = (Field::PresentLocation, "to send help");
        match self.office.wing.reveal(at(who, hours), code, what).await {
            Ok(text) => text.is_some_and(|text| text.expose() == CANARY),
            Err(CaseworkError::NotFound(_)) => false,
            Err(other) => panic!("{other}"),
        }
    }
}

type Asked = Result<RecordId, CaseworkError>;

#[tokio::test(flavor = "multi_thread")]
async fn two_keepers_open_a_case_for_four_hours_and_others_hear_of_it() {
    each_engine(&TABLES, |database| async move {
        let duty = duty(&database).await;
        let wing = &duty.office.wing;
        let code = duty.office.concern("form-1", Age::Adult).await;
        for me in 0..3_usize {
            for other in (0..3_usize).filter(|other| *other != me) {
                let hours = 10 + 10 * i64::try_from(me * 3 + other).unwrap();
                let third = &duty.keepers[3 - me - other];
                let (me, other) = (&duty.keepers[me], &duty.keepers[other]);
                let id = duty.ask(me, &code, hours).await.unwrap();
                assert!(
                    !duty.reads(me, &code, hours).await,
                    "one alone opens nothing"
                );
                let own = wing.emergency_confirm(at(me, hours), &id).await;
                assert!(matches!(own, Err(CaseworkError::NotFound(_))));
                let tasks = wing.tasks_of(duty.office.managing(hours)).await.unwrap();
                let told = tasks
                    .iter()
                    .filter(|task| task.kind == TaskKind::EmergencyAnnounced && task.is_overdue);
                assert_eq!(told.count(), 1, "announced at once");
                wing.emergency_confirm(at(other, hours + 1), &id)
                    .await
                    .unwrap();
                // A shelter's worker reaches the location, a clinician does not.
                let is_reached = me.profession() != Profession::Clinician;
                assert_eq!(duty.reads(me, &code, hours + 2).await, is_reached);
                assert!(
                    !duty.reads(other, &code, hours + 2).await,
                    "who confirmed does not read"
                );
                assert!(
                    !duty.reads(me, &code, hours + 5).await,
                    "four hours are over"
                );
                for involved in [me, other] {
                    let outcome = EmergencyOutcome::Justified;
                    let own = wing
                        .emergency_review(at(involved, hours + 5), (&id, outcome))
                        .await;
                    assert_eq!(refusal(own), "emergency-own-review");
                }
                let outcome = EmergencyOutcome::AnotherWay;
                wing.emergency_review(at(third, hours + 6), (&id, outcome))
                    .await
                    .unwrap();
                let tasks = wing
                    .tasks_of(duty.office.managing(hours + 6))
                    .await
                    .unwrap();
                assert!(
                    tasks.iter().all(|task| matches!(
                        task.kind,
                        TaskKind::Brief | TaskKind::OfferFirstHelp
                    )),
                    "{tasks:?}"
                );
            }
        }
        let report = wing
            .file_report(duty.office.managing(200), &code)
            .await
            .unwrap();
        let opened = report
            .iter()
            .filter(|event| event.kind == "emergency-opened");
        assert_eq!(opened.count(), 6, "the person is told");
        let listed = wing.emergencies(at(&duty.keepers[0], 200)).await.unwrap();
        assert!(
            listed
                .iter()
                .all(|one| one.state == EmergencyState::Reviewed)
        );
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_writes_nothing_and_reaches_no_proceedings() {
    each_engine(&TABLES, |database| async move {
        let duty = duty(&database).await;
        let wing = &duty.office.wing;
        let code = duty.office.concern("form-1", Age::Adult).await;
        let [me, other, _] = &duty.keepers;
        let id = duty.ask(me, &code, 10).await.unwrap();
        wing.emergency_confirm(at(other, 10), &id).await.unwrap();
        let now = at(me, 11);
        let text = canary();
        let briefing = NewBriefing::complete(Language::Albanian);
        let grant = NewGrant {
            holder: other.account().to_owned(),
            purpose: Purpose::Service,
            compartments: vec![Compartment::Care],
            ends_at: hour(99),
            reason: "helps".to_owned(),
        };
        for outcome in [
            wing.field_write(now, &code, (Field::Concern, &text)).await,
            wing.briefing_record(now, &code, &briefing)
                .await
                .map(|_| ()),
            wing.grant_give(now, &code, &grant).await.map(|_| ()),
            wing.access_deny(now, &code, other.account()).await,
            wing.file_report(now, &code).await.map(|_| ()),
            wing.reveal(now, &code, (Field::Participation, "curious"))
                .await
                .map(|_| ()),
        ] {
            assert!(
                matches!(outcome, Err(CaseworkError::NotFound(_))),
                "{outcome:?}"
            );
        }
        let given = NewGrant {
            purpose: Purpose::Emergency,
            ..grant
        };
        let given = wing
            .grant_give(duty.office.managing(11), &code, &given)
            .await;
        assert_eq!(refusal(given), "grant-beyond-reach");
        // The manager who hears of it ends it at once.
        wing.access_deny(duty.office.managing(12), &code, me.account())
            .await
            .unwrap();
        assert!(!duty.reads(me, &code, 12).await);
        let again = duty.ask(me, &code, 13).await;
        assert!(matches!(again, Err(CaseworkError::NotFound(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_keepers_of_a_covered_case_ask_and_only_with_a_reason() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let before = office.concern("before", Age::Adult).await;
        let wing = &office.wing;
        assert_eq!(
            refusal(wing.emergency_cover(office.managing(2)).await),
            "emergency-no-keepers"
        );
        let keepers = [
            office.manager.account(),
            office.colleague.account(),
            office.police.account(),
        ];
        let keepers = keepers.map(str::to_owned);
        let outcome = wing
            .emergency_keepers_propose(office.managing(2), &keepers)
            .await;
        assert_eq!(refusal(outcome), "emergency-keepers-invalid");
        let third = hired(&office, 11, "R-1.SOCIAL", Profession::SocialWorker).await;
        let keepers = [
            office.manager.account(),
            office.colleague.account(),
            third.account(),
        ];
        let keepers = keepers.map(str::to_owned);
        let stranger = wing
            .emergency_keepers_propose(at(&office.police, 2), &keepers)
            .await;
        assert_eq!(refusal(stranger), "emergency-social-worker-only");
        named(&office, (&keepers, 2), &office.colleague).await;
        let ask = async |who: &Worker, code: &CaseCode, why: &str| {
            let what = ("e", DangerKind::Missing, why);
            wing.emergency_ask(at(who, 3), code, what).await
        };
        let outcome = ask(&third, &before, WHY).await;
        assert!(
            matches!(outcome, Err(CaseworkError::NotFound(_))),
            "not covered"
        );
        assert_eq!(
            wing.emergency_uncovered(office.managing(3)).await.unwrap(),
            1
        );
        assert_eq!(wing.emergency_cover(office.managing(3)).await.unwrap(), 1);
        assert_eq!(
            wing.emergency_uncovered(office.managing(3)).await.unwrap(),
            0
        );
        for stranger in [&office.police, &office.shelter] {
            let outcome = ask(stranger, &before, WHY).await;
            assert!(matches!(outcome, Err(CaseworkError::NotFound(_))));
        }
        assert_eq!(
            refusal(ask(&third, &before, " ").await),
            "emergency-reason-missing"
        );
        let number = ask(&third, &before, "call 069 20 30 405").await;
        assert_eq!(refusal(number), "text-holds-identifier");
        assert_eq!(
            refusal(ask(&office.manager, &before, WHY).await),
            "emergency-has-access"
        );
        let id = ask(&third, &before, WHY).await.unwrap();
        let late = wing.emergency_confirm(at(&office.colleague, 9), &id).await;
        assert_eq!(refusal(late), "emergency-too-late");
        // A revocation changes the keys; the next emergency still opens them.
        wing.access_deny(office.managing(4), &before, office.police.account())
            .await
            .unwrap();
        wing.emergency_confirm(at(&office.colleague, 5), &id)
            .await
            .unwrap();
        let what = (Field::Name, "to send help");
        let text = wing.reveal(at(&third, 6), &before, what).await.unwrap();
        assert_eq!(text.unwrap().expose(), CANARY);
        // New keepers: what was covered for the old ones is covered no more.
        named(&office, (&keepers, 7), &third).await;
        assert_eq!(
            wing.emergency_uncovered(office.managing(7)).await.unwrap(),
            1
        );
    })
    .await;
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Ask(usize),
    Confirm(usize),
    CallOff(usize),
    Review(usize),
    Wait(i64),
}

/// What is known of the latest opening.
#[derive(Clone, Copy)]
struct Model {
    state: EmergencyState,
    asked_by: usize,
    confirmed_by: Option<usize>,
    asked_at: i64,
    opened_at: i64,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_opens_a_case_to_one_alone_or_for_longer() {
    let any_move = prop_oneof![
        3 => (0..3_usize).prop_map(Move::Ask),
        5 => (0..3_usize).prop_map(Move::Confirm),
        1 => (0..3_usize).prop_map(Move::CallOff),
        3 => (0..3_usize).prop_map(Move::Review),
        4 => (0..3_i64).prop_map(Move::Wait),
    ];
    let runs = &sequences(any_move, 10, 24);
    each_engine(&TABLES, |database| async move {
        let duty = duty(&database).await;
        let wing = &duty.office.wing;
        let mut opened = 0;
        for (number, run) in runs.iter().enumerate() {
            let code = duty
                .office
                .concern(&format!("f-{number}"), Age::Adult)
                .await;
            let mut now = 10;
            let mut latest: Option<(RecordId, Model)> = None;
            // Until when each keeper reads.
            let mut reads = [0_i64; 3];
            for (place, step) in run.iter().enumerate() {
                let seen = format!("{step:?} ({place}) in {run:?}");
                match (step, &mut latest) {
                    (Move::Wait(hours), _) => now += hours,
                    (Move::Ask(who), latest) => {
                        let what = (&*format!("{number}-{place}"), DangerKind::Medical, WHY);
                        let id = wing.emergency_ask(at(&duty.keepers[*who], now), &code, what);
                        let model = Model {
                            state: EmergencyState::Asked,
                            asked_by: *who,
                            confirmed_by: None,
                            asked_at: now,
                            opened_at: 0,
                        };
                        *latest = Some((id.await.unwrap(), model));
                    }
                    (_, None) => {}
                    (Move::Confirm(who), Some((id, model))) => {
                        let request = at(&duty.keepers[*who], now);
                        let outcome = wing.emergency_confirm(request, id).await;
                        let may = model.state == EmergencyState::Asked
                            && *who != model.asked_by
                            && now <= model.asked_at + 4;
                        assert_eq!(outcome.is_ok(), may, "{seen}");
                        if may {
                            opened += 1;
                            model.state = EmergencyState::Opened;
                            model.confirmed_by = Some(*who);
                            model.opened_at = now;
                            reads[model.asked_by] = now + 4;
                        }
                    }
                    (Move::CallOff(who), Some((id, model))) => {
                        let request = at(&duty.keepers[*who], now);
                        let outcome = wing.emergency_call_off(request, id).await;
                        let may = model.state == EmergencyState::Asked;
                        assert_eq!(outcome.is_ok(), may, "{seen}");
                        if may {
                            model.state = EmergencyState::CalledOff;
                        }
                    }
                    (Move::Review(who), Some((id, model))) => {
                        let request = at(&duty.keepers[*who], now);
                        let what = (&*id, EmergencyOutcome::Justified);
                        let outcome = wing.emergency_review(request, what).await;
                        let is_over = matches!(
                            model.state,
                            EmergencyState::Opened | EmergencyState::CalledOff
                        );
                        let is_other = *who != model.asked_by && model.confirmed_by != Some(*who);
                        assert_eq!(outcome.is_ok(), is_over && is_other, "{seen}");
                        if outcome.is_ok() {
                            model.state = EmergencyState::Reviewed;
                        }
                    }
                }
                for (keeper, until) in duty.keepers.iter().zip(reads) {
                    let what = (Field::Name, "to send help");
                    let text = wing.reveal(at(keeper, now), &code, what).await;
                    assert_eq!(text.is_ok(), now < until, "{seen}");
                }
            }
        }
        assert!(opened > 5, "some are opened: {opened}");
        expect_no_canary(&database).await;
    })
    .await;
}
