//! Keeping a closed file longer, with a reason, and each time that it was.

use super::{address, page::back};
use crate::{
    cases::view::view_if,
    days::{day_of, end_of_day},
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Act, Cell, Form, Input, Table, field},
    show::WorkerNames,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, CaseView, Prolongation, SecretText};
use page::{Failure, Problem, time_text};

pub(super) fn form(reader: &Insider, (code, entered): (&CaseCode, &Entered)) -> Form {
    let words = reader.words();
    Form::new(
        format!("{}/prolonged", address(code)),
        words.text("case-prolong-button"),
    )
    .folded(words.text("case-prolong-title"))
    .ask(Input::Day(
        field(words, "longer", "case-prolong-until", entered)
            .hint(words.text("case-prolong-until-hint")),
    ))
    .ask(Input::Long(
        field(words, "keep-why", "case-prolong-why", entered)
            .hint(words.text("case-prolong-why-hint")),
    ))
}

pub(super) fn table(
    reader: &Insider,
    (code, past): (&CaseCode, &[Prolongation]),
    names: &WorkerNames,
) -> Table {
    let words = reader.words();
    let row = |one: &Prolongation| {
        let at = time_text(words, one.at);
        vec![
            Cell::Text(at.clone()),
            Cell::Text(names.of(&one.by)),
            Cell::Text(day_of(words, one.before)),
            Cell::Text(day_of(words, one.keep_until)),
            Cell::Act(Act {
                action: format!("{}/prolonged-reason", address(code)),
                label: words.text("case-prolong-read"),
                about: at,
                name: "prolongation",
                value: one.id.as_str().to_owned(),
            }),
        ]
    };
    Table {
        caption: words.text("case-prolong-table"),
        heads: ["at", "by", "before", "until", "why"]
            .map(|head| words.of("case-prolong-head", head))
            .to_vec(),
        rows: past.iter().map(row).collect(),
        empty: String::new(),
    }
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        view_if(&form.door, &form.reader, &form.code, CaseView::is_managed).await?;
        let words = form.words();
        let invalid = || Problem::new("longer", words.text("prolong-until-invalid"));
        let until = end_of_day(form.entered.get("longer")).ok_or_else(invalid)?;
        let why = SecretText::new(form.entered.get("keep-why"));
        let longer = (until, &why);
        let kept = form
            .wing()
            .retention_prolong(form.request(), &form.code, longer)
            .await;
        let place = match kept.as_ref().map_err(casework::CaseworkError::key) {
            Err("prolong-until-invalid") => "longer",
            _ => "keep-why",
        };
        kept.or_at(place, words)
    };
    back(&form, step.await.map(drop)).await
}
