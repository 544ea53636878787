//! One consent or legal basis: what it allows, what was told on it, and every step that it allows
//! now. Withdrawing is one button without a question.

use super::{
    decide,
    list::{fields, state, told_state},
    tell,
};
use crate::{
    TableDoor,
    address::{code_of, record_of},
    cases::view::view_if,
    entered::Entered,
    error::InLanguage as _,
    languages,
    session::{Insider, names_of},
    sheet::{Act, Cell, Form, Link, Part, Sheet, Table},
    show,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{BasisKind, BasisState, CaseView, Disclosure, DisclosureBasis, DisclosureState};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (seen, basis) = found(&door, &reader, (&code, &basis)).await?;
    page(
        (&door, &reader),
        (&seen, &basis),
        &Entered::default(),
        Vec::new(),
    )
    .await
}

/// The case and the basis of an address, for whoever assists; a basis of another case is not found.
#[boxed]
pub(crate) async fn found(
    door: &TableDoor,
    reader: &Insider,
    (code, basis): (&str, &str),
) -> Result<(CaseView, DisclosureBasis), Failure> {
    let code = code_of(reader, code)?;
    let seen = view_if(door, reader, &code, CaseView::is_assisted).await?;
    let id = record_of(reader, basis)?;
    let all = door
        .casework
        .disclosure_bases(reader.request(), &code)
        .await;
    let mut all = all.shown(reader.language())?.into_iter();
    let basis = all.find(|one| one.id == id);
    Ok((seen, basis.ok_or_else(|| reader.visitor.not_found())?))
}

#[boxed]
pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let sheet = sheet((door, reader), (seen, basis)).await?;
    steps(sheet, (door, reader), (seen, basis), (entered, &problems)).checked(problems)
}

/// What stands about it, before the steps.
#[boxed]
pub(super) async fn sheet(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
) -> Result<Sheet, Failure> {
    let words = reader.words();
    let code = &seen.code;
    let told = door.casework.disclosures(reader.request(), code).await;
    let mut told = told.shown(reader.language())?;
    told.retain(|one| one.basis == basis.id);
    let title = match basis.kind {
        BasisKind::Consent => "case-consent-one",
        BasisKind::Law => "case-basis-one",
    };
    Ok(Sheet::inside(door, reader, words.text(title))
        .under(code.as_str())
        .step(
            format!("/table/cases/{code}/consents"),
            words.text("case-consent-title"),
        )
        .with_some(recalled_note(door, reader, (basis, &told)))
        .with(Part::Facts(facts(door, reader, basis).await?))
        .with(Part::Table(told_on_it(reader, seen, &told))))
}

/// Who was asked to destroy what it had, and has not said so yet.
fn recalled_note(
    door: &TableDoor,
    reader: &Insider,
    (basis, told): (&DisclosureBasis, &[Disclosure]),
) -> Option<Part> {
    let words = reader.words();
    if basis.state != BasisState::Withdrawn {
        return None;
    }
    let waiting = told
        .iter()
        .filter(|one| one.state == DisclosureState::Recalled);
    let codes: Vec<&str> = waiting.map(|one| one.code.as_str()).collect();
    if codes.is_empty() {
        return Some(Part::Note("calm", words.text("case-consent-withdrawn")));
    }
    let institution = show::institution(door, words, &basis.recipient);
    let values = [
        ("institution", institution.into()),
        ("codes", codes.join(", ").into()),
    ];
    Some(Part::Note(
        "bad",
        words.with("case-consent-recall-waits", &values),
    ))
}

