//! Figures as the text table that somebody could have sent, so that every figure has a file to
//! lead back to.

use std::fmt::Write as _;
use vocabulary::{SourceCell, StatedFigure};

const HEAD: &str = "institution,indicator,place,period,breakdown,state,number,comment\n";
/// The column that a figure's number stands in, from 1.
const NUMBER_COLUMN: u32 = 7;

/// Writes the table and tells each figure its cell.
pub(crate) fn write(figures: &mut [StatedFigure]) -> String {
    let mut text = HEAD.to_owned();
    for (row, figure) in (2u32..).zip(figures) {
        figure.source = Some(SourceCell {
            sheet: String::new(),
            row,
            column: NUMBER_COLUMN,
        });
        let number = figure.value.number().map(|number| number.to_string());
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{}",
            figure.institution,
            figure.indicator,
            figure.place,
            figure.period,
            figure.breakdown,
            figure.value.state().code(),
            number.unwrap_or_default(),
            quoted(figure.comment.as_deref().unwrap_or_default()),
        );
    }
    text
}

/// A field of RFC 4180: in quotes where it holds a quote, a comma or a line break.
fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
