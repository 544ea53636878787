//! From a cell of the board to the return behind it: an institution's own is made where there is
//! none yet; nobody else can make one.

use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
};
use access::{EditReturn, ReadReturn, ReadSituation};
use axum::{
    extract::{Query, State},
    response::Redirect,
};
use committee::returns::{ReturnKey, board, return_ensure};
use page::Failure;
use serde::Deserialize;
use vocabulary::{InstitutionCode, Period, PlaceCode, TemplateCode};

#[derive(Deserialize)]
pub(crate) struct Asked {
    template: String,
    institution: String,
    place: String,
    period: String,
}

impl Asked {
    fn key(&self) -> Option<ReturnKey> {
        Some(ReturnKey {
            template: TemplateCode::parse(&self.template).ok()?,
            institution: InstitutionCode::parse(&self.institution).ok()?,
            place: PlaceCode::parse(&self.place).ok()?,
            period: Period::parse(&self.period).ok()?,
        })
    }
}

pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Redirect, Failure> {
    let language = reader.language;
    let missing = || Failure::not_found().in_language(language);
    let key = asked.key().ok_or_else(missing)?;
    let known = door.country().place(key.place.as_str());
    known.ok_or_else(missing)?;
    let today = door.clock.today();
    let own = scope(&door, &key.place, Some(&key.institution));
    let id = if reader.may::<EditReturn>(&own) {
        return_ensure(&door.database, &door.catalogue, &key, today)
            .await
            .shown(language)?
    } else {
        reader.permit::<ReadReturn>(own)?;
        let permit = reader.permit::<ReadSituation>(scope(&door, &key.place, None))?;
        let found = board(
            &door.database,
            &door.catalogue,
            &permit,
            &[key.period],
            today,
        )
        .await
        .shown(language)?;
        found
            .into_iter()
            .find(|cell| cell.key == key)
            .and_then(|cell| cell.record)
            .ok_or_else(missing)?
            .id
    };
    Ok(Redirect::to(&format!("/returns/{id}")))
}
