//! How much room a text takes, without asking a font: enough to keep labels apart.
//!
//! The widths are those of the common sans-serif fonts of office machines, rounded up; the true
//! font is the reader's, so every layout leaves a little air.

use super::element::Element;

/// The size of ordinary chart text, in user units.
pub(crate) const TEXT: f64 = 14.0;
/// The size of tick labels, notes and labels inside a map.
pub(crate) const SMALL: f64 = 12.5;
/// How much wider bold text runs.
pub(crate) const BOLD: f64 = 1.2;
/// The font of the charts: whatever the reader's machine has.
pub(crate) const FAMILY: &str = "system-ui, 'Segoe UI', Arial, 'DejaVu Sans', sans-serif";

/// The estimated width of a text in user units.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'ï' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.29,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 0.92,
        '0'..='9' | '–' | '−' | '<' | '>' | '=' | '+' => 0.6,
        other if other.is_uppercase() => 0.71,
        _ => 0.57,
    }
}

/// The text shortened with an ellipsis to fit a width.
pub(crate) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    // The ellipsis needs its own room.
    let mut used = 0.6 * size;
    for character in text.chars() {
        used += advance(character) * size;
        if used > room {
            break;
        }
        short.push(character);
    }
    let trimmed = short.trim_end().len();
    short.truncate(trimmed);
    short.push('…');
    short
}

/// The text broken at spaces into at most `most` lines; the last one is shortened if need be.
pub(crate) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let room_for_line = lines.len() < most;
        match lines.last_mut() {
            Some(line) if !room_for_line || has_room(line, word, size, room) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| fit(line, size, room)).collect()
}

fn has_room(line: &str, word: &str, size: f64, room: f64) -> bool {
    width(line, size) + width(" ", size) + width(word, size) <= room
}

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Anchor {
    /// The text starts at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// A text element; `y` is the baseline.
pub(crate) fn words(x: f64, y: f64, size: f64, anchor: Anchor, text: &str) -> Element {
    let element = Element::new("text")
        .at("x", x)
        .at("y", y)
        .at("font-size", size)
        .class("chart-text")
        .with("fill", "#1a1a1a");
    match anchor {
        Anchor::Start => element,
        Anchor::Middle => element.with("text-anchor", "middle"),
        Anchor::End => element.with("text-anchor", "end"),
    }
    .text(text)
}

/// The same text element in white, for text that stands on dark fills.
pub(crate) fn light(element: Element) -> Element {
    element
        .replacing("class", "chart-text-light")
        .replacing("fill", "#ffffff")
}

/// The same text element with a light halo, for text that stands on colour or on lines.
pub(crate) fn on_ground(element: Element) -> Element {
    element
        .with("stroke", "#ffffff")
        .with("stroke-width", "4")
        .with("stroke-linejoin", "round")
        .with("paint-order", "stroke")
}

/// A block of at most two lines, centred vertically on `middle`.
pub(crate) fn block(x: f64, middle: f64, size: f64, anchor: Anchor, lines: &[String]) -> Element {
    let leading = size * 1.2;
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let mut baseline = middle - (f64::from(count) - 1.0) * leading / 2.0 + size * 0.35;
    let mut group = Element::group();
    for line in lines {
        group.push(words(x, baseline, size, anchor, line));
        baseline += leading;
    }
    group
}

#[cfg(test)]
mod tests {
    use super::{fit, width, wrap};

    #[test]
    fn a_shortened_text_fits_and_says_so() {
        let text = "Drejtoria Rajonale e Shërbimit Social Shtetëror";
        let short = fit(text, 14.0, 120.0);
        assert!(short.ends_with('…'));
        assert!(width(&short, 14.0) <= 120.0);
        assert_eq!(fit("Policia", 14.0, 120.0), "Policia");
    }

    #[test]
    fn wrapped_lines_keep_every_word_when_there_is_room() {
        let text = "Drejtoria Rajonale e Shërbimit Social";
        let lines = wrap(text, 14.0, 150.0, 3);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
    }
}
