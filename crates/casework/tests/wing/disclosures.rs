//! Nothing is told without a basis in force, and what is taken back is gone at once.

use crate::{
    dump::expect_no_canary,
    setup::{CANARY, Office, TABLES, at, canary, day, hour, refusal, sequences},
};
use casework::{
    Age, BasisState, CaseCode, Compartment, ConsentForm, DisclosurePurpose, DisclosureState,
    DisclosureTerms, Field, LegalGround, NewConsent, NewDisclosure, NewGrant, NewLegalBasis,
    Purpose, RecordId, TaskKind,
};
use proptest::prelude::*;
use store::testing::each_engine;
use vocabulary::InstitutionCode;

const SHELTER: &str = "R-2.SHELTER";

pub fn terms(recipient: &str, fields: &[Field], days: i64) -> DisclosureTerms {
    DisclosureTerms {
        purpose: DisclosurePurpose::Service,
        recipient: InstitutionCode::parse(recipient).unwrap(),
        fields: fields.to_vec(),
        expires_at: day(days),
    }
}

pub fn consent(form: &str, terms: DisclosureTerms) -> NewConsent {
    NewConsent {
        request: form.to_owned(),
        terms,
        refused: vec![Field::Phone],
        form: ConsentForm::Witnessed,
        language: "sq".to_owned(),
        guardian_agrees: false,
        person_agrees: true,
    }
}

fn telling(form: &str, basis: &RecordId, fields: &[Field]) -> NewDisclosure {
    NewDisclosure {
        request: form.to_owned(),
        basis: basis.clone(),
        recipient: InstitutionCode::parse(SHELTER).unwrap(),
        fields: fields.to_vec(),
    }
}