#[boxed]
async fn facts(
    door: &TableDoor,
    reader: &Insider,
    basis: &DisclosureBasis,
) -> Result<Vec<(String, String)>, Failure> {
    let words = reader.words();
    let people = [Some(&basis.proposed_by), basis.approved_by.as_ref()];
    let people = people.into_iter().flatten().map(String::as_str).collect();
    let names = names_of(door, reader.language(), people).await?;
    let yes_no = |is_yes| {
        words.text(if is_yes {
            "case-screening-yes"
        } else {
            "case-screening-no"
        })
    };
    let mut facts = vec![
        ("state", state(words, basis).1),
        (
            "recipient",
            show::institution(door, words, &basis.recipient),
        ),
        (
            "purpose",
            words.of("disclosure-purpose", basis.purpose.code()),
        ),
        ("fields", fields(words, &basis.fields)),
    ];
    match basis.kind {
        BasisKind::Consent => {
            let guardian = ("guardian", yes_no(true));
            facts.extend([
                ("refused", fields(words, &basis.refused)),
                ("form", words.of("consent-form", &basis.how)),
                ("language", languages::name(words, &basis.detail)),
            ]);
            facts.extend(basis.with_guardian.then_some(guardian));
            facts.push(("recorded", names.of(&basis.proposed_by)));
        }
        BasisKind::Law => facts.extend([
            ("ground", words.of("legal-ground", &basis.how)),
            ("article", basis.detail.clone()),
            ("told", yes_no(basis.person_told)),
            ("proposed", names.of(&basis.proposed_by)),
            (
                "decided",
                basis
                    .approved_by
                    .as_ref()
                    .map_or_else(|| "–".to_owned(), |one| names.of(one)),
            ),
        ]),
    }
    facts.extend([
        ("since", time_text(words, basis.begins_at)),
        ("until", time_text(words, basis.expires_at)),
    ]);
    let facts = facts.into_iter();
    Ok(facts
        .map(|(key, text)| (words.of("case-consent-column", key), text))
        .collect())
}

fn told_on_it(reader: &Insider, seen: &CaseView, told: &[Disclosure]) -> Table {
    let words = reader.words();
    let row = |one: &Disclosure| {
        let (kind, state) = told_state(words, one);
        let act = Act {
            action: format!(
                "/table/cases/{}/disclosures/{}/recalled",
                seen.code,
                one.id.as_str()
            ),
            label: words.text("case-consent-recall"),
            about: one.code.clone(),
            name: "basis",
            value: one.basis.as_str().to_owned(),
        };
        vec![
            Cell::Text(one.code.clone()),
            Cell::Text(time_text(words, one.sent_at)),
            Cell::Text(fields(words, &one.fields)),
            Cell::Tag(kind, state),
            if one.state == DisclosureState::Sent {
                Cell::Act(act)
            } else {
                Cell::Text("–".to_owned())
            },
        ]
    };
    Table {
        caption: words.text("case-consent-told-on-it"),
        heads: ["code", "when", "fields", "state", "act"]
            .map(|head| words.of("case-consent-column", head))
            .to_vec(),
        rows: told.iter().map(row).collect(),
        empty: words.text("case-consent-told-none"),
    }
}

/// What can be done with it now.
fn steps(
    sheet: Sheet,
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    (entered, problems): (&Entered, &[Problem]),
) -> Sheet {
    let words = reader.words();
    let path = format!("/table/cases/{}/consents/{}", seen.code, basis.id.as_str());
    let refer = basis.is_usable.then(|| {
        let link = Link::new(
            format!("{path}/referral"),
            words.text("case-consent-to-referral"),
        );
        Part::Links(vec![link])
    });
    let telling = tell::form((door, reader), (seen, basis), entered);
    let deciding = decide::form((door, reader), (seen, basis), entered);
    let is_open = matches!(basis.state, BasisState::InForce | BasisState::Proposed);
    let title = match basis.kind {
        BasisKind::Consent => "case-consent-withdraw-title",
        BasisKind::Law => "case-basis-withdraw-title",
    };
    let withdrawing = is_open.then(|| {
        Form::new(
            format!("{path}/withdrawn"),
            words.text("case-consent-withdraw"),
        )
        .titled(words.text(title))
    });
    sheet
        .with_some(refer)
        .with_some(decide::two_people_note(reader, basis))
        .with_some(decide::reading(reader, (seen, basis)).map(Part::Form))
        .with_some(deciding.map(|form| Part::Form(form.checked(problems))))
        .with_some(telling.map(|form| Part::Form(form.checked(problems))))
        .with_some(withdrawing.map(Part::Form))
}
