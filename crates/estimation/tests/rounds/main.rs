//! Linkage rounds on both engines: nothing but encoded files comes in, nothing but what is safe
//! stays.

mod ceremony;
mod deletion;
mod files;
mod states;
mod world;

use estimation::rounds::{BY_INSTITUTION, BY_TIME};
use store::{
    Engine,
    testing::{each_engine, expect_parity},
};
use world::TABLES;

#[tokio::test]
async fn both_engines_have_the_same_tables_and_the_lists_follow_indexes() {
    expect_parity(&TABLES).await;
    each_engine(&TABLES, |database| async move {
        if database.engine() == Engine::Sqlite {
            let plan = database.query_plan(BY_TIME).await.unwrap();
            assert!(plan.contains("linkage_round_by_time"), "{plan}");
            let plan = database.query_plan(BY_INSTITUTION).await.unwrap();
            assert!(plan.contains("participant_by_institution"), "{plan}");
            assert!(!plan.contains("SCAN linkage_round_participant"), "{plan}");
        }
    })
    .await;
}
