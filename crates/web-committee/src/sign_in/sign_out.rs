//! Signing out.

use super::session_cookie;
use crate::{
    Door,
    error::InLanguage as _,
    session::{self, SignedIn},
};
use axum::{
    Form,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::Failure;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    if let Some(token) = session::token(&door, &headers) {
        door.access.sign_out(&token).await.shown(reader.language)?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    if let Some((name, value)) = session_cookie(&door, "", true) {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}
