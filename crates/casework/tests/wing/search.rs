//! Finding one's own cases by a name: in any order and spelling, and only where the identity may be
//! opened now.

use crate::setup::{Office, TABLES, at, hour, refusal};
use casework::{Age, Compartment, Field, NewGrant, Purpose};
use seal::SecretText;
use store::testing::each_engine;

fn grant(holder: &str, compartments: &[Compartment], hours: i64) -> NewGrant {
    NewGrant {
        holder: holder.to_owned(),
        purpose: Purpose::Service,
        compartments: compartments.to_vec(),
        ends_at: hour(hours),
        reason: "service".to_owned(),
    }
}

#[tokio::test]
async fn a_name_finds_what_its_asker_may_open_and_nothing_else() {
    each_engine(&TABLES, async |database| {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("one", Age::Adult).await;
        let other = office.concern("two", Age::Adult).await;
        for (case, name) in [(&code, "Valë Bregu Çela"), (&other, "Valë Mali")] {
            let name = SecretText::new(name);
            let written = wing.field_write(office.managing(2), case, (Field::Name, &name));
            written.await.unwrap();
        }
        let named = async |request, text: &str| {
            let text = SecretText::new(text);
            wing.cases_named(request, &text).await.unwrap()
        };
        // Marks, case and order do not matter; each further word narrows.
        assert_eq!(
            named(office.managing(3), "cela VALE").await,
            std::slice::from_ref(&code)
        );
        assert_eq!(named(office.managing(3), "vale").await.len(), 2);
        assert!(named(office.managing(3), "Bregu Mali").await.is_empty());
        assert!(
            named(office.managing(3), "Canary").await.is_empty(),
            "the earlier name"
        );
        let empty = SecretText::new(" - ");
        let refused = wing.cases_named(office.managing(3), &empty).await;
        assert_eq!(refusal(refused), "search-empty");

        // A grant on care is no leave to find by name; one on identity is, for as long as it lasts.
        let police = office.police.account();
        assert!(named(at(&office.police, 3), "Bregu").await.is_empty());
        let care = grant(police, &[Compartment::Care], 40);
        let given = wing.grant_give(office.managing(4), &code, &care).await;
        given.unwrap();
        assert!(named(at(&office.police, 5), "Bregu").await.is_empty());
        let identity = grant(police, &[Compartment::Identity], 30);
        let given = wing.grant_give(office.managing(6), &code, &identity).await;
        given.unwrap();
        assert_eq!(
            named(at(&office.police, 7), "Bregu").await,
            std::slice::from_ref(&code)
        );
        assert_eq!(
            named(at(&office.police, 7), "Valë").await,
            std::slice::from_ref(&code)
        );
        assert!(
            named(at(&office.police, 31), "Bregu").await.is_empty(),
            "it has ended"
        );
        let denied = wing.access_deny(office.managing(8), &code, police).await;
        denied.unwrap();
        assert!(named(at(&office.police, 9), "Bregu").await.is_empty());
    })
    .await;
}
