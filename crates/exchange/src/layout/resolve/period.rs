//! The period of a figure: in one label, in year and part, or in its first and last day.

use super::{
    super::{
        mapping::LabelMeaning,
        memo::Problem,
        reading::{Part, RefusalReason},
        source::{Said, Source, refuse},
    },
    chosen, shortened,
};
use crate::period_text;
use jiff::civil::Date;
use vocabulary::{Period, PeriodKind};

/// Whether a label tells the period or a part of it.
pub(super) fn is_period(meaning: &LabelMeaning) -> bool {
    matches!(
        meaning,
        LabelMeaning::Period
            | LabelMeaning::Year
            | LabelMeaning::PartOfYear { .. }
            | LabelMeaning::PeriodStart
            | LabelMeaning::PeriodEnd
    )
}

/// The period: in one label, or year and part, or first and last day.
pub(super) fn period(source: &Source<'_, '_>) -> Result<Period, Problem> {
    let mut said = Said::nothing(Part::Period);
    for period in source.given().into_iter().filter_map(|key| key.period) {
        said.add(None, period)?;
    }
    let mut pieces = PeriodPieces::default();
    for (column, meaning, text) in source.labels() {
        let unknown = || {
            refuse(
                Some(column),
                RefusalReason::Unknown(Part::Period, shortened(text)),
            )
        };
        let may_be_chosen = is_period(meaning) || *meaning == LabelMeaning::Choice;
        if may_be_chosen && let Some(key) = chosen(source, text)? {
            if let Some(period) = key.period {
                said.add(Some(column), period)?;
            }
            continue;
        }
        match meaning {
            LabelMeaning::Period => {
                said.add(Some(column), period_text::parse(text).ok_or_else(unknown)?)?;
            }
            LabelMeaning::Year => {
                let year =
                    period_text::parse(text).filter(|period| period.kind() == PeriodKind::Year);
                pieces.year = Some((column, year.ok_or_else(unknown)?));
            }
            LabelMeaning::PartOfYear { kind } => {
                let part = period_text::part(*kind, text).ok_or_else(unknown)?;
                pieces.part = Some((*kind, part));
            }
            LabelMeaning::PeriodStart => {
                pieces.first = Some((column, date(text).ok_or_else(unknown)?));
            }
            LabelMeaning::PeriodEnd => pieces.last = Some(date(text).ok_or_else(unknown)?),
            _ => {}
        }
    }
    if let Some((column, period)) = pieces.together()? {
        said.add(Some(column), period)?;
    }
    said.or(source.context().period.filter(|_| !source.maps(is_period)))
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| vocabulary::text::date(text))
}

/// A period that is told in several cells.
#[derive(Default)]
struct PeriodPieces {
    year: Option<(u32, Period)>,
    part: Option<(PeriodKind, i8)>,
    first: Option<(u32, Date)>,
    last: Option<Date>,
}

impl PeriodPieces {
    fn together(self) -> Result<Option<(u32, Period)>, Problem> {
        if let Some((column, year)) = self.year {
            let whole = match self.part {
                None => Some(year),
                Some((kind, part)) => Period::new(kind, year.year(), part),
            };
            return Ok(whole.map(|period| (column, period)));
        }
        let (Some((column, first)), Some(last)) = (self.first, self.last) else {
            return Ok(None);
        };
        let kinds = [
            PeriodKind::Month,
            PeriodKind::Quarter,
            PeriodKind::HalfYear,
            PeriodKind::Year,
            PeriodKind::SchoolYear,
        ];
        let found = kinds
            .into_iter()
            .filter_map(|kind| Period::containing(kind, first))
            .find(|period| period.first_day() == first && period.last_day() == last);
        let text = format!("{first} - {last}");
        found
            .map(|period| Some((column, period)))
            .ok_or_else(|| refuse(Some(column), RefusalReason::Unknown(Part::Period, text)))
    }
}
