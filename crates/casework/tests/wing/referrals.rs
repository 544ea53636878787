//! The closed loop: every way through it, on both engines, and what each side can see.

use crate::{
    disclosures::{consent, terms},
    dump::expect_no_canary,
    setup::{CANARY, Office, TABLES, at, canary, refusal, sequences},
};
use casework::{
    Age, CaseCode, Field, NewReferral, RecordId, ReferralAnswer, ReferralKind, ReferralState,
    RejectReason, Service, TaskKind, Urgency,
};
use proptest::prelude::*;
use store::testing::each_engine;
use vocabulary::InstitutionCode;

const SHELTER: &str = "R-2.SHELTER";

pub fn referral(form: &str, basis: &RecordId) -> NewReferral {
    NewReferral {
        request: form.to_owned(),
        service: Service::Psychological,
        kind: ReferralKind::OtherRegion,
        urgency: Urgency::Urgent,
        recipient: InstitutionCode::parse(SHELTER).unwrap(),
        basis: basis.clone(),
        fields: vec![Field::Name],
        note: canary(),
        follows: None,
    }
}

/// A case with consent for the shelter, which receives.
pub async fn consented(office: &Office, form: &str) -> (CaseCode, RecordId) {
    let wing = &office.wing;
    wing.reception_set(at(&office.shelter, 1), true)
        .await
        .unwrap();
    let code = office.concern(form, Age::Adult).await;
    office.brief(&code).await;
    let new = consent(form, terms(SHELTER, &[Field::Name, Field::Concern], 300));
    let basis = wing
        .consent_give(office.managing(3), &code, &new)
        .await
        .unwrap();
    (code, basis)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_referral_is_answered_and_what_was_told_opens_for_the_recipient_alone() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (code, basis) = consented(&office, "form-1").await;
        let id = wing
            .referral_draft(office.managing(4), &code, &referral("r-1", &basis))
            .await
            .unwrap();
        assert!(
            wing.referrals_received(at(&office.shelter, 4))
                .await
                .unwrap()
                .is_empty()
        );
        wing.referral_send(office.managing(5), &code, &id)
            .await
            .unwrap();
        let received = wing
            .referrals_received(at(&office.shelter, 5 + 25))
            .await
            .unwrap();
        assert!(received[0].status.is_overdue);
        assert!(received[0].basis.is_none());
        let tasks = wing.tasks_of(at(&office.shelter, 6)).await.unwrap();
        assert_eq!(tasks[0].kind, TaskKind::AnswerReferral);
        assert_eq!(tasks[0].code, received[0].status.code);
        assert_ne!(tasks[0].code, code.as_str());
        let package = received[0].disclosure.clone().unwrap();
        let text = wing
            .disclosure_read(at(&office.shelter, 6), &package)
            .await
            .unwrap();
        assert_eq!(text.fields.len(), 1, "only what was consented");
        assert_eq!(text.note.unwrap().expose(), CANARY);
        let note = wing.referral_note(office.managing(6), &code, &id).await;
        assert_eq!(note.unwrap().expose(), CANARY, "the sender's side reads it");
        let strange = wing.referral_note(at(&office.shelter, 6), &code, &id).await;
        assert_eq!(refusal(strange), "casework-not-found");
        let police = wing
            .referral_answer(at(&office.police, 6), &id, ReferralAnswer::Receive)
            .await;
        assert_eq!(refusal(police), "casework-not-found");
        for step in [
            ReferralAnswer::Receive,
            ReferralAnswer::Reject(RejectReason::NoRoom),
        ] {
            wing.referral_answer(at(&office.shelter, 7), &id, step)
                .await
                .unwrap();
        }
        assert_eq!(
            refusal(wing.disclosure_read(at(&office.shelter, 8), &package).await),
            "casework-not-found"
        );
        let tasks = wing.tasks_of(office.managing(8)).await.unwrap();
        assert!(tasks.iter().any(|task| task.kind == TaskKind::ReferAgain));
        let mut next = referral("r-2", &basis);
        next.follows = Some(id.clone());
        let second = wing
            .referral_draft(office.managing(9), &code, &next)
            .await
            .unwrap();
        let tasks = wing.tasks_of(office.managing(9)).await.unwrap();
        assert!(tasks.iter().all(|task| task.kind != TaskKind::ReferAgain));
        wing.referral_send(office.managing(10), &code, &second)
            .await
            .unwrap();
        for step in [
            ReferralAnswer::Receive,
            ReferralAnswer::Accept,
            ReferralAnswer::Begin,
            ReferralAnswer::Complete,
        ] {
            wing.referral_answer(at(&office.shelter, 11), &second, step)
                .await
                .unwrap();
        }
        let sent = wing.referrals_sent(office.managing(12)).await.unwrap();
        let states: Vec<_> = sent
            .iter()
            .map(|status| (status.state, status.reason))
            .collect();
        assert_eq!(
            states,
            [
                (ReferralState::Completed, None),
                (ReferralState::Rejected, Some(RejectReason::NoRoom))
            ]
        );
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_emergencies_is_referred_before_the_briefing_and_never_past_the_consent() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let (code, basis) = consented(&office, "form-1").await;
        let raw = office.concern("form-2", Age::Adult).await;
        let draft = async |code: &CaseCode, change: fn(&mut NewReferral)| {
            let mut new = referral("r-1", &basis);
            change(&mut new);
            refusal(
                office
                    .wing
                    .referral_draft(office.managing(4), code, &new)
                    .await,
            )
        };
        assert_eq!(draft(&raw, |_| {}).await, "referral-before-briefing");
        let emergency: fn(&mut NewReferral) = |new| new.service = Service::EmergencyShelter;
        assert_eq!(
            draft(&raw, emergency).await,
            "disclosure-no-basis",
            "another case's consent is none"
        );
        assert_eq!(
            draft(&code, |new| new.fields.push(Field::NationalId)).await,
            "disclosure-beyond-consent"
        );
        assert_eq!(
            draft(&code, |new| new.kind = ReferralKind::Internal).await,
            "referral-kind-invalid"
        );
        assert_eq!(
            draft(&code, |new| new.note = seal::SecretText::new("")).await,
            "field-invalid"
        );
    })
    .await;
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Send,
    Answer(ReferralAnswer),
    Recall,
    Withdraw,
    Discard,
}

