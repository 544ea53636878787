//! Matching lists without names.
