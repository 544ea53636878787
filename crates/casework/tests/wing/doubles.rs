//! The same person at two institutions: found by what agrees, however each office writes it.

use crate::{
    justice::hired,
    seats::{NPO, taken_in},
    setup::{Office, TABLES, at},
};
use casework::{Field, Profession};
use seal::SecretText;
use store::testing::each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_agrees_however_two_offices_write_the_day() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let npo = hired(&office, 31, NPO, Profession::SocialWorker).await;
        let own = taken_in(&office, (&office.manager, &office.manager), "form-1").await;
        let (own, told) = (
            own.unwrap(),
            taken_in(&office, (&npo, &npo), "form-2").await,
        );
        let told = told.unwrap();
        let born = async |day: &str| {
            let day = SecretText::new(day);
            let what = (Field::BirthDate, &day);
            wing.field_write(at(&npo, 3), &told, what).await.unwrap();
            let hints = wing.duplicate_hints(office.managing(4), &own).await;
            hints.unwrap()[0].agreeing
        };
        let day = SecretText::new("2001-05-30");
        let written = wing.field_write(office.managing(2), &own, (Field::BirthDate, &day));
        written.await.unwrap();
        for same in ["30.5.2001", " 30/05/2001 ", "30.05.2001.", "2001-05-30"] {
            assert_eq!(born(same).await, 2, "{same}: the name and the day");
        }
        for other in ["5.30.2001", "31.5.2001", "rreth 2001"] {
            assert_eq!(born(other).await, 1, "{other}: the name alone");
        }
    })
    .await;
}
