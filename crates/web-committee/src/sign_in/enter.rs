//! The form to sign in with.

use super::{
    kept::{Kept, send_page},
    note_device, session_cookie, start_of,
};
use crate::{Door, error::InLanguage as _, session};
use access::{SignIn, SignInOutcome};
use askama::Template;
use axum::{
    Form,
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::{Failure, Frame, LANGUAGE_COOKIE, Problem, html, language_cookie};
use serde::Deserialize;
use std::net::SocketAddr;

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignInPage {
    frame: Frame,
    problems: Vec<Problem>,
    name: String,
    kept: Kept,
}

#[derive(Deserialize)]
pub(crate) struct Entered {
    name: String,
    password: String,
    #[serde(flatten)]
    kept: Kept,
}

/// The page, with why somebody is asked to sign in again, and the form that waits for it.
pub(super) fn page(
    headers: &HeaderMap,
    problem: Option<&str>,
    name: &str,
    kept: &Kept,
) -> Result<Response, Failure> {
    let language = session::language(headers, None);
    let words = page::Words::in_language(language);
    let problems = problem.map(|key| Problem {
        field: "name".to_owned(),
        message: words.text(key),
    });
    html(&SignInPage {
        frame: Frame::bare(language, words.text("sign-in-title"), "/sign-in"),
        problems: problems.into_iter().collect(),
        name: name.to_owned(),
        kept: kept.clone(),
    })
}

#[boxed]
pub(crate) async fn form(headers: HeaderMap) -> Result<Response, Failure> {
    page(&headers, None, "", &Kept::default())
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    client: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let language = session::language(&headers, None);
    let client = client.map_or_else(String::new, |axum::Extension(ConnectInfo(from))| {
        from.ip().to_string()
    });
    let previous = session::token(&door, &headers);
    let attempt = SignIn {
        name: &entered.name,
        password: &entered.password,
        client: &client,
        previous: previous.as_ref(),
    };
    let outcome = door
        .access
        .sign_in(&attempt, door.clock.now())
        .await
        .shown(language)?;
    match outcome {
        SignInOutcome::SignedIn {
            token,
            actor,
            has_choice,
            must_change_password,
        } => {
            let to = match () {
                () if must_change_password => "/password",
                () if has_choice => "/account/memberships",
                () => start_of(actor.role()),
            };
            note_device(&door, &headers, &token).await.shown(language)?;
            let cookie = session_cookie(&door, &token.reveal(), false);
            let waiting = match must_change_password {
                true => None,
                false => send_page(&door, language, &entered.kept, &token),
            };
            let mut response = match waiting {
                Some(page) => page?,
                None => Redirect::to(to).into_response(),
            };
            if let Some((name, value)) = cookie {
                response.headers_mut().append(name, value);
            }
            // Pages that ask nobody's name speak the account's language too, unless the browser was
            // told another.
            let chosen = page::cookie(&headers, LANGUAGE_COOKIE);
            let own = HeaderValue::from_str(&language_cookie(actor.language()));
            if let (None, Ok(value)) = (chosen, own) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
            Ok(response)
        }
        SignInOutcome::Refused => {
            let page = page(
                &headers,
                Some("sign-in-wrong"),
                &entered.name,
                &entered.kept,
            )?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        SignInOutcome::TooManyAttempts { .. } => {
            let page = page(
                &headers,
                Some("sign-in-too-many"),
                &entered.name,
                &entered.kept,
            )?;
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
    }
}
