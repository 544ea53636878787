//! Random sequences over grants, cases and recoveries: whatever is done in whatever order, nobody reads
//! without a grant in date, no case stands where no step leads, and no key comes back by one custodian.

use crate::{
    dump::expect_no_canary,
    plans::goal,
    setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, canary, day, hour, sequences},
};
use casework::{
    Age, CaseCode, ClosureReason, Compartment, Field, NewBriefing, NewClosure, NewGrant,
    NewScreening, Phase, Profession, Purpose, RecordId, RecoveryState, ScreeningBasis,
    ScreeningDecision, Worker, machines::PHASE_TABLE,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::testing::each_engine;
use vocabulary::Language;

/// What is done about access; workers and parts by their place below.
#[derive(Debug, Clone, Copy)]
enum Access {
    Give(usize, u8, i64),
    Revoke(usize),
    Deny(usize),
    Write(usize, usize),
    Wait(i64),
}

/// A field of each part that is given, so that what opens can be seen.
const PARTS: [(Compartment, Field); 3] = [
    (Compartment::Identity, Field::Name),
    (Compartment::Location, Field::PresentLocation),
    (Compartment::Care, Field::Concern),
];

/// What a worker was given: parts, and until when.
#[derive(Default, Clone)]
struct Held {
    grants: Vec<(BTreeSet<Compartment>, i64)>,
    is_denied: bool,
}

impl Held {
    fn opens(&self, part: Compartment, now: i64) -> bool {
        let mut grants = self.grants.iter();
        !self.is_denied && grants.any(|(parts, ends)| parts.contains(&part) && now < *ends)
    }
}

fn parts(bits: u8) -> Vec<Compartment> {
    let chosen = PARTS.iter().enumerate();
    let chosen = chosen.filter(|(place, _)| bits & (1 << place) != 0);
    chosen.map(|(_, (part, _))| *part).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_of_grants_opens_more_than_was_given_or_less() {
    let any_move = prop_oneof![
        5 => (0..3_usize, 1..8_u8, 1..6_i64).prop_map(|(who, bits, days)| Access::Give(who, bits, days)),
        2 => (0..3_usize).prop_map(Access::Revoke),
        1 => (0..3_usize).prop_map(Access::Deny),
        2 => (0..3_usize, 0..3_usize).prop_map(|(who, part)| Access::Write(who, part)),
        3 => (1..4_i64).prop_map(Access::Wait),
    ];
    let runs = &sequences(any_move, 8, 14);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let people = [&office.colleague, &office.police, &office.shelter];
        let mut was_open = 0;
        for (number, run) in runs.iter().enumerate() {
            let code = office.concern(&format!("f-{number}"), Age::Adult).await;
            let mut held = [Held::default(), Held::default(), Held::default()];
            let mut now = 24;
            for (place, step) in run.iter().enumerate() {
                let seen = format!("{step:?} ({place}) in {run:?}");
                match step {
                    Access::Wait(days) => now += days * 24,
                    Access::Give(who, bits, days) => {
                        let new = NewGrant {
                            holder: people[*who].account().to_owned(),
                            purpose: Purpose::Service,
                            compartments: parts(*bits),
                            ends_at: hour(now + days * 24),
                            reason: "helps".to_owned(),
                        };
                        let given = wing.grant_give(at(&office.manager, now), &code, &new).await;
                        // The police never get the location.
                        let is_police = people[*who].profession() == Profession::Police;
                        let is_beyond =
                            is_police && new.compartments.contains(&Compartment::Location);
                        let may = !is_beyond && !held[*who].is_denied;
                        assert_eq!(given.is_ok(), may, "{seen}");
                        if may {
                            let parts = new.compartments.into_iter().collect();
                            held[*who].grants.push((parts, now + days * 24));
                        }
                    }
                    Access::Revoke(who) => {
                        let holder = people[*who].account();
                        let done = wing.grant_revoke(at(&office.manager, now), &code, holder);
                        assert_eq!(done.await.is_ok(), !held[*who].grants.is_empty(), "{seen}");
                        held[*who].grants.clear();
                    }
                    Access::Deny(who) => {
                        let holder = people[*who].account();
                        let done = wing.access_deny(at(&office.manager, now), &code, holder);
                        done.await.unwrap();
                        held[*who] = Held {
                            grants: Vec::new(),
                            is_denied: true,
                        };
                    }
                    Access::Write(who, part) => {
                        let (part, field) = PARTS[*part];
                        let text = canary();
                        let request = at(people[*who], now);
                        let written = wing.field_write(request, &code, (field, &text)).await;
                        assert_eq!(written.is_ok(), held[*who].opens(part, now), "{seen}");
                    }
                }
                for (worker, held) in people.iter().zip(&held) {
                    for (part, field) in PARTS {
                        let what = (field, "to help");
                        let text = wing.reveal(at(worker, now), &code, what).await;
                        let opened = text.is_ok_and(|text| text.unwrap().expose() == CANARY);
                        assert_eq!(opened, held.opens(part, now), "{part:?} after {seen}");
                        was_open += usize::from(opened);
                    }
                }
                // Whoever leads the case is never locked out by what is done to others.
                let what = (Field::Name, "to call");
                let own = wing.reveal(at(&office.manager, now), &code, what).await;
                assert!(own.unwrap().is_some(), "{seen}");
            }
        }
        assert!(was_open > 50, "something opened: {was_open}");
        expect_no_canary(&database).await;
    })
    .await;
}

