//! Resolves the parts of a key: place and period together (a name is only understood in its time),
//! the cell of an indicator, the institution.

use super::{
    assemble::{IndicatorCell, Said, Source, refuse, suggest},
    mapping::{LabelChoice, LabelMeaning, PartialKey},
    memo::Problem,
    reading::{Part, RefusalReason},
};
use crate::{
    lexicon::{Lexicon, NameProblem, PlaceHints},
    period_text,
};
use jiff::civil::Date;
use std::collections::HashSet;
use vocabulary::{Breakdown, IndicatorCode, InstitutionCode, Period, PeriodKind, PlaceCode};

fn name_problem(column: u32, part: Part, text: &str, problem: NameProblem) -> Problem {
    let text: String = text.chars().take(80).collect();
    match problem {
        NameProblem::Unknown(like) => {
            suggest(Some(column), RefusalReason::Unknown(part, text), like)
        }
        NameProblem::Ambiguous(all) => {
            suggest(Some(column), RefusalReason::Ambiguous(part, text), all)
        }
    }
}

/// What the user has chosen for a label, `None` without a choice.
fn chosen<'r>(source: &Source<'r, '_>, text: &str) -> Result<Option<&'r PartialKey>, Problem> {
    match source.choice(text) {
        Some(LabelChoice::PassOver) => Err(Problem::PassOver),
        Some(LabelChoice::Is(key)) => Ok(Some(key)),
        None => Ok(None),
    }
}

/// Place and period.
pub(super) fn place_and_period(source: &Source<'_, '_>) -> Result<(PlaceCode, Period), Problem> {
    let period = period(source)?;
    if period.first_day() > source.context().today {
        let column = source
            .labels()
            .find(|(_, meaning, _)| is_period(meaning))
            .map(|(column, ..)| column);
        return Err(refuse(column, RefusalReason::FuturePeriod(period)));
    }
    let (column, place) = place(source, period)?;
    if source.lexicon().place_existed(&place, period) {
        Ok((place, period))
    } else {
        Err(refuse(column, RefusalReason::PlaceNotThen(place, period)))
    }
}

