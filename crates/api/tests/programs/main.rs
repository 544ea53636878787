//! The interface as programs meet it, and as strangers try it.
//! One program, so that it is linked once.

mod common;
mod document;
mod files;
mod own_part;
mod strangers;
mod texts;
