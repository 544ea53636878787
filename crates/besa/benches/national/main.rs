//! The national dataset: 2.27 million figures. Prints how fast they are imported and compared again,
//! how long readers wait for an overview while fifty read at once, and how long for whole pages of
//! the running program. Run alone; it wants 3 GB of memory and a disk.

mod dataset;
mod library;
mod pages;

use committee::Catalogue;
use std::{io::Write as _, ops::Range, path::Path, sync::Arc};
use store::Database;

fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Everything about these years, in a folder of its own.
async fn measure(folder: &Path, years: Range<usize>) {
    let name = format!("{}-{}", years.start, years.end - 1);
    say(&name);
    let folder = folder.join(name);
    std::fs::create_dir(&folder).expect("a folder can be made");
    let address = format!("sqlite://{}", folder.join("committee.db").display());
    let migrations = [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        committee::MIGRATIONS,
        estimation::MIGRATIONS,
        release::MIGRATIONS,
    ];
    let database = Database::open(&address, &migrations).await.expect("opens");
    let country = dataset::country();
    let catalogue = Catalogue::load(&database, Arc::clone(&country)).await;
    let catalogue = Arc::new(catalogue.expect("is loaded"));
    let figures = dataset::figures(&country, years.clone());
    library::import(&database, &catalogue, &figures).await;
    drop(figures);
    library::compare(&database, &catalogue).await;
    library::read(&database, &catalogue).await;
    pages::open_account(&database).await;
    database.close().await;
    pages::read(&folder, years).await;
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    // The tenth part first: the same pages must not be twice as slow with all of it.
    measure(folder.path(), 2024..2025).await;
    measure(folder.path(), 2015..2025).await;
}
