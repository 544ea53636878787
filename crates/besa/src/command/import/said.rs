//! What `besa import` answers: what would change or has changed, what has to be said first, and which
//! cells are refused and why.

use super::{Import, permit};
use crate::{open::Office, output::line};
use access::ImportFigures;
use anyhow::anyhow;
use committee::{
    CommitteeError,
    imports::{
        Outcome, Preview, PreviewRow, import_commit, import_discard, import_find, import_preview,
    },
};
use intake::{Asked, IntakeError, KeptRefusal, OpenQuestion, TableShape, kept_text};
use page::Words;
use rendering::figures::{decimals, value_text};
use serde_json::{Value, json};
use std::process::ExitCode;
use vocabulary::{Language, ReportedValue};

/// How many cells are shown, and how many are written for programs.
const MOST_SHOWN: usize = 20;
const MOST_WRITTEN: u32 = 1_000;

/// A cell that cannot be taken.
pub(super) struct Refused {
    pub(super) cell: String,
    pub(super) reason: String,
    pub(super) suggestions: Vec<String>,
}

impl From<&KeptRefusal> for Refused {
    fn from(one: &KeptRefusal) -> Self {
        Self {
            cell: one.cell.clone(),
            reason: kept_text(english(), &one.message),
            suggestions: one.suggestions.clone(),
        }
    }
}

fn english() -> Words {
    Words::in_language(Language::English)
}

/// Why the committee refuses, in words.
pub(super) fn in_words(error: CommitteeError) -> anyhow::Error {
    // Which row and what, in words of its own, is more than a key tells.
    if error.is_internal() || error.refused_text().is_some() {
        error.into()
    } else {
        anyhow!(english().text(error.key()))
    }
}

/// Why a file is not taken, in words.
pub(super) fn about_file(error: IntakeError) -> anyhow::Error {
    let texts = error.about_file(english());
    if !texts.is_empty() {
        return anyhow!(texts.join("\n"));
    }
    match error {
        IntakeError::Committee(error) => in_words(error),
        IntakeError::Refused(key) => anyhow!(english().text(key)),
        other => other.into(),
    }
}

/// Says which cells are refused. Nothing was imported.
pub(super) fn refuse(refused: &[Refused], number: u64, as_json: bool) -> ExitCode {
    if as_json {
        let cells = refused.iter().take(MOST_WRITTEN as usize).map(
            |one| json!({"cell": one.cell, "reason": one.reason, "suggestions": one.suggestions}),
        );
        let cells: Vec<_> = cells.collect();
        line(&json!({"committed": false, "refused": number, "cells": cells}).to_string());
        return ExitCode::from(2);
    }
    for one in refused.iter().take(MOST_SHOWN) {
        let perhaps = match one.suggestions.as_slice() {
            [] => String::new(),
            some => format!(" Perhaps: {}.", some.join("; ")),
        };
        line(&format!("{}: {}{perhaps}", one.cell, one.reason));
    }
    let rows = if number == 1 { "row" } else { "rows" };
    line(&format!(
        "{number} {rows} cannot be taken; nothing was imported"
    ));
    ExitCode::from(2)
}

/// Says what has to be said first, where it stands, and how.
pub(super) fn ask(questions: &[OpenQuestion], tables: &[TableShape], as_json: bool) {
    if as_json {
        let one = |one: &OpenQuestion| {
            json!({"about": one.asked, "text": one.text, "cells": one.cells,
                "occurrences": one.occurrences})
        };
        let questions: Vec<Value> = questions.iter().map(one).collect();
        let asked = json!({"committed": false, "questions": questions, "tables": tables});
        line(&asked.to_string());
        return;
    }
    for one in questions {
        let cells = one.cells.join(", ");
        let text = match one.text.as_str() {
            "" => "empty cells".to_owned(),
            text => format!("“{text}”"),
        };
        match one.asked {
            Asked::Mapping => ask_columns(tables),
            Asked::Meaning => line(&format!(
                "{text} in {cells} ({} in all): say what it stands for with --means \"{}=…\": \
                 not_reported, not_applicable, withheld or nothing_stated",
                one.occurrences, one.text
            )),
            Asked::Notation => line(&format!(
                "{text} in {cells}: say how numbers are written with --notation decimal-comma or \
                 --notation decimal-point"
            )),
        }
    }
    line("this has to be said first; nothing was imported");
}

