//! Who reported, and when.

use super::view::View;
use crate::{
    Door,
    show::{self, Picture},
};
use committee::returns::{BoardCell, Punctuality as OnBoard};
use page::period_text;
use press::chart::{Link, MatrixHeads, Punctuality, ReportingCell, ReportingMatrix};
use vocabulary::{Period, PlaceCode};

/// Who reported when: institutions by quarter; for the country, regions by quarter.
pub(super) fn reporting(
    door: &Door,
    view: &View,
    cells: &[BoardCell],
    quarters: &[Period],
) -> Result<Option<Picture>, press::Error> {
    let words = view.words;
    let is_country = view.place == *door.country().code();
    let row_of = |cell: &BoardCell| {
        if is_country {
            cell.key.place.to_string()
        } else {
            cell.key.institution.to_string()
        }
    };
    let mut rows: Vec<String> = cells.iter().map(row_of).collect();
    rows.sort();
    rows.dedup();
    if rows.is_empty() {
        return Ok(None);
    }
    let matrix = rows
        .iter()
        .map(|row| {
            quarters
                .iter()
                .map(|quarter| {
                    let worst = cells
                        .iter()
                        .filter(|cell| cell.key.period == *quarter && row_of(cell) == *row)
                        .map(|cell| cell.punctuality)
                        .max_by_key(|punctuality| match punctuality {
                            OnBoard::Missing => 3,
                            OnBoard::Late => 2,
                            OnBoard::OnTime => 1,
                            OnBoard::Due => 0,
                        });
                    ReportingCell {
                        detail: String::new(),
                        punctuality: match worst {
                            Some(OnBoard::OnTime) => Punctuality::OnTime,
                            Some(OnBoard::Late) => Punctuality::Late,
                            Some(OnBoard::Missing) => Punctuality::Missing,
                            Some(OnBoard::Due) | None => Punctuality::NotExpected,
                        },
                        link: Link::parse(&format!("/returns?place={}", view.place)).ok(),
                    }
                })
                .collect()
        })
        .collect();
    let name = |row: &String| {
        if is_country {
            PlaceCode::parse(row)
                .map_or_else(|_| row.clone(), |code| show::place_name(door, words, &code))
        } else {
            show::institution_name(door, words, row)
        }
    };
    let chart = ReportingMatrix::new(
        show::heading(
            "reporting",
            words.text("reporting-title"),
            words.text("reporting-description"),
        )?,
        show::punctuality_words(words),
        MatrixHeads {
            corner: words.text(if is_country { "place" } else { "institution" }),
            rows: rows.iter().map(name).collect(),
            columns: quarters
                .iter()
                .map(|quarter| period_text(words, *quarter))
                .collect(),
        },
        matrix,
    )?;
    Ok(Some(Picture::of(&chart)))
}
