//! The Albania package: its counts, its traps, what its figures have to add up to, and how a damaged
//! one is refused. These tests read the committed package and change nothing.

mod damage;
mod division;
mod faults;
mod names;
mod package;
mod populations;
mod registered;
mod statistics;
