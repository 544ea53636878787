//! The committee's side of the demonstration: accounts for everybody who is needed, and the country's
//! figures.

use super::people::{PASSWORD, member, shown_name, sign_in_name};
use crate::open::Office;
use access::{
    Access, AccountId, Actor, DisplayName, FirstAdministrator, ManageAccounts, Membership,
    NewAccount, OperateSystem, PasswordCost, Permit, Scope, Settings, SignInName,
};
use anyhow::Context;
use demonstration::Cast;
use jiff::SignedDuration;
use vocabulary::{Language, PlaceCode};

/// Makes the accounts, and loads what the demonstration shows.
pub(super) async fn make(office: &Office, seed: u64) -> anyhow::Result<()> {
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
    make_office(office).await?;
    demonstration::load(
        &office.database,
        &office.catalogue,
        &Cast::gather(actors),
        now,
        seed,
    )
    .await
    .context("the demonstration could not be made")?;
    Ok(())
}

/// One person on the committee's side who serves two institutions and the secretariat: what they
/// send in for the ones they do not verify for the other.
async fn make_office(office: &Office) -> anyhow::Result<()> {
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
