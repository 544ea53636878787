//! Discrepancies: opened, changed, closed and reopened by the figures alone.

use crate::common::*;
use access::{AnnotateDiscrepancy, ReadDiscrepancies};
use committee::discrepancies::{
    Extent, Kind, NewNote, NoteKind, Status, discrepancy_open, note_add, rederive,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use store::testing::each_engine;
use vocabulary::{InstitutionCode, StatedFigure};

#[tokio::test]
async fn a_dispute_opens_grows_goes_and_comes_back_with_its_history() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let fact = fact("V01", REGION, QUARTER, "");
        let steps = [(2, 3, 7), (3, 3, 9), (4, 9, 9), (5, 9, 12)];
        for (at, police, social) in steps {
            let figures = [victims("POLICE", police), victims("SOCIAL", social)];
            world.import(&figures, day(at)).await;
        }
        let found = world.found(&fact).await;
        let dispute = found
            .iter()
            .find(|one| one.kind == Kind::ValuesDiffer)
            .unwrap();
        assert_eq!(dispute.status, Status::Open);
        assert_eq!(dispute.times_reopened, 1);
        assert_eq!(dispute.opened_at, day(2));
        let permit = regional::<ReadDiscrepancies>(&secretariat(REGION), REGION);
        let opened = discrepancy_open(&world.database, &world.catalogue, &permit, dispute.id)
            .await
            .unwrap();
        let measures: Vec<_> = opened
            .measures
            .iter()
            .map(|one| (one.at, one.status, one.range))
            .collect();
        assert_eq!(
            measures,
            [
                (day(2), Status::Open, Some((3, 7))),
                (day(3), Status::Open, Some((3, 9))),
                (day(4), Status::Gone, None),
                (day(5), Status::Open, Some((9, 12))),
            ]
        );
        assert_eq!(opened.pairs[0].difference, -3);
        let neighbour = regional::<ReadDiscrepancies>(&secretariat("AL-08"), "AL-08");
        let hidden = discrepancy_open(&world.database, &world.catalogue, &neighbour, dispute.id);
        assert_eq!(refusal(hidden.await), "refused-not-found");
    })
    .await;
}

#[tokio::test]
async fn a_copy_goes_when_the_period_it_was_copied_from_is_withdrawn() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let cells = |period: &str| -> Vec<StatedFigure> {
            [
                ("", 20),
                ("sex=female", 12),
                ("sex=male", 8),
                ("age=child", 15),
                ("age=adult", 5),
            ]
            .into_iter()
            .map(|(cell, value)| {
                let fact = fact("V01", REGION, period, cell);
                stated("AL-07.POLICE", &fact, number(value))
            })
            .collect()
        };
        let first = world.import(&cells("2024Q3"), day(2)).await;
        world.import(&cells("2024Q4"), day(3)).await;
        let copied = fact("V01", REGION, "2024Q4", "");
        assert!(
            world
                .open_kinds(&copied)
                .await
                .contains(&Kind::CopyOfAnotherPeriod)
        );
        let permit = national::<access::UndoImport>(&access::Actor::operator());
        committee::imports::import_undo(&world.database, &world.catalogue, &permit, first, day(4))
            .await
            .unwrap();
        assert!(
            !world
                .open_kinds(&copied)
                .await
                .contains(&Kind::CopyOfAnotherPeriod)
        );
    })
    .await;
}

