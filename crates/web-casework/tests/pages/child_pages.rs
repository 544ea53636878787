//! Age, what protects a child and the person's own children through the pages, as a social worker and a
//! curious colleague meet them.

use crate::common::{Answer, Person, World, field, member, world};
use axum::http::StatusCode;
use casework::Profession;

const CANARY: &str = "Kanarina foli për xhaxhain";

async fn social(world: &World) -> (Person<'_>, Person<'_>) {
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let colleague = world.person("colleague", member("AL-07.SOCIAL")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    let by = Some(&first);
    world.worker(&colleague, Profession::SocialWorker, by).await;
    social.enter().await;
    colleague.enter().await;
    (social, colleague)
}

async fn taken_in(by: &Person<'_>, age: &str) -> String {
    let manager = by.account();
    let fields = [
        ("request", age),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", age),
        ("region", "AL-07"),
        ("manager", manager.as_str()),
    ];
    let answer = by.post("/table/take-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location()
}

fn expect_refused(answer: &Answer, says: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains(says), "{says} in {}", answer.text);
    assert_eq!(answer.headers["cache-control"], "no-store");
}

fn expect_done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adult_who_may_be_a_child_is_protected_from_the_next_page_on() {
    let world = world().await;
    let (social, colleague) = social(&world).await;
    let case = taken_in(&social, "adult").await;
    let child = format!("{case}/child");
    let page = social.get(&child).await.text;
    assert!(page.contains("taken to be an adult"), "{page}");
    assert!(!page.contains("name=\"measure\""));
    let step = format!("{child}/age");
    let younger = [
        ("request", "form-1"),
        ("age", "unknown"),
        ("basis", "appearance"),
        ("reason", CANARY),
    ];
    let mut why = younger;
    why[3].1 = "";
    let silent = social.post(&step, &why).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        expect_done(&social.post(&step, &younger).await);
    }
    let page = social.get(&child).await.text;
    assert!(page.contains("name=\"measure\"") && !page.contains(CANARY));
    assert_eq!(
        page.matches("how the person looks").count(),
        2,
        "once, and the form's"
    );
    let case_page = social.get(&case).await.text;
    assert!(case_page.contains("See to what protects a child"));
    let older = [
        ("request", "form-2"),
        ("age", "adult"),
        ("basis", "person-says"),
        ("reason", CANARY),
    ];
    expect_refused(
        &social.post(&step, &older).await,
        "stays protected until a document",
    );
    let change = field(&page, "age-change").unwrap();
    let read = [("age-change", change.as_str())];
    let reading = format!("{child}/age-read");
    assert!(social.post(&reading, &read).await.text.contains(CANARY));
    let curious = colleague.post(&reading, &read).await;
    assert_eq!(curious.status, StatusCode::NOT_FOUND);
    let report = social.get(&format!("{case}/report")).await.text;
    assert!(report.contains("The age was corrected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_is_spoken_for_by_somebody_who_may() {
    let world = world().await;
    let (social, colleague) = social(&world).await;
    let case = taken_in(&social, "child").await;
    let child = format!("{case}/child");
    let step = |form: &'static str, measure: &'static str, progress: &'static str, note| {
        [
            ("request", form),
            ("measure", measure),
            ("progress", progress),
            ("note", note),
        ]
    };
    let spared = step("form-1", "guardian", "not-needed", CANARY);
    expect_refused(&social.post(&child, &spared).await, "always needs somebody");
    let silent = step("form-2", "guardian", "unsuitable", "");
    expect_refused(&social.post(&child, &silent).await, "Say why");
    let uncle = step("form-3", "guardian", "unsuitable", CANARY);
    for _ in 0..2 {
        expect_done(&social.post(&child, &uncle).await);
    }
    let page = social.get(&child).await.text;
    assert!(page.contains("would harm") && !page.contains(CANARY));
    let measure = field(&page, "child-measure").unwrap();
    let read = [("child-measure", measure.as_str())];
    let reading = format!("{child}/read");
    assert!(social.post(&reading, &read).await.text.contains(CANARY));
    let curious = colleague.post(&reading, &read).await;
    assert_eq!(curious.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_persons_children_are_asked_about_once_and_their_beds_counted() {
    let world = world().await;
    let (social, _) = social(&world).await;
    let case = taken_in(&social, "adult").await;
    let page = format!("{case}/dependants");
    assert!(
        social
            .get(&page)
            .await
            .text
            .contains("Nobody has asked yet")
    );
    let stays = format!("{case}/stays");
    let beds = [
        ("service", "emergency-shelter"),
        ("area", "AL-07"),
        ("admits", "adult"),
        ("admits", "child"),
        ("places", "2"),
    ];
    expect_done(&social.post("/table/providers", &beds).await);
    assert!(!social.get(&stays).await.text.contains("name=\"children\""));
    let two = [
        ("age-0", "3-5"),
        ("place-0", "with-person"),
        ("place-1", "danger"),
    ];
    expect_done(&social.post(&page, &two).await);
    let shown = social.get(&page).await.text;
    assert!(shown.contains("2 children") && shown.contains("name=\"age-3\""));
    let case_page = social.get(&case).await.text;
    assert!(case_page.contains("danger"), "{case_page}");
    let shown = social.get(&stays).await.text;
    assert!(shown.contains("One child is with the person"), "{shown}");
    let provider = field(&shown, "provider").unwrap();
    let take = [
        ("request", "form-1"),
        ("provider", provider.as_str()),
        ("chosen", "yes"),
        ("children", "yes"),
    ];
    expect_done(&social.post(&stays, &take).await);
    let shown = social.get(&stays).await.text;
    assert!(shown.contains("<td>2</td>"), "{shown}");
    // Both beds are gone.
    assert!(shown.contains("No shelter has room"));
    expect_done(&social.post(&page, &[]).await);
    assert!(
        social
            .get(&page)
            .await
            .text
            .contains("The person has no children")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_is_asked_once_and_a_no_is_an_answer() {
    let world = world().await;
    let (social, colleague) = social(&world).await;
    let case = taken_in(&social, "adult").await;
    let page = format!("{case}/experience");
    let told = [
        ("recruitment", "courtship"),
        ("recruitment", "online-network"),
        ("recruiter", "declined"),
    ];
    expect_refused(
        &social.post(&page, &told).await,
        "before you ask what happened",
    );
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
    expect_done(&social.post(&format!("{case}/briefing"), &whole).await);
    let mixed = [("recruiter", "declined"), ("recruiter", "partner")];
    let refused = social.post(&page, &mixed).await;
    expect_refused(&refused, "not both");
    expect_done(&social.post(&page, &told).await);
    let shown = social.get(&page).await.text;
    assert!(
        shown.contains("through a social network, with a promise of love")
            || shown.contains("with a promise of love or marriage, through a social network"),
        "{shown}"
    );
    assert!(shown.contains("did not wish to say") && shown.contains("not asked"));
    let curious = colleague.get(&page).await;
    assert_eq!(curious.status, StatusCode::NOT_FOUND);
}
