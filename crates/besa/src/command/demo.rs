//! `besa demo`

use crate::{
    Place,
    client::Proxy,
    file::{Readers, replace},
    open::{Office, open},
    output::line,
    serve, table,
    witnesses::{Logs, key_file},
};
use access::{
    Access, Account, AccountId, Actor, DisplayName, FirstAdministrator, ManageAccounts, Membership,
    NewAccount, OperateSystem, OperatingSystemRandom, PasswordCost, Permit, RecoveryCode, Scope,
    SecondFactorSecret, Settings, SignInName,
};
use anyhow::{Context, bail};
use casework::Casework;
use clap::Args;
use demonstration::Cast;
use jiff::SignedDuration;
use ledger::{CheckpointKey, WitnessKey, WitnessToken};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};
use store::Database;
use vocabulary::{Clock as _, Country, InstitutionCode, Language, PlaceCode, SystemClock};
use web_casework::Demonstration;
use zeroize::Zeroizing;

/// Everybody in the demonstration has this password. It guards nothing: the figures are published
/// or synthetic, and the server listens on this machine alone.
const PASSWORD: &str = "tri pula te bardha";

/// Make the demonstration country and serve it on this machine alone.
///
/// National figures are as published; everything below the country, and every case, is invented.
/// It prints the address and one login for each kind of person. A folder that it made before is
/// served again as it is.
///
///   besa demo
///   besa demo --directory /tmp/country --listen 127.0.0.1:8090
///   besa demo --directory /tmp/country --seed 7 --only-make
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Demo {
    /// The folder for the demonstration; made when it is not there.
    #[arg(long, default_value = "besa-demo")]
    directory: PathBuf,
    /// The address to listen on; only this machine's own.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// From which number the synthetic figures are drawn: the same number gives the same figures.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Make the data and stop without serving.
    #[arg(long)]
    only_make: bool,
}

