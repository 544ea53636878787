//! The page of cases without a lead: suspending shows at once what is without a lead and who must act;
//! two name another and the new lead takes the case over; nobody else sees a code.

use crate::common::{Person, World, member, world};
use axum::http::StatusCode;
use casework::{Age, CaseCode, Channel, ConcernSource, NewConcern, Profession, Request, Worker};
use jiff::SignedDuration;
use vocabulary::{Clock as _, PlaceCode};

struct Office<'w> {
    lead: Person<'w>,
    deputy: Person<'w>,
    first: Person<'w>,
    second: Person<'w>,
    police: Person<'w>,
    code: CaseCode,
}

async fn case(world: &World, leading: &Worker, deputy: &str) -> CaseCode {
    let new = NewConcern {
        request: "one".to_owned(),
        source: ConcernSource::Police,
        channel: Channel::Telephone,
        region: PlaceCode::parse("AL-07").unwrap(),
        age: Age::Adult,
        danger_now: false,
        manager: leading.account().to_owned(),
        told: Vec::new(),
    };
    let request = Request {
        worker: leading,
        now: world.clock.now(),
    };
    let code = world.casework.concern_take_in(request, &new).await.unwrap();
    let until = world.clock.now() + SignedDuration::from_hours(24 * 30);
    let named = world.casework.deputy_name(request, &code, (deputy, until));
    named.await.unwrap();
    code
}

async fn office(world: &World) -> Office<'_> {
    let lead = world.person("lead", member("AL-07.SOCIAL")).await;
    let leading = world.worker(&lead, Profession::SocialWorker, None).await;
    let mut staff = Vec::new();
    for (name, institution) in [
        ("deputy", "AL-07.SOCIAL"),
        ("arta", "AL-07.SOCIAL"),
        ("blerim", "AL-07.SOCIAL"),
        ("police", "AL-07.POLICE"),
    ] {
        let person = world.person(name, member(institution)).await;
        let profession = Profession::SocialWorker;
        world.worker(&person, profession, Some(&leading)).await;
        person.enter().await;
        staff.push(person);
    }
    let code = case(world, &leading, &staff[0].account()).await;
    let [deputy, first, second, police] = staff.try_into().ok().expect("four came");
    Office {
        lead,
        deputy,
        first,
        second,
        police,
        code,
    }
}

/// The value of the first choice of a select.
fn choice(page: &str, name: &str) -> Option<String> {
    let rest = page.split(&format!("name=\"{name}\"")).nth(1)?;
    let select = rest.split("</select>").next()?;
    let mut values = select.split("value=\"").skip(1);
    let mut values = values.by_ref().filter_map(|rest| rest.split('"').next());
    values.find(|value| !value.is_empty()).map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_suspended_leaves_cases_that_two_hand_to_the_deputy() {
    let world = world().await;
    let office = office(&world).await;
    let Office {
        deputy,
        first,
        second,
        police,
        ..
    } = &office;
    let code = office.code.to_string();
    let account = office.lead.account();
    let gone = first
        .post("/table/workers/suspended", &[("account", &account)])
        .await;
    assert_eq!(gone.location(), "/table/leads", "which cases, and who acts");
    let page = first.get("/table/leads").await;
    assert!(page.text.contains("One case has no lead") && page.text.contains(&code));
    for name in ["deputy", "arta", "blerim"] {
        assert!(page.text.contains(name), "{name} must act");
    }
    let today = second.get("/table/today").await;
    assert!(today.text.contains("name another") && today.text.contains("/table/leads"));
    let stranger = police.get("/table/leads").await;
    assert_eq!(stranger.status, StatusCode::OK);
    assert!(!stranger.text.contains(&code) && !stranger.text.contains("no lead."));

    let named = choice(&page.text, "lead").unwrap();
    assert_eq!(named, format!("{code}/{}", deputy.account()));
    let strangers = police.post("/table/leads", &[("lead", &named)]).await;
    assert_eq!(strangers.status, StatusCode::NOT_FOUND);
    let nothing = first.post("/table/leads", &[("lead", "x")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = first.post("/table/leads", &[("lead", &named)]).await;
    assert_eq!(done.location(), "/table/leads");

    let page = second.get("/table/leads").await;
    let id = choice(&page.text, "succession").unwrap();
    let agree = [("succession", id.as_str()), ("answer", "confirm")];
    let own = first.post("/table/leads/answered", &agree).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.text.contains("Somebody else must agree"));
    let strangers = police.post("/table/leads/answered", &agree).await;
    assert_eq!(strangers.status, StatusCode::NOT_FOUND);
    let done = second.post("/table/leads/answered", &agree).await;
    assert_eq!(done.location(), "/table/leads");

    let page = deputy.get("/table/leads").await;
    let taken = choice(&page.text, "taken").unwrap();
    let take = [("taken", taken.as_str()), ("take", "yes")];
    let strangers = second.post("/table/leads/taken", &take).await;
    assert_eq!(strangers.status, StatusCode::NOT_FOUND);
    // Five minutes later the code is asked for again.
    world.clock.forward(SignedDuration::from_mins(6));
    let without = deputy.post("/table/leads/taken", &take).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let current = world.code();
    let with = [take[0], take[1], ("code", current.as_str())];
    let done = deputy.post("/table/leads/taken", &with).await;
    assert_eq!(done.location(), format!("/table/cases/{code}"));
    let page = deputy.get(&format!("/table/cases/{code}/report")).await;
    assert!(page.text.contains("A new lead took the case over"));
    let today = deputy.get("/table/today").await;
    assert!(today.text.contains("has another lead since"));
    let page = first.get("/table/leads").await;
    assert!(!page.text.contains(&code), "it has a lead");
}
