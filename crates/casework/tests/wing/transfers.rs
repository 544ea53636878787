//! Handing a case on: two people beside the manager, a consent that covers what goes, and from that
//! moment the old team opens nothing, on both engines.

use crate::{
    disclosures::{consent, terms},
    dump::expect_no_canary,
    justice::hired,
    setup::{CANARY, Office, TABLES, at, canary, day, refusal, sequences},
};
use casework::{
    Age, CaseCode, CaseworkError, Compartment, Dependant, DependantAge, DependantPlace, Field,
    NewGrant, NewTransfer, Profession, Purpose, RecordId, TaskKind, TransferAnswer, TransferPart,
    TransferReason, TransferState, Worker,
};
use proptest::prelude::*;
use store::testing::each_engine;

const ELSEWHERE: &str = "R-2.SOCIAL";

fn transfer(form: &str, to: &Worker) -> NewTransfer {
    NewTransfer {
        request: form.to_owned(),
        to: to.account().to_owned(),
        reason: TransferReason::PersonMoved,
        basis: None,
        person_agrees: true,
        guardian_agrees: false,
        staying: Vec::new(),
        note: Some(canary()),
    }
}

async fn name(office: &Office, worker: &Worker, code: &CaseCode, hours: i64) -> bool {
    let what = (Field::Name, "to work");
    match office.wing.reveal(at(worker, hours), code, what).await {
        Ok(text) => text.is_some_and(|text| text.expose() == CANARY),
        Err(CaseworkError::NotFound(_)) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_to_another_institution_and_leaves_nothing_behind() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let new_manager = hired(&office, 5, ELSEWHERE, Profession::SocialWorker).await;
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        let managing = |hours| office.managing(hours);
        for (worker, purpose) in [
            (&office.colleague, Purpose::CaseManagement),
            (&office.shelter, Purpose::Service),
        ] {
            let grant = NewGrant {
                holder: worker.account().to_owned(),
                purpose,
                compartments: vec![Compartment::Identity, Compartment::Care],
                ends_at: day(90),
                reason: "helps".to_owned(),
            };
            wing.grant_give(managing(3), &code, &grant).await.unwrap();
        }
        let propose =
            async |new: NewTransfer| wing.transfer_propose(office.managing(4), &code, &new).await;
        let plain = || transfer("t", &new_manager);
        assert_eq!(refusal(propose(plain()).await), "disclosure-no-basis");
        let narrow = consent("c-1", terms(ELSEWHERE, &[Field::Name], 30));
        let narrow = wing
            .consent_give(managing(4), &code, &narrow)
            .await
            .unwrap();
        let with = |basis: &RecordId| NewTransfer {
            basis: Some(basis.clone()),
            ..plain()
        };
        assert_eq!(
            refusal(propose(with(&narrow)).await),
            "disclosure-beyond-consent"
        );
        let mut whole = consent("c-2", terms(ELSEWHERE, Field::OF_PERSON, 30));
        whole.refused.clear();
        let whole = wing.consent_give(managing(4), &code, &whole).await.unwrap();
        let silent = NewTransfer {
            person_agrees: false,
            ..with(&whole)
        };
        assert_eq!(refusal(propose(silent).await), "transfer-person-missing");
        let to_shelter = NewTransfer {
            to: office.shelter.account().to_owned(),
            ..with(&whole)
        };
        assert_eq!(
            refusal(propose(to_shelter).await),
            "transfer-receiver-invalid"
        );
        let old_team = NewTransfer {
            staying: vec![office.colleague.account().to_owned()],
            ..with(&whole)
        };
        assert_eq!(refusal(propose(old_team).await), "transfer-staying-invalid");
        let new = NewTransfer {
            staying: vec![office.shelter.account().to_owned()],
            ..with(&whole)
        };
        let again = new.clone_for_test();
        let id = propose(new).await.unwrap();
        assert_eq!(propose(again).await.unwrap(), id, "a second click");
        let another = NewTransfer {
            request: "other".to_owned(),
            ..with(&whole)
        };
        assert_eq!(refusal(propose(another).await), "transfer-pending");

        let answer = async |worker: &Worker, answer| {
            wing.transfer_answer(at(worker, 5), (&id, answer)).await
        };
        use TransferAnswer::{Accept, Approve};
        assert_eq!(
            refusal(answer(&office.manager, Approve).await),
            "transfer-two-people"
        );
        for (stranger, what) in [(&office.police, Approve), (&office.colleague, Accept)] {
            let outcome = answer(stranger, what).await;
            assert!(matches!(outcome, Err(CaseworkError::NotFound(_))));
        }
        let offered = wing.transfers_of(at(&new_manager, 5)).await.unwrap();
        assert_eq!(offered[0].0, TransferPart::Receives);
        assert_eq!(offered[0].1.phase, None);
        assert!(!format!("{offered:?}").contains(code.as_str()));
        // What was written meanwhile by the case's own steps goes with it.
        let son = Dependant {
            age: DependantAge::School,
            place: DependantPlace::WithPerson,
        };
        wing.dependants_record(managing(5), &code, &[son])
            .await
            .unwrap();
        let early = wing.transfer_hand_over(managing(5), &code, &id).await;
        assert_eq!(refusal(early), "transfer-step-not-allowed");
        assert_eq!(
            answer(&new_manager, Accept).await.unwrap(),
            TransferState::Accepted
        );
        assert!(!name(&office, &new_manager, &code, 6).await, "not before");
        assert_eq!(
            answer(&office.colleague, Approve).await.unwrap(),
            TransferState::Ready
        );
        let mine = wing.tasks_of(managing(6)).await.unwrap();
        assert!(mine.iter().any(|task| task.kind == TaskKind::HandOver));
        wing.transfer_hand_over(managing(7), &code, &id)
            .await
            .unwrap();

        assert!(name(&office, &new_manager, &code, 8).await);
        assert!(!name(&office, &office.manager, &code, 8).await);
        assert!(!name(&office, &office.colleague, &code, 8).await);
        assert!(
            name(&office, &office.shelter, &code, 8).await,
            "stays by wish"
        );
        let children = wing.dependants(at(&new_manager, 8), &code).await;
        assert_eq!(children.unwrap(), Some(vec![son]));
        let note = wing.transfer_note(at(&new_manager, 8), &code, &id).await;
        assert_eq!(note.unwrap().unwrap().expose(), CANARY);
        let sent = wing.transfers_of(managing(9)).await.unwrap();
        assert_eq!(sent[0].0, TransferPart::Sent);
        assert!(sent[0].1.phase.is_some() && !format!("{sent:?}").contains(code.as_str()));
        assert!(wing.cases_of(managing(9)).await.unwrap().is_empty());
        let tasks = wing.tasks_of(managing(9)).await.unwrap();
        assert!(tasks.is_empty(), "{tasks:?}");
        let view = wing.case_view(at(&new_manager, 9), &code).await.unwrap();
        assert_eq!(view.institution, ELSEWHERE);
        let wrapped: Vec<(String,)> = store::read!(database, connection => {
            store::query_as("SELECT DISTINCT holder FROM wrapped_key ORDER BY holder")
                .fetch_all(connection)
        })
        .unwrap();
        let wrapped: Vec<String> = wrapped.into_iter().map(|(holder,)| holder).collect();
        let mut holders = vec![
            new_manager.account().to_owned(),
            office.shelter.account().to_owned(),
        ];
        holders.sort();
        assert_eq!(wrapped, holders);
        expect_no_canary(&database).await;
    })
    .await;
}

