//! Shows every part that pages are made of, in both languages, on a loopback address:
//! `cargo run -p page --example gallery -- 127.0.0.1:8099`.
//!
//! The content is invented and says so. It must never read a database or a country package.

mod forms;
mod situation;

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    middleware::from_fn,
    response::Response,
    routing::get,
};
use page::{
    Failure, Frame, LANGUAGE_COOKIE, NavigationEntry, Notice, Person, Words, assets,
    chosen_language, language_router, secure_headers,
};
use vocabulary::Language;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:8099".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    let app = Router::new()
        .route(
            "/",
            get(|headers: HeaderMap| async move { situation::page(language(&headers), "/") }),
        )
        .route("/{page}", get(open))
        .merge(language_router())
        .merge(assets::router())
        .layer(from_fn(secure_headers));
    axum::serve(listener, app).await
}

async fn open(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let language = language(&headers);
    match name.as_str() {
        "situation" => situation::page(language, "/situation"),
        "form" => forms::page(language),
        "sign-in" => forms::sign_in(language),
        status => Err(status
            .parse()
            .ok()
            .and_then(|status| StatusCode::from_u16(status).ok())
            .map_or_else(Failure::not_found, Failure::new)
            .in_language(language)),
    }
}

fn language(headers: &HeaderMap) -> Language {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let cookie = text(header::COOKIE)
        .and_then(|cookies| cookies.split(&format!("{LANGUAGE_COOKIE}=")).nth(1))
        .and_then(|rest| rest.get(..2));
    chosen_language(cookie, None, text(header::ACCEPT_LANGUAGE))
}

/// One of two texts.
fn say(language: Language, albanian: &str, english: &str) -> String {
    match language {
        Language::Albanian => albanian.to_owned(),
        Language::English => english.to_owned(),
    }
}

/// The frame of a page for a chair of an invented committee.
fn frame(language: Language, title: String, path: &str, notice: Option<Notice>) -> Frame {
    let entries = [
        ("/situation", "Situata", "Situation"),
        ("/form", "Raportimet", "Returns"),
        ("/imports", "Importet", "Imports"),
        ("/discrepancies", "Mospërputhjet", "Discrepancies"),
        ("/meetings", "Mbledhjet", "Meetings"),
        ("/snapshots", "Pamjet e ngrira", "Snapshots"),
        ("/indicators", "Treguesit", "Indicators"),
    ];
    let navigation = entries.map(|(href, albanian, english)| NavigationEntry {
        href: href.to_owned(),
        label: say(language, albanian, english),
        is_current: href == path,
    });
    Frame {
        words: Words::in_language(language),
        title,
        person: Some(Person {
            name: "Arta Shembulli".to_owned(),
            role: say(
                language,
                "Kryetare, Qarku i Shembullit",
                "Chair, Example county",
            ),
            memberships: Vec::new(),
        }),
        navigation: navigation.to_vec(),
        path: path.to_owned(),
        csrf: "gallery".to_owned(),
        notice,
    }
}