impl Demo {
    /// Runs the command.
    ///
    /// # Errors
    /// When the folder holds something else, the address is not this machine's own or taken, or the
    /// database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        if !self.listen.ip().is_loopback() {
            bail!("the demonstration listens on this machine alone: use 127.0.0.1");
        }
        let listener = serve::listen(self.listen).await?;
        let finished = self.directory.join("demonstration-complete");
        if self.directory.join("committee.db").exists() && !finished.exists() {
            bail!(
                "{} holds a database that is not a finished demonstration: name another --directory, or remove this one",
                self.directory.display()
            );
        }
        let place = Place {
            directory: self.directory.clone(),
            database_url: None,
            casework_database_url: None,
            country: None,
        };
        if self.only_make {
            self.make_missing(&place, &finished).await?;
            line(&format!("made in {}", self.directory.display()));
            return Ok(ExitCode::SUCCESS);
        }
        let country = crate::country::country(None)?;
        if !finished.exists() || is_without_cases(&place, &country).await? {
            self.make_aside().await?;
        }
        let office = open(&place).await?;
        let casework = table::open_table(&place, office.catalogue.country()).await?;
        greet(&self.directory, listener.local_addr()?);
        let door = table::door(&office, casework, false).demonstrating(demonstration_of_table()?);
        let logs = Logs::open(&place, &office).await?;
        serve::serve(&office, (door, logs), listener, Proxy::None).await?;
        Ok(ExitCode::SUCCESS)
    }

    /// Makes the data in a process of its own: what making needs in memory, the server does not keep.
    async fn make_aside(&self) -> anyhow::Result<()> {
        let program = std::env::current_exe().context("the program does not find itself")?;
        let status = tokio::process::Command::new(program)
            .args(["demo", "--only-make", "--listen", "127.0.0.1:0", "--seed"])
            .arg(self.seed.to_string())
            .arg("--directory")
            .arg(&self.directory)
            .kill_on_drop(true)
            .status()
            .await
            .context("the demonstration could not be made")?;
        if !status.success() {
            bail!("the demonstration was not made");
        }
        Ok(())
    }

    async fn make_missing(&self, place: &Place, finished: &Path) -> anyhow::Result<()> {
        let office = open(place).await?;
        if !finished.exists() {
            line("Making the demonstration country …");
            self.make(&office).await?;
            std::fs::write(finished, format!("seed {}\n", self.seed))?;
        }
        if is_without_cases(place, office.catalogue.country()).await? {
            line("Making the cases of the table wing …");
            let database = table::open_database(place).await?;
            let making =
                table::with_public_passphrase(database.clone(), office.catalogue.country());
            make_table(&office, &making).await?;
            sign_and_witness(place, (&database, true)).await?;
            sign_and_witness(place, (&office.database, false)).await?;
            database.close().await;
        }
        Ok(())
    }

    async fn make(&self, office: &Office) -> anyhow::Result<()> {
        let now = office.clock.now();
        let country = office.catalogue.country();
        let first = FirstAdministrator {
            sign_in_name: SignInName::parse("administrator")?,
            name: DisplayName::parse("Administrator (demo)")?,
            language: Language::Albanian,
            password: PASSWORD.to_owned(),
        };
        // Everybody is told the password: a costly hash of it, a hundred times, would guard nothing.
        let settings = Settings {
            password_cost: PasswordCost {
                memory: 64,
                passes: 1,
            },
            ..Settings::default()
        };
        let accounts = Access::new(office.database.clone(), settings);
        accounts.set_up(&first, now).await?;
        let manage: Permit<ManageAccounts> =
            Actor::operator().permit(Scope::national(country.code().clone()))?;
        let operate: Permit<OperateSystem> =
            Actor::operator().permit(Scope::national(country.code().clone()))?;
        let mut actors = Vec::new();
        let mut taken = std::collections::BTreeSet::new();
        for (number, membership) in Cast::needed(country).into_iter().enumerate() {
            let mut name = sign_in_name(&membership);
            let mut shown = shown_name(country, &membership, number);
            if !taken.insert(name.clone()) {
                // The second of the national office: who proposes a release does not approve it.
                name.push_str(".2");
                shown.push_str(" 2");
            }
            let account = NewAccount {
                sign_in_name: SignInName::parse(&name)?,
                name: DisplayName::parse(&shown)?,
                language: Language::Albanian,
                membership,
                password: PASSWORD.to_owned(),
                must_change_password: false,
            };
            let id: AccountId = accounts.account_create(&manage, &account, now).await?;
            actors.push(accounts.act_for(&operate, id, now).await?);
        }
        self.make_office(office).await?;
        demonstration::load(
            &office.database,
            &office.catalogue,
            &Cast::gather(actors),
            now,
            self.seed,
        )
        .await
        .context("the demonstration could not be made")?;
        Ok(())
    }

    /// One person on the committee's side who serves two institutions and the secretariat: what they
    /// send in for the ones they do not verify for the other.
    async fn make_office(&self, office: &Office) -> anyhow::Result<()> {
        let now = office.clock.now();
        let nation = office.catalogue.country().code().clone();
        let manage: Permit<ManageAccounts> = Actor::operator().permit(Scope::national(nation))?;
        let new = NewAccount {
            sign_in_name: SignInName::parse("office.al-07")?,
            name: DisplayName::parse("Dorina Vjosa")?,
            language: Language::Albanian,
            membership: member("AL-07.EDUCATION")?,
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        // One after the other, an hour apart: their order is that of their days.
        let ago = |hours| now.saturating_sub(SignedDuration::from_hours(hours));
        let access = &office.access;
        let id = access.account_create(&manage, &new, ago(3)?).await?;
        let health = member("AL-07.HEALTH")?;
        let given = access.membership_give(&manage, (id, &health), ago(2)?);
        given.await?;
        let region = PlaceCode::parse("AL-07")?;
        let secretariat = Membership::TechnicalSecretariat { region };
        let given = access.membership_give(&manage, (id, &secretariat), ago(1)?);
        given.await?;
        Ok(())
    }
}

/// Ties the demonstration's device to the accounts of the staff, and plays the cases.
async fn make_table(office: &Office, casework: &Casework) -> anyhow::Result<()> {
    let now = office.clock.now();
    let nation = || Scope::national(office.catalogue.country().code().clone());
    let manage: Permit<ManageAccounts> = Actor::operator().permit(nation())?;
    let operate: Permit<OperateSystem> = Actor::operator().permit(nation())?;
    let accounts = office.access.account_list(&manage, "", u16::MAX).await?;
    let codes = RecoveryCode::parse(table_demonstration::RECOVERY_CODE)
        .context("the demonstration's recovery code is none")?;
    let secret = demonstration_of_table()?.secret;
    let mut actors: Vec<Actor> = Vec::new();
    for member in table_demonstration::STAFF {
        let of = |account: &&Account| {
            let first = account.memberships.first();
            let institution = first.and_then(|held| held.membership.institution());
            institution.is_some_and(|code| code.as_str() == member.institution)
        };
        let account = accounts
            .iter()
            .find(of)
            .with_context(|| format!("nobody stands for {}", member.institution))?;
        let before = actors.iter().filter(|actor| {
            let institution = actor.institution();
            institution.is_some_and(|code| code.as_str() == member.institution)
        });
        let id = match before.count() {
            0 => account.id,
            before => {
                let new = colleague(account, before + 1)?;
                office.access.account_create(&manage, &new, now).await?
            }
        };
        let given = (&secret, std::slice::from_ref(&codes));
        let putting = office.access.second_factor_put(&operate, id, given, now);
        putting.await?;
        actors.push(office.access.act_for(&operate, id, now).await?);
    }
    table_demonstration::load(casework, &actors, now)
        .await
        .context("the cases of the table wing could not be made")?;
    let gate = table::gate(office, casework.clone());
    table_demonstration::hand_over(casework, &gate, (&actors, now))
        .await
        .context("the count of the cases could not be handed over")?;
    let both = two_bodies(office, (&secret, &codes)).await?;
    table_demonstration::load_two_seats(casework, (&actors, &both), now)
        .await
        .context("the person in two seats could not be made")
}

