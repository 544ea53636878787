//! Where a second person is asked for, another seat of the first is none, on both engines.

use crate::{
    disclosures::{consent, terms},
    justice::{hired, matter},
    seats::{NPO, for_care, taken_in},
    setup::{Office, PASSPHRASE, TABLES, actor, at, canary, day, hour, refusal},
};
use casework::{
    Age, CaseworkError, Field, FormalTeam, LegalGround, NewFormalRequest, NewGrant, NewLegalBasis,
    NewTransfer, Profession, Purpose, TransferAnswer, TransferReason, Worker,
};
use store::testing::each_engine;

/// Registers a seat at an institution by a colleague there.
async fn joined(office: &Office, by: &Worker, number: u128, profession: Profession) -> Worker {
    let (wing, who) = (&office.wing, actor(number, by.institution()));
    let made = wing.worker_register(by, &who, profession, PASSPHRASE, hour(0));
    made.await.unwrap();
    wing.enter(&who, PASSPHRASE, hour(0)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_seat_is_no_second_person() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let npo = hired(&office, 1, NPO, Profession::SocialWorker).await;
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        // Nobody takes along what they were told in the one seat: no grant, no transfer, no intake.
        let own = wing
            .grant_give(office.managing(3), &code, &for_care(&npo))
            .await;
        assert_eq!(refusal(own), "grant-own-seat");
        let transfer = |form: &str, to: &Worker| NewTransfer {
            request: form.to_owned(),
            to: to.account().to_owned(),
            reason: TransferReason::PersonMoved,
            basis: None,
            person_agrees: true,
            guardian_agrees: false,
            staying: Vec::new(),
            note: None,
        };
        let to_self = wing
            .transfer_propose(office.managing(3), &code, &transfer("t-1", &npo))
            .await;
        assert_eq!(refusal(to_self), "transfer-receiver-invalid");
        let handed = taken_in(&office, (&npo, &office.manager), "form-2").await;
        assert_eq!(refusal(handed), "concern-manager-invalid");
        // Three people transfer a case: who receives it elsewhere does not decide about it here.
        let receiver = joined(&office, &npo, 2, Profession::SocialWorker).await;
        let mut whole = consent("c-1", terms(NPO, Field::OF_PERSON, 30));
        whole.refused.clear();
        let whole = wing
            .consent_give(office.managing(4), &code, &whole)
            .await
            .unwrap();
        let proposed = NewTransfer {
            basis: Some(whole),
            ..transfer("t-2", &receiver)
        };
        let id = wing
            .transfer_propose(office.managing(5), &code, &proposed)
            .await
            .unwrap();
        let approve = (&id, TransferAnswer::Approve);
        let own = wing
            .transfer_answer(at(&office.colleague, 6), approve)
            .await;
        assert_eq!(refusal(own), "transfer-two-people");
        assert!(
            wing.transfers_of(at(&office.colleague, 6))
                .await
                .unwrap()
                .is_empty()
        );
        let third = hired(&office, 7, "R-1.SOCIAL", Profession::SocialWorker).await;
        wing.transfer_answer(at(&third, 6), approve).await.unwrap();
        // A joint team is two people.
        let officer = joined(&office, &npo, 3, Profession::SocialWorker).await;
        let asked = NewFormalRequest {
            request: "f-1".to_owned(),
            person_asked: true,
            guardian_agrees: false,
        };
        let formal = wing
            .formal_request(office.managing(7), &code, &asked)
            .await
            .unwrap();
        let team = FormalTeam {
            police: office.police.account().to_owned(),
            social_services: officer.account().to_owned(),
            with_psychologist: false,
            with_interpreter: false,
            with_guardian: false,
        };
        let alone = wing
            .formal_convene(office.managing(7), &code, (&formal, &team))
            .await;
        assert_eq!(refusal(alone), "formal-team-invalid");
        // Who offers a link does not take it on the other side.
        let both = joined(&office, &office.police, 1, Profession::Police).await;
        let new = consent("c-2", terms("R-1.POLICE", &[Field::Participation], 30));
        let basis = wing
            .consent_give(office.managing(8), &code, &new)
            .await
            .unwrap();
        let offer = ("l-1", &basis, "R-1.POLICE");
        let link = wing
            .link_offer(office.managing(8), &code, offer)
            .await
            .unwrap();
        let own = wing
            .matter_open(at(&both, 8), &matter("m-1", 1))
            .await
            .unwrap();
        let taken = wing.link_take(at(&both, 9), &own, &link).await;
        assert_eq!(refusal(taken), "link-own-offer");
        let theirs = wing
            .matter_open(at(&office.police, 8), &matter("m-2", 1))
            .await
            .unwrap();
        wing.link_take(at(&office.police, 9), &theirs, &link)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_basis_is_not_approved_from_the_other_seat() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let npo = hired(&office, 1, NPO, Profession::SocialWorker).await;
        let code = office.concern("form-1", Age::Adult).await;
        let named = (office.colleague.account(), day(20));
        let naming = wing.deputy_name(office.managing(2), &code, named);
        naming.await.unwrap();
        // The deputy lets the NPO's seat manage: another person decided that.
        let managing = NewGrant {
            purpose: Purpose::CaseManagement,
            ..for_care(&npo)
        };
        let given = wing.grant_give(at(&office.colleague, 3), &code, &managing);
        given.await.unwrap();
        let new = NewLegalBasis {
            request: "l-1".to_owned(),
            terms: terms("R-2.SHELTER", &[Field::Name], 30),
            ground: LegalGround::ChildProtection,
            article: "Law 18/2017, art. 5".to_owned(),
            person_told: false,
            reason: canary(),
        };
        let basis = wing.legal_basis_propose(office.managing(4), &code, &new);
        let basis = basis.await.unwrap();
        let own = wing.legal_basis_decide(at(&npo, 5), &code, (&basis, true));
        assert_eq!(refusal(own.await), "basis-two-people");
        let other = wing.legal_basis_decide(at(&office.colleague, 5), &code, (&basis, true));
        other.await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keepers_and_custodians_of_one_institution_are_different_people_and_reach_no_other_key() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let npo = hired(&office, 1, NPO, Profession::SocialWorker).await;
        let mut there = Vec::new();
        for number in 11..14 {
            there.push(hired(&office, number, "R-1.SOCIAL", Profession::SocialWorker).await);
        }
        let elsewhere = npo.account().to_owned();
        let two = [&there[0], &there[1]].map(|one| one.account().to_owned());
        let three = [two[0].clone(), two[1].clone(), elsewhere];
        let refused = wing.custodians_name(office.managing(1), &three).await;
        assert_eq!(refusal(refused), "custodians-invalid");
        let refused = wing
            .emergency_keepers_propose(office.managing(1), &three)
            .await;
        assert_eq!(refusal(refused), "emergency-keepers-invalid");
        let three = [&there[0], &there[1], &there[2]].map(|one| one.account().to_owned());
        wing.custodians_name(office.managing(1), &three)
            .await
            .unwrap();
        // The request is the seat's: acting for the NPO there is nobody to ask, and the key that comes
        // back opens the town's seat alone.
        let (town, there_too) = (actor(1, "R-1.SOCIAL"), actor(1, NPO));
        let new = "kater dele te zeza";
        let nobody = wing.recovery_ask(&there_too, (new, "r-0"), hour(2)).await;
        assert_eq!(refusal(nobody), "recovery-no-custodians");
        wing.recovery_ask(&town, (new, "r-1"), hour(2))
            .await
            .unwrap();
        assert!(
            wing.recovery_of(&there_too, hour(2))
                .await
                .unwrap()
                .is_none()
        );
        wing.recovery_withdraw(&there_too, hour(2)).await.unwrap();
        let asked = wing.recovery_of(&town, hour(2)).await.unwrap().unwrap();
        for custodian in &there[..2] {
            let opening = (&asked.id, asked.code.as_str());
            wing.recovery_open(at(custodian, 3), opening).await.unwrap();
        }
        assert!(
            !wing
                .recovery_take_back(&there_too, new, hour(4))
                .await
                .unwrap()
        );
        assert!(wing.recovery_take_back(&town, new, hour(4)).await.unwrap());
        let back = wing.enter(&town, new, hour(4)).await.unwrap();
        assert_eq!(back.account(), office.manager.account());
        let other = wing.enter(&there_too, new, hour(4)).await;
        assert!(matches!(other, Err(CaseworkError::Seal(_))));
        wing.enter(&there_too, PASSPHRASE, hour(4)).await.unwrap();
    })
    .await;
}
