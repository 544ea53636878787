//! From an empty cell of the board to a new return. Only the institution whose return it is can make
//! one, and only by a form: looking at an address must never write anything.

use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
};
use access::EditReturn;
use axum::{Form, extract::State, response::Redirect};
use boxed::boxed;
use committee::returns::{ReturnKey, return_ensure};
use page::Failure;
use serde::Deserialize;
use vocabulary::{InstitutionCode, Period, PlaceCode, TemplateCode};

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    template: String,
    institution: String,
    place: String,
    period: String,
}

impl Entered {
    fn key(&self) -> Option<ReturnKey> {
        Some(ReturnKey {
            template: TemplateCode::parse(&self.template).ok()?,
            institution: InstitutionCode::parse(&self.institution).ok()?,
            place: PlaceCode::parse(&self.place).ok()?,
            period: Period::parse(&self.period).ok()?,
        })
    }
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered.csrf)?;
    let language = reader.language;
    let missing = || Failure::not_found().in_language(language);
    let key = entered.key().ok_or_else(missing)?;
    door.country()
        .place(key.place.as_str())
        .ok_or_else(missing)?;
    reader.permit::<EditReturn>(scope(&door, &key.place, Some(&key.institution)))?;
    let id = return_ensure(&door.database, &door.catalogue, &key, door.clock.today())
        .await
        .shown(language)?;
    Ok(Redirect::to(&format!("/returns/{id}")))
}
