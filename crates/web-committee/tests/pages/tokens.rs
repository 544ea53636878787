//! The page of access tokens: a secret is shown once, and nobody revokes another's.

use crate::common::{member, world};
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_stands_on_one_answer_and_a_strangers_token_is_not_found() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let other = world.person("other", member("AL-06.POLICE")).await;
    let made = police
        .post("/tokens", &[("name", "Sheet"), ("days", "90")])
        .await;
    assert_eq!(made.status, StatusCode::OK);
    let text = made.text();
    let secret = text.split("besa_").nth(1).unwrap();
    let secret: String = secret.chars().take(64).collect();
    assert!(secret.chars().all(|one| one.is_ascii_hexdigit()));
    let listed = police.get("/tokens").await.text();
    assert!(listed.contains("Sheet") && !listed.contains(&secret));
    let revoking = listed.split("action=\"/tokens/").nth(1).unwrap();
    let revoking = format!("/tokens/{}", revoking.split('"').next().unwrap());
    let stranger = other.post(&revoking, &[]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert!(!other.get("/tokens").await.text().contains("Sheet"));
    let gone = police.post(&revoking, &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert!(police.get("/tokens").await.text().contains("revoked"));
    let bad = police.post("/tokens", &[("name", ""), ("days", "0")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("366"));
}