async fn told(office: &Office, form: &str) -> (CaseCode, RecordId) {
    let code = office.concern(form, Age::Adult).await;
    office.brief(&code).await;
    let new = consent(form, terms(SHELTER, &[Field::Name, Field::Concern], 30));
    let basis = office
        .wing
        .consent_give(office.managing(3), &code, &new)
        .await
        .unwrap();
    (code, basis)
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_the_fields_agreed_reach_whoever_receives_and_withdrawal_ends_it() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (code, basis) = told(&office, "form-1").await;
        let send = async |fields: &[Field], hours| {
            let new = telling(&format!("t-{hours}-{}", fields.len()), &basis, fields);
            wing.disclosure_send(office.managing(hours), &code, &new)
                .await
        };
        let more = [Field::Name, Field::Phone];
        assert_eq!(refusal(send(&more, 4).await), "disclosure-beyond-consent");
        assert_eq!(refusal(send(&[], 4).await), "disclosure-field-missing");
        assert_eq!(
            refusal(send(&[Field::Name], 4).await),
            "disclosure-no-receiver"
        );
        wing.reception_set(at(&office.shelter, 4), true)
            .await
            .unwrap();
        let police = NewDisclosure {
            recipient: InstitutionCode::parse("R-1.POLICE").unwrap(),
            ..telling("t-p", &basis, &[Field::Name])
        };
        let elsewhere = wing
            .disclosure_send(office.managing(4), &code, &police)
            .await;
        assert_eq!(refusal(elsewhere), "disclosure-no-basis");
        assert_eq!(
            refusal(send(&[Field::Name], 24 * 31).await),
            "disclosure-no-basis"
        );
        let id = send(&[Field::Name], 5).await.unwrap();
        let again = send(&[Field::Name], 5).await.unwrap();
        assert_eq!(id, again, "a double click tells nothing twice");
        let text = wing
            .disclosure_read(at(&office.shelter, 6), &id)
            .await
            .unwrap();
        let read: Vec<_> = text
            .fields
            .iter()
            .map(|(field, text)| (*field, text.expose()))
            .collect();
        assert_eq!(read, [(Field::Name, CANARY)]);
        assert_eq!(
            refusal(wing.disclosure_read(at(&office.police, 6), &id).await),
            "casework-not-found"
        );
        assert_eq!(
            refusal(
                wing.disclosure_read(at(&office.shelter, 24 * 31), &id)
                    .await
            ),
            "disclosure-ended"
        );
        let received = wing
            .disclosures_received(at(&office.shelter, 7))
            .await
            .unwrap();
        assert_ne!(
            received[0].code,
            code.as_str(),
            "the case's code stays with the sender"
        );
        wing.basis_withdraw(office.managing(8), &code, &basis)
            .await
            .unwrap();
        assert_eq!(
            refusal(wing.disclosure_read(at(&office.shelter, 9), &id).await),
            "casework-not-found"
        );
        assert_eq!(
            refusal(send(&[Field::Name], 9).await),
            "disclosure-no-basis"
        );
        let tasks = wing.tasks_of(at(&office.shelter, 9)).await.unwrap();
        assert_eq!(tasks[0].kind, TaskKind::Recall);
        assert_eq!(tasks[0].concerns.as_ref(), Some(&id));
        assert_eq!(tasks[0].code, received[0].code);
        let by_police = wing.recall_acknowledge(at(&office.police, 10), &id).await;
        assert_eq!(refusal(by_police), "casework-not-found");
        wing.recall_acknowledge(at(&office.shelter, 10), &id)
            .await
            .unwrap();
        assert!(
            wing.tasks_of(at(&office.shelter, 11))
                .await
                .unwrap()
                .is_empty()
        );
        let report = wing.file_report(office.managing(12), &code).await.unwrap();
        let by_shelter = report.iter().filter(|event| event.institution == SHELTER);
        let kinds: Vec<_> = by_shelter.map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["disclosure-read", "recall-acknowledged"]);
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_agrees_too_and_a_guardian_and_nobody_is_asked_before_the_briefing() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let code = office.concern("form-1", Age::UnknownAge).await;
        let give = async |change: fn(&mut NewConsent)| {
            let mut new = consent("c-1", terms(SHELTER, &[Field::Name], 30));
            change(&mut new);
            office
                .wing
                .consent_give(office.managing(3), &code, &new)
                .await
        };
        assert_eq!(refusal(give(|_| {}).await), "consent-before-briefing");
        office.brief(&code).await;
        assert_eq!(refusal(give(|_| {}).await), "consent-guardian-missing");
        let no_assent: fn(&mut NewConsent) = |new| {
            new.guardian_agrees = true;
            new.person_agrees = false;
        };
        assert_eq!(refusal(give(no_assent).await), "consent-person-missing");
        let both: fn(&mut NewConsent) = |new| new.refused = vec![Field::Name];
        assert_eq!(refusal(give(both).await), "consent-field-both");
        let late: fn(&mut NewConsent) = |new| new.terms.expires_at = day(400);
        assert_eq!(refusal(give(late).await), "disclosure-end-invalid");
        let record: fn(&mut NewConsent) = |new| new.terms.fields = vec![Field::ScreeningReason];
        assert_eq!(refusal(give(record).await), "field-invalid");
        give(|new| new.guardian_agrees = true).await.unwrap();
        let nothing: fn(&mut NewConsent) = |new| {
            new.request = "c-2".to_owned();
            new.terms.fields.clear();
        };
        give(nothing).await.unwrap();
        let bases = office
            .wing
            .disclosure_bases(office.managing(4), &code)
            .await
            .unwrap();
        let mut states: Vec<_> = bases
            .iter()
            .map(|basis| (basis.state, basis.is_usable))
            .collect();
        states.sort_unstable();
        assert_eq!(
            states,
            [(BasisState::InForce, true), (BasisState::Refused, false)]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_law_needs_two_people_and_an_article() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        wing.reception_set(at(&office.shelter, 1), true)
            .await
            .unwrap();
        let code = office.concern("form-1", Age::Child).await;
        let mut new = NewLegalBasis {
            request: "l-1".to_owned(),
            terms: terms(SHELTER, &[Field::Name], 30),
            ground: LegalGround::ChildProtection,
            article: "an article".to_owned(),
            person_told: false,
            reason: canary(),
        };
        let vague = wing
            .legal_basis_propose(office.managing(2), &code, &new)
            .await;
        assert_eq!(refusal(vague), "basis-article-invalid");
        new.article = "Law 18/2017, art. 5".to_owned();
        let basis = wing
            .legal_basis_propose(office.managing(2), &code, &new)
            .await
            .unwrap();
        let send = async |hours| {
            let new = telling(&format!("t-{hours}"), &basis, &[Field::Name]);
            wing.disclosure_send(office.managing(hours), &code, &new)
                .await
        };
        assert_eq!(refusal(send(3).await), "disclosure-no-basis");
        let alone = wing
            .legal_basis_decide(office.managing(3), &code, (&basis, true))
            .await;
        assert_eq!(refusal(alone), "basis-two-people");
        assert_eq!(
            refusal(send(3).await),
            "disclosure-no-basis",
            "nothing was approved"
        );
        let grant = NewGrant {
            holder: office.colleague.account().to_owned(),
            purpose: Purpose::CaseManagement,
            compartments: vec![Compartment::Care],
            ends_at: day(9),
            reason: "second pair of eyes".to_owned(),
        };
        wing.grant_give(office.managing(4), &code, &grant)
            .await
            .unwrap();
        let second = at(&office.colleague, 5);
        let reason = wing.legal_basis_reason(second, &code, &basis).await;
        assert_eq!(reason.unwrap().expose(), CANARY, "who decides reads why");
        let stranger = wing
            .legal_basis_reason(at(&office.police, 5), &code, &basis)
            .await;
        assert_eq!(refusal(stranger), "casework-not-found");
        wing.legal_basis_decide(second, &code, (&basis, true))
            .await
            .unwrap();
        let again = wing
            .legal_basis_decide(second, &code, (&basis, false))
            .await;
        assert_eq!(refusal(again), "disclosure-basis-over");
        let id = send(6).await.unwrap();
        assert!(
            wing.disclosure_read(at(&office.shelter, 7), &id)
                .await
                .is_ok()
        );
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_opens_one_field_for_a_reason_and_no_other_than_those_told() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        wing.reception_set(at(&office.shelter, 1), true)
            .await
            .unwrap();
        let receiving = wing.receiving_institutions(office.managing(2)).await;
        assert_eq!(receiving.unwrap(), [SHELTER]);
        let (code, basis) = told(&office, "form-1").await;
        let new = telling("t-1", &basis, &[Field::Name]);
        let id = wing
            .disclosure_send(office.managing(4), &code, &new)
            .await
            .unwrap();
        let open = async |worker, field, reason| {
            wing.disclosure_reveal(at(worker, 5), &id, (field, reason))
                .await
        };
        let (shelter, police) = (&office.shelter, &office.police);
        assert_eq!(
            refusal(open(shelter, Field::Name, " ").await),
            "reveal-reason-missing"
        );
        for (worker, field) in [
            (shelter, Field::Phone),
            (shelter, Field::Concern),
            (shelter, Field::ReferralNote),
            (police, Field::Name),
        ] {
            let closed = open(worker, field, "curious").await;
            assert_eq!(refusal(closed), "casework-not-found", "{field:?}");
        }
        let text = open(shelter, Field::Name, "to receive her").await;
        assert_eq!(text.unwrap().expose(), CANARY);
        let report = wing.file_report(office.managing(6), &code).await.unwrap();
        let read = report.iter().filter(|one| one.kind == "disclosure-read");
        let read: Vec<_> = read.map(|one| one.fields.clone()).collect();
        assert_eq!(read, [["name"]]);
        let events = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        let refused = events.iter().filter(|event| event.kind == "refused");
        assert_eq!(refused.count(), 4, "every try is in the log");
        wing.basis_withdraw(office.managing(7), &code, &basis)
            .await
            .unwrap();
        let after = wing
            .disclosure_reveal(at(shelter, 8), &id, (Field::Name, "again"))
            .await;
        assert_eq!(refusal(after), "casework-not-found");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_at_one_moment_make_one_consent_and_tell_once() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        wing.reception_set(at(&office.shelter, 1), true)
            .await
            .unwrap();
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        let new = consent("c-1", terms(SHELTER, &[Field::Name], 30));
        let give = || wing.consent_give(office.managing(3), &code, &new);
        let (one, two, three) = tokio::join!(give(), give(), give());
        let basis = one.unwrap();
        assert_eq!([&basis, &basis], [&two.unwrap(), &three.unwrap()]);
        let new = telling("t-1", &basis, &[Field::Name]);
        let tell = || wing.disclosure_send(office.managing(4), &code, &new);
        let (one, two, three) = tokio::join!(tell(), tell(), tell());
        let told = one.unwrap();
        assert_eq!([&told, &told], [&two.unwrap(), &three.unwrap()]);
        let bases = wing.disclosure_bases(office.managing(5), &code).await;
        assert_eq!(bases.unwrap().len(), 1);
        let told = wing.disclosures(office.managing(5), &code).await;
        assert_eq!(told.unwrap().len(), 1);
    })
    .await;
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Send,
    Read,
    Recall,
    Acknowledge,
    Withdraw,
    MonthPasses,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_lets_a_recipient_read_what_was_taken_back() {
    use Move::{Acknowledge, MonthPasses, Read, Recall, Send, Withdraw};
    let any_move = prop_oneof![
        4 => Just(Send),
        4 => Just(Read),
        2 => Just(Recall),
        2 => Just(Acknowledge),
        1 => Just(Withdraw),
        1 => Just(MonthPasses),
    ];
    let runs = sequences(any_move, 12, 14);
    let runs = &runs;
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        wing.reception_set(at(&office.shelter, 1), true)
            .await
            .unwrap();
        for (number, run) in runs.iter().enumerate() {
            let (code, basis) = told(&office, &format!("form-{number}")).await;
            let (mut is_in_force, mut now) = (true, hour(4));
            let mut sent: Vec<(RecordId, DisclosureState)> = Vec::new();
            for step in run {
                let managing = casework::Request {
                    worker: &office.manager,
                    now,
                };
                let receiving = casework::Request {
                    worker: &office.shelter,
                    now,
                };
                let is_usable = is_in_force && now < day(30);
                let last = sent.last().cloned();
                match (step, last) {
                    (Send, _) => {
                        let form = format!("{number}-{}", sent.len());
                        let new = telling(&form, &basis, &[Field::Name]);
                        let outcome = wing.disclosure_send(managing, &code, &new).await;
                        assert_eq!(outcome.is_ok(), is_usable, "{run:?}");
                        sent.extend(outcome.ok().map(|id| (id, DisclosureState::Sent)));
                    }
                    (Read, Some((id, state))) => {
                        let outcome = wing.disclosure_read(receiving, &id).await;
                        let may = is_usable && state == DisclosureState::Sent;
                        assert_eq!(outcome.is_ok(), may, "{run:?}");
                    }
                    (Recall, Some((id, state))) => {
                        let outcome = wing.disclosure_recall(managing, &code, &id).await;
                        assert_eq!(outcome.is_ok(), state == DisclosureState::Sent, "{run:?}");
                        if outcome.is_ok() {
                            sent.last_mut().unwrap().1 = DisclosureState::Recalled;
                        }
                    }
                    (Acknowledge, Some((id, state))) => {
                        let outcome = wing.recall_acknowledge(receiving, &id).await;
                        assert_eq!(
                            outcome.is_ok(),
                            state == DisclosureState::Recalled,
                            "{run:?}"
                        );
                        if outcome.is_ok() {
                            sent.last_mut().unwrap().1 = DisclosureState::Acknowledged;
                        }
                    }
                    (Withdraw, _) => {
                        let outcome = wing.basis_withdraw(managing, &code, &basis).await;
                        assert_eq!(outcome.is_ok(), is_in_force, "{run:?}");
                        is_in_force = false;
                        for (_, state) in &mut sent {
                            if *state == DisclosureState::Sent {
                                *state = DisclosureState::Recalled;
                            }
                        }
                    }
                    (MonthPasses, _) => now += jiff::SignedDuration::from_hours(24 * 31),
                    (Read | Recall | Acknowledge, None) => {}
                }
                let request = casework::Request {
                    worker: &office.manager,
                    now,
                };
                let listed = wing.disclosures(request, &code).await.unwrap();
                for (id, state) in &sent {
                    let own = listed.iter().find(|own| own.id == *id).unwrap();
                    assert_eq!(own.state, *state, "{run:?}");
                }
            }
        }
        expect_no_canary(&database).await;
    })
    .await;
}
