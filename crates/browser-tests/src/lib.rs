//! The harness of the browser tests: a visitor with a real browser before the real program.
//!
//! `cargo xtask browser` starts the demonstration and the browser's driver and says where they are;
//! without it every test prints that it is left out. The harness must never let the browser reach
//! beyond this machine, and must end every browser that it began, whatever a test did.

mod audit;
mod browser;
mod console;
mod house;
mod visit;
mod visitor;

pub use audit::Width;
pub use house::{EmptyOffice, House};
pub use visit::{Scripts, visit};
pub use visitor::{PASSWORD, Visitor};

/// What a step of a test ends with: anything that went wrong with the browser itself. What the user
/// sees is asserted.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
