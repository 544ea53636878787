//! Tables as they are published: dimensions with their hierarchies, sparse cells, and catalogues of
//! tables that share cells.
//!
//! Nothing here decides what is safe, and nothing here changes a count.

mod catalogue;
mod cell;
mod dimension;
mod key;
mod levels;
mod sheet;
mod tabulate;

pub use catalogue::{Catalogue, Relation, Revision};
pub use cell::{Entry, Missing, Published};
pub use dimension::{Dimension, Group};
pub(crate) use key::{CellKey, Registry};
pub(crate) use levels::Levels;
pub use sheet::Table;
