//! Help: from every page to the part that is about it, and back to work.

use crate::common::{chair, member, world};
use access::Membership;
use axum::http::StatusCode;

/// Where the page leads for help.
fn help_of(page: &str) -> &str {
    let (_, rest) = page
        .split_once("href=\"/help#")
        .expect("a link to its help");
    rest.split_once('"').unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_leads_to_a_part_of_the_help_that_is_there() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let prefect = world.person("prefect", chair("AL-07")).await;
    let onc = world.person("onc", Membership::NationalAnalyst).await;
    let help = police.get("/help").await.text();
    for (person, paths) in [
        (
            &police,
            &[
                "/situation",
                "/returns",
                "/imports",
                "/discrepancies",
                "/account/sessions",
                "/tokens",
            ][..],
        ),
        (&prefect, &["/meetings", "/snapshots", "/indicators"]),
        (&onc, &["/rounds", "/estimates", "/releases"]),
    ] {
        for path in paths {
            let page = person.get(path).await.text();
            let topic = help_of(&page);
            assert!(help.contains(&format!("id=\"{topic}\"")), "{path}: {topic}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn some_pages_have_a_part_of_their_own() {
    let world = world().await;
    let administrator = world
        .person("administrator", Membership::Administrator)
        .await;
    let of = async |path: &str| help_of(&administrator.get(path).await.text()).to_owned();
    assert_eq!(of("/accounts").await, "accounts");
    assert_eq!(of("/accounts?words=arta").await, "accounts");
    assert_eq!(of("/accounts/administrator").await, "accounts");
    assert_eq!(of("/account/memberships").await, "membership");
    assert_eq!(of("/account/sessions").await, "account");
    let outside = world.nobody().get("/sign-in").await.text();
    assert_eq!(help_of(&outside), "account");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_one_after_the_other_stands_as_steps() {
    let world = world().await;
    let help = world.nobody().get("/help").await.text();
    let (_, round) = help.split_once("<section id=\"round\">").unwrap();
    let (round, _) = round.split_once("</section>").unwrap();
    assert_eq!(round.matches("<li>").count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_the_help_finds_the_way_back() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let inside = police.get("/help").await.text();
    assert!(inside.contains("href=\"/situation\""));
    let outside = world.nobody().get("/help").await;
    assert_eq!(outside.status, StatusCode::OK);
    assert!(!outside.text().contains("href=\"/situation\""));
}
