//! The page of alarms: whoever looks reads what is unusual and says what was found; whoever it is about,
//! and everybody else, reads nothing of it; no name of a person and no case stands on it.

use crate::common::{Person, World, field, member, world};
use axum::http::StatusCode;
use casework::{
    Age, AlarmKind, CaseCode, Channel, ConcernSource, Field, NewConcern, Profession, Request,
    SecretText, Worker,
};
use vocabulary::PlaceCode;

/// The manager of a case, a colleague who tried its code too often, and somebody of another institution.
struct Curious<'w> {
    manager: Person<'w>,
    colleague: Person<'w>,
    other: Person<'w>,
    code: CaseCode,
}

async fn case(world: &World, leading: &Worker) -> CaseCode {
    let new = NewConcern {
        request: "one".to_owned(),
        source: ConcernSource::Police,
        channel: Channel::Telephone,
        region: PlaceCode::parse("AL-07").unwrap(),
        age: Age::Adult,
        danger_now: false,
        manager: leading.account().to_owned(),
        told: vec![(Field::Name, SecretText::new("Kanarinë"))],
    };
    let request = Request {
        worker: leading,
        now: vocabulary::Clock::now(&*world.clock),
    };
    let code = world.casework.concern_take_in(request, &new).await;
    code.unwrap()
}

async fn curious(world: &World) -> Curious<'_> {
    let manager = world.person("manager", member("AL-07.SOCIAL")).await;
    let leading = world.worker(&manager, Profession::SocialWorker, None).await;
    let colleague = world.person("curious", member("AL-07.SOCIAL")).await;
    let profession = Profession::SocialWorker;
    world.worker(&colleague, profession, Some(&leading)).await;
    let other = world.person("other", member("AL-07.POLICE")).await;
    world
        .worker(&other, Profession::Police, Some(&leading))
        .await;
    for person in [&manager, &colleague, &other] {
        person.enter().await;
    }
    let code = case(world, &leading).await;
    for _ in 0..AlarmKind::REFUSALS_AN_HOUR {
        let answer = colleague.get(&format!("/table/cases/{code}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    Curious {
        manager,
        colleague,
        other,
        code,
    }
}

#[tokio::test]
async fn whoever_looks_reads_it_and_says_what_was_found_and_nobody_else_reads_it() {
    let world = world().await;
    let Curious {
        manager,
        colleague,
        other,
        code,
    } = curious(&world).await;
    let today = manager.get("/table/today").await;
    assert!(
        today.text.contains("An alarm waits for you"),
        "{}",
        today.text
    );
    let page = manager.get("/table/alarms").await;
    assert!(page.text.contains("curious") && page.text.contains("times within an hour"));
    assert!(!page.text.contains(code.as_str()), "no case stands there");
    for stranger in [&colleague, &other] {
        let today = stranger.get("/table/today").await;
        assert!(!today.text.contains("alarm waits"));
        let page = stranger.get("/table/alarms").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("times within an hour"), "{}", page.text);
        assert!(field(&page.text, "alarm").is_none(), "nothing to look at");
    }
    let form = page.text.split("name=\"alarm\"").nth(1).unwrap();
    let id = form.split("<option value=\"").find_map(|rest| {
        let id = rest.split('"').next()?;
        id.parse::<i64>().ok()
    });
    let id = id.unwrap().to_string();
    let looked = |reason| {
        [
            ("alarm", id.as_str()),
            ("finding", "explained"),
            ("reason", reason),
        ]
    };
    // Another's hands, even with the number of the alarm.
    for stranger in [&colleague, &other] {
        let answer = stranger.post("/table/alarms", &looked("all is well")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let answer = manager
        .post_bare("/table/alarms", &looked("nothing unusual at all"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = manager.get("/table/alarms").await;
    assert!(
        !page.text.contains("nothing unusual at all"),
        "another page's form does nothing"
    );
    let answer = manager
        .post("/table/alarms", &looked("call 069 123 4567"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = manager
        .post("/table/alarms", &looked("a code misheard"))
        .await;
    assert_eq!(answer.location(), "/table/alarms");
    let page = manager.get("/table/alarms").await;
    assert!(page.text.contains("a code misheard") && field(&page.text, "alarm").is_none());
    let today = manager.get("/table/today").await;
    assert!(!today.text.contains("alarm waits"));
}

#[tokio::test]
async fn those_who_look_are_named_by_those_who_look_now() {
    let world = world().await;
    let Curious {
        manager,
        colleague,
        other,
        ..
    } = curious(&world).await;
    let page = manager.get("/table/alarms").await;
    assert!(page.text.contains("Nobody was named"));
    let two = [manager.account(), colleague.account()];
    let named = [("first", two[0].as_str()), ("second", two[1].as_str())];
    let twice = [named[0], ("second", two[0].as_str())];
    let answer = manager.post("/table/alarms/watchers", &twice).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = manager.post("/table/alarms/watchers", &named).await;
    assert_eq!(answer.location(), "/table/alarms");
    let page = manager.get("/table/alarms").await;
    assert!(page.text.contains("Nobody was named"), "not by one alone");
    let today = colleague.get("/table/today").await;
    assert!(today.text.contains("wait for your yes or no"));
    let page = colleague.get("/table/alarms").await;
    let id = field(&page.text, "proposal").unwrap();
    let agree = [("proposal", id.as_str()), ("watchers", "confirm")];
    let answer = manager
        .post("/table/alarms/watchers/answered", &agree)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = other.post("/table/alarms/watchers/answered", &agree).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = colleague
        .post("/table/alarms/watchers/answered", &agree)
        .await;
    assert_eq!(answer.location(), "/table/alarms");
    let today = manager.get("/table/today").await;
    assert!(today.text.contains("Who looks at alarms changed"));
    let page = colleague.get("/table/alarms").await;
    assert!(page.text.contains("Two people look"), "{}", page.text);
    // Of another institution: what they name is their own institution's, and these are no workers of it.
    let answer = other.post("/table/alarms/watchers", &named).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}
