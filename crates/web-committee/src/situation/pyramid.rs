//! Sex by age.

use super::{lines::series, view::View};
use crate::{
    Door,
    error::InLanguage as _,
    show::{self, Picture},
};
use access::{Permit, ReadSituation};
use boxed::boxed;
use committee::figures::FactKey;
use page::{Failure, period_text};
use press::chart::{Pyramid, PyramidRow, PyramidWords};
use vocabulary::Breakdown;

/// Sex by age, where the indicator is broken down by both.
#[boxed]
pub(super) async fn pyramid(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
) -> Result<Option<Picture>, Failure> {
    let language = view.words.language();
    let words = view.words;
    let country = door.country();
    let has = |name: &str| {
        country
            .indicator(view.indicator.as_str())
            .is_some_and(|one| {
                one.dimensions
                    .iter()
                    .any(|dimension| dimension.as_str() == name)
            })
    };
    let Some(ages) = country
        .dimension("age")
        .filter(|_| has("age") && has("sex"))
    else {
        return Ok(None);
    };
    let decimals = show::decimals(door, &view.indicator);
    let mut rows = Vec::new();
    for age in ages.terms.iter().filter(|term| term.parent.is_none()) {
        let mut marks = Vec::new();
        for sex in ["female", "male"] {
            let text = format!("age={};sex={sex}", age.code);
            let cell = Breakdown::parse(&text).map_err(|error| Failure::internal(&error))?;
            let line = series(door, permit, view, &view.place, &cell).await?;
            let fact = FactKey {
                indicator: view.indicator.clone(),
                place: view.place.clone(),
                period: view.latest().unwrap_or(view.periods[0]),
                breakdown: cell,
            };
            marks.push(show::mark(
                words,
                &line.latest(),
                decimals,
                Some(&show::fact_address(&fact)),
            ));
        }
        let (Some(right), Some(left)) = (marks.pop(), marks.pop()) else {
            continue;
        };
        let age_unknown = age.code.as_str() == "unknown";
        let says_something = [&left, &right].iter().any(|mark| mark.size().is_some());
        if says_something || !age_unknown {
            rows.push(PyramidRow {
                label: age.names.text(language).to_owned(),
                left,
                right,
                unknown: None,
                age_unknown,
            });
        }
    }
    if rows
        .iter()
        .all(|row| row.left.size().is_none() && row.right.size().is_none())
    {
        return Ok(None);
    }
    let name = |term: &str| {
        country
            .term("sex", term)
            .map_or_else(String::new, |one| one.names.text(language).to_owned())
    };
    let latest = view.latest();
    let period = latest.map_or_else(String::new, |period| period_text(words, period));
    let indicator = show::indicator_name(door, words, &view.indicator);
    let about = [("indicator", indicator.into()), ("period", period.into())];
    let title = words.with("pyramid-title", &about);
    let chart =
        show::heading("pyramid", title, words.text("pyramid-description")).and_then(|heading| {
            Pyramid::new(
                heading,
                PyramidWords {
                    age: words.text("age"),
                    left: name("female"),
                    right: name("male"),
                    unknown: name("unknown"),
                    states: show::state_words(words),
                },
                rows,
            )
        });
    Ok(Some(Picture::of(&chart.shown(language)?)))
}
