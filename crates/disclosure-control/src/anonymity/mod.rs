//! Records exported only where k others are alike.
