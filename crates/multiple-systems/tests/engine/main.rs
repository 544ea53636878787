//! Tests of the engine through its public face: what readers of its numbers could check.

mod certificate;
mod data;
mod golden;
mod properties;
mod published;
mod reader;
mod report;