/// What is done with a case.
#[derive(Debug, Clone, Copy)]
enum Work {
    Brief,
    Screen(ScreeningDecision),
    Interview(ScreeningDecision),
    Goal,
    FollowUp,
    Close,
    Reopen,
    Wait(i64),
}

/// The phases that one step leads to from a phase.
fn reachable(phase: Phase) -> Vec<Phase> {
    let steps = PHASE_TABLE.iter().filter(|(from, _, _)| *from == phase);
    steps.map(|(_, _, to)| *to).collect()
}

async fn phase(office: &Office, code: &CaseCode, hours: i64) -> Phase {
    let seen = office.wing.case_view(at(&office.manager, hours), code);
    seen.await.unwrap().phase
}

async fn carry_out(office: &Office, code: &CaseCode, (work, form, now): (Work, &str, i64)) -> bool {
    let wing = &office.wing;
    let request = at(&office.manager, now);
    let screening = |decision, basis| NewScreening {
        request: form.to_owned(),
        instrument: "albania".to_owned(),
        answers: Vec::new(),
        basis,
        with_interpreter: false,
        present: Vec::new(),
        voluntary: basis != ScreeningBasis::Observation,
        decision,
        reason: canary(),
    };
    match work {
        Work::Wait(_) => true,
        Work::Brief => {
            let briefing = NewBriefing::complete(Language::Albanian);
            wing.briefing_record(request, code, &briefing).await.is_ok()
        }
        Work::Screen(decision) => {
            let new = screening(decision, ScreeningBasis::Observation);
            wing.screening_record(request, code, &new).await.is_ok()
        }
        Work::Interview(decision) => {
            let new = screening(decision, ScreeningBasis::Interview);
            wing.screening_record(request, code, &new).await.is_ok()
        }
        Work::Goal => wing.goal_add(request, code, &goal(form)).await.is_ok(),
        Work::FollowUp => wing.followup_begin(request, code, true).await.is_ok(),
        Work::Close => {
            let new = NewClosure {
                reason: ClosureReason::GoalsMet,
                view: canary(),
                may_contact: true,
                keep_until: day(4_000),
                despite: Some(canary()),
            };
            wing.case_close(request, code, &new).await.is_ok()
        }
        Work::Reopen => wing.case_reopen(request, code).await.is_ok(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_leads_a_case_where_no_step_leads_or_begins_before_the_briefing() {
    use ScreeningDecision::{AtRisk, NotIndicated, Potential};
    let any_decision = prop_oneof![Just(AtRisk), Just(Potential), Just(NotIndicated)];
    let any_move = prop_oneof![
        2 => Just(Work::Brief),
        3 => any_decision.clone().prop_map(Work::Screen),
        2 => any_decision.prop_map(Work::Interview),
        2 => Just(Work::Goal),
        1 => Just(Work::FollowUp),
        3 => Just(Work::Close),
        3 => Just(Work::Reopen),
        2 => (1..40_i64).prop_map(Work::Wait),
    ];
    let runs = &sequences(any_move, 14, 16);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let mut met = BTreeSet::new();
        for (number, run) in runs.iter().enumerate() {
            let code = office.concern(&format!("f-{number}"), Age::Adult).await;
            let (mut now, mut is_briefed) = (2, false);
            let mut before = phase(&office, &code, now).await;
            assert_eq!(before, Phase::Concern);
            for (place, work) in run.iter().enumerate() {
                let seen = format!("{work:?} ({place}) in {run:?}");
                if let Work::Wait(days) = work {
                    now += days * 24;
                }
                let form = format!("w-{number}-{place}");
                let is_done = carry_out(&office, &code, (*work, &form, now)).await;
                is_briefed |= matches!(work, Work::Brief) && is_done;
                if matches!(work, Work::Interview(_) | Work::Goal) && !is_briefed {
                    assert!(!is_done, "before the person knew their rights: {seen}");
                }
                let after = phase(&office, &code, now).await;
                if after != before {
                    assert!(is_done, "what is refused moves nothing: {seen}");
                    let is_clock = matches!(work, Work::Wait(_));
                    assert!(!is_clock, "a clock moves nothing: {seen}");
                    assert!(
                        reachable(before).contains(&after),
                        "{before:?} {after:?}: {seen}"
                    );
                }
                met.insert(after);
                before = after;
            }
        }
        assert!(met.len() >= 4 && met.contains(&Phase::Closed), "{met:?}");
    })
    .await;
}

/// What is done about a lost passphrase; custodians by their place.
#[derive(Debug, Clone, Copy)]
enum Lost {
    Ask,
    Open(usize),
    Refuse(usize),
    Withdraw,
    Take,
    Wait(i64),
}

/// How long a request lasts, in hours.
const LASTS: i64 = 72;

#[derive(Clone)]
struct Asked {
    id: RecordId,
    code: String,
    at: i64,
    state: RecoveryState,
    first: Option<usize>,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_brings_a_key_back_by_one_custodian_or_too_late() {
    let any_move = prop_oneof![
        4 => Just(Lost::Ask),
        8 => (0..3_usize).prop_map(Lost::Open),
        1 => (0..3_usize).prop_map(Lost::Refuse),
        1 => Just(Lost::Withdraw),
        4 => Just(Lost::Take),
        3 => (1..40_i64).prop_map(Lost::Wait),
    ];
    let runs = &sequences(any_move, 8, 24);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let owner = actor(1, "R-1.SOCIAL");
        let mut custodians: Vec<Worker> = Vec::new();
        for number in 11..14 {
            let one = actor(number, "R-1.SOCIAL");
            let profession = Profession::SocialWorker;
            wing.worker_register(&office.manager, &one, profession, PASSPHRASE, hour(0))
                .await
                .unwrap();
            custodians.push(wing.enter(&one, PASSPHRASE, hour(0)).await.unwrap());
        }
        let three = [0, 1, 2].map(|place: usize| custodians[place].account().to_owned());
        wing.custodians_name(office.managing(0), &three)
            .await
            .unwrap();
        let case = office.concern("form", Age::Adult).await;
        let (mut now, mut passphrase) = (10, PASSPHRASE.to_owned());
        let mut taken = 0;
        for (number, run) in runs.iter().enumerate() {
            let mut asked: Option<Asked> = None;
            for (place, step) in run.iter().enumerate() {
                let seen = format!("{step:?} ({place}) in {run:?}");
                let new = format!("nje frazë e re {number} {place}");
                // Two requests of one second could not be told apart by time.
                now += 1;
                if let Some(one) = asked.as_mut()
                    && one.state.is_open()
                    && now >= one.at + LASTS
                {
                    one.state = RecoveryState::Expired;
                }
                let is_open = asked.as_ref().is_some_and(|one| one.state.is_open());
                match (step, asked.as_mut()) {
                    (Lost::Wait(hours), _) => now += hours,
                    (Lost::Ask, _) => {
                        let form = format!("{number}-{place}");
                        let outcome = wing.recovery_ask(&owner, (&new, &form), hour(now)).await;
                        assert_eq!(outcome.is_ok(), !is_open, "{seen}");
                        if !is_open {
                            let own = wing.recovery_of(&owner, hour(now)).await.unwrap().unwrap();
                            asked = Some(Asked {
                                id: own.id,
                                // The passphrase of this request, beside the code told by voice.
                                code: format!("{}\n{new}", own.code),
                                at: now,
                                state: RecoveryState::Asked,
                                first: None,
                            });
                        }
                    }
                    (_, None) => {}
                    (Lost::Open(who), Some(one)) => {
                        let code = one.code.lines().next().unwrap_or_default();
                        let request = at(&custodians[*who], now);
                        let outcome = wing.recovery_open(request, (&one.id, code)).await;
                        let after = match one.state {
                            RecoveryState::Asked => Some(RecoveryState::HalfOpened),
                            RecoveryState::HalfOpened if one.first != Some(*who) => {
                                Some(RecoveryState::Ready)
                            }
                            _ => None,
                        };
                        let told = format!("{outcome:?}");
                        assert_eq!(outcome.ok(), after, "{told}: {seen}");
                        if after == Some(RecoveryState::HalfOpened) {
                            one.first = Some(*who);
                        }
                        one.state = after.unwrap_or(one.state);
                    }
                    (Lost::Refuse(who), Some(one)) => {
                        let request = at(&custodians[*who], now);
                        let outcome = wing.recovery_refuse(request, &one.id).await;
                        assert_eq!(outcome.is_ok(), is_open, "{seen}");
                        if is_open {
                            one.state = RecoveryState::Refused;
                        }
                    }
                    (Lost::Withdraw, Some(one)) => {
                        wing.recovery_withdraw(&owner, hour(now)).await.unwrap();
                        if is_open {
                            one.state = RecoveryState::Withdrawn;
                        }
                    }
                    (Lost::Take, Some(one)) => {
                        let new = one.code.lines().nth(1).unwrap_or_default().to_owned();
                        let outcome = wing.recovery_take_back(&owner, &new, hour(now)).await;
                        let is_ready = one.state == RecoveryState::Ready;
                        assert_eq!(outcome.unwrap(), is_ready, "{seen}");
                        if is_ready {
                            one.state = RecoveryState::TakenBack;
                            taken += 1;
                            passphrase = new;
                        }
                    }
                }
                // One passphrase opens the key: the old one until it was taken back, the new one after.
                let inside = wing.enter(&owner, &passphrase, hour(now)).await.unwrap();
                let what = (Field::Name, "to call");
                let text = wing.reveal(at(&inside, now), &case, what).await;
                assert_eq!(text.unwrap().unwrap().expose(), CANARY, "{seen}");
                if let Some(one) = &asked
                    && one.state != RecoveryState::TakenBack
                    && let Some(new) = one.code.lines().nth(1)
                {
                    let early = wing.enter(&owner, new, hour(now)).await;
                    assert!(early.is_err(), "{seen}");
                }
            }
            // The next run begins with nothing open.
            wing.recovery_withdraw(&owner, hour(now)).await.unwrap();
        }
        assert!(taken > 1, "some came back: {taken}");
        expect_no_canary(&database).await;
    })
    .await;
}
