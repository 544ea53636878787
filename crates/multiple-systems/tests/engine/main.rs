//! Tests of the engine through its public face: what readers of its numbers could check.

mod data;
mod published;
mod reader;
