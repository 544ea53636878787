//! The next page: what the instrument advises and which sections spoke; below it a person decides.
//! What was answered travels in the form and is kept nowhere before the decision.

use super::{
    answers,
    ask::{self, questions},
    instrument_of, rule,
};
use crate::{
    TableDoor,
    address::code_of,
    cases::view::view_if,
    choose::Asking,
    entered::Entered,
    session::Insider,
    sheet::{Cell, Form, Input, Part, Sheet, Table, field},
    show,
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{
    Advice, Advised, CaseView, Instrument, NewScreening, ScreeningBasis, ScreeningDecision,
    SecretText, SectionFinding, Threshold,
};
use page::{Failure, Problem};

type Place<'p> = (&'p CaseView, &'static Instrument);

#[boxed]
pub(super) async fn advise(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, instrument)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let seen = view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let place = (&seen, instrument_of(&reader, &instrument)?);
    match problem_of_start(&reader, &seen, &entered) {
        Some(problem) => ask::page((&door, &reader), place, &entered, vec![problem]),
        None => page((&door, &reader), place, &entered, Vec::new()),
    }
}

/// What the library will refuse when the decision is recorded, said before anybody decides.
fn problem_of_start(reader: &Insider, seen: &CaseView, entered: &Entered) -> Option<Problem> {
    let words = reader.words();
    if answers::basis(entered) != ScreeningBasis::Interview {
        None
    } else if seen.briefed_at.is_none() {
        Some(Problem::new(
            "basis",
            words.text("screening-before-briefing"),
        ))
    } else if !entered.is_yes("voluntary") {
        Some(Problem::new(
            "voluntary",
            words.text("screening-not-voluntary"),
        ))
    } else {
        None
    }
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    (seen, instrument): Place<'_>,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let given = answers::answers(instrument, entered);
    let advised = instrument.advise(&given, seen.age);
    let advised = match advised.or_at("basis", words) {
        Ok(advised) => advised,
        Err(stop) => {
            let problems = stop.problems()?;
            return ask::page((door, reader), (seen, instrument), entered, problems);
        }
    };
    let code = advised.advice.code();
    let kind = match advised.advice {
        Advice::Potential => "bad",
        Advice::AtRisk => "warn",
        Advice::NoIndication | Advice::TooFewAnswers => "calm",
    };
    let mut change = questions((door, reader), (&seen.code, instrument), entered)
        .folded(words.text("case-screening-change"));
    change.button = words.text("case-screening-advise-again");
    Sheet::inside(door, reader, words.text("case-screening-advice-title"))
        .under(seen.code.as_str())
        .step(
            format!("/table/cases/{}/screenings", seen.code),
            words.text("case-screening-title"),
        )
        .lead(words.text("case-screening-advice-lead"))
        .with(Part::Note(kind, words.of("screening-advice", code)))
        .with_some(rule::child_note(reader, seen.age))
        .with(Part::Table(rule_table(reader, instrument, &advised)))
        .with(Part::Table(findings(reader, instrument, &advised)))
        .with(Part::Text(rule::threshold(reader, instrument)))
        .with(Part::Form(
            deciding(reader, (seen, instrument), entered).checked(&problems),
        ))
        .with(Part::Form(change))
        .checked(problems)
}

/// Which parts of the rule are met.
fn rule_table(reader: &Insider, instrument: &'static Instrument, advised: &Advised) -> Table {
    let words = reader.words();
    let texts = rule::parts(reader, instrument, advised.as_child);
    let lists = instrument.rule(advised.as_child).iter();
    let rows = texts.into_iter().zip(lists).map(|(text, list)| {
        let is_met = list
            .iter()
            .any(|code| advised.speaking.contains(&code.as_str()));
        vec![Cell::Text(text), yes_or_no(reader, is_met)]
    });
    Table {
        caption: words.text(if advised.as_child {
            "case-screening-rule-child"
        } else {
            "case-screening-rule-adult"
        }),
        heads: ["part", "met"]
            .map(|head| words.of("case-screening-column", head))
            .to_vec(),
        rows: rows.collect(),
        empty: String::new(),
    }
}

fn yes_or_no(reader: &Insider, is_yes: bool) -> Cell {
    let (kind, key) = if is_yes {
        ("warn", "case-screening-met")
    } else {
        ("", "case-screening-not-met")
    };
    Cell::Tag(kind, reader.words().text(key))
}

/// What was answered with yes, section by section.
fn findings(reader: &Insider, instrument: &'static Instrument, advised: &Advised) -> Table {
    let words = reader.words();
    let is_weighed = instrument.threshold == Threshold::Weights;
    let heads: &[&str] = if is_weighed {
        &["section", "strong", "medium", "weak", "speaks"]
    } else {
        &["section", "yes", "speaks"]
    };
    let row = |one: &SectionFinding| {
        let title = rule::section_title(reader, instrument, one.section);
        let mut cells = vec![Cell::Text(title.to_owned())];
        let counts = if is_weighed {
            vec![one.strong, one.medium, one.weak]
        } else {
            vec![one.strong + one.medium + one.weak]
        };
        cells.extend(
            counts
                .into_iter()
                .map(|count| Cell::Text(count.to_string())),
        );
        cells.push(yes_or_no(reader, one.speaks));
        cells
    };
    Table {
        caption: words.text("case-screening-findings"),
        heads: heads
            .iter()
            .map(|head| words.of("case-screening-column", head))
            .collect(),
        rows: advised.findings.iter().map(row).collect(),
        empty: String::new(),
    }
}

/// The decision: nothing is chosen beforehand, not even what was advised.
fn deciding(reader: &Insider, (seen, instrument): Place<'_>, entered: &Entered) -> Form {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("case-screening-{name}"), entered);
    let open = ScreeningDecision::open_at(seen.phase);
    let codes = open.iter().map(|one| one.code());
    let choices = show::choices(words, "screening-decision", codes, entered.get("decision"));
    let action = format!(
        "/table/cases/{}/screen/{}/decided",
        seen.code, instrument.code
    );
    let carried = entered.without(&["csrf", "decision", "reason"]);
    Form::new(action, words.text("case-screening-decide"))
        .titled(words.text("case-screening-decide-title"))
        .ask(Input::Carried(carried))
        .ask(Input::Radios(ask("decision"), choices))
        .ask(Input::Long(
            ask("reason").hint(words.text("case-screening-reason-hint")),
        ))
}

#[boxed]
pub(super) async fn decide(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, instrument)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let code = code_of(&reader, &code)?;
    let seen = view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let place = (&seen, instrument_of(&reader, &instrument)?);
    let step = async {
        let ask = Asking::of(&reader, &entered);
        let new = NewScreening {
            request: entered.get("request").to_owned(),
            instrument,
            answers: answers::answers(place.1, &entered),
            basis: answers::basis(&entered),
            with_interpreter: entered.is_yes("interpreter"),
            present: answers::present(&entered),
            voluntary: entered.is_yes("voluntary"),
            decision: ask.chosen("decision", ScreeningDecision::from_code)?,
            reason: SecretText::new(entered.get("reason")),
        };
        let recorded = door
            .casework
            .screening_record(reader.request(), &code, &new);
        recorded.await.or_at("reason", reader.words())
    };
    match step.await {
        Ok(_) => Ok(Redirect::to(&format!("/table/cases/{code}/screenings")).into_response()),
        Err(stop) => page((&door, &reader), place, &entered, stop.problems()?),
    }
}
