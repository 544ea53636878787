//! The columns of every table of figures that is handed out: names, HXL tags, and what each means.
//!
//! Source of the tags: Humanitarian Exchange Language 1.1, hashtag and attribute dictionary. Tags
//! beginning with `#x_` are our own, as the standard allows.

use crate::message::Message;
use vocabulary::DimensionCode;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading, the same in every language so that programs can rely on it.
    pub name: String,
    /// Its HXL tag.
    pub tag: String,
    /// What it holds, for the codebook.
    pub description: Message,
}

/// Heading, tag and message key of the columns before the breakdown.
const BEFORE: [(&str, &str, &str); 16] = [
    ("period", "#x_period+code", "exchange-column-period"),
    ("date_start", "#date+start", "exchange-column-date-start"),
    ("date_end", "#date+end", "exchange-column-date-end"),
    (
        "country_code",
        "#country+code",
        "exchange-column-country-code",
    ),
    ("adm1_code", "#adm1+code", "exchange-column-adm1-code"),
    ("adm1_name", "#adm1+name", "exchange-column-adm1-name"),
    ("adm2_code", "#adm2+code", "exchange-column-adm2-code"),
    ("adm2_name", "#adm2+name", "exchange-column-adm2-name"),
    ("place_code", "#loc+code", "exchange-column-place-code"),
    ("place_name", "#loc+name", "exchange-column-place-name"),
    (
        "institution_code",
        "#org+code",
        "exchange-column-institution-code",
    ),
    (
        "institution_name",
        "#org+name",
        "exchange-column-institution-name",
    ),
    (
        "institution_kind",
        "#org+type",
        "exchange-column-institution-kind",
    ),
    (
        "indicator_code",
        "#indicator+code",
        "exchange-column-indicator-code",
    ),
    (
        "indicator_name",
        "#indicator+name",
        "exchange-column-indicator-name",
    ),
    ("state", "#status+code", "exchange-column-state"),
];

/// The same, after the breakdown.
const AFTER: [(&str, &str, &str); 3] = [
    ("value", "#indicator+num", "exchange-column-value"),
    (
        "confidence",
        "#x_confidence+code",
        "exchange-column-confidence",
    ),
    ("comment", "#description", "exchange-column-comment"),
];

/// The message key for the column of a dimension; its argument `dimension` is the code.
const DIMENSION: &str = "exchange-column-dimension";

/// Every message key that a column's description can have.
pub fn message_keys() -> impl Iterator<Item = &'static str> {
    let fixed = BEFORE.iter().chain(&AFTER).map(|(_, _, key)| *key);
    fixed.chain([DIMENSION])
}

/// The columns for figures that are broken down by these dimensions, in order.
#[must_use]
pub fn columns(dimensions: &[DimensionCode]) -> Vec<Column> {
    let fixed = |(name, tag, key): &(&str, &str, &'static str)| Column {
        name: (*name).to_owned(),
        tag: (*tag).to_owned(),
        description: Message::new(key),
    };
    let broken_down = dimensions.iter().map(|dimension| Column {
        name: dimension.as_str().to_owned(),
        tag: dimension_tag(dimension),
        description: Message::new(DIMENSION).with("dimension", dimension.as_str()),
    });
    let before = BEFORE.iter().map(fixed);
    before
        .chain(broken_down)
        .chain(AFTER.iter().map(fixed))
        .collect()
}

/// Attributes are small letters, digits and underscores.
fn dimension_tag(dimension: &DimensionCode) -> String {
    let attribute: String = dimension
        .as_str()
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("#x_breakdown+{attribute}")
}
