//! The picture of a table: a map where its rows are places that can be drawn, bars otherwise. What is hidden,
//! rounded to nothing, a true zero, not settled and impossible look different.

use crate::{
    grid::Grid,
    ground::{Outlines, ground},
    show,
};
use page::{Words, number_text};
use press::chart::{
    BarRow, BarSeries, BarWords, Bars, Chart, Choropleth, ChoroplethWords, Class, ClassScale,
    Grain, Ground, Heading, IdPrefix, Mark, StateWords, TableTwin, class_bounds,
};
use vocabulary::Country;

/// A chart with its table, ready for a template.
pub(crate) struct Picture {
    pub(crate) svg: String,
    pub(crate) table: TableTwin,
}

fn of(chart: &dyn Chart) -> Picture {
    Picture {
        svg: chart.svg(),
        table: chart.table(),
    }
}

fn states(words: Words, few: Option<&str>) -> StateWords {
    StateWords {
        zero: words.text("chart-zero"),
        hidden: match few {
            Some(few) => words.with("public-few", &[("few", few.to_owned().into())]),
            None => words.text("public-hidden"),
        },
        not_reported: words.text("public-not-settled"),
        not_applicable: words.text("chart-not-applicable"),
    }
}

fn heading(title: &str, words: Words, key: &str) -> Result<Heading, press::Error> {
    Ok(Heading::new(
        IdPrefix::parse("table")?,
        title,
        words.text(key),
    ))
}

/// The picture of a table; `None` where there is nothing to draw. `few` is what a rounded zero
/// stands for.
pub(crate) fn picture(
    country: &Country,
    words: Words,
    (title, measure): (&str, &str),
    (grid, outlines): (&Grid, &Outlines),
    few: Option<&str>,
) -> Result<Option<Picture>, press::Error> {
    if let Some(ground) = ground((country, words), grid, outlines)? {
        return map(words, (title, measure), (grid, ground), few).map(Some);
    }
    bars(words, (title, measure), grid, few)
}

pub(crate) fn marks(words: Words, grid: &Grid, row: usize) -> Vec<Mark> {
    let row = &grid.rows[row];
    let figures = row.figures.iter().map(|figure| match figure {
        Some(figure) => show::mark(*figure, show::seen(words, *figure, row.decimals).text),
        None => Mark::not_applicable(words.text("chart-not-applicable")),
    });
    figures.collect()
}

fn map(
    words: Words,
    (title, measure): (&str, &str),
    (grid, ground): (&Grid, Ground),
    few: Option<&str>,
) -> Result<Picture, press::Error> {
    let mut largest = 1.0_f64;
    for number in 0..grid.rows.len() {
        let mark = marks(words, grid, number).into_iter().next();
        largest = largest.max(mark.and_then(|mark| mark.size()).unwrap_or_default());
    }
    let map = Choropleth::new(
        heading(title, words, "public-map-description")?,
        ChoroplethWords {
            legend: measure.to_owned(),
            place: words.text("place"),
            states: states(words, few),
        },
        classes(words, largest)?,
        ground,
    )?;
    Ok(of(&map))
}

fn classes(words: Words, largest: f64) -> Result<ClassScale, press::Error> {
    let text = |number: f64| {
        // Bounds of counts are whole numbers far below the limit.
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^32")]
        let whole = number.round() as i64;
        number_text(words.language(), whole, 0)
    };
    let classes = class_bounds(largest, 5, Grain::Count)
        .into_iter()
        .map(|bound| Class {
            upper: bound.upper,
            label: if bound.lower >= bound.upper {
                text(bound.upper)
            } else {
                format!("{}–{}", text(bound.lower), text(bound.upper))
            },
        });
    ClassScale::parse(classes.collect())
}

fn bars(
    words: Words,
    (title, measure): (&str, &str),
    grid: &Grid,
    few: Option<&str>,
) -> Result<Option<Picture>, press::Error> {
    if grid.rows.is_empty() || grid.rows.len() > 60 {
        return Ok(None);
    }
    let total = grid.breakdowns.iter().position(|one| one.is_total());
    let is_divided = grid.columns.len() > 1 && grid.columns.len() <= 6;
    let parts: Vec<usize> = (0..grid.columns.len())
        .filter(|column| !is_divided || Some(*column) != total)
        .take(if is_divided { 5 } else { 1 })
        .collect();
    let series = parts.iter().map(|column| BarSeries {
        name: grid.columns[*column].clone(),
        unknown: false,
    });
    let rows = (0..grid.rows.len()).map(|number| {
        let marks = marks(words, grid, number);
        BarRow {
            name: grid.rows[number].head.clone(),
            parts: parts.iter().map(|column| marks[*column].clone()).collect(),
            total: total
                .filter(|_| is_divided)
                .map(|column| marks[column].clone()),
        }
    });
    let chart = Bars::new(
        heading(title, words, "public-bars-description")?,
        BarWords {
            row: grid.corner.clone(),
            measure: measure.to_owned(),
            total: words.text("public-total"),
            states: states(words, few),
        },
        series.collect(),
        rows.collect(),
    )?;
    Ok(Some(of(&chart)))
}
