//! Hearings, protective measures and claims for compensation.

use super::{open, view};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    sent::{MatterForm, MatterVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    ClaimMove, ClaimStep, HearingKind, HearingState, MatterCode, MatterView, MeasureKind,
    NewHearing,
};
use jiff::Timestamp;
use page::{Choice, Failure, Problem, office_instant, read_date, time_text};

#[boxed]
pub(super) async fn form(
    MatterVisit { door, reader, code }: MatterVisit,
) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view(door, reader, code).await?;
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    Sheet::inside(door, reader, words.text("hearing-page-title"))
        .under_matter(code.as_str())
        .lead(words.text("hearing-page-lead"))
        .with(Part::Table(open::hearings(reader, &seen)))
        .with(planning(ask, &seen, &problems))
        .with_some(settling(ask, &seen, &problems))
        .with(Part::Table(open::measures(reader, &seen)))
        .with(protecting(ask, &seen, &problems))
        .with_some(unprotecting(ask, &seen, &problems))
        .with(Part::Table(open::claims(reader, &seen)))
        .with(claiming(ask, &seen, &problems))
        .with_some(deciding(ask, &seen, &problems))
        .checked(problems)
}

fn planning(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let kinds = HearingKind::ALL.iter().map(|one| one.code());
    let clock = ask
        .field("clock", "hearing-ask-clock")
        .hint(words.text("hearing-ask-clock-hint"));
    let form = Form::new(
        super::at(&seen.code, "/court/hearings"),
        words.text("hearing-button"),
    )
    .folded(words.text("hearing-form"))
    .ask(ask.one_of(("kind", "hearing-ask-kind"), "hearing-kind", kinds))
    .ask(ask.day("on", "hearing-ask-day"))
    .ask(Input::Line(clock));
    Part::Form(form.checked(problems))
}

