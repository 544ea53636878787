//! A concern, from anybody: with a code and no name if need be.

mod intake;
mod lists;
mod progress;
mod states;
mod unconfirmed;

pub use intake::NewConcern;
pub use lists::{Age, Channel, ConcernSource};
pub use states::{
    IDENTIFICATION_TABLE, IdentificationStatus, IdentificationStep, PHASE_TABLE, Phase, PhaseStep,
};
pub use unconfirmed::UnconfirmedConcern;
