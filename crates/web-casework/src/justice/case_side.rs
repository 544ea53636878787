//! The case's side of links: offered on a consent that names the authority and the person's part in
//! proceedings; what the person may be told comes back. The matter's code does not.

use super::open::{claim_table, hearing_table, measure_table};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    CaseCode, CaseLink, DisclosureBasis, Field, LinkState, ParticipationStatus, SharedMatter,
};
use page::{Choice, Failure, Problem, time_text};

fn at(code: &CaseCode, rest: &str) -> String {
    format!("/table/cases/{code}/links{rest}")
}

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let nothing = (Vec::new(), Vec::new());
    page((&door, &reader), &code, &Entered::default(), nothing).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    (read, problems): (Vec<Part>, Vec<Problem>),
) -> Result<Response, Failure> {
    let links = door.casework.case_links(reader.request(), code).await;
    let links = links.shown(reader.language())?;
    let bases = door.casework.disclosure_bases(reader.request(), code).await;
    let bases = bases.shown(reader.language())?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let mut sheet = Sheet::inside(door, reader, words.text("link-case-title"))
        .under(code.as_str())
        .lead(words.text("link-case-lead"));
    for part in read {
        sheet = sheet.with(part);
    }
    sheet = sheet.with(Part::Table(table(door, reader, &links)));
    for form in forms(code, ask, &links) {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet
        .with(offering((door, reader), (code, ask), &bases, &problems))
        .checked(problems)
}

fn table(door: &TableDoor, reader: &Insider, links: &[CaseLink]) -> Table {
    let words = reader.words();
    let row = |one: &CaseLink| {
        let (kind, state) = match (one.state, one.is_consented) {
            (LinkState::Ended, _) => ("", words.of("link-state", one.state.code())),
            (_, false) => ("warn", words.text("link-consent-over")),
            (state, true) => ("", words.of("link-state", state.code())),
        };
        vec![
            Cell::Text(one.code.clone()),
            Cell::Text(show::institution(door, words, &one.institution)),
            Cell::Tag(kind, state),
            Cell::Text(time_text(words, one.offered_at)),
        ]
    };
    Table {
        caption: words.text("link-table"),
        heads: ["link", "authority", "state", "offered"]
            .map(|head| words.of("matter-page-column", head))
            .to_vec(),
        rows: links.iter().map(row).collect(),
        empty: words.text("link-case-none"),
    }
}

/// Consents that name the person's part in proceedings and hold now.
fn offering(
    (door, reader): (&TableDoor, &Insider),
    (code, ask): (&CaseCode, Asking<'_>),
    bases: &[DisclosureBasis],
    problems: &[Problem],
) -> Part {
    let words = ask.words;
    let fit = bases.iter();
    let fit = fit.filter(|one| one.is_usable && one.fields.contains(&Field::Participation));
    let fit: Vec<Choice> = fit
        .map(|one| {
            let institution = show::institution(door, reader.words(), &one.recipient);
            let name = format!("{institution}, {}", time_text(words, one.expires_at));
            let value = format!("{} {}", one.id.as_str(), one.recipient);
            Choice::new(&value, name, ask.entered.get("basis"))
        })
        .collect();
    if fit.is_empty() {
        return Part::Note("calm", words.text("link-case-no-consent"));
    }
    let form = Form::new(at(code, ""), words.text("link-offer-button"))
        .titled(words.text("link-offer-form"))
        .ask(ask.mark(door))
        .ask(Input::Select(ask.field("basis", "link-ask-basis"), fit));
    Part::Form(form.checked(problems))
}

fn forms(code: &CaseCode, ask: Asking<'_>, links: &[CaseLink]) -> Vec<Form> {
    let words = ask.words;
    let which = |name: &str, fits: &dyn Fn(&CaseLink) -> bool| {
        let choices: Vec<Choice> = links
            .iter()
            .filter(|one| fits(one))
            .map(|one| Choice::new(one.id.as_str(), &one.code, ask.entered.get(name)))
            .collect();
        (!choices.is_empty()).then(|| Input::Select(ask.field(name, "link-ask-which"), choices))
    };
    let is_usable = |one: &CaseLink| one.state == LinkState::Linked && one.is_consented;
    let is_open = |one: &CaseLink| one.state != LinkState::Ended;
    let parts = ParticipationStatus::ALL.iter().map(|one| one.code());
    let mut forms = Vec::new();
    if let Some(which) = which("read", &is_usable) {
        let form = Form::new(at(code, "/read"), words.text("link-read-button"));
        forms.push(form.titled(words.text("link-read-form")).ask(which));
    }
    if let Some(which) = which("written", &is_usable) {
        let form = Form::new(
            at(code, "/written"),
            words.text("participation-write-button"),
        )
        .folded(words.text("participation-write-form"))
        .ask(which)
        .ask(ask.one_of(("part", "participation-ask"), "participation", parts));
        forms.push(form);
    }
    if let Some(which) = which("ended", &is_open) {
        let form = Form::new(at(code, "/ended"), words.text("link-end-button"));
        forms.push(form.folded(words.text("link-end-form")).ask(which));
    }
    forms
}

#[boxed]
pub(super) async fn offer(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let chosen = form.entered.get("basis").split_once(' ');
        let chosen = chosen.and_then(|(basis, institution)| {
            let basis = casework::RecordId::parse(basis).ok()?;
            Some((basis, institution))
        });
        let (basis, institution) = chosen.ok_or_else(|| form.ask().missing("basis"))?;
        let what = (form.entered.get("request"), &basis, institution);
        let offered = form.wing().link_offer(form.request(), &form.code, what);
        offered.await.or_at("basis", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn read(form: CaseForm) -> Result<Response, Failure> {
    match shared(&form).await {
        Ok(parts) => {
            let what = (parts, Vec::new());
            page(form.sender(), &form.code, &Entered::default(), what).await
        }
        Err(stop) => back(&form, Err(stop)).await,
    }
}

/// What the person may be told of the matter behind a link.
#[boxed]
async fn shared(form: &CaseForm) -> Step<Vec<Part>> {
    let words = form.words();
    let link = form.ask().record("read")?;
    let shared = form.wing().matter_shared(form.request(), &form.code, &link);
    let shared = shared.await.or_at("read", words)?;
    let status = form
        .wing()
        .participation_for_case(form.request(), &form.code, &link);
    let status = status.await.or_at("read", words)?;
    let part = words.of("participation", status.code());
    Ok(parts(&form.reader, &shared, part))
}

fn parts(reader: &Insider, shared: &SharedMatter, part: String) -> Vec<Part> {
    let words = reader.words();
    let facts = [
        ("stage", words.of("matter-stage", shared.stage.code())),
        (
            "non-punishment",
            words.of("non-punishment", shared.non_punishment.code()),
        ),
    ];
    let facts = facts.map(|(key, text)| (words.of("matter-page-column", key), text));
    vec![
        Part::Opened(words.text("participation-opened"), part),
        Part::Facts(facts.to_vec()),
        Part::Table(hearing_table(reader, &shared.hearings)),
        Part::Table(measure_table(reader, &shared.measures)),
        Part::Table(claim_table(reader, &shared.claims)),
    ]
}

#[boxed]
pub(super) async fn write(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let status = ask.chosen("part", ParticipationStatus::from_code)?;
        let what = (&ask.record("written")?, status);
        let written = form
            .wing()
            .participation_from_case(form.request(), &form.code, what);
        written.await.or_at("written", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn end(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let link = form.ask().record("ended")?;
        let ended = form.wing().link_end(form.request(), &form.code, &link);
        ended.await.or_at("ended", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(at(&form.code, "")));
    };
    let what = (Vec::new(), stop.problems()?);
    page(form.sender(), &form.code, &form.entered, what).await
}