/// One person who works for two institutions of the table, acting for each of them.
async fn two_bodies(
    office: &Office,
    (secret, code): (&SecondFactorSecret, &RecoveryCode),
) -> anyhow::Result<[Actor; 2]> {
    let now = office.clock.now();
    let nation = || Scope::national(office.catalogue.country().code().clone());
    let manage: Permit<ManageAccounts> = Actor::operator().permit(nation())?;
    let operate: Permit<OperateSystem> = Actor::operator().permit(nation())?;
    let [first, second] = table_demonstration::TWO_BODIES.map(member);
    let (first, second) = (first?, second?);
    let new = NewAccount {
        sign_in_name: SignInName::parse("two.al-07")?,
        name: DisplayName::parse("Lediana Tomorri")?,
        language: Language::Albanian,
        membership: first.clone(),
        password: PASSWORD.to_owned(),
        must_change_password: false,
    };
    let before = now.saturating_sub(SignedDuration::from_hours(1))?;
    let id = office.access.account_create(&manage, &new, before).await?;
    let what = (id, &second);
    office.access.membership_give(&manage, what, now).await?;
    let given = (secret, std::slice::from_ref(code));
    office
        .access
        .second_factor_put(&operate, id, given, now)
        .await?;
    let first = office.access.act_for_in(&operate, (id, &first), now);
    let second = office.access.act_for_in(&operate, (id, &second), now);
    Ok([first.await?, second.await?])
}

/// A member of a region's institution: `AL-07.NPO`.
fn member(institution: &str) -> anyhow::Result<Membership> {
    let region = institution.split('.').next().unwrap_or_default();
    Ok(Membership::InstitutionMember {
        institution: InstitutionCode::parse(institution)?,
        region: Some(PlaceCode::parse(region)?),
    })
}

/// The key of a wing's log, its first checkpoint, and a witness who has signed that.
async fn sign_and_witness(
    place: &Place,
    (database, is_table_wing): (&Database, bool),
) -> anyhow::Result<()> {
    let random = &OperatingSystemRandom;
    let wing = if is_table_wing { "table" } else { "committee" };
    let key = CheckpointKey::fresh(&format!("besa.example/{wing}"), random)?;
    let file = key_file(&place.directory, is_table_wing);
    let secret = Zeroizing::new(key.reveal());
    replace(&file, secret.as_bytes(), Readers::Owner)?;
    let public = key.verifier().to_string();
    replace(
        &file.with_extension("pub"),
        public.as_bytes(),
        Readers::Anybody,
    )?;
    let now = SystemClock.now();
    ledger::sign_daily(database, &key, now).await?;
    let witness = WitnessKey::fresh("npo.example", random)?;
    let entry = (
        &*witness.verifier().to_string(),
        &WitnessToken::fresh(random),
    );
    let entered = ledger::witness_add(database, entry, now).await?;
    if let Some(offer) = ledger::offer(database, (&entered, None), now).await? {
        let note = witness.sign(&offer.note, now)?;
        ledger::cosigned(database, (&entered, &note), now).await?;
    }
    Ok(())
}

/// A second or third worker of an institution: `social-2.al-07`.
fn colleague(account: &Account, number: usize) -> anyhow::Result<NewAccount> {
    let first = account.memberships.first();
    let membership = &first.context("the colleague sits on no body")?.membership;
    let name = sign_in_name(membership);
    let (kind, region) = name.split_once('.').unwrap_or((&name, ""));
    Ok(NewAccount {
        sign_in_name: SignInName::parse(&format!("{kind}-{number}.{region}"))?,
        name: DisplayName::parse(&person(COLLEAGUES + number))?,
        language: Language::Albanian,
        membership: membership.clone(),
        password: PASSWORD.to_owned(),
        must_change_password: false,
    })
}

/// What the doors of the table wing tell every visitor of the demonstration.
fn demonstration_of_table() -> anyhow::Result<Demonstration> {
    Ok(Demonstration {
        passphrase: table_demonstration::PASSPHRASE.to_owned(),
        secret: SecondFactorSecret::parse(table_demonstration::SECRET)
            .context("the demonstration's secret is none")?,
    })
}

