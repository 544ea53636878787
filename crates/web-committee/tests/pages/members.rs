//! What a member of an institution gets of the other institutions of its own committee: nothing but
//! what was released to the members. Two worlds that differ in one count of another institution look
//! the same to it, on every page.

use crate::common::{Person, World, chair, member, secretariat, sent_in, world};
use axum::http::StatusCode;

const FACT: &str = "/facts?indicator=V01&place=AL-07&period=2024Q4&breakdown=";

/// Every page that a member could look for another institution's count on.
const PAGES: [&str; 24] = [
    "/situation",
    "/situation?place=AL-07&period=2024",
    "/situation?place=AL-07&period=2024Q4&indicator=V01",
    "/situation?place=AL",
    FACT,
    "/facts?indicator=V01&place=AL-07&period=2024&breakdown=",
    "/facts?indicator=V01&place=AL-07&period=2024Q4&breakdown=sex%3Dfemale",
    "/facts?indicator=V01&place=AL&period=2024Q4&breakdown=",
    "/discrepancies",
    "/discrepancies?notes=yes&kind=not-corroborated",
    "/discrepancies?status=gone",
    "/discrepancies/1",
    "/discrepancies/2",
    "/returns",
    "/returns/1",
    "/returns/1/workbook.xlsx",
    "/meetings",
    "/indicators/V01",
    "/snapshots",
    "/snapshots/1",
    "/releases",
    "/releases/preview?table=members-victims&period=2024",
    "/imports",
    "/rounds",
];

/// A page without what is each session's own.
async fn bare(person: &Person<'_>, address: &str) -> String {
    let answer = person.get(address).await;
    let text = answer.text();
    let csrf = person.csrf().await;
    format!("{} {}", answer.status, text.replace(&csrf, "csrf"))
}

