//! Taking a concern in, from anybody, with no name if need be. However often the button is pressed,
//! one form makes one case.

use crate::{
    TableDoor,
    choose::to,
    entered::Entered,
    error::InLanguage as _,
    sent::Sent,
    session::{Insider, names_of},
    sheet::{Form, Input, Part, Sheet, field},
    show,
    step::OrAt as _,
};
use axum::{Router, extract::State, response::Response, routing::get};
use boxed::boxed;
use casework::{
    Age, CaseCode, Channel, Colleague, ConcernSource, Field as CaseField, NewConcern, Profession,
    SecretText,
};
use page::{Choice, Failure, Problem};
use vocabulary::PlaceCode;

// words: table-take-in-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/take-in", get(form).post(submit))
}

/// What may be told at once, in the order in which it is asked.
const TOLD: [CaseField; 6] = [
    CaseField::Concern,
    CaseField::SafeContact,
    CaseField::Name,
    CaseField::BirthDate,
    CaseField::Phone,
    CaseField::PresentLocation,
];

#[boxed]
async fn form(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    page(&door, &reader, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let form = told(circumstances(door, reader, entered).await?, reader, entered);
    Sheet::inside(door, reader, words.text("table-take-in-title"))
        .lead(words.text("table-take-in-lead"))
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

/// Where the concern comes from, and who leads the case.
#[boxed]
async fn circumstances(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
) -> Result<Form, Failure> {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("table-take-in-{name}"), entered);
    let request = match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    let own = reader.visitor.actor.region().map(ToString::to_string);
    let region = match entered.get("region") {
        "" => own.unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let or = |name: &str, usual: &str| match entered.get(name) {
        "" => usual.to_owned(),
        typed => typed.to_owned(),
    };
    let sources = ConcernSource::ALL.iter().map(|one| one.code());
    let channels = Channel::ALL.iter().map(|one| one.code());
    let ages = Age::ALL.iter().map(|one| one.code());
    let sources = show::choices(words, "concern-source", sources, &or("source", "police"));
    let channels = show::choices(
        words,
        "concern-channel",
        channels,
        &or("channel", "telephone"),
    );
    let ages = show::choices(words, "concern-age", ages, &or("age", "unknown"));
    let danger = ask("danger")
        .optional()
        .hint(words.text("table-take-in-danger-hint"));
    Ok(
        Form::new("/table/take-in", words.text("table-take-in-button"))
            .ask(Input::Hidden("request", request))
            .ask(Input::Yes(danger))
            .ask(Input::Select(ask("source"), sources))
            .ask(Input::Radios(ask("channel"), channels))
            .ask(Input::Radios(
                ask("age").hint(words.text("table-take-in-age-hint")),
                ages,
            ))
            .ask(Input::Select(
                ask("region"),
                show::regions(door, words, &region),
            ))
            .ask(Input::Select(
                ask("manager"),
                managers(door, reader, entered).await?,
            )),
    )
}

/// What was told about the person: nothing of it has to be.
fn told(mut form: Form, reader: &Insider, entered: &Entered) -> Form {
    let words = reader.words();
    for one in TOLD {
        let code = one.code();
        let input = field(words, code, &format!("case-field-{code}"), entered).optional();
        form = form.ask(match one {
            CaseField::Concern | CaseField::SafeContact => {
                Input::Long(input.hint(words.text(&format!("case-field-{code}-hint"))))
            }
            CaseField::BirthDate => {
                Input::Line(input.hint(words.text("case-field-birth-date-hint")))
            }
            _ => Input::Line(input),
        });
    }
    form
}

// words: case-field-concern-hint case-field-safe-contact-hint case-field-birth-date-hint
// words: table-take-in-source table-take-in-channel table-take-in-age table-take-in-region
// words: table-take-in-manager table-take-in-danger

/// The social workers, who alone lead cases; oneself first in mind.
#[boxed]
async fn managers(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
) -> Result<Vec<Choice>, Failure> {
    let found = door.casework.colleagues(reader.request()).await;
    // A case stays in the seat in which it was taken in: no other seat of the reader's own leads it.
    let is_manager = |one: &Colleague| {
        one.profession == Profession::SocialWorker
            && !one.is_suspended
            && !reader.is_other_seat(&one.account)
    };
    let mut found = found.shown(reader.language())?;
    found.retain(is_manager);
    // Who is nearest comes first: oneself, the same region, the others.
    let region = reader
        .visitor
        .actor
        .region()
        .map(ToString::to_string)
        .unwrap_or_default();
    found.sort_by_key(|one| {
        let is_self = one.account == reader.worker().account();
        (!is_self, !one.institution.starts_with(&region))
    });
    let accounts = found.iter().map(|one| one.account.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let words = reader.words();
    let choice = |one: &Colleague| {
        let institution = show::institution(door, words, &one.institution);
        let name = format!("{} – {institution}", names.person(&one.account));
        Choice::new(&one.account, name, entered.get("manager"))
    };
    Ok(found.iter().map(choice).collect())
}

#[boxed]
async fn submit(form: Sent) -> Result<Response, Failure> {
    let (door, reader) = form.sender();
    let step = async {
        let new = concern(reader, &form.entered)?;
        let code = form.wing().concern_take_in(form.request(), &new).await;
        let code = code.or_at("manager", form.words());
        code.map(|code| after(reader, &new, &code))
    };
    match step.await {
        Ok(path) => Ok(to(path)),
        Err(stop) => page(door, reader, &form.entered, stop.problems()?).await,
    }
}

/// Whoever cannot open the case (their profession reaches nothing of it) is back at their work.
fn after(reader: &Insider, new: &NewConcern, code: &CaseCode) -> String {
    let is_own = new.manager == reader.worker().account();
    let reaches = !reader.worker().profession().reach().is_empty();
    if is_own || reaches {
        format!("/table/cases/{code}")
    } else {
        "/table/today".to_owned()
    }
}

fn concern(reader: &Insider, entered: &Entered) -> Result<NewConcern, Problem> {
    let words = reader.words();
    let missing = |field: &str| Problem::new(field, words.text("table-take-in-choose"));
    let told = TOLD
        .into_iter()
        .filter(|one| !entered.get(one.code()).is_empty())
        .map(|one| (one, SecretText::new(entered.get(one.code()))))
        .collect();
    Ok(NewConcern {
        request: entered.get("request").to_owned(),
        source: ConcernSource::from_code(entered.get("source")).ok_or_else(|| missing("source"))?,
        channel: Channel::from_code(entered.get("channel")).ok_or_else(|| missing("channel"))?,
        region: PlaceCode::parse(entered.get("region")).map_err(|_| missing("region"))?,
        age: Age::from_code(entered.get("age")).ok_or_else(|| missing("age"))?,
        danger_now: entered.is_yes("danger"),
        manager: entered.get("manager").to_owned(),
        told,
    })
}
