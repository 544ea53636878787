//! The wing as its workers and its attackers meet it, on both engines. One program, so that it is
//! linked once.

mod closures;
mod disclosures;
mod dump;
mod flow;
mod grants;
mod identifications;
mod plans;
mod recoveries;
mod referrals;
mod screening;
mod search;
mod setup;
mod versions;
