//! `besa table suggest`: which years to pool and what to make coarser, so that most cells of a table
//! could be published. It must never write a table: what is chosen goes through `protect` or a
//! suppression, with everything released before.

use super::counts::Counts;
use crate::{
    Error,
    coarsen::{self, Inner, Limits, Policy, Suggestion},
    reader::Cells,
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is asked.
#[derive(Debug, Clone)]
pub struct SuggestOptions {
    /// Records, or innermost counts.
    pub file: PathBuf,
    /// What was read out of the file, where it is no CSV.
    pub sheet: Option<Cells>,
    /// The heading of the counts; a file without it holds records.
    pub value: String,
    /// The code of the totals.
    pub total: String,
    /// The heading of the periods.
    pub time: String,
    /// Dimension and file (child,parent).
    pub hierarchies: Vec<(String, PathBuf)>,
    /// What may be published.
    pub policy: Policy,
    /// How far to search.
    pub limits: Limits,
}

/// Suggests. Periods are put in the order of their names, whole numbers by size.
///
/// # Errors
/// Whatever is wrong with the file; [`Error::Infeasible`] when nothing can be suggested.
pub fn suggest(options: &SuggestOptions) -> Result<Value, Error> {
    let words = (options.value.as_str(), options.total.as_str());
    let counts = Counts::read(
        (&options.file, options.sheet.as_ref()),
        words,
        &options.hierarchies,
        &[&options.time],
    )?;
    let time = counts.records.column(&options.time)?;
    let period = |number: usize| counts.records.rows()[number].fields[time].as_str();
    let rows = counts.rows()?;
    let mut periods: Vec<&str> = rows.iter().map(|(number, ..)| period(*number)).collect();
    periods.retain(|&period| period != options.total);
    periods.sort_by_key(|period| (period.parse::<i64>().ok(), *period));
    periods.dedup();
    let inner: Vec<Inner> = rows
        .iter()
        .filter_map(|(number, codes, count)| {
            let own = period(*number);
            Some(Inner {
                codes: codes.clone(),
                period: periods.iter().position(|&one| one == own)?,
                count: *count,
            })
        })
        .collect();
    let periods: Vec<String> = periods.into_iter().map(str::to_owned).collect();
    let found = coarsen::suggest(
        &counts.dimensions,
        &periods,
        &inner,
        &options.policy,
        options.limits,
    )?;
    let suggestions: Vec<Value> = found
        .iter()
        .map(|one| written(one, &options.time))
        .collect();
    Ok(json!({
        "suggestions": suggestions,
        "policy": {
            "threshold": options.policy.threshold,
            "width": options.policy.width,
            "attacker": options.policy.attacker,
        },
        "warnings": [
            "publish one of these alone: two of them side by side can be subtracted from each other, and what was released before counts as well",
        ],
    }))
}

fn written(one: &Suggestion, time: &str) -> Value {
    let choices: serde_json::Map<String, Value> = one
        .choices
        .iter()
        .map(|(dimension, choice)| {
            let choice = match choice {
                coarsen::Choice::Kept => json!("kept"),
                coarsen::Choice::Coarser(codes) => json!(codes),
                coarsen::Choice::LeftOut => json!("left out"),
            };
            (dimension.clone(), choice)
        })
        .collect();
    json!({
        "words": one.english(time),
        "pools": one.pools,
        "dimensions": choices,
        "cells": one.cells,
        "publishable": one.publishable,
        "publishable_not_zero": one.telling,
        "small": one.small,
        "hidden_beside": one.beside,
    })
}
