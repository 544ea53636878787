//! Sending a file in.

use super::ImportNumberShape;
use crate::{
    ApiDoor,
    asked::{Asked, bad_parameter},
    caller::Caller,
    refusal::{Refusal, about_file, language_of_request},
};
use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use boxed::boxed;
use exchange::table::TextEncoding;
use intake::NewFile;
use page::Words;
use serde::Deserialize;
use utoipa::IntoParams;
use vocabulary::{InstitutionCode, Period};

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FileAsked {
    /// The file's name, as people know it.
    name: String,
    /// The institution that states the figures, where the file does not say.
    institution: Option<String>,
    /// The period, where the file does not say.
    period: Option<String>,
    /// The encoding of a text file: `utf-8`, `windows-1252` or `windows-1250`; found out where
    /// nothing is said.
    encoding: Option<String>,
}

impl FileAsked {
    fn file(self, bytes: Bytes) -> Result<NewFile, Refusal> {
        let institution = self.institution.map(|code| InstitutionCode::parse(&code));
        let period = self.period.map(|text| Period::parse(&text));
        let encoding = self.encoding.map(|code| TextEncoding::from_code(&code));
        if self.name.is_empty() || self.name.chars().count() > LONGEST_NAME {
            return Err(bad_parameter("name"));
        }
        Ok(NewFile {
            name: self.name,
            bytes: bytes.into(),
            institution: institution
                .transpose()
                .map_err(|_| bad_parameter("institution"))?,
            period: period.transpose().map_err(|_| bad_parameter("period"))?,
            encoding: match encoding {
                Some(None) => return Err(bad_parameter("encoding")),
                other => other.flatten(),
            },
        })
    }
}

/// Send a file of figures in: it is staged, and nothing counts yet. At most 12 MiB.
#[utoipa::path(post, path = "/imports", tag = "imports", params(FileAsked),
    request_body(content = Vec<u8>, content_type = "application/octet-stream",
        description = "The file: XLSX, ODS or CSV"),
    responses((status = 201, body = ImportNumberShape)))]
#[boxed]
pub(super) async fn import_send(
    State(door): State<ApiDoor>,
    caller: Caller,
    headers: HeaderMap,
    Asked(asked): Asked<FileAsked>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<ImportNumberShape>), Refusal> {
    let words = Words::in_language(language_of_request(&headers));
    let file = asked.file(bytes)?;
    let taken = door.intake().take_in(&caller.actor, file).await;
    let id = taken.map_err(|error| about_file(words, error))?;
    Ok((StatusCode::CREATED, Json(ImportNumberShape { id })))
}
