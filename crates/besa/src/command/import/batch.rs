//! Imports that were made: listed, and taken back.

use super::{permit, said::in_words};
use crate::{open::Office, output::line};
use access::{ImportFigures, UndoImport};
use committee::imports::{Import, import_list, import_undo};
use serde_json::json;
use std::process::ExitCode;

/// Takes an import back.
///
/// # Errors
/// When it does not count, one of its figures was changed or sent in since, or the database fails.
pub(super) async fn undo(office: &Office, id: i64, as_json: bool) -> anyhow::Result<ExitCode> {
    let permit = permit::<UndoImport>(office)?;
    let now = office.clock.now();
    let undone = import_undo(&office.database, &office.catalogue, &permit, id, now).await;
    undone.map_err(in_words)?;
    line(&if as_json {
        json!({"import": id, "undone": true}).to_string()
    } else {
        format!("import {id} was taken back; what it had replaced counts again")
    });
    Ok(ExitCode::SUCCESS)
}

/// Lists the last hundred imports, the latest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn list(office: &Office, as_json: bool) -> anyhow::Result<ExitCode> {
    let permit = permit::<ImportFigures>(office)?;
    let found = import_list(&office.database, &office.catalogue, &permit).await?;
    if as_json {
        let imports: Vec<_> = found.iter().map(row_as_json).collect();
        line(&json!({ "imports": imports }).to_string());
    } else {
        for one in &found {
            line(&format!(
                "{:>6}  {:<10} {}  {:<16} {}",
                one.id,
                one.state.code(),
                one.started_at.strftime("%Y-%m-%d"),
                one.institution.as_ref().map_or("", |code| code.as_str()),
                one.file_name,
            ));
        }
        line(&format!("{} imports", found.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn row_as_json(one: &Import) -> serde_json::Value {
    json!({
        "import": one.id, "state": one.state.code(), "file": one.file_name,
        "hash": one.file_hash, "institution": one.institution.as_ref().map(|code| code.as_str()),
        "region": one.region.as_str(), "by": one.started_by, "at": one.started_at.to_string(),
    })
}
