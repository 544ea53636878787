//! What lies outside a permit's place is not there: the same answer as for what does not exist.

use crate::common::*;
use access::{
    AdoptFigure, AnnotateDiscrepancy, FreezeSnapshot, HoldMeeting, ImportFigures, Permit,
    ReadDiscrepancies, ReadFigures, ReadMeetings, ReadReturn, ReadSituation, ReadSnapshot,
    ReopenReturn, SetTarget, SubmitReturn, UndoImport,
};
use committee::{
    CommitteeError,
    adoption::{AdoptionRule, Decision, adopt, adopted_figure, adopted_history},
    discrepancies::{
        DiscrepancyFilter, NewNote, NoteKind, discrepancies_of_fact, discrepancy_count,
        discrepancy_list, discrepancy_open, note_add,
    },
    figures::{Stage, fact_figures, fact_history},
    imports::{import_commit, import_discard, import_find, import_stage, import_undo, source_file},
    meetings::{MeetingKind, NewMeeting, meeting_open, meeting_record},
    returns::{ReturnKey, ReturnStep, StepRequest, return_ensure, return_open, return_step},
    situation::series_read,
    snapshots::{snapshot_find, snapshot_freeze},
    targets::{Target, TargetKind, target_set},
};
use store::testing::each_engine;
use vocabulary::{Breakdown, Period, TemplateCode};

async fn disputed(world: &World) {
    let figures = [victims("POLICE", 3), victims("SOCIAL", 9)];
    world.import(&figures, day(2)).await;
}

#[tokio::test]
async fn nobody_reads_a_fact_of_another_region() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        disputed(&world).await;
        let fact = fact("V01", REGION, QUARTER, "");
        let (database, catalogue) = (&world.database, &world.catalogue);
        let permit = regional::<ReadFigures>(&secretariat("AL-08"), "AL-08");
        let said = fact_figures(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(said), "refused-not-found");
        let past = fact_history(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(past), "refused-not-found");
        let decision = adopted_figure(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(decision), "refused-not-found");
        let earlier = adopted_history(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(earlier), "refused-not-found");
        let permit = regional::<ReadDiscrepancies>(&secretariat("AL-08"), "AL-08");
        let found = discrepancies_of_fact(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(found), "refused-not-found");

        let own = regional::<ReadFigures>(&secretariat(REGION), REGION);
        let said = fact_figures(database, catalogue, &own, &fact).await;
        assert_eq!(said.unwrap().len(), 2);
    })
    .await;
}

async fn listed(
    world: &World,
    permit: &Permit<ReadDiscrepancies>,
    filter: &DiscrepancyFilter,
) -> Result<i64, CommitteeError> {
    let (database, catalogue) = (&world.database, &world.catalogue);
    let list = discrepancy_list(database, catalogue, permit, filter).await?;
    let count = discrepancy_count(database, catalogue, permit, filter).await?;
    assert_eq!(i64::try_from(list.len()).unwrap(), count);
    Ok(count)
}

#[tokio::test]
async fn a_list_holds_the_permits_own_region_whatever_the_filter_says() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        disputed(&world).await;
        let own = regional::<ReadDiscrepancies>(&secretariat(REGION), REGION);
        let neighbour = regional::<ReadDiscrepancies>(&secretariat("AL-08"), "AL-08");
        let whole = national::<ReadDiscrepancies>(&analyst());
        let all = DiscrepancyFilter::default();
        assert_eq!(listed(&world, &own, &all).await.unwrap(), 1);
        assert_eq!(listed(&world, &neighbour, &all).await.unwrap(), 0);
        assert_eq!(listed(&world, &whole, &all).await.unwrap(), 1);
        let of_region = DiscrepancyFilter {
            region: Some(place(REGION)),
            ..all
        };
        assert_eq!(listed(&world, &whole, &of_region).await.unwrap(), 1);
        let refused = listed(&world, &neighbour, &of_region).await;
        assert_eq!(refusal(refused), "refused-not-found");
    })
    .await;
}

/// The region that no permit of these tests reaches from.
const NEIGHBOUR: &str = "AL-08";

