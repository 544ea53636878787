//! Several bodies of one person on pages: chosen after signing in, changed from every page, given and
//! ended by an administrator, and never a way around the second person.

use crate::common::{Person, World, field, member, secretariat, world};
use access::Membership;
use axum::http::StatusCode;

const POLICE: &str = "AL-07.POLICE";

/// The same person, acting for another body.
async fn acting<'w>(world: &'w World, person: &Person<'w>, text: &str) -> Person<'w> {
    let id = person.membership(text).await;
    let answer = person
        .post("/account/memberships", &[("membership", &id)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    world.with_cookie(&answer.cookie)
}

async fn begun(person: &Person<'_>) -> String {
    let new = [
        ("template", "victims-quarterly"),
        ("institution", POLICE),
        ("place", "AL-07"),
        ("period", "2024Q4"),
    ];
    person.post("/returns", &new).await.location
}

#[tokio::test(flavor = "multi_thread")]
async fn one_acts_for_one_body_and_changes_it_from_every_page() {
    let world = world().await;
    let alone = world.person("arta", member(POLICE)).await;
    let page = alone.get("/situation?place=AL-07&period=2024").await.text();
    assert!(
        !page.contains("/account/memberships"),
        "who sits on one body is asked nothing"
    );
    world.seat("arta", &secretariat("AL-07")).await;
    let both = world.again("arta", "").await;
    for path in [
        "/returns",
        "/tokens",
        "/account/memberships",
        "/situation?place=AL-07&period=2024",
    ] {
        let page = both.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let text = page.text();
        let form = text
            .split("action=\"/account/memberships\"")
            .nth(1)
            .unwrap();
        assert!(
            form.starts_with(" class=\"acting\"><input type=\"hidden\" name=\"csrf\""),
            "{path}"
        );
    }
    assert_eq!(both.get("/snapshots").await.status, StatusCode::NOT_FOUND);
    let address = begun(&both).await;
    let open = both.get(&address).await.text();
    let old_csrf = field(&open, "csrf");
    let office = acting(&world, &both, "Technical secretariat").await;
    assert_eq!(office.get("/snapshots").await.status, StatusCode::OK);
    // As the secretariat one sees the return and fills nothing in.
    assert_eq!(
        office.post(&address, &[("version", "1")]).await.status,
        StatusCode::FORBIDDEN
    );
    // A page that was opened before the change sends nothing any more, by the old cookie or the new.
    let steps = format!("{address}/steps");
    let stale = [("csrf", old_csrf.as_str()), ("step", "submit")];
    let foreign = office.post_bare(&steps, &stale).await;
    assert_eq!(
        foreign.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        foreign.text()
    );
    let gone = both.post_bare(&steps, &stale).await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    // Without the session's own form nothing is changed.
    let id = office.membership("police").await;
    let forged = office
        .post_bare(
            "/account/memberships",
            &[("csrf", "x"), ("membership", &id)],
        )
        .await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = acting(&world, &office, "police").await;
    assert_eq!(back.get("/snapshots").await.status, StatusCode::NOT_FOUND);
    let changes = "SELECT COUNT(*) FROM ledger_event WHERE kind = 'membership-chosen'";
    assert_eq!(world.count(changes).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sent_in_is_no_second_person_in_another_hat() {
    let world = world().await;
    world.person("arta", member(POLICE)).await;
    world.seat("arta", &secretariat("AL-07")).await;
    let police = world.again("arta", "").await;
    let address = begun(&police).await;
    let page = police.get(&address).await.text();
    let (version, seen) = (field(&page, "version"), field(&page, "seen"));
    let cells = [
        ("version", version.as_str()),
        ("seen", seen.as_str()),
        ("number-0", "7"),
        ("state-0", "value"),
        ("number-14", ""),
        ("state-14", "not_reported"),
    ];
    let saved = police.post(&address, &cells).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let steps = format!("{address}/steps");
    let sent = police.post(&steps, &[("step", "submit")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let office = acting(&world, &police, "Technical secretariat").await;
    let own = office.post(&steps, &[("step", "verify")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        own.text().contains("somebody other than who sent it in"),
        "{}",
        own.text()
    );
    let other = world.person("besnik", secretariat("AL-07")).await;
    let verified = other.post(&steps, &[("step", "verify")]).await;
    assert_eq!(
        verified.status,
        StatusCode::SEE_OTHER,
        "{}",
        verified.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_gives_and_ends_bodies_but_not_their_own() {
    let world = world().await;
    let arta = world.person("arta", member(POLICE)).await;
    let admin = world.person("second", Membership::Administrator).await;
    let list = admin.get("/accounts").await.text();
    assert!(list.contains("href=\"/accounts/arta\""));
    let give =
        async |fields: &[(&str, &str)]| admin.post("/accounts/arta/memberships", fields).await;
    let missing = give(&[("role", "committee-chair")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = give(&[("role", "technical-secretariat"), ("region", "AL-07")]).await;
    assert_eq!(
        (given.status, given.location.as_str()),
        (StatusCode::SEE_OTHER, "/accounts/arta")
    );
    let twice = give(&[("role", "technical-secretariat"), ("region", "AL-07")]).await;
    assert!(twice.text().contains("sits on this body already"));
    let both = give(&[("role", "administrator")]).await;
    assert!(
        both.text()
            .contains("An administrator sits on no other body")
    );
    let page = admin.get("/accounts/arta").await.text();
    assert!(
        page.contains("Technical secretariat") && page.contains("2025"),
        "{page}"
    );
    let row = page
        .split("<tr>")
        .skip(2)
        .find(|row| row.contains("Technical secretariat"))
        .unwrap();
    let office = field(row, "membership");
    // What she may act as now she chooses, and it ends at her next click.
    let secretary = acting(&world, &arta, "Technical secretariat").await;
    let ended = admin
        .post(
            "/accounts/arta/memberships/ended",
            &[("membership", &office)],
        )
        .await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(
        secretary.get("/snapshots").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        secretary.get("/returns").await.status,
        StatusCode::OK,
        "the other body is left"
    );
    assert!(
        admin
            .get("/accounts/arta")
            .await
            .text()
            .contains("Memberships that have ended")
    );
    // Nobody does it for themselves.
    let own = admin.get("/accounts/second").await.text();
    assert!(own.contains("These are your own bodies") && !own.contains("memberships/ended"));
    let refused = admin
        .post(
            "/accounts/second/memberships",
            &[("role", "national-analyst")],
        )
        .await;
    assert!(refused.text().contains("Nobody changes their own bodies"));
    let unknown = admin.get("/accounts/nobody").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let given = "SELECT COUNT(*) FROM ledger_event WHERE kind LIKE 'membership-%'";
    assert_eq!(world.count(given).await, 3, "given, chosen, ended");
}
