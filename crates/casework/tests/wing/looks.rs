//! A plan is looked at again on its day; a goal and a draft are put in other words without losing what
//! stood before; the person says what they think of an assessment. On both engines.

use crate::{
    dump::expect_no_canary,
    plans::{assessment, beds, goal},
    referrals::{consented, referral},
    setup::{CANARY, Office, TABLES, at, canary, day, refusal},
};
use casework::{
    Age, AssessmentAnswer, DraftRevision, Field, GoalRevision, RecordId, RiskLevel, SecretText,
    Service, TaskKind, Urgency,
};
use store::testing::each_engine;

const DAY: i64 = 24;

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_has_a_day_of_the_next_look_sooner_for_a_child() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        for (form, age, most) in [
            ("adult", Age::Adult, 92),
            ("child", Age::Child, 31),
            ("unknown", Age::UnknownAge, 31),
        ] {
            let code = office.concern(form, age).await;
            office.brief(&code).await;
            let none = wing.plan_next_look(office.managing(3), &code).await;
            assert_eq!(none.unwrap(), None);
            let early = wing.plan_look(office.managing(3), &code, day(9)).await;
            assert_eq!(refusal(early), "plan-without-goal");
            for number in 0..2 {
                let goal = goal(&format!("{form}-{number}"));
                wing.goal_add(office.managing(DAY), &code, &goal)
                    .await
                    .unwrap();
            }
            let look = wing.plan_next_look(office.managing(30), &code).await;
            let look = look.unwrap().unwrap();
            assert_eq!((look.last, look.next_at), (None, day(1 + most)));
            let due = async |hours| {
                let tasks = wing.tasks_of(office.managing(hours)).await.unwrap();
                let own = tasks
                    .into_iter()
                    .filter(|task| task.kind == TaskKind::ReviewPlan && task.code == code.as_str());
                own.map(|task| (task.due_at, task.is_overdue))
                    .collect::<Vec<_>>()
            };
            assert_eq!(due((1 + most) * DAY).await, [(day(1 + most), true)]);
            for next in [10, 10 + most + 1] {
                let by = office.managing(10 * DAY);
                let outcome = wing.plan_look(by, &code, day(next)).await;
                assert_eq!(refusal(outcome), "plan-look-invalid");
            }
            let stranger = wing
                .plan_look(at(&office.police, 240), &code, day(20))
                .await;
            assert_eq!(refusal(stranger), "casework-not-found");
            wing.plan_look(office.managing(10 * DAY), &code, day(20))
                .await
                .unwrap();
            assert_eq!(due(10 * DAY).await, [(day(20), false)], "one task");
            let look = wing.plan_next_look(office.managing(11 * DAY), &code).await;
            let by = office.manager.account().to_owned();
            assert_eq!(look.unwrap().unwrap().last, Some((day(10), by)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_put_in_other_words_keeps_what_it_said_and_nobody_overwrites_anybody() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let other = office.concern("form-2", Age::Adult).await;
        office.brief(&code).await;
        let id = wing
            .goal_add(office.managing(3), &code, &goal("g-1"))
            .await
            .unwrap();
        let revise = async |version, text: &str| {
            let new = GoalRevision {
                goal: id.clone(),
                version,
                text: SecretText::new(text),
            };
            wing.goal_revise(office.managing(4), &code, &new).await
        };
        assert_eq!(refusal(revise(1, " ").await), "field-invalid");
        assert_eq!(revise(1, "Canary two").await.unwrap(), 2);
        let late = revise(1, "Canary lost").await;
        assert_eq!(refusal(late), "plan-changed-meanwhile");
        assert_eq!(revise(2, "Canary three").await.unwrap(), 3);
        let plan = wing.plan(office.managing(5), &code).await.unwrap();
        let [now] = &plan[..] else {
            panic!("{plan:?}");
        };
        assert_eq!((now.version, now.text.expose()), (3, "Canary three"));
        let earlier: Vec<_> = now.earlier.iter().map(SecretText::expose).collect();
        assert_eq!(earlier, ["Canary two", CANARY]);
        let new = GoalRevision {
            goal: id.clone(),
            version: 3,
            text: canary(),
        };
        let elsewhere = wing.goal_revise(office.managing(6), &other, &new).await;
        assert_eq!(refusal(elsewhere), "casework-not-found");
        let stranger = wing.goal_revise(at(&office.police, 6), &code, &new).await;
        assert_eq!(refusal(stranger), "casework-not-found");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_signs_an_assessment_or_says_why_not_once() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        let mut ids = Vec::new();
        for form in ["a-1", "a-2"] {
            let new = assessment(form, RiskLevel::Low);
            let made = wing.assessment_record(office.managing(3), &code, &new);
            ids.push(made.await.unwrap());
        }
        let answer = async |id: &RecordId, answer, says: Option<&str>| {
            let says = says.map(SecretText::new);
            let what = (id, answer, says.as_ref());
            wing.assessment_answer(office.managing(4), &code, what)
                .await
        };
        let silent = answer(&ids[0], AssessmentAnswer::NotSigned, None).await;
        assert_eq!(refusal(silent), "field-invalid");
        answer(&ids[0], AssessmentAnswer::NotSigned, Some(CANARY))
            .await
            .unwrap();
        let twice = answer(&ids[0], AssessmentAnswer::Signed, None).await;
        assert_eq!(refusal(twice), "assessment-answered");
        answer(&ids[1], AssessmentAnswer::Signed, None)
            .await
            .unwrap();
        let nothing = RecordId::parse(&"A".repeat(24)).unwrap();
        let nothing = answer(&nothing, AssessmentAnswer::Signed, None).await;
        assert_eq!(refusal(nothing), "casework-not-found");
        let listed = wing.assessments(office.managing(5), &code).await.unwrap();
        let of = |id: &RecordId| listed.iter().find(|one| one.id == *id).unwrap().answer;
        assert_eq!(of(&ids[0]), Some(AssessmentAnswer::NotSigned));
        assert_eq!(of(&ids[1]), Some(AssessmentAnswer::Signed));
        let text = wing.assessment_text(office.managing(5), &code, &ids[0]);
        assert_eq!(text.await.unwrap().says.unwrap().expose(), CANARY);
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_changed_until_it_is_sent_and_names_who_has_room() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (code, basis) = consented(&office, "form-1").await;
        let id = wing
            .referral_draft(office.managing(4), &code, &referral("r-1", &basis))
            .await
            .unwrap();
        let revise = async |version, fields: &[Field], service| {
            let new = DraftRevision {
                referral: id.clone(),
                version,
                service,
                urgency: Urgency::Ordinary,
                fields: fields.to_vec(),
                note: SecretText::new("Canary, in other words"),
            };
            wing.referral_revise(office.managing(5), &code, &new).await
        };
        let shelter = Service::ShortShelter;
        let beyond = revise(1, &[Field::HomeAddress], shelter).await;
        assert_eq!(refusal(beyond), "disclosure-beyond-consent");
        assert_eq!(revise(1, &[Field::Concern], shelter).await.unwrap(), 2);
        let late = revise(1, &[Field::Name], shelter).await;
        assert_eq!(refusal(late), "referral-changed-meanwhile");
        let theirs = wing
            .provider_declare(at(&office.shelter, 5), &beds(1))
            .await;
        let theirs = theirs.unwrap();
        let others = wing.provider_declare(office.managing(5), &beds(1)).await;
        let others = others.unwrap();
        let choose = async |version, provider: &RecordId| {
            let what = (&id, version, provider);
            wing.referral_choose(office.managing(6), &code, what).await
        };
        let not_theirs = choose(2, &others).await;
        assert_eq!(refusal(not_theirs), "provider-other-service");
        assert_eq!(choose(2, &theirs).await.unwrap(), 3);
        let listed = wing.referrals(office.managing(6), &code).await.unwrap();
        assert_eq!(listed[0].provider.as_ref(), Some(&theirs));
        assert_eq!(listed[0].fields, [Field::Concern]);
        assert_eq!(
            (listed[0].version, listed[0].urgency),
            (3, Urgency::Ordinary)
        );
        // Another kind of help: whoever was chosen for this one is chosen no longer.
        let other = revise(3, &[Field::Name], Service::Psychological).await;
        assert_eq!(other.unwrap(), 4);
        let listed = wing.referrals(office.managing(6), &code).await.unwrap();
        assert_eq!(listed[0].provider, None);
        let note = wing.referral_note(office.managing(6), &code, &id).await;
        assert_eq!(note.unwrap().expose(), "Canary, in other words");
        wing.referral_send(office.managing(7), &code, &id)
            .await
            .unwrap();
        let sent = revise(4, &[Field::Name], Service::Psychological).await;
        assert_eq!(refusal(sent), "referral-step-not-allowed");
        let sent = choose(4, &theirs).await;
        assert_eq!(refusal(sent), "referral-step-not-allowed");
        expect_no_canary(&database).await;
    })
    .await;
}
