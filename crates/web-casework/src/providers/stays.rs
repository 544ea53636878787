//! Taking a place that the person chose, and giving it free. The last one goes to one of two who ask
//! at once; the other reads that it was just taken, and what is left.

use super::names::{Names, option_choice};
use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Act, Cell, Form, Input, Part, Sheet, Table, field},
    step::OrAt as _,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use boxed::boxed;
use casework::{CaseCode, CaseView, NewStay, RecordId, Service, Stay};
use page::{Choice, Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    view_if(door, reader, code, CaseView::is_assisted).await?;
    let stays = door.casework.stays(reader.request(), code).await;
    let stays = stays.shown(reader.language())?;
    let names = Names::read(door, reader).await?;
    let words = reader.words();
    let (free, children) = free(door, reader, (code, entered)).await?;
    let taking = if free.is_empty() {
        Part::Note("warn", words.text("case-stays-no-room"))
    } else {
        Part::Form(taking(door, reader, (code, entered), (free, children)).checked(&problems))
    };
    Sheet::inside(door, reader, words.text("case-stays-title"))
        .under(code.as_str())
        .lead(words.text("case-stays-lead"))
        .with(Part::Table(table(reader, (code, &stays), &names)))
        .with(taking)
        .checked(problems)
}

/// The shelters that have room for this person now, and how many children are with the person.
#[boxed]
async fn free(
    door: &TableDoor,
    reader: &Insider,
    (code, entered): (&CaseCode, &Entered),
) -> Result<(Vec<Choice>, i64), Failure> {
    let mut free = Vec::new();
    let mut children = 0;
    for service in Service::ALL.iter().filter(|one| one.is_shelter()) {
        let options = door
            .casework
            .provider_options(reader.request(), code, *service)
            .await
            .shown(reader.language())?;
        children = options.first().map_or(children, |one| one.children);
        free.extend(
            options
                .iter()
                .map(|one| option_choice(door, reader, (*service, one), entered.get("provider"))),
        );
    }
    Ok((free, children))
}

fn table(reader: &Insider, (code, stays): (&CaseCode, &[Stay]), names: &Names) -> Table {
    let words = reader.words();
    let row = |one: &Stay| {
        let name = names.of(reader, &one.provider);
        vec![
            Cell::Text(name.clone()),
            Cell::Text(one.places.to_string()),
            Cell::Text(time_text(words, one.began_at)),
            Cell::Text(
                one.ended_at
                    .map_or_else(|| words.text("case-stays-lasts"), |at| time_text(words, at)),
            ),
            if one.ended_at.is_some() {
                Cell::Text("–".to_owned())
            } else {
                Cell::Act(Act {
                    action: format!("/table/cases/{code}/stays/ended"),
                    label: words.text("case-stays-end"),
                    about: name,
                    name: "stay",
                    value: one.id.as_str().to_owned(),
                })
            },
        ]
    };
    Table {
        caption: words.text("case-stays-table"),
        heads: ["where", "places", "from", "to", "act"]
            .map(|head| words.of("case-stays-head", head))
            .to_vec(),
        rows: stays.iter().map(row).collect(),
        empty: words.text("case-stays-none"),
    }
}

fn taking(
    door: &TableDoor,
    reader: &Insider,
    (code, entered): (&CaseCode, &Entered),
    (free, children): (Vec<Choice>, i64),
) -> Form {
    let words = reader.words();
    let request = match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    let form = Form::new(
        format!("/table/cases/{code}/stays"),
        words.text("case-stays-button"),
    )
    .titled(words.text("case-stays-new"))
    .ask(Input::Hidden("request", request))
    .ask(Input::Radios(
        field(words, "provider", "case-stays-provider", entered)
            .hint(words.text("case-stays-provider-hint")),
        free,
    ))
    .ask(Input::Yes(
        field(words, "chosen", "case-stays-chosen", entered).optional(),
    ));
    if children == 0 {
        return form;
    }
    let hint = words.with("case-stays-children-hint", &[("children", children.into())]);
    let along = field(words, "children", "case-stays-children", entered);
    form.ask(Input::Yes(along.optional().hint(hint)))
}

#[boxed]
pub(super) async fn begin(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let new = NewStay {
            request: form.entered.get("request").to_owned(),
            provider: form.ask().record("provider")?,
            person_chose: form.entered.is_yes("chosen"),
            with_children: form.entered.is_yes("children"),
        };
        let field = if new.person_chose {
            "provider"
        } else {
            "chosen"
        };
        let begun = form.wing().stay_begin(form.request(), &form.code, &new);
        begun.await.or_at(field, form.words())
    };
    let Err(stop) = step.await else {
        return Ok(to(format!("/table/cases/{}/stays", form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}

#[boxed]
pub(super) async fn end(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let language = reader.language();
    let stay = RecordId::parse(entered.get("stay")).shown(language)?;
    let stays = door.casework.stays(reader.request(), &code).await;
    let stays = stays.shown(language)?;
    // A second click finds the place given free.
    let is_over = |one: &Stay| one.id == stay && one.ended_at.is_some();
    if !stays.iter().any(is_over) {
        let ended = door.casework.stay_end(reader.request(), &code, &stay);
        ended.await.shown(language)?;
    }
    Ok(Redirect::to(&format!("/table/cases/{code}/stays")).into_response())
}
