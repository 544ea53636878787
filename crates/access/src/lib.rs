//! Accounts, passwords, sessions, memberships, and the permits that data functions demand.
