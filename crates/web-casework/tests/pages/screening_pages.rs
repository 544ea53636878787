//! Screening over HTTP: the instrument advises, a person decides, and nothing is kept in between.

use crate::common::world;
use crate::disclosing::{CANARY, led_on, link, refused, request_of, table};
use axum::http::StatusCode;
use jiff::SignedDuration;

const REASON: (&str, &str) = ("reason", "Kanarinë reason");

#[tokio::test(flavor = "multi_thread")]
async fn an_instrument_advises_and_nothing_is_kept_before_somebody_decides() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    let list = format!("{case}/screenings");
    let page = table.social.get(&list).await.text;
    for instrument in ["albania", "htcds", "ilo-labour"] {
        assert!(page.contains(&format!("{case}/screen/{instrument}")));
    }
    let screen = format!("{case}/screen/albania");
    let page = table.social.get(&screen).await.text;
    let request = request_of(&page);
    assert!(page.contains(
        "id=\"means.deception-not-asked\" name=\"means.deception\" value=\"not-asked\" checked"
    ));
    let mut answers = vec![
        ("request", request.as_str()),
        ("basis", "observation"),
        ("present", "psychologist"),
        ("act.recruitment", "yes"),
        ("means.force", "declined"),
    ];
    let advised = table.social.post(&screen, &answers).await;
    assert_eq!(advised.status, StatusCode::OK);
    assert!(advised.text.contains("At risk: something speaks for it"));
    assert!(advised.text.contains("The rule for adults"));
    answers.extend([("means.deception", "yes"), ("purpose.servitude", "yes")]);
    let advised = table.social.post(&screen, &answers).await;
    assert!(advised.text.contains("Potential victim: the rule is met"));
    assert!(
        advised
            .text
            .contains("name=\"means.force\" value=\"declined\"")
    );
    assert_eq!(advised.headers["cache-control"], "no-store");
    let kept = table.social.get(&list).await.text;
    assert!(kept.contains("Nobody has screened yet."), "nothing is kept");

    let decided = format!("{screen}/decided");
    let mut form = answers.clone();
    form.push(REASON);
    let undecided = table.social.post(&decided, &form).await;
    refused(&undecided, "Choose one of the answers.");
    assert!(undecided.text.contains(REASON.1), "the reason comes back");
    form.pop();
    form.push(("decision", "at-risk"));
    let silent = table.social.post(&decided, &form).await;
    refused(&silent, "Write something here");
    assert!(
        silent
            .text
            .contains("name=\"purpose.servitude\" value=\"yes\"")
    );
    form.push(REASON);
    assert_eq!(led_on(&table.social.post(&decided, &form).await), list);
    led_on(&table.social.post(&decided, &form).await);

    let page = table.social.get(&list).await.text;
    let found = format!("{list}/");
    assert_eq!(page.matches(&found).count(), 1, "a double click makes one");
    assert!(!page.contains(CANARY));
    let one = link(&page, &found);
    let page = table.social.get(&one).await.text;
    assert!(page.contains("Psychologist") && !page.contains(CANARY));
    let opened = table.social.post(&one, &[]).await.text;
    assert!(opened.contains(REASON.1) && opened.contains("Did not wish to say"));
    world.clock.forward(SignedDuration::from_mins(6));
    let stale = table.social.post(&one, &[]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!stale.text.contains(CANARY));
    let stranger = table.police.post(&one, &[]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_age_is_screened_as_a_childs_and_nobody_falls_back_by_a_form() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("unknown").await;
    let screen = format!("{case}/screen/albania");
    let page = table.social.get(&screen).await.text;
    assert!(page.contains("The age is not known: the rule for children is used."));
    let request = request_of(&page);
    let answers = [
        ("request", request.as_str()),
        ("basis", "observation"),
        ("means.deception", "yes"),
    ];
    let advised = table.social.post(&screen, &answers).await.text;
    assert!(advised.contains("Potential victim: the rule is met"));
    assert!(advised.contains("The rule for children"));
    assert!(advised.contains("value=\"not-indicated\""));
    let mut form = answers.to_vec();
    form.extend([("decision", "potential"), REASON]);
    led_on(&table.social.post(&format!("{screen}/decided"), &form).await);
    let again = table.social.post(&screen, &answers).await.text;
    assert!(again.contains("value=\"potential\"") && !again.contains("value=\"not-indicated\""));
    form[0].1 = "another form";
    form[3].1 = "not-indicated";
    let back = table.social.post(&format!("{screen}/decided"), &form).await;
    refused(&back, "The case cannot take this step");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interview_waits_for_the_briefing_and_for_the_persons_wish() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    let screen = format!("{case}/screen/htcds");
    let page = table.social.get(&format!("{case}/screenings")).await.text;
    assert!(page.contains("an interview waits for the briefing"));
    let mut form = vec![
        ("request", "one"),
        ("basis", "interview"),
        ("interpreter", "yes"),
    ];
    let early = table.social.post(&screen, &form).await;
    refused(&early, "Tell the person about their rights");
    assert!(
        early.text.contains("value=\"interview\" checked"),
        "as typed"
    );
    table.brief(&case).await;
    let pressed = table.social.post(&screen, &form).await;
    refused(
        &pressed,
        "An interview begins only when the person wishes it.",
    );
    form.extend([("decision", "at-risk"), REASON]);
    let past = table.social.post(&format!("{screen}/decided"), &form).await;
    refused(&past, "An interview begins only when the person wishes it.");
    form.push(("voluntary", "yes"));
    led_on(&table.social.post(&format!("{screen}/decided"), &form).await);
    let unknown = table.social.get(&format!("{case}/screen/none")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
