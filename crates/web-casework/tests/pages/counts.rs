//! The page of the table's count: who sees it, what it says, and handing over.

use crate::common::{field, member, world};
use axum::http::StatusCode;
use casework::Profession;
use jiff::SignedDuration;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leads_cases_sees_the_count_with_every_reason_and_hands_it_over_once() {
    let world = world().await;
    let person = world.person("leading", member("AL-07.SOCIAL")).await;
    world.worker(&person, Profession::SocialWorker, None).await;
    person.enter().await;
    let more = person.get("/table/more").await.text;
    assert!(more.contains("/table/counts"));
    let page = person.get("/table/counts?period=2025Q4").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "Potential victims first identified",
        "does not have the status that is counted",
        "is probably the same person, who is counted already",
        "counted as children: 1",
        "Status: potential victims",
        "Hand over these numbers",
        // A share is two numbers, and a percentage where enough people stand behind it.
        ">2 of 3<",
        ">14 of 21 (66.7%)<",
        "What is not counted from cases, and why",
        "help does not depend on cooperation",
        "Counted for a whole year alone",
    ] {
        assert!(page.text.contains(said), "{said}");
    }
    let fingerprint = field(&page.text, "fingerprint").unwrap();
    let handed = [("period", "2025Q4"), ("fingerprint", fingerprint.as_str())];
    // The second factor is asked for again once the last one is old.
    world.clock.forward(SignedDuration::from_mins(6));
    let asked = person.post("/table/counts", &handed).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = world.code();
    let [period, seen] = handed;
    let changed = [period, ("fingerprint", "eight"), ("code", code.as_str())];
    let changed = person.post("/table/counts", &changed).await;
    assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(changed.text.contains("A case changed the numbers"));
    let done = person.post("/table/counts", &[period, seen]).await;
    assert_eq!(
        done.location(),
        "/table/counts?period=2025Q4&amp;done=yes".replace("&amp;", "&")
    );
    let page = person.get(&done.location()).await.text;
    assert!(page.contains("The count is handed over"));
    assert!(page.contains("submitted") && !page.contains("Hand over these numbers"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_at_the_table_is_told_that_there_is_a_count() {
    let world = world().await;
    let first = world.person("leading", member("AL-07.SOCIAL")).await;
    let leading = world.worker(&first, Profession::SocialWorker, None).await;
    let person = world.person("police", member("AL-07.POLICE")).await;
    world
        .worker(&person, Profession::Police, Some(&leading))
        .await;
    person.enter().await;
    assert!(
        !person
            .get("/table/more")
            .await
            .text
            .contains("/table/counts")
    );
    let form = [("period", "2025Q4"), ("fingerprint", "seven")];
    assert_eq!(
        person.get("/table/counts").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        person.post("/table/counts", &form).await.status,
        StatusCode::NOT_FOUND
    );
    first.enter().await;
    let nowhere = first.get("/table/counts?period=soon").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_case_is_counted_by_is_kept_and_shown_again() {
    use casework::{Age, Channel, ConcernSource, NewConcern, Request};
    let world = world().await;
    let person = world.person("leading", member("AL-07.SOCIAL")).await;
    let worker = world.worker(&person, Profession::SocialWorker, None).await;
    let new = NewConcern {
        request: "one".to_owned(),
        source: ConcernSource::Police,
        channel: Channel::Telephone,
        region: vocabulary::PlaceCode::parse("AL-07").unwrap(),
        age: Age::Adult,
        danger_now: false,
        manager: worker.account().to_owned(),
        told: Vec::new(),
    };
    let request = Request {
        worker: &worker,
        now: vocabulary::Clock::now(&*world.clock),
    };
    let code = world.casework.concern_take_in(request, &new).await.unwrap();
    person.enter().await;
    let path = format!("/table/cases/{code}/statistics");
    let fresh = person.get(&path).await.text;
    assert!(
        fresh.contains("id=\"sex-not-asked\" name=\"sex\" value=\"not-asked\" checked"),
        "{fresh}"
    );
    let sent = person
        .post(
            &path,
            &[
                ("sex", "female"),
                ("exploitation", "begging"),
                ("residence", "AL-06"),
            ],
        )
        .await;
    assert_eq!(sent.location(), format!("/table/cases/{code}"));
    let kept = world.casework.statistics_of(request, &code).await.unwrap();
    assert_eq!(kept.sex.code(), "female");
    assert_eq!(kept.exploitation.code(), "begging");
    // What was left out was not asked, and what is no answer is not one.
    assert_eq!(kept.citizenship.code(), "not-asked");
    assert_eq!(kept.residence.unwrap().as_str(), "AL-06");
}