fn meeting(region: &str) -> NewMeeting {
    NewMeeting {
        place: place(region),
        kind: MeetingKind::Committee,
        held_on: jiff::civil::date(2025, 1, 20),
        title: "Fourth quarter".to_owned(),
        reference: "1".to_owned(),
        decisions: String::new(),
    }
}

fn target(region: &str) -> Target {
    Target {
        indicator: indicator("V01"),
        place: place(region),
        breakdown: Breakdown::default(),
        kind: TargetKind::Baseline,
        period: Period::parse("2023").unwrap(),
        number: Some(5),
        source: "Local plan".to_owned(),
    }
}

/// What the neighbour's chair may do at home reaches nothing here.
#[tokio::test]
async fn nobody_acts_in_another_region_with_a_permit_for_their_own() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        disputed(&world).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let chair = chair(NEIGHBOUR);
        let permit = regional::<SetTarget>(&chair, NEIGHBOUR);
        let set = target_set(database, catalogue, &permit, &target(REGION), day(3)).await;
        assert_eq!(refusal(set), "refused-not-found");
        let permit = regional::<HoldMeeting>(&chair, NEIGHBOUR);
        let when = (day(21), today());
        let held = meeting_record(database, catalogue, &permit, &meeting(REGION), when).await;
        assert_eq!(refusal(held), "refused-not-found");
        let permit = regional::<AdoptFigure>(&chair, NEIGHBOUR);
        let decision = Decision {
            fact: fact("V01", REGION, QUARTER, ""),
            rule: AdoptionRule::Maximum,
            reason: "one register is complete".to_owned(),
            meeting: None,
        };
        let adopted = adopt(database, catalogue, &permit, &decision, day(22)).await;
        assert_eq!(refusal(adopted), "refused-not-found");
    })
    .await;
}

/// The national office may act in no region, although a region lies in the country.
#[tokio::test]
async fn a_permit_for_the_country_sets_and_holds_nothing_in_a_region() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let permit = national::<SetTarget>(&analyst());
        let set = target_set(database, catalogue, &permit, &target(REGION), day(3)).await;
        assert_eq!(refusal(set), "refused-not-found");
        target_set(database, catalogue, &permit, &target("AL"), day(3))
            .await
            .unwrap();
        let permit = national::<HoldMeeting>(&analyst());
        let when = (day(21), today());
        let held = meeting_record(database, catalogue, &permit, &meeting(REGION), when).await;
        assert_eq!(refusal(held), "refused-not-found");
        meeting_record(database, catalogue, &permit, &meeting("AL"), when)
            .await
            .unwrap();
    })
    .await;
}

