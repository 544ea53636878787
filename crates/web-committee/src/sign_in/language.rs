//! The choice of language.

use axum::{
    Form,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
};
use page::{LANGUAGE_COOKIE, local_path};
use serde::Deserialize;
use vocabulary::Language;

#[derive(Deserialize)]
pub(crate) struct Entered {
    language: String,
    back: String,
}

pub(crate) async fn submit(Form(entered): Form<Entered>) -> Response {
    let language = Language::from_code(&entered.language).unwrap_or_default();
    let mut response = Redirect::to(local_path(&entered.back)).into_response();
    let text = format!(
        "{LANGUAGE_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000",
        language.code()
    );
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
