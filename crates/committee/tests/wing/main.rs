//! The committee wing as its users and its attackers meet it, on both engines.
//! One program, so that it is linked once.

mod adoption;
mod common;
mod counts;
mod derivation;
mod discrepancies;
mod figures;
mod imports;
mod killed;
mod own_part;
mod parity;
mod permits;
mod picture;
mod plans;
mod published;
mod returns;
mod shapes;
mod texts;
