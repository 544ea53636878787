//! What the page of the day says about who keeps keys: keepers who wait for a second person, and every
//! change of the last fortnight that concerns the reader.

use crate::{
    TableDoor,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Link, Part, Sheet},
    show::WorkerNames,
};
use boxed::boxed;
use casework::{KeeperChange, KeptThing};
use page::{Failure, time_text};

/// The page of the day with what there is to say; nothing on most days.
#[boxed]
pub(crate) async fn on_the_day(
    door: &TableDoor,
    reader: &Insider,
    mut sheet: Sheet,
) -> Result<Sheet, Failure> {
    let language = reader.language();
    let words = reader.words();
    let proposed = door.casework.emergency_keepers_proposed(reader.request());
    if let Some(one) = proposed.await.shown(language)? {
        let key = if one.may_confirm {
            "keeper-change-waits-for-you"
        } else {
            "keeper-change-waits"
        };
        let link = Link::new("/table/emergency", words.text(key));
        sheet = sheet.with(Part::Links(vec![link]));
    }
    let proposed = door.casework.alarm_watchers_proposed(reader.request());
    if let Some(one) = proposed
        .await
        .shown(language)?
        .filter(|one| one.may_confirm)
    {
        let label = words.with(
            "watcher-waits-for-you",
            &[("at", time_text(words, one.at).into())],
        );
        sheet = sheet.with(Part::Links(vec![Link::new("/table/alarms", label)]));
    }
    for text in texts(door, reader).await? {
        sheet = sheet.with(Part::Note("warn", text));
    }
    Ok(sheet)
}

/// Every change that concerns the reader, in words, the latest first.
#[boxed]
async fn texts(door: &TableDoor, reader: &Insider) -> Result<Vec<String>, Failure> {
    let changes = door.casework.keeper_changes(reader.request()).await;
    let changes = changes.shown(reader.language())?;
    let mut accounts: Vec<&str> = Vec::new();
    for one in &changes {
        accounts.extend(one.before.iter().chain(&one.after).map(String::as_str));
        accounts.extend(
            one.owner
                .iter()
                .chain(&one.confirmed_by)
                .map(String::as_str),
        );
        accounts.push(&one.named_by);
    }
    let names = names_of(door, reader.language(), accounts).await?;
    Ok(changes
        .iter()
        .map(|one| text(reader, one, &names))
        .collect())
}

fn text(reader: &Insider, one: &KeeperChange, names: &WorkerNames) -> String {
    let words = reader.words();
    let list = |accounts: &[String]| {
        let named: Vec<String> = accounts.iter().map(|one| names.of(one)).collect();
        named.join(", ")
    };
    let key = match &one.owner {
        _ if one.what == KeptThing::Alarms => "watcher-changed",
        None if one.before.is_empty() => "keeper-change-first",
        None => "keeper-change-keepers",
        Some(owner) if owner == reader.worker().account() => "keeper-change-own",
        Some(_) => "keeper-change-custodians",
    };
    let second = one.confirmed_by.as_ref().map(|one| names.of(one));
    let values = [
        ("by", names.of(&one.named_by).into()),
        ("second", second.unwrap_or_default().into()),
        ("before", list(&one.before).into()),
        ("after", list(&one.after).into()),
        ("at", time_text(words, one.at).into()),
    ];
    words.with(key, &values)
}