/// `police.al-07`, `secretariat.al-07`, `chair.al-07`, `onc`.
fn sign_in_name(membership: &Membership) -> String {
    match membership {
        Membership::InstitutionMember { institution, .. } => {
            let (region, kind) = institution
                .as_str()
                .rsplit_once('.')
                .unwrap_or(("", institution.as_str()));
            format!("{kind}.{region}").to_lowercase()
        }
        Membership::TechnicalSecretariat { region } => {
            format!("secretariat.{region}").to_lowercase()
        }
        Membership::CommitteeChair { region } => format!("chair.{region}").to_lowercase(),
        Membership::NationalAnalyst => "onc".to_owned(),
        Membership::Administrator => "administrator".to_owned(),
    }
}

/// What everybody is called: offices by their task, members by a person's name, because an account is
/// a person and the institution stands beside it.
fn shown_name(country: &Country, membership: &Membership, number: usize) -> String {
    let region = |code: &PlaceCode| {
        country
            .place(code.as_str())
            .map_or_else(|| code.to_string(), |place| place.names.albanian.clone())
    };
    match membership {
        Membership::InstitutionMember { .. } => person(number),
        Membership::TechnicalSecretariat { region: code } => {
            format!("Sekretariati {}", region(code))
        }
        Membership::CommitteeChair { region: code } => format!("Prefekti {}", region(code)),
        Membership::NationalAnalyst => "Analisti i ZKK".to_owned(),
        Membership::Administrator => "Administrator".to_owned(),
    }
}

/// From which number on colleagues are named, so that nobody has two people's name.
const COLLEAGUES: usize = 300;

/// An invented person: a given name, and a mountain or river for a surname.
fn person(number: usize) -> String {
    const GIVEN: [&str; 30] = [
        "Arta", "Besnik", "Drita", "Genc", "Elira", "Fatos", "Mirela", "Ilir", "Teuta", "Petrit",
        "Valbona", "Agron", "Blerta", "Luan", "Shpresa", "Arben", "Etleva", "Skënder", "Rudina",
        "Bujar", "Anila", "Gjergj", "Liri", "Sokol", "Zana", "Artan", "Mimoza", "Dritan", "Vera",
        "Kujtim",
    ];
    const SURNAMES: [&str; 16] = [
        "Drini",
        "Tomorri",
        "Korabi",
        "Vjosa",
        "Dajti",
        "Osumi",
        "Gramozi",
        "Buna",
        "Gjallica",
        "Semani",
        "Shpiragu",
        "Morava",
        "Pashtriku",
        "Kiri",
        "Jezerca",
        "Polisi",
    ];
    let given = GIVEN[number % GIVEN.len()];
    let surname = SURNAMES[number / GIVEN.len() % SURNAMES.len()];
    format!("{given} {surname}")
}

/// Whether nobody works at the table yet.
async fn is_without_cases(place: &Place, country: &Country) -> anyhow::Result<bool> {
    let database = table::open_database(place).await?;
    let is_empty = table::over(database.clone(), country)
        .is_without_workers()
        .await?;
    database.close().await;
    Ok(is_empty)
}

fn greet(directory: &Path, address: SocketAddr) {
    line("");
    line(&format!("  besa demonstration   http://{address}"));
    line(&format!("  public pages         http://{address}/public"));
    line(&format!("  data                 {}", directory.display()));
    line("");
    line(&format!("  password for all     {PASSWORD}"));
    for (name, what) in [
        ("police.al-07", "institution member (police, Kukës)"),
        ("secretariat.al-07", "technical secretariat (Kukës)"),
        ("chair.al-07", "committee chair, the prefect (Kukës)"),
        ("onc", "Office of the National Coordinator"),
        (
            "onc.2",
            "its second analyst, who approves what onc proposes",
        ),
        (
            "office.al-07",
            "one person, three bodies: education, health, secretariat (Kukës)",
        ),
        ("administrator", "administrator: accounts, no figures"),
    ] {
        line(&format!("  {name:<20} {what}"));
    }
    line("");
    line("  The table wing: http://…/table/guide walks through it. Workers, all in Kukës:");
    line(
        "  social.al-07, police.al-07, health.al-07, npo.al-07, prosecutor.al-07, education.al-07,",
    );
    line(
        "  and beside social.al-07 also social-2, -3, -4 and -5.al-07; the last has lost the passphrase:",
    );
    line("  the code stands at that inner door, social.al-07 and social-2.al-07 help");
    line(
        "  two.al-07 works for two of them, AL-07.SOCIAL and AL-07.NPO: a seat with a key at each",
    );
    line(&format!(
        "  passphrase           {}",
        table_demonstration::PASSPHRASE
    ));
    line(&format!(
        "  second factor        {}",
        table_demonstration::SECRET
    ));
    line(&format!(
        "  recovery code        {} (once for each)",
        table_demonstration::RECOVERY_CODE
    ));
    line("");
    line("  National figures are as published. Everything below the country is synthetic.");
    line("  Stop with Ctrl-C.");
}
