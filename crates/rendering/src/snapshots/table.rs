//! The text table, with HXL tags: every institution's word, as exchange writes it.

use committee::snapshots::{Snapshot, SnapshotContent};
use exchange::output::{FigureRow, OutputValue, TextOptions, write_figures};
use page::Words;
use std::borrow::Cow;
use vocabulary::{Country, DimensionCode};

pub(super) fn write(
    country: &Country,
    words: Words,
    _snapshot: &Snapshot,
    content: &SnapshotContent,
) -> Result<Vec<u8>, press::Error> {
    let language = words.language();
    let mut dimensions: Vec<DimensionCode> = content
        .figures
        .iter()
        .flat_map(|figure| figure.breakdown.dimensions().cloned())
        .collect();
    dimensions.sort();
    dimensions.dedup();
    let rows = content.figures.iter().flat_map(|figure| {
        let indicator = country.indicator(figure.indicator.as_str());
        let place = country.place(figure.place.as_str());
        let place_name = place.map_or("", |place| place.names.text(language));
        let region = country.region_of(&figure.place);
        figure.words.iter().map(move |word| {
            let institution = country.institution(word.institution.as_str());
            FigureRow {
                indicator_code: figure.indicator.as_str(),
                indicator_name: indicator.map_or("", |one| one.names.text(language)),
                place_code: figure.place.as_str(),
                place_name,
                first_level: region.map_or(("", ""), |region| {
                    (region.code.as_str(), region.names.text(language))
                }),
                second_level: ("", ""),
                country_code: country.code().as_str(),
                institution_code: word.institution.as_str(),
                institution_name: institution.map_or("", |one| one.names.text(language)),
                institution_kind: institution.map_or("", |one| one.kind.as_str()),
                period: figure.period,
                breakdown: Cow::Borrowed(&figure.breakdown),
                state: word.value.state().code(),
                value: word
                    .value
                    .number()
                    .map_or(OutputValue::None, OutputValue::Number),
                decimals: indicator.map_or(0, |one| one.decimals),
                confidence: word
                    .value
                    .confidence()
                    .map_or("", vocabulary::Confidence::code),
                comment: "",
            }
        })
    });
    let options = TextOptions {
        with_tags: true,
        with_mark: true,
        separator: b',',
    };
    let mut bytes = Vec::new();
    // Writing into memory does not fail; an empty file would be seen at once.
    if write_figures(&mut bytes, &dimensions, rows, options).is_err() {
        bytes.clear();
    }
    Ok(bytes)
}
