//! The register as its users see it, on both engines: what is proposed, approved, visible, corrected,
//! withdrawn, and what is refused.

mod correcting;
mod killed;
mod members;
mod methods;
mod outside;
mod releasing;
mod world;
