//! `besa restore`: a copy is looked through, made to forget what was erased since, and put into an empty
//! place; it is there as a whole or not at all.

use crate::{Place, erasures, open, output::line, table};
use access::{Access, Actor, OperateSystem, Permit, ReadSnapshot, Scope};
use anyhow::{Context as _, bail, ensure};
use clap::Args;
use committee::{Catalogue, kept_faults};
use jiff::Timestamp;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use store::{Database, Migrations};
use vocabulary::{Clock as _, SystemClock};

/// Put a copy of a database back, into an empty folder or an empty PostgreSQL database.
///
/// The copy is one that `besa backup` wrote. Before anything is put back every page of it is checked,
/// every row of its audit log, every file and snapshot against its hash, and every release against its
/// certificate. With a checkpoint that somebody else kept, look at the copy with `besa audit verify
/// --copy` first. Nothing is put where a database is already.
///
/// Whoever was erased since the copy stays erased: the list of erasures, erasures.txt, must be in the
/// folder, or be named. Lists of linkage rounds do not come back. Everybody is signed out and every
/// token ends. Accounts, passwords and access to cases are as they were then: look through what was
/// closed or revoked since, and propose anew what was released since.
///
///   besa restore /mnt/safe/committee-2026-11-29.db --directory /srv/besa
///   besa restore --table-wing /mnt/safe/cases-2026-11-29.db --directory /srv/besa --erasures /mnt/safe/erasures.txt
///   besa restore /mnt/safe/committee-2026-11-29.db --database-url postgres://besa@db/committee
///   besa restore --table-wing /mnt/safe/cases.db --casework-database-url postgres://table@db/cases --nobody-erased --json
///
/// Ends with 0 when it is back, 1 when the copy was tampered with, 2 for bad use or a damaged file; then
/// nothing was put back.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Restore {
    #[command(flatten)]
    place: Place,
    /// The copy is of the table wing's database instead of the committee's.
    #[arg(long)]
    table_wing: bool,
    /// The copy.
    file: PathBuf,
    /// The newest list of erasures, where it is not in the folder yet.
    #[arg(long, requires = "table_wing")]
    erasures: Option<PathBuf>,
    /// There is no list because nobody was ever erased.
    #[arg(long, requires = "table_wing", conflicts_with = "erasures")]
    nobody_erased: bool,
    /// Say what was done as JSON.
    #[arg(long)]
    json: bool,
}

/// What was put back.
struct Done {
    size: u64,
    root: String,
    erased: usize,
}

