//! The national dataset: ten years of quarters, 373 units, eight institutions, 19 cells; 2.27 million
//! figures out of a seed. Prints how fast they are imported and compared again, and how long readers
//! wait for an overview while fifty read at once. Run alone; it wants 3 GB of memory and a disk.

use access::{Actor, ImportFigures, ReadSituation, Scope};
use committee::{
    Catalogue,
    figures::Stage,
    imports::{NewImport, import_commit, import_stage},
    situation::overview_read,
};
use jiff::{Timestamp, civil::date};
use std::{
    io::Write as _,
    ops::Range,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use store::Database;
use vocabulary::{
    Breakdown, Country, InstitutionCode, Period, PlaceCode, ReportedValue, StatedFigure,
};

const CELLS: [&str; 19] = [
    "",
    "sex=female",
    "sex=male",
    "age=child",
    "age=adult",
    "age=child;sex=female",
    "age=child;sex=male",
    "age=adult;sex=female",
    "age=adult;sex=male",
    "form=sexual",
    "form=labour",
    "form=begging",
    "form=criminality",
    "form=marriage",
    "form=servitude",
    "form=organ-removal",
    "form=other",
    "form=unknown",
    "sex=unknown",
];
const INSTITUTIONS: usize = 8;
const READERS: usize = 50;
const READS_EACH: usize = 20;

fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).expect("the package is whole"))
}

/// Numbers that look like chance and are always the same.
fn mix(seed: usize) -> i64 {
    let mut bits = (seed as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((bits ^ (bits >> 27)) >> 33).cast_signed()
}

/// What one institution says of all cells of a unit and quarter. Its parts make its totals; one
/// institution in sixteen counts one person more than the others, and one in two hundred adds up
/// wrongly.
fn numbers(unit: usize, quarter: usize, institution: usize) -> [i64; CELLS.len()] {
    let group = unit * 64 + quarter;
    let mut by_age_and_sex = [0, 1, 2, 3].map(|cell| mix(group * 8 + cell) % 6);
    let word = mix((group * INSTITUTIONS + institution) * 8 + 7);
    if word % 16 == 0 {
        by_age_and_sex[usize::try_from(word / 16 % 4).unwrap_or(0)] += 1;
    }
    let [girls, boys, women, men] = by_age_and_sex;
    let total = girls + boys + women + men;
    let labour = mix(group * 8 + 6) % (total + 1);
    let stated = total + i64::from(word % 200 == 0);
    [
        stated,
        girls + women,
        boys + men,
        girls + boys,
        women + men,
        girls,
        boys,
        women,
        men,
        total - labour,
        labour,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ]
}

/// The units with the institutions of the region that each lies in.
fn units(country: &Country) -> Vec<(PlaceCode, Vec<InstitutionCode>)> {
    let units = country
        .places()
        .iter()
        .filter(|place| place.level.as_str() == "njesi");
    units
        .filter_map(|unit| {
            let region = country.region_of(&unit.code)?;
            let own = country.institutions().iter();
            let own = own.filter(|one| one.place == region.code);
            let codes = own.map(|one| one.code.clone()).take(INSTITUTIONS);
            Some((unit.code.clone(), codes.collect()))
        })
        .collect()
}

/// All quarters of some years.
fn figures(country: &Country, years: Range<usize>) -> Vec<StatedFigure> {
    let indicator = country.indicator("V01").expect("the package has it");
    let cells: Vec<Breakdown> = CELLS
        .iter()
        .map(|cell| Breakdown::parse(cell).expect("a cell"))
        .collect();
    let mut figures = Vec::new();
    for (unit, (place, institutions)) in units(country).iter().enumerate() {
        for quarter in 0..years.len() * 4 {
            let name = format!("{}Q{}", years.start + quarter / 4, quarter % 4 + 1);
            let period = Period::parse(&name).expect("a quarter");
            for (who, institution) in institutions.iter().enumerate() {
                let numbers = numbers(unit, quarter, who);
                for (breakdown, value) in cells.iter().zip(numbers) {
                    figures.push(StatedFigure {
                        institution: institution.clone(),
                        indicator: indicator.code.clone(),
                        place: place.clone(),
                        period,
                        breakdown: breakdown.clone(),
                        value: ReportedValue::value(value).expect("not negative"),
                        counting_rule: None,
                        comment: None,
                        source: None,
                    });
                }
            }
        }
    }
    figures
}

fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

async fn import(database: &Database, catalogue: &Catalogue, figures: &[StatedFigure]) {
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

async fn compare(database: &Database, catalogue: &Catalogue) {
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

async fn read(database: &Database, catalogue: &Arc<Catalogue>) {
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

/// Everything about these years, in a database of its own.
async fn measure(folder: &Path, years: Range<usize>) {
    let name = format!("{}-{}.db", years.start, years.end - 1);
    say(&name);
    let address = format!("sqlite://{}", folder.join(&name).display());
    let migrations = [ledger::MIGRATIONS, committee::MIGRATIONS];
    let database = Database::open(&address, &migrations).await.expect("opens");
    let country = country();
    let catalogue = Catalogue::load(&database, Arc::clone(&country)).await;
    let catalogue = Arc::new(catalogue.expect("is loaded"));
    let figures = figures(&country, years);
    import(&database, &catalogue, &figures).await;
    compare(&database, &catalogue).await;
    read(&database, &catalogue).await;
    database.close().await;
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    // The tenth part first: the same pages must not be twice as slow with all of it.
    measure(folder.path(), 2024..2025).await;
    measure(folder.path(), 2015..2025).await;
}
