//! Taking a file in.

use super::{
    kept::{self, Kept, Remembered},
    list::page,
    message, permit,
    reading::{self, Opened, Shut},
    staging::{File, take},
};
use crate::{Door, error::InLanguage as _, returns::aside::blocking, session::SignedIn};
use access::{ImportFigures, Permit};
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use committee::{
    imports::mapping_recall,
    returns::{ReturnKey, return_find},
};
use exchange::{layout::own_workbook::OwnWorkbook, table::TextEncoding, value::Meanings};
use page::{Failure, Problem};
use vocabulary::{InstitutionCode, Period, PlaceCode};

/// The fields of the form.
#[derive(Default)]
struct Entered {
    csrf: String,
    institution: Option<InstitutionCode>,
    period: Option<Period>,
    encoding: Option<TextEncoding>,
    name: String,
    bytes: Vec<u8>,
}

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
            "institution" => {
                entered.institution = InstitutionCode::parse(&field.text().await?).ok()
            }
            "period" => entered.period = Period::parse(&field.text().await?).ok(),
            "encoding" => entered.encoding = encoding(&field.text().await?),
            _ => {}
        }
    }
    Ok(entered)
}

fn encoding(code: &str) -> Option<TextEncoding> {
    match code {
        "utf-8" => Some(TextEncoding::Utf8),
        "windows-1252" => Some(TextEncoding::Windows1252),
        "windows-1250" => Some(TextEncoding::Windows1250),
        _ => None,
    }
}

pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    form: Multipart,
) -> Result<Response, Failure> {
    let mut entered = entered(form)
        .await
        .map_err(|error| Failure::new(error.status()).in_language(reader.language))?;
    reader.own_form(&entered.csrf)?;
    let permit = permit::<ImportFigures>(&door, &reader)?;
    let (country, encoding) = (door.catalogue.country().clone(), entered.encoding);
    let bytes = std::mem::take(&mut entered.bytes);
    let (bytes, opened) = blocking(&reader, move || {
        let opened = reading::open(&country, &bytes, encoding);
        (bytes, opened)
    })
    .await?;
    let words = reader.words();
    let opened = match opened {
        Ok(opened) => opened,
        Err(Shut::Unreadable(one)) => {
            return refuse(&door, &reader, vec![message::text(words, &one)]).await;
        }
        Err(Shut::Personal(columns)) => {
            let mut texts = vec![words.text("imports-personal")];
            texts.extend(columns.iter().map(|one| message::text(words, one)));
            return refuse(&door, &reader, texts).await;
        }
    };
    let Some(kept) = kept_for(&door, &reader, &permit, &entered, &opened).await? else {
        return refuse(&door, &reader, vec![words.text("imports-no-table")]).await;
    };
    let file = File {
        name: entered.name,
        bytes,
        opened,
        kept,
    };
    let id = take(&door, &reader, permit, file).await?;
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

/// The list page again, with what is wrong with the file; nothing of it is kept.
async fn refuse(door: &Door, reader: &SignedIn, texts: Vec<String>) -> Result<Response, Failure> {
    let problems = texts.into_iter().map(|message| Problem {
        field: "file".to_owned(),
        message,
    });
    let page = page(door, reader, problems.collect()).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// How the file is to be read: as our own workbook says, as was remembered, or as is proposed and
/// has to be confirmed; `None` where it holds no table.
async fn kept_for(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ImportFigures>,
    entered: &Entered,
    opened: &Opened,
) -> Result<Option<Kept>, Failure> {
    let own = reader.actor.institution().cloned();
    let institution = own.or_else(|| entered.institution.clone());
    let known = institution
        .as_ref()
        .and_then(|code| door.country().institution(code.as_str()));
    let place: PlaceCode = known.map_or_else(|| reader.home(door), |one| one.place.clone());
    if !door.country().is_within(&place, &reader.home(door)) {
        return Err(Failure::refused("import-outside-institution").in_language(reader.language));
    }
    let kept = |mapping, is_settled, meanings| Kept {
        institution: institution.clone(),
        place: place.clone(),
        period: entered.period,
        encoding: entered.encoding,
        mapping,
        is_settled,
        meanings,
        refused: 0,
        computed: 0,
    };
    if let Some(own) = opened.own() {
        check_own(door, reader, &own).await?;
        let mut kept = kept(opened.own_mapping(&own), true, Meanings::default());
        kept.institution = Some(own.institution);
        kept.place = own.place;
        kept.period = None;
        return Ok(Some(kept));
    }
    let fingerprint = opened.fingerprint();
    let recalled = mapping_recall(
        &door.database,
        &door.catalogue,
        permit,
        institution.as_ref(),
        fingerprint.as_str(),
    )
    .await
    .shown(reader.language)?;
    if let Some(text) = recalled {
        let remembered: Remembered = kept::parse(&text)?;
        return Ok(Some(kept(remembered.mapping, true, remembered.meanings)));
    }
    Ok(opened
        .proposal()
        .map(|mapping| kept(mapping, false, Meanings::default())))
}

/// Our own workbook has to belong to a return that the reader may fill.
async fn check_own(door: &Door, reader: &SignedIn, own: &OwnWorkbook) -> Result<(), Failure> {
    let refused = || Failure::refused("imports-foreign-workbook").in_language(reader.language);
    let id = own.return_id.parse().map_err(|_| refused())?;
    let record = return_find(&door.database, &door.catalogue, id)
        .await
        .shown(reader.language)?
        .ok_or_else(refused)?;
    let named = ReturnKey {
        template: record.key.template.clone(),
        institution: own.institution.clone(),
        place: own.place.clone(),
        period: own.period,
    };
    let is_its_form = record.key.template.as_str() == own.template && record.key == named;
    let scope = crate::session::scope(door, &own.place, Some(&own.institution));
    if is_its_form && reader.may::<ImportFigures>(&scope) {
        Ok(())
    } else {
        Err(refused())
    }
}
