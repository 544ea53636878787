//! A case in codes, for whoever may see it.

use crate::{TableDoor, error::InLanguage as _, session::Insider};
use boxed::boxed;
use casework::{CaseCode, CaseView};
use page::Failure;

/// The case in codes, for whoever holds a grant on it.
#[boxed]
pub(crate) async fn view(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
) -> Result<CaseView, Failure> {
    let seen = door.casework.case_view(reader.request(), code).await;
    seen.shown(reader.language())
}

/// The case, for whoever may do what is allowed by `may` to it; to everybody else it is not there.
#[boxed]
pub(crate) async fn view_if(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
    may: fn(&CaseView) -> bool,
) -> Result<CaseView, Failure> {
    let seen = view(door, reader, code).await?;
    if may(&seen) {
        Ok(seen)
    } else {
        Err(reader.visitor.not_found())
    }
}
