//! From the proposal to the public.

use crate::world::{MIGRATIONS, Still, analyst, day, key, nation, proposal, world};
use access::{ApproveRelease, Membership, ProposeRelease};
use release::{
    CellKey, Fault, Figure, ReleaseError, Shown, State, published_find, published_heads,
    register_check, release_approve, release_find, release_list, release_preview, release_refuse,
    release_withdraw,
};
use std::collections::BTreeMap;
use store::testing::each_engine;

fn values(figures: &[(CellKey, Figure)]) -> BTreeMap<CellKey, i64> {
    let value = |figure: &Figure| match figure.shown() {
        Shown::Rounded { value, .. } | Shown::Number { value } => value,
        Shown::Zero => 0,
        other => panic!("no number: {other:?}"),
    };
    figures
        .iter()
        .map(|(key, figure)| (key.clone(), value(figure)))
        .collect()
}

#[tokio::test]
async fn a_table_reaches_the_public_through_two_people_and_its_day() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(71, 30, 64).await;
        let mut embargoed = proposal("victims-by-sex");
        embargoed.visible_from = day(20);
        let code = world.propose(&embargoed).await.unwrap();
        assert!(
            published_heads(&world.database, day(28))
                .await
                .unwrap()
                .is_empty()
        );

        let own = world.approve(1, &code).await.unwrap_err();
        assert!(
            matches!(own, ReleaseError::Refused("release-own-proposal")),
            "{own:?}"
        );
        // The same person in another membership is no second one.
        let other = Membership::NationalAnalyst;
        let permit = analyst(1)
            .in_other_seat_for_test(99, other)
            .permit(nation());
        let (database, catalogue) = (&world.database, &world.catalogue);
        let own = release_approve(database, catalogue, &permit.unwrap(), &code, day(2)).await;
        assert!(matches!(
            own,
            Err(ReleaseError::Refused("release-own-proposal"))
        ));
        world.approve(2, &code).await.unwrap();
        let twice = world.approve(2, &code).await.unwrap_err();
        assert!(matches!(
            twice,
            ReleaseError::Refused("release-not-waiting")
        ));

        assert!(
            published_find(&world.database, &code, day(19))
                .await
                .unwrap()
                .is_none()
        );
        let published = published_find(&world.database, &code, day(20))
            .await
            .unwrap()
            .unwrap();
        let values = values(&published.figures);
        let of = |breakdown: &str| values[&key("V01", "AL", "2025", breakdown)];
        for (breakdown, count) in [("", 101), ("sex=female", 71), ("sex=male", 30)] {
            assert_eq!(of(breakdown) % 3, 0);
            assert!(
                (of(breakdown) - count).abs() <= 2,
                "{breakdown}: {}",
                of(breakdown)
            );
        }
        // 30 is a multiple: it stays as it is, and the sum holds in public.
        assert_eq!(of("sex=male"), 30);
        assert_eq!(of(""), of("sex=female") + 30);
        let listed = release_find(&world.database, &world.catalogue, &world.reading(), &code)
            .await
            .unwrap();
        assert_eq!(listed.release.state, State::Approved);
        assert!(
            listed.release.verdict.narrowest >= Some(2),
            "{:?}",
            listed.release.verdict
        );
        assert!(!published.content.contains("\"count\"") && !published.content.contains("101"));
        let (number, faults) = register_check(&world.database, &world.catalogue, &world.reading())
            .await
            .unwrap();
        assert_eq!((number, faults), (1, vec![]));
    })
    .await;
}

#[tokio::test]
async fn what_two_tables_share_has_one_value() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(70, 31, 64).await;
        let sex = world.publish(&proposal("victims-by-sex")).await;
        let age = world.publish(&proposal("victims-by-age")).await;
        let mut totals = Vec::new();
        for code in [sex, age] {
            let published = published_find(&world.database, &code, day(28))
                .await
                .unwrap();
            totals.push(values(&published.unwrap().figures)[&key("V01", "AL", "2025", "")]);
        }
        assert_eq!(totals[0], totals[1]);
    })
    .await;
}

