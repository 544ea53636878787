//! Changing one's own password.

use super::{note_device, session_cookie};
use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::{Failure, Frame, Problem, html};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct PasswordPage {
    frame: Frame,
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    present: String,
    new: String,
}

#[boxed]
pub(crate) async fn form(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let title = reader.words().text("password-title");
    html(&PasswordPage {
        frame: frame(&door, &reader, title),
        problems: Vec::new(),
    })
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let passwords = (entered.present.as_str(), entered.new.as_str());
    match door
        .access
        .change_password(&reader.actor, passwords, door.clock.now())
        .await
    {
        Ok(token) => {
            let noted = note_device(&door, &headers, &token).await;
            noted.shown(reader.language)?;
            let mut response = Redirect::to("/").into_response();
            if let Some((name, value)) = session_cookie(&door, &token.reveal(), false) {
                response.headers_mut().append(name, value);
            }
            Ok(response)
        }
        Err(error) if error.is_internal() => Err(error).shown(reader.language),
        Err(error) => {
            let words = reader.words();
            let problems = vec![Problem {
                field: match error {
                    access::AccessError::WrongPassword => "present".to_owned(),
                    _ => "new".to_owned(),
                },
                message: words.text(error.key()),
            }];
            let page = html(&PasswordPage {
                frame: frame(&door, &reader, words.text("password-title")),
                problems,
            })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
