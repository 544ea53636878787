//! Places on a plane: shapes, projection, cells around centre points, room for labels.
//!
//! Knows longitudes and latitudes in degrees (WGS 84) and user units; knows no place by name.

mod label;
mod projection;
mod shape;
mod voronoi;

pub(crate) use label::{LabelBox, widest_span};
pub(crate) use projection::Projection;
pub(crate) use shape::{Plane, is_on_earth, outline_path, path};
pub use shape::{Position, Shape};
pub(crate) use voronoi::cells;