fn is_period(meaning: &LabelMeaning) -> bool {
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
fn period(source: &Source<'_, '_>) -> Result<Period, Problem> {
    let mut said = Said::nothing(Part::Period);
    for period in source.given().into_iter().filter_map(|key| key.period) {
        said.add(None, period)?;
    }
    let mut pieces = PeriodPieces::default();
    for (column, meaning, text) in source.labels() {
        let unknown = || {
            let text = text.chars().take(80).collect();
            refuse(Some(column), RefusalReason::Unknown(Part::Period, text))
        };
        if is_period(meaning) || *meaning == LabelMeaning::Choice {
            if let Some(key) = chosen(source, text)? {
                if let Some(period) = key.period {
                    said.add(Some(column), period)?;
                }
                continue;
            }
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
    text.parse().ok().or_else(|| crate::date::parse(text))
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

/// The place, with the column that names it.
fn place(source: &Source<'_, '_>, period: Period) -> Result<(Option<u32>, PlaceCode), Problem> {
    let mut said = Said::nothing(Part::Place);
    for place in source
        .given()
        .into_iter()
        .filter_map(|key| key.place.as_ref())
    {
        said.add(None, place.clone())?;
    }
    let lexicon = source.lexicon();
    let context_place = source.context().place.as_ref();
    let mut within = context_place.cloned();
    for (column, meaning, text) in source.labels() {
        if *meaning == LabelMeaning::PlaceParent {
            let hints = PlaceHints {
                level: None,
                within: context_place,
                period: Some(period),
            };
            match lexicon.place(text, hints) {
                Ok(parent) => within = Some(parent),
                // Berat the qark and Berat the municipality: either narrows the search enough.
                Err(NameProblem::Ambiguous(_)) => within = widest(lexicon, text, period).or(within),
                Err(problem) => return Err(name_problem(column, Part::Place, text, problem)),
            }
        }
    }
    let mut found_in = None;
    for (column, meaning, text) in source.labels() {
        let level = match meaning {
            LabelMeaning::Place { level } => level.as_deref(),
            LabelMeaning::Choice => None,
            _ => continue,
        };
        if let Some(key) = chosen(source, text)? {
            if let Some(place) = &key.place {
                said.add(Some(column), place.clone())?;
            }
            continue;
        }
        if *meaning == LabelMeaning::Choice {
            continue;
        }
        let hints = PlaceHints {
            level,
            within: within.as_ref(),
            period: Some(period),
        };
        let place = lexicon
            .place(text, hints)
            .map_err(|problem| name_problem(column, Part::Place, text, problem))?;
        said.add(Some(column), place)?;
        found_in = Some(column);
    }
    let is_place = |meaning: &LabelMeaning| matches!(meaning, LabelMeaning::Place { .. });
    let default = context_place.filter(|_| !source.maps(is_place)).cloned();
    Ok((found_in, said.or(default)?))
}

/// Of several places with one name the one that all the others lie in.
fn widest(lexicon: &Lexicon, text: &str, period: Period) -> Option<PlaceCode> {
    let hints = PlaceHints {
        period: Some(period),
        ..PlaceHints::default()
    };
    let Err(NameProblem::Ambiguous(all)) = lexicon.place(text, hints) else {
        return None;
    };
    let codes: Vec<PlaceCode> = all
        .iter()
        .filter_map(|one| PlaceCode::parse(&one.code).ok())
        .collect();
    codes
        .iter()
        .find(|one| codes.iter().all(|other| lexicon.place_lies_in(other, one)))
        .cloned()
}

/// The institution.
pub(super) fn institution(source: &Source<'_, '_>) -> Result<InstitutionCode, Problem> {
    let mut said = Said::nothing(Part::Institution);
    for key in source.given() {
        if let Some(institution) = &key.institution {
            said.add(None, institution.clone())?;
        }
    }
    for (column, meaning, text) in source.labels() {
        if let Some(key) = chosen(source, text)? {
            if let Some(institution) = &key.institution {
                said.add(Some(column), institution.clone())?;
            }
        } else if *meaning == LabelMeaning::Institution {
            let found = source
                .lexicon()
                .institution(text)
                .map_err(|problem| name_problem(column, Part::Institution, text, problem))?;
            said.add(Some(column), found)?;
        }
    }
    let is_mapped = source.maps(|meaning| *meaning == LabelMeaning::Institution);
    let default = source.context().institution.clone();
    said.or(default.filter(|_| !is_mapped))
}

/// The indicator and its breakdown.
pub(super) fn cell(
    source: &Source<'_, '_>,
    template: Option<&HashSet<(IndicatorCode, Breakdown)>>,
) -> Result<IndicatorCell, Problem> {
    let mut indicator = Said::nothing(Part::Indicator);
    let mut breakdown = Breakdown::total();
    for key in source.given() {
        add_key(&mut indicator, &mut breakdown, None, key)?;
    }
    for (column, meaning, text) in source.labels() {
        if let Some(key) = chosen(source, text)? {
            add_key(&mut indicator, &mut breakdown, Some(column), key)?;
            continue;
        }
        match meaning {
            LabelMeaning::Indicator => {
                let found = source
                    .lexicon()
                    .indicator(text)
                    .map_err(|problem| name_problem(column, Part::Indicator, text, problem))?;
                indicator.add(Some(column), found)?;
            }
            LabelMeaning::Dimension { dimension } => {
                let found = source
                    .lexicon()
                    .term(dimension, text)
                    .map_err(|problem| name_problem(column, Part::Breakdown, text, problem))?;
                if let Some(term) = found {
                    let one = Breakdown::total().with(dimension.clone(), term);
                    add_breakdown(&mut breakdown, Some(column), &one)?;
                }
            }
            LabelMeaning::Breakdown => {
                let parsed = Breakdown::parse(text).ok().filter(|parsed| {
                    parsed
                        .pairs()
                        .all(|(dimension, term)| source.lexicon().has_term(dimension, term))
                });
                let text = text.chars().take(80).collect();
                let unknown = RefusalReason::Unknown(Part::Breakdown, text);
                let parsed = parsed.ok_or_else(|| refuse(Some(column), unknown))?;
                add_breakdown(&mut breakdown, Some(column), &parsed)?;
            }
            LabelMeaning::Choice => {
                let text = text.chars().take(80).collect();
                return Err(refuse(
                    Some(column),
                    RefusalReason::Unknown(Part::Indicator, text),
                ));
            }
            _ => {}
        }
    }
    finish_cell(source.lexicon(), indicator.or(None)?, breakdown, template)
}

fn finish_cell(
    lexicon: &Lexicon,
    indicator: IndicatorCode,
    breakdown: Breakdown,
    template: Option<&HashSet<(IndicatorCode, Breakdown)>>,
) -> Result<IndicatorCell, Problem> {
    let foreign = breakdown
        .dimensions()
        .find(|dimension| !lexicon.allows(&indicator, dimension));
    if let Some(dimension) = foreign {
        let reason = RefusalReason::DimensionNotAllowed {
            indicator: indicator.to_string(),
            dimension: dimension.to_string(),
        };
        return Err(refuse(None, reason));
    }
    let expected = lexicon.expected(&indicator);
    if let Some(cells) = template {
        let cell = (indicator.clone(), breakdown.clone());
        if !cells.contains(&cell) {
            return Err(refuse(None, RefusalReason::NotInTemplate));
        }
    }
    Ok(IndicatorCell {
        indicator,
        breakdown,
        expected,
    })
}

fn add_key(
    indicator: &mut Said<IndicatorCode>,
    breakdown: &mut Breakdown,
    column: Option<u32>,
    key: &PartialKey,
) -> Result<(), Problem> {
    if let Some(code) = &key.indicator {
        indicator.add(column, code.clone())?;
    }
    add_breakdown(breakdown, column, &key.breakdown)
}

fn add_breakdown(
    breakdown: &mut Breakdown,
    column: Option<u32>,
    more: &Breakdown,
) -> Result<(), Problem> {
    for (dimension, term) in more.pairs() {
        if breakdown
            .term(dimension.as_str())
            .is_some_and(|said| said != term)
        {
            let reason = RefusalReason::Contradiction(Part::Breakdown);
            return Err(refuse(column, reason));
        }
        *breakdown = std::mem::take(breakdown).with(dimension.clone(), term.clone());
    }
    Ok(())
}