#[tokio::test]
async fn the_preview_is_what_is_proposed_however_often_it_is_asked() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(70, 31, 64).await;
        let permit = analyst(1).permit::<ProposeRelease>(nation()).unwrap();
        let wanted = proposal("victims-by-age");
        let mut seen = Vec::new();
        for _ in 0..3 {
            let (database, catalogue) = (&world.database, &world.catalogue);
            let preview = release_preview(database, catalogue, &permit, &wanted, &Still).await;
            let cells = preview.unwrap().cells;
            seen.push(
                cells
                    .into_iter()
                    .map(|cell| cell.figure)
                    .collect::<Vec<_>>(),
            );
        }
        let code = world.propose(&wanted).await.unwrap();
        let listed = release_find(&world.database, &world.catalogue, &world.reading(), &code)
            .await
            .unwrap();
        seen.push(
            listed
                .figures
                .into_iter()
                .map(|(_, figure)| figure)
                .collect(),
        );
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
        let again = world.propose(&wanted).await.unwrap_err();
        assert!(matches!(
            again,
            ReleaseError::Refused("release-already-proposed")
        ));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_settled_is_not_released() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let nothing = world
            .propose(&proposal("victims-by-sex"))
            .await
            .unwrap_err();
        assert!(matches!(
            nothing,
            ReleaseError::Refused("release-nothing-settled")
        ));
        let mut wrong = proposal("victims-by-sex");
        wrong.period = vocabulary::Period::parse("2025Q1").unwrap();
        let wrong = world.propose(&wrong).await.unwrap_err();
        assert!(matches!(
            wrong,
            ReleaseError::Refused("release-wrong-period")
        ));
        let unknown = world
            .propose(&proposal("victims-by-everything"))
            .await
            .unwrap_err();
        assert!(matches!(unknown, ReleaseError::NotFound("table")));
        // A part is not settled: it says so and gives nothing away.
        world.adopt(&key("V01", "AL", "2025", ""), 90).await;
        world
            .adopt(&key("V01", "AL", "2025", "sex=female"), 61)
            .await;
        let code = world.publish(&proposal("victims-by-sex")).await;
        let published = published_find(&world.database, &code, day(28))
            .await
            .unwrap()
            .unwrap();
        let male = &published.figures[2];
        assert_eq!(male.0, key("V01", "AL", "2025", "sex=male"));
        assert_eq!(male.1.shown(), Shown::NotReported);
    })
    .await;
}

/// The refusal names the field and what was found, and repeats nothing of the text.
fn expect_nothing_repeated(error: &ReleaseError, field: &str) {
    let refused = error.refused_text().unwrap();
    assert_eq!(refused.field, field);
    assert_eq!((refused.trace.line, refused.trace.word), (1, 2));
    assert!(!format!("{error} {error:?}").contains("J50312045K"));
}

#[tokio::test]
async fn a_refused_table_never_leaves_and_a_withdrawn_one_is_remembered() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(70, 31, 64).await;
        let permit = analyst(2).permit::<ApproveRelease>(nation()).unwrap();
        let (database, catalogue) = (&world.database, &world.catalogue);
        let code = world.propose(&proposal("victims-by-sex")).await.unwrap();
        let silent = release_refuse(database, catalogue, &permit, (&code, " "), day(3)).await;
        assert!(matches!(
            silent,
            Err(ReleaseError::Refused("release-needs-explanation"))
        ));
        let telling = "Rasti J50312045K.";
        let told = release_refuse(database, catalogue, &permit, (&code, telling), day(3)).await;
        expect_nothing_repeated(&told.unwrap_err(), "words");
        release_refuse(database, catalogue, &permit, (&code, "Wait."), day(3))
            .await
            .unwrap();
        assert!(published_heads(database, day(28)).await.unwrap().is_empty());

        let code = world.publish(&proposal("victims-by-sex")).await;
        let told = release_withdraw(database, catalogue, &permit, (&code, telling), day(4)).await;
        expect_nothing_repeated(&told.unwrap_err(), "words");
        let mut correction = proposal("victims-by-sex");
        correction.reason = Some("source-error".to_owned());
        correction.explanation = telling.to_owned();
        let told = world.propose(&correction).await;
        expect_nothing_repeated(&told.unwrap_err(), "explanation");
        release_withdraw(database, catalogue, &permit, (&code, "Wrong year."), day(4))
            .await
            .unwrap();
        let shown = published_find(database, &code, day(28))
            .await
            .unwrap()
            .unwrap();
        assert!(shown.withdrawn.is_some() && shown.figures.is_empty() && shown.content.is_empty());
        // It is reckoned with: the total keeps its value.
        let age = world.publish(&proposal("victims-by-age")).await;
        let before = release_find(database, catalogue, &world.reading(), &code)
            .await
            .unwrap();
        let after = release_find(database, catalogue, &world.reading(), &age)
            .await
            .unwrap();
        assert_eq!(before.figures[0], after.figures[0]);
        let all = release_list(database, catalogue, &world.reading(), None)
            .await
            .unwrap();
        assert_eq!(all.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn whoever_alters_the_register_is_found_out() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(70, 31, 64).await;
        let code = world.publish(&proposal("victims-by-sex")).await;
        world.publish(&proposal("victims-by-age")).await;
        let raw = r#"{"shown":"number","value":31}"#;
        let mut transaction = world.database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query(
                "UPDATE released_cell SET shown = $1
                 WHERE breakdown = 'sex=male' AND released_id =
                    (SELECT id FROM released WHERE code = $2)",
            )
            .bind(raw)
            .bind(code.clone())
        )
        .unwrap();
        transaction.commit().await.unwrap();
        let (_, faults) = register_check(&world.database, &world.catalogue, &world.reading())
            .await
            .unwrap();
        assert!(faults.contains(&Fault::Altered { code }), "{faults:?}");
    })
    .await;
}

#[tokio::test]
async fn the_queries_that_run_most_read_no_whole_table() {
    each_engine(&MIGRATIONS, |database| async move {
        for query in [
            release::queries::CHAIN,
            release::queries::LIST,
            release::queries::LIST_OF_PLACE,
            release::queries::MEMBERS,
            release::queries::ONE,
            release::queries::PUBLISHED,
            release::queries::YEAR,
        ] {
            store::testing::expect_indexed(&database, query).await;
        }
    })
    .await;
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    store::testing::expect_parity(&MIGRATIONS).await;
}
