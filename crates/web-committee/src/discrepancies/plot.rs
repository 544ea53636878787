//! The picture of a discrepancy: one dot for each institution, the adopted figure marked.

use crate::{
    Door,
    session::SignedIn,
    show::{self, Picture},
};
use committee::{
    adoption::AdoptedValue,
    discrepancies::{DiscrepancyFile, Kind},
};
use page::number_text;
use press::chart::{DotPlot, DotPlotWords, DotRow, Mark};
use vocabulary::{FigureState, ReportedValue};

/// The picture; none where nothing was counted, or where it is one institution with itself.
pub(super) fn plot(
    door: &Door,
    reader: &SignedIn,
    file: &DiscrepancyFile,
    decimals: u8,
) -> Result<Option<Picture>, press::Error> {
    let words = reader.words();
    if file.discrepancy.kind == Kind::CopyOfAnotherPeriod || file.figures.is_empty() {
        return Ok(None);
    }
    let mark = |value: ReportedValue| {
        let text = show::value_text(words, value, decimals);
        match value.number().map(u32::try_from) {
            Some(Ok(number)) => Mark::count(number, text),
            _ => match value.state() {
                FigureState::NotApplicable => Mark::not_applicable(text),
                FigureState::Withheld => Mark::hidden(text),
                _ => Mark::not_reported(text),
            },
        }
    };
    let reference = file.figures.first().map(|figure| &figure.rule);
    let rows = file
        .figures
        .iter()
        .map(|figure| DotRow {
            name: show::institution_name(door, words, figure.institution.as_str()),
            mark: mark(figure.value),
            comparable: Some(&figure.rule) == reference,
        })
        .collect();
    let plot_words = DotPlotWords {
        institution: words.text("institution"),
        measure: show::indicator_name(door, words, &file.discrepancy.fact.indicator),
        adopted: words.text("adopted"),
        range: words.text("spread"),
        not_comparable: words.text("other-rule"),
        comparable: words.text("same-rule"),
        states: show::state_words(words),
        numbers: show::number_style(reader.language),
    };
    let heading = show::heading(
        "dots",
        words.text("on-one-scale"),
        show::fact_name(door, words, &file.discrepancy.fact),
    )?;
    let mut plot = DotPlot::new(heading, plot_words, rows)?;
    if let Some(AdoptedValue::Number(number)) = file.adopted.as_ref().map(|one| one.value)
        && let Ok(count) = u32::try_from(number)
    {
        let text = number_text(reader.language, number, decimals);
        plot = plot.with_adopted(Mark::count(count, text));
    }
    Ok(Some(Picture::of(&plot)))
}
