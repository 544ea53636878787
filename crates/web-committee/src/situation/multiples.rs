//! All regions beside each other, on one scale.

use super::{
    lines::{line_states, period_names, points},
    view::View,
};
use crate::{
    Door,
    show::{self, Picture},
};
use committee::situation::Series;
use press::chart::{Link, Panel, SmallMultiples, SmallMultiplesWords};

pub(super) fn multiples(
    door: &Door,
    view: &View,
    lines: &[Series],
) -> Result<Picture, press::Error> {
    let words = view.words;
    let name = show::indicator_name(door, words, &view.indicator);
    let panels = lines
        .iter()
        .map(|line| Panel {
            name: show::place_name(door, words, &line.place),
            points: points(door, view, line),
            breaks: Vec::new(),
            link: Link::parse(&format!(
                "/situation?place={}&indicator={}",
                line.place, view.indicator
            ))
            .ok(),
        })
        .collect();
    let chart = SmallMultiples::new(
        show::heading("regions", words.text("regions-title"), name.clone())?,
        SmallMultiplesWords {
            place: words.text("place"),
            measure: name,
            provisional: words.text("not-settled"),
            break_in_series: words.text("break-in-series"),
            states: line_states(words),
            numbers: show::number_style(words.language()),
        },
        period_names(view),
        panels,
    )?;
    Ok(Picture::of(&chart))
}
