//! The words that head columns of labels, in both languages, folded, and the HXL tags.

use super::super::mapping::LabelMeaning;
use crate::lexicon::Lexicon;
use vocabulary::{PeriodKind, text::fold};

/// What a heading says that its column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// The values themselves.
    Value,
    /// Labels. Of several columns of one meaning the one with the lower rank is taken.
    Label { meaning: LabelMeaning, rank: u8 },
    /// A running number: no part of any figure.
    RunningNumber,
    /// Known, and of no use here.
    Ignored,
}

const VALUE: &str = "value|vlera|shifra|numri|number|sasia|figure|count|numri i rasteve|nr|\
    #indicator+num|#value+num";
const INDICATOR_CODE: &str = "indicator code|kodi i treguesit|#indicator+code";
const INDICATOR: &str = "indicator|treguesi|tregues|indikatori|indicator name|emri i treguesit|\
    #indicator+name";
const PLACE_CODE: &str = "place code|kodi i vendit|#loc+code";
const PLACE: &str = "place|vendi|place name|emri i vendit|bashkia|bashki|municipality|\
    name of municipality|emri i bashkise|njesia administrative|njesia|emri i njesise|\
    administrative unit|komuna|commune|qarku|qark|county|region|prefektura|rrethi|district|\
    territori|zona|#loc+name|#adm3+name|#adm3+code";
const SECOND_LEVEL: &str = "adm2 code|adm2 name|#adm2+code|#adm2+name";
const FIRST_LEVEL: &str = "adm1 code|adm1 name|#adm1+code|#adm1+name";
const PERIOD: &str = "period|periudha|periudha raportuese|reporting period|#x_period+code";
const YEAR: &str = "year|viti|vit";
const QUARTER: &str = "quarter|tremujori|tremujor|3 mujori";
const HALF: &str = "half year|gjashtemujori|6 mujori|semestri";
const MONTH: &str = "month|muaji|muaj";
const START: &str = "date start|start date|nga data|#date+start";
const END: &str = "date end|end date|deri me|deri ne daten|#date+end";
const INSTITUTION_CODE: &str = "institution code|kodi i institucionit|#org+code";
const INSTITUTION: &str = "institution|institucioni|institution name|emri i institucionit|\
    #org+name";
const BREAKDOWN: &str = "breakdown|ndarja";
const STATE: &str = "state|gjendja e shifres|#status+code";
const CONFIDENCE: &str = "confidence|besueshmeria|#x_confidence+code";
const COMMENT: &str = "comment|comments|koment|komente|shenim|shenime|verejtje|note|notes|\
    #description";
const RUNNING: &str = "nr rendor|numri rendor|nr r|no|row|rreshti";
const IGNORED: &str = "country code|#country+code|institution kind|#org+type";

/// What a heading says; `None` for one that is not known.
pub(super) fn of_heading(heading: &str, lexicon: &Lexicon) -> Option<Role> {
    let trimmed = heading.trim();
    let folded = if trimmed.starts_with('#') {
        trimmed.to_lowercase().replace(' ', "")
    } else {
        fold(trimmed)
    };
    let is = |list: &str| list.split('|').any(|entry| entry == folded);
    let label = |meaning, rank| Some(Role::Label { meaning, rank });
    let place = LabelMeaning::Place { level: None };
    let part = |kind| LabelMeaning::PartOfYear { kind };
    if let Some(dimension) = dimension_of(&folded, lexicon) {
        let dimension = dimension.clone();
        return label(LabelMeaning::Dimension { dimension }, 0);
    }
    match () {
        () if is(VALUE) => Some(Role::Value),
        () if is(INDICATOR_CODE) => label(LabelMeaning::Indicator, 0),
        () if is(INDICATOR) => label(LabelMeaning::Indicator, 1),
        () if is(PLACE_CODE) => label(place, 0),
        () if is(PLACE) => label(place, 1),
        () if is(SECOND_LEVEL) => label(place, 2),
        () if is(FIRST_LEVEL) => label(place, 3),
        () if is(PERIOD) => label(LabelMeaning::Period, 0),
        () if is(YEAR) => label(LabelMeaning::Year, 0),
        () if is(QUARTER) => label(part(PeriodKind::Quarter), 0),
        () if is(HALF) => label(part(PeriodKind::HalfYear), 0),
        () if is(MONTH) => label(part(PeriodKind::Month), 0),
        () if is(START) => label(LabelMeaning::PeriodStart, 0),
        () if is(END) => label(LabelMeaning::PeriodEnd, 0),
        () if is(INSTITUTION_CODE) => label(LabelMeaning::Institution, 0),
        () if is(INSTITUTION) => label(LabelMeaning::Institution, 1),
        () if is(BREAKDOWN) => label(LabelMeaning::Breakdown, 0),
        () if is(STATE) => label(LabelMeaning::State, 0),
        () if is(CONFIDENCE) => label(LabelMeaning::Confidence, 0),
        () if is(COMMENT) => label(LabelMeaning::Comment, 0),
        () if is(RUNNING) => Some(Role::RunningNumber),
        () if is(IGNORED) => Some(Role::Ignored),
        () => None,
    }
}

/// A dimension's name, or the tag that our own tables give it.
fn dimension_of<'l>(folded: &str, lexicon: &'l Lexicon) -> Option<&'l vocabulary::DimensionCode> {
    match folded.strip_prefix("#x_breakdown+") {
        Some(attribute) => lexicon.dimension(&attribute.replace('_', " ")),
        None => lexicon.dimension(folded),
    }
}