/// A transfer is proposed again by the same form: the double click.
trait Again {
    fn clone_for_test(&self) -> Self;
}

impl Again for NewTransfer {
    fn clone_for_test(&self) -> Self {
        Self {
            request: self.request.clone(),
            to: self.to.clone(),
            reason: self.reason,
            basis: self.basis.clone(),
            person_agrees: self.person_agrees,
            guardian_agrees: self.guardian_agrees,
            staying: self.staying.clone(),
            note: None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Answer(TransferAnswer),
    Recall,
    HandOver,
}

/// The way of a transfer, written down once more by hand.
fn expected(state: TransferState, step: Move) -> Option<TransferState> {
    use TransferAnswer::{Accept, Approve, Decline, Refuse};
    use TransferState as State;
    let is_open = matches!(
        state,
        State::Proposed | State::Approved | State::Accepted | State::Ready
    );
    match (state, step) {
        (State::Proposed, Move::Answer(Approve)) => Some(State::Approved),
        (State::Proposed, Move::Answer(Accept)) => Some(State::Accepted),
        (State::Approved, Move::Answer(Accept)) | (State::Accepted, Move::Answer(Approve)) => {
            Some(State::Ready)
        }
        (State::Proposed | State::Approved, Move::Answer(Decline)) => Some(State::Declined),
        (State::Proposed | State::Accepted, Move::Answer(Refuse)) => Some(State::TransferRefused),
        (_, Move::Recall) if is_open => Some(State::TransferRecalled),
        (State::Ready, Move::HandOver) => Some(State::HandedOver),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_hands_a_case_over_without_three_people() {
    use TransferAnswer::{Accept, Approve, Decline, Refuse};
    let any_move = prop_oneof![
        6 => Just(Move::Answer(Accept)),
        6 => Just(Move::Answer(Approve)),
        6 => Just(Move::HandOver),
        1 => Just(Move::Answer(Decline)),
        1 => Just(Move::Answer(Refuse)),
        1 => Just(Move::Recall),
    ];
    let runs = &sequences(any_move, 16, 8);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let third = hired(&office, 6, "R-1.SOCIAL", Profession::SocialWorker).await;
        let mut handed_over = 0;
        for (number, run) in runs.iter().enumerate() {
            let code = office.concern(&format!("f-{number}"), Age::Adult).await;
            let new = transfer(&format!("t-{number}"), &office.colleague);
            let id = wing
                .transfer_propose(office.managing(3), &code, &new)
                .await
                .unwrap();
            let mut state = TransferState::Proposed;
            for step in run {
                let managing = office.managing(4);
                let outcome = match step {
                    Move::Recall => wing.transfer_recall(managing, &code, &id).await,
                    Move::HandOver => wing.transfer_hand_over(managing, &code, &id).await,
                    Move::Answer(answer @ (Accept | Decline)) => wing
                        .transfer_answer(at(&office.colleague, 4), (&id, *answer))
                        .await
                        .map(|_| ()),
                    Move::Answer(answer) => wing
                        .transfer_answer(at(&third, 4), (&id, *answer))
                        .await
                        .map(|_| ()),
                };
                let after = expected(state, *step);
                assert_eq!(outcome.is_ok(), after.is_some(), "{step:?} in {run:?}");
                state = after.unwrap_or(state);
                let is_over = state == TransferState::HandedOver;
                assert_eq!(name(&office, &office.manager, &code, 5).await, !is_over);
                assert_eq!(name(&office, &office.colleague, &code, 5).await, is_over);
            }
            handed_over += usize::from(state == TransferState::HandedOver);
        }
        assert!(handed_over > 2, "some are handed over: {handed_over}");
        expect_no_canary(&database).await;
    })
    .await;
}
