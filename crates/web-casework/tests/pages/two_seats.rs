//! One person in two seats at the table's door: the day, the search and a new case are those of the
//! acting seat, and an opened key never outlives the hat in which it was opened.

use crate::common::{Person, World, field, member, world};
use axum::http::StatusCode;
use casework::Profession;
use jiff::SignedDuration;

const TOWN: &str = "AL-07.SOCIAL";
const NPO: &str = "AL-07.NPO";

/// The same person in two browsers, acting for the town and for the NPO, inside in both.
async fn both(world: &World) -> [Person<'_>; 2] {
    let town = world.person("arta", member(TOWN)).await;
    let first = world.worker(&town, Profession::SocialWorker, None).await;
    let npo = world.seat((&town, "arta"), &member(NPO)).await;
    let actor = (&npo, &member(NPO));
    world
        .worker_in(actor, Profession::SocialWorker, &first)
        .await;
    town.enter().await;
    // A code is taken once.
    world.clock.forward(SignedDuration::from_mins(1));
    npo.enter().await;
    [town, npo]
}

/// Takes a concern in and gives the code of the case.
async fn taken_in(person: &Person<'_>) -> String {
    let page = person.get("/table/take-in").await.text;
    let managers = page.split("name=\"manager\"").nth(1).unwrap();
    let managers = managers.split("</select>").next().unwrap();
    assert_eq!(
        managers.matches("<option").count(),
        1,
        "no other seat of one's own: {managers}"
    );
    let named = managers.matches(" Kukës").count();
    assert_eq!(named, 1, "the institution stands there once: {managers}");
    let manager = managers.split("value=\"").nth(1).unwrap();
    let manager = manager.split('"').next().unwrap();
    let request = field(&page, "request").unwrap();
    let fields = [
        ("request", request.as_str()),
        ("source", "friend"),
        ("channel", "telephone"),
        ("region", "AL-07"),
        ("age", "adult"),
        ("manager", manager),
        ("name", "Kanarinë Hoxha"),
    ];
    let made = person.post("/table/take-in", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let at = made.location();
    at.trim_start_matches("/table/cases/")
        .split('/')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_the_search_and_a_new_case_are_those_of_the_acting_seat() {
    let world = world().await;
    let [town, npo] = both(&world).await;
    let (in_town, in_npo) = (taken_in(&town).await, taken_in(&npo).await);
    for (seat, own, other) in [(&town, &in_town, &in_npo), (&npo, &in_npo, &in_town)] {
        let today = seat.get("/table/today").await.text;
        assert!(today.contains(own.as_str()) && !today.contains(other.as_str()));
        let found = seat
            .post("/table/search", &[("name", "Kanarinë")])
            .await
            .text;
        assert!(!found.contains(other.as_str()), "{found}");
        let case = seat.get(&format!("/table/cases/{own}")).await;
        assert_eq!(case.status, StatusCode::OK);
        let case = seat.get(&format!("/table/cases/{other}")).await;
        assert_eq!(case.status, StatusCode::NOT_FOUND);
    }
    let case = npo
        .get(&format!("/table/cases/{in_npo}/holders"))
        .await
        .text;
    assert!(
        case.contains("action=\"/account/memberships\""),
        "the hat is changed from every page"
    );
    // One's own other seat is nobody to give access to.
    let seat = format!("{}@{NPO}", town.account());
    let holders = town
        .get(&format!("/table/cases/{in_town}/holders"))
        .await
        .text;
    assert!(!holders.contains(&seat));
    let given = [
        ("holder", seat.as_str()),
        ("purpose", "service"),
        ("care", "yes"),
        ("opens", "care"),
        ("ends", "31.01.2026"),
        ("reason", "mine"),
    ];
    let refused = town
        .post(&format!("/table/cases/{in_town}/holders"), &given)
        .await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text
    );
    let case = npo.get(&format!("/table/cases/{in_town}")).await;
    assert_eq!(case.status, StatusCode::NOT_FOUND);
    // Both opened keys are the person's own, and seen as such.
    let page = npo.get("/table/sessions").await.text;
    assert_eq!(page.matches("another browser").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_opened_in_one_hat_is_gone_with_it() {
    let world = world().await;
    let [town, npo] = both(&world).await;
    assert_eq!(npo.get("/table/today").await.status, StatusCode::OK);
    // To act for the town in the same browser: another door, another key.
    let (as_town, old) = (world.acting(&npo, TOWN).await, npo);
    assert_eq!(old.get("/table/today").await.location(), "/sign-in");
    assert_eq!(as_town.get("/table/today").await.location(), "/table/enter");
    let back = world.acting(&as_town, NPO).await;
    assert_eq!(
        back.get("/table/today").await.location(),
        "/table/enter",
        "it does not come back"
    );
    world.clock.forward(SignedDuration::from_mins(1));
    back.enter().await;
    assert_eq!(back.get("/table/today").await.status, StatusCode::OK);
    // The membership ends: at the next click the session acts for the town, and the key is gone.
    world.ended(&back, NPO).await;
    assert_eq!(back.get("/table/today").await.location(), "/table/enter");
    let page = back.get("/table/enter").await.text;
    assert!(!page.contains("/account/memberships"), "one body is left");
    assert_eq!(
        town.get("/table/today").await.status,
        StatusCode::OK,
        "the other seat stays"
    );
}
