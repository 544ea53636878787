//! A chair adopts a figure: what is missing or impossible is said at its own field, and what was typed
//! is still there.

use crate::common::{Person, World, chair, field, member, sent_in, world};
use axum::http::StatusCode;

const ADOPTED: &str = "SELECT COUNT(*) FROM adopted_figure";

/// The address of the discrepancy between the police's one and the social services' nine.
async fn differing(world: &World) -> String {
    let police = world.person("police", member("AL-07.POLICE")).await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    sent_in(&police, "AL-07.POLICE", ("1", "")).await;
    sent_in(&social, "AL-07.SOCIAL", ("9", "")).await;
    let reader = world.person("reader", chair("AL-07")).await;
    let list = reader.get("/discrepancies?kind=values-differ").await.text();
    let number = list.split("href=\"/discrepancies/").nth(1).unwrap();
    format!("/discrepancies/{}", number.split('"').next().unwrap())
}

/// Holds that a decision is refused at this field, in these words.
async fn expect_refused(
    chair: &Person<'_>,
    address: &str,
    (typed, at, said): (&[(&str, &str)], &str, &str),
) -> String {
    let mut typed = typed.to_vec();
    typed.push(("reason", "Lista u pa në mbledhje."));
    let answer = chair.post(&format!("{address}/adoption"), &typed).await;
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let link = format!("<a href=\"#{at}\">");
    assert!(page.contains(&link) && page.contains(said), "{at}: {page}");
    assert!(page.contains(&format!("id=\"{at}\"")), "{at}: {page}");
    assert!(page.contains("Lista u pa në mbledhje."));
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_rule_misses_is_said_at_its_own_field() {
    let world = world().await;
    let address = differing(&world).await;
    let chair = world.person("chair", chair("AL-07")).await;
    let none: [(&[(&str, &str)], &str, &str); 8] = [
        (&[], "rule", "Choose the rule"),
        (&[("rule", "mean")], "rule", "Choose the rule"),
        (
            &[("rule", "institution")],
            "institution",
            "Choose the institution whose figure counts",
        ),
        (
            &[("rule", "institution"), ("institution", "AL-07.NPO")],
            "institution",
            "gives no number for this fact. Choose another institution",
        ),
        (
            &[("rule", "sum-less-overlap")],
            "overlap",
            "Write the number that this rule needs",
        ),
        (
            &[("rule", "custom"), ("number", "  ")],
            "number",
            "Write the number that this rule needs",
        ),
        (
            &[("rule", "range"), ("low", "1")],
            "high",
            "Write the number that this rule needs",
        ),
        (
            &[("rule", "range"), ("low", "9"), ("high", "1")],
            "low",
            "from the smaller to the larger",
        ),
    ];
    for refused in none {
        expect_refused(&chair, &address, refused).await;
    }
    // One and nine people on two lists: at most one of them is on both.
    let much = [("rule", "sum-less-overlap"), ("overlap", "2")];
    let said = "at most 1 can be counted more than once";
    let page = expect_refused(&chair, &address, (&much, "overlap", said)).await;
    assert_eq!(field(&page, "overlap"), "2");
    let half = [("rule", "custom"), ("number", "2.5")];
    let page = expect_refused(&chair, &address, (&half, "number", "whole")).await;
    assert_eq!(field(&page, "number"), "2.5");
    assert_eq!(world.count(ADOPTED).await, 0);

    let typed = [
        ("rule", "sum-less-overlap"),
        ("overlap", "1"),
        ("reason", "Lista u pa në mbledhje."),
    ];
    let done = chair.post(&format!("{address}/adoption"), &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(world.count(ADOPTED).await, 1);
    let page = chair.get(&address).await.text();
    assert!(page.contains("<strong>9</strong>"), "{page}");
}

/// A decision is about the figures that were on the page, and replaces none that came in between.
#[tokio::test(flavor = "multi_thread")]
async fn a_decision_typed_on_an_old_page_is_not_taken() {
    let world = world().await;
    let address = differing(&world).await;
    let chair = world.person("chair", chair("AL-07")).await;
    let seen = field(&chair.get(&address).await.text(), "seen");
    let typed = |rule| {
        [
            ("rule", rule),
            ("seen", seen.as_str()),
            ("reason", "Lista u pa në mbledhje."),
        ]
    };
    let adoption = format!("{address}/adoption");
    let first = chair.post(&adoption, &typed("maximum")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let stale = chair.post(&adoption, &typed("sum")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stale
            .text()
            .contains("have changed since you opened this page")
    );
    assert!(
        chair
            .get(&address)
            .await
            .text()
            .contains("<strong>9</strong>")
    );
}
