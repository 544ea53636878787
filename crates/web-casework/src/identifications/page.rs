//! The page of formal identification: where it stands, and the forms that are open there.

use super::{address, decide, reflect, request, team};
use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    days::day_of,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::{Insider, names_of},
    sheet::{Form, Part, Sheet},
    show::WorkerNames,
    step::Step,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, CaseView, FormalIdentification, FormalState, Reflection};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

/// Back to the page after a step, or the page with what was wrong with it.
#[boxed]
pub(super) async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(address(&form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view_if(door, reader, code, CaseView::is_assisted).await?;
    let language = reader.language();
    let all = door
        .casework
        .formal_identifications(reader.request(), code)
        .await
        .shown(language)?;
    let reflection = door.casework.reflection(reader.request(), code).await;
    let reflection = reflection.shown(language)?;
    let team = all
        .iter()
        .flat_map(|one| [one.police.as_deref(), one.social_services.as_deref()])
        .flatten()
        .collect();
    let names = names_of(door, language, team).await?;
    let words = reader.words();
    let mut sheet = Sheet::inside(door, reader, words.text("case-formal-title"))
        .under(code.as_str())
        .lead(words.text("case-formal-lead"))
        .with(Part::Note(
            "good",
            words.text("case-formal-help-is-the-same"),
        ))
        .with_some(
            seen.briefed_at
                .is_none()
                .then(|| Part::Note("warn", words.text("formal-before-briefing"))),
        );
    for one in &all {
        sheet = sheet
            .with(Part::Heading(heading(reader, one)))
            .with(Part::Facts(facts(reader, one, &names)));
        if one.decided_at.is_some() {
            sheet = sheet.with(Part::Form(decide::reading(reader, (code, one))));
        }
    }
    if all.is_empty() {
        sheet = sheet.with(Part::Text(words.text("case-formal-none")));
    }
    for form in open_forms((door, reader), (&seen, all.first()), entered).await? {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    reflecting(sheet, reader, (&seen, reflection), (entered, &problems)).checked(problems)
}

fn heading(reader: &Insider, one: &FormalIdentification) -> String {
    let words = reader.words();
    let values = [("day", day_of(words, one.requested_at).into())];
    words.with("case-formal-of-day", &values)
}

fn facts(
    reader: &Insider,
    one: &FormalIdentification,
    names: &WorkerNames,
) -> Vec<(String, String)> {
    let words = reader.words();
    let not_yet = || words.text("case-page-not-yet");
    let when = |at: Option<jiff::Timestamp>| at.map_or_else(not_yet, |at| time_text(words, at));
    let day = |at: Option<jiff::Timestamp>| at.map_or_else(not_yet, |at| day_of(words, at));
    let who = |account: &Option<String>| {
        account
            .as_ref()
            .map_or_else(not_yet, |account| names.of(account))
    };
    let others: Vec<String> = [
        ("psychologist", one.with_psychologist),
        ("interpreter", one.with_interpreter),
        ("guardian", one.with_guardian),
    ]
    .into_iter()
    .filter(|(_, takes_part)| *takes_part)
    .map(|(who, _)| words.of("case-formal-with", who))
    .collect();
    let others = if others.is_empty() {
        "–".to_owned()
    } else {
        others.join(", ")
    };
    [
        ("state", words.of("formal-state", one.state.code())),
        ("requested", time_text(words, one.requested_at)),
        ("police", who(&one.police)),
        ("social", who(&one.social_services)),
        ("others", others),
        ("meets", day(one.meets_at)),
        ("decided", when(one.decided_at)),
        ("noticed", when(one.noticed_at)),
    ]
    .map(|(key, text)| (words.of("case-formal-fact", key), text))
    .to_vec()
}

/// The forms that are open where the last one stands.
#[boxed]
async fn open_forms(
    (door, reader): (&TableDoor, &Insider),
    (seen, last): (&CaseView, Option<&FormalIdentification>),
    entered: &Entered,
) -> Result<Vec<Form>, Failure> {
    use FormalState::{Convened, DecidedNo, DecidedYes, Requested, UnderReview, Upheld, Withdrawn};
    let code = &seen.code;
    let Some(last) = last else {
        return Ok(vec![request::form(door, reader, (seen, entered))]);
    };
    let mut forms = Vec::new();
    let is_told = last.noticed_at.is_some();
    match last.state {
        Requested => forms.push(team::form((door, reader), (code, last), entered).await?),
        Convened | UnderReview => {
            forms.push(team::meeting_form(reader, (code, last), entered));
            forms.push(decide::form(reader, (code, last), entered));
        }
        DecidedYes | DecidedNo | Upheld if !is_told => {
            forms.push(decide::notice_form(reader, (code, last)));
        }
        Withdrawn | Upheld => forms.push(request::form(door, reader, (seen, entered))),
        DecidedYes | DecidedNo => {}
    }
    match last.state {
        DecidedNo => forms.push(request::review_form(reader, (code, last))),
        Requested | Convened | UnderReview => {
            forms.push(request::withdraw_form(reader, (code, last)));
        }
        DecidedYes | Upheld | Withdrawn => {}
    }
    Ok(forms)
}

/// The time to reflect, its end, and the forms that make it longer or let the person end it.
fn reflecting(
    sheet: Sheet,
    reader: &Insider,
    (seen, reflection): (&CaseView, Option<Reflection>),
    (entered, problems): (&Entered, &[Problem]),
) -> Sheet {
    let words = reader.words();
    let sheet = sheet
        .with(Part::Heading(words.text("case-reflection-title")))
        .with(Part::Text(words.text("case-reflection-lead")));
    let Some(reflection) = reflection else {
        let form = reflect::begin_form(reader, (&seen.code, entered));
        return sheet.with(Part::Form(form.checked(problems)));
    };
    let values = [
        ("from", day_of(words, reflection.began_at).into()),
        ("to", day_of(words, reflection.ends_at).into()),
    ];
    if let Some(at) = reflection.ended_by_person_at {
        let values = [("day", day_of(words, at).into())];
        return sheet.with(Part::Note(
            "calm",
            words.with("case-reflection-ended", &values),
        ));
    }
    if reflection.ends_at <= reader.visitor.now {
        return sheet.with(Part::Note(
            "calm",
            words.with("case-reflection-over", &values),
        ));
    }
    let forms = reflect::running_forms(reader, (&seen.code, entered));
    forms.into_iter().fold(
        sheet.with(Part::Note(
            "good",
            words.with("case-reflection-runs", &values),
        )),
        |sheet, form| sheet.with(Part::Form(form.checked(problems))),
    )
}
