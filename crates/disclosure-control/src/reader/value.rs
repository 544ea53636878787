//! What one field says about a count. A sign that is not known is an error, never a hidden cell.

use crate::table::Published;

/// Signs that mean "hidden" and nothing more.
const SIGNS: [&str; 14] = [
    "c",
    "x",
    "*",
    "**",
    ":",
    "..",
    "…",
    "s",
    "u",
    "p",
    "#",
    "hidden",
    "suppressed",
    "confidential",
];

/// Whether a text can only be a sign for a hidden count: what tells values from headings where both
/// stand in one sheet. A range such as "2–4" could be an age, and is none.
#[must_use]
pub fn is_sign(text: &str) -> bool {
    let folded = text.trim().to_lowercase();
    let is_limit = folded.starts_with('<') || folded.starts_with('≤');
    SIGNS.contains(&folded.as_str()) || (is_limit && matches!(hidden(&folded), Ok(Some(_))))
}

/// Understands a field; the error says what to do.
pub(super) fn parse(field: &str, low: &str, high: &str) -> Result<Published, String> {
    let field = field.trim();
    let bounds = (bound("low", low)?, bound("high", high)?);
    if let Some(range) = hidden(field)? {
        let low = bounds.0.max(range.0);
        let high = match (bounds.1, range.1) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            return Err(format!("low {low} is above high {high}; mend one of them"));
        }
        return Ok(Published::Hidden { low, high });
    }
    count(field).map(Published::Exact)
}

/// The range of a hidden cell, or `None` for a number.
fn hidden(field: &str) -> Result<Option<(Option<i64>, Option<i64>)>, String> {
    let folded = field.to_lowercase();
    if field.is_empty() || SIGNS.contains(&folded.as_str()) {
        return Ok(Some((None, None)));
    }
    let number = |rest: &str| count(rest.trim());
    if let Some(rest) = field.strip_prefix("<=").or(field.strip_prefix('≤')) {
        return Ok(Some((None, Some(number(rest)?))));
    }
    if let Some(rest) = field.strip_prefix('<') {
        let limit = number(rest)?;
        if limit == 0 {
            return Err("no count is below 0; mend the value".to_owned());
        }
        return Ok(Some((None, Some(limit - 1))));
    }
    if let Some((low, high)) = field.split_once('–').or(field.split_once("..")) {
        return Ok(Some((Some(number(low)?), Some(number(high)?))));
    }
    Ok(None)
}

fn bound(column: &str, field: &str) -> Result<Option<i64>, String> {
    match field.trim() {
        "" => Ok(None),
        text => count(text)
            .map(Some)
            .map_err(|reason| format!("column \"{column}\": {reason}")),
    }
}

fn count(text: &str) -> Result<i64, String> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    match whole.parse::<i64>() {
        Ok(value) if value >= 0 => Ok(value),
        Ok(_) => Err(format!("{text} is negative; a count is 0 or more")),
        Err(_) if text.parse::<f64>().is_ok() => Err(format!(
            "{text} is not a whole number of usual size; counts are"
        )),
        Err(_) => Err(format!(
            "\"{text}\" is neither a whole number nor a sign for a hidden cell (empty, <5, c, x, *, :)"
        )),
    }
}
