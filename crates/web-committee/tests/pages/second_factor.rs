//! The page of the second factor: the secret goes when it is confirmed, the recovery codes stand on
//! one answer, and an administrator unties what is lost.

use crate::common::{PASSWORD, january, member, world};
use access::SecondFactorSecret;
use axum::http::StatusCode;
use vocabulary::Clock as _;

const PATH: &str = "/account/second-factor";

fn secret_on(page: &str) -> SecondFactorSecret {
    let text = page.split("<code>").nth(1).unwrap();
    SecondFactorSecret::parse(text.split('<').next().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_shown_until_it_is_confirmed_and_recovery_codes_once() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let wrong = police.post(PATH, &[("password", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text().contains("<code>"));
    let begun = police.post(PATH, &[("password", PASSWORD)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let page = police.get(PATH).await.text();
    assert!(page.contains("<svg viewBox"));
    let secret = secret_on(&page);
    let confirmed = "/account/second-factor/confirmed";
    let wrong = police.post(confirmed, &[("code", "nothing")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = secret.code_at(january().now());
    let done = police.post(confirmed, &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(done.text().matches("<li><code>").count(), 10);
    let after = police.get(PATH).await.text();
    assert!(!after.contains("<code>") && !after.contains("<svg viewBox"));
    assert!(!after.contains(&secret.reveal()));
    let again = police
        .post("/account/second-factor/removed", &[("code", &code)])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a replay");
    let recovery = done.text();
    let recovery = recovery.split("<li><code>").nth(1).unwrap();
    let recovery = recovery.split('<').next().unwrap();
    let gone = police
        .post("/account/second-factor/removed", &[("code", recovery)])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert!(police.get(PATH).await.text().contains("name=\"password\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_unties_a_device_and_the_session_ends() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let keeper = world
        .person("keeper", access::Membership::Administrator)
        .await;
    police.post(PATH, &[("password", PASSWORD)]).await;
    let own = police.post("/accounts/police/second-factor", &[]).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
    let untied = keeper.post("/accounts/police/second-factor", &[]).await;
    assert_eq!(untied.status, StatusCode::SEE_OTHER);
    assert_eq!(police.get(PATH).await.location, "/sign-in");
}
