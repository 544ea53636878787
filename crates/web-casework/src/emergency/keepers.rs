//! Naming the three keepers, being the second person who agrees to them, and covering one's cases.

use super::ask::back;
use crate::{
    TableDoor,
    choose::{Asking, people},
    error::InLanguage as _,
    sent::Sent,
    session::Insider,
    sheet::{Form, Input, Part},
    show::WorkerNames,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{EmergencyKeepers, Naming, Profession, RecordId};
use page::{Choice, Failure, time_text};

/// Named by social workers alone.
#[boxed]
pub(super) async fn naming(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
) -> Result<Option<Form>, Failure> {
    if reader.worker().profession() != Profession::SocialWorker {
        return Ok(None);
    }
    let own = reader.worker().institution().to_owned();
    let fits = |one: &casework::Colleague| one.institution == own;
    let colleagues = people((door, reader), fits, "").await?;
    let words = ask.words;
    let pick = |name: &str, key: &str| {
        let chosen = ask.entered.get(name);
        let choices = colleagues
            .iter()
            .map(|one| Choice::new(&one.code, one.name.clone(), chosen))
            .collect();
        Input::Select(ask.field(name, key), choices)
    };
    let form = Form::new(
        "/table/emergency/keepers",
        words.text("emergency-keepers-button"),
    )
    .folded(words.text("emergency-keepers-form"))
    .ask(pick("first", "emergency-keeper-first"))
    .ask(pick("second", "emergency-keeper-second"))
    .ask(pick("third", "emergency-keeper-third"))
    .ask_code(door, reader);
    Ok(Some(form))
}

/// Offered while some of the reader's own cases are not covered.
pub(super) fn covering(
    reader: &Insider,
    (kept, uncovered): (Option<&EmergencyKeepers>, usize),
) -> Option<Form> {
    let words = reader.words();
    let values = [("count", uncovered.into())];
    let title = words.with("emergency-cover-form", &values);
    let form = Form::new(
        "/table/emergency/covered",
        words.text("emergency-cover-button"),
    );
    (kept.is_some() && uncovered > 0).then(|| form.titled(title))
}

/// What waits for a second person, said to everybody.
pub(super) fn waiting(reader: &Insider, one: &Naming, names: &WorkerNames) -> Part {
    let words = reader.words();
    let keepers: Vec<String> = one.people.iter().map(|one| names.of(one)).collect();
    let values = [
        ("by", names.of(&one.by).into()),
        ("names", keepers.join(", ").into()),
        ("at", time_text(words, one.at).into()),
        ("until", time_text(words, one.ends_at).into()),
    ];
    Part::Note("warn", words.with("keeper-waiting", &values))
}

/// Agreeing for whoever may, and for whoever named them taking it back.
pub(super) fn answering(
    (door, reader): (&TableDoor, &Insider),
    ask: Asking<'_>,
    one: &Naming,
) -> Option<Form> {
    let words = reader.words();
    let id = one.id.as_str().to_owned();
    let form = |key: &str| {
        Form::new("/table/emergency/keepers/answered", words.text(key))
            .ask(Input::Hidden("proposal", id.clone()))
    };
    if one.may_confirm {
        let answers = ["confirm", "drop"];
        let form = form("keeper-answer-button")
            .titled(words.text("keeper-answer-form"))
            .ask(ask.one_of(("keepers", "keeper-answer-ask"), "keeper-answer", answers))
            .ask_code(door, reader);
        return Some(form);
    }
    let is_own = one.by == reader.worker().account();
    is_own.then(|| {
        form("keeper-take-back-button")
            .folded(words.text("keeper-take-back-form"))
            .ask(Input::Hidden("keepers", "drop".to_owned()))
    })
}

#[boxed]
pub(super) async fn answer(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let (wing, words) = (form.wing(), form.words());
        let id = RecordId::parse(form.entered.get("proposal")).shown(form.reader.language())?;
        match form.entered.get("keepers") {
            "confirm" => {
                form.confirmed().await?;
                let done = wing.emergency_keepers_confirm(form.request(), &id);
                done.await.or_at("keepers", words)
            }
            "drop" => {
                let done = wing.emergency_keepers_drop(form.request(), &id);
                done.await.or_at("keepers", words)
            }
            _ => Err(form.ask().missing("keepers").into()),
        }
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn propose(form: Sent) -> Result<Response, Failure> {
    let step = async {
        form.confirmed().await?;
        let keepers = ["first", "second", "third"].map(|name| form.entered.get(name).to_owned());
        let named = form
            .wing()
            .emergency_keepers_propose(form.request(), &keepers);
        named.await.or_at("first", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn cover(form: Sent) -> Result<Response, Failure> {
    let covered = form.wing().emergency_cover(form.request()).await;
    let step = covered.or_at("first", form.words());
    back(&form, step.map(drop)).await
}
