//! Multiple systems estimation: how many people are on no list.