fn ask_columns(tables: &[TableShape]) {
    line("what the columns mean has to be confirmed. They are taken for:");
    for table in tables {
        let sheet = match table.sheet.as_str() {
            "" => String::new(),
            name => format!("sheet {name}, "),
        };
        line(&format!("  {sheet}figures from row {} on", table.first_row));
        for label in &table.labels {
            line(&format!("    column {}: {}", label.column, label.meaning));
        }
        for value in &table.values {
            let key = &value.key;
            let said = [&key.indicator, &key.place, &key.period, &key.institution];
            let said: Vec<&str> = said
                .into_iter()
                .flatten()
                .map(String::as_str)
                .chain(
                    [key.breakdown.as_str()]
                        .into_iter()
                        .filter(|one| !one.is_empty()),
                )
                .collect();
            line(&format!(
                "    column {}: values {}",
                value.column,
                said.join(" ")
            ));
        }
    }
    line("write it with --write-mapping FILE, correct it, and import with --mapping FILE");
}

impl Import {
    /// Shows what a staged import changes, and lets it count, or throws it away for a preview.
    pub(super) async fn conclude(&self, office: &Office, id: i64) -> anyhow::Result<ExitCode> {
        let (database, catalogue) = (&office.database, &office.catalogue);
        let permit = permit::<ImportFigures>(office)?;
        let staged = import_find(database, catalogue, &permit, id).await?;
        let preview = import_preview(database, catalogue, &staged, MOST_WRITTEN).await?;
        let now = office.clock.now();
        if preview.with_committee > 0 {
            import_discard(database, catalogue, &permit, id, now).await?;
            let number = u64::try_from(preview.with_committee).unwrap_or(u64::MAX);
            return Ok(refuse(&with_committee(&preview), number, self.json));
        }
        if self.preview {
            import_discard(database, catalogue, &permit, id, now).await?;
        } else {
            let time = (now, office.clock.today());
            let committed = import_commit(database, catalogue, &permit, id, time).await;
            if let Err(error) = committed {
                import_discard(database, catalogue, &permit, id, now).await?;
                return Err(in_words(error));
            }
        }
        if self.json {
            line(&self.as_json(id, &preview).to_string());
        } else {
            self.tell(office, id, &preview);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn as_json(&self, id: i64, preview: &Preview) -> Value {
        let mut said = json!({"import": id, "committed": !self.preview, "new": preview.new,
            "changed": preview.changed, "unchanged": preview.unchanged});
        if self.preview {
            said["cells"] = preview.rows.iter().map(row_as_json).collect();
        }
        said
    }

    fn tell(&self, office: &Office, id: i64, preview: &Preview) {
        let shown = preview.rows.iter().take(MOST_SHOWN);
        for row in shown {
            line(&row_as_text(office, row));
        }
        if preview.rows.len() > MOST_SHOWN {
            line("… the other cells with --json");
        }
        let done = if self.preview {
            "would be imported".to_owned()
        } else {
            format!("imported as {id}")
        };
        line(&format!(
            "{done}: {} new, {} changed, {} unchanged",
            preview.new, preview.changed, preview.unchanged
        ));
    }
}

/// The cells of returns that are with the committee.
fn with_committee(preview: &Preview) -> Vec<Refused> {
    let rows = preview.rows.iter();
    let refused = |row: &PreviewRow| Refused {
        cell: row.source.clone().unwrap_or_default(),
        reason: format!(
            "{} {}: {}",
            row.institution,
            row.fact.period,
            english().text("return-not-editable")
        ),
        suggestions: Vec::new(),
    };
    rows.filter(|row| row.outcome == Outcome::WithCommittee)
        .map(refused)
        .collect()
}

fn value_as_json(value: ReportedValue) -> Value {
    json!({"state": value.state().code(), "number": value.number(),
        "confidence": value.confidence().map(vocabulary::Confidence::code)})
}

fn row_as_json(row: &PreviewRow) -> Value {
    json!({
        "cell": row.source, "outcome": row.outcome.code(),
        "institution": row.institution.as_str(), "indicator": row.fact.indicator.as_str(),
        "place": row.fact.place.as_str(), "period": row.fact.period.to_string(),
        "breakdown": row.fact.breakdown.to_string(),
        "value": value_as_json(row.value), "before": row.before.map(value_as_json),
    })
}

fn row_as_text(office: &Office, row: &PreviewRow) -> String {
    let decimals = decimals(&office.catalogue.country(), &row.fact.indicator);
    let text = |value| value_text(english(), value, decimals);
    let before = row
        .before
        .map_or_else(String::new, |value| format!("{} → ", text(value)));
    format!(
        "{:<10} {:<9} {} {} {} {} {}: {before}{}",
        row.source.as_deref().unwrap_or_default(),
        row.outcome.code(),
        row.institution,
        row.fact.indicator,
        row.fact.place,
        row.fact.period,
        row.fact.breakdown,
        text(row.value),
    )
}
