//! An instrument's rule in words: which sections must speak, when one does, and whose rule it is.

use crate::{session::Insider, sheet::Part};
use casework::{Age, Instrument, Threshold};

/// That the rule for children is used, and why.
pub(super) fn child_note(reader: &Insider, age: Age) -> Option<Part> {
    let key = match age {
        Age::Adult => return None,
        Age::Child => "case-screening-child",
        Age::UnknownAge => "case-screening-unknown-age",
    };
    Some(Part::Note("calm", reader.words().text(key)))
}

/// The rule in one sentence or two.
pub(super) fn text(reader: &Insider, instrument: &'static Instrument, age: Age) -> String {
    let words = reader.words();
    let parts = parts(reader, instrument, age.is_protected_as_child());
    let rule = words.with(
        "case-screening-rule",
        &[("parts", parts.join(" + ").into())],
    );
    format!("{rule} {}", threshold(reader, instrument))
}

/// When a section speaks.
pub(super) fn threshold(reader: &Insider, instrument: &Instrument) -> String {
    reader.words().text(match instrument.threshold {
        Threshold::Any => "case-screening-threshold-any",
        Threshold::Weights => "case-screening-threshold-weights",
    })
}

/// Each part of the rule: the sections of which one is enough.
pub(super) fn parts(
    reader: &Insider,
    instrument: &'static Instrument,
    as_child: bool,
) -> Vec<String> {
    let words = reader.words();
    let lists = instrument.rule(as_child).iter();
    let text = |list: &Vec<String>| {
        let titles: Vec<&str> = list
            .iter()
            .map(|code| section_title(reader, instrument, code))
            .collect();
        match titles[..] {
            [one] => one.to_owned(),
            _ => {
                let titles = titles.join(" / ");
                words.with("case-screening-one-of", &[("sections", titles.into())])
            }
        }
    };
    lists.map(text).collect()
}

pub(super) fn section_title(
    reader: &Insider,
    instrument: &'static Instrument,
    code: &str,
) -> &'static str {
    let mut sections = instrument.sections.iter();
    let found = sections.find(|one| one.code == code);
    found.map_or("–", |one| one.title(reader.language()))
}
