//! Consents and legal bases over HTTP: whatever is refused comes back as typed, what is withdrawn
//! bites under an open page, and a recipient reads what was agreed and nothing else.

use crate::common::world;
use crate::disclosing::{CANARY, SHELTER, consent, led_on, link, refused, request_of, table};
use axum::http::StatusCode;
use jiff::SignedDuration;

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_for_exact_fields_and_what_is_refused_comes_back_as_typed() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    let path = format!("{case}/consent");
    let page = table.social.get(&path).await.text;
    assert!(page.contains("name=\"field.health-note\"") && !page.contains("name=\"guardian\""));
    let early = table.social.post(&path, &consent("one")).await;
    refused(
        &early,
        "Tell the person about their rights and services before you ask",
    );
    table.brief(&case).await;
    for (field, typed, said) in [
        ("expires", "01.06.2028", "within one year"),
        ("expires", "", "within one year"),
        ("recipient", "AL-07.NOBODY", "Choose one of the answers."),
        ("purpose", "curiosity", "Choose one of the answers."),
        ("form", "", "Choose one of the answers."),
        ("language", "everything", "Choose the language"),
        ("person", "", "Without the person"),
    ] {
        let mut form = consent("one");
        form.iter_mut().find(|one| one.0 == field).unwrap().1 = typed;
        let answer = table.social.post(&path, &form).await;
        refused(&answer, said);
        let kept = "name=\"field.phone\" value=\"refused\" checked";
        assert!(answer.text.contains(kept), "{field}");
        assert!(answer.text.contains("name=\"request\" value=\"one\""));
    }
    let silent: Vec<_> = consent("one");
    let silent: Vec<_> = silent
        .into_iter()
        .filter(|(name, _)| !name.starts_with("field."))
        .collect();
    refused(
        &table.social.post(&path, &silent).await,
        "Say of at least one field",
    );
    let first = led_on(&table.social.post(&path, &consent("one")).await);
    let second = led_on(&table.social.post(&path, &consent("one")).await);
    assert_eq!(first, second, "a double click makes one");
    let page = table.social.get(&first).await.text;
    assert!(page.contains("Name, What was told") && page.contains("Telephone"));
    let list = table.social.get(&format!("{case}/consents")).await.text;
    assert_eq!(list.matches(&format!("{case}/consents/")).count(), 1);

    let everything = [
        ("request", "two"),
        ("recipient", SHELTER),
        ("purpose", "service"),
        ("field.name", "refused"),
        ("form", "written"),
        ("language", "en"),
    ];
    let no = led_on(&table.social.post(&path, &everything).await);
    let page = table.social.get(&no).await.text;
    assert!(page.contains("Refused") && !page.contains(&format!("{no}/referral")));
}

