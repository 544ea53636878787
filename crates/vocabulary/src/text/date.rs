//! Dates as people type them: `31.12.2024`, `31/12/2024`, `2024-12-31`. The day comes first, as in
//! Albania and all of Europe; the American order is not known here.

use jiff::civil::Date;

/// The date, where the whole text is one with a year of four digits.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches('.');
    if !(8..=10).contains(&text.len()) || !text.is_ascii() {
        return None;
    }
    let separator = ['.', '/', '-']
        .into_iter()
        .find(|separator| text.contains(*separator))?;
    let mut parts = text.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || second.len() > 2 {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| digits(part));
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1..=2) if separator == '-' => (first, second, third),
        (1..=2, 4) => (third, second, first),
        _ => return None,
    };
    let small = |part: &str| i8::try_from(number(part)?).ok();
    Date::new(number(year)?, small(month)?, small(day)?).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_day_comes_first_or_the_year() {
        let date = |text| super::date(text).map(|date| date.to_string());
        for text in [
            "31.12.2024",
            "31/12/2024",
            "31-12-2024",
            "2024-12-31",
            "31.12.2024.",
        ] {
            assert_eq!(date(text).as_deref(), Some("2024-12-31"), "{text}");
        }
        assert_eq!(date("1.2.2024").as_deref(), Some("2024-02-01"));
        for text in [
            "12/31/2024",
            "31.02.2024",
            "1.234.567",
            "2024",
            "+1.+2.2024",
            "31.12.24",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
