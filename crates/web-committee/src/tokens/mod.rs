//! One's own access tokens: made, shown once, and revoked. Whoever is signed in may; a token acts in
//! the membership in which it was made, and does no more than that.

use crate::{Door, error::InLanguage as _, memberships, navigation::frame, session::SignedIn};
use access::{AccessError, NewToken, Token, TokenDays, TokenId, TokenName, TokenProblem};
use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use boxed::boxed;
use jiff::Timestamp;
use page::{Failure, Frame, Problem, Words, html, time_text};
use serde::Deserialize;

// words: token-*

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/tokens", get(list).post(create))
        .route("/tokens/{id}/revoked", post(revoke))
}

struct Row {
    id: String,
    name: String,
    acts_in: String,
    reach: String,
    created: String,
    ends: String,
    used: String,
    state: &'static str,
    is_good: bool,
}

#[derive(Template)]
#[template(path = "tokens/list.html")]
struct TokensPage {
    frame: Frame,
    problems: Vec<Problem>,
    entered: Entered,
    secret: Option<String>,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Entered {
    csrf: String,
    name: String,
    days: String,
    #[serde(default)]
    read_only: String,
}

impl Default for Entered {
    fn default() -> Self {
        Self {
            csrf: String::new(),
            name: String::new(),
            days: TokenDays::USUAL.number().to_string(),
            read_only: "yes".to_owned(),
        }
    }
}

impl Entered {
    /// What was entered, or what is wrong field by field.
    fn token(&self, words: Words) -> Result<NewToken, Vec<Problem>> {
        let problem = |field: &str, problem: TokenProblem| Problem {
            field: field.to_owned(),
            message: words.text(problem.key()),
        };
        match (TokenName::parse(&self.name), TokenDays::parse(&self.days)) {
            (Ok(name), Ok(days)) => Ok(NewToken {
                name,
                days,
                is_read_only: self.read_only == "yes",
            }),
            (name, days) => Err(name
                .err()
                .map(|one| problem("name", one))
                .into_iter()
                .chain(days.err().map(|one| problem("days", one)))
                .collect()),
        }
    }
}

#[derive(Deserialize)]
struct Revoking {
    csrf: String,
}

#[boxed]
async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    page(&door, &reader, Vec::new(), Entered::default(), None).await
}

#[boxed]
async fn page(
    door: &Door,
    reader: &SignedIn,
    problems: Vec<Problem>,
    entered: Entered,
    secret: Option<String>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let found = door.access.token_list(&reader.actor).await;
    let now = door.clock.now();
    html(&TokensPage {
        frame: frame(door, reader, words.text("token-title")),
        problems,
        entered,
        secret,
        rows: found
            .shown(reader.language)?
            .into_iter()
            .map(|token| row(door, words, &token, now))
            .collect(),
    })
}

fn row(door: &Door, words: Words, token: &Token, now: Timestamp) -> Row {
    let is_good = now < token.ends_at;
    Row {
        id: token.id.to_string(),
        name: token.name.as_str().to_owned(),
        acts_in: memberships::text(door, words, &token.acts_in.membership),
        reach: words.text(if token.is_read_only {
            "token-reads"
        } else {
            "token-writes"
        }),
        created: time_text(words, token.created_at),
        ends: time_text(words, token.ends_at),
        used: token.used_at.map_or_else(
            || words.text("token-never-used"),
            |used_at| time_text(words, used_at),
        ),
        state: match (is_good, token.revoked_at) {
            (true, _) => "token-good",
            (false, Some(_)) => "token-revoked",
            (false, None) => "token-over",
        },
        is_good,
    }
}

/// The secret stands on this one answer; asking for the page again does not bring it back.
#[boxed]
async fn create(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let words = reader.words();
    let problems = match entered.token(words) {
        Ok(new) => {
            let now = door.clock.now();
            match door.access.token_create(&reader.actor, &new, now).await {
                Err(AccessError::Token(problem)) => vec![Problem {
                    field: "name".to_owned(),
                    message: words.text(problem.key()),
                }],
                other => {
                    let secret = other.shown(reader.language)?.reveal();
                    let fresh = Entered::default();
                    return page(&door, &reader, Vec::new(), fresh, Some(secret)).await;
                }
            }
        }
        Err(problems) => problems,
    };
    let page = page(&door, &reader, problems, entered, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[boxed]
async fn revoke(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<String>,
    Form(revoking): Form<Revoking>,
) -> Result<Redirect, Failure> {
    reader.own_form(&revoking.csrf)?;
    let id =
        TokenId::parse(&id).ok_or_else(|| Failure::not_found().in_language(reader.language))?;
    door.access
        .token_revoke(&reader.actor, id, door.clock.now())
        .await
        .shown(reader.language)?;
    Ok(Redirect::to("/tokens"))
}
