//! The whole demonstration on a real database: complete, deterministic, true where it says so.

use access::{Actor, Membership, ReadSnapshot, Scope};
use committee::{Catalogue, snapshots::snapshot_list};
use demonstration::{Cast, Summary, load};
use jiff::Timestamp;
use std::sync::Arc;
use store::Database;
use vocabulary::Country;

const NOW: &str = "2025-07-14T09:00:00Z";

fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).unwrap())
}

fn cast(country: &Country) -> Cast {
    let needed: Vec<Membership> = Cast::needed(country);
    Cast::gather(
        (1u128..)
            .zip(needed)
            .map(|(number, membership)| Actor::for_test(number, "synthetic", membership)),
    )
}

async fn played(seed: u64) -> (Database, Catalogue, Summary, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("demo.db").display());
    let migrations = [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        committee::MIGRATIONS,
        estimation::MIGRATIONS,
        release::MIGRATIONS,
    ];
    let database = Database::open(&address, &migrations).await.unwrap();
    let country = country();
    let catalogue = Catalogue::load(&database, Arc::clone(&country))
        .await
        .unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let summary = load(&database, &catalogue, &cast(&country), now, seed)
        .await
        .unwrap();
    (database, catalogue, summary, folder)
}

#[tokio::test]
async fn every_reason_occurs_and_the_same_seed_gives_the_same_picture() {
    // Each on its own database, side by side.
    let (one, again, other) = tokio::join!(played(7), played(7), played(8));
    let (database, catalogue, summary, _folder) = one;
    let reasons = catalogue.country().code_list("discrepancy-reason").unwrap();
    for term in &reasons.terms {
        let times = summary.reasons.get(term.code.as_str()).copied();
        assert!(times >= Some(2), "{}: {times:?}", term.code);
    }
    assert_eq!(
        summary.published_figures,
        catalogue.country().published_figures().len()
    );
    assert!(summary.returns_submitted > 1500, "{summary:?}");
    assert!(summary.adoptions > 30 && summary.notes > 30, "{summary:?}");
    // Each of the twelve regions, and the country.
    assert_eq!(summary.snapshots.len(), 13);
    assert_eq!(summary.files_waiting, 12);

    let region = catalogue.country().regions()[0].code.clone();
    let permit = Actor::operator()
        .permit::<ReadSnapshot>(Scope::regional(region))
        .unwrap();
    let taken = snapshot_list(&database, &catalogue, &permit).await.unwrap();
    assert_eq!(taken[0].code, summary.snapshots[0]);

    assert_eq!(again.2, summary);
    assert_ne!(other.2.snapshots[0], summary.snapshots[0]);
}
