//! Periods as the database numbers them: year * 1000 + kind * 100 + part, so that the numbers of
//! one kind sort as the periods do.

use vocabulary::{Period, PeriodKind};

const KINDS: [(PeriodKind, i64); 5] = [
    (PeriodKind::Year, 1),
    (PeriodKind::SchoolYear, 2),
    (PeriodKind::HalfYear, 3),
    (PeriodKind::Quarter, 4),
    (PeriodKind::Month, 5),
];

/// The number of a period.
#[must_use]
pub fn period_number(period: Period) -> i64 {
    let kind = KINDS
        .iter()
        .find(|(kind, _)| *kind == period.kind())
        .map_or(0, |(_, number)| *number);
    i64::from(period.year()) * 1000 + kind * 100 + i64::from(period.part())
}

/// The period with that number; `None` for a number that no period has.
#[must_use]
pub fn period_of_number(number: i64) -> Option<Period> {
    let (kind, _) = KINDS
        .into_iter()
        .find(|(_, code)| *code == number / 100 % 10)?;
    Period::new(
        kind,
        i16::try_from(number / 1000).ok()?,
        i8::try_from(number % 100).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_has_its_own_number() {
        for text in [
            "2006", "2006S1", "2006Q4", "200611", "2024Sep", "1900", "2199Q4",
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(period_of_number(period_number(period)), Some(period));
        }
        assert!(
            period_number(Period::parse("2006Q4").unwrap())
                < period_number(Period::parse("2007Q1").unwrap())
        );
        assert_eq!(period_of_number(2006), None);
        assert_eq!(period_of_number(2_006_405), None);
    }
}
