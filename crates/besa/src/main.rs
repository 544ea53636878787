//! The besa program.
fn main() {}
