//! Taking a file in.

use super::list::{Chosen, page};
use crate::{Door, error::InLanguage as _, session::SignedIn};
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use exchange::table::TextEncoding;
use intake::NewFile;
use page::{Failure, Problem};
use vocabulary::{InstitutionCode, Period};

/// The fields of the form.
#[derive(Default)]
struct Entered {
    csrf: String,
    chosen: Chosen,
    name: String,
    bytes: Vec<u8>,
}

#[boxed]
async fn entered(mut form: Multipart) -> Result<Entered, MultipartError> {
    let mut entered = Entered::default();
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "file" => {
                let name = field.file_name().unwrap_or_default();
                let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
                entered.name = last.chars().take(200).collect();
                entered.bytes = field.bytes().await?.to_vec();
            }
            "csrf" => entered.csrf = field.text().await?,
            "institution" => entered.chosen.institution = field.text().await?,
            "period" => entered.chosen.period = field.text().await?,
            "encoding" => entered.chosen.encoding = field.text().await?,
            _ => {}
        }
    }
    Ok(entered)
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    form: Multipart,
) -> Result<Response, Failure> {
    let mut entered = entered(form)
        .await
        .map_err(|error| Failure::new(error.status()).in_language(reader.language))?;
    reader.own_form(&entered.csrf)?;
    let unknown = || Failure::bad_request().in_language(reader.language);
    let chosen = &entered.chosen;
    let file = NewFile {
        institution: one_of(&chosen.institution, |text| {
            InstitutionCode::parse(text).ok()
        })
        .ok_or_else(unknown)?,
        period: one_of(&chosen.period, |text| Period::parse(text).ok()).ok_or_else(unknown)?,
        encoding: one_of(&chosen.encoding, TextEncoding::from_code).ok_or_else(unknown)?,
        name: std::mem::take(&mut entered.name),
        bytes: std::mem::take(&mut entered.bytes),
    };
    match door.intake().take_in(&reader.actor, file).await {
        Ok(id) => Ok(Redirect::to(&format!("/imports/{id}")).into_response()),
        Err(error) => match error.about_file(reader.words()) {
            texts if texts.is_empty() => Err(error).shown(reader.language),
            texts => refuse(&door, &reader, &entered.chosen, texts).await,
        },
    }
}

/// What was chosen from a list: nothing for its first line, `None` for what is not on it.
fn one_of<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match text {
        "" => Some(None),
        text => read(text).map(Some),
    }
}

/// The list page again, with what is wrong with the file; nothing of it is kept.
#[boxed]
async fn refuse(
    door: &Door,
    reader: &SignedIn,
    chosen: &Chosen,
    texts: Vec<String>,
) -> Result<Response, Failure> {
    let problems = texts.into_iter().map(|message| Problem {
        field: "file".to_owned(),
        message,
    });
    let page = page(door, reader, chosen, problems.collect()).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
