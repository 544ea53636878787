//! Returns: four eyes, complete or not at all, opened again without losing what was approved.

use crate::common::*;
use access::{
    AcceptReturn, AdoptReturn, EditReturn, HoldMeeting, ReadReleased, ReadReturn, ReopenReturn,
    Scope, SubmitReturn, VerifyReturn,
};
use committee::{
    CommitteeError,
    meetings::{MeetingKind, NewMeeting, meeting_record},
    returns::{
        CellEntry, Punctuality, ReturnKey, ReturnState, ReturnStep, StepRequest, board,
        return_ensure, return_fill, return_find, return_open, return_step,
    },
};
use store::testing::each_engine;
use vocabulary::{Breakdown, Period, TemplateCode};

const POLICE: &str = "AL-07.POLICE";

async fn begun(world: &World) -> i64 {
    let key = ReturnKey {
        template: TemplateCode::parse("victims-quarterly").unwrap(),
        institution: institution(POLICE),
        place: place(REGION),
        period: Period::parse(QUARTER).unwrap(),
    };
    return_ensure(&world.database, &world.catalogue, &key, today())
        .await
        .unwrap()
}

fn entry(code: &str, cell: &str, value: i64) -> CellEntry {
    CellEntry {
        indicator: indicator(code),
        breakdown: Breakdown::parse(cell).unwrap(),
        value: number(value),
        counting_rule: None,
        comment: None,
    }
}

async fn fill(world: &World, id: i64, entries: &[CellEntry]) -> Result<(), CommitteeError> {
    let found = return_find(&world.database, &world.catalogue, id).await?;
    let which = (id, found.unwrap().version);
    let permit = own::<EditReturn>(POLICE);
    return_fill(
        &world.database,
        &world.catalogue,
        &permit,
        which,
        entries,
        day(3),
    )
    .await
}

async fn step<A: access::Action>(
    world: &World,
    permit: access::Permit<A>,
    id: i64,
    step: ReturnStep,
    meeting: Option<i64>,
) -> Result<(), CommitteeError> {
    let request = StepRequest {
        id,
        step,
        reason: Some("late registration".to_owned()),
        meeting,
    };
    return_step(&world.database, &world.catalogue, &permit, &request, day(6)).await
}

async fn submitted(world: &World) -> i64 {
    let id = begun(world).await;
    fill(world, id, &[entry("V01", "", 3), entry("V02", "", 0)])
        .await
        .unwrap();
    step(
        world,
        own::<SubmitReturn>(POLICE),
        id,
        ReturnStep::Submit,
        None,
    )
    .await
    .unwrap();
    id
}

async fn state(world: &World, id: i64) -> ReturnState {
    let found = return_find(&world.database, &world.catalogue, id);
    found.await.unwrap().unwrap().state
}

async fn meeting(world: &World, region: &str) -> i64 {
    let meeting = NewMeeting {
        place: place(region),
        kind: MeetingKind::Committee,
        held_on: jiff::civil::date(2025, 1, 20),
        title: "Fourth quarter".to_owned(),
        reference: "1".to_owned(),
        decisions: String::new(),
    };
    let permit = regional::<HoldMeeting>(&chair(region), region);
    let when = (day(21), today());
    meeting_record(&world.database, &world.catalogue, &permit, &meeting, when)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_return_goes_from_hand_to_hand_and_cannot_skip_one() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = submitted(&world).await;
        let meeting = meeting(&world, REGION).await;
        let adopt = || regional::<AdoptReturn>(&chair(REGION), REGION);
        let early = step(&world, adopt(), id, ReturnStep::Adopt, Some(meeting)).await;
        assert_eq!(refusal(early), "return-step-impossible");
        let verify = regional::<VerifyReturn>(&secretariat(REGION), REGION);
        step(&world, verify, id, ReturnStep::Verify, None)
            .await
            .unwrap();
        let unheld = step(&world, adopt(), id, ReturnStep::Adopt, None).await;
        assert_eq!(refusal(unheld), "return-needs-meeting");
        step(&world, adopt(), id, ReturnStep::Adopt, Some(meeting))
            .await
            .unwrap();
        let accept = regional::<AcceptReturn>(&analyst(), REGION);
        step(&world, accept, id, ReturnStep::Accept, None)
            .await
            .unwrap();
        assert_eq!(state(&world, id).await, ReturnState::Accepted);
        let changed = fill(&world, id, &[entry("V01", "", 9)]).await;
        assert_eq!(refusal(changed), "return-not-editable");
    })
    .await;
}

