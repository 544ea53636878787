//! The cell of a figure: its indicator and its breakdown.

use super::{
    super::{
        indicator_cell::IndicatorCell,
        mapping::{LabelMeaning, PartialKey},
        memo::Problem,
        reading::{Part, RefusalReason},
        source::{Said, Source, refuse},
    },
    chosen, name_problem, shortened,
};
use crate::lexicon::Lexicon;
use std::collections::HashSet;
use vocabulary::{Breakdown, IndicatorCode};

/// The indicator and its breakdown.
pub(in crate::layout) fn cell(
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
                let found = source.lexicon().indicator(text).map_err(|problem| {
                    let look = || source.lexicon().suggest_indicators(text);
                    name_problem(source, column, Part::Indicator, text, problem, look)
                })?;
                indicator.add(Some(column), found)?;
            }
            LabelMeaning::Dimension { dimension } => {
                let found = source.lexicon().term(dimension, text).map_err(|problem| {
                    let look = || source.lexicon().suggest_terms(dimension, text);
                    name_problem(source, column, Part::Breakdown, text, problem, look)
                })?;
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
                let text = shortened(text);
                let unknown = RefusalReason::Unknown(Part::Breakdown, text);
                let parsed = parsed.ok_or_else(|| refuse(Some(column), unknown))?;
                add_breakdown(&mut breakdown, Some(column), &parsed)?;
            }
            LabelMeaning::Choice => {
                let text = shortened(text);
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
    let unknown = breakdown
        .pairs()
        .find(|(dimension, term)| !lexicon.has_term(dimension, term));
    if let Some((dimension, term)) = unknown {
        let text = shortened(&format!("{dimension}={term}"));
        return Err(refuse(None, RefusalReason::Unknown(Part::Breakdown, text)));
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
