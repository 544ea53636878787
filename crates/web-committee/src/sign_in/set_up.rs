//! The first administrator of an empty database.

use crate::{Door, error::InLanguage as _, session};
use access::{DisplayName, FirstAdministrator, SignInName};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::{Failure, Frame, Problem, Words, html};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in/set_up.html")]
struct SetUpPage {
    frame: Frame,
    problems: Vec<Problem>,
    sign_in_name: String,
    name: String,
}

#[derive(Deserialize)]
pub(crate) struct Entered {
    sign_in_name: String,
    name: String,
    password: String,
}

fn page(
    headers: &HeaderMap,
    problems: Vec<Problem>,
    entered: Option<&Entered>,
) -> Result<Response, Failure> {
    let language = session::language(headers, None);
    html(&SetUpPage {
        frame: Frame::bare(
            language,
            Words::in_language(language).text("set-up-title"),
            "/set-up",
        ),
        problems,
        sign_in_name: entered.map_or(String::new(), |entered| entered.sign_in_name.clone()),
        name: entered.map_or(String::new(), |entered| entered.name.clone()),
    })
}

#[boxed]
pub(crate) async fn form(
    State(door): State<Door>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let language = session::language(&headers, None);
    if !door.access.needs_set_up().await.shown(language)? {
        return Err(Failure::not_found().in_language(language));
    }
    page(&headers, Vec::new(), None)
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let language = session::language(&headers, None);
    if !door.access.needs_set_up().await.shown(language)? {
        return Err(Failure::not_found().in_language(language));
    }
    let words = Words::in_language(language);
    let problem = |field: &str, key: &str| {
        vec![Problem {
            field: field.to_owned(),
            message: words.text(key),
        }]
    };
    let first = match (
        SignInName::parse(&entered.sign_in_name),
        DisplayName::parse(&entered.name),
    ) {
        (Ok(sign_in_name), Ok(name)) => FirstAdministrator {
            sign_in_name,
            name,
            language,
            password: entered.password.clone(),
        },
        (Err(error), _) => {
            return refused(&headers, problem("sign_in_name", error.key()), &entered);
        }
        (_, Err(error)) => return refused(&headers, problem("name", error.key()), &entered),
    };
    match door.access.set_up(&first, door.clock.now()).await {
        Ok(_) => Ok(Redirect::to("/sign-in").into_response()),
        Err(error) if error.is_internal() => Err(error).shown(language),
        Err(error) => refused(&headers, problem("password", error.key()), &entered),
    }
}

fn refused(
    headers: &HeaderMap,
    problems: Vec<Problem>,
    entered: &Entered,
) -> Result<Response, Failure> {
    let page = page(headers, problems, Some(entered))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
