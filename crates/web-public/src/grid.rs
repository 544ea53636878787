//! Figures as a table: rows are whatever the release has several of, columns its attribute.

use crate::show::{self, Seen};
use page::Words;
use release::{CellKey, Figure};
use std::collections::BTreeSet;
use vocabulary::{Breakdown, Country, IndicatorCode, Period, PlaceCode};

/// A row of a grid.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) head: String,
    pub(crate) place: PlaceCode,
    pub(crate) figures: Vec<Option<Figure>>,
    pub(crate) cells: Vec<Seen>,
    pub(crate) decimals: u8,
}

/// A table of figures.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// The head of the rows.
    pub(crate) corner: String,
    /// The heads of the columns.
    pub(crate) columns: Vec<String>,
    /// Which parts the columns are.
    pub(crate) breakdowns: Vec<Breakdown>,
    pub(crate) rows: Vec<Row>,
}

/// Arranges figures. Rows are told apart by indicator, place and period, as far as these differ.
pub(crate) fn grid(country: &Country, words: Words, figures: &[(CellKey, Figure)]) -> Grid {
    let mut breakdowns: Vec<Breakdown> = Vec::new();
    let mut heads: Vec<(IndicatorCode, PlaceCode, Period)> = Vec::new();
    for (key, _) in figures {
        if !breakdowns.contains(&key.breakdown) {
            breakdowns.push(key.breakdown.clone());
        }
        let head = (key.indicator.clone(), key.place.clone(), key.period);
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    let several = |count: usize| count > 1;
    let indicators: BTreeSet<_> = heads.iter().map(|head| &head.0).collect();
    let places: BTreeSet<_> = heads.iter().map(|head| &head.1).collect();
    let periods: BTreeSet<_> = heads.iter().map(|head| head.2).collect();
    let (by_indicator, by_place) = (several(indicators.len()), several(places.len()));
    let by_period = several(periods.len()) || !(by_indicator || by_place);
    let rows = heads.iter().map(|head| {
        let names = [
            by_indicator.then(|| show::indicator_name(country, words, &head.0)),
            by_place.then(|| show::place_name(country, words, &head.1)),
            by_period.then(|| show::period_name(words, head.2)),
        ];
        let names: Vec<String> = names.into_iter().flatten().collect();
        let decimals = show::decimals(country, &head.0);
        let of = |breakdown: &Breakdown| {
            let found = figures.iter().find(|(key, _)| {
                (&key.indicator, &key.place, key.period) == (&head.0, &head.1, head.2)
                    && key.breakdown == *breakdown
            });
            found.map(|(_, figure)| *figure)
        };
        let figures: Vec<Option<Figure>> = breakdowns.iter().map(of).collect();
        let cells = figures.iter().map(|figure| match figure {
            Some(figure) => show::seen(words, *figure, decimals),
            None => Seen {
                text: String::new(),
                is_number: true,
            },
        });
        Row {
            head: names.join(", "),
            place: head.1.clone(),
            cells: cells.collect(),
            figures,
            decimals,
        }
    });
    let corner = if by_indicator {
        "indicator"
    } else if by_place {
        "place"
    } else {
        "period"
    };
    Grid {
        corner: words.text(corner),
        columns: breakdowns
            .iter()
            .map(|one| show::breakdown_name(country, words, one))
            .collect(),
        rows: rows.collect(),
        breakdowns,
    }
}
