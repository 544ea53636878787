//! The pages of the committee wing as their users and strangers meet them, on both engines.
//! One program, so that it is linked once.

mod accounts;
mod adoption;
mod common;
mod counts;
mod estimates;
mod facts;
mod help;
mod imports;
mod kept_forms;
mod kept_texts;
mod members;
mod memberships;
mod own_sessions;
mod returns;
mod rounds;
mod second_factor;
mod situation;
mod strangers;
mod texts;
mod tokens;