#[tokio::test(flavor = "multi_thread")]
async fn for_an_unknown_age_a_guardian_and_the_person_both_agree() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("unknown").await;
    table.brief(&case).await;
    let path = format!("{case}/consent");
    let page = table.social.get(&path).await.text;
    assert!(page.contains("The age is not known: as for a child"));
    let mut form = consent("one");
    refused(
        &table.social.post(&path, &form).await,
        "the guardian must agree",
    );
    form.push(("guardian", "yes"));
    led_on(&table.social.post(&path, &form).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_bites_on_an_open_page_and_is_asked_back_until_it_is_destroyed() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    table.brief(&case).await;
    let basis = table.consent(&case).await;
    let page = table.social.get(&basis).await.text;
    let request = request_of(&page);
    let tell = format!("{basis}/told");
    let told = [("request", request.as_str()), ("fields", "name")];
    let nobody = table.social.post(&tell, &told).await;
    refused(&nobody, "Nobody at that institution can receive this.");
    table.receive().await;
    let beyond = [told[0], ("fields", "phone")];
    let beyond = table.social.post(&tell, &beyond).await;
    refused(&beyond, "more than the person agreed to");
    led_on(&table.social.post(&tell, &told).await);
    led_on(&table.social.post(&tell, &told).await);

    let page = table.shelter.get("/table/received").await.text;
    assert_eq!(page.matches("href=\"/table/received/").count(), 1, "once");
    let package = link(&page, "/table/received/");
    let code = case.rsplit('/').next().unwrap();
    let page = table.shelter.get(&package).await.text;
    assert!(
        !page.contains(code),
        "the case's code stays with the sender"
    );
    assert!(!page.contains(CANARY) && !page.contains("value=\"phone\""));
    let open = |field| [("field", field), ("reason", "to receive her")];
    let silent = [("field", "name"), ("reason", " ")];
    refused(
        &table.shelter.post(&package, &silent).await,
        "why you need to read it",
    );
    for field in ["phone", "concern", "referral-note", "nothing"] {
        let closed = table.shelter.post(&package, &open(field)).await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND, "{field}");
        assert!(!closed.text.contains(CANARY));
    }
    let opened = table.shelter.post(&package, &open("name")).await;
    assert!(opened.text.contains("Kanarinë name"), "{}", opened.text);
    assert_eq!(opened.headers["cache-control"], "no-store");
    let strange = table.police.post(&package, &open("name")).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);

    let withdrawn = table.social.post(&format!("{basis}/withdrawn"), &[]).await;
    assert_eq!(led_on(&withdrawn), basis, "no reason is asked for");
    let page = table.social.get(&basis).await.text;
    assert!(page.contains("was asked to destroy what it was told"));
    let after = table.shelter.post(&package, &open("name")).await;
    assert_eq!(
        after.status,
        StatusCode::NOT_FOUND,
        "the open page opens nothing"
    );
    assert!(!after.text.contains(CANARY));
    let again = [("request", "another"), ("fields", "name")];
    refused(
        &table.social.post(&tell, &again).await,
        "no consent or legal basis in force",
    );
    let twice = table.social.post(&format!("{basis}/withdrawn"), &[]).await;
    refused(&twice, "decided or over");

    let today = table.shelter.get("/table/today").await.text;
    assert!(today.contains(&format!("href=\"{package}\"")), "{today}");
    assert!(!today.contains(code));
    let police = table
        .police
        .post(&format!("{package}/destroyed"), &[])
        .await;
    assert_eq!(police.status, StatusCode::NOT_FOUND);
    led_on(
        &table
            .shelter
            .post(&format!("{package}/destroyed"), &[])
            .await,
    );
    let twice = table
        .shelter
        .post(&format!("{package}/destroyed"), &[])
        .await;
    refused(&twice, "already called back or returned");
    let page = table.social.get(&basis).await.text;
    assert!(page.contains("Called back; destroyed"));
    let today = table.shelter.get("/table/today").await.text;
    assert!(!today.contains(&package));
    let report = table.social.get(&format!("{case}/report")).await.text;
    assert!(report.contains("The other institution read it"));
    assert!(report.contains("Taken back") && report.contains("Called back; destroyed"));
    assert!(
        !report.contains(CANARY),
        "the person's report holds codes alone"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_basis_needs_an_article_and_a_second_person_who_read_why() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("child").await;
    let path = format!("{case}/legal-basis");
    let mut form = vec![
        ("request", "one"),
        ("recipient", SHELTER),
        ("purpose", "protection"),
        ("fields", "name"),
        ("ground", "child-protection"),
        ("article", "the law"),
        ("expires", "01.03.2026"),
        ("reason", "Kanarinë reason"),
    ];
    refused(
        &table.social.post(&path, &form).await,
        "Name the article with its number",
    );
    form[5].1 = "Ligji 18/2017, neni 5";
    let unexplained: Vec<_> = form
        .iter()
        .copied()
        .filter(|one| one.0 != "reason")
        .collect();
    let unexplained = table.social.post(&path, &unexplained).await;
    refused(&unexplained, "Write something here");
    let nothing: Vec<_> = form
        .iter()
        .copied()
        .filter(|one| one.0 != "fields")
        .collect();
    refused(
        &table.social.post(&path, &nothing).await,
        "Choose at least one field.",
    );
    let basis = led_on(&table.social.post(&path, &form).await);
    assert_eq!(basis, led_on(&table.social.post(&path, &form).await));
    let page = table.social.get(&basis).await.text;
    assert!(page.contains("Somebody else who leads the case must decide."));
    assert!(!page.contains(CANARY) && !page.contains("name=\"answer\""));
    let decide = format!("{basis}/decided");
    let approve = [("answer", "approve")];
    refused(
        &table.social.post(&decide, &approve).await,
        "Somebody else than who proposed it must decide.",
    );
    let hidden = table.second.get(&basis).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "without a grant");
    let account = table.second.account();
    let grant = [
        ("holder", account.as_str()),
        ("purpose", "case-management"),
        ("compartments", "care"),
        ("ends", "31.03.2026"),
        ("reason", "second pair of eyes"),
    ];
    led_on(&table.social.post(&format!("{case}/holders"), &grant).await);
    let why = table
        .second
        .post(&format!("{basis}/reason"), &[])
        .await
        .text;
    assert!(why.contains("Kanarinë reason") && why.contains("name=\"answer\""));
    refused(
        &table.second.post(&decide, &[("answer", "perhaps")]).await,
        "Choose one of the answers.",
    );
    led_on(&table.second.post(&decide, &approve).await);
    let page = table.social.get(&basis).await.text;
    assert!(page.contains("In force") && page.contains("Ligji 18/2017, neni 5"));
    table.receive().await;
    let told = [("request", "two"), ("fields", "name")];
    led_on(&table.social.post(&format!("{basis}/told"), &told).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_ends_by_its_date_on_both_sides() {
    let world = world().await;
    let table = table(&world).await;
    let case = table.case("adult").await;
    table.brief(&case).await;
    table.receive().await;
    let basis = table.consent(&case).await;
    let tell = format!("{basis}/told");
    let told = [("request", "one"), ("fields", "name")];
    led_on(&table.social.post(&tell, &told).await);
    let page = table.shelter.get("/table/received").await.text;
    let package = link(&page, "/table/received/");
    // The consent holds until the end of the first of June.
    world.clock.forward(SignedDuration::from_hours(24 * 145));
    let social = table.social.with_session(world.session("social").await);
    let shelter = table.shelter.with_session(world.session("shelter").await);
    social.enter().await;
    shelter.enter().await;
    let page = social.get(&basis).await.text;
    assert!(page.contains("Expired") && !page.contains(&format!("{basis}/referral")));
    let again = [("request", "two"), ("fields", "name")];
    refused(
        &social.post(&tell, &again).await,
        "no consent or legal basis in force",
    );
    let late = [("field", "name"), ("reason", "to call her")];
    let late = shelter.post(&package, &late).await;
    refused(&late, "The consent for this has ended.");
    assert!(!late.text.contains(CANARY));
}
