//! The authority's side of links: taking one that was offered, the person's part in proceedings, and
//! non-punishment. The other side has a code, and is nobody here.

use super::view;
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{MatterForm, MatterVisit},
    session::Insider,
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{LinkState, MatterCode, MatterLink, NonPunishment, ParticipationStatus};
use page::{Choice, Failure, Problem};

#[boxed]
pub(super) async fn form(
    MatterVisit { door, reader, code }: MatterVisit,
) -> Result<Response, Failure> {
    page(
        (&door, &reader),
        &code,
        &Entered::default(),
        (None, Vec::new()),
    )
    .await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    (read, problems): (Option<Part>, Vec<Problem>),
) -> Result<Response, Failure> {
    view(door, reader, code).await?;
    let links = door.casework.matter_links(reader.request(), code).await;
    let links = links.shown(reader.language())?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let usable: Vec<&MatterLink> = links
        .iter()
        .filter(|one| {
            one.state == LinkState::Linked
                && one.is_consented
                && one.institution == reader.worker().institution()
        })
        .collect();
    let mut sheet = Sheet::inside(door, reader, words.text("link-page-title"))
        .under_matter(code.as_str())
        .lead(words.text("link-page-lead"))
        .with_some(read)
        .with(Part::Table(table(door, reader, &links)))
        .with_some(taking(door, reader, (code, ask), &problems).await?);
    if !usable.is_empty() {
        for form in forms(code, ask, &usable) {
            sheet = sheet.with(Part::Form(form.checked(&problems)));
        }
    }
    sheet.checked(problems)
}

fn table(door: &TableDoor, reader: &Insider, links: &[MatterLink]) -> Table {
    let words = reader.words();
    let row = |one: &MatterLink| {
        let (kind, state) = match (one.state, one.is_consented) {
            (LinkState::Linked, false) => ("warn", words.text("link-consent-over")),
            (state, _) => ("", words.of("link-state", state.code())),
        };
        vec![
            Cell::Text(one.code.clone()),
            Cell::Tag(kind, state),
            Cell::Text(show::institution(door, words, &one.institution)),
            Cell::Text(words.of("non-punishment", one.non_punishment.code())),
        ]
    };
    Table {
        caption: words.text("link-table"),
        heads: ["link", "state", "consented", "non-punishment"]
            .map(|head| words.of("matter-page-column", head))
            .to_vec(),
        rows: links.iter().map(row).collect(),
        empty: words.text("link-none"),
    }
}

/// Links offered to the reader's institution.
#[boxed]
async fn taking(
    door: &TableDoor,
    reader: &Insider,
    (code, ask): (&MatterCode, Asking<'_>),
    problems: &[Problem],
) -> Result<Option<Part>, Failure> {
    let offers = door.casework.links_offered(reader.request()).await;
    let offers = offers.shown(reader.language())?;
    let offers: Vec<Choice> = offers
        .iter()
        .map(|one| Choice::new(one.id.as_str(), &one.code, ask.entered.get("offer")))
        .collect();
    if offers.is_empty() {
        return Ok(None);
    }
    let form = Form::new(
        super::at(code, "/links"),
        ask.words.text("link-take-button"),
    )
    .titled(ask.words.text("link-take-form"))
    .ask(Input::Select(ask.field("offer", "link-ask-offer"), offers));
    Ok(Some(Part::Form(form.checked(problems))))
}

fn forms(code: &MatterCode, ask: Asking<'_>, links: &[&MatterLink]) -> [Form; 4] {
    let words = ask.words;
    let which = |name: &str| {
        let choices = links
            .iter()
            .map(|one| Choice::new(one.id.as_str(), &one.code, ask.entered.get(name)))
            .collect();
        Input::Select(ask.field(name, "link-ask-which"), choices)
    };
    let parts = ParticipationStatus::ALL.iter().map(|one| one.code());
    let checks = NonPunishment::ALL.iter().map(|one| one.code());
    let form = |rest: &str, button: &str| Form::new(super::at(code, rest), words.text(button));
    [
        form("/links/read", "participation-read-button")
            .folded(words.text("participation-read-form"))
            .ask(which("read")),
        form("/links/written", "participation-write-button")
            .folded(words.text("participation-write-form"))
            .ask(which("written"))
            .ask(ask.one_of(("part", "participation-ask"), "participation", parts)),
        form("/links/checked", "non-punishment-button")
            .folded(words.text("non-punishment-form"))
            .ask(which("checked"))
            .ask(ask.one_of(("found", "non-punishment-ask"), "non-punishment", checks)),
        form("/links/released", "link-release-button")
            .folded(words.text("link-release-form"))
            .ask(which("released")),
    ]
}

#[boxed]
pub(super) async fn take(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let link = form.ask().record("offer")?;
        let taken = form.wing().link_take(form.request(), &form.code, &link);
        taken.await.or_at("offer", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn read(form: MatterForm) -> Result<Response, Failure> {
    let words = form.words();
    let step = async {
        let link = form.ask().record("read")?;
        let read = form
            .wing()
            .participation_for_matter(form.request(), &form.code, &link);
        read.await.or_at("read", words)
    };
    match step.await {
        Ok(status) => {
            let text = words.of("participation", status.code());
            let part = Part::Opened(words.text("participation-opened"), text);
            let what = (Some(part), Vec::new());
            page(form.sender(), &form.code, &Entered::default(), what).await
        }
        Err(stop) => back(&form, Err(stop)).await,
    }
}

#[boxed]
pub(super) async fn write(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let status = ask.chosen("part", ParticipationStatus::from_code)?;
        let what = (&ask.record("written")?, status);
        let written = form
            .wing()
            .participation_from_matter(form.request(), &form.code, what);
        written.await.or_at("written", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn check(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let found = ask.chosen("found", NonPunishment::from_code)?;
        let what = (&ask.record("checked")?, found);
        let done = form
            .wing()
            .non_punishment_set(form.request(), &form.code, what);
        done.await.or_at("checked", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn release(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let link = form.ask().record("released")?;
        let done = form.wing().link_release(form.request(), &form.code, &link);
        done.await.or_at("released", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
async fn back(form: &MatterForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(super::at(&form.code, "/links")));
    };
    page(
        form.sender(),
        &form.code,
        &form.entered,
        (None, stop.problems()?),
    )
    .await
}
