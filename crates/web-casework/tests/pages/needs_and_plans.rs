//! Needs, plan and places through the pages: each step, each refusal, the second click, two people on
//! one plan, two people for one bed.

use crate::common::{Answer, Person, World, field, member, world};
use axum::http::StatusCode;
use casework::{Profession, Worker};
use jiff::SignedDuration;

const CANARY: &str = "Kanarina do derën e vet";

struct Office<'w> {
    first: Worker,
    social: Person<'w>,
    colleague: Person<'w>,
    shelter: Person<'w>,
}

async fn office(world: &World) -> Office<'_> {
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let colleague = world.person("colleague", member("AL-07.SOCIAL")).await;
    let shelter = world.person("shelter", member("AL-07.NPO")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    let by = Some(&first);
    world.worker(&colleague, Profession::SocialWorker, by).await;
    world.worker(&shelter, Profession::ShelterWorker, by).await;
    social.enter().await;
    colleague.enter().await;
    shelter.enter().await;
    Office {
        first,
        social,
        colleague,
        shelter,
    }
}

async fn taken_in(by: &Person<'_>, request: &str) -> String {
    let manager = by.account();
    let fields = [
        ("request", request),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", "adult"),
        ("region", "AL-07"),
        ("manager", manager.as_str()),
    ];
    let answer = by.post("/table/take-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location()
}

async fn brief(by: &Person<'_>, case: &str) {
    let mut whole = vec![
        ("language", "sq"),
        ("medium", "conversation"),
        ("understood", "yes"),
    ];
    let topics = [
        "help-is-unconditional",
        "shelters",
        "services",
        "consent",
        "formal-identification",
        "legal-rights",
        "own-data",
    ];
    whole.extend(topics.map(|topic| ("topics", topic)));
    let done = by.post(&format!("{case}/briefing"), &whole).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}

fn expect_refused(answer: &Answer, says: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains(says), "{says} in {}", answer.text);
    assert_eq!(answer.headers["cache-control"], "no-store");
}

fn expect_done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

