//! The only way out: figures that may be published.
//!
//! A page for the public takes nothing but a [`Figure`], whose content is private and which is made
//! here alone. Until the disclosure engine proves finer patterns safe, the rule is blunt and says
//! so: a count below the threshold is hidden, and with it every part of the total that it belongs
//! to, zeros included, so that nothing is found by subtraction.

mod figure;
mod rule;
mod table;

pub use figure::{Figure, Shown};
pub use rule::Policy;
pub use table::{
    PublishedTable, ReleaseError, TableRow, breakdown_of_year, national_years, regions_of_year,
};