#[tokio::test]
async fn whoever_sent_in_checks_nothing_in_any_role() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = submitted(&world).await;
        // The same person, acting in another membership of theirs.
        let number = 77;
        let sender = access::Actor::for_test(
            number,
            "sender",
            access::Membership::InstitutionMember {
                institution: institution(POLICE),
                region: Some(place(REGION)),
            },
        );
        let send_back = regional::<VerifyReturn>(&secretariat(REGION), REGION);
        step(&world, send_back, id, ReturnStep::SendBack, None)
            .await
            .unwrap();
        let scope = Scope::regional(place(REGION)).of_institution(institution(POLICE));
        let permit = sender.permit::<SubmitReturn>(scope).unwrap();
        step(&world, permit, id, ReturnStep::Submit, None)
            .await
            .unwrap();
        let region = place(REGION);
        let promoted = sender.in_other_seat_for_test(
            78,
            access::Membership::TechnicalSecretariat {
                region: region.clone(),
            },
        );
        let permit = regional::<VerifyReturn>(&promoted, REGION);
        let own_check = step(&world, permit, id, ReturnStep::Verify, None).await;
        assert_eq!(refusal(own_check), "return-needs-second-person");
        let permit = regional::<VerifyReturn>(&secretariat(REGION), REGION);
        step(&world, permit, id, ReturnStep::Verify, None)
            .await
            .unwrap();
        let chairing =
            sender.in_other_seat_for_test(79, access::Membership::CommitteeChair { region });
        let meeting = meeting(&world, REGION).await;
        let permit = regional::<AdoptReturn>(&chairing, REGION);
        let adopted = step(&world, permit, id, ReturnStep::Adopt, Some(meeting)).await;
        assert_eq!(refusal(adopted), "return-needs-second-person");
        let permit = regional::<AdoptReturn>(&chair(REGION), REGION);
        step(&world, permit, id, ReturnStep::Adopt, Some(meeting))
            .await
            .unwrap();
        let national = sender.in_other_seat_for_test(80, access::Membership::NationalAnalyst);
        let permit = regional::<AcceptReturn>(&national, REGION);
        let accepted = step(&world, permit, id, ReturnStep::Accept, None).await;
        assert_eq!(refusal(accepted), "return-needs-second-person");
    })
    .await;
}

#[tokio::test]
async fn another_institution_or_region_finds_no_return() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = submitted(&world).await;
        let foreign = own::<EditReturn>("AL-07.SOCIAL");
        let cells = [entry("V01", "", 1)];
        let filled = return_fill(
            &world.database,
            &world.catalogue,
            &foreign,
            (id, 1),
            &cells,
            day(4),
        );
        assert_eq!(refusal(filled.await), "refused-not-found");
        let foreign = own::<SubmitReturn>("AL-07.SOCIAL");
        let sent = step(&world, foreign, id, ReturnStep::Submit, None).await;
        assert_eq!(refusal(sent), "refused-not-found");
        let neighbour = regional::<VerifyReturn>(&secretariat("AL-08"), "AL-08");
        let verified = step(&world, neighbour, id, ReturnStep::Verify, None).await;
        assert_eq!(refusal(verified), "refused-not-found");
        // A permit for one step is none for another.
        let verifier = regional::<VerifyReturn>(&secretariat(REGION), REGION);
        let reopened = step(&world, verifier, id, ReturnStep::Reopen, None).await;
        assert_eq!(refusal(reopened), "refused-not-found");
        let neighbour = regional::<ReadReturn>(&secretariat("AL-08"), "AL-08");
        let read = return_open(&world.database, &world.catalogue, &neighbour, id).await;
        assert_eq!(refusal(read), "refused-not-found");
        assert_eq!(state(&world, id).await, ReturnState::Submitted);
    })
    .await;
}

#[tokio::test]
async fn an_incomplete_return_is_refused_and_nothing_of_it_counts() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = begun(&world).await;
        fill(&world, id, &[entry("V01", "", 3)]).await.unwrap();
        let permit = own::<SubmitReturn>(POLICE);
        let sent = step(&world, permit, id, ReturnStep::Submit, None).await;
        assert_eq!(refusal(sent), "return-incomplete");
        assert_eq!(state(&world, id).await, ReturnState::Draft);
        let said = world.said(&fact("V01", REGION, QUARTER, "")).await;
        assert!(said.is_empty());
        let twice = [entry("V01", "", 1), entry("V01", "", 2)];
        assert_eq!(refusal(fill(&world, id, &twice).await), "return-cell-twice");
        let mut long = entry("V01", "", 1);
        long.comment = Some("x".repeat(2_001));
        assert_eq!(refusal(fill(&world, id, &[long]).await), "note-too-long");
        let unasked = fill(&world, id, &[entry("J01", "", 1)]).await;
        assert_eq!(refusal(unasked), "return-cell-not-asked");
    })
    .await;
}

