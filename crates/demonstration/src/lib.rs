//! The demo country: published figures and seeded synthetic returns.
