//! One's own sessions: seen with the kind of browser and two times, ended by nobody but their owner.

use crate::common::{field, member, world};
use axum::http::StatusCode;

const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0";
const PATH: &str = "/account/sessions";

#[tokio::test(flavor = "multi_thread")]
async fn everybody_ends_their_own_sessions_and_nobody_anothers() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let health = world.person("health", member("AL-07.HEALTH")).await;
    let elsewhere = world.again("police", BROWSER).await;
    let page = police.get(PATH).await.text();
    assert_eq!(page.matches("another browser, another machine").count(), 1);
    assert!(page.contains(">Firefox, Windows<") && !page.contains("132"));
    assert_eq!(page.matches("tag-good").count(), 1);
    assert!(!page.contains("10.0.0.1"), "no address is kept");
    let mark = field(&page, "session");
    // Another's mark ends nothing, and says nothing.
    let tried = health
        .post("/account/sessions/ended", &[("session", &mark)])
        .await;
    assert_eq!(tried.status, StatusCode::SEE_OTHER);
    assert_eq!(elsewhere.get(PATH).await.status, StatusCode::OK);
    for _ in 0..2 {
        let ended = police
            .post("/account/sessions/ended", &[("session", &mark)])
            .await;
        assert_eq!(ended.location, PATH);
    }
    assert_eq!(elsewhere.get(PATH).await.location, "/sign-in");
    assert_eq!(police.get(PATH).await.status, StatusCode::OK);
    let page = police.get(PATH).await.text();
    assert!(!page.contains("End all but this one"));
    let one = world.again("police", BROWSER).await;
    let two = world.again("police", "").await;
    let ended = police.post("/account/sessions/others-ended", &[]).await;
    assert_eq!(ended.location, PATH);
    for other in [&one, &two] {
        assert_eq!(other.get(PATH).await.location, "/sign-in");
    }
    assert_eq!(police.get(PATH).await.status, StatusCode::OK);
    assert_eq!(health.get(PATH).await.status, StatusCode::OK);
}
