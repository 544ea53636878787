//! The only way out: figures that may be published, and the register of everything released.
