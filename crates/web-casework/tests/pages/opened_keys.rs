//! An opened key lies in memory as long as its session lasts and not a moment longer, wherever the
//! session is ended: elsewhere by its owner, by another password, by an administrator, by a colleague who
//! suspends its worker.

use crate::common::{PASSWORD, Person, World, member, world};
use access::{AccountId, Actor, ManageAccounts, OperateSystem, Permit, Scope, SessionToken};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    middleware::from_fn_with_state,
    routing::get,
};
use casework::Profession;
use jiff::Timestamp;
use tower::ServiceExt as _;
use vocabulary::{Clock as _, PlaceCode};
use web_casework::close_on_sign_out;

const NEW_PASSWORD: &str = "kater gure ne lume";

fn nation() -> Scope {
    Scope::national(PlaceCode::parse("AL").unwrap())
}

/// A step at another door, after which the layer around every door looks who still sits inside.
async fn step(world: &World, method: &str) {
    let other = Router::new()
        .route("/account/elsewhere", get(async || "").post(async || ""))
        .layer(from_fn_with_state(world.door.clone(), close_on_sign_out));
    let request = Request::builder()
        .method(method)
        .uri("/account/elsewhere")
        .body(Body::empty())
        .unwrap();
    let answer = other.oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}

async fn actor(world: &World, person: &Person<'_>) -> Actor {
    let operate: Permit<OperateSystem> = Actor::operator().permit(nation()).unwrap();
    let id = AccountId::parse(&person.account()).unwrap();
    let acting = world.access().act_for(&operate, id, world.clock.now());
    acting.await.unwrap()
}

/// What an administrator or the owner does, by name.
async fn end(world: &World, person: &Person<'_>, how: &str) {
    let access = world.access();
    let manage: Permit<ManageAccounts> = Actor::operator().permit(nation()).unwrap();
    let id = AccountId::parse(&person.account()).unwrap();
    let now: Timestamp = world.clock.now();
    let own = actor(world, person).await;
    match how {
        "elsewhere" => {
            let cookie = world.session("social").await;
            let token = SessionToken::parse(cookie.split_once('=').unwrap().1).unwrap();
            let ended = access.own_sessions_end_others(&own, (&token, now)).await;
            assert!(ended.unwrap() > 0);
        }
        "password" => {
            let change = access.change_password(&own, (PASSWORD, NEW_PASSWORD), now);
            change.await.unwrap();
        }
        "reset" => {
            let reset = access.account_reset_password(&manage, id, NEW_PASSWORD, now);
            reset.await.unwrap();
        }
        "closed" => access.account_disable(&manage, id, now).await.unwrap(),
        "moved" => {
            let next = (id, &member("AL-06.SOCIAL"));
            access.membership_give(&manage, next, now).await.unwrap();
            let ended = (id, own.membership_id().unwrap());
            access.membership_end(&manage, ended, now).await.unwrap();
        }
        other => panic!("{other} ends nothing"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_ended_elsewhere_takes_its_opened_key_along_at_once() {
    for how in ["elsewhere", "password", "reset", "closed", "moved"] {
        let world = world().await;
        let social = world.person("social", member("AL-07.SOCIAL")).await;
        let other = world.person("other", member("AL-07.SOCIAL")).await;
        let first = world.worker(&social, Profession::SocialWorker, None).await;
        let profession = Profession::SocialWorker;
        world.worker(&other, profession, Some(&first)).await;
        social.enter().await;
        other.enter().await;
        step(&world, "POST").await;
        assert_eq!(world.door.opened_keys(), 2, "{how}: both are signed in");
        end(&world, &social, how).await;
        step(&world, "GET").await;
        assert_eq!(world.door.opened_keys(), 2, "{how}: a reading ends nothing");
        step(&world, "POST").await;
        assert_eq!(world.door.opened_keys(), 1, "{how}: the key is gone");
        assert_eq!(other.get("/table/today").await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_whoever_is_suspended_is_gone_with_the_answer() {
    let world = world().await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let other = world.person("other", member("AL-07.SOCIAL")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    let profession = Profession::SocialWorker;
    let second = world.worker(&other, profession, Some(&first)).await;
    social.enter().await;
    other.enter().await;
    let account = other.account();
    let suspended = [("account", account.as_str())];
    social.post("/table/workers/suspended", &suspended).await;
    assert_eq!(world.door.opened_keys(), 1);
    // Suspended by another program on the same database: the next look of the job wipes the key.
    let now = world.clock.now();
    let account = social.account();
    let by_another = world.casework.worker_suspend(&first, &account, now);
    by_another.await.unwrap();
    assert_eq!(world.door.opened_keys(), 1);
    world.door.close_ended(now).await.unwrap();
    assert_eq!(world.door.opened_keys(), 0);
    assert!(!world.casework.is_inside(&second).await.unwrap());
}
