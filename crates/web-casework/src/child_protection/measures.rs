//! What protects a child: how far each measure has come, and one step more.

use super::back;
use crate::{
    TableDoor,
    choose::Asking,
    sent::CaseForm,
    sheet::{Act, Cell, Form, Input, Table},
    show::WorkerNames,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    CaseCode, ChildMeasure, MeasureProgress, NewChildMeasure, RecordedMeasure, SecretText,
};
use page::{Failure, Words, time_text};

pub(super) fn table(
    words: Words,
    (code, latest): (&CaseCode, &[RecordedMeasure]),
    names: &WorkerNames,
) -> Table {
    let row = |measure: &ChildMeasure| {
        let name = words.of("child-measure", measure.code());
        let none = || Cell::Text("–".to_owned());
        let Some(one) = latest.iter().find(|one| one.measure == *measure) else {
            let open = Cell::Tag("warn", words.text("child-not-yet"));
            return vec![Cell::Text(name), open, none(), none(), none()];
        };
        let kind = match one.progress {
            MeasureProgress::Unsuitable => "bad",
            _ if measure.is_settled(one.progress) => "good",
            _ => "warn",
        };
        let said = if one.has_note {
            Cell::Act(Act {
                action: format!("/table/cases/{code}/child/read"),
                label: words.text("child-read"),
                about: name.clone(),
                name: "child-measure",
                value: one.id.as_str().to_owned(),
            })
        } else {
            none()
        };
        vec![
            Cell::Text(name),
            Cell::Tag(kind, words.of("child-progress", one.progress.code())),
            Cell::Text(time_text(words, one.at)),
            Cell::Text(names.of(&one.by)),
            said,
        ]
    };
    Table {
        caption: words.text("child-table"),
        heads: ["measure", "progress", "when", "by", "said"]
            .map(|head| words.of("child-head", head))
            .to_vec(),
        rows: ChildMeasure::ALL.iter().map(row).collect(),
        empty: String::new(),
    }
}

pub(super) fn form(door: &TableDoor, ask: Asking<'_>, code: &CaseCode) -> Form {
    let measures = ChildMeasure::ALL.iter().map(|one| one.code());
    let progress = MeasureProgress::ALL.iter().map(|one| one.code());
    let note = ask.field("note", "child-note").optional();
    Form::new(
        format!("/table/cases/{code}/child"),
        ask.words.text("child-button"),
    )
    .titled(ask.words.text("child-form"))
    .ask(ask.mark(door))
    .ask(ask.one_of(("measure", "child-which"), "child-measure", measures))
    .ask(ask.one_of(("progress", "child-how-far"), "child-progress", progress))
    .ask(Input::Long(note.hint(ask.words.text("child-note-hint"))))
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let note = form.entered.get("note");
        let new = NewChildMeasure {
            request: form.entered.get("request").to_owned(),
            measure: ask.chosen("measure", ChildMeasure::from_code)?,
            progress: ask.chosen("progress", MeasureProgress::from_code)?,
            note: (!note.is_empty()).then(|| SecretText::new(note)),
        };
        let field = if new.note.is_none() && new.measure.wants_why(new.progress) {
            "note"
        } else {
            "progress"
        };
        let kept = form
            .wing()
            .child_measure_record(form.request(), &form.code, &new);
        kept.await.or_at(field, form.words())
    };
    back(&form, step.await.map(drop)).await
}
