//! The grid under both matrices: heads, cells, and the way text finds room.

use super::MatrixHeads;
use crate::chart::element::{Element, coordinate};
use crate::chart::frame::WIDTH;
use crate::chart::lettering::{Anchor, SMALL, block, fit, width, words, wrap};

const NAMES: f64 = 190.0;
const ROW: f64 = 32.0;

/// Where the cells of a matrix stand.
pub(super) struct Grid {
    left: f64,
    top: f64,
    /// The width of a cell.
    pub(super) cell: f64,
    turned: bool,
    rows: f64,
    columns: f64,
}

impl Grid {
    /// Lays out the heads; cells are at least `narrowest` wide.
    pub(super) fn new(heads: &MatrixHeads, narrowest: f64) -> Self {
        let names = heads.rows.iter().map(|name| width(name, SMALL));
        let left = names.fold(40.0, f64::max).min(NAMES) + 10.0;
        let columns = f64::from(u32::try_from(heads.columns.len()).unwrap_or(u32::MAX));
        let cell = ((WIDTH - left) / columns).clamp(narrowest.max(26.0), 84.0);
        let widest = heads
            .columns
            .iter()
            .map(|name| width(name, SMALL))
            .fold(0.0, f64::max);
        let turned = widest + 6.0 > cell;
        let top = if turned {
            widest.min(150.0) + 10.0
        } else {
            24.0
        };
        Self {
            left,
            top,
            cell,
            turned,
            rows: f64::from(u32::try_from(heads.rows.len()).unwrap_or(u32::MAX)),
            columns,
        }
    }

    /// The width of the whole grid.
    pub(super) fn width(&self) -> f64 {
        (self.left + self.cell * self.columns + 2.0).max(WIDTH)
    }

    /// The lower edge of the grid.
    pub(super) fn bottom(&self) -> f64 {
        self.top + ROW * self.rows
    }

    /// The left upper corner, width and height of a cell's filled part.
    pub(super) fn place(&self, row: usize, column: usize) -> [f64; 4] {
        let index = |value: usize| f64::from(u32::try_from(value).unwrap_or(u32::MAX));
        [
            self.left + self.cell * index(column) + 1.5,
            self.top + ROW * index(row) + 1.5,
            self.cell - 3.0,
            ROW - 3.0,
        ]
    }

    /// The names of rows and columns.
    pub(super) fn heads(&self, heads: &MatrixHeads) -> Element {
        let mut group = Element::group();
        for (at, name) in heads.rows.iter().enumerate() {
            let [_, y, _, height] = self.place(at, 0);
            let lines = wrap(name, SMALL, NAMES, 2);
            group.push(block(0.0, y + height / 2.0, SMALL, Anchor::Start, &lines));
        }
        for (at, name) in heads.columns.iter().enumerate() {
            let [x, _, wide, _] = self.place(0, at);
            let middle = x + wide / 2.0;
            if self.turned {
                let name = fit(name, SMALL, 150.0);
                let (x, y) = (middle + 4.5, self.top - 5.0);
                let turn = format!("rotate(-90 {} {})", coordinate(x), coordinate(y));
                group.push(words(x, y, SMALL, Anchor::Start, &name).with("transform", turn));
            } else {
                group.push(words(middle, self.top - 7.0, SMALL, Anchor::Middle, name));
            }
        }
        group
    }
}
