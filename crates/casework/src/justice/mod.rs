//! Proceedings, in a compartment of their own: a matter has its own code, its own leader (police,
//! prosecutor), its own grants and keys, and knows no case. Nothing outside this folder reads what it
//! holds, but for counting.

mod facts;
mod keys;
mod lists;
mod matter;
mod matter_code;
mod open_matter;
mod states;
mod step;
mod suspects;
mod view;

pub use facts::{MatterFacts, StageFact, SuspectFacts};
pub use lists::{
    MatterScope, MatterStage, MatterStep, NonPunishment, StepReason, SuspectAge,
    SuspectCitizenship, SuspectSex,
};
pub use matter::{MatterDescription, NewMatter};
pub use matter_code::MatterCode;
pub use states::{CLAIM_TABLE, LINK_TABLE, MATTER_TABLE, SUSPECT_TABLE, SuspectState, SuspectStep};
pub use step::MatterMove;
pub use suspects::{NewSuspect, Suspect, SuspectMove};
pub use view::{MatterEvent, MatterSummary, MatterView};
