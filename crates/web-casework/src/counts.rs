//! What the table's count would be: numbers of the reader's own region, with everything that is not in
//! them and why, and the button that hands them over. The counting itself is the gate's, which this
//! door asks and never sees behind.

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Cell, Chapter, Form, Input, Link, Part, Sheet, Table},
    show,
    step::OrAt as _,
};
use axum::{
    Form as Sent, Router,
    extract::{Query, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use boxed::boxed;
use casework::{CountingGate, TableCount};
use page::{Failure, Problem, Words, counted_text, office_date, period_text};
use serde::Deserialize;
use std::sync::Arc;
use vocabulary::{CountedIndicator, Period, PeriodKind, RuleAspect};

// words: table-counts-* count-left-* count-* return-state-* aspect-* rule-*

/// How many quarters can be gone back to.
const QUARTERS: usize = 8;

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/counts", get(show_count).post(hand_over))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    done: String,
}

#[boxed]
async fn show_count(
    State(door): State<TableDoor>,
    reader: Insider,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let period = match asked.period.as_str() {
        "" => periods(&reader).into_iter().next(),
        typed => Period::parse(typed).ok(),
    };
    let period = period.ok_or_else(|| reader.visitor.not_found())?;
    page(&door, &reader, period, asked.done == "yes", Vec::new()).await
}

/// The gate, for whoever is served by one; elsewhere there is no such page.
fn gate(door: &TableDoor, reader: &Insider) -> Result<Arc<dyn CountingGate>, Failure> {
    door.gate.clone().ok_or_else(|| reader.visitor.not_found())
}

#[boxed]
async fn page(
    door: &TableDoor,
    reader: &Insider,
    period: Period,
    is_done: bool,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let counted = gate(door, reader)?;
    let counted = counted.count(reader.request(), period).await;
    let count = counted.shown(reader.language())?;
    let place = show::region(door, words, count.place.as_str());
    let title = words.with(
        "table-counts-page-title",
        &[
            ("place", place.into()),
            ("period", period_text(words, period).into()),
        ],
    );
    let mut sheet = Sheet::inside(door, reader, title)
        .lead(words.text("table-counts-lead"))
        .with_some(is_done.then(|| Part::Note("good", words.text("table-counts-done"))))
        .with(standing(words, &count))
        .with(Part::Table(summary(door, words, &count)))
        .with_some(handing(door, reader, &count).map(|form| Part::Form(form.checked(&problems))));
    // What the table has nothing of needs no explanation.
    sheet = sheet.with(Part::Heading(words.text("table-counts-chapters")));
    for one in count.indicators.iter().filter(|one| is_explained(one)) {
        sheet = sheet.with(Part::Chapter(Chapter {
            anchor: one.indicator.to_string(),
            title: name(door, words, one.indicator.as_str()),
            lead: rule(words, one),
            tables: vec![cells(door, words, one), left_out(words, one)],
            remark: remarks(door, words, one),
        }));
    }
    sheet
        .with(Part::Folded(
            words.text("table-counts-not-counted"),
            not_counted(door, words, period),
        ))
        .with(Part::Heading(words.text("table-counts-others")))
        .with(Part::Links(links(reader, period)))
        .checked(problems)
}

/// Whether a chapter further down says what was counted and what was not.
const fn is_explained(one: &CountedIndicator) -> bool {
    one.looked_at > 0
}

/// The quarters that are over, the latest first.
fn periods(reader: &Insider) -> Vec<Period> {
    let today = office_date(reader.visitor.now);
    let present = Period::containing(PeriodKind::Quarter, today);
    let before = std::iter::successors(present, |period| period.previous());
    before.skip(1).take(QUARTERS).collect()
}

fn links(reader: &Insider, shown: Period) -> Vec<Link> {
    let others = periods(reader).into_iter().filter(|one| *one != shown);
    others
        .map(|period| {
            let href = format!("/table/counts?period={period}");
            Link::new(href, period_text(reader.words(), period))
        })
        .collect()
}

fn standing(words: Words, count: &TableCount) -> Part {
    match &count.standing {
        None if count.may_be_handed_over => Part::Note("", words.text("table-counts-not-yet")),
        None => Part::Note("warn", words.text("count-period-open")),
        Some(state) => {
            let state = words.of("return-state", state);
            let text = words.with("table-counts-standing", &[("state", state.into())]);
            Part::Note("", text)
        }
    }
}

fn name(door: &TableDoor, words: Words, code: &str) -> String {
    door.country.indicator(code).map_or_else(
        || code.to_owned(),
        |found| format!("{code} {}", found.names.text(words.language())),
    )
}

fn summary(door: &TableDoor, words: Words, count: &TableCount) -> Table {
    let row = |one: &CountedIndicator| {
        let total = one.cells.iter().find(|cell| cell.breakdown.is_total());
        let total = total.map_or_else(String::new, |cell| counted_text(words, one, cell));
        let left_out = one.looked_at.saturating_sub(one.counted());
        let name = name(door, words, one.indicator.as_str());
        vec![
            if is_explained(one) {
                Cell::Open(Link::new(format!("#{}", one.indicator), name))
            } else {
                Cell::Text(name)
            },
            Cell::Text(total),
            Cell::Text(left_out.to_string()),
            Cell::Text(one.looked_at.to_string()),
        ]
    };
    Table {
        caption: words.text("table-counts-summary"),
        heads: ["indicator", "counted", "left-out", "looked-at"]
            .map(|head| words.of("table-counts-head", head))
            .to_vec(),
        rows: count.indicators.iter().map(row).collect(),
        empty: words.text("table-counts-nothing"),
    }
}

/// The rule that was counted by, in the words of the committee's pages.
fn rule(words: Words, one: &CountedIndicator) -> String {
    let aspects = RuleAspect::ALL.into_iter().filter_map(|aspect| {
        let value = one.rule.aspect(aspect);
        let is_said = !value.is_empty() && value != "none";
        is_said.then(|| {
            let value = match aspect {
                RuleAspect::Articles => value,
                _ => words.of("rule", &value),
            };
            format!("{}: {value}", words.of("aspect", aspect.code()))
        })
    });
    format!("{}.", aspects.collect::<Vec<_>>().join("; "))
}

fn cells(door: &TableDoor, words: Words, one: &CountedIndicator) -> Table {
    let rows = one.cells.iter().map(|cell| {
        vec![
            Cell::Text(show::breakdown(door, words, &cell.breakdown)),
            Cell::Text(counted_text(words, one, cell)),
        ]
    });
    Table {
        caption: captioned(one, &words.text("table-counts-cells")),
        heads: ["cell", "counted"]
            .map(|head| words.of("table-counts-head", head))
            .to_vec(),
        rows: rows.collect(),
        empty: String::new(),
    }
}

/// Each table of the page is told from the others by its indicator's code.
fn captioned(one: &CountedIndicator, text: &str) -> String {
    format!("{}: {text}", one.indicator)
}

fn left_out(words: Words, one: &CountedIndicator) -> Table {
    let rows = one.left_out.iter().map(|(reason, number)| {
        vec![
            Cell::Text(words.of("count-left", reason.code())),
            Cell::Text(number.to_string()),
        ]
    });
    Table {
        caption: captioned(one, &words.text("table-counts-left-out")),
        heads: ["reason", "number"]
            .map(|head| words.of("table-counts-head", head))
            .to_vec(),
        rows: rows.collect(),
        empty: words.text("table-counts-nothing-left-out"),
    }
}

/// What nobody has to look for: no count of cases gives it, and why.
fn not_counted(door: &TableDoor, words: Words, period: Period) -> Table {
    let counts = door.country.case_counts();
    let never = counts.not_counted.iter().map(|one| {
        let mut what = name(door, words, one.indicator.as_str());
        if !one.cell.is_total() {
            let cell = show::breakdown(door, words, &one.cell);
            what = format!("{what}: {cell}");
        }
        let reason = one.reason.text(words.language());
        vec![Cell::Text(what), Cell::Text(reason.to_owned())]
    });
    let otherwise = counts.counted_otherwise(period.kind()).map(|one| {
        vec![
            Cell::Text(name(door, words, one.indicator.as_str())),
            Cell::Text(words.text("table-counts-by-the-year")),
        ]
    });
    Table {
        caption: words.text("table-counts-not-counted"),
        heads: ["indicator", "reason"]
            .map(|head| words.of("table-counts-head", head))
            .to_vec(),
        rows: otherwise.chain(never).collect(),
        empty: words.text("table-counts-nothing-left-out"),
    }
}

/// What the cells do not show: ages that are not known, and codes that nobody asked for.
fn remarks(door: &TableDoor, words: Words, one: &CountedIndicator) -> String {
    let unknown = (one.of_unknown_age > 0).then(|| {
        let number = one.of_unknown_age.to_string();
        words.with("count-of-unknown-age", &[("number", number.into())])
    });
    let without = one.without_term.iter().map(|(dimension, number)| {
        let dimension = show::dimension(door, words, dimension.as_str());
        let asked = [
            ("number", number.to_string().into()),
            ("dimension", dimension.into()),
        ];
        words.with("count-without-term", &asked)
    });
    let texts: Vec<String> = unknown.into_iter().chain(without).collect();
    texts.join(" ")
}

fn handing(door: &TableDoor, reader: &Insider, count: &TableCount) -> Option<Form> {
    let words = reader.words();
    count.may_be_handed_over.then(|| {
        Form::new("/table/counts", words.text("table-counts-hand-over"))
            .titled(words.text("table-counts-hand-over-title"))
            .ask(Input::Hidden("period", count.period.to_string()))
            .ask(Input::Hidden("fingerprint", count.fingerprint.clone()))
            .ask_code(door, reader)
    })
}

#[boxed]
async fn hand_over(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let gate = gate(&door, &reader)?;
    let period = Period::parse(entered.get("period")).ok();
    let latest = || periods(&reader).into_iter().next();
    let shown = period.or_else(latest);
    let shown = shown.ok_or_else(|| reader.visitor.not_found())?;
    // Whoever may not count is told nothing, before anything else is looked at.
    let may = gate.count(reader.request(), shown).await;
    may.shown(reader.language())?;
    let step = async {
        reader.confirmed(&door, &entered).await?;
        let handed = gate.hand_over(reader.request(), shown, entered.get("fingerprint"));
        handed.await.or_at("code", reader.words())
    };
    match step.await {
        Ok(()) => {
            Ok(Redirect::to(&format!("/table/counts?period={shown}&done=yes")).into_response())
        }
        Err(stop) => page(&door, &reader, shown, false, stop.problems()?).await,
    }
}
