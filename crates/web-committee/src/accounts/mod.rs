//! Accounts: opened, found, closed and helped by administrators, who see no figure.

mod asked;
mod entry;
mod list;
mod membership;
mod open;

use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
};
use access::{Account, ManageAccounts, Permit, Role, SignInName};
use axum::{
    Router,
    routing::{get, post},
};
use boxed::boxed;
use page::Failure;

// words: role-institution-member role-technical-secretariat role-committee-chair
// words: role-national-analyst role-administrator log-witness-committee

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/accounts", get(list::list).post(list::add))
        .route("/accounts/{name}", get(open::form))
        .route("/accounts/{name}/memberships", post(open::give))
        .route("/accounts/{name}/memberships/ended", post(open::end))
        .route("/accounts/{name}/closed", post(entry::close))
        .route("/accounts/{name}/password", post(entry::reset))
        .route("/accounts/{name}/second-factor", post(entry::untie))
}

const ROLES: [Role; 5] = [
    Role::InstitutionMember,
    Role::TechnicalSecretariat,
    Role::CommitteeChair,
    Role::NationalAnalyst,
    Role::Administrator,
];

fn permit(door: &Door, reader: &SignedIn) -> Result<Permit<ManageAccounts>, Failure> {
    reader.permit(scope(door, door.country().code(), None))
}

/// The account with a sign-in name.
#[boxed]
async fn find(
    door: &Door,
    permit: &Permit<ManageAccounts>,
    reader: &SignedIn,
    name: &str,
) -> Result<Account, Failure> {
    let name =
        SignInName::parse(name).map_err(|_| Failure::not_found().in_language(reader.language))?;
    let found = door.access.account_named(permit, &name).await;
    found.shown(reader.language)
}
