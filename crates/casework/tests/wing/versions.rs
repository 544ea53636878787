//! What the pages of the plan and of the end of a case stand on: every version of an action is kept, an
//! answer has witnesses, and what stands in the way of closing is named.

use crate::{
    dump::expect_no_canary,
    plans::{action, assessment, beds, goal},
    setup::{CANARY, Office, TABLES, at, canary, day, hour, refusal},
};
use casework::{
    ActionChange, ActionMove, ActionRevision, ActionState, ActionStep, Age, CaseCode,
    ClosingObstacle, ClosureReason, FormalTeam, NewClosure, NewFormalRequest, NewScreening,
    NewStay, Phase, RecordId, RiskLevel, ScreeningBasis, ScreeningDecision, Service, Witness,
};
use seal::SecretText;
use store::testing::each_engine;

async fn proposed(office: &Office) -> (CaseCode, RecordId) {
    let code = office.concern("form-1", Age::Adult).await;
    office.brief(&code).await;
    let goal = office
        .wing
        .goal_add(office.managing(3), &code, &goal("g-1"))
        .await
        .unwrap();
    let id = office
        .wing
        .action_propose(office.managing(3), &code, &action("x-1", &goal))
        .await
        .unwrap();
    (code, id)
}

fn revision(action: &RecordId, version: i64, text: &str) -> ActionRevision {
    ActionRevision {
        action: action.clone(),
        version,
        service: Service::LegalAid,
        due_at: day(30),
        text: SecretText::new(text),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_words_ask_the_person_anew_and_the_old_words_stay() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (code, id) = proposed(&office).await;
        let mut yes = ActionMove {
            action: id.clone(),
            version: 1,
            step: ActionStep::AskLater,
            present: Vec::new(),
        };
        let unheard = wing.action_move(office.managing(4), &code, &yes).await;
        assert_eq!(refusal(unheard), "action-present-missing");
        yes.present = vec![Witness::Interpreter, Witness::TrustedPerson];
        wing.action_move(office.managing(4), &code, &yes)
            .await
            .unwrap();
        yes.step = ActionStep::Agree;
        yes.version = 2;
        wing.action_move(office.managing(4), &code, &yes)
            .await
            .unwrap();
        let provider = wing
            .provider_declare(at(&office.shelter, 4), &beds(1))
            .await
            .unwrap();
        wing.action_choose(office.managing(5), &code, (&id, 3, &provider))
            .await
            .unwrap();
        let stale = revision(&id, 3, "Canary: a lawyer");
        let stale = wing.action_revise(office.managing(6), &code, &stale).await;
        assert_eq!(refusal(stale), "plan-changed-meanwhile");
        let new = revision(&id, 4, "Canary: a lawyer");
        wing.action_revise(office.managing(6), &code, &new)
            .await
            .unwrap();
        let view = wing
            .plan_action(office.managing(7), &code, &id)
            .await
            .unwrap();
        assert_eq!(view.action.state, ActionState::Proposed, "asked anew");
        assert_eq!(view.action.provider, None, "nobody gives the other help");
        assert_eq!(view.action.text.expose(), "Canary: a lawyer");
        let changes: Vec<_> = view.versions.iter().map(|one| one.change).collect();
        assert_eq!(
            changes,
            [
                ActionChange::Revised,
                ActionChange::Chosen,
                ActionChange::Agreed,
                ActionChange::Later,
                ActionChange::Proposed
            ]
        );
        let texts: Vec<_> = view
            .versions
            .iter()
            .map(|one| one.text.as_ref().map(SecretText::expose))
            .collect();
        let old = Some(CANARY);
        assert_eq!(texts, [Some("Canary: a lawyer"), None, None, None, old]);
        assert_eq!(view.versions[2].present, yes.present);
        for (version, step) in [(5, ActionStep::Agree), (6, ActionStep::Begin)] {
            let change = ActionMove {
                version,
                step,
                ..yes.clone()
            };
            wing.action_move(office.managing(8), &code, &change)
                .await
                .unwrap();
        }
        let late = revision(&id, 7, "Canary: something else");
        let late = wing.action_revise(office.managing(9), &code, &late).await;
        assert_eq!(refusal(late), "action-begun");
        let stranger = wing.plan_action(at(&office.police, 9), &code, &id).await;
        assert_eq!(refusal(stranger), "casework-not-found");
        let other = office.concern("form-2", Age::Adult).await;
        let other = wing.plan_action(office.managing(9), &other, &id).await;
        assert_eq!(refusal(other), "casework-not-found");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_taken_is_help_begun_and_others_do_not_learn_how_full_it_is() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        let screening = NewScreening {
            request: "s".to_owned(),
            instrument: "albania".to_owned(),
            answers: Vec::new(),
            basis: ScreeningBasis::Observation,
            with_interpreter: false,
            present: Vec::new(),
            voluntary: false,
            decision: ScreeningDecision::Potential,
            reason: canary(),
        };
        wing.screening_record(office.managing(3), &code, &screening)
            .await
            .unwrap();
        let provider = wing
            .provider_declare(at(&office.shelter, 3), &beds(2))
            .await
            .unwrap();
        let stay = NewStay {
            request: "s".to_owned(),
            provider,
            person_chose: true,
            with_children: false,
        };
        for hours in [4, 5] {
            wing.stay_begin(office.managing(hours), &code, &stay)
                .await
                .unwrap();
        }
        let view = wing.case_view(office.managing(6), &code).await.unwrap();
        assert_eq!(view.phase, Phase::Assisted);
        let own = wing
            .provider_directory(at(&office.shelter, 6))
            .await
            .unwrap();
        assert_eq!((own[0].places, own[0].taken), (2, Some(1)));
        let seen = wing
            .provider_directory(at(&office.police, 6))
            .await
            .unwrap();
        assert_eq!((seen.len(), seen[0].taken), (1, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_meets_on_a_day_to_come_and_only_while_it_has_to_decide() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        let new = NewFormalRequest {
            request: "f".to_owned(),
            person_asked: true,
            guardian_agrees: false,
        };
        let id = wing
            .formal_request(office.managing(3), &code, &new)
            .await
            .unwrap();
        let set = async |hours, to| {
            let request = office.managing(hours);
            wing.formal_meeting(request, &code, (&id, to)).await
        };
        assert_eq!(refusal(set(4, day(3)).await), "formal-step-not-allowed");
        let team = FormalTeam {
            police: office.police.account().to_owned(),
            social_services: office.colleague.account().to_owned(),
            with_psychologist: true,
            with_interpreter: false,
            with_guardian: false,
        };
        wing.formal_convene(office.managing(5), &code, (&id, &team))
            .await
            .unwrap();
        assert_eq!(refusal(set(6, hour(6)).await), "formal-day-invalid");
        assert_eq!(refusal(set(6, day(400)).await), "formal-day-invalid");
        set(6, day(3)).await.unwrap();
        set(7, day(4)).await.unwrap();
        let listed = wing
            .formal_identifications(office.managing(8), &code)
            .await
            .unwrap();
        assert_eq!(listed[0].meets_at, Some(day(4)));
        assert!(listed[0].with_psychologist && !listed[0].with_guardian);
        wing.formal_decide(office.managing(9), &code, (&id, true, &canary()))
            .await
            .unwrap();
        assert_eq!(refusal(set(10, day(5)).await), "formal-step-not-allowed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_of_closing_is_named_and_what_was_said_is_kept() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (code, _) = proposed(&office).await;
        let none = wing.closing_obstacles(office.managing(4), &code).await;
        assert_eq!(none.unwrap(), []);
        let high = assessment("a-1", RiskLevel::High);
        wing.assessment_record(office.managing(4), &code, &high)
            .await
            .unwrap();
        let found = wing.closing_obstacles(office.managing(5), &code).await;
        assert_eq!(found.unwrap(), [ClosingObstacle::HighRisk]);
        let stranger = wing.closing_obstacles(at(&office.shelter, 5), &code).await;
        assert_eq!(refusal(stranger), "casework-not-found");
        let closure = NewClosure {
            reason: ClosureReason::PersonsWish,
            view: canary(),
            may_contact: true,
            keep_until: day(50),
            despite: Some(canary()),
        };
        let id = wing
            .case_close(office.managing(6), &code, &closure)
            .await
            .unwrap();
        let listed = wing.closures(office.managing(7), &code).await.unwrap();
        assert!(listed[0].may_contact);
        let said = wing
            .closure_text(office.managing(7), &code, &id)
            .await
            .unwrap();
        assert_eq!(said.view.expose(), CANARY);
        assert_eq!(said.despite.unwrap().expose(), CANARY);
        wing.hold_place(office.managing(8), &code, &canary())
            .await
            .unwrap();
        let holds = wing.holds(office.managing(9), &code).await.unwrap();
        assert_eq!((holds.len(), holds[0].lifted_at), (1, None));
        let why = wing
            .hold_reason(office.managing(9), &code, &holds[0].id)
            .await
            .unwrap();
        assert_eq!(why.expose(), CANARY);
        let other = office.concern("form-2", Age::Adult).await;
        let other = wing.closure_text(office.managing(9), &other, &id).await;
        assert_eq!(refusal(other), "casework-not-found");
        expect_no_canary(&database).await;
    })
    .await;
}