#[tokio::test]
async fn a_reopened_return_shows_what_changed_since_it_was_approved() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = submitted(&world).await;
        let verify = || regional::<VerifyReturn>(&secretariat(REGION), REGION);
        step(&world, verify(), id, ReturnStep::Verify, None)
            .await
            .unwrap();
        let reopen = regional::<ReopenReturn>(&secretariat(REGION), REGION);
        step(&world, reopen, id, ReturnStep::Reopen, None)
            .await
            .unwrap();
        let stale = return_fill(
            &world.database,
            &world.catalogue,
            &own::<EditReturn>(POLICE),
            (id, 1),
            &[entry("V01", "", 4)],
            day(7),
        )
        .await;
        assert_eq!(refusal(stale), "return-changed-meanwhile");
        let cells = [
            entry("V01", "", 4),
            entry("V01", "sex=female", 4),
            entry("V02", "", 0),
        ];
        fill(&world, id, &cells).await.unwrap();
        step(
            &world,
            own::<SubmitReturn>(POLICE),
            id,
            ReturnStep::Submit,
            None,
        )
        .await
        .unwrap();
        let permit = regional::<ReadReturn>(&secretariat(REGION), REGION);
        let opened = return_open(&world.database, &world.catalogue, &permit, id)
            .await
            .unwrap();
        let changed: Vec<_> = opened
            .cells
            .iter()
            .filter_map(|cell| {
                let cell_name = (cell.indicator.as_str(), cell.breakdown.to_string());
                Some((cell_name, cell.submitted, cell.changed_since_approval?))
            })
            .collect();
        assert_eq!(
            changed,
            [
                (("V01", String::new()), Some(number(4)), Some(number(3))),
                (("V01", "sex=female".to_owned()), Some(number(4)), None),
            ]
        );
        assert_eq!(opened.record.version, 2);
        let steps: Vec<&str> = opened
            .events
            .iter()
            .map(|event| event.step.as_str())
            .collect();
        assert_eq!(steps, ["submit", "verify", "reopen", "submit"]);
    })
    .await;
}

#[tokio::test]
async fn drafts_are_seen_by_the_institution_alone_and_the_board_knows_who_is_late() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = begun(&world).await;
        fill(&world, id, &[entry("V01", "", 3)]).await.unwrap();
        let permit = own::<ReadReturn>(POLICE);
        let mine = return_open(&world.database, &world.catalogue, &permit, id);
        assert_eq!(mine.await.unwrap().cells[0].draft, Some(number(3)));
        let permit = regional::<ReadReturn>(&secretariat(REGION), REGION);
        let theirs = return_open(&world.database, &world.catalogue, &permit, id);
        assert_eq!(theirs.await.unwrap().cells[0].draft, None);

        let permit = regional::<ReadReleased>(&secretariat(REGION), REGION);
        let quarter = [Period::parse(QUARTER).unwrap()];
        let of_police = |today| {
            let (world, permit) = (&world, &permit);
            async move {
                let cells = board(&world.database, &world.catalogue, permit, &quarter, today);
                let cells = cells.await.unwrap();
                assert_eq!(cells.len(), 14);
                let mut own = cells.into_iter().filter(|cell| cell.record.is_some());
                own.next().unwrap().punctuality
            }
        };
        // Due ten days after the end of the quarter.
        let date = |day| jiff::civil::date(2025, 1, day);
        assert_eq!(of_police(date(10)).await, Punctuality::Due);
        assert_eq!(of_police(date(11)).await, Punctuality::Missing);
        fill(&world, id, &[entry("V02", "", 0)]).await.unwrap();
        step(
            &world,
            own::<SubmitReturn>(POLICE),
            id,
            ReturnStep::Submit,
            None,
        )
        .await
        .unwrap();
        assert_eq!(of_police(date(31)).await, Punctuality::OnTime);
    })
    .await;
}

#[tokio::test]
async fn whoever_sent_a_figure_in_does_not_decide_on_it_as_the_chair() {
    use access::{AdoptFigure, Membership};
    use committee::adoption::{AdoptionRule, Decision, adopt};
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        submitted(&world).await;
        let decision = Decision {
            fact: fact("V01", REGION, QUARTER, ""),
            rule: AdoptionRule::Maximum,
            reason: "one register is complete".to_owned(),
            meeting: None,
        };
        let region = place(REGION);
        let both = member(POLICE).in_other_seat_for_test(5, Membership::CommitteeChair { region });
        let own = regional::<AdoptFigure>(&both, REGION);
        let (database, catalogue) = (&world.database, &world.catalogue);
        let refused = adopt(database, catalogue, &own, &decision, day(22)).await;
        assert_eq!(refusal(refused), "adoption-needs-second-person");
        let another = regional::<AdoptFigure>(&chair(REGION), REGION);
        adopt(database, catalogue, &another, &decision, day(22))
            .await
            .unwrap();
    })
    .await;
}
