//! Periods in words.

use super::date::month;
use crate::Words;
use vocabulary::{Period, PeriodKind};

/// A period in words: `tremujori IV 2025`, `fourth quarter 2025`, `school year 2024–2025`.
#[must_use]
pub fn period_text(words: Words, period: Period) -> String {
    let year = period.year();
    let with_part = |key: &str| {
        let part = i64::from(period.part()).into();
        words.with(key, &[("part", part), ("year", year.to_string().into())])
    };
    match period.kind() {
        PeriodKind::Year => year.to_string(),
        PeriodKind::SchoolYear => {
            let years = format!("{year}\u{2013}{}", year + 1);
            words.with("period-school-year", &[("years", years.into())])
        }
        // words: period-half-year period-quarter
        PeriodKind::HalfYear => with_part("period-half-year"),
        PeriodKind::Quarter => with_part("period-quarter"),
        PeriodKind::Month => format!("{} {year}", month(words, period.part())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Language;

    #[test]
    fn periods_have_names_in_both_languages() {
        for (period, albanian, english) in [
            ("2025", "2025", "2025"),
            ("2025Q1", "tremujori I 2025", "first quarter 2025"),
            ("2025Q4", "tremujori IV 2025", "fourth quarter 2025"),
            ("2025S2", "gjashtëmujori II 2025", "second half-year 2025"),
            ("202511", "nëntor 2025", "November 2025"),
            (
                "2024Sep",
                "viti shkollor 2024\u{2013}2025",
                "school year 2024\u{2013}2025",
            ),
        ] {
            let period = Period::parse(period).unwrap();
            let text = |language| period_text(Words::in_language(language), period);
            assert_eq!(text(Language::Albanian), albanian);
            assert_eq!(text(Language::English), english);
        }
    }
}
