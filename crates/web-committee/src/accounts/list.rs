//! The list of accounts, with a way to find one among hundreds, and the form that opens another.

use super::{
    asked::{Asked, Listed, STATES},
    membership::{self, Lists},
    permit,
};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    navigation::frame,
    session::SignedIn,
};
use access::{DisplayName, ManageAccounts, NewAccount, Permit, SignInName};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::{Choice, Failure, Frame, Problem, html, time_text};
use serde::Deserialize;

struct Row {
    sign_in_name: String,
    name: String,
    /// Each body that they sit on, in words.
    bodies: Vec<String>,
    /// When they last signed in; none before the first time.
    last: Option<String>,
    is_closed: bool,
}

/// The form above the list, as it was filled in.
struct Filter {
    words: String,
    roles: Vec<Choice>,
    regions: Vec<Choice>,
    states: Vec<Choice>,
    is_narrow: bool,
}

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage {
    frame: Frame,
    problems: Vec<Problem>,
    entered: Entered,
    filter: Filter,
    rows: Vec<Row>,
    /// How many there are, and which of them stand here.
    count: String,
    previous: Option<String>,
    next: Option<String>,
    lists: Lists,
    /// That the audit log is not witnessed as it should be, and what to do.
    witnesses: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Entered {
    csrf: String,
    sign_in_name: String,
    name: String,
    #[serde(flatten)]
    membership: membership::Entered,
    password: String,
}

#[boxed]
pub(super) async fn list(
    State(door): State<Door>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let permit = permit(&door, &reader)?;
    let form = (Vec::new(), Entered::default());
    page((&door, &reader), &permit, &asked, form).await
}

#[boxed]
async fn page(
    (door, reader): (&Door, &SignedIn),
    permit: &Permit<ManageAccounts>,
    asked: &Asked,
    (problems, entered): (Vec<Problem>, Entered),
) -> Result<Response, Failure> {
    let words = reader.words();
    let found = asked.find((door, reader), permit).await?;
    let seen = ledger::witness_overview(&door.database).await;
    let seen = seen.map_err(|error| Failure::internal(&error).in_language(reader.language))?;
    let days = [("days", ledger::WitnessOverview::LONGEST_DAYS.into())];
    let witnesses = seen
        .is_amiss(door.clock.now())
        .then(|| words.with("log-witness-committee", &days));
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).into();
    let last = found.first - 1 + found.page.len();
    let count = [
        ("first", number(found.first)),
        ("last", number(last)),
        ("count", number(found.count)),
    ];
    let is_whole = last - (found.first - 1) == found.count;
    let key = if is_whole {
        "accounts-count"
    } else {
        "accounts-count-page"
    };
    let lists = Lists::of(door, reader);
    html(&ListPage {
        witnesses,
        frame: frame(door, reader, words.text("navigation-accounts")),
        problems,
        entered,
        filter: filter(reader, asked, &lists),
        rows: found.page.into_iter().map(|one| row(reader, one)).collect(),
        count: words.with(key, &count),
        previous: found.previous,
        next: found.next,
        lists,
    })
}

fn filter(reader: &SignedIn, asked: &Asked, lists: &Lists) -> Filter {
    let words = reader.words();
    let choices = |list: &[(String, String)], value: &str| -> Vec<Choice> {
        let list = list.iter();
        list.map(|(code, name)| Choice::new(code, name, value))
            .collect()
    };
    let states = STATES.iter();
    let states =
        states.map(|code| Choice::new(*code, words.of("account-state", code), &asked.state));
    Filter {
        words: asked.words.clone(),
        roles: choices(&lists.roles, &asked.role),
        regions: choices(&lists.regions, &asked.region),
        states: states.collect(),
        is_narrow: asked.is_narrow(),
    }
}

fn row(reader: &SignedIn, one: Listed) -> Row {
    let Listed { account, bodies } = one;
    Row {
        sign_in_name: account.sign_in_name.as_str().to_owned(),
        name: account.name.as_str().to_owned(),
        bodies,
        last: account.signed_in_at.map(|at| time_text(reader.words(), at)),
        is_closed: account.disabled_at.is_some(),
    }
}

#[boxed]
pub(super) async fn add(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = permit(&door, &reader)?;
    match create(&door, &reader, &permit, &entered).await {
        Ok(name) => {
            let to = format!("/accounts/{}?done=opened", name.as_str());
            Ok(Redirect::to(&to).into_response())
        }
        Err(failure) => {
            let form = (at_field("sign_in_name", failure)?, entered);
            let page = page((&door, &reader), &permit, &Asked::default(), form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

#[boxed]
async fn create(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ManageAccounts>,
    entered: &Entered,
) -> Result<SignInName, Failure> {
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
    Ok(account.sign_in_name)
}