/// The analyst may read every region; a permit for one of them opens that one.
#[tokio::test]
async fn a_permit_for_one_region_opens_nothing_of_another_that_its_holder_may_read() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        disputed(&world).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let fact = fact("V01", REGION, QUARTER, "");
        let dispute = world.found(&fact).await[0].id;
        let permit = regional::<FreezeSnapshot>(&secretariat(REGION), REGION);
        let year = Period::parse("2024").unwrap();
        let code = snapshot_freeze(database, catalogue, &permit, year, day(4))
            .await
            .unwrap();
        let permit = regional::<HoldMeeting>(&chair(REGION), REGION);
        let when = (day(21), today());
        let held = meeting_record(database, catalogue, &permit, &meeting(REGION), when)
            .await
            .unwrap();
        for (region, is_open) in [(NEIGHBOUR, false), (REGION, true)] {
            let answers = [
                ("figures", {
                    let permit = regional::<ReadFigures>(&analyst(), region);
                    let said = fact_figures(database, catalogue, &permit, &fact).await;
                    said.map(drop)
                }),
                ("discrepancy", {
                    let permit = regional::<ReadDiscrepancies>(&analyst(), region);
                    let file = discrepancy_open(database, catalogue, &permit, dispute).await;
                    file.map(drop)
                }),
                ("note", {
                    let permit = regional::<AnnotateDiscrepancy>(&analyst(), region);
                    let note = NewNote {
                        kind: NoteKind::Remark,
                        reason: None,
                        institution: None,
                        due_on: None,
                        content: "seen".to_owned(),
                    };
                    note_add(database, catalogue, &permit, dispute, &note, day(5)).await
                }),
                ("meeting", {
                    let permit = regional::<ReadMeetings>(&analyst(), region);
                    let opened = meeting_open(database, catalogue, &permit, held).await;
                    opened.map(drop)
                }),
                ("snapshot", {
                    let permit = regional::<ReadSnapshot>(&analyst(), region);
                    let found = snapshot_find(database, catalogue, &permit, &code).await;
                    found.map(drop)
                }),
                ("series", {
                    let permit = regional::<ReadSituation>(&analyst(), region);
                    let what = (&fact.indicator, &fact.breakdown);
                    let place = &fact.place;
                    let periods = [fact.period];
                    let series = series_read(database, catalogue, &permit, place, what, &periods);
                    series.await.map(drop)
                }),
            ];
            for (name, answer) in answers {
                match answer {
                    Ok(()) => assert!(is_open, "{name}"),
                    Err(error) => {
                        assert!(!is_open, "{name}: {error}");
                        assert_eq!(error.key(), "refused-not-found", "{name}");
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_import_is_the_regions_that_it_was_staged_in() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let own = regional::<ImportFigures>(&secretariat(REGION), REGION);
        let figures = [victims("POLICE", 3)];
        let import = file("a file", &figures, Stage::Submitted);
        let id = import_stage(database, catalogue, &own, &import, day(1))
            .await
            .unwrap();
        let when = (day(2), today());
        let other = regional::<ImportFigures>(&secretariat(NEIGHBOUR), NEIGHBOUR);
        let found = import_find(database, catalogue, &other, id).await;
        assert_eq!(refusal(found), "refused-not-found");
        let bytes = source_file(database, catalogue, &other, id).await;
        assert_eq!(refusal(bytes), "refused-not-found");
        let discarded = import_discard(database, catalogue, &other, id, day(2)).await;
        assert_eq!(refusal(discarded), "refused-not-found");
        let committed = import_commit(database, catalogue, &other, id, when).await;
        assert_eq!(refusal(committed), "refused-not-found");
        import_commit(database, catalogue, &own, id, when)
            .await
            .unwrap();
        let other = regional::<UndoImport>(&secretariat(NEIGHBOUR), NEIGHBOUR);
        let undone = import_undo(database, catalogue, &other, id, day(3)).await;
        assert_eq!(refusal(undone), "refused-not-found");
        let own = regional::<UndoImport>(&secretariat(REGION), REGION);
        import_undo(database, catalogue, &own, id, day(3))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_return_is_its_own_regions_and_institutions() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let key = ReturnKey {
            template: TemplateCode::parse("victims-quarterly").unwrap(),
            institution: institution(&format!("{REGION}.POLICE")),
            place: place(REGION),
            period: Period::parse(QUARTER).unwrap(),
        };
        let id = return_ensure(database, catalogue, &key, today())
            .await
            .unwrap();
        let strangers = [
            regional::<ReadReturn>(&secretariat(NEIGHBOUR), NEIGHBOUR),
            regional::<ReadReturn>(&analyst(), NEIGHBOUR),
            own::<ReadReturn>(&format!("{REGION}.SOCIAL")),
        ];
        for permit in strangers {
            let opened = return_open(database, catalogue, &permit, id).await;
            assert_eq!(refusal(opened), "refused-not-found");
        }
        let request = |step| StepRequest {
            id,
            step,
            reason: Some("a slip".to_owned()),
            meeting: None,
        };
        let permit = own::<SubmitReturn>(&format!("{REGION}.SOCIAL"));
        let request_now = request(ReturnStep::Submit);
        let sent = return_step(database, catalogue, &permit, &request_now, day(2)).await;
        assert_eq!(refusal(sent), "refused-not-found");
        let permit = regional::<ReopenReturn>(&chair(NEIGHBOUR), NEIGHBOUR);
        let request_now = request(ReturnStep::Reopen);
        let reopened = return_step(database, catalogue, &permit, &request_now, day(2)).await;
        assert_eq!(refusal(reopened), "refused-not-found");
        let permit = own::<ReadReturn>(&format!("{REGION}.POLICE"));
        return_open(database, catalogue, &permit, id).await.unwrap();
    })
    .await;
}
