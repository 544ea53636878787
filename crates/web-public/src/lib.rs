//! The public's door.
