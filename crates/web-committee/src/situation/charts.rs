//! The pictures of the situation: which there are, and in what order.

use super::{
    disputes::disputes, lines::series, map, multiples::multiples, pyramid::pyramid,
    reporting::reporting, trend::trend, view::View,
};
use crate::{Door, error::InLanguage as _, show::Picture};
use access::{Permit, ReadSituation};
use boxed::boxed;
use committee::{returns::BoardCell, situation::Overview};
use page::Failure;
use vocabulary::{Breakdown, Period};

/// All pictures of a view, in the order of the page.
#[boxed]
pub(super) async fn all(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
    overview: &Overview,
    cells: &[BoardCell],
    quarters: &[Period],
) -> Result<Vec<Picture>, Failure> {
    let language = view.words.language();
    let mut pictures = Vec::new();
    let is_country = view.place == *door.country().code();
    if is_country {
        let mut lines = Vec::new();
        for region in door.country().regions() {
            lines.push(series(door, permit, view, &region.code, &Breakdown::total()).await?);
        }
        pictures.extend(map::of_country(door, view, &lines).shown(language)?);
        pictures.push(trend(door, permit, view).await?);
        pictures.push(multiples(door, view, &lines).shown(language)?);
    } else {
        pictures.extend(map::of_region(door, permit, view).await?);
        pictures.push(trend(door, permit, view).await?);
    }
    pictures.extend(pyramid(door, permit, view).await?);
    pictures.extend(disputes(door, view, overview).shown(language)?);
    pictures.extend(reporting(door, view, cells, quarters).shown(language)?);
    Ok(pictures)
}