/// The address of the first action on the plan.
async fn first_action(by: &Person<'_>, plan: &str) -> String {
    let page = by.get(plan).await.text;
    let start = format!("href=\"{plan}/");
    let rest = page.split(&start).nth(1).expect("an action is linked");
    format!("{plan}/{}", rest.split('"').next().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_are_kept_once_and_shown_the_most_urgent_first() {
    let world = world().await;
    let Office {
        social, shelter, ..
    } = office(&world).await;
    let case = taken_in(&social, "r").await;
    let needs = format!("{case}/needs");
    let told = [
        ("request", "form-1"),
        ("need-housing", "some"),
        ("need-security", "much"),
        ("need-children", "none"),
        ("first", "housing"),
        ("risk", "high"),
        ("together", "yes"),
        ("note", CANARY),
    ];
    let early = social.post(&needs, &told).await;
    expect_refused(&early, "before you plan");
    brief(&social, &case).await;
    let mut unasked = told;
    unasked[4] = ("first", "education");
    expect_refused(
        &social.post(&needs, &unasked).await,
        "say how much is needed",
    );
    let silent = &told[..5];
    expect_refused(&social.post(&needs, silent).await, "Choose one");
    for _ in 0..2 {
        expect_done(&social.post(&needs, &told).await);
    }
    let page = social.get(&needs).await.text;
    assert_eq!(page.matches("name=\"assessment\"").count(), 1);
    assert!(page.contains("The next look is on") && !page.contains(CANARY));
    let id = field(&page, "assessment").unwrap();
    let read = format!("{needs}/read");
    let said = social.post(&read, &[("assessment", &id)]).await.text;
    assert!(said.contains(CANARY));
    let place = |text: &str| said.find(text).unwrap_or(usize::MAX);
    let housing = place("A safe home");
    assert!(housing < place(">Security<"), "wanted first comes first");
    assert!(place(">Security<") < place("The person&#39;s children").min(place("children<")));
    let stranger = shelter.post(&read, &[("assessment", &id)]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    world.clock.forward(SignedDuration::from_hours(24 * 8));
    let social = social.with_session(world.session("social").await);
    social.enter().await;
    assert!(social.get(&needs).await.text.contains("Look again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_answers_each_action_and_somebody_says_who_heard_it() {
    let world = world().await;
    let Office { social, .. } = office(&world).await;
    let case = taken_in(&social, "r").await;
    let plan = format!("{case}/plan");
    let goal = [
        ("goal-request", "g"),
        ("domain", "housing"),
        ("goal-text", CANARY),
    ];
    let early = social.post(&format!("{plan}/goals"), &goal).await;
    expect_refused(&early, "before you plan");
    brief(&social, &case).await;
    for _ in 0..2 {
        expect_done(&social.post(&format!("{plan}/goals"), &goal).await);
    }
    let page = social.get(&plan).await.text;
    assert_eq!(page.matches("opened-text").count(), 1, "one goal");
    let goal = page.split("name=\"goal\"").nth(1).unwrap();
    let goal = goal.split("value=\"").nth(1).unwrap();
    let goal = goal.split('"').next().unwrap();
    let mut action = [
        ("action-request", "a"),
        ("goal", goal),
        ("service", "documents"),
        ("due", "1.1.2020"),
        ("action-text", "A new identity card"),
    ];
    let actions = format!("{plan}/actions");
    expect_refused(&social.post(&actions, &action).await, "has not passed");
    action[3] = ("due", "31.01.2026");
    for _ in 0..2 {
        expect_done(&social.post(&actions, &action).await);
    }
    let page = social.get(&plan).await.text;
    assert_eq!(page.matches("A new identity card").count(), 1, "one action");
    let at = first_action(&social, &plan).await;
    let begin = [("version", "1"), ("step", "begin")];
    let early = social.post(&format!("{at}/step"), &begin).await;
    expect_refused(&early, "only after the person");
    let answer = format!("{at}/answer");
    let mut said = [
        ("version", "1"),
        ("answer", "ask-later"),
        ("present", "interpreter"),
    ];
    let unheard = social.post(&answer, &said[..2]).await;
    expect_refused(&unheard, "who was there");
    // A second click on one's own button is no conflict.
    for _ in 0..2 {
        expect_done(&social.post(&answer, &said).await);
    }
    said = [
        ("version", "2"),
        ("answer", "agree"),
        ("present", "trusted-person"),
    ];
    for _ in 0..2 {
        expect_done(&social.post(&answer, &said).await);
    }
    let page = social.get(&at).await.text;
    assert!(page.contains("the person wants to think about it") && page.contains("an interpreter"));
    assert_eq!(page.matches("the person agreed").count(), 1);
    assert!(
        social
            .get(&case)
            .await
            .text
            .contains("aria-current=\"step\"")
    );
    let begun = [("version", "3"), ("step", "begin")];
    expect_done(&social.post(&format!("{at}/step"), &begun).await);
    let page = social.get(&at).await.text;
    assert!(page.contains("under way") && !page.contains("Put it in other words"));
    let by_answer = [("version", "4"), ("answer", "begin")];
    let wrong = social.post(&answer, &by_answer).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let nowhere = social.get(&format!("{plan}/{}", "A".repeat(24))).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_change_one_action_see_both_texts_and_lose_neither() {
    let world = world().await;
    let office = office(&world).await;
    let (social, colleague) = (&office.social, &office.colleague);
    let case = taken_in(social, "r").await;
    brief(social, &case).await;
    let account = colleague.account();
    let given = [
        ("holder", account.as_str()),
        ("purpose", "service"),
        ("compartments", "care"),
        ("ends", "31.03.2026"),
        ("reason", "stands in"),
    ];
    expect_done(&social.post(&format!("{case}/holders"), &given).await);
    let plan = format!("{case}/plan");
    let goal = [
        ("goal-request", "g"),
        ("domain", "employment"),
        ("goal-text", "Work"),
    ];
    expect_done(&social.post(&format!("{plan}/goals"), &goal).await);
    let page = social.get(&plan).await.text;
    let goal = page.split("name=\"goal\"").nth(1).unwrap();
    let goal = goal.split("value=\"").nth(1).unwrap();
    let goal = goal.split('"').next().unwrap();
    let action = [
        ("action-request", "a"),
        ("goal", goal),
        ("service", "job-placement"),
        ("due", "31.01.2026"),
        ("action-text", "The first words"),
    ];
    expect_done(&social.post(&format!("{plan}/actions"), &action).await);
    let at = first_action(social, &plan).await;
    let words = format!("{at}/words");
    let change = |version: &'static str, text: &'static str| {
        [
            ("version", version),
            ("words-service", "job-placement"),
            ("words-due", "28.02.2026"),
            ("words-text", text),
        ]
    };
    // Both looked at version 1.
    expect_done(
        &colleague
            .post(&words, &change("1", "Words of the colleague"))
            .await,
    );
    let mine = social
        .post(&words, &change("1", "Words of the manager"))
        .await;
    expect_refused(&mine, "Somebody changed this meanwhile");
    assert!(mine.text.contains("Words of the colleague"));
    assert!(mine.text.contains("Words of the manager"));
    assert!(mine.text.contains("colleague changed this action"));
    let next = field(&mine.text, "version").unwrap();
    assert_eq!(next, "2", "the form goes on from what stands there now");
    expect_done(
        &social
            .post(&words, &change("2", "Words of the manager"))
            .await,
    );
    let page = colleague.get(&at).await.text;
    for text in [
        "The first words",
        "Words of the colleague",
        "Words of the manager",
    ] {
        assert!(page.contains(text), "{text} is lost");
    }
    // An answer to words that are no longer there does not count.
    let late = [
        ("version", "2"),
        ("answer", "agree"),
        ("present", "only-worker"),
    ];
    let late = colleague.post(&format!("{at}/answer"), &late).await;
    expect_refused(&late, "Somebody changed this meanwhile");
    assert!(!social.get(&at).await.text.contains("the person agreed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_bed_goes_to_one_and_a_shelter_is_known_by_its_area() {
    let world = world().await;
    let office = office(&world).await;
    let (social, shelter) = (&office.social, &office.shelter);
    let (one, two) = (taken_in(social, "1").await, taken_in(social, "2").await);
    brief(social, &one).await;
    brief(social, &two).await;
    let mut room = vec![
        ("service", "short-shelter"),
        ("area", "AL-07"),
        ("places", "1"),
        ("mechanism", "yes"),
    ];
    let nobody = shelter.post("/table/providers", &room).await;
    expect_refused(&nobody, "who is admitted");
    room.push(("admits", "adult"));
    let mut many = room.clone();
    many[2] = ("places", "many");
    expect_refused(
        &shelter.post("/table/providers", &many).await,
        "whole number",
    );
    for _ in 0..2 {
        expect_done(&shelter.post("/table/providers", &room).await);
    }
    let own = shelter.get("/table/providers").await.text;
    assert_eq!(own.matches("1 of 1 free").count(), 1);
    let page = social.get(&format!("{one}/stays")).await.text;
    let provider = page.split("name=\"provider\" value=\"").nth(1).unwrap();
    let provider = provider.split('"').next().unwrap();
    let seen = social.get("/table/providers").await.text;
    let name = own.split("class=\"who-role\">").nth(1).unwrap();
    let name = name.split('<').next().unwrap().rsplit(", ").next().unwrap();
    assert!(name.len() > 3, "{name}");
    assert!(
        !page.contains(name) && !seen.contains(name),
        "{name} is told"
    );
    let unchosen = [("request", "a"), ("provider", provider)];
    let unchosen = social.post(&format!("{one}/stays"), &unchosen).await;
    expect_refused(&unchosen, "Ask first");
    let take = |request: &'static str| {
        [
            ("request", request),
            ("provider", provider),
            ("chosen", "yes"),
        ]
    };
    let (first, second) = (take("b"), take("c"));
    let (at_one, at_two) = (format!("{one}/stays"), format!("{two}/stays"));
    let (first, second) = tokio::join!(social.post(&at_one, &first), social.post(&at_two, &second));
    let statuses = [first.status, second.status];
    assert!(statuses.contains(&StatusCode::SEE_OTHER), "{statuses:?}");
    let (lost, taker, mark) = if first.status == StatusCode::SEE_OTHER {
        (second, at_one, "b")
    } else {
        (first, at_two, "c")
    };
    expect_refused(&lost, "was just taken");
    expect_done(&social.post(&taker, &take(mark)).await);
    let page = social.get(&taker).await.text;
    assert_eq!(page.matches("still there").count(), 1, "one click, one bed");
    assert!(page.contains("No shelter has room"));
    let stay = field(&page, "stay").unwrap();
    for _ in 0..2 {
        let ended = social
            .post(&format!("{taker}/ended"), &[("stay", &stay)])
            .await;
        expect_done(&ended);
    }
    assert!(social.get(&taker).await.text.contains("free: 1"));
    assert_eq!(office.first.account(), social.account());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_leads_to_ones_own_cases_alone() {
    let world = world().await;
    let Office {
        social, colleague, ..
    } = office(&world).await;
    let case = taken_in(&social, "r").await;
    let guide = "/table/guide";
    let own = social.get(guide).await.text;
    assert!(own.contains(&format!("href=\"{case}/briefing\"")));
    assert!(!own.contains("/followup"), "no case stands there");
    let code = case.rsplit('/').next().unwrap();
    assert!(!colleague.get(guide).await.text.contains(code));
    let outside = social.with_session(world.session("social").await);
    let outside = outside.get(guide).await;
    assert_eq!(outside.status, StatusCode::OK);
    assert!(!outside.text.contains(code) && outside.text.contains("/table/take-in"));
}

/// What stands on a page before its first fold, and after it.
fn unfolded(page: &str) -> (&str, &str) {
    page.split_once("<details><summary>Later")
        .unwrap_or((page, ""))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_in_months_waits_behind_its_number_until_its_week_has_come() {
    let world = world().await;
    let Office { social, .. } = office(&world).await;
    let case = taken_in(&social, "r").await;
    brief(&social, &case).await;
    let offered = [("safe-place", "accepted"), ("emergency-care", "not-needed")];
    expect_done(&social.post(&format!("{case}/first-help"), &offered).await);
    let told = [
        ("request", "form-1"),
        ("need-housing", "some"),
        ("risk", "low"),
        ("note", CANARY),
    ];
    expect_done(&social.post(&format!("{case}/needs"), &told).await);
    let today = social.get("/table/today").await.text;
    let (now, later) = unfolded(&today);
    assert!(now.contains("Nothing is due in the next seven days"));
    assert!(later.starts_with(": one task</summary>") && later.contains("Look at needs"));
    world.clock.forward(SignedDuration::from_hours(24 * 86));
    let social = social.with_session(world.session("social").await);
    social.enter().await;
    let week = social.get("/table/today").await.text;
    assert!(week.contains("<caption>In the next seven days</caption>"));
    assert!(!week.contains("<details><summary>Later"));
    world.clock.forward(SignedDuration::from_hours(24 * 6));
    let social = social.with_session(world.session("social").await);
    social.enter().await;
    let over = social.get("/table/today").await.text;
    assert!(over.contains("<caption>Overdue</caption>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_reworded_a_plan_looked_at_and_an_assessment_signed_or_not() {
    let world = world().await;
    let Office {
        social, shelter, ..
    } = office(&world).await;
    let case = taken_in(&social, "r").await;
    brief(&social, &case).await;
    let plan = format!("{case}/plan");
    let goal = [
        ("goal-request", "g"),
        ("domain", "housing"),
        ("goal-text", CANARY),
    ];
    expect_done(&social.post(&format!("{plan}/goals"), &goal).await);
    let page = social.get(&plan).await.text;
    assert!(page.contains("The next look is on 10 Apr 2026"), "{page}");
    let path = first_action(&social, &plan).await;
    assert!(path.contains("/plan/goals/"));
    let words = [("version", "1"), ("goal-words", "Kanarina do kopsht")];
    for _ in 0..2 {
        expect_done(&social.post(&path, &words).await);
    }
    let over = [("version", "1"), ("goal-words", "Kanarina tjetër")];
    let over = social.post(&path, &over).await;
    expect_refused(&over, "Kanarina tjetër");
    assert!(over.text.contains("Kanarina do kopsht") && over.text.contains(CANARY));
    let stranger = shelter.get(&path).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let looked = format!("{plan}/looked");
    for day in ["x", "7.1.2026", "1.1.2027"] {
        let refused = social.post(&looked, &[("look-next", day)]).await;
        expect_refused(&refused, "at most three months");
    }
    expect_done(&social.post(&looked, &[("look-next", "1.2.2026")]).await);
    let page = social.get(&plan).await.text;
    assert!(page.contains("Last look at the plan: 8 Jan 2026. The next look is on 1 Feb 2026"));
    let needs = format!("{case}/needs");
    let told = [("request", "form-1"), ("risk", "low"), ("note", CANARY)];
    expect_done(&social.post(&needs, &told).await);
    let page = social.get(&needs).await.text;
    let id = field(&page, "assessment").unwrap();
    let answered = format!("{needs}/answered");
    let mut answer = vec![("answered", id.as_str())];
    expect_refused(&social.post(&answered, &answer).await, "Choose one");
    answer.push(("person-answer", "not-signed"));
    expect_refused(&social.post(&answered, &answer).await, "Write something");
    answer.push(("person-says", "Kanarina nuk pajtohet"));
    expect_done(&social.post(&answered, &answer).await);
    let page = social.get(&needs).await.text;
    assert!(page.contains("The person does not sign it") && !page.contains("nuk pajtohet"));
    let (read, what) = (format!("{needs}/read"), [("assessment", id.as_str())]);
    let read = social.post(&read, &what).await.text;
    assert!(read.contains("Kanarina nuk pajtohet"));
}
