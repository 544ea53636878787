//! "Who saw my file": the answer to the person, to print and hand over.

use crate::{
    consents,
    error::InLanguage as _,
    sent::CaseVisit,
    sheet::{Cell, Part, Sheet, Table},
    show::{self, list},
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseworkError, FileEvent};
use page::{Failure, Words, time_text};

// words: case-report-* file-event-*

/// What may have happened to a file. A kind that is not here is shown as another step.
const KNOWN: [&str; 107] = [
    "access-denied",
    "basis-decided",
    "basis-read",
    "basis-proposed",
    "basis-withdrawn",
    "briefed",
    "statistics-recorded",
    "concern-taken-in",
    "danger-averted",
    "deputy-named",
    "disclosed",
    "disclosure-read",
    "disclosure-recalled",
    "duplicates-looked-for",
    "field-written",
    "file-reported",
    "grant-given",
    "grant-revoked",
    "holders-viewed",
    "manager-renewed",
    "recall-acknowledged",
    "revealed",
    "screened",
    "screening-read",
    "viewed",
    "referral-drafted",
    "referral-discarded",
    "referral-sent",
    "referral-recalled",
    "referral-answered",
    "referral-read",
    "consent-given",
    "consent-refused",
    "assessed",
    "assessment-read",
    "goal-added",
    "plan-read",
    "action-proposed",
    "action-moved",
    "provider-chosen",
    "stay-begun",
    "stay-ended",
    "formal-requested",
    "formal-convened",
    "formal-decided",
    "formal-noticed",
    "formal-asked",
    "formal-reasons-read",
    "reflection-begun",
    "reflection-extended",
    "reflection-ended",
    "followup-begun",
    "followup-recorded",
    "followup-read",
    "case-closed",
    "case-reopened",
    "case-erased",
    "hold-placed",
    "hold-lifted",
    "action-revised",
    "formal-meeting-set",
    "plan-looked-at",
    "goal-revised",
    "assessment-answered",
    "referral-revised",
    "retention-prolonged",
    "prolongation-read",
    "closure-read",
    "hold-read",
    "link-offered",
    "links-viewed",
    "link-taken",
    "link-ended",
    "matter-read",
    "participation-read",
    "participation-written",
    "transfer-proposed",
    "transfer-recalled",
    "transfer-answered",
    "transfer-handed-over",
    "transfer-note-read",
    "transfers-viewed",
    "emergency-covered",
    "emergency-asked",
    "emergency-called-off",
    "emergency-opened",
    "emergency-reviewed",
    "conference-entry-added",
    "conference-decided",
    "conference-decision-done",
    "first-help-offered",
    "first-help-viewed",
    "age-corrected",
    "age-reason-read",
    "child-measure-recorded",
    "child-measures-viewed",
    "child-measure-read",
    "dependants-recorded",
    "dependants-read",
    "experience-recorded",
    "experience-read",
    "lead-left",
    "lead-proposed",
    "lead-confirmed",
    "lead-dropped",
    "lead-declined",
    "lead-taken-over",
];

fn kind(words: Words, event: &FileEvent) -> String {
    let kind = event.kind.as_str();
    words.of(
        "file-event",
        if KNOWN.contains(&kind) { kind } else { "other" },
    )
}

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let events = door.casework.file_report(reader.request(), &code).await;
    let events = events.shown(reader.language())?;
    let words = reader.words();
    let row = |event: &FileEvent| {
        let fields = event.fields.iter().map(String::as_str);
        vec![
            Cell::Text(time_text(words, event.at)),
            Cell::Text(show::institution(&door, words, &event.institution)),
            Cell::Text(kind(words, event)),
            Cell::Text(list(words, "case-field", fields)),
        ]
    };
    let table = Table {
        caption: words.text("case-report-table"),
        heads: ["when", "institution", "what", "fields"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: events.iter().map(row).collect(),
        empty: String::new(),
    };
    // Whoever leads without a hand in the care learns nothing of it here either.
    let (bases, told) = match consents::tables(&door, &reader, &code).await {
        Ok([bases, told]) => (Some(Part::Table(bases)), Some(Part::Table(told))),
        Err(CaseworkError::NotFound(_)) => (None, None),
        Err(other) => return Err(other).shown(reader.language()),
    };
    Sheet::inside(&door, &reader, words.text("case-report-title"))
        .under(code.as_str())
        .lead(words.text("case-report-lead"))
        .with(Part::Print)
        .with(Part::Table(table))
        .with_some(bases)
        .with_some(told)
        .answer()
}

#[cfg(test)]
mod tests {
    use super::KNOWN;
    use page::Words;
    use std::path::Path;
    use vocabulary::Language;

    fn kinds(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                kinds(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text: String = text.split_whitespace().collect();
            let logged = text.split(".log(\"").skip(1);
            found.extend(logged.filter_map(|rest| rest.split('"').next().map(str::to_owned)));
            // What somebody did who does not stand in the case.
            let from_outside = text.split("leton=(").skip(1);
            let from_outside = from_outside.filter_map(|rest| rest.split(')').next());
            found.extend(from_outside.filter_map(|rest| rest.split('"').nth(1).map(str::to_owned)));
        }
    }

    /// A person is told of every step in words, in both languages.
    #[test]
    fn every_event_that_casework_writes_has_its_words() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../casework/src");
        let mut found = Vec::new();
        kinds(&sources, &mut found);
        assert!(found.len() > 10, "the sources were not understood");
        for kind in &found {
            assert!(KNOWN.contains(&kind.as_str()), "{kind}");
        }
        for (language, kind) in Language::ALL
            .iter()
            .flat_map(|one| KNOWN.map(|kind| (one, kind)))
        {
            let text = Words::in_language(*language).of("file-event", kind);
            assert!(!text.is_empty());
        }
    }
}
