//! Accounts: opened, closed and helped by administrators, who see no figure.

mod membership;
mod open;

use crate::{
    Door,
    error::{InLanguage as _, at_field},
    memberships,
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{
    Account, AccountId, DisplayName, ManageAccounts, NewAccount, Permit, Role, SignInName,
};
use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use membership::Lists;
use page::{Failure, Frame, Problem, html, time_text};
use serde::Deserialize;
use vocabulary::Language;

// words: role-institution-member role-technical-secretariat role-committee-chair
// words: role-national-analyst role-administrator log-witness-committee

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/accounts", get(list).post(add))
        .route("/accounts/{name}", get(open::form))
        .route("/accounts/{name}/memberships", post(open::give))
        .route("/accounts/{name}/memberships/ended", post(open::end))
        .route("/accounts/{name}/closed", post(close))
        .route("/accounts/{name}/password", post(reset))
        .route("/accounts/{name}/second-factor", post(untie))
}

struct Row {
    sign_in_name: String,
    name: String,
    /// Each body that they sit on, in words.
    bodies: Vec<String>,
    last: String,
    is_closed: bool,
    /// Whether a new password for this account was refused just now.
    is_refused: bool,
}

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage {
    frame: Frame,
    problems: Vec<Problem>,
    is_adding: bool,
    entered: Entered,
    rows: Vec<Row>,
    lists: Lists,
    /// That the audit log is not witnessed as it should be, and what to do.
    witnesses: Option<String>,
}

#[derive(Default, Deserialize)]
struct Entered {
    csrf: String,
    sign_in_name: String,
    name: String,
    #[serde(flatten)]
    membership: membership::Entered,
    password: String,
}

#[derive(Deserialize)]
struct Closing {
    csrf: String,
    #[serde(default)]
    open: String,
}

#[derive(Deserialize)]
struct Untying {
    csrf: String,
}

#[derive(Deserialize)]
struct NewPassword {
    csrf: String,
    password: String,
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

async fn all(
    door: &Door,
    permit: &Permit<ManageAccounts>,
    language: Language,
) -> Result<Vec<Account>, Failure> {
    let mut found: Vec<Account> = Vec::new();
    loop {
        let after = found
            .last()
            .map_or(String::new(), |one| one.sign_in_name.as_str().to_owned());
        let page = door
            .access
            .account_list(permit, &after, 200)
            .await
            .shown(language)?;
        if page.is_empty() {
            return Ok(found);
        }
        found.extend(page);
    }
}

async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let permit = permit(&door, &reader)?;
    list_page(&door, &reader, &permit, Vec::new(), Entered::default()).await
}

async fn list_page(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ManageAccounts>,
    problems: Vec<Problem>,
    entered: Entered,
) -> Result<Response, Failure> {
    let words = reader.words();
    let found = all(door, permit, reader.language).await?;
    let seen = ledger::witness_overview(&door.database).await;
    let seen = seen.map_err(|error| Failure::internal(&error).in_language(reader.language))?;
    let days = [("days", ledger::WitnessOverview::LONGEST_DAYS.into())];
    let witnesses = seen
        .is_amiss(door.clock.now())
        .then(|| words.with("log-witness-committee", &days));
    html(&ListPage {
        witnesses,
        frame: frame(door, reader, words.text("navigation-accounts")),
        is_adding: problems.iter().any(|one| one.field == "sign_in_name"),
        entered,
        rows: found
            .iter()
            .map(|account| Row {
                sign_in_name: account.sign_in_name.as_str().to_owned(),
                name: account.name.as_str().to_owned(),
                bodies: account
                    .memberships
                    .iter()
                    .map(|held| memberships::text(door, words, &held.membership))
                    .collect(),
                last: account
                    .signed_in_at
                    .map_or_else(String::new, |at| time_text(words, at)),
                is_closed: account.disabled_at.is_some(),
                is_refused: problems
                    .iter()
                    .any(|one| one.field == format!("password-{}", account.sign_in_name.as_str())),
            })
            .collect(),
        problems,
        lists: Lists::of(door, reader),
    })
}

fn regions(door: &Door, language: Language) -> Vec<(String, String)> {
    let regions = door.country().regions().into_iter();
    regions
        .map(|one| (one.code.to_string(), one.names.text(language).to_owned()))
        .collect()
}

fn institutions(door: &Door, language: Language) -> Vec<(String, String)> {
    let country = door.country();
    let mut institutions: Vec<(String, String)> = country
        .institutions()
        .iter()
        .filter(|one| {
            country.place(one.place.as_str()).is_some()
                && one.kind.as_str() != "published-source"
                && !country.is_counted_kind(&one.kind)
        })
        .map(|one| (one.code.to_string(), one.names.text(language).to_owned()))
        .collect();
    page::sort_by_name(&mut institutions, |one| &one.1);
    institutions
}

async fn add(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    match create(&door, &reader, &permit, &entered).await {
        Ok(()) => Ok(Redirect::to("/accounts").into_response()),
        Err(failure) => {
            let problems = at_field("sign_in_name", failure)?;
            let page = list_page(&door, &reader, &permit, problems, entered).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn create(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ManageAccounts>,
    entered: &Entered,
) -> Result<(), Failure> {
    let language = reader.language;
    let refused = |key| Failure::refused(key).in_language(language);
    let account = NewAccount {
        sign_in_name: SignInName::parse(&entered.sign_in_name)
            .map_err(|error| refused(error.key()))?,
        name: DisplayName::parse(&entered.name).map_err(|error| refused(error.key()))?,
        language,
        membership: entered.membership.membership(door, reader)?,
        password: entered.password.clone(),
        must_change_password: true,
    };
    door.access
        .account_create(permit, &account, door.clock.now())
        .await
        .shown(language)?;
    Ok(())
}

async fn find(
    door: &Door,
    permit: &Permit<ManageAccounts>,
    reader: &SignedIn,
    name: &str,
) -> Result<AccountId, Failure> {
    let found = all(door, permit, reader.language).await?;
    found
        .into_iter()
        .find(|account| account.sign_in_name.as_str() == name)
        .map(|account| account.id)
        .ok_or_else(|| Failure::not_found().in_language(reader.language))
}

async fn close(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(entered): Form<Closing>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    let id = find(&door, &permit, &reader, &name).await?;
    let now = door.clock.now();
    let outcome = if entered.open.is_empty() {
        door.access.account_disable(&permit, id, now).await
    } else {
        door.access.account_enable(&permit, id, now).await
    };
    answer(
        &door,
        &reader,
        &permit,
        outcome.shown(reader.language),
        "accounts",
    )
    .await
}

/// Back to the list; with the reason above it, where something was refused.
async fn answer(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ManageAccounts>,
    outcome: Result<(), Failure>,
    field: &str,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(Redirect::to("/accounts").into_response()),
        Err(failure) => {
            let problems = at_field(field, failure)?;
            let page = list_page(door, reader, permit, problems, Entered::default()).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn reset(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(entered): Form<NewPassword>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    let id = find(&door, &permit, &reader, &name).await?;
    let now = door.clock.now();
    let reset = door
        .access
        .account_reset_password(&permit, id, &entered.password, now)
        .await
        .shown(reader.language);
    let field = format!("password-{name}");
    answer(&door, &reader, &permit, reset, &field).await
}

async fn untie(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(entered): Form<Untying>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    let id = find(&door, &permit, &reader, &name).await?;
    door.access
        .second_factor_reset(&permit, id, door.clock.now())
        .await
        .shown(reader.language)?;
    Ok(Redirect::to("/accounts"))
}
