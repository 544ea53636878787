//! The matrix of reporting: which return came on time, late, not at all, or was not expected.

use super::MatrixHeads;
use super::grid::Grid;
use crate::Error;
use crate::chart::Chart;
use crate::chart::element::{Element, coordinate};
use crate::chart::frame::{Role, annotate_with, frame};
use crate::chart::heading::Heading;
use crate::chart::legend::{Entry, flow};
use crate::chart::mark::Link;
use crate::chart::symbol::rectangle;
use crate::chart::table::{TableTwin, TwinCell};

/// How a return stands against its due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Punctuality {
    /// Came by the due date.
    OnTime,
    /// Came after the due date.
    Late,
    /// Was due and has not come.
    Missing,
    /// Was not asked for.
    NotExpected,
}

impl Punctuality {
    /// Every standing, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::OnTime, Self::Late, Self::Missing, Self::NotExpected];

    /// The class, the fill and the stroke.
    const fn dress(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::OnTime => ("chart-on-time", "#cfe6f7", "#2c67ab"),
            Self::Late => ("chart-late", "#f8d48a", "#8a5a00"),
            Self::Missing => ("chart-missing", "#7a1f12", "#7a1f12"),
            Self::NotExpected => ("chart-not-expected", "#ffffff", "#9a9a9a"),
        }
    }

    /// The sign inside the box, around its middle: a tick, a clock hand, a cross, a dash.
    fn sign(self, x: f64, y: f64) -> Element {
        let at = |dx: f64, dy: f64| format!("{} {}", coordinate(x + dx), coordinate(y + dy));
        let data = match self {
            Self::OnTime => format!("M{}L{}L{}", at(-4.5, 0.5), at(-1.0, 4.0), at(5.0, -4.0)),
            Self::Late => format!("M{}L{}L{}", at(0.0, -5.0), at(0.0, 0.0), at(4.0, 3.0)),
            Self::Missing => format!(
                "M{}L{}M{}L{}",
                at(-4.0, -4.0),
                at(4.0, 4.0),
                at(4.0, -4.0),
                at(-4.0, 4.0)
            ),
            Self::NotExpected => format!("M{}L{}", at(-4.0, 0.0), at(4.0, 0.0)),
        };
        let (class, stroke) = match self {
            Self::Missing => ("chart-sign-light", "#ffffff"),
            _ => ("chart-sign", "#1a1a1a"),
        };
        let sign = Element::new("path")
            .with("d", data)
            .class(class)
            .with("fill", "none")
            .with("stroke", stroke)
            .with("stroke-width", "2");
        if self == Self::Late {
            let ring = Element::new("circle")
                .at("cx", x)
                .at("cy", y)
                .at("r", 6.5)
                .class(class)
                .with("fill", "none")
                .with("stroke", stroke)
                .with("stroke-width", "1.3");
            return Element::group().child(ring).child(sign);
        }
        sign
    }

    fn draw(self, [x, y, wide, high]: [f64; 4]) -> Element {
        let (class, fill, stroke) = self.dress();
        let shape = rectangle(x, y, wide, high)
            .class(class)
            .with("fill", fill)
            .with("stroke", stroke);
        Element::group()
            .child(shape)
            .child(self.sign(x + wide / 2.0, y + high / 2.0))
    }
}

/// The words for the four standings.
#[derive(Debug, Clone)]
pub struct PunctualityWords {
    /// For [`Punctuality::OnTime`].
    pub on_time: String,
    /// For [`Punctuality::Late`].
    pub late: String,
    /// For [`Punctuality::Missing`].
    pub missing: String,
    /// For [`Punctuality::NotExpected`].
    pub not_expected: String,
}

impl PunctualityWords {
    fn of(&self, punctuality: Punctuality) -> &str {
        match punctuality {
            Punctuality::OnTime => &self.on_time,
            Punctuality::Late => &self.late,
            Punctuality::Missing => &self.missing,
            Punctuality::NotExpected => &self.not_expected,
        }
    }
}

/// One return.
#[derive(Debug, Clone)]
pub struct ReportingCell {
    /// How it stands.
    pub punctuality: Punctuality,
    /// More for the pointer and the table, such as the date it came; empty for nothing.
    pub detail: String,
    /// Where it leads.
    pub link: Option<Link>,
}

/// Returns by institution and period.
#[derive(Debug, Clone)]
pub struct ReportingMatrix {
    heading: Heading,
    words: PunctualityWords,
    heads: MatrixHeads,
    cells: Vec<Vec<ReportingCell>>,
}

impl ReportingMatrix {
    /// A matrix of up to 400 rows and 60 columns.
    ///
    /// # Errors
    /// [`Error::Amount`] or [`Error::Length`] naming the list that does not fit.
    pub fn new(
        heading: Heading,
        words: PunctualityWords,
        heads: MatrixHeads,
        cells: Vec<Vec<ReportingCell>>,
    ) -> Result<Self, Error> {
        heads.check(&cells)?;
        Ok(Self {
            heading,
            words,
            heads,
            cells,
        })
    }

    fn text(&self, cell: &ReportingCell) -> String {
        let standing = self.words.of(cell.punctuality);
        if cell.detail.is_empty() {
            standing.to_owned()
        } else {
            format!("{standing}, {}", cell.detail)
        }
    }

    fn cell(&self, grid: &Grid, row: usize, column: usize) -> Element {
        let cell = &self.cells[row][column];
        let name = format!("{}, {}", self.heads.rows[row], self.heads.columns[column]);
        let tooltip = format!("{name}: {}", self.text(cell));
        let shape = cell.punctuality.draw(grid.place(row, column));
        annotate_with(shape, tooltip, cell.link.as_ref())
    }
}

impl Chart for ReportingMatrix {
    fn svg(&self) -> String {
        let grid = Grid::new(&self.heads, 26.0);
        let mut content = grid.heads(&self.heads);
        for (row, cells) in self.cells.iter().enumerate() {
            for column in 0..cells.len() {
                content.push(self.cell(&grid, row, column));
            }
        }
        let entries = Punctuality::ALL.map(|standing| {
            Entry::new(
                standing.draw([1.0, -2.0, 22.0, 18.0]),
                self.words.of(standing),
            )
        });
        let top = grid.bottom() + 18.0;
        let (legend, height) = flow(&entries, (0.0, top), grid.width());
        let linked = self.cells.iter().flatten().any(|cell| cell.link.is_some());
        let role = if linked { Role::Group } else { Role::Image };
        let size = (grid.width(), top + height);
        frame(
            &self.heading,
            "chart-matrix",
            role,
            size,
            content.child(legend),
        )
        .to_markup()
    }

    fn table(&self) -> TableTwin {
        let mut header = vec![self.heads.corner.clone()];
        header.extend(self.heads.columns.iter().cloned());
        let rows = self
            .heads
            .rows
            .iter()
            .zip(&self.cells)
            .map(|(name, cells)| {
                let mut row = vec![TwinCell::words(name)];
                row.extend(cells.iter().map(|cell| TwinCell {
                    text: self.text(cell),
                    state: None,
                    link: cell.link.clone(),
                }));
                row
            });
        TableTwin {
            caption: self.heading.title.clone(),
            header,
            rows: rows.collect(),
        }
    }
}
