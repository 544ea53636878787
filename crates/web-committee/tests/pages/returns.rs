//! Returns as people live them: filled in, sent in, checked by somebody else, and nobody else's.

use crate::common;
use crate::common::{Person, REGION, World, chair, field, member, secretariat, world};
use axum::http::StatusCode;

const POLICE: &str = "AL-07.POLICE";
const NEW: [(&str, &str); 4] = [
    ("template", "victims-quarterly"),
    ("institution", POLICE),
    ("place", "AL-07"),
    ("period", "2024Q4"),
];

/// The address of the police's return, made by its own member.
async fn begun(police: &Person<'_>) -> String {
    let answer = police.post("/returns", &NEW).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    answer.location
}

/// Saves cells of the form: number and state of the cell with that index.
async fn save(police: &Person<'_>, address: &str, cells: &[(usize, &str, &str)]) -> common::Answer {
    let page = police.get(address).await.text();
    let (version, seen) = (field(&page, "version"), field(&page, "seen"));
    let mut fields = vec![("version".to_owned(), version), ("seen".to_owned(), seen)];
    for (index, number, state) in cells {
        fields.push((format!("number-{index}"), (*number).to_owned()));
        fields.push((format!("state-{index}"), (*state).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    police.post(address, &fields).await
}

async fn people(world: &World) -> (Person<'_>, Person<'_>) {
    (
        world.person("police", member(POLICE)).await,
        world.person("secretary", secretariat(REGION)).await,
    )
}

/// The fifteenth cell is the total of formal victims, the second one that is required.
const BOTH_TOTALS: [(usize, &str, &str); 2] = [(0, "7", "value"), (14, "", "not_reported")];

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_filled_sent_in_and_verified_by_somebody_else() {
    let world = world().await;
    let (police, secretary) = people(&world).await;
    let address = begun(&police).await;
    let saved = save(&police, &address, &BOTH_TOTALS).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(field(&police.get(&address).await.text(), "number-0"), "7");
    // A draft is the institution's own.
    assert!(!secretary.get(&address).await.text().contains(
        "<a href=\"/facts?indicator=V01&#38;place=AL-07&#38;period=2024Q4&#38;breakdown=\">7</a>"
    ));

    let steps = format!("{address}/steps");
    assert_eq!(
        police.post(&steps, &[("step", "verify")]).await.status,
        StatusCode::FORBIDDEN
    );
    let sent = police.post(&steps, &[("step", "submit")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    // What was sent in can no longer be edited.
    assert!(
        !police
            .get(&address)
            .await
            .text()
            .contains("name=\"number-0\"")
    );
    let refused = police
        .post(&address, &[("version", "1"), ("number-0", "9")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = secretary.get(&address).await.text();
    assert!(page.contains("value=\"verify\"") && page.contains("value=\"send-back\""));
    assert!(!page.contains("value=\"adopt\""));
    let bare = secretary.post(&steps, &[("step", "send-back")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let verified = secretary.post(&steps, &[("step", "verify")]).await;
    assert_eq!(verified.status, StatusCode::SEE_OTHER);
    let chair = world.person("chair", chair(REGION)).await;
    assert!(chair.get(&address).await.text().contains("value=\"adopt\""));
    let board = secretary.get("/returns").await.text();
    assert!(board.contains(&format!("href=\"{address}\"")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_what_was_typed_is_kept() {
    let world = world().await;
    let (police, _) = people(&world).await;
    let address = begun(&police).await;
    let answer = save(
        &police,
        &address,
        &[
            (0, "sh-tat\u{eb}", "value"),
            (1, "4", "value"),
            (2, "-3", "value"),
            (3, "2.5", "value"),
        ],
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("href=\"#number-0\"") && page.contains("href=\"#number-2\""));
    assert!(!page.contains("href=\"#number-1\""));
    // People are counted whole.
    assert!(page.contains("href=\"#number-3\"") && page.contains("whole"));
    assert_eq!(field(&page, "number-0"), "sh-tat\u{eb}");
    assert_eq!(field(&page, "number-1"), "4");
    // Nothing of it was saved.
    assert_eq!(field(&police.get(&address).await.text(), "number-1"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_has_grown_old_overwrites_nothing() {
    let world = world().await;
    let (police, _) = people(&world).await;
    let address = begun(&police).await;
    let old = field(&police.get(&address).await.text(), "seen");
    save(&police, &address, &[(0, "7", "value")]).await;
    let answer = police
        .post(
            &address,
            &[("version", "1"), ("seen", old.as_str()), ("number-0", "8")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(field(&answer.text(), "number-0"), "8");
    assert_eq!(field(&police.get(&address).await.text(), "number-0"), "7");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_return_does_not_exist_and_a_foreign_form_is_refused() {
    let world = world().await;
    let (police, _) = people(&world).await;
    let address = begun(&police).await;
    for (name, other) in [
        ("social", member("AL-07.SOCIAL")),
        ("elsewhere", member("AL-06.POLICE")),
        ("neighbour", secretariat("AL-06")),
    ] {
        let other = world.person(name, other).await;
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            other.post("/returns", &NEW).await.status,
            StatusCode::NOT_FOUND
        );
        let book = other.get(&format!("{address}/workbook.xlsx")).await;
        assert_eq!(book.status, StatusCode::NOT_FOUND);
        let step = other
            .post(&format!("{address}/steps"), &[("step", "submit")])
            .await;
        assert_eq!(step.status, StatusCode::NOT_FOUND);
    }
    for fields in [
        &[("csrf", "guessed"), ("number-0", "7")][..],
        &[("number-0", "7")],
    ] {
        let answer = police.post_bare(&address, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM reported_figure").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_step_comes_back_with_what_was_typed() {
    let world = world().await;
    let (police, secretary) = people(&world).await;
    let address = begun(&police).await;
    let steps = format!("{address}/steps");
    let early = police.post(&steps, &[("step", "submit")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = early.text();
    assert!(page.contains("id=\"problems\"") && page.contains("name=\"number-0\""));
    // Each cell that has to say something is named and led to, and no other.
    for (cell, is_named) in [(0, true), (1, false), (13, false), (14, true)] {
        let link = format!("<a href=\"#number-{cell}\">");
        assert_eq!(page.contains(&link), is_named, "{cell}: {page}");
    }
    let named = "Victims formally identified: this cell is required";
    assert!(page.contains(named), "{page}");

    save(&police, &address, &BOTH_TOTALS).await;
    police.post(&steps, &[("step", "submit")]).await;
    let typed = "x".repeat(100_000);
    let refused = secretary
        .post(&steps, &[("step", "send-back"), ("reason", &typed)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(&typed), "the reason was lost");
    assert_eq!(
        secretary.post(&steps, &[("step", "verify")]).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_an_address_begins_no_return() {
    let world = world().await;
    let (police, secretary) = people(&world).await;
    let open = "/returns/open?template=victims-quarterly&institution=AL-07.POLICE&place=AL-07&period=2024Q4";
    assert_ne!(police.get(open).await.status, StatusCode::SEE_OTHER);
    assert_ne!(police.get("/returns").await.status, StatusCode::SEE_OTHER);
    let board = secretary.get("/returns").await.text();
    assert!(!board.contains("href=\"/returns/1\""));
    // A period that has not begun has no return.
    let mut early = NEW;
    early[3] = ("period", "2025Q2");
    let early = police.post("/returns", &early).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        early
            .text()
            .contains("The period has not begun yet. Choose")
    );
    // Nobody begins a return for somebody else.
    let other = secretary.post("/returns", &NEW).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

/// Nobody verifies numbers that they have not seen: the page of before is told, and the step not taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_step_chosen_on_an_old_page_is_not_taken() {
    let world = world().await;
    let (police, secretary) = people(&world).await;
    let address = begun(&police).await;
    let steps = format!("{address}/steps");
    save(&police, &address, &BOTH_TOTALS).await;
    police.post(&steps, &[("step", "submit")]).await;
    let step_seen = |page: &str| {
        let form = page.split("value=\"verify\"").nth(1).unwrap();
        field(form, "seen")
    };
    let old = step_seen(&secretary.get(&address).await.text());
    let back = [("step", "send-back"), ("reason", "Shihni totalin.")];
    secretary.post(&steps, &back).await;
    let corrected = [(0, "9", "value"), (14, "", "not_reported")];
    let saved = save(&police, &address, &corrected).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    police.post(&steps, &[("step", "submit")]).await;
    let stale = [("step", "verify"), ("seen", old.as_str())];
    let stale = secretary.post(&steps, &stale).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = stale.text();
    assert!(page.contains("Somebody else"), "{page}");
    let seen = step_seen(&page);
    let fresh = [("step", "verify"), ("seen", seen.as_str())];
    let fresh = secretary.post(&steps, &fresh).await;
    assert_eq!(fresh.status, StatusCode::SEE_OTHER, "{}", fresh.text());
}

/// A meeting is named with the step that it decided, and with no other.
#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_no_meeting_decides_keeps_none() {
    let world = world().await;
    let (police, _) = people(&world).await;
    let address = begun(&police).await;
    save(&police, &address, &BOTH_TOTALS).await;
    let sent = [("step", "submit"), ("meeting", "999999")];
    let sent = police.post(&format!("{address}/steps"), &sent).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(
        !police
            .get(&address)
            .await
            .text()
            .contains("/meetings/999999")
    );
}
