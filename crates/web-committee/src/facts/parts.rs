//! The parts of a number as its page shows them: each leads to its own figures, files and decisions.

use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
    show,
};
use access::{ReadSituation, Scope};
use boxed::boxed;
use committee::{
    figures::FactKey,
    situation::{Part, parts_read},
};
use page::{Failure, Words, period_text};
use vocabulary::OverTime;

/// One part as a row.
pub(super) struct PartRow {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) number: String,
    pub(super) standing: Option<(&'static str, String)>,
    pub(super) parts: String,
}

/// The parts of a fact in words.
pub(super) struct PartsView {
    /// What they have to do with the number.
    pub(super) lead: String,
    /// Each kind of part with its heading.
    pub(super) kinds: Vec<(String, Vec<PartRow>)>,
}

/// The parts of a fact; nothing for whoever may not see the situation, and where nothing is known of any.
#[boxed]
pub(super) async fn parts(
    door: &Door,
    reader: &SignedIn,
    (fact, place): (&FactKey, &Scope),
    is_said_as_it_is: bool,
) -> Result<Option<PartsView>, Failure> {
    if !reader.may::<ReadSituation>(place) {
        return Ok(None);
    }
    let words = reader.words();
    let permit = reader.permit::<ReadSituation>(scope(door, &fact.place, None))?;
    let found = parts_read(&door.database, &door.catalogue, &permit, fact)
        .await
        .shown(reader.language)?;
    let period = |part: &Part| period_text(words, part.fact.period);
    let region = |part: &Part| show::place_name(door, words, &part.fact.place);
    let kinds = [
        (
            "fact-parts-over-time",
            rows(door, words, &found.over_time, period),
        ),
        (
            "fact-parts-over-places",
            rows(door, words, &found.over_places, region),
        ),
    ];
    let kinds: Vec<_> = kinds
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(head, rows)| (words.text(head), rows))
        .collect();
    let definition = door.country().indicator(fact.indicator.as_str());
    let is_of_a_day = definition.is_some_and(|one| one.over_time == OverTime::Last);
    let lead = match (is_said_as_it_is, is_of_a_day) {
        (true, _) => "fact-parts-beside",
        (false, true) => "fact-parts-last",
        (false, false) => "fact-parts-added",
    };
    Ok((!kinds.is_empty()).then(|| PartsView {
        lead: words.text(lead),
        kinds,
    }))
}

fn rows(door: &Door, words: Words, parts: &[Part], name: impl Fn(&Part) -> String) -> Vec<PartRow> {
    let row = |part: &Part| {
        let decimals = show::decimals(door, &part.fact.indicator);
        let standing = part.known.standing;
        let is_known = part.known.low.is_some();
        PartRow {
            name: name(part),
            address: show::fact_address(&part.fact),
            number: show::known_text(words, &part.known, decimals),
            standing: is_known.then(|| {
                let text = words.of("standing", standing.code());
                (show::standing_class(standing), text)
            }),
            parts: show::parts_text(words, &part.known),
        }
    };
    parts.iter().map(row).collect()
}
