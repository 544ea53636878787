//! Walking a case through the pages: double clicks, reasons, the code asked again, and a grant that
//! is taken away under an open page.

use crate::common::{Person, World, field, member, world};
use axum::http::StatusCode;
use casework::{Profession, Worker};
use jiff::SignedDuration;

const NAME: &str = "Canary Hoxha";

struct Table<'w> {
    first: Worker,
    social: Person<'w>,
    police: Person<'w>,
}

async fn table(world: &World) -> Table<'_> {
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    world
        .worker(&police, Profession::Police, Some(&first))
        .await;
    social.enter().await;
    police.enter().await;
    Table {
        first,
        social,
        police,
    }
}

async fn taken_in(by: &Person<'_>, manager: &str, request: &str) -> String {
    let fields = [
        ("request", request),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", "unknown"),
        ("region", "AL-07"),
        ("danger", "yes"),
        ("manager", manager),
        ("name", NAME),
    ];
    let answer = by.post("/table/take-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_makes_one_case_and_what_was_typed_comes_back_with_a_refusal() {
    let world = world().await;
    let Table { social, .. } = table(&world).await;
    let page = social.get("/table/take-in").await.text;
    let request = field(&page, "request").unwrap();
    let first = taken_in(&social, &social.account(), &request).await;
    let second = taken_in(&social, &social.account(), &request).await;
    assert_eq!(first, second);
    let today = social.get("/table/today").await.text;
    let code = first.rsplit('/').next().unwrap();
    assert!(today.contains(code) && today.contains("Overdue") && !today.contains(NAME));
    let bad = [
        ("request", "another"),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", "unknown"),
        ("region", "AL-07"),
        ("manager", "nobody"),
        ("name", NAME),
    ];
    let refused = social.post("/table/take-in", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(NAME) && refused.text.contains("value=\"another\""));
    assert_eq!(refused.headers["cache-control"], "no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_opens_for_a_reason_and_asks_the_code_again_after_five_minutes() {
    let world = world().await;
    let Table { social, .. } = table(&world).await;
    let case = taken_in(&social, &social.account(), "r").await;
    let reveal = format!("{case}/reveal");
    let silent = social
        .post(&reveal, &[("field", "name"), ("reason", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!silent.text.contains(NAME));
    let asked = [("field", "name"), ("reason", "to call her")];
    let opened = social.post(&reveal, &asked).await;
    assert!(opened.text.contains(NAME));
    assert_eq!(opened.headers["cache-control"], "no-store");
    assert!(
        !social.get(&reveal).await.text.contains(NAME),
        "on the one answer alone"
    );
    world.clock.forward(SignedDuration::from_mins(5));
    assert!(social.get(&reveal).await.text.contains("name=\"code\""));
    let stale = social.post(&reveal, &asked).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!stale.text.contains(NAME));
    let code = world.code();
    let again = social
        .post(&reveal, &[asked[0], asked[1], ("code", &code)])
        .await;
    assert!(again.text.contains(NAME), "{}", again.text);
    let report = social.get(&format!("{case}/report")).await.text;
    assert_eq!(report.matches("A field was opened").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_that_is_revoked_bites_on_a_page_that_is_open() {
    let world = world().await;
    let Table { social, police, .. } = table(&world).await;
    let case = taken_in(&social, &social.account(), "r").await;
    assert_eq!(police.get(&case).await.status, StatusCode::NOT_FOUND);
    let account = police.account();
    let given = [
        ("holder", account.as_str()),
        ("purpose", "criminal-investigation"),
        ("compartments", "identity"),
        ("ends", "31.03.2026"),
        ("reason", "asked by herself"),
    ];
    let holders = format!("{case}/holders");
    let answer = social.post(&holders, &given).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let beyond = [
        given[0],
        given[1],
        ("compartments", "location"),
        given[3],
        given[4],
    ];
    let answer = social.post(&holders, &beyond).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let csrf = police.csrf().await;
    let asked = [
        ("csrf", csrf.as_str()),
        ("field", "name"),
        ("reason", "the file"),
    ];
    let reveal = format!("{case}/reveal");
    assert!(police.post_bare(&reveal, &asked).await.text.contains(NAME));
    let hidden = [asked[0], ("field", "concern"), asked[2]];
    assert_eq!(
        police.post_bare(&reveal, &hidden).await.status,
        StatusCode::NOT_FOUND
    );
    let revoked = social
        .post(&format!("{holders}/revoked"), &[("holder", &account)])
        .await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER, "{}", revoked.text);
    let after = police.post_bare(&reveal, &asked).await;
    assert_eq!(after.status, StatusCode::NOT_FOUND);
    assert!(!after.text.contains(NAME));
    let denied = social
        .post(&format!("{holders}/denied"), &[("denied", &account)])
        .await;
    assert_eq!(denied.status, StatusCode::SEE_OTHER, "{}", denied.text);
    let again = social.post(&holders, &given).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a denial beats a grant"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_briefing_counts_when_it_is_whole() {
    let world = world().await;
    let Table { social, .. } = table(&world).await;
    let case = taken_in(&social, &social.account(), "r").await;
    let briefing = format!("{case}/briefing");
    let half = [
        ("topics", "consent"),
        ("language", "sq"),
        ("medium", "written"),
        ("understood", "yes"),
    ];
    let kept = social.post(&briefing, &half).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept.text.contains("does not count yet"));
    let mut whole = vec![
        ("language", "rom"),
        ("medium", "pictures"),
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
    // A trafficker's cousin translates: it is kept, and opens nothing.
    let mut cousin = whole.clone();
    cousin.push(("interpreter", "yes"));
    let kept = social.post(&briefing, &cousin).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept.text.contains("look first who the interpreter is"));
    assert!(social.get(&case).await.text.contains("has not been told"));
    whole.extend([("interpreter", "yes"), ("interpreter-checked", "yes")]);
    let done = social.post(&briefing, &whole).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = social.get(&case).await.text;
    assert!(!page.contains("has not been told"));
    let averted = social.post(&format!("{case}/averted"), &[]).await;
    assert_eq!(averted.status, StatusCode::SEE_OTHER);
    assert!(!social.get(&case).await.text.contains("in danger now"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_institutions_learn_whom_to_ask_and_nothing_more() {
    let world = world().await;
    let Table {
        first,
        social,
        police,
    } = table(&world).await;
    let other = world.person("other", member("AL-06.SOCIAL")).await;
    world
        .worker(&other, Profession::SocialWorker, Some(&first))
        .await;
    let case = taken_in(&social, &social.account(), "one").await;
    let theirs = taken_in(&police, &other.account(), "two").await;
    let hints = social.get(&format!("{case}/duplicates")).await;
    assert_eq!(hints.status, StatusCode::OK);
    assert!(hints.text.contains("one trace") && !hints.text.contains(NAME));
    let code = theirs.rsplit('/').next().unwrap();
    assert!(hints.text.contains("Korçë") && !hints.text.contains(code));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_found_as_it_was_read_out() {
    let world = world().await;
    let Table { social, .. } = table(&world).await;
    let case = taken_in(&social, &social.account(), "r").await;
    let typed = case
        .rsplit('/')
        .next()
        .unwrap()
        .to_lowercase()
        .replace('-', " ");
    let found = social.post("/table/search", &[("case", &typed)]).await;
    assert_eq!(found.location(), case);
    let wrong = social.post("/table/search", &[("case", "7777")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_cases_are_found_by_a_name_that_no_page_repeats() {
    let world = world().await;
    let Table { social, .. } = table(&world).await;
    let case = taken_in(&social, &social.account(), "r").await;
    let name = [("field", "name"), ("text", "Valë Bregu")];
    let written = social.post(&format!("{case}/write"), &name).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
    let found = social
        .post("/table/search", &[("case", "BREGU vale")])
        .await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.text.contains(&format!("href=\"{case}\"")));
    assert!(!found.text.to_lowercase().contains("bregu"));
    let none = social.post("/table/search", &[("case", "Mali")]).await;
    assert!(!none.text.contains(&case));
    let empty = social.post("/table/search", &[("case", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}
