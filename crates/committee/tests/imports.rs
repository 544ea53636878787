//! Imports: preview, all or nothing, once only, undone exactly.

mod common;

use access::UndoImport;
use committee::{
    figures::Stage,
    imports::{import_discard, import_find, import_preview, import_stage, import_undo},
};
use common::*;
use store::testing::each_engine;
use vocabulary::SourceCell;

#[tokio::test]
async fn the_preview_tells_new_from_changed_from_unchanged() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world
            .import(&[victims("POLICE", 3), victims("SOCIAL", 5)], day(2))
            .await;
        let figures = [
            victims("POLICE", 3),
            victims("SOCIAL", 6),
            victims("NPO", 0),
        ];
        let id = world.stage("second", &figures, Stage::Submitted).await;
        let import = import_find(&world.database, &world.catalogue, &world.importer(), id)
            .await
            .unwrap();
        let preview = import_preview(&world.database, &world.catalogue, &import, 100)
            .await
            .unwrap();
        assert_eq!((preview.new, preview.changed, preview.unchanged), (1, 1, 1));
        assert_eq!(preview.rows.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn two_commits_at_the_same_moment_count_once() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = world
            .stage("one", &[victims("POLICE", 3)], Stage::Submitted)
            .await;
        let (one, other) = tokio::join!(world.commit(id, day(2)), world.commit(id, day(2)));
        let (accepted, refused) = if one.is_ok() {
            (one, other)
        } else {
            (other, one)
        };
        assert!(accepted.is_ok());
        assert_eq!(refusal(refused), "import-not-staged");
    })
    .await;
}

#[tokio::test]
async fn a_draft_import_with_one_return_that_is_not_expected_leaves_nothing() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        // The prosecutor is not asked for victims: the police's cell must not get through alone.
        let figures = [victims("POLICE", 3), victims("PROSECUTOR", 3)];
        let id = world.stage("mixed", &figures, Stage::Draft).await;
        assert_eq!(
            refusal(world.commit(id, day(2)).await),
            "return-not-expected"
        );
        assert_eq!(world.count("reported_figure").await, 0);
        assert_eq!(world.count("institution_return").await, 0);
    })
    .await;
}

#[tokio::test]
async fn one_cell_twice_and_foreign_cells_are_refused_and_leave_no_trace() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let twice = [victims("POLICE", 3), victims("POLICE", 4)];
        let import = file("twice", &twice, Stage::Submitted);
        let permit = world.importer();
        let staged = import_stage(&world.database, &world.catalogue, &permit, &import, day(1));
        assert_eq!(refusal(staged.await), "import-duplicate-cell");

        let elsewhere = [stated(
            "AL-01.POLICE",
            &fact("V01", "AL-01", QUARTER, ""),
            number(1),
        )];
        let import = file("elsewhere", &elsewhere, Stage::Draft);
        let permit = regional(&secretariat(REGION), REGION);
        let staged = import_stage(&world.database, &world.catalogue, &permit, &import, day(1));
        assert_eq!(refusal(staged.await), "import-outside-place");

        let others = [victims("SOCIAL", 1)];
        let import = file("others", &others, Stage::Draft);
        let permit = own("AL-07.POLICE");
        let staged = import_stage(&world.database, &world.catalogue, &permit, &import, day(1));
        assert_eq!(refusal(staged.await), "import-outside-institution");
        let files: i64 = store::read!(world.database, connection => {
            store::query_scalar("SELECT COUNT(*) FROM source_file").fetch_one(connection)
        })
        .unwrap();
        assert_eq!(files, 0);
    })
    .await;
}

