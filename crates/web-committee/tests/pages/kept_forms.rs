//! A form that was typed for longer than a session lasts: it goes along through signing in, and nobody else's
//! words do.

use crate::common::{Person, World, chair, field, world};
use axum::http::StatusCode;

const MEETINGS: &str = "SELECT COUNT(*) FROM meeting";
const TYPED: [(&str, &str); 5] = [
    ("kind", "committee"),
    ("held_on", "7.1.2025"),
    ("title", "Tema e mbledhjes"),
    ("reference", "KR-1/2025"),
    ("decisions", "U vendos \"njëzëri\" & u mbyll <shpejt>."),
];

/// Sends the form with the mark of a session that ended meanwhile.
async fn sent_late(world: &World, chair: &Person<'_>) -> String {
    let csrf = chair.csrf().await;
    let mut typed = vec![("csrf", csrf.as_str())];
    typed.extend(TYPED);
    world.end_sessions().await;
    let asked = chair.post_bare("/meetings", &typed).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{}", asked.text());
    assert_eq!(world.count(MEETINGS).await, 0);
    asked.text()
}

/// Signs in with the form that waits.
async fn signed_in(chair: &Person<'_>, page: &str, password: &str) -> crate::common::Answer {
    let value = |name: &str| unescaped(&field(page, name));
    let kept = ["kept_to", "kept", "kept_mark"].map(|name| (name, value(name)));
    let mut all = vec![("name", "chair"), ("password", password)];
    all.extend(kept.iter().map(|(name, value)| (*name, value.as_str())));
    chair.post_bare("/sign-in", &all).await
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&#34;", "\"").replace("&#60;", "<");
    text.replace("&#62;", ">").replace("&#38;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_sent_once_its_author_is_in_again() {
    let world = world().await;
    let chair = world.person("chair", chair("AL-07")).await;
    let page = sent_late(&world, &chair).await;
    assert!(page.contains("Ajo që shkruat ruhet në këtë faqe"), "{page}");
    let wrong = signed_in(&chair, &page, "not the password").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    let inside = signed_in(&chair, &page, crate::common::PASSWORD).await;
    assert_eq!(inside.status, StatusCode::OK, "{}", inside.text());
    assert_eq!(world.count(MEETINGS).await, 0, "nothing is sent by itself");
    let cookie = inside.cookie.split(';').next().unwrap().to_owned();
    let again = world.with_cookie(&cookie);
    let page = inside.text();
    assert!(page.contains("action=\"/meetings\""), "{page}");
    let fields = TYPED.map(|(name, _)| (name, unescaped(&field(&page, name))));
    assert_eq!(
        fields.clone().map(|(_, value)| value),
        TYPED.map(|(_, value)| value)
    );
    let csrf = field(&page, "csrf");
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
    let sent = again.post_bare("/meetings", &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(world.count(MEETINGS).await, 1);
}

/// Words that this door did not put on the page are not carried, nor is a form of another session, nor a
/// password.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_puts_words_into_another_s_mouth() {
    let world = world().await;
    let chair = world.person("chair", chair("AL-07")).await;
    let page = sent_late(&world, &chair).await;
    let forged = page.replace("njëzëri", "kundër");
    assert_ne!(forged, page);
    let inside = signed_in(&chair, &forged, crate::common::PASSWORD).await;
    assert_eq!(inside.status, StatusCode::SEE_OTHER, "{}", inside.text());
    let cookie = inside.cookie.split(';').next().unwrap().to_owned();
    let again = world.with_cookie(&cookie);
    let csrf = again.csrf().await;
    world.end_sessions().await;
    let mut foreign = vec![("csrf", "guessed")];
    foreign.extend(TYPED);
    let foreign = again.post_bare("/meetings", &foreign).await;
    assert_eq!(foreign.location, "/sign-in");
    let secret = [
        ("csrf", csrf.as_str()),
        ("present", "tre dele mbi mal"),
        ("new", "gjashtë dele në fushë"),
    ];
    let button = [("csrf", csrf.as_str())];
    let button = again.post_bare("/sign-out", &button).await;
    assert_ne!(button.status, StatusCode::UNAUTHORIZED, "nothing was typed");
    let secret = again.post_bare("/password", &secret).await;
    assert_eq!(secret.location, "/sign-in");
    assert!(!secret.text().contains("dele"));
}
