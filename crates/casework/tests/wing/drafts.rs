//! Forms that save themselves: sealed for their writer, for a day, and gone with the leave to work.

use crate::{
    dump::expect_no_canary,
    setup::{Office, TABLES, at, canary, hour},
};
use casework::{Age, Compartment, NewGrant, Purpose};
use seal::SecretText;
use store::testing::each_engine;

#[tokio::test]
async fn what_is_typed_is_kept_for_its_writer_alone_and_for_a_day() {
    each_engine(&TABLES, async |database| {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let form = "/table/concern";
        let kept = wing.draft_keep(office.managing(1), form, &canary()).await;
        kept.unwrap();
        expect_no_canary(&database).await;
        let mine = wing.draft_open(office.managing(2), form).await.unwrap();
        assert_eq!(mine.unwrap().text.expose(), canary().expose());
        let other = wing.draft_open(at(&office.colleague, 2), form).await;
        assert!(other.unwrap().is_none(), "another's draft");
        let again = SecretText::new("later words");
        wing.draft_keep(office.managing(3), form, &again)
            .await
            .unwrap();
        let mine = wing.draft_open(office.managing(3), form).await.unwrap();
        assert_eq!(mine.unwrap().text.expose(), "later words");
        let over = wing.draft_open(office.managing(27), form).await.unwrap();
        assert!(over.is_none(), "a day later");
        wing.draft_keep(office.managing(28), form, &again)
            .await
            .unwrap();
        wing.draft_forget(office.managing(28), form).await.unwrap();
        assert!(
            wing.draft_open(office.managing(28), form)
                .await
                .unwrap()
                .is_none()
        );
        let long = SecretText::new("x".repeat(70_000));
        assert!(
            wing.draft_keep(office.managing(29), form, &long)
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_about_a_case_opens_with_a_grant_on_it_alone() {
    each_engine(&TABLES, async |database| {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("one", Age::Adult).await;
        let form = format!("/table/cases/{code}/needs");
        let police = office.police.account();
        let strangers = wing
            .draft_keep(at(&office.police, 2), &form, &canary())
            .await;
        assert!(strangers.is_err());
        let grant = NewGrant {
            holder: police.to_owned(),
            purpose: Purpose::Service,
            compartments: vec![Compartment::Care],
            ends_at: hour(20),
            reason: "service".to_owned(),
        };
        wing.grant_give(office.managing(2), &code, &grant)
            .await
            .unwrap();
        wing.draft_keep(at(&office.police, 3), &form, &canary())
            .await
            .unwrap();
        assert!(
            wing.draft_open(at(&office.police, 4), &form)
                .await
                .unwrap()
                .is_some()
        );
        wing.grant_revoke(office.managing(5), &code, police)
            .await
            .unwrap();
        assert!(wing.draft_open(at(&office.police, 6), &form).await.is_err());
    })
    .await;
}
