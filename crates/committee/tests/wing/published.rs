//! What the publishers printed raises exactly what a careful reader would find.

use crate::common::*;
use committee::discrepancies::{Kind, Status};
use store::testing::each_engine;
use vocabulary::Period;

#[tokio::test]
async fn published_totals_are_flagged_where_they_disagree_and_nowhere_else() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.import_published().await;
        for year in ["2016", "2018", "2019", "2020", "2021", "2022"] {
            let kinds = world.open_kinds(&fact("V00", "AL", year, "")).await;
            let serious: Vec<_> = kinds
                .into_iter()
                .filter(|kind| {
                    !matches!(
                        kind,
                        Kind::NotCorroborated | Kind::BaseDiffers | Kind::PartsDifferFromTotal
                    )
                })
                .collect();
            assert!(serious.is_empty(), "{year}: {serious:?}");
        }
        let range = |found: Vec<committee::discrepancies::Discrepancy>, kind| {
            let mut found = found.into_iter();
            found.find(|one| one.kind == kind).and_then(|one| one.range)
        };
        let prosecuted = world.found(&fact("J06", "AL", "2013", "")).await;
        assert_eq!(range(prosecuted, Kind::ValuesDiffer), Some((3, 42)));
        let convicted = world.found(&fact("J07", "AL", "2021", "")).await;
        assert_eq!(range(convicted, Kind::ValuesDiffer), Some((5, 11)));
        let victims = world.found(&fact("V00", "AL", "2017", "")).await;
        assert_eq!(range(victims.clone(), Kind::ValuesDiffer), Some((95, 105)));
        let copy = victims
            .iter()
            .find(|one| one.kind == Kind::CopyOfAnotherPeriod)
            .unwrap();
        assert_eq!(copy.institution, Some(institution("UNODC")));
        assert_eq!(copy.other_period, Some(Period::parse("2018").unwrap()));
        let referred = world.found(&fact("N01", "AL", "2022", "")).await;
        assert_eq!(range(referred, Kind::Revision), Some((16_921, 16_938)));
    })
    .await;
}

#[tokio::test]
async fn the_base_changes_inside_the_report_on_2020() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.import_published().await;
        let found = world.found(&fact("V00", "AL", "2020", "")).await;
        let forms: Vec<_> = found
            .iter()
            .filter(|one| one.status == Status::Open)
            .filter(|one| one.institution == Some(institution("US-TIP")))
            .filter(|one| {
                one.dimension
                    .as_ref()
                    .is_some_and(|code| code.as_str() == "form")
            })
            .map(|one| one.kind)
            .collect();
        assert!(
            matches!(forms[..], [Kind::BaseDiffers | Kind::PartsDifferFromTotal]),
            "{found:?}"
        );
    })
    .await;
}
