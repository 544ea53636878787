//! Referrals over HTTP: the whole loop on both sides, each refusal, and what a withdrawn consent does
//! to it.

use crate::common;
use crate::common::world;
use crate::disclosing;
use crate::disclosing::{CANARY, Table, led_on, link, refused, request_of, table};
use axum::http::StatusCode;
use jiff::SignedDuration;

fn draft(request: &str) -> Vec<(&'static str, String)> {
    let fields = [
        ("request", request),
        ("service", "short-shelter"),
        ("urgency", "urgent"),
        ("kind", "other-institution"),
        ("fields", "name"),
        ("note", "Kanarinë note"),
    ];
    fields
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec()
}

fn borrowed<'f>(fields: &'f [(&'static str, String)]) -> Vec<(&'static str, &'f str)> {
    let pair = |field: &'f (&'static str, String)| (field.0, field.1.as_str());
    fields.iter().map(pair).collect()
}

/// A referral to the shelter, sent; gives the sender's page and the recipient's.
async fn sent(table: &Table<'_>, basis: &str, request: &str) -> (String, String) {
    let path = format!("{basis}/referral");
    let form = draft(request);
    let own = led_on(&table.social.post(&path, &borrowed(&form)).await);
    led_on(&table.social.post(&format!("{own}/sent"), &[]).await);
    let theirs = own.rsplit('/').next().unwrap();
    (own.clone(), format!("/table/referrals/{theirs}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_says_what_is_wrong_and_leaves_only_when_it_is_sent() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    table.brief(&case).await;
    let basis = table.consent(&case).await;
    let path = format!("{basis}/referral");
    let page = table.social.get(&path).await.text;
    let request = request_of(&page);
    assert!(page.contains("answer within 24 hours"));
    assert!(page.contains("value=\"concern\"") && !page.contains("value=\"phone\""));
    for (field, typed, said) in [
        ("service", "", "Choose one of the answers."),
        ("urgency", "", "Choose one of the answers."),
        (
            "kind",
            "internal",
            "A referral within your institution is internal",
        ),
        ("fields", "phone", "more than the person agreed to"),
        ("note", "", "Write something here"),
    ] {
        let mut form = draft(&request);
        form.iter_mut().find(|one| one.0 == field).unwrap().1 = typed.to_owned();
        let answer = table.social.post(&path, &borrowed(&form)).await;
        refused(&answer, said);
        assert!(answer.text.contains(&format!("value=\"{request}\"")));
        assert!(
            field == "note" || answer.text.contains("Kanarinë note"),
            "as typed"
        );
    }
    let form = draft(&request);
    let own = led_on(&table.social.post(&path, &borrowed(&form)).await);
    assert_eq!(
        own,
        led_on(&table.social.post(&path, &borrowed(&form)).await)
    );
    let list = table.social.get(&format!("{case}/referrals")).await.text;
    assert_eq!(
        list.matches(&format!("{case}/referrals/")).count(),
        1,
        "one"
    );
    assert!(!list.contains(CANARY));
    let note = table.social.post(&format!("{own}/note"), &[]).await.text;
    assert!(note.contains("Kanarinë note"));
    refused(
        &table.social.post(&format!("{own}/sent"), &[]).await,
        "Nobody at that institution can receive this.",
    );
    let incoming = table.shelter.get("/table/referrals").await.text;
    assert!(incoming.contains("No referral has come."), "not sent yet");
    world.clock.forward(SignedDuration::from_mins(6));
    let stale = table.social.post(&format!("{own}/sent"), &[]).await;
    refused(&stale, "name=\"code\"");
    led_on(&table.social.post(&format!("{own}/discarded"), &[]).await);
    refused(
        &table.social.post(&format!("{own}/recalled"), &[]).await,
        "The referral cannot take this step",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_referral_is_rejected_referred_again_and_brought_to_its_end() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    let code = case.rsplit('/').next().unwrap();
    table.brief(&case).await;
    table.receive().await;
    let basis = table.consent(&case).await;
    let (own, theirs) = sent(&table, &basis, "one").await;

    let today = table.shelter.get("/table/today").await.text;
    assert!(today.contains(&theirs) && today.contains("Referrals that wait"));
    assert!(!today.contains(code) && !today.contains("Overdue"));
    world.clock.forward(SignedDuration::from_hours(25));
    let shelter = table.shelter.with_session(world.session("shelter").await);
    shelter.enter().await;
    let social = table.social.with_session(world.session("social").await);
    social.enter().await;
    let today = shelter.get("/table/today").await.text;
    assert!(today.contains("Overdue"));
    let page = shelter.get(&theirs).await.text;
    assert!(page.contains("Overdue:") && !page.contains(code) && !page.contains(CANARY));
    let package = link(&page, "/table/received/");
    let note = [("field", "referral-note"), ("reason", "to answer")];
    let opened = shelter.post(&package, &note).await.text;
    assert!(opened.contains("Kanarinë note"), "{opened}");

    refused(
        &shelter.post(&theirs, &[("step", "accept")]).await,
        "The referral cannot take this step",
    );
    let police = table.police.with_session(world.session("police").await);
    police.enter().await;
    let strange = police.post(&theirs, &[("step", "receive")]).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND, "it is not theirs");
    led_on(&shelter.post(&theirs, &[("step", "receive")]).await);
    refused(
        &shelter.post(&theirs, &[("step", "reject")]).await,
        "Choose one of the answers.",
    );
    let no = [("step", "reject"), ("reason", "no-room")];
    led_on(&shelter.post(&theirs, &no).await);
    let gone = shelter.post(&package, &note).await;
    assert_eq!(
        gone.status,
        StatusCode::NOT_FOUND,
        "a rejection gives it back"
    );

    let today = social.get("/table/today").await.text;
    assert!(
        today.contains(&format!("href=\"{own}\"")),
        "the task leads there"
    );
    let page = social.get(&own).await.text;
    assert!(page.contains("Rejected: No room now"));
    let again = link(&page, &format!("{basis}/referral"));
    let page = social.get(&again).await.text;
    assert!(
        page.contains("value=\"short-shelter\" selected"),
        "as before"
    );
    let before = own.rsplit('/').next().unwrap();
    let mut form = draft(&request_of(&page));
    form.push(("follows", before.to_owned()));
    let path = format!("{basis}/referral");
    let second = led_on(&social.post(&path, &borrowed(&form)).await);
    led_on(&social.post(&format!("{second}/sent"), &[]).await);
    assert!(!social.get("/table/today").await.text.contains(&own));
    let id = second.rsplit('/').next().unwrap();
    let theirs = format!("/table/referrals/{id}");
    for step in ["receive", "accept", "begin", "complete"] {
        led_on(&shelter.post(&theirs, &[("step", step)]).await);
    }
    let status = social.get("/table/referrals").await.text;
    assert!(status.contains("Completed") && status.contains("Rejected: No room now"));
    assert!(
        !status.contains(code) && !status.contains(CANARY),
        "codes alone"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_consent_stops_a_draft_that_is_open_and_calls_back_what_was_sent() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    table.brief(&case).await;
    table.receive().await;
    let basis = table.consent(&case).await;
    let (own, theirs) = sent(&table, &basis, "one").await;
    let path = format!("{basis}/referral");
    let waiting = led_on(&table.social.post(&path, &borrowed(&draft("two"))).await);
    led_on(&table.shelter.post(&theirs, &[("step", "receive")]).await);
    led_on(&table.social.post(&format!("{basis}/withdrawn"), &[]).await);
    refused(
        &table.social.post(&format!("{waiting}/sent"), &[]).await,
        "no consent or legal basis in force",
    );
    refused(
        &table.social.post(&path, &borrowed(&draft("three"))).await,
        "no consent or legal basis in force",
    );
    let page = table.social.get(&own).await.text;
    assert!(page.contains("Called back"));
    refused(
        &table.shelter.post(&theirs, &[("step", "accept")]).await,
        "The referral cannot take this step",
    );
    let today = table.shelter.get("/table/today").await.text;
    assert!(today.contains("Give back what you were told"));
    assert!(!today.contains("Referrals that wait"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_needs_no_briefing_but_never_goes_without_a_basis() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    let form = [
        ("request", "one"),
        ("recipient", disclosing::SHELTER),
        ("purpose", "protection"),
        ("fields", "name"),
        ("ground", "vital-interest"),
        ("article", "Law 124/2024, art. 8"),
        ("expires", "01.03.2026"),
        ("reason", "Kanarinë reason"),
    ];
    let basis = led_on(
        &table
            .social
            .post(&format!("{case}/legal-basis"), &form)
            .await,
    );
    let path = format!("{basis}/referral");
    let mut bed = draft("one");
    refused(
        &table.social.post(&path, &borrowed(&bed)).await,
        "Tell the person about their rights",
    );
    bed[1].1 = "emergency-shelter".to_owned();
    refused(
        &table.social.post(&path, &borrowed(&bed)).await,
        "no consent or legal basis in force",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_changed_until_it_is_sent_and_shows_who_has_room() {
    let world = world().await;
    let table = table(&world).await;
    table.receive().await;
    let case = table.case("adult").await;
    table.brief(&case).await;
    let basis = table.consent(&case).await;
    let form = draft("r");
    let path = format!("{basis}/referral");
    let own = led_on(&table.social.post(&path, &borrowed(&form)).await);
    let page = table.social.get(&own).await.text;
    assert!(page.contains("has declared no room"), "{page}");
    let room = [
        ("service", "short-shelter"),
        ("area", "AL-07"),
        ("admits", "adult"),
        ("places", "1"),
    ];
    led_on(&table.shelter.post("/table/providers", &room).await);
    let page = table.social.get(&own).await.text;
    let offer = common::field(&page, "provider").unwrap();
    let choose = [("seen", "1"), ("provider", offer.as_str())];
    led_on(&table.social.post(&format!("{own}/provider"), &choose).await);
    let changing = format!("{own}/draft");
    let page = table.social.get(&changing).await.text;
    assert!(page.contains("Kanarinë note") && page.contains("value=\"2\""));
    let stranger = table.shelter.get(&changing).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let mut words = vec![
        ("version", "1"),
        ("service", "short-shelter"),
        ("urgency", "immediate"),
        ("fields", "name"),
        ("note", "Kanarinë me fjalë të tjera"),
    ];
    let late = table.social.post(&changing, &words).await;
    refused(&late, "Somebody changed this draft");
    assert!(late.text.contains("me fjalë të tjera"));
    words[0] = ("version", "2");
    led_on(&table.social.post(&changing, &words).await);
    let page = table.social.get(&own).await.text;
    assert!(page.contains("answer within 4 hours") && page.contains("Chosen offer"));
    led_on(&table.social.post(&format!("{own}/sent"), &[]).await);
    for gone in [&changing, &format!("{own}/provider")] {
        let sent = table.social.post(gone, &words).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    }
    let theirs = own.rsplit('/').next().unwrap();
    let theirs = format!("/table/referrals/{theirs}");
    let page = table.shelter.get(&theirs).await.text;
    assert!(page.contains("Chosen offer"), "{page}");
}