#[tokio::test]
async fn what_people_add_stays_and_is_checked() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let fact = fact("V01", REGION, QUARTER, "");
        world
            .import(&[victims("POLICE", 3), victims("SOCIAL", 7)], day(2))
            .await;
        let id = world.found(&fact).await[0].id;
        let note = |kind, reason: Option<&str>, content: &str| NewNote {
            kind,
            reason: reason.map(str::to_owned),
            institution: None,
            due_on: None,
            content: content.to_owned(),
        };
        let permit = regional::<AnnotateDiscrepancy>(&secretariat(REGION), REGION);
        let add = |note: NewNote| {
            let (world, permit) = (&world, &permit);
            async move { note_add(&world.database, &world.catalogue, permit, id, &note, day(3)).await }
        };
        add(note(NoteKind::Reason, Some("status-definition"), "")).await.unwrap();
        for (bad, key) in [
            (note(NoteKind::Reason, Some("bad-weather"), ""), "note-needs-reason"),
            (note(NoteKind::Question, None, "who?"), "note-needs-addressee"),
            (note(NoteKind::Remark, None, " "), "note-needs-words"),
            (note(NoteKind::Remark, None, &"x".repeat(2001)), "note-too-long"),
        ] {
            assert_eq!(refusal(add(bad).await), key);
        }
        let question = |institution: &str, due_on: &str| NewNote {
            institution: Some(InstitutionCode::parse(institution).unwrap()),
            due_on: Some(due_on.parse().unwrap()),
            ..note(NoteKind::Question, None, "Cilët mungojnë?")
        };
        for (institution, due_on, key) in [
            ("AL-03.POLICE", "2024-12-31", "note-institution-elsewhere"),
            ("AL-07.POLICE", "2001-01-01", "note-due-impossible"),
            ("AL-07.POLICE", "9999-01-01", "note-due-impossible"),
        ] {
            let asked = add(question(institution, due_on)).await;
            assert_eq!(refusal(asked), key, "{institution} {due_on}");
        }
        world.import(&[victims("POLICE", 7)], day(4)).await;
        world.import(&[victims("POLICE", 2)], day(5)).await;
        let permit = regional::<ReadDiscrepancies>(&secretariat(REGION), REGION);
        let opened = discrepancy_open(&world.database, &world.catalogue, &permit, id)
            .await
            .unwrap();
        assert_eq!(opened.notes.len(), 1);
    })
    .await;
}

type Findings = Vec<(i64, i64, i64, i64, i64, String)>;

/// Everything that is open, and everything that is settled.
async fn picture(
    world: &World,
) -> (
    Findings,
    Vec<(i64, i64, i64, i64, Option<i64>, Option<i64>)>,
) {
    let open = store::read!(world.database, connection => {
        store::query_as(
            "SELECT kind, indicator, place, period, breakdown, fingerprint FROM discrepancy
             WHERE status = 1 ORDER BY indicator, place, period, breakdown, kind, institution,
                dimension",
        )
        .fetch_all(connection)
    });
    let settled = store::read!(world.database, connection => {
        store::query_as(
            "SELECT place, indicator, breakdown, period, low, high FROM settled_figure
             ORDER BY place, indicator, breakdown, period",
        )
        .fetch_all(connection)
    });
    (open.unwrap(), settled.unwrap())
}

#[tokio::test]
async fn comparing_everything_again_changes_nothing_after_any_history() {
    let kinds = ["POLICE", "SOCIAL", "NPO"];
    let cells = ["", "sex=female", "sex=male", "age=child", "age=adult"];
    let figure = (0usize..3, 0usize..5, 0usize..3, 0i64..25);
    let act = (prop::collection::vec(figure, 1..12), any::<bool>());
    let histories = prop::collection::vec(act, 1..7);
    let mut runner = TestRunner::deterministic();
    for _ in 0..8 {
        let history = histories.new_tree(&mut runner).unwrap().current();
        each_engine(&MIGRATIONS, |database| {
            let history = history.clone();
            async move {
                let world = world(database).await;
                let undo = national::<access::UndoImport>(&access::Actor::operator());
                for (at, (figures, is_undone)) in (2..).zip(history) {
                    let mut said: Vec<StatedFigure> = Vec::new();
                    for (kind, cell, period, value) in figures {
                        let period = ["2024Q2", "2024Q3", "2024Q4"][period];
                        let fact = fact("V01", REGION, period, cells[cell]);
                        let code = format!("{REGION}.{}", kinds[kind]);
                        said.retain(|one| {
                            (one.institution.as_str(), one.period, &one.breakdown)
                                != (&code, fact.period, &fact.breakdown)
                        });
                        said.push(stated(&code, &fact, number(value)));
                    }
                    let id = world.import(&said, day(at)).await;
                    if is_undone {
                        committee::imports::import_undo(
                            &world.database,
                            &world.catalogue,
                            &undo,
                            id,
                            day(at),
                        )
                        .await
                        .unwrap();
                    }
                }
                let before = picture(&world).await;
                let mut transaction = world.database.begin().await.unwrap();
                rederive(
                    &mut transaction,
                    &world.catalogue,
                    Extent::Everything,
                    day(20),
                )
                .await
                .unwrap();
                transaction.commit().await.unwrap();
                assert_eq!(picture(&world).await, before);
            }
        })
        .await;
    }
}
