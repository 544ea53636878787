//! Accounts, sessions, tokens and permissions as people and attackers meet them, on both engines.
//! One program, so that it is linked once.

mod accounts_and_sessions;
mod memberships;
mod own_sessions;
mod permissions;
mod second_factor;
mod support;
mod tokens;
