//! The administrator's list of accounts: what is found in it, page by page, and what is done on an
//! account's own page.

use crate::common::{Person, World, chair, member, secretariat, world};
use access::Membership;
use axum::http::StatusCode;

async fn administrator(world: &World) -> Person<'_> {
    world.person("keeper", Membership::Administrator).await
}

/// The sign-in names that a list links to.
fn listed(page: &str) -> Vec<&str> {
    let links = page.split("href=\"/accounts/").skip(1);
    links.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_found_by_institution_role_region_and_state() {
    let world = world().await;
    let keeper = administrator(&world).await;
    world.account("arta", member("AL-10.POLICE")).await;
    world.account("besnik", secretariat("AL-10")).await;
    world.account("drita", chair("AL-07")).await;
    world.seat("drita", &secretariat("AL-07")).await;
    let found = async |asked: &str| {
        let page = keeper.get(&format!("/accounts?{asked}")).await.text();
        listed(&page).join(" ")
    };
    // Without marks, in any case, by what the page says of an institution.
    assert_eq!(found("words=SHKODER").await, "arta besnik");
    assert_eq!(found("words=police+shkoder").await, "arta");
    assert_eq!(found("words=drita").await, "drita");
    assert_eq!(found("role=technical-secretariat").await, "besnik drita");
    assert_eq!(found("region=AL-10").await, "arta besnik");
    // Both of one and the same body.
    assert_eq!(found("role=committee-chair&region=AL-10").await, "");
    assert_eq!(found("state=unused&region=AL-10").await, "arta besnik");
    let closed = keeper.post("/accounts/arta/closed", &[]).await;
    assert_eq!(closed.location, "/accounts/arta?done=closed");
    assert_eq!(found("state=closed").await, "arta");
    assert_eq!(found("state=open&region=AL-10").await, "besnik");
    let none = keeper.get("/accounts?words=%22%3E%3Cb%3E").await.text();
    assert!(none.contains("No account is like that") && !none.contains("<b>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_has_pages_that_keep_what_was_asked() {
    let world = world().await;
    let keeper = administrator(&world).await;
    for number in 0..60 {
        world
            .account(&format!("name.{number:02}"), member("AL-07.POLICE"))
            .await;
    }
    let first = keeper.get("/accounts?words=polic%C3%AB+name").await.text();
    assert_eq!(listed(&first).len(), 50);
    assert!(first.contains("1–50 of 60"));
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let second = keeper.get(&next).await.text();
    assert_eq!(listed(&second).len(), 10);
    assert!(second.contains("51–60 of 60") && second.contains("rel=\"prev\""));
    assert!(!second.contains("rel=\"next\""));
    // A page that is no more is the last one.
    let beyond = keeper
        .get("/accounts?words=police+name&page=9")
        .await
        .text();
    assert!(beyond.contains("51–60 of 60"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_helped_on_its_own_page() {
    let world = world().await;
    let keeper = administrator(&world).await;
    let opened = [
        ("sign_in_name", "arta"),
        ("name", "Arta"),
        ("role", "technical-secretariat"),
        ("region", "AL-07"),
        ("password", "tri mollë në pemë"),
    ];
    // A body that there is not is no way to see the whole country.
    for (role, body, code) in [
        ("institution-member", "institution", "AL-07.NOPE"),
        ("institution-member", "institution", "UNODC"),
        ("technical-secretariat", "region", "AL"),
        ("committee-chair", "region", "AL-M83"),
    ] {
        let nowhere = [
            ("sign_in_name", "nowhere"),
            ("name", "Nowhere"),
            ("role", role),
            (body, code),
            ("password", "tri mollë në pemë"),
        ];
        let refused = keeper.post("/accounts", &nowhere).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        let page = refused.text();
        assert!(
            page.contains(&format!("href=\"#{body}\"")),
            "{code}: {page}"
        );
    }
    let opened = keeper.post("/accounts", &opened).await;
    assert_eq!(opened.location, "/accounts/arta?done=opened");
    let page = keeper.get(&opened.location).await.text();
    assert!(page.contains("The account is open.") && page.contains("changes its password"));
    assert!(page.contains("never"));
    let weak = [("password", "short")];
    let refused = keeper.post("/accounts/arta/password", &weak).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("<details open><summary>New password")
    );
    let reset = [("password", "gjashtë dele në fushë")];
    let reset = keeper.post("/accounts/arta/password", &reset).await;
    assert_eq!(reset.location, "/accounts/arta?done=password");
    keeper.post("/accounts/arta/closed", &[]).await;
    let page = keeper.get("/accounts/arta?done=nothing").await.text();
    assert!(page.contains("closed since") && page.contains("Open the account again"));
    let again = keeper
        .post("/accounts/arta/closed", &[("open", "yes")])
        .await;
    assert_eq!(again.location, "/accounts/arta?done=reopened");
    // Nobody locks themselves out from here.
    let own = keeper.get("/accounts/keeper").await.text();
    assert!(!own.contains("/accounts/keeper/closed"));
    assert!(own.contains("href=\"/account/second-factor\""));
}
