//! What people write is refused by the steps themselves where it gives a person away: nothing of it is
//! stored, logged or repeated, whatever door it came through.

use crate::common::*;
use access::{
    AdoptFigure, AnnotateDiscrepancy, EditReturn, HoldMeeting, OperateSystem, SetTarget,
    VerifyReturn,
};
use committee::{
    CommitteeError,
    adoption::{AdoptionRule, Decision, adopt},
    discrepancies::{NewNote, NoteKind, note_add},
    figures::Stage,
    imports::import_stage,
    meetings::{MeetingKind, NewMeeting, meeting_record},
    returns::{
        CellEntry, ReturnKey, ReturnStep, StepRequest, return_ensure, return_fill, return_step,
    },
    shapes::{NewShapes, shapes_replace},
    targets::{Target, TargetKind, target_set},
};
use store::testing::each_engine;
use vocabulary::{Breakdown, Period, StatedFigure, TemplateCode, personal::PersonalKind};

/// A personal number that stands nowhere else.
const SECRET: &str = "J50312045K";
const POLICE: &str = "AL-07.POLICE";

/// Words that give a person away in their second line.
fn telling() -> String {
    format!("Rasti i dytë.\nNumri {SECRET} u shqyrtua.")
}

/// Every table of the world that could hold a text, with the log.
const TABLES: [&str; 13] = [
    "meeting",
    "discrepancy_note",
    "adopted_figure",
    "return_event",
    "stated_figure",
    "reported_figure",
    "figure_change",
    "target",
    "import",
    "source_file",
    "place_shape",
    "ledger_event",
    "institution_return",
];

async fn rows(world: &World) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in TABLES {
        rows.push(world.count(table).await);
    }
    rows
}

/// The refusal names the field, the kind and the place, and repeats nothing of the text.
fn expect_refused<Value: std::fmt::Debug>(
    outcome: Result<Value, CommitteeError>,
    (field, item): (&str, Option<usize>),
) {
    let error = outcome.unwrap_err();
    let refused = error
        .refused_text()
        .unwrap_or_else(|| panic!("{field}: {error}"));
    assert_eq!((refused.field, refused.item), (field, item));
    assert_eq!(refused.trace.kind, PersonalKind::NationalId);
    let told = format!("{error} {error:?}");
    assert!(!told.contains(SECRET) && !told.contains("Rasti"), "{told}");
    assert_eq!(error.key(), "text-personal");
    assert!(!error.is_internal());
}

fn meeting_saying(title: &str, reference: &str, decisions: &str) -> NewMeeting {
    NewMeeting {
        place: place(REGION),
        kind: MeetingKind::Committee,
        held_on: jiff::civil::date(2025, 1, 20),
        title: title.to_owned(),
        reference: reference.to_owned(),
        decisions: decisions.to_owned(),
    }
}

#[tokio::test]
async fn minutes_with_a_persons_data_are_not_recorded() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let permit = regional::<HoldMeeting>(&chair(REGION), REGION);
        let before = rows(&world).await;
        for (field, meeting) in [
            ("title", meeting_saying(&telling(), "1", "")),
            ("reference", meeting_saying("Takimi", &telling(), "")),
            ("decisions", meeting_saying("Takimi", "1", &telling())),
        ] {
            let when = (day(21), today());
            let (database, catalogue) = (&world.database, &world.catalogue);
            let recorded = meeting_record(database, catalogue, &permit, &meeting, when).await;
            expect_refused(recorded, (field, None));
        }
        assert_eq!(rows(&world).await, before);

        // What minutes are full of passes.
        let usual = meeting_saying(
            "Takimi i katërt, 20.01.2025",
            "Prot. 1234/5",
            "Kryetari Agim Hoxha: ligji nr. 96/2017; buxheti 12 345 678 lekë; 3 vajza 14-17 vjeç.",
        );
        let when = (day(21), today());
        meeting_record(&world.database, &world.catalogue, &permit, &usual, when)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn notes_and_decisions_with_a_persons_data_are_not_kept() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world
            .import(&[victims("POLICE", 3), victims("SOCIAL", 5)], day(2))
            .await;
        let disputed = fact("V01", REGION, QUARTER, "");
        let dispute = world.found(&disputed).await[0].id;
        let before = rows(&world).await;
        let (database, catalogue) = (&world.database, &world.catalogue);

        let permit = regional::<AnnotateDiscrepancy>(&secretariat(REGION), REGION);
        for kind in NoteKind::ALL {
            let note = NewNote {
                kind,
                reason: Some("late-registration".to_owned()),
                institution: Some(institution(POLICE)),
                due_on: Some(jiff::civil::date(2025, 2, 1)),
                content: telling(),
            };
            let added = note_add(database, catalogue, &permit, dispute, &note, day(4)).await;
            expect_refused(added, ("content", None));
        }

        let permit = regional::<AdoptFigure>(&chair(REGION), REGION);
        let decision = Decision {
            fact: disputed,
            rule: AdoptionRule::Maximum,
            reason: telling(),
            meeting: None,
        };
        let adopted = adopt(database, catalogue, &permit, &decision, day(5)).await;
        expect_refused(adopted, ("reason", None));
        assert_eq!(rows(&world).await, before);
    })
    .await;
}

