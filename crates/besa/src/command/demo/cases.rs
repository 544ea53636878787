//! The table wing's side of the demonstration: who works there, with which device, and their cases.

use super::people::{PASSWORD, colleague, member};
use crate::{Place, open::Office, table};
use access::{
    Account, Actor, DisplayName, ManageAccounts, NewAccount, OperateSystem, Permit, RecoveryCode,
    Scope, SecondFactorSecret, SignInName,
};
use anyhow::Context;
use casework::Casework;
use jiff::SignedDuration;
use vocabulary::{Country, Language};
use web_casework::Demonstration;

/// Ties the demonstration's device to the accounts of the staff, and plays the cases.
pub(super) async fn make(office: &Office, casework: &Casework) -> anyhow::Result<()> {
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

/// What the doors of the table wing tell every visitor of the demonstration.
pub(super) fn demonstration_of_table() -> anyhow::Result<Demonstration> {
    Ok(Demonstration {
        passphrase: table_demonstration::PASSPHRASE.to_owned(),
        secret: SecondFactorSecret::parse(table_demonstration::SECRET)
            .context("the demonstration's secret is none")?,
    })
}

/// Whether nobody works at the table yet.
pub(super) async fn is_without_cases(place: &Place, country: &Country) -> anyhow::Result<bool> {
    let database = table::open_database(place).await?;
    let is_empty = table::over(database.clone(), country)
        .is_without_workers()
        .await?;
    database.close().await;
    Ok(is_empty)
}
