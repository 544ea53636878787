//! What the page of the day says: which cases of the reader's have another lead.

use crate::{
    TableDoor,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Part, Sheet},
};
use boxed::boxed;
use page::{Failure, time_text};

/// The page of the day with what there is to say; nothing on most days.
#[boxed]
pub(crate) async fn on_the_day(
    door: &TableDoor,
    reader: &Insider,
    sheet: Sheet,
) -> Result<Sheet, Failure> {
    let changes = door.casework.lead_changes(reader.request()).await;
    let changes = changes.shown(reader.language())?;
    let accounts = changes.iter();
    let accounts = accounts
        .flat_map(|one| [&one.from, &one.to, &one.named_by, &one.confirmed_by].map(String::as_str));
    let names = names_of(door, reader.language(), accounts.collect()).await?;
    let words = reader.words();
    let notes = changes.iter().map(|one| {
        let values = [
            ("code", one.code.to_string().into()),
            ("from", names.of(&one.from).into()),
            ("to", names.of(&one.to).into()),
            ("by", names.of(&one.named_by).into()),
            ("second", names.of(&one.confirmed_by).into()),
            ("at", time_text(words, one.at).into()),
        ];
        Part::Note("warn", words.with("lead-changed", &values))
    });
    Ok(sheet.with_all(notes.collect()))
}
