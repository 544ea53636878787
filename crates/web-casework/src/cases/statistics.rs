//! What a case is counted by: a few codes, asked once, where "not asked" and "declined" are answers.

use super::view::view_if;
use crate::{
    TableDoor,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    show,
    step::OrAt as _,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use boxed::boxed;
use casework::{
    CaseCode, CaseStatistics, CaseView, Citizenship, Exploitation, ExploitationScope, Sex,
};
use page::{Choice, Failure, Field, Problem};

// words: case-statistics-* statistics-sex-* statistics-exploitation-*
// words: statistics-citizenship-* statistics-scope-*

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let kept = door.casework.statistics_of(reader.request(), &code).await;
    let kept = kept.shown(reader.language())?;
    page((&door, &reader), &code, &kept, Vec::new())
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    kept: &CaseStatistics,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let field = |name: &str| Field::new(name, words.of("case-statistics", name));
    macro_rules! choices {
        ($family:literal, $list:ty, $chosen:expr) => {{
            let codes = <$list>::ALL.iter().map(|one| one.code());
            show::choices(words, $family, codes, $chosen.code())
        }};
    }
    let residence = kept.residence.as_ref().map_or("", |place| place.as_str());
    let mut regions = vec![Choice::new(
        "",
        words.text("case-statistics-unknown"),
        residence,
    )];
    regions.extend(show::regions(door, words, residence));
    let form = Form::new(
        format!("/table/cases/{code}/statistics"),
        words.text("case-statistics-button"),
    )
    .ask(Input::Radios(
        field("sex"),
        choices!("statistics-sex", Sex, kept.sex),
    ))
    .ask(Input::Select(
        field("exploitation"),
        choices!("statistics-exploitation", Exploitation, kept.exploitation),
    ))
    .ask(Input::Radios(
        field("citizenship"),
        choices!("statistics-citizenship", Citizenship, kept.citizenship),
    ))
    .ask(Input::Radios(
        field("scope"),
        choices!("statistics-scope", ExploitationScope, kept.scope),
    ))
    .ask(Input::Select(field("residence").optional(), regions))
    .checked(&problems);
    Sheet::inside(door, reader, words.text("case-statistics-title"))
        .under(code.as_str())
        .lead(words.text("case-statistics-lead"))
        .with(Part::Form(form))
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let residence = door.country.place(entered.get("residence"));
    // What was left out was not asked.
    let new = CaseStatistics {
        sex: Sex::from_code(entered.get("sex")).unwrap_or(Sex::NotAsked),
        exploitation: Exploitation::from_code(entered.get("exploitation"))
            .unwrap_or(Exploitation::NotAsked),
        citizenship: Citizenship::from_code(entered.get("citizenship"))
            .unwrap_or(Citizenship::NotAsked),
        scope: ExploitationScope::from_code(entered.get("scope"))
            .unwrap_or(ExploitationScope::NotAsked),
        residence: residence.map(|place| place.code.clone()),
    };
    let recorded = door
        .casework
        .statistics_record(reader.request(), &code, &new);
    match recorded.await.or_at("sex", reader.words()) {
        Ok(()) => Ok(Redirect::to(&format!("/table/cases/{code}")).into_response()),
        Err(stop) => page((&door, &reader), &code, &new, stop.problems()?),
    }
}
