//! Corrections: what moved gets a new value, what did not keeps its own, and the whole stays safe.

use crate::world::{MIGRATIONS, correction, day, key, proposal, world};
use release::{ReleaseError, Shown, published_find, register_check, release_find};
use store::testing::each_engine;

#[tokio::test]
async fn a_correction_keeps_what_it_can_and_says_why() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(70, 31, 64).await;
        let first = world.publish(&proposal("victims-by-sex")).await;
        let same = world
            .propose(&correction("victims-by-sex"))
            .await
            .unwrap_err();
        assert!(matches!(
            same,
            ReleaseError::Refused("release-nothing-to-correct")
        ));
        let twice = world
            .propose(&proposal("victims-by-sex"))
            .await
            .unwrap_err();
        assert!(matches!(
            twice,
            ReleaseError::Refused("release-already-released")
        ));

        world.adopt_victims(77, 31, 71).await;
        let other = world
            .propose(&proposal("victims-by-age"))
            .await
            .unwrap_err();
        assert!(
            matches!(other, ReleaseError::Refused("release-correct-first")),
            "{other:?}"
        );
        let second = world.publish(&correction("victims-by-sex")).await;
        world.publish(&proposal("victims-by-age")).await;

        let of = async |code: &str| {
            let (database, catalogue) = (&world.database, &world.catalogue);
            release_find(database, catalogue, &world.reading(), code)
                .await
                .unwrap()
        };
        let (before, after) = (of(&first).await, of(&second).await);
        // 31 men before and after: their figure stays. The others moved by seven.
        assert_eq!(before.figures[2], after.figures[2]);
        assert_ne!(before.figures[1], after.figures[1]);
        assert_eq!(after.chain.len(), 2);
        assert!(
            published_find(&world.database, &first, day(28))
                .await
                .unwrap()
                .is_none()
        );
        let published = published_find(&world.database, &second, day(28))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(published.replaces, [first]);
        assert_eq!(published.reason.as_deref(), Some("late-registration"));
        let (_, faults) = register_check(&world.database, &world.catalogue, &world.reading())
            .await
            .unwrap();
        assert_eq!(faults, []);
    })
    .await;
}

#[tokio::test]
async fn figures_that_moved_after_the_proposal_are_not_approved() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.adopt_victims(70, 31, 64).await;
        let code = world.propose(&proposal("victims-by-sex")).await.unwrap();
        world.adopt_victims(71, 31, 64).await;
        let moved = world.approve(2, &code).await.unwrap_err();
        assert!(matches!(
            moved,
            ReleaseError::Refused("release-figures-moved")
        ));
    })
    .await;
}

#[tokio::test]
async fn a_count_that_vanishes_is_not_told_by_a_correction() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        for region in 1..=12 {
            let region = format!("AL-{region:02}");
            let of = |breakdown: &str| key("V01", &region, "2025", breakdown);
            world.adopt(&of(""), 8).await;
            world.adopt(&of("age=child"), 5).await;
            world.adopt(&of("age=adult"), 3).await;
        }
        let first = world.publish(&proposal("victims-by-region")).await;
        let listed = release_find(&world.database, &world.catalogue, &world.reading(), &first)
            .await
            .unwrap();
        let is_rounded = |(_, figure): &(_, release::Figure)| {
            matches!(figure.shown(), Shown::Rounded { base: 5, .. })
        };
        assert!(listed.figures.iter().all(is_rounded));
        // All children of a region are found to be adults: 5 children become none. A figure that
        // went from 5 to 0 would say "none", so it may not be published.
        let of = |breakdown: &str| key("V01", "AL-07", "2025", breakdown);
        world.adopt(&of("age=child"), 0).await;
        world.adopt(&of("age=adult"), 8).await;
        let outcome = world.propose(&correction("victims-by-region")).await;
        if let Ok(code) = &outcome {
            let after = release_find(&world.database, &world.catalogue, &world.reading(), code)
                .await
                .unwrap();
            let child = after
                .figures
                .iter()
                .find(|(key, _)| *key == of("age=child"));
            assert!(child.is_none(), "{child:?}");
        }
        let (_, faults) = register_check(&world.database, &world.catalogue, &world.reading())
            .await
            .unwrap();
        assert_eq!(faults, []);
    })
    .await;
}
