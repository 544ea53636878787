//! An institution hands its encoded file in. Anything else is dropped from memory as it came: it is
//! not kept, not repeated, not logged.

use super::{open::refuse, permit};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    returns::aside::blocking,
    session::SignedIn,
};
use access::JoinRound;
use axum::{
    extract::{
        Multipart, Path, State,
        multipart::{MultipartError, MultipartRejection},
    },
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use estimation::rounds::{check_file, round_receive};
use page::Failure;

#[boxed]
async fn read(mut form: Multipart) -> Result<(String, Vec<u8>), MultipartError> {
    let (mut csrf, mut bytes) = (String::new(), Vec::new());
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "csrf" => csrf = field.text().await?,
            "file" => bytes = field.bytes().await?.to_vec(),
            _ => {}
        }
    }
    Ok((csrf, bytes))
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let faulty = |status| Failure::new(status).in_language(reader.language);
    let form = form.map_err(|error| faulty(error.status()))?;
    let (csrf, bytes) = read(form).await.map_err(|error| faulty(error.status()))?;
    reader.own_form(&csrf)?;
    let permit = permit::<JoinRound>(&door, &reader)?;
    let (checked, bytes) = blocking(&reader, move || (check_file(&bytes), bytes)).await?;
    let received = match checked {
        Ok(list) => {
            let file = (&list, bytes.as_slice());
            round_receive(&door.database, &permit, &code, file, door.clock.now()).await
        }
        Err(error) => Err(error),
    };
    match received.shown(reader.language) {
        Ok(()) => Ok(Redirect::to(&format!("/rounds/{code}")).into_response()),
        Err(failure) => {
            let problems = at_field("file", failure)?;
            refuse(&door, &reader, &code, String::new(), problems).await
        }
    }
}