#[tokio::test]
async fn undoing_restores_what_was_said_before_and_keeps_what_was_undone() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let fact = fact("V01", REGION, QUARTER, "");
        let mut first = victims("POLICE", 3);
        first.comment = Some("by hand".to_owned());
        world.import(&[first, victims("NPO", 3)], day(2)).await;
        let before = world.found(&fact).await;
        let second = world
            .import(&[victims("POLICE", 9), victims("SOCIAL", 4)], day(3))
            .await;
        assert!(!world.open_kinds(&fact).await.is_empty());

        let permit = national::<UndoImport>(&access::Actor::operator());
        let undone = import_undo(&world.database, &world.catalogue, &permit, second, day(4));
        undone.await.unwrap();
        let said = world.said(&fact).await;
        let said: Vec<_> = said
            .iter()
            .map(|one| {
                let comment = one.comment.as_deref();
                (
                    one.institution.as_str(),
                    one.value,
                    comment,
                    one.revised_from,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("AL-07.NPO", number(3), None, None),
                ("AL-07.POLICE", number(3), Some("by hand"), None)
            ]
        );
        assert!(world.open_kinds(&fact).await.is_empty());
        assert!(before.is_empty());
        let past = world.past(&fact).await;
        let past: Vec<_> = past.iter().filter_map(|word| word.value.number()).collect();
        assert!(past.contains(&9) && past.contains(&4), "{past:?}");

        let again = import_undo(&world.database, &world.catalogue, &permit, second, day(5));
        assert_eq!(refusal(again.await), "import-not-committed");
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_since_is_not_undone() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let first = world.import(&[victims("POLICE", 3)], day(2)).await;
        world.import(&[victims("POLICE", 4)], day(3)).await;
        let permit = national::<UndoImport>(&access::Actor::operator());
        let undone = import_undo(&world.database, &world.catalogue, &permit, first, day(4));
        assert_eq!(refusal(undone.await), "import-figures-changed-since");
    })
    .await;
}

#[tokio::test]
async fn imports_are_undone_one_after_the_other_and_each_word_keeps_its_file() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let fact = fact("V01", REGION, QUARTER, "");
        let from_cell = |value, row| {
            let mut figure = victims("POLICE", value);
            figure.source = Some(SourceCell {
                sheet: "Q4".to_owned(),
                row,
                column: 2,
            });
            figure
        };
        let mut imports = Vec::new();
        let mut said = Vec::new();
        for (at, value) in [(2, 3), (3, 9), (4, 5)] {
            let row = u32::try_from(at).unwrap();
            imports.push(world.import(&[from_cell(value, row)], day(at)).await);
            said.push(world.said(&fact).await);
        }
        let permit = national::<UndoImport>(&access::Actor::operator());
        let undo = |id, at| import_undo(&world.database, &world.catalogue, &permit, id, day(at));
        assert_eq!(
            refusal(undo(imports[0], 5).await),
            "import-figures-changed-since"
        );
        undo(imports[2], 6).await.unwrap();
        assert_eq!(world.said(&fact).await, said[1]);
        // What was given back can be replaced and given back again.
        let again = world.import(&[from_cell(7, 7)], day(7)).await;
        undo(again, 8).await.unwrap();
        assert_eq!(world.said(&fact).await, said[1]);
        undo(imports[1], 9).await.unwrap();
        assert_eq!(world.said(&fact).await, said[0]);
        assert_eq!(said[0][0].source_cell.as_deref(), Some("Q4!B2"));
        undo(imports[0], 10).await.unwrap();
        assert!(world.said(&fact).await.is_empty());
        assert!(world.open_kinds(&fact).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_discarded_import_is_gone_with_its_file() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let id = world
            .stage("gone", &[victims("POLICE", 3)], Stage::Submitted)
            .await;
        import_discard(
            &world.database,
            &world.catalogue,
            &world.importer(),
            id,
            day(2),
        )
        .await
        .unwrap();
        let left: i64 = store::read!(world.database, connection => {
            store::query_scalar(
                "SELECT (SELECT COUNT(*) FROM source_file) + (SELECT COUNT(*) FROM stated_figure)
                    + (SELECT COUNT(*) FROM import)",
            )
            .fetch_one(connection)
        })
        .unwrap();
        assert_eq!(left, 0);
        assert_eq!(refusal(world.commit(id, day(2)).await), "refused-not-found");
    })
    .await;
}
