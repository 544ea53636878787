//! A lost passphrase through the pages: naming custodians, asking at the inner door, two custodians
//! with a code that they were told, and coming in again.

use crate::common;
use crate::common::{PASSPHRASE, Person, World, field, member, world};
use axum::http::StatusCode;
use casework::{Profession, Worker};
use jiff::SignedDuration;

const HALF_MINUTE: SignedDuration = SignedDuration::from_secs(30);
const NEW: &str = "kater dele te zeza";

/// Five workers of one institution; the first is the one who forgets.
async fn office(world: &World) -> Vec<Person<'_>> {
    let mut people = Vec::new();
    let mut first: Option<Worker> = None;
    for name in ["owner", "anila", "besim", "clara", "colleague"] {
        let person = world.person(name, member("AL-07.SOCIAL")).await;
        let made = world
            .worker(&person, Profession::SocialWorker, first.as_ref())
            .await;
        first = first.or(Some(made));
        person.enter().await;
        people.push(person);
    }
    people
}

/// Sends a form with the code of the next half minute.
async fn with_code(person: &Person<'_>, path: &str, fields: &[(&str, &str)]) -> common::Answer {
    person.world.clock.forward(HALF_MINUTE);
    let code = person.world.code();
    let mut all = fields.to_vec();
    all.push(("code", &code));
    person.post(path, &all).await
}

/// The code that the worker's page shows.
fn spoken(page: &str) -> String {
    let is_code = |text: &&str| {
        let groups: Vec<&str> = text.split('-').collect();
        groups.len() == 3
            && groups.iter().all(|group| {
                let letters = |one: char| one.is_ascii_uppercase() || one.is_ascii_digit();
                group.len() == 4 && group.chars().all(letters)
            })
    };
    let words = page.split(|one: char| one == '<' || one == '>' || one.is_whitespace());
    words
        .filter(|word| is_code(word))
        .map(str::to_owned)
        .next()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_names_three_asks_and_comes_in_again_by_two() {
    let world = world().await;
    let people = office(&world).await;
    let [owner, a, b, c, colleague] = &people[..] else {
        panic!("five")
    };
    let today = owner.get("/table/today").await.text;
    assert!(today.contains("Nobody keeps your key yet"));
    let three = [
        ("first", a.account()),
        ("second", b.account()),
        ("third", c.account()),
    ];
    let three: Vec<(&str, &str)> = three.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let twice = [three[0], three[1], ("third", three[0].1)];
    let refused = owner.post("/table/custodians", &twice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let named = owner.post("/table/custodians", &three).await;
    assert_eq!(named.location(), "/table/custodians", "{}", named.text);
    let today = owner.get("/table/today").await.text;
    assert!(!today.contains("Nobody keeps your key yet"));

    // The passphrase is lost: at the inner door, with a fresh session.
    let outside = owner.with_session(world.session("owner").await);
    let form = outside.get("/table/recovery").await.text;
    let mark = field(&form, "request").unwrap();
    let fields = [
        ("request", mark.as_str()),
        ("passphrase", NEW),
        ("again", NEW),
    ];
    let no_factor = outside.post("/table/recovery", &fields).await;
    assert_eq!(no_factor.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = with_code(&outside, "/table/recovery", &fields).await;
    assert_eq!(asked.location(), "/table/recovery", "{}", asked.text);
    let twice = outside.post("/table/recovery", &fields).await;
    assert_eq!(twice.location(), "/table/recovery", "a double click");
    let code = spoken(&outside.get("/table/recovery").await.text);
    // Whoever sits inside for the account is told.
    let told = owner.get("/table/today").await.text;
    assert!(told.contains("Somebody has asked for your key"));

    let today = a.get("/table/today").await.text;
    let address = today.split("href=\"/table/recoveries/").nth(1).unwrap();
    let id = address.split('"').next().unwrap();
    let address = format!("/table/recoveries/{id}");
    for stranger in [colleague, owner] {
        let hidden = stranger.get(&address).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        for step in ["opened", "refused"] {
            let path = format!("{address}/{step}");
            let hidden = stranger.post(&path, &[("spoken", &code)]).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        }
    }
    let page = a.get(&address).await.text;
    assert!(!page.contains(&code), "a custodian is not shown the code");
    let opened = format!("{address}/opened");
    let right = [("spoken", code.as_str())];
    let no_factor = a.post(&opened, &right).await;
    assert_eq!(
        no_factor.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "asked again, though it was given a minute ago"
    );
    let wrong = with_code(a, &opened, &[("spoken", "0000-0000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(with_code(a, &opened, &right).await.location(), address);
    // Twice by one: nothing happens.
    assert_eq!(with_code(a, &opened, &right).await.location(), address);
    let enter = async |passphrase: &'static str| {
        let fields = [("passphrase", passphrase)];
        with_code(&outside, "/table/enter", &fields).await
    };
    assert_eq!(enter(NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(with_code(b, &opened, &right).await.location(), address);
    assert_eq!(enter(NEW).await.location(), "/table/today");
    // The seat that was taken by the old passphrase is gone, and so is that passphrase.
    assert_eq!(owner.get("/table/today").await.location(), "/table/enter");
    let elsewhere = owner.with_session(world.session("owner").await);
    let fields = [("passphrase", PASSPHRASE)];
    let old = with_code(&elsewhere, "/table/enter", &fields).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = outside.get("/table/today").await.text;
    assert!(
        told.contains("Your key was brought back by anila, besim"),
        "{told}"
    );
    let seen = c.get("/table/custodians").await.text;
    assert!(seen.contains("the worker has the key again"));
    assert!(!seen.contains(&code));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custodian_refuses_and_who_has_none_is_told_so() {
    let world = world().await;
    let people = office(&world).await;
    let [owner, a, b, c, colleague] = &people[..] else {
        panic!("five")
    };
    let three = [
        ("first", a.account()),
        ("second", b.account()),
        ("third", c.account()),
    ];
    let three: Vec<(&str, &str)> = three.iter().map(|(n, v)| (*n, v.as_str())).collect();
    owner.post("/table/custodians", &three).await;
    let ask = async |person: &Person<'_>, mark: &'static str| {
        let fields = [("request", mark), ("passphrase", NEW), ("again", NEW)];
        with_code(person, "/table/recovery", &fields).await
    };
    assert_eq!(ask(owner, "one").await.location(), "/table/recovery");
    let today = c.get("/table/today").await.text;
    let address = today.split("href=\"/table/recoveries/").nth(1).unwrap();
    let id = address.split('"').next().unwrap();
    let refused = c
        .post(&format!("/table/recoveries/{id}/refused"), &[])
        .await;
    assert_eq!(refused.location(), format!("/table/recoveries/{id}"));
    let page = owner.get("/table/recovery").await.text;
    assert!(page.contains("refused by a custodian"));
    assert_eq!(ask(owner, "two").await.location(), "/table/recovery");
    let withdrawn = owner.post("/table/recovery/withdrawn", &[]).await;
    assert_eq!(withdrawn.location(), "/table/custodians");
    // A worker without custodians and somebody who is no worker here read the same.
    let stranger = world.person("stranger", member("AL-07.EDUCATION")).await;
    for person in [colleague, &stranger] {
        let nobody = ask(person, "one").await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            nobody
                .text
                .contains("No request can be made for this account")
        );
    }
}
