//! Who may open a matter beside its leader, and who leads it from now on.

use super::{deny, view};
use crate::{
    TableDoor,
    choose::{Asking, people, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{MatterForm, MatterVisit},
    session::{Insider, names_of},
    sheet::{Act, Cell, Form, Input, Part, Sheet, Table},
    show::WorkerNames,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{MatterCode, MatterHolder, Profession};
use page::{Choice, Failure, Problem, time_text};

#[boxed]
pub(super) async fn form(
    MatterVisit { door, reader, code }: MatterVisit,
) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

#[boxed]
pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view(door, reader, code).await?;
    // To whoever does not lead it this page is not there.
    if seen.leader != reader.worker().account() {
        return Err(reader.visitor.not_found());
    }
    let holders = door.casework.matter_holders(reader.request(), code).await;
    let holders = holders.shown(reader.language())?;
    let denied = door.casework.matter_denied(reader.request(), code).await;
    let denied = denied.shown(reader.language())?;
    let accounts = holders.iter().map(|one| &one.holder).chain(&denied);
    let accounts = accounts.map(String::as_str).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let own = reader.worker().account().to_owned();
    let fits = |one: &casework::Colleague| {
        let professions = [
            Profession::Police,
            Profession::Prosecutor,
            Profession::Lawyer,
        ];
        professions.contains(&one.profession) && one.account != own
    };
    let people = people((door, reader), fits, entered.get("holder")).await?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let ends = ask
        .field("ends", "case-holders-ends")
        .hint(words.text("case-holders-ends-hint"));
    let reason = ask
        .field("reason", "case-holders-reason")
        .hint(words.text("case-holders-reason-hint"));
    let giving = Form::new(super::at(code, "/holders"), words.text("case-holders-give"))
        .titled(words.text("matter-page-give-form"))
        .ask(Input::Select(
            ask.field("holder", "case-holders-holder"),
            people,
        ))
        .ask(Input::Day(ends))
        .ask(Input::Line(reason))
        .ask_code(door, reader)
        .checked(&problems);
    Sheet::inside(door, reader, words.text("matter-page-holders-title"))
        .under_matter(code.as_str())
        .lead(words.text("matter-page-holders-lead"))
        .with(Part::Table(table(reader, code, (&holders, &names))))
        .with_some(deny::note(reader, (&denied, &names)))
        .with(Part::Form(giving))
        .with_some(leading(ask, code, (&holders, &names), &problems))
        .with(deny::form((door, reader), (ask, code), &problems).await?)
        .checked(problems)
}

fn table(
    reader: &Insider,
    code: &MatterCode,
    (holders, names): (&[MatterHolder], &WorkerNames),
) -> Table {
    let words = reader.words();
    let row = |one: &MatterHolder| {
        let name = names.of(&one.holder);
        vec![
            Cell::Text(name.clone()),
            Cell::Text(one.reason.clone()),
            Cell::Text(time_text(words, one.ends_at)),
            Cell::Act(Act {
                action: super::at(code, "/holders/revoked"),
                label: words.text("case-holders-revoke"),
                about: name,
                name: "holder",
                value: one.holder.clone(),
            }),
        ]
    };
    Table {
        caption: words.text("matter-page-holders-table"),
        heads: ["holder", "reason", "ends", "act"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: holders.iter().map(row).collect(),
        empty: words.text("matter-page-holders-none"),
    }
}

fn leading(
    ask: Asking<'_>,
    code: &MatterCode,
    (holders, names): (&[MatterHolder], &WorkerNames),
    problems: &[Problem],
) -> Option<Part> {
    let holders: Vec<Choice> = holders
        .iter()
        .map(|one| {
            Choice::new(
                &one.holder,
                names.of(&one.holder),
                ask.entered.get("leader"),
            )
        })
        .collect();
    let words = ask.words;
    let form = Form::new(
        super::at(code, "/holders/led"),
        words.text("matter-page-lead-button"),
    )
    .folded(words.text("matter-page-lead-form"))
    .ask(Input::Select(
        ask.field("leader", "case-holders-holder"),
        holders.clone(),
    ));
    (!holders.is_empty()).then(|| Part::Form(form.checked(problems)))
}

#[boxed]
pub(super) async fn give(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        view(&form.door, &form.reader, &form.code).await?;
        let ends = form.ask().end_of("ends", "grant-end-invalid")?;
        form.confirmed().await?;
        let entered = &form.entered;
        let what = (entered.get("holder"), ends, entered.get("reason"));
        let given = form.wing().matter_grant(form.request(), &form.code, what);
        given.await.or_at("holder", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn revoke(form: MatterForm) -> Result<Response, Failure> {
    let holder = form.entered.get("holder");
    let revoked = form
        .wing()
        .matter_revoke(form.request(), &form.code, holder);
    let step = revoked.await.or_at("holder", form.words());
    back(&form, step).await
}

#[boxed]
pub(super) async fn lead(form: MatterForm) -> Result<Response, Failure> {
    let leader = form.entered.get("leader");
    let led = form.wing().matter_lead(form.request(), &form.code, leader);
    match led.await.or_at("leader", form.words()) {
        Ok(()) => Ok(to(super::at(&form.code, ""))),
        Err(stop) => back(&form, Err(stop)).await,
    }
}

/// Back to the holders after a step, or their page with what was wrong with it.
#[boxed]
pub(super) async fn back(form: &MatterForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(super::at(&form.code, "/holders")));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
