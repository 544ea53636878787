//! The gate as its users, its committee and its attackers meet it. One program, so that it is linked
//! once.

mod counting;
mod facts;
mod flow;
mod hand_over;
mod matters;
mod properties;
mod shares;