/// The loop, written down once more by hand.
fn expected(state: ReferralState, step: Move, is_consented: bool) -> Option<ReferralState> {
    use ReferralAnswer::{Accept, Begin, Complete, Receive, Reject};
    use ReferralState as State;
    let is_out = matches!(
        state,
        State::Sent | State::Received | State::Accepted | State::InProgress
    );
    match (state, step) {
        (State::Draft, Move::Send) if is_consented => Some(State::Sent),
        (State::Draft, Move::Discard) => Some(State::Discarded),
        (State::Sent, Move::Answer(Receive)) => Some(State::Received),
        (State::Received, Move::Answer(Accept)) => Some(State::Accepted),
        (State::Received, Move::Answer(Reject(_))) => Some(State::Rejected),
        (State::Accepted, Move::Answer(Begin)) => Some(State::InProgress),
        (State::InProgress, Move::Answer(Complete)) => Some(State::Completed),
        (_, Move::Recall) if is_out => Some(State::Recalled),
        (_, Move::Withdraw) if is_out && is_consented => Some(State::Recalled),
        (_, Move::Withdraw) if is_consented => Some(state),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_leaves_the_table_and_nobody_reads_what_is_over() {
    use ReferralAnswer::{Accept, Begin, Complete, Receive, Reject};
    let any_move = prop_oneof![
        6 => Just(Move::Send),
        6 => Just(Move::Answer(Receive)),
        4 => Just(Move::Answer(Accept)),
        4 => Just(Move::Answer(Begin)),
        4 => Just(Move::Answer(Complete)),
        1 => Just(Move::Answer(Reject(RejectReason::NotSafe))),
        1 => Just(Move::Recall),
        1 => Just(Move::Withdraw),
        1 => Just(Move::Discard),
    ];
    let runs = &sequences(any_move, 16, 16);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        for (number, run) in runs.iter().enumerate() {
            let (code, basis) = consented(&office, &format!("form-{number}")).await;
            let new = referral(&format!("r-{number}"), &basis);
            let id = wing
                .referral_draft(office.managing(4), &code, &new)
                .await
                .unwrap();
            let (mut state, mut is_consented) = (ReferralState::Draft, true);
            for step in run {
                let managing = office.managing(5);
                let outcome = match step {
                    Move::Send => wing.referral_send(managing, &code, &id).await,
                    Move::Recall => wing.referral_recall(managing, &code, &id).await,
                    Move::Withdraw => wing.basis_withdraw(managing, &code, &basis).await,
                    Move::Discard => wing.referral_discard(managing, &code, &id).await,
                    Move::Answer(answer) => {
                        wing.referral_answer(at(&office.shelter, 5), &id, *answer)
                            .await
                    }
                };
                let after = expected(state, *step, is_consented);
                assert_eq!(outcome.is_ok(), after.is_some(), "{step:?} in {run:?}");
                if outcome.is_ok() && matches!(step, Move::Withdraw) {
                    is_consented = false;
                }
                state = after.unwrap_or(state);
                let listed = wing.referrals(managing, &code).await.unwrap();
                assert_eq!(listed[0].status.state, state, "{step:?} in {run:?}");
                if let Some(package) = &listed[0].disclosure {
                    let read = wing.disclosure_read(at(&office.shelter, 6), package).await;
                    let is_over =
                        matches!(state, ReferralState::Recalled | ReferralState::Rejected);
                    assert_eq!(
                        read.is_ok(),
                        !is_over && is_consented,
                        "{step:?} in {run:?}"
                    );
                }
            }
        }
        expect_no_canary(&database).await;
    })
    .await;
}
