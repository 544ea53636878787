//! Forms that save themselves: what is typed comes back to its writer alone, and goes when it is sent.

use crate::common::{Person, World, member, world};
use axum::http::StatusCode;
use casework::Profession;

const TYPED: &str = r#"[["concern","Canary Hoxha"]]"#;
const FORM: &str = "/table/take-in";

async fn two(world: &World) -> [Person<'_>; 2] {
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    let more = world.worker(&police, Profession::Police, Some(&first));
    more.await;
    social.enter().await;
    police.enter().await;
    [social, police]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_comes_back_to_its_writer_alone_and_goes_when_it_is_sent() {
    let world = world().await;
    let [social, police] = two(&world).await;
    let page = social.get(FORM).await.text;
    assert!(page.contains("data-draft="), "the form saves itself");
    let draft = [("form", FORM), ("text", TYPED)];
    let kept = social.post("/table/drafts", &draft).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    let disk = world.disk();
    assert!(!String::from_utf8_lossy(&disk).contains("Canary"));

    let asked = [("form", FORM)];
    let mine = social.post("/table/drafts/open", &asked).await;
    assert!(mine.text.contains("Canary Hoxha"), "{}", mine.text);
    let theirs = police.post("/table/drafts/open", &asked).await;
    assert_eq!(theirs.status, StatusCode::NO_CONTENT);
    let foreign = police.csrf().await;
    let asked_by_another = [("form", FORM), ("csrf", foreign.as_str())];
    let refused = social
        .post_bare("/table/drafts/open", &asked_by_another)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A refused form keeps its draft, an accepted one takes it along.
    let refused = social
        .post(FORM, &[("request", "r"), ("source", "x")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mine = social.post("/table/drafts/open", &asked).await;
    assert_eq!(mine.status, StatusCode::OK);
    let manager = social.account();
    let fields = [
        ("request", "r"),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", "unknown"),
        ("region", "AL-07"),
        ("manager", manager.as_str()),
    ];
    let sent = social.post(FORM, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let mine = social.post("/table/drafts/open", &asked).await;
    assert_eq!(mine.status, StatusCode::NO_CONTENT, "{}", mine.text);
}
