//! The command line as its users meet it. One program, so that it is linked once.

mod audit;
mod hand_out;
mod import;
mod link;
mod restore;
mod serve;
mod table;
mod table_bad_input;
mod table_methods;
mod table_sheet;
mod table_wing;
