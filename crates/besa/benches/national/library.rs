//! What the library takes without pages: imports, the comparison, the overview.

use crate::say;
use access::{Actor, ImportFigures, ReadSituation, Scope};
use committee::{
    Catalogue,
    figures::Stage,
    imports::{NewImport, import_commit, import_stage},
    situation::overview_read,
};
use jiff::{Timestamp, civil::date};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::Database;
use vocabulary::{Period, StatedFigure};

const READERS: usize = 50;
const READS_EACH: usize = 20;

/// Imports everything as the operator does.
pub async fn import(database: &Database, catalogue: &Catalogue, figures: &[StatedFigure]) {
    let now: Timestamp = "2025-07-14T09:00:00Z".parse().expect("a time");
    let country = catalogue.country().code().clone();
    let permit = Actor::operator()
        .permit::<ImportFigures>(Scope::national(country))
        .expect("the operator imports");
    let content = figures[0].period.to_string();
    let import = NewImport {
        file_name: "national.csv",
        content: content.as_bytes(),
        institution: None,
        stage: Stage::Submitted,
        figures,
        questions: "[]".to_owned(),
        refusals: "[]".to_owned(),
        context: "{}".to_owned(),
        replaces: None,
    };
    let started = Instant::now();
    let id = import_stage(database, catalogue, &permit, &import, now)
        .await
        .expect("is staged");
    let staged = started.elapsed();
    import_commit(database, catalogue, &permit, id, (now, date(2025, 7, 14)))
        .await
        .expect("is committed");
    let all = started.elapsed();
    let rate = figures.len() as f64 / all.as_secs_f64();
    say(&format!(
        "import of {} figures: staged {staged:.1?}, committed and compared {:.1?}; {rate:.0} a second",
        figures.len(),
        all.saturating_sub(staged),
    ));
}

/// Compares everything again.
pub async fn compare(database: &Database, catalogue: &Catalogue) {
    let now: Timestamp = "2025-07-14T10:00:00Z".parse().expect("a time");
    let started = Instant::now();
    let mut transaction = database.begin().await.expect("begins");
    let extent = committee::discrepancies::Extent::Everything;
    committee::discrepancies::rederive(&mut transaction, catalogue, extent, now)
        .await
        .expect("is compared");
    transaction.commit().await.expect("commits");
    say(&format!(
        "everything compared again: {:.1?}",
        started.elapsed()
    ));
}

/// Fifty at once read the overview behind the situation page.
pub async fn read(database: &Database, catalogue: &Arc<Catalogue>) {
    let periods: Vec<Period> = (0..12)
        .map(|quarter| format!("{}Q{}", 2022 + quarter / 4, quarter % 4 + 1))
        .map(|name| Period::parse(&name).expect("a quarter"))
        .collect();
    let readers = (0..READERS).map(|reader| {
        let (database, catalogue) = (database.clone(), Arc::clone(catalogue));
        let periods = periods.clone();
        tokio::spawn(async move {
            let regions = catalogue.country().regions();
            let place = regions[reader % regions.len()].code.clone();
            let permit = Actor::operator()
                .permit::<ReadSituation>(Scope::regional(place))
                .expect("the operator reads");
            let mut times: Vec<Duration> = Vec::new();
            for _ in 0..READS_EACH {
                let started = Instant::now();
                overview_read(&database, &catalogue, &permit, &periods)
                    .await
                    .expect("is read");
                times.push(started.elapsed());
            }
            times
        })
    });
    let readers: Vec<_> = readers.collect();
    let mut times = Vec::new();
    for reader in readers {
        times.extend(reader.await.expect("no reader fails"));
    }
    times.sort_unstable();
    say(&format!(
        "overview of a region, {READERS} readers at once: median {:.1?}, 99th of a hundred {:.1?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
    ));
}
