//! One package: which fields it holds, opened one at a time for a reason, as the case's own are. Once
//! it is called back nothing opens, and the page asks for the word that copies are gone.

use super::list::state;
use crate::{
    TableDoor,
    address::record_of,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Form, Input, Link, Part, Sheet, field},
    show::{self, list},
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{DisclosureState, Field, ReceivedDisclosure, Referral};
use page::{Failure, Problem, time_text};

/// A package and the referral that it came with.
struct Package {
    told: ReceivedDisclosure,
    referral: Option<Referral>,
}

impl Package {
    /// What can be opened: the fields told, and the sender's note where there is one.
    fn fields(&self) -> Vec<Field> {
        let note = self.referral.as_ref().map(|_| Field::ReferralNote);
        self.told.fields.iter().copied().chain(note).collect()
    }

    fn path(&self) -> String {
        format!("/table/received/{}", self.told.id.as_str())
    }
}

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(disclosure): Path<String>,
) -> Result<Response, Failure> {
    let package = found(&door, &reader, &disclosure).await?;
    page((&door, &reader), &package, &Entered::default(), Vec::new())
}

/// What was told to the reader's institution under this id.
#[boxed]
async fn found(door: &TableDoor, reader: &Insider, id: &str) -> Result<Package, Failure> {
    let id = record_of(reader, id)?;
    let told = door.casework.disclosures_received(reader.request()).await;
    let mut told = told.shown(reader.language())?.into_iter();
    let told = told.find(|one| one.id == id);
    let told = told.ok_or_else(|| reader.visitor.not_found())?;
    let referrals = door.casework.referrals_received(reader.request()).await;
    let mut referrals = referrals.shown(reader.language())?.into_iter();
    let referral = referrals.find(|one| one.disclosure.as_ref() == Some(&id));
    Ok(Package { told, referral })
}

fn sheet(door: &TableDoor, reader: &Insider, package: &Package) -> Sheet {
    let words = reader.words();
    let told = &package.told;
    let fields = told.fields.iter().map(|field| field.code());
    let facts = [
        ("sender", show::institution(door, words, &told.sender)),
        ("when", time_text(words, told.sent_at)),
        ("fields", list(words, "case-field", fields)),
        ("state", state(words, told.state).1),
    ];
    let facts = facts.map(|(key, text)| (words.of("received-column", key), text));
    let referral = package.referral.as_ref().map(|one| {
        let href = format!("/table/referrals/{}", one.status.id.as_str());
        let values = [("code", one.status.code.as_str().into())];
        let label = words.with("received-to-referral", &values);
        Part::Links(vec![Link::new(href, label)])
    });
    let title = words.with("received-one", &[("code", told.code.as_str().into())]);
    Sheet::inside(door, reader, title)
        .step("/table/received".to_owned(), words.text("received-title"))
        .with(Part::Facts(facts.to_vec()))
        .with_some(referral)
}

/// What the recipient can do with it now.
fn step((door, reader): (&TableDoor, &Insider), package: &Package, entered: &Entered) -> Part {
    let words = reader.words();
    match package.told.state {
        DisclosureState::Sent => Part::Form(opening((door, reader), package, entered)),
        DisclosureState::Recalled => {
            let action = format!("{}/destroyed", package.path());
            Part::Form(
                Form::new(action, words.text("received-destroyed"))
                    .titled(words.text("received-destroy-title")),
            )
        }
        DisclosureState::Returned | DisclosureState::Acknowledged => {
            Part::Note("calm", words.text("received-over"))
        }
    }
}

fn opening((door, reader): (&TableDoor, &Insider), package: &Package, entered: &Entered) -> Form {
    let words = reader.words();
    let fields = package.fields();
    let codes = fields.iter().map(|field| field.code());
    let which = field(words, "field", "case-reveal-field", entered);
    let reason = field(words, "reason", "case-reveal-reason", entered)
        .hint(words.text("case-reveal-reason-hint"));
    Form::new(package.path(), words.text("case-reveal-button"))
        .titled(words.text("received-open"))
        .ask(Input::Select(
            which,
            show::choices(words, "case-field", codes, entered.get("field")),
        ))
        .ask(Input::Line(reason))
        .ask_code(door, reader)
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    package: &Package,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let recalled = package.told.state == DisclosureState::Recalled;
    let recalled = recalled.then(|| Part::Note("bad", words.text("received-recalled")));
    let step = match step((door, reader), package, entered) {
        Part::Form(form) => Part::Form(form.checked(&problems)),
        other => other,
    };
    sheet(door, reader, package)
        .with_some(recalled)
        .with(step)
        .checked(problems)
}

#[boxed]
pub(super) async fn open(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(disclosure): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let package = found(&door, &reader, &disclosure).await?;
    let words = reader.words();
    let which = Field::from_code(entered.get("field"));
    let which = which.ok_or_else(|| reader.visitor.not_found())?;
    let told = async {
        reader.confirmed(&door, &entered).await?;
        let what = (which, entered.get("reason"));
        let opened = door
            .casework
            .disclosure_reveal(reader.request(), &package.told.id, what);
        opened.await.or_at("reason", words)
    };
    let text = match told.await {
        Ok(text) => text.expose().to_owned(),
        Err(stop) => return page((&door, &reader), &package, &entered, stop.problems()?),
    };
    sheet(&door, &reader, &package)
        .with(Part::Opened(words.of("case-field", which.code()), text))
        .with(Part::Text(words.text("received-logged")))
        .with(step((&door, &reader), &package, &Entered::default()))
        .answer()
}