#[tokio::test]
async fn words_are_no_reason_of_a_remark() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world
            .import(&[victims("POLICE", 3), victims("SOCIAL", 5)], day(2))
            .await;
        let dispute = world.found(&fact("V01", REGION, QUARTER, "")).await[0].id;
        let permit = regional::<AnnotateDiscrepancy>(&secretariat(REGION), REGION);
        let note = NewNote {
            kind: NoteKind::Remark,
            reason: Some(telling()),
            institution: None,
            due_on: None,
            content: "Sipas regjistrit.".to_owned(),
        };
        let (database, catalogue) = (&world.database, &world.catalogue);
        note_add(database, catalogue, &permit, dispute, &note, day(4))
            .await
            .unwrap();
        let kept: Option<String> = store::read!(world.database, connection => {
            store::query_scalar("SELECT reason FROM discrepancy_note").fetch_one(connection)
        })
        .unwrap();
        assert_eq!(kept, None);
    })
    .await;
}

#[tokio::test]
async fn remarks_and_reasons_of_a_return_with_a_persons_data_are_not_kept() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let key = ReturnKey {
            template: TemplateCode::parse("victims-quarterly").unwrap(),
            institution: institution(POLICE),
            place: place(REGION),
            period: Period::parse(QUARTER).unwrap(),
        };
        let id = return_ensure(database, catalogue, &key, today())
            .await
            .unwrap();
        let before = rows(&world).await;
        let entry = |code: &str, comment: &str| CellEntry {
            indicator: indicator(code),
            breakdown: Breakdown::parse("").unwrap(),
            value: number(3),
            counting_rule: None,
            comment: Some(comment.to_owned()),
        };
        let entries = [entry("V01", "sipas regjistrit"), entry("V02", &telling())];
        let permit = own::<EditReturn>(POLICE);
        let filled = return_fill(database, catalogue, &permit, (id, 1), &entries, day(3)).await;
        expect_refused(filled, ("comment", Some(1)));

        let request = StepRequest {
            id,
            step: ReturnStep::SendBack,
            reason: Some(telling()),
            meeting: None,
        };
        let permit = regional::<VerifyReturn>(&secretariat(REGION), REGION);
        let sent_back = return_step(database, catalogue, &permit, &request, day(4)).await;
        expect_refused(sent_back, ("reason", None));
        assert_eq!(rows(&world).await, before);
    })
    .await;
}

#[tokio::test]
async fn sources_with_a_persons_data_are_not_kept() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let before = rows(&world).await;
        let target = Target {
            indicator: indicator("V01"),
            place: place(REGION),
            breakdown: Breakdown::parse("").unwrap(),
            kind: TargetKind::Baseline,
            period: Period::parse("2024").unwrap(),
            number: Some(3),
            source: telling(),
        };
        let permit = regional::<SetTarget>(&chair(REGION), REGION);
        let set = target_set(database, catalogue, &permit, &target, day(2)).await;
        expect_refused(set, ("source", None));

        let permit = national::<OperateSystem>(&access::Actor::operator());
        let shapes = NewShapes {
            level: "bashki",
            source: &telling(),
            shapes: &[],
        };
        let replaced = shapes_replace(database, catalogue, &permit, &shapes, day(3)).await;
        expect_refused(replaced, ("source", None));
        assert_eq!(rows(&world).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_file_with_such_a_remark_or_name_is_not_kept_at_all() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let before = rows(&world).await;
        let remark = StatedFigure {
            comment: Some(telling()),
            ..victims("SOCIAL", 5)
        };
        let figures = [victims("POLICE", 3), remark];
        let import = file("a", &figures, Stage::Draft);
        let (database, catalogue) = (&world.database, &world.catalogue);
        let permit = world.importer();
        let staged = import_stage(database, catalogue, &permit, &import, day(1)).await;
        expect_refused(staged, ("comment", Some(1)));

        let name = format!("rasti_{SECRET}.csv");
        let mut import = file("a", &figures[..1], Stage::Draft);
        import.file_name = &name;
        let staged = import_stage(database, catalogue, &permit, &import, day(1)).await;
        expect_refused(staged, ("file", None));
        assert_eq!(rows(&world).await, before);
    })
    .await;
}
