//! Hiding cells: the unsafe ones, and those from which they could be found.
