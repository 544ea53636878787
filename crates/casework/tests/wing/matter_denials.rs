//! Keeping somebody away from a matter beats every grant on it, past and coming, on both engines.

use crate::{
    dump::expect_no_canary,
    justice::{hired, matter},
    setup::{CANARY, Office, TABLES, at, day, refusal},
};
use casework::{CaseworkError, Field, Profession};
use store::testing::each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_kept_away_from_a_matter_loses_it_and_never_gets_it() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let prosecutor = hired(&office, 5, "R-1.PROSECUTOR", Profession::Prosecutor).await;
        let lawyer = hired(&office, 6, "R-1.NPO", Profession::Lawyer).await;
        let police = |hours| at(&office.police, hours);
        let code = wing.matter_open(police(2), &matter("m", 1)).await.unwrap();
        let number = (None, Field::MatterNumber, "a letter");
        let give = async |holder: &str, hours| {
            let grant = (holder, day(30), "works on it");
            wing.matter_grant(police(hours), &code, grant).await
        };
        for holder in [&prosecutor, &lawyer] {
            give(holder.account(), 3).await.unwrap();
            let opened = wing.matter_reveal(at(holder, 4), &code, number).await;
            assert_eq!(opened.unwrap().unwrap().expose(), CANARY);
        }
        let other = wing
            .matter_deny(at(&lawyer, 5), &code, prosecutor.account())
            .await;
        assert_eq!(refusal(other), "matter-leader-only");
        let stranger = wing
            .matter_deny(office.managing(5), &code, lawyer.account())
            .await;
        assert!(matches!(stranger, Err(CaseworkError::NotFound(_))));
        let oneself = wing
            .matter_deny(police(5), &code, office.police.account())
            .await;
        assert_eq!(refusal(oneself), "matter-leader-stays");
        let nobody = wing.matter_deny(police(5), &code, "x").await;
        assert!(matches!(nobody, Err(CaseworkError::NotFound(_))));
        for _ in 0..2 {
            wing.matter_deny(police(6), &code, prosecutor.account())
                .await
                .unwrap();
        }
        let closed = wing.matter_view(at(&prosecutor, 7), &code).await;
        assert!(matches!(closed, Err(CaseworkError::NotFound(_))));
        let own = wing.matters_of(at(&prosecutor, 7)).await.unwrap();
        assert!(own.is_empty());
        let again = give(prosecutor.account(), 8).await;
        assert_eq!(refusal(again), "grant-denied");
        let lead = wing
            .matter_lead(police(8), &code, prosecutor.account())
            .await;
        assert_eq!(refusal(lead), "grant-none");
        let denied = wing.matter_denied(police(9), &code).await.unwrap();
        assert_eq!(denied, [prosecutor.account()]);
        // Whoever never held anything can be kept away beforehand.
        let relative = hired(&office, 7, "R-1.BORDER", Profession::Police).await;
        wing.matter_deny(police(9), &code, relative.account())
            .await
            .unwrap();
        let coming = give(relative.account(), 10).await;
        assert_eq!(refusal(coming), "grant-denied");
        for holder in [&office.police, &lawyer] {
            let opened = wing.matter_reveal(at(holder, 10), &code, number).await;
            assert_eq!(opened.unwrap().unwrap().expose(), CANARY, "sealed anew");
        }
        // The key that was held before opens nothing of today's.
        let left: Vec<(String,)> = store::read!(&database, connection => {
            store::query_as("SELECT holder FROM wrapped_key WHERE holder = $1")
                .bind(prosecutor.account())
                .fetch_all(connection)
        })
        .unwrap();
        assert_eq!(left, []);
        expect_no_canary(&database).await;
    })
    .await;
}
