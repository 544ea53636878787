//! Outlines come whole or not at all, and replace those of their own level alone.

use crate::common::*;
use access::OperateSystem;
use committee::{
    CommitteeError,
    shapes::{NewShapes, Polygons, shapes_of, shapes_replace},
    situation::picture_version,
};
use store::testing::each_engine;

fn square(side: f64) -> Polygons {
    vec![vec![vec![
        [20.0, 40.0],
        [20.0 + side, 40.0],
        [20.0 + side, 41.0],
    ]]]
}

#[tokio::test]
async fn outlines_replace_those_of_their_level_or_nothing() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let permit = national::<OperateSystem>(&access::Actor::operator());
        let replace = async |level: &str, codes: &[&str], side: f64| {
            let shapes: Vec<_> = codes
                .iter()
                .map(|code| (place(code), square(side)))
                .collect();
            let new = NewShapes {
                level,
                source: "a test",
                shapes: &shapes,
            };
            shapes_replace(&world.database, &world.catalogue, &permit, &new, day(3)).await
        };
        let both = [place("AL-M11"), place("AL-M13")];
        let read = async || {
            shapes_of(&world.database, &world.catalogue, &both)
                .await
                .unwrap()
        };
        let before = picture_version(&world.database).await.unwrap();
        replace("bashki", &["AL-M11", "AL-M13"], 1.0).await.unwrap();
        assert!(picture_version(&world.database).await.unwrap() > before);
        assert_eq!(read().await[&place("AL-M13")], square(1.0));

        // Another level leaves them alone; the same level replaces all of them.
        replace("njesi", &[], 2.0).await.unwrap();
        assert_eq!(read().await.len(), 2);
        replace("bashki", &["AL-M11"], 2.0).await.unwrap();
        assert_eq!(
            read().await.into_iter().collect::<Vec<_>>(),
            [(place("AL-M11"), square(2.0))]
        );

        let unknown = replace("bashki", &["AL-M13", "AL-M999"], 3.0).await;
        assert!(matches!(unknown, Err(CommitteeError::UnknownCode { .. })));
        assert_eq!(
            read().await[&place("AL-M11")],
            square(2.0),
            "it was half written"
        );
    })
    .await;
}
