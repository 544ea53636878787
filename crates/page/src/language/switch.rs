//! The switch between languages: keeps the choice in a cookie and leads back to the same page. It
//! must never lead anywhere else.

use super::{LANGUAGE_COOKIE, local_path};
use axum::{
    Form, Router,
    extract::Query,
    http::header,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use serde::Deserialize;
use vocabulary::Language;

/// One year, in seconds.
const KEPT_FOR: u32 = 31_536_000;

#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    language: String,
    #[serde(default)]
    back: String,
}

/// Serves `/language`: the form in the page's head posts to it, and a letter may link to
/// `/language?language=en&back=/public`.
pub fn language_router<State: Clone + Send + Sync + 'static>() -> Router<State> {
    Router::new().route(
        "/language",
        get(|Query(wish): Query<Wish>| async move { switch(&wish) })
            .post(|Form(wish): Form<Wish>| async move { switch(&wish) }),
    )
}

fn switch(wish: &Wish) -> Response {
    let back = Redirect::to(local_path(&wish.back));
    match Language::from_code(&wish.language) {
        None => back.into_response(),
        Some(language) => {
            let cookie = language_cookie(language);
            ([(header::SET_COOKIE, cookie)], back).into_response()
        }
    }
}

/// The header's value that keeps a choice.
#[must_use]
pub fn language_cookie(language: Language) -> String {
    format!(
        "{LANGUAGE_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={KEPT_FOR}",
        language.code()
    )
}