fn settling(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Option<Part> {
    let words = ask.words;
    let planned = seen.hearings.iter();
    let planned = planned.filter(|one| one.state == HearingState::Planned);
    let planned: Vec<Choice> = planned
        .map(|one| {
            let kind = words.of("hearing-kind", one.kind.code());
            let name = format!("{kind}, {}", time_text(words, one.at));
            Choice::new(one.id.as_str(), name, ask.entered.get("hearing"))
        })
        .collect();
    let states = [HearingState::Held, HearingState::PutOff].map(HearingState::code);
    let form = Form::new(
        super::at(&seen.code, "/court/settled"),
        words.text("hearing-settle"),
    )
    .folded(words.text("hearing-settle-form"))
    .ask(Input::Select(
        ask.field("hearing", "hearing-ask-which"),
        planned.clone(),
    ))
    .ask(ask.one_of(("became", "hearing-ask-became"), "hearing-state", states));
    (!planned.is_empty()).then(|| Part::Form(form.checked(problems)))
}

fn protecting(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let kinds = MeasureKind::ALL.iter().map(|one| one.code());
    let form = Form::new(
        super::at(&seen.code, "/court/measures"),
        words.text("measure-button"),
    )
    .folded(words.text("measure-form"))
    .ask(ask.one_of(("measure", "measure-ask-kind"), "measure-kind", kinds))
    .ask(ask.day("since", "measure-ask-since"));
    Part::Form(form.checked(problems))
}

fn unprotecting(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Option<Part> {
    let words = ask.words;
    let lasting = seen.measures.iter().filter(|one| one.ended_at.is_none());
    let lasting: Vec<Choice> = lasting
        .map(|one| {
            let kind = words.of("measure-kind", one.kind.code());
            Choice::new(one.id.as_str(), kind, ask.entered.get("lasting"))
        })
        .collect();
    let form = Form::new(
        super::at(&seen.code, "/court/ended"),
        words.text("measure-end"),
    )
    .folded(words.text("measure-end-form"))
    .ask(Input::Select(
        ask.field("lasting", "measure-ask-which"),
        lasting.clone(),
    ));
    (!lasting.is_empty()).then(|| Part::Form(form.checked(problems)))
}

fn claiming(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let form = Form::new(
        super::at(&seen.code, "/court/claims"),
        words.text("claim-button"),
    )
    .folded(words.text("claim-form"))
    .ask(ask.line("amount", "claim-ask-amount"))
    .ask(ask.day("made", "claim-ask-made"));
    Part::Form(form.checked(problems))
}

fn deciding(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Option<Part> {
    let words = ask.words;
    let claims: Vec<Choice> = seen
        .claims
        .iter()
        .map(|one| {
            let state = words.of("claim-state", one.state.code());
            let name = format!("{}: {state}", open::amount_text(words, one.claimed));
            Choice::new(one.id.as_str(), name, ask.entered.get("claim"))
        })
        .collect();
    let steps = ClaimStep::ALL.iter().map(|one| one.code());
    let awarded = ask.field("awarded", "claim-ask-awarded").optional();
    let form = Form::new(
        super::at(&seen.code, "/court/decided"),
        words.text("claim-decide"),
    )
    .folded(words.text("claim-decide-form"))
    .ask(Input::Select(
        ask.field("claim", "claim-ask-which"),
        claims.clone(),
    ))
    .ask(ask.one_of(("outcome", "claim-ask-step"), "claim-step", steps))
    .ask(Input::Line(awarded))
    .ask(ask.day("decided", "matter-page-when"));
    (!claims.is_empty()).then(|| Part::Form(form.checked(problems)))
}

/// A day and a time such as `9:30`, as the offices mean them.
fn moment(ask: Asking<'_>) -> Result<Timestamp, Problem> {
    let day = read_date(ask.entered.get("on"));
    let no_day = || Problem::new("on", ask.words.text("hearing-day-invalid"));
    let day = day.ok_or_else(no_day)?;
    let typed = ask.entered.get("clock");
    typed
        .split_once([':', '.'])
        .and_then(|(hour, minute)| {
            let (hour, minute) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
            office_instant(day, hour, minute)
        })
        .ok_or_else(|| Problem::new("clock", ask.words.text("hearing-clock-invalid")))
}

#[boxed]
pub(super) async fn plan(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let new = NewHearing {
            kind: ask.chosen("kind", HearingKind::from_code)?,
            at: moment(ask)?,
        };
        let planned = form.wing().hearing_plan(form.request(), &form.code, &new);
        planned.await.or_at("on", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn settle(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let state = ask.chosen("became", HearingState::from_code)?;
        let what = (&ask.record("hearing")?, state);
        let settled = form.wing().hearing_settle(form.request(), &form.code, what);
        settled.await.or_at("hearing", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn measure(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let kind = ask.chosen("measure", MeasureKind::from_code)?;
        let what = (kind, ask.day_of("since", "matter-date-invalid")?);
        let begun = form.wing().measure_begin(form.request(), &form.code, what);
        begun.await.or_at("since", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn measure_end(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let measure = form.ask().record("lasting")?;
        let ended = form
            .wing()
            .measure_end(form.request(), &form.code, &measure);
        ended.await.or_at("lasting", form.words())
    };
    back(&form, step.await).await
}

/// An amount in whole units.
fn amount(ask: Asking<'_>, name: &str) -> Result<i64, Problem> {
    let digits: String = ask
        .entered
        .get(name)
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '.' | ','))
        .collect();
    let invalid = |_| Problem::new(name, ask.words.text("claim-amount-invalid"));
    digits.parse().map_err(invalid)
}

#[boxed]
pub(super) async fn claim(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let claimed = amount(ask, "amount")?;
        let what = (claimed, ask.day_of("made", "matter-date-invalid")?);
        let made = form.wing().claim_make(form.request(), &form.code, what);
        made.await.or_at("amount", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn claim_move(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let change = ClaimMove {
            claim: ask.record("claim")?,
            step: ask.chosen("outcome", ClaimStep::from_code)?,
            awarded: match form.entered.get("awarded") {
                "" => None,
                _ => Some(amount(ask, "awarded")?),
            },
            at: ask.day_of("decided", "matter-date-invalid")?,
        };
        let moved = form.wing().claim_move(form.request(), &form.code, &change);
        moved.await.or_at("claim", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
async fn back(form: &MatterForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(super::at(&form.code, "/court")));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
