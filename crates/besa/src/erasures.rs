//! Who was erased stays erased, also when an older copy of the table wing's database is put back. The
//! list of erasures lies beside the database in a file of its own, codes and seconds alone; whenever
//! the wing is opened, everything on the list is erased again. Keep the file with the copies, and the
//! newest of it: no copy of the database replaces it.

use crate::file::{Readers, replace};
use anyhow::Context;
use casework::{CaseCode, Casework, Erasure};
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

const FILE: &str = "erasures.txt";

/// Erases again what is on the list, and brings the list up to date.
///
/// # Errors
/// When the list cannot be read or written, or the database fails.
pub async fn forget_again(casework: &Casework, directory: &Path) -> anyhow::Result<()> {
    let listed = read(&directory.join(FILE))?;
    casework.erase_again(&listed).await?;
    keep(casework, directory).await
}

/// How many are on the list of a folder; `None` where there is no list.
///
/// # Errors
/// When it cannot be read.
pub fn listed(directory: &Path) -> anyhow::Result<Option<usize>> {
    let file = directory.join(FILE);
    if !file.exists() {
        return Ok(None);
    }
    Ok(Some(read(&file)?.len()))
}

/// Brings a list into a folder; what is on the folder's own list stays on it. Gives how many are on it.
///
/// # Errors
/// When a list cannot be read or written.
pub fn bring(directory: &Path, list: &Path) -> anyhow::Result<usize> {
    anyhow::ensure!(list.exists(), "there is no {}", list.display());
    let brought = read(list)?;
    let known = read(&directory.join(FILE))?;
    write(directory, brought.into_iter().chain(known))
}

/// Keeps the list up to date while the wing is open, each minute.
pub async fn keep_up(casework: Casework, directory: PathBuf) {
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    loop {
        minutes.tick().await;
        if let Err(error) = keep(&casework, &directory).await {
            tracing::error!("the list of erasures was not written: {error:#}");
        }
    }
}

/// Writes what the list and the database hold together; the list never loses a line.
async fn keep(casework: &Casework, directory: &Path) -> anyhow::Result<()> {
    let file = directory.join(FILE);
    let before = read(&file)?;
    let now = casework.erasures().await?;
    let known: BTreeSet<&str> = before.iter().map(|one| one.code.as_str()).collect();
    if now.iter().any(|one| !known.contains(one.code.as_str())) {
        write(directory, before.into_iter().chain(now))?;
    }
    Ok(())
}

/// Writes a list, each code once, and gives how many there are.
fn write(directory: &Path, erasures: impl Iterator<Item = Erasure>) -> anyhow::Result<usize> {
    let file = directory.join(FILE);
    let mut all: BTreeMap<String, i64> = BTreeMap::new();
    for one in erasures {
        all.entry(one.code.to_string())
            .or_insert(one.at.as_second());
    }
    let mut text = String::new();
    for (code, second) in &all {
        writeln!(text, "{code} {second}")?;
    }
    std::fs::create_dir_all(directory)?;
    replace(&file, text.as_bytes(), Readers::Anybody)?;
    Ok(all.len())
}

fn read(file: &Path) -> anyhow::Result<Vec<Erasure>> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let erasure = |line: &str| {
        let (code, second) = line.split_once(' ')?;
        Some(Erasure {
            code: CaseCode::parse(code).ok()?,
            at: Timestamp::from_second(second.trim().parse().ok()?).ok()?,
        })
    };
    let mut listed = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        listed.push(erasure(line).with_context(|| {
            format!("{}, line {number}: not a code and a second", file.display())
        })?);
    }
    Ok(listed)
}

#[cfg(test)]
mod tests {
    use super::{FILE, forget_again, keep, read};
    use access::{Actor, Membership, OperatingSystemRandom};
    use casework::{Casework, PassphraseCost, Phase, Request, Settings};
    use jiff::Timestamp;
    use std::{path::Path, sync::Arc};
    use store::Database;
    use vocabulary::{InstitutionCode, PlaceCode};

    async fn open(file: &Path) -> (Casework, Database) {
        let tables = [ledger::MIGRATIONS, casework::MIGRATIONS];
        let address = format!("sqlite://{}", file.display());
        let database = Database::open(&address, &tables).await.unwrap();
        let settings = Settings {
            passphrase_cost: PassphraseCost {
                memory: 64,
                passes: 1,
            },
            dialling_code: "355".to_owned(),
        };
        let random = Arc::new(OperatingSystemRandom);
        let casework = Casework::new(database.clone(), settings, random);
        (casework, database)
    }

    fn actors() -> Vec<Actor> {
        let codes = table_demonstration::STAFF.iter().map(|one| one.institution);
        let actor = |(number, code): (u128, &str)| {
            let membership = Membership::InstitutionMember {
                institution: InstitutionCode::parse(code).unwrap(),
                region: PlaceCode::parse("AL-07").ok(),
            };
            Actor::for_test(number, "synthetic", membership)
        };
        (1..).zip(codes).map(actor).collect()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_copy_that_is_put_back_forgets_who_was_erased_since() {
        let folder = tempfile::tempdir().unwrap();
        let (wing, database) = open(&folder.path().join("casework.sqlite")).await;
        let now: Timestamp = "2026-07-14T09:00:00Z".parse().unwrap();
        let actors = actors();
        table_demonstration::load(&wing, &actors, now)
            .await
            .unwrap();
        let copy = folder.path().join("copy.sqlite");
        database.back_up(&copy).await.unwrap();
        let passphrase = table_demonstration::PASSPHRASE;
        let worker = wing.enter(&actors[0], passphrase, now).await.unwrap();
        let request = Request {
            worker: &worker,
            now,
        };
        let cases = wing.cases_of(request).await.unwrap();
        let closed = cases.iter().find(|case| case.phase == Phase::Closed);
        let code = &closed.unwrap().code;
        wing.case_erase(request, code).await.unwrap();
        keep(&wing, folder.path()).await.unwrap();
        let listed = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(listed.starts_with(code.as_str()), "{listed}");
        let (restored, _) = open(&copy).await;
        restored.case_view(request, code).await.unwrap();
        forget_again(&restored, folder.path()).await.unwrap();
        assert!(restored.case_view(request, code).await.is_err());
        let others = restored.cases_of(request).await.unwrap();
        assert_eq!(others.len(), cases.len() - 1);
        let still = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert_eq!(still, listed);
    }

    #[test]
    fn a_line_that_is_damaged_is_named_and_nothing_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("erasures.txt");
        assert!(read(&file).unwrap().is_empty(), "no list is an empty one");
        for bad in ["7Q2K-M9XT-4", "nobody 12", "7Q2K-M9XT-4 soon"] {
            std::fs::write(&file, format!("{bad}\n")).unwrap();
            let error = read(&file).unwrap_err().to_string();
            assert!(error.contains("line 1"), "{bad}: {error}");
        }
    }
}