impl Restore {
    /// Runs the command.
    ///
    /// # Errors
    /// When the target is not empty, the copy is damaged or of the other wing, the list of erasures is
    /// missing, or a database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        self.expect_empty().await?;
        let tables = self.tables();
        Database::check_copy(&self.file, tables).await?;
        self.expect_wing().await?;
        let head = {
            let copy = Database::open_copy(&self.file).await?;
            let head = ledger::verify(&copy, []).await?;
            copy.close().await;
            match head {
                Ok(head) => head,
                Err(fault) => {
                    let text = fault.to_string();
                    line(&if self.json {
                        json!({"restored": false, "fault": fault.code(), "message": text})
                            .to_string()
                    } else {
                        format!(
                            "The copy's audit log was tampered with: {text}. Nothing was put back."
                        )
                    });
                    return Ok(ExitCode::from(1));
                }
            }
        };
        std::fs::create_dir_all(&self.place.directory)
            .with_context(|| format!("cannot make {}", self.place.directory.display()))?;
        let erased = self.list_of_erasures()?;
        let working = self.place.directory.join("restoring.db");
        let put = self.put_back(&working).await;
        remove(&working)?;
        put?;
        self.tell(&Done {
            size: head.size(),
            root: head.root().to_string(),
            erased,
        });
        Ok(ExitCode::SUCCESS)
    }

    fn tables(&self) -> &'static [Migrations] {
        if self.table_wing {
            &table::TABLES
        } else {
            &open::TABLES
        }
    }

    /// The PostgreSQL database that is asked for; `None`: the file in the folder.
    fn server(&self) -> Option<&str> {
        if self.table_wing {
            self.place.casework_database_url.as_deref()
        } else {
            self.place.database_url.as_deref()
        }
    }

    fn target(&self) -> PathBuf {
        self.place.directory.join(if self.table_wing {
            table::FILE
        } else {
            open::FILE
        })
    }

    async fn expect_empty(&self) -> anyhow::Result<()> {
        if let Some(server) = self.server() {
            ensure!(
                Database::is_empty_server(server).await?,
                "the PostgreSQL database holds tables already: name an empty one"
            );
            return Ok(());
        }
        let target = self.target();
        let mut log = target.clone().into_os_string();
        log.push("-wal");
        for file in [target, PathBuf::from(log)] {
            ensure!(
                !file.exists(),
                "{} is there already: move it away, or name another --directory",
                file.display()
            );
        }
        Ok(())
    }

    /// Refuses the other wing's copy: the wall between the wings is two databases.
    async fn expect_wing(&self) -> anyhow::Result<()> {
        let copy = Database::open_copy(&self.file).await?;
        let is_committees = table::is_committees(&copy).await?;
        let is_wings = table::is_wings(&copy).await?;
        copy.close().await;
        match (self.table_wing, is_committees, is_wings) {
            (false, true, false) | (true, false, true) => Ok(()),
            (false, false, true) => bail!("this is a copy of the table wing: add --table-wing"),
            (true, true, false) => {
                bail!("this is a copy of the committee's database: leave --table-wing out")
            }
            _ => bail!("this is no copy of a database of besa"),
        }
    }

    /// Puts the list of erasures into the folder. Gives the number of its lines.
    fn list_of_erasures(&self) -> anyhow::Result<usize> {
        if !self.table_wing {
            return Ok(0);
        }
        if let Some(list) = &self.erasures {
            return erasures::bring(&self.place.directory, list);
        }
        let listed = erasures::listed(&self.place.directory)?;
        match listed {
            Some(number) => Ok(number),
            None if self.nobody_erased => Ok(0),
            None => bail!(
                "the list of erasures is not in {}: name the newest with --erasures, or say \
                 --nobody-erased if there never was one. Without it whoever was erased would come back",
                self.place.directory.display()
            ),
        }
    }

    async fn put_back(&self, working: &Path) -> anyhow::Result<()> {
        remove(working)?;
        std::fs::copy(&self.file, working)
            .with_context(|| format!("cannot write {}", working.display()))?;
        let address = format!("sqlite://{}", working.display());
        let database = Database::open(&address, self.tables()).await?;
        let forgotten = if self.table_wing {
            self.forget_people(&database).await
        } else {
            self.forget_sessions(&database).await
        };
        // A fresh copy holds nothing of what was just deleted, in no free page.
        let fresh = working.with_extension("fresh");
        remove(&fresh)?;
        let written = match forgotten {
            Ok(()) => database.back_up(&fresh).await.map_err(Into::into),
            Err(error) => Err(error),
        };
        database.close().await;
        let placed = match written {
            Ok(()) => self.place_fresh(&fresh).await,
            Err(error) => Err(error),
        };
        remove(&fresh)?;
        placed
    }

    async fn place_fresh(&self, fresh: &Path) -> anyhow::Result<()> {
        if let Some(server) = self.server() {
            let database = Database::open(server, self.tables()).await?;
            let filled = database.fill_from(fresh).await;
            database.close().await;
            filled?;
        } else {
            std::fs::File::open(fresh)?.sync_all()?;
            std::fs::rename(fresh, self.target())
                .with_context(|| format!("cannot write {}", self.target().display()))?;
        }
        Ok(())
    }

    async fn forget_people(&self, database: &Database) -> anyhow::Result<()> {
        let country = crate::country::country(self.place.country.as_deref())?;
        let casework = table::over(database.clone(), &country);
        erasures::forget_again(&casework, &self.place.directory).await?;
        record(database, &self.file, SystemClock.now()).await
    }

    async fn forget_sessions(&self, database: &Database) -> anyhow::Result<()> {
        let now = SystemClock.now();
        let country = crate::country::country(self.place.country.as_deref())?;
        let nation = || Scope::national(country.code().clone());
        let operate: Permit<OperateSystem> = Actor::operator().permit(nation())?;
        let read: Permit<ReadSnapshot> = Actor::operator().permit(nation())?;
        let faults = kept_faults(database, &operate).await?;
        ensure!(
            faults.is_empty(),
            "the copy was changed: these are not what their hashes say: {}",
            faults.join(", ")
        );
        let catalogue = Catalogue::load(database, Arc::clone(&country)).await?;
        let (_, faults) = release::register_check(database, &catalogue, &read).await?;
        ensure!(
            faults.is_empty(),
            "the copy's register of releases does not hold: look at it with `besa release check`"
        );
        let access = Access::new(database.clone(), access::Settings::default());
        access.sign_everybody_out(&operate, now).await?;
        estimation::rounds::rounds_forget(database, &operate).await?;
        record(database, &self.file, now).await
    }

    fn tell(&self, done: &Done) {
        let place = match self.server() {
            Some(_) => "the PostgreSQL database".to_owned(),
            None => self.target().display().to_string(),
        };
        if self.json {
            let to = self.server().is_none().then(|| place.clone());
            line(
                &json!({"restored": true, "file": to, "log": {"size": done.size, "root": done.root},
                    "erased": done.erased})
                .to_string(),
            );
            return;
        }
        line(&format!("put back into {place}"));
        line(&format!(
            "  the copy's log was whole: {}:{}",
            done.size, done.root
        ));
        if self.table_wing {
            line(&format!(
                "  {} on the list of erasures stay erased",
                done.erased
            ));
            line("  look through who may open which case: what was ended since holds again");
        } else {
            line("  everybody is signed out, every token ended; lists of linkage rounds are gone");
            line("  look through the accounts: what was closed or changed since is as it was");
            line("  propose anew what was released since: this register does not know of it");
        }
    }
}

/// Writes into the log that, and from which file, the database was put back.
async fn record(database: &Database, file: &Path, now: Timestamp) -> anyhow::Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let detail = json!({ "file": name }).to_string();
    let operator = Actor::operator().account_id().to_string();
    let event = ledger::NewEvent {
        at: now,
        actor: &operator,
        kind: "database-restored",
        subject: "",
        detail: &detail,
    };
    let mut transaction = database.begin().await?;
    ledger::append(&mut transaction, &event).await?;
    Ok(transaction.commit().await?)
}

/// Removes a file of our own work and what SQLite lays beside it, if they are there.
fn remove(file: &Path) -> anyhow::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("cannot remove {}", Path::new(&name).display()));
            }
            _ => {}
        }
    }
    Ok(())
}