/// What every page tells these people when the police counted so many.
async fn told(police: &str, with_social: bool) -> Vec<Vec<(String, String)>> {
    let world = world().await;
    let (reporter, social) = (
        world.person("police", member("AL-07.POLICE")).await,
        world.person("social", member("AL-07.SOCIAL")).await,
    );
    sent_in(&reporter, "AL-07.POLICE", (police, "")).await;
    if with_social {
        sent_in(&social, "AL-07.SOCIAL", ("9", "")).await;
    }
    let secretary = world.person("secretary", secretariat("AL-07")).await;
    let frozen = secretary.post("/snapshots", &[("period", "2024")]).await;
    assert_eq!(frozen.status, StatusCode::SEE_OTHER, "{}", frozen.text());
    let health = world.person("health", member("AL-07.HEALTH")).await;
    let mut all = Vec::new();
    for reader in [&health, &social] {
        let mut pages = Vec::new();
        for address in PAGES.into_iter().chain([frozen.location.as_str()]) {
            for file in ["", "/figures.csv", "/figures.xlsx", "/report.pdf"] {
                if !file.is_empty() && !address.starts_with("/snapshots/") {
                    continue;
                }
                let address = format!("{address}{file}");
                let text = bare(reader, &address).await;
                // A snapshot's name says what it holds: it is not in what a member is told.
                let text = text.replace(&frozen.location, "/snapshots/…");
                pages.push((address.replace(&frozen.location, "/snapshots/…"), text));
            }
        }
        all.push(pages);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_of_one_or_of_two_leaves_no_trace_on_any_page_of_another_institution() {
    for with_social in [false, true] {
        let one = told("1", with_social).await;
        for other in ["2", "4"] {
            let other = told(other, with_social).await;
            for (one, other) in one.iter().flatten().zip(other.iter().flatten()) {
                assert_eq!(one.0, other.0);
                assert!(
                    one.1 == other.1,
                    "{} differs:\n{}\n{}",
                    one.0,
                    one.1,
                    other.1
                );
            }
        }
        // The pages are there: it is not that everything was refused.
        let seen = one[1].iter().filter(|(_, text)| text.starts_with("200"));
        assert!(seen.count() > 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_the_whole_committee_are_not_there_for_members() {
    let all = told("1", true).await;
    for (address, text) in all.iter().flatten() {
        if address.starts_with("/snapshots") || address.starts_with("/releases") {
            assert!(text.starts_with("404"), "{address}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_counted_and_whoever_decides_sees_the_count() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    sent_in(&police, "AL-07.POLICE", ("1", "")).await;
    sent_in(&social, "AL-07.SOCIAL", ("9", "")).await;
    let own = police.get(FACT).await.text();
    assert!(own.contains("<td class=\"number\">1</td>"), "{own}");
    assert!(!own.contains("<td class=\"number\">9</td>"), "{own}");
    for (name, membership) in [
        ("secretary", secretariat("AL-07")),
        ("chair", chair("AL-07")),
        ("analyst", access::Membership::NationalAnalyst),
    ] {
        let page = world.person(name, membership).await.get(FACT).await.text();
        for figure in ["<td class=\"number\">1</td>", "<td class=\"number\">9</td>"] {
            assert!(page.contains(figure), "{name}: {page}");
        }
    }
}

async fn first_part(person: &Person<'_>) -> String {
    let list = person.get("/discrepancies").await.text();
    let number = list.split("href=\"/discrepancies/").nth(1);
    let number = number.and_then(|rest| rest.split('"').next());
    format!("/discrepancies/{}", number.expect("a discrepancy"))
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_asked_to_explain_sees_both_sides_and_can_answer() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    sent_in(&police, "AL-07.POLICE", ("1", "")).await;
    sent_in(&social, "AL-07.SOCIAL", ("9", "")).await;
    let address = first_part(&social).await;
    let notes = format!("{address}/notes");
    let other = "<td class=\"number\">1</td>";
    assert!(!social.get(&address).await.text().contains(other));
    // An institution does not ask itself.
    let asking = [
        ("kind", "question"),
        ("institution", "AL-07.SOCIAL"),
        ("due_on", "2025-02-01"),
        ("content", "Which list was counted?"),
    ];
    let refused = social.post(&notes, &asking).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!social.get(&address).await.text().contains(other));

    let secretary = world.person("secretary", secretariat("AL-07")).await;
    // A day that nobody can read is said at its field, and what was written stays.
    let mut unreadable = asking;
    unreadable[2].1 = "31.2.2025";
    let again = secretary.post(&notes, &unreadable).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = again.text();
    assert!(page.contains("id=\"due_on-problem\"") && page.contains("Which list was counted?"));
    let mut asking = asking;
    asking[2].1 = "1.2.2025";
    let asked = secretary.post(&notes, &asking).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let page = social.get(&address).await.text();
    assert!(
        page.contains(other) && page.contains("Which list was counted?"),
        "{page}"
    );
    // The own return is one click away, and the other side's nobody's to open but the secretariat's.
    let returns = |page: &str| page.matches("href=\"/returns/").count();
    assert_eq!(returns(&page), 1, "{page}");
    let whole = secretary.get(&address).await.text();
    assert_eq!(returns(&whole), 2, "{whole}");
    let answer = [("kind", "answer"), ("content", "The list of clients.")];
    let answered = social.post(&notes, &answer).await;
    assert_eq!(
        answered.status,
        StatusCode::SEE_OTHER,
        "{}",
        answered.text()
    );
    assert!(
        social
            .get(&address)
            .await
            .text()
            .contains("The list of clients.")
    );
    // The other side was asked nothing, and reads nothing of it.
    let page = police.get(&address).await.text();
    assert!(!page.contains("<td class=\"number\">9</td>"), "{page}");
    assert!(!page.contains("The list of clients."), "{page}");
    let health = world.person("health", member("AL-07.HEALTH")).await;
    assert_eq!(health.get(&address).await.status, StatusCode::NOT_FOUND);
}

async fn released(world: &World) -> (String, String) {
    let secretary = world.person("secretary", secretariat("AL-07")).await;
    let about = [("table", "members-victims"), ("period", "2024")];
    let look = "/releases/preview?table=members-victims&period=2024";
    let preview = secretary.get(look).await;
    assert_eq!(preview.status, StatusCode::OK);
    let done = secretary.post("/releases", &about).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    (done.location.clone(), preview.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_released_to_members_they_see_rounded_with_who_released_it() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    sent_in(&police, "AL-07.POLICE", ("1", "")).await;
    let health = world.person("health", member("AL-07.HEALTH")).await;
    assert!(
        !health
            .get("/situation")
            .await
            .text()
            .contains("members-victims")
    );
    let (address, preview) = released(&world).await;
    assert!(preview.contains("What the members would see"), "{preview}");
    let page = health.get("/situation").await.text();
    let code = address.trim_start_matches("/releases/");
    assert!(page.contains(code) && page.contains("secretary"), "{page}");
    assert!(page.contains("0–4") || page.contains("5 (1–9)"), "{page}");
    let fact = health.get(FACT).await.text();
    assert!(fact.contains("0–4") || fact.contains("5 (1–9)"), "{fact}");
    assert!(fact.contains(code), "{fact}");
    // The register itself is for those who stand for it, and nobody approves it twice.
    assert_eq!(health.get(&address).await.status, StatusCode::NOT_FOUND);
    let chair = world.person("chair", chair("AL-07")).await;
    let twice = chair.post(&format!("{address}/approve"), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Another committee's members and the public see nothing of it.
    let neighbour = world.person("neighbour", member("AL-06.HEALTH")).await;
    let elsewhere = neighbour.get("/situation?place=AL-07").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert!(!neighbour.get("/situation").await.text().contains(code));
    let published = release::published_heads(&world.database, jiff::Timestamp::MAX).await;
    assert!(published.unwrap().is_empty());
    // Taken back, it is no longer shown.
    let withdrawn = [("words", "The wrong quarter.")];
    let done = chair.post(&format!("{address}/withdraw"), &withdrawn).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(!health.get("/situation").await.text().contains(code));
}
