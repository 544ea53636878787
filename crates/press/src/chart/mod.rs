//! Charts and maps as SVG, drawn on the server.
//!
//! Every chart works without scripts, prints, can be told apart without seeing colour, and comes
//! with a [`TableTwin`] that says the same in words. Colours are CSS classes (`assets/chart.css`)
//! with presentation attributes as a fallback; there is never an inline `style`, because the
//! content security policy of the pages forbids it. All text goes through one escaping writer.

mod axis;
mod bars;
mod breaks;
mod choropleth;
mod dot_plot;
mod element;
mod frame;
mod geography;
mod heading;
mod intervals;
mod legend;
mod lettering;
mod look;
mod mark;
mod matrix;
mod number;
mod overlaps;
mod pyramid;
mod small_multiples;
mod symbol;
mod table;
mod trend;

pub use bars::{BarRow, BarSeries, BarWords, Bars};
pub use breaks::{Class, ClassBounds, ClassScale, Grain, class_bounds};
pub use choropleth::{Choropleth, ChoroplethWords, Ground, Region, SchematicArea, SchematicRegion};
pub use dot_plot::{DotPlot, DotPlotWords, DotRow};
pub use geography::{Position, Shape};
pub use heading::{Heading, IdPrefix};
pub use intervals::{IntervalRow, IntervalWords, Intervals};
pub use mark::{Link, Mark, StateWords, ValueState};
pub use matrix::{
    ClassMatrix, ClassMatrixWords, MatrixHeads, Punctuality, PunctualityWords, ReportingCell,
    ReportingMatrix,
};
pub use number::NumberStyle;
pub use overlaps::{Overlap, OverlapWords, Overlaps};
pub use pyramid::{Pyramid, PyramidRow, PyramidWords};
pub use small_multiples::{Panel, SmallMultiples, SmallMultiplesWords};
pub use table::{TableTwin, TwinCell};
pub use trend::{
    BreakInSeries, ReferenceLine, TargetStep, Trend, TrendLine, TrendPoint, TrendWords,
};

/// What every chart can do.
pub trait Chart {
    /// The picture: one `<svg>` element, ready to stand in a page or in a document.
    fn svg(&self) -> String;

    /// The same content as a table, for screen readers and for paper.
    fn table(&self) -> TableTwin;

    /// What stands above the picture: the caption of its table, less what the picture says itself.
    fn title(&self) -> String {
        self.table().caption
    }
}
