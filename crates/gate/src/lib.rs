//! The gate: the only code that sees both wings. Coded facts of cases become counts, and nothing but
//! counts goes through.
//!
//! It reads what `casework` says of cases to whoever may count (days, places, codes; no code of a
//! case, no key), counts it by the committee's own rules, says of every fact that is not counted why,
//! and hands the numbers to `committee` as one more source. It holds no key, opens no field, and
//! gives back nothing but numbers. What can be counted, and how, is data of the country.
//! No other crate may depend on both wings, the program that puts them together excepted.

mod count;
mod error;
mod gate;
mod item;

pub use count::count;
pub use error::GateError;
pub use gate::Gate;
