//! Figures: nothing is overwritten, zero is a number, a changed word is a revision.

use crate::common::*;
use committee::discrepancies::Kind;
use store::testing::each_engine;

#[tokio::test]
async fn every_word_is_kept_and_zero_is_a_word() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let fact = fact("V01", REGION, QUARTER, "");
        for (at, value) in [(2, 0), (3, 4), (4, 4), (5, 0)] {
            world.import(&[victims("POLICE", value)], day(at)).await;
        }
        let said = world.said(&fact).await;
        assert_eq!(said[0].value, number(0));
        assert_eq!(said[0].revised_from, Some(4));
        let past = world.past(&fact).await;
        let past: Vec<_> = past
            .iter()
            .map(|word| (word.value, word.superseded_at))
            .collect();
        // The same number again replaced nothing.
        assert_eq!(past, [(number(4), day(5)), (number(0), day(3))]);
        assert_eq!(
            world.open_kinds(&fact).await,
            [Kind::NotCorroborated, Kind::Revision]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_said_about_another_cell_stays_with_it() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let girls = fact("V01", REGION, QUARTER, "age=child;sex=female");
        let said = stated("AL-07.NPO", &girls, number(2));
        world.import(&[victims("POLICE", 3), said], day(2)).await;
        let of = async |fact| world.said(&fact).await.len();
        assert_eq!(of(girls).await, 1);
        assert_eq!(of(fact("V01", REGION, QUARTER, "")).await, 1);
        assert_eq!(of(fact("V01", REGION, QUARTER, "sex=male")).await, 0);
    })
    .await;
}
