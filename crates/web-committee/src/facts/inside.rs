//! One fact for a member of an institution: its own word with its history, and what was released of the
//! fact to the members of the committee. Whether others said anything is not told here.

use super::{FigureRow, figure_rows};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
    show,
};
use access::{ReadReleased, ReadReturn};
use askama::Template;
use axum::response::Response;
use boxed::boxed;
use committee::figures::{FactKey, own_figure};
use page::{Failure, Frame, html, time_text};
use release::released_to_members;
use rendering::released::seen_with_range;
use vocabulary::Indicator;

#[derive(Template)]
#[template(path = "facts/inside.html")]
struct InsidePage {
    frame: Frame,
    definition: String,
    figures: Vec<FigureRow>,
    past: Vec<(String, String)>,
    released: Vec<(String, String)>,
}

#[boxed]
pub(super) async fn open(
    door: &Door,
    reader: &SignedIn,
    (indicator, fact): (&Indicator, &FactKey),
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let permit = reader.permit::<ReadReleased>(scope(door, &fact.place, None))?;
    let decimals = indicator.decimals;
    let (word, past) = match reader.actor.institution() {
        Some(institution) => {
            let own = scope(door, &fact.place, Some(institution));
            let own = reader.permit::<ReadReturn>(own)?;
            own_figure(&door.database, &door.catalogue, &own, fact)
                .await
                .shown(language)?
        }
        None => (None, Vec::new()),
    };
    let found = released_to_members(&door.database, &permit)
        .await
        .shown(language)?;
    let mut released = Vec::new();
    for one in &found {
        let figures = one.figures.iter().filter(|(key, _)| {
            (&key.indicator, &key.place, key.period, &key.breakdown)
                == (&fact.indicator, &fact.place, fact.period, &fact.breakdown)
        });
        released.extend(figures.map(|(_, figure)| {
            let by = format!(
                "{}, {}, {}",
                one.code,
                one.released.0,
                time_text(words, one.released.1)
            );
            (seen_with_range(words, *figure, decimals), by)
        }));
    }
    html(&InsidePage {
        frame: frame(door, reader, show::fact_name(door, words, fact)),
        definition: indicator.definition.text(language).to_owned(),
        figures: figure_rows(door, reader, word.as_slice(), decimals),
        past: past
            .iter()
            .map(|word| {
                let by = format!(
                    "{}, {}",
                    word.superseded_by,
                    time_text(words, word.superseded_at)
                );
                (show::value_text(words, word.value, decimals), by)
            })
            .collect(),
        released,
    })
}
