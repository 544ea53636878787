//! Tables that are protected otherwise than by rounding go the same way: one audit, a certificate,
//! two people, corrections.

use crate::world::{MIGRATIONS, World, correction, day, key, proposal, world_with};
use release::{Shown, published_find, register_check, release_find};
use store::testing::each_engine;

const ROUNDED: &str = r#"terms = ["sexual", "labour", "begging", "criminality", "other"]
protection = { method = "rounding", base = 3 }"#;
const HIDDEN: &str = r#"terms = ["sexual", "labour", "begging", "criminality", "other"]
protection = { method = "suppression", threshold = 3, width = 3 }"#;
const CHANGED: &str = r#"terms = ["sexual", "labour", "begging", "criminality", "other"]
protection = { method = "cell-key", maximum = 4, variance = 2, small = 2 }"#;

async fn adopt_forms(world: &World, counts: [i64; 5]) {
    let forms = ["sexual", "labour", "begging", "criminality", "other"];
    for (form, count) in forms.iter().zip(counts) {
        let cell = key("V01", "AL", "2025", &format!("form={form}"));
        world.adopt(&cell, count).await;
    }
    let total = key("V01", "AL", "2025", "");
    world.adopt(&total, counts.iter().sum()).await;
}

async fn shown(world: &World, code: &str, part: &str) -> Shown {
    let published = published_find(&world.database, code, day(28)).await;
    let figures = published.unwrap().unwrap().figures;
    let wanted = key("V01", "AL", "2025", part);
    let found = figures.iter().find(|(key, _)| *key == wanted);
    found.unwrap().1.shown()
}

async fn expect_sound(world: &World, releases: usize) {
    let (number, faults) = register_check(&world.database, &world.catalogue, &world.reading())
        .await
        .unwrap();
    assert_eq!((number, faults), (releases, vec![]));
}

#[tokio::test]
async fn a_suppressed_table_leaves_by_two_people_and_is_corrected() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world_with(database, ROUNDED, HIDDEN).await;
        adopt_forms(&world, [61, 30, 2, 8, 0]).await;
        let code = world.publish(&proposal("victims-by-form")).await;
        assert_eq!(shown(&world, &code, "form=begging").await, Shown::Hidden);
        let whole = shown(&world, &code, "form=sexual").await;
        assert_eq!(whole, Shown::Number { value: 61 });
        expect_sound(&world, 1).await;
        let reading = world.reading();
        let listed = release_find(&world.database, &world.catalogue, &reading, &code).await;
        let verdict = listed.unwrap().release.verdict;
        assert!(
            verdict.hidden >= 2 && verdict.narrowest >= Some(3),
            "{verdict:?}"
        );

        // Beside it a rounded table of the same year: the total that they share is the same.
        world
            .adopt(&key("V01", "AL", "2025", "sex=female"), 70)
            .await;
        world.adopt(&key("V01", "AL", "2025", "sex=male"), 31).await;
        let sex = world.publish(&proposal("victims-by-sex")).await;
        let total = shown(&world, &code, "").await;
        assert_eq!(shown(&world, &sex, "").await, total);
        expect_sound(&world, 2).await;

        adopt_forms(&world, [64, 30, 2, 8, 0]).await;
        let code = world.publish(&correction("victims-by-form")).await;
        assert_eq!(shown(&world, &code, "form=begging").await, Shown::Hidden);
        let whole = shown(&world, &code, "form=sexual").await;
        assert_eq!(whole, Shown::Number { value: 64 });
        expect_sound(&world, 3).await;
    })
    .await;
}

#[tokio::test]
async fn counts_changed_by_key_leave_by_two_people_and_stay_as_they_were_changed() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world_with(database, ROUNDED, CHANGED).await;
        let counts = [61, 30, 2, 8, 1];
        adopt_forms(&world, counts).await;
        let code = world.publish(&proposal("victims-by-form")).await;
        let forms = ["sexual", "labour", "begging", "criminality", "other"];
        for (form, count) in forms.iter().zip(counts) {
            match shown(&world, &code, &format!("form={form}")).await {
                Shown::Perturbed { value, low, high } => {
                    assert!(value == 0 || value > 2, "{form}: {value}");
                    assert!((value - count).abs() <= 4, "{form}: {value}");
                    assert!((low..=high).contains(&count) && high - low >= 4, "{form}");
                }
                other => panic!("{form}: {other:?}"),
            }
        }
        expect_sound(&world, 1).await;
        // One more of one form: nothing else is changed anew.
        let mut before = Vec::new();
        for form in &forms[1..] {
            before.push(shown(&world, &code, &format!("form={form}")).await);
        }
        adopt_forms(&world, [71, 30, 2, 8, 1]).await;
        let code = world.publish(&correction("victims-by-form")).await;
        for (form, before) in forms[1..].iter().zip(before) {
            assert_eq!(shown(&world, &code, &format!("form={form}")).await, before);
        }
        expect_sound(&world, 2).await;
    })
    .await;
}
