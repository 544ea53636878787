//! Days as people type them: the one reader of all forms, and of what is compared without being read.

use jiff::civil::Date;

/// Reads a day as people type it, `31.12.2025` or `31/12/2025`, or as browsers send it,
/// `2025-12-31`. `None` for anything else, a year of two digits included.
#[must_use]
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches('.');
    let separator = text.chars().find(|one| !one.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (day, year) = match separator {
        '.' | '/' => (first, last),
        '-' => (last, first),
        _ => return None,
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || ![day, month, year].into_iter().all(is_number) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::read_date;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_type_them_and_never_guessed() {
        for text in ["31.12.2025", " 31/12/2025 ", "31.12.2025.", "2025-12-31"] {
            assert_eq!(read_date(text), Some(date(2025, 12, 31)), "{text}");
        }
        for text in [
            "",
            "31.12.25",
            "12.31.2025",
            "31.2.2025",
            "31-12-2025",
            "2025.12.31",
            "31.12/2025",
            "+1.12.2025",
            "dhjetor",
            "1.1.20250",
            "31.12",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
