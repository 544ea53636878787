//! The inner door: what opens it, what keeps it open, and what wipes the key.

use crate::common::{PASSPHRASE, field, member, world};
use axum::http::StatusCode;
use casework::Profession;
use jiff::SignedDuration;

const HALF_MINUTE: SignedDuration = SignedDuration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn it_asks_for_both_and_says_of_neither_that_it_was_wrong() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let stranger = world.person("stranger", member("AL-07.EDUCATION")).await;
    world.worker(&social, Profession::SocialWorker, None).await;
    assert_eq!(social.get("/table/today").await.location(), "/table/enter");
    let attempt = |passphrase: &'static str, code: String| {
        let social = &social;
        async move {
            let fields = [("passphrase", passphrase), ("code", code.as_str())];
            social.post("/table/enter", &fields).await
        }
    };
    let no_code = attempt(PASSPHRASE, String::new()).await;
    assert_eq!(no_code.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = attempt("gjashte zogj", world.code()).await;
    let message = "The passphrase opened nothing";
    assert!(wrong.text.contains(message));
    let replay = attempt(PASSPHRASE, world.code()).await;
    assert_eq!(
        replay.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the code is used up"
    );
    let fields = [("passphrase", PASSPHRASE), ("code", &world.code())];
    let unknown = stranger.post("/table/enter", &fields).await;
    assert!(
        unknown.text.contains(message),
        "who does not work here learns nothing else"
    );
    world.clock.forward(HALF_MINUTE);
    let right = attempt(PASSPHRASE, world.code()).await;
    assert_eq!(right.location(), "/table/today");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_in_reads_how_often_another_passphrase_was_tried() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    world.worker(&social, Profession::SocialWorker, None).await;
    let says = "passphrases were tried on your key";
    social.enter().await;
    assert!(!social.get("/table/today").await.text.contains(says));
    // The password was stolen, and the device with it.
    let thief = social.with_session(world.session("social").await);
    for guess in ["three white hens", "tri pula te kuqe"] {
        world.clock.forward(HALF_MINUTE);
        let fields = [("passphrase", guess), ("code", &world.code())];
        let refused = thief.post("/table/enter", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.text.contains(says), "the thief is told nothing");
    }
    let today = async || {
        social.post("/table/close", &[]).await;
        world.clock.forward(HALF_MINUTE);
        social.enter().await;
        social.get("/table/today").await.text
    };
    assert!(today().await.contains(&format!("2 wrong {says}")));
    assert!(!today().await.contains(says), "it was told");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_ends_when_idle_after_a_day_by_every_exit_and_belongs_to_one_session() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    world.worker(&social, Profession::SocialWorker, None).await;
    let is_inside = async || social.get("/table/today").await.status == StatusCode::OK;
    social.enter().await;
    let elsewhere = social.with_session(world.session("social").await);
    assert_eq!(
        elsewhere.get("/table/today").await.location(),
        "/table/enter"
    );
    world.clock.forward(SignedDuration::from_mins(14));
    assert!(is_inside().await);
    world.clock.forward(SignedDuration::from_mins(15));
    assert!(!is_inside().await, "idle");
    social.enter().await;
    // Small steps: on a busy machine the outer session's mark may wait for a later request.
    for _ in 0..94 {
        world.clock.forward(SignedDuration::from_mins(5));
        assert!(is_inside().await);
    }
    world.clock.forward(SignedDuration::from_mins(10));
    assert!(!is_inside().await, "after eight hours");
    for way in ["/table/close", "/table/leave"] {
        world.clock.forward(HALF_MINUTE);
        social.enter().await;
        match way {
            "/table/leave" => assert_eq!(social.get(way).await.location(), "/public"),
            _ => assert_eq!(social.post(way, &[]).await.location(), "/table/enter"),
        }
        assert!(!is_inside().await, "{way}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_worker_finds_nothing_on_pages_that_are_open() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let other = world.person("other", member("AL-07.SOCIAL")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    world
        .worker(&other, Profession::SocialWorker, Some(&first))
        .await;
    social.enter().await;
    other.enter().await;
    assert_eq!(other.get("/table/today").await.status, StatusCode::OK);
    let suspended = social
        .post("/table/workers/suspended", &[("account", &other.account())])
        .await;
    assert_eq!(suspended.location(), "/table/workers");
    // Their key is gone, and the inner door lets them in no more.
    assert_eq!(other.get("/table/today").await.location(), "/table/enter");
    world.clock.forward(HALF_MINUTE);
    let fields = [("passphrase", PASSPHRASE), ("code", &world.code())];
    let again = other.post("/table/enter", &fields).await;
    assert!(again.text.contains("The passphrase opened nothing"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_comes_by_the_set_up_code_and_the_next_by_invitation() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let shown = world.door.set_up_code().await.unwrap().unwrap();
    let first = |code: String, typed: String| {
        let social = &social;
        async move {
            let fields = [
                ("set_up_code", typed.as_str()),
                ("profession", "social-worker"),
                ("passphrase", PASSPHRASE),
                ("again", PASSPHRASE),
                ("code", code.as_str()),
            ];
            social.post("/table/set-up", &fields).await
        }
    };
    let guess = first(world.code(), "00".to_owned()).await;
    assert_eq!(guess.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Each guess takes a code of the second factor, whose attempts are counted.
    world.clock.forward(HALF_MINUTE);
    let opened = first(world.code(), shown.clone()).await;
    assert_eq!(opened.location(), "/table/today", "{}", opened.text);
    assert_eq!(world.door.set_up_code().await.unwrap(), None);
    world.clock.forward(HALF_MINUTE);
    assert_eq!(
        first(world.code(), shown).await.status,
        StatusCode::NOT_FOUND
    );

    let fields = [("institution", "AL-07.POLICE"), ("profession", "police")];
    let invited = social.post("/table/workers", &fields).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.text);
    let code = invited.text.split("Invitation: ").nth(1).unwrap();
    let code: String = code.chars().take_while(char::is_ascii_hexdigit).collect();
    let join = |passphrase: &'static str, again: &'static str| {
        let (police, invitation, code) = (&police, code.clone(), world.code());
        async move {
            let fields = [
                ("invitation", invitation.as_str()),
                ("passphrase", passphrase),
                ("again", again),
                ("code", code.as_str()),
            ];
            police.post("/table/join", &fields).await
        }
    };
    let differs = join(PASSPHRASE, "another").await;
    assert_eq!(differs.status, StatusCode::UNPROCESSABLE_ENTITY);
    let short = join("short", "short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.clock.forward(HALF_MINUTE);
    assert_eq!(
        join(PASSPHRASE, PASSPHRASE).await.location(),
        "/table/today"
    );
    let page = police.get("/table/take-in").await.text;
    assert!(field(&page, "request").is_some());
    assert!(!social.get("/table/workers").await.text.contains(&code));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_for_one_institution_and_ends_with_who_gave_it() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let health = world.person("health", member("AL-07.HEALTH")).await;
    world.worker(&social, Profession::SocialWorker, None).await;
    social.enter().await;
    let fields = [("institution", "AL-07.POLICE"), ("profession", "police")];
    let invited = social.post("/table/workers", &fields).await.text;
    let invitation = invited.split("Invitation: ").nth(1).unwrap();
    let invitation: String = invitation
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect();
    let fields = |code: String| {
        let pairs = [
            ("invitation", invitation.clone()),
            ("passphrase", PASSPHRASE.to_owned()),
        ];
        let more = [("again", PASSPHRASE.to_owned()), ("code", code)];
        pairs.into_iter().chain(more).collect::<Vec<_>>()
    };
    let sent = fields(world.code());
    let sent: Vec<_> = sent
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let other = health.post("/table/join", &sent).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    social.post("/table/close", &[]).await;
    let late = police.post("/table/join", &sent).await;
    assert_eq!(
        late.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        late.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_where_ones_key_is_open_and_closes_it_everywhere_else() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    world
        .worker(&police, Profession::Police, Some(&first))
        .await;
    let elsewhere = social.with_session(world.session("social").await);
    social.enter().await;
    police.enter().await;
    // A code opens once: the other browser waits for the next.
    world.clock.forward(SignedDuration::from_mins(1));
    elsewhere.enter().await;
    let page = social.get("/table/sessions").await.text;
    assert_eq!(page.matches("another browser").count(), 1);
    let ended = social.post("/table/sessions/others-ended", &[]).await;
    assert_eq!(ended.location(), "/table/sessions");
    assert_eq!(
        elsewhere.get("/table/today").await.location(),
        "/table/enter"
    );
    assert_eq!(social.get("/table/today").await.status, StatusCode::OK);
    assert_eq!(police.get("/table/today").await.status, StatusCode::OK);
    let page = social.get("/table/sessions").await.text;
    assert!(!page.contains("Close all but this one"));
}
