//! How a referral is written, the one way for all pages.

use crate::{
    TableDoor,
    providers::Names,
    session::Insider,
    sheet::{Cell, Part},
    show,
};
use boxed::boxed;
use casework::{RecordId, ReferralState, ReferralStatus, Urgency};
use page::{Choice, Failure, Words, time_text};

/// Where it stands.
pub(super) fn state(words: Words, status: &ReferralStatus) -> (&'static str, String) {
    use ReferralState::{
        Accepted, Completed, Discarded, Draft, InProgress, Recalled, Received, Rejected, Sent,
    };
    let kind = match status.state {
        Draft | Discarded => "",
        Sent | Received => "warn",
        Accepted | InProgress | Completed => "good",
        Rejected | Recalled => "bad",
    };
    let state = words.of("referral-state", status.state.code());
    match status.reason {
        Some(reason) => {
            let reason = words.of("referral-reason", reason.code());
            (kind, format!("{state}: {reason}"))
        }
        None => (kind, state),
    }
}

/// When an answer is due; marked when that has passed without one.
pub(super) fn due(words: Words, status: &ReferralStatus) -> Cell {
    let Some(due_at) = status.due_at else {
        return Cell::Text("–".to_owned());
    };
    let text = time_text(words, due_at);
    if status.is_overdue {
        Cell::Tag(
            "bad",
            words.with("referral-overdue", &[("due", text.into())]),
        )
    } else {
        Cell::Text(text)
    }
}

/// When it was sent.
pub(super) fn sent(words: Words, status: &ReferralStatus) -> String {
    let at = status.sent_at.map(|at| time_text(words, at));
    at.unwrap_or_else(|| "–".to_owned())
}

/// How fast it must be answered, with the hours.
pub(super) fn urgency(words: Words, urgency: Urgency) -> String {
    let values = [
        (
            "urgency",
            words.of("referral-urgency", urgency.code()).into(),
        ),
        ("hours", urgency.answer_hours().into()),
    ];
    words.with("referral-answer-within", &values)
}

/// All of them, to choose from.
pub(super) fn urgencies(words: Words, chosen: &str) -> Vec<Choice> {
    let all = Urgency::ALL.iter();
    all.map(|one| Choice::new(one.code(), urgency(words, *one), chosen))
        .collect()
}

/// What a status shows of itself to everybody who may see it: all that a sender keeps.
pub(super) fn status_facts(
    door: &TableDoor,
    words: Words,
    status: &ReferralStatus,
) -> Vec<(String, String)> {
    let due = match due(words, status) {
        Cell::Text(text) | Cell::Tag(_, text) => text,
        _ => String::new(),
    };
    let facts = [
        ("state", state(words, status).1),
        ("service", words.of("service", status.service.code())),
        (
            "recipient",
            show::institution(door, words, &status.recipient),
        ),
        ("sent", sent(words, status)),
        ("due", due),
    ];
    let facts = facts.into_iter();
    facts
        .map(|(key, text)| (words.of("referral-column", key), text))
        .collect()
}

/// Which of the recipient's offers the person chose; nothing while none was.
#[boxed]
pub(super) async fn chosen(
    door: &TableDoor,
    reader: &Insider,
    provider: Option<&RecordId>,
) -> Result<Option<Part>, Failure> {
    let Some(provider) = provider else {
        return Ok(None);
    };
    let names = Names::read(door, reader).await?;
    let name = reader.words().text("case-referral-provider");
    Ok(Some(Part::Facts(vec![(name, names.of(reader, provider))])))
}
