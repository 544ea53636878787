//! An institution's program asks for its own part: that figures differ and with whom, and the others'
//! figures only once the secretariat has asked. To everybody without a part there is none.

use crate::common::{Answer, World, member, secretariat, world};
use axum::http::{Method, StatusCode};

const LIST: &str = "/api/v1/own/discrepancies";
/// A number that stands nowhere else in an answer.
const OTHERS: i64 = 7351;

async fn get(world: &World, token: &str, path: &str) -> Answer {
    world.ask((&Method::GET, path), Some(token), None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_reads_its_institutions_own_part_and_the_other_side_once_it_was_asked() {
    let world = world().await;
    let police = world.account("police", member("AL-07.POLICE")).await;
    let social = world.account("social", member("AL-07.SOCIAL")).await;
    let health = world.account("health", member("AL-07.HEALTH")).await;
    let asking = world.account("secretary", secretariat("AL-07")).await;
    world.reported(&police, "2024Q4", OTHERS, true).await;
    world.reported(&social, "2024Q4", 9, true).await;
    let token = world.token(&social, false, 0).await;

    let list = get(&world, &token, LIST).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text);
    assert!(!list.text.contains(&OTHERS.to_string()), "{}", list.text);
    let found = list.json();
    let first = &found.as_array().unwrap()[0];
    assert!(first.get("weight").is_none() && first.get("high").is_none());
    let id = first["id"].as_i64().unwrap();
    let one = format!("{LIST}/{id}");
    let before = get(&world, &token, &one).await;
    assert_eq!(before.json()["others"][0], "AL-07.POLICE");
    assert!(before.json()["opened"].is_null());
    assert!(
        !before.text.contains(&OTHERS.to_string()),
        "{}",
        before.text
    );

    let secretary = world.token(&asking, false, 0).await;
    let question = r#"{"kind":"question","institution":"AL-07.SOCIAL","due_on":"2025-02-01",
        "content":"Which list was counted?"}"#;
    let notes = format!("/api/v1/discrepancies/{id}/notes");
    let asked = world.ask((&Method::POST, &notes), Some(&secretary), Some(question));
    assert_eq!(asked.await.status, StatusCode::NO_CONTENT);
    let after = get(&world, &token, &one).await.json();
    assert_eq!(after["opened"][0]["institution"], "AL-07.POLICE");
    assert_eq!(after["notes"][0]["kind"], "question");

    let stranger = world.token(&health, false, 0).await;
    assert_eq!(
        get(&world, &stranger, LIST).await.json(),
        serde_json::json!([])
    );
    let nothing = get(&world, &stranger, &one).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let broken = get(&world, &token, &format!("{LIST}?status=x")).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    // Who sees all sides asks elsewhere.
    let elsewhere = get(&world, &secretary, LIST).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}
