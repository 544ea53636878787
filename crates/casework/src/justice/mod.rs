//! Proceedings, in a compartment of their own: a matter has its own code, its own leader (police,
//! prosecutor), its own grants and keys, and knows no case. What ties it to a case is an opaque link
//! that rests on the person's consent; through it the person's part in proceedings can be read, and
//! nothing else of the case. Nothing outside this folder reads what it holds, but for counting.

mod access;
mod claims;
mod deny;
mod event;
mod facts;
mod hearings;
mod keys;
mod links;
mod lists;
mod matter;
mod matter_code;
mod measures;
mod offers;
mod open_matter;
mod participation;
mod shared;
mod states;
mod step;
mod suspects;
mod takes;
mod view;

pub use access::MatterHolder;
pub use claims::{ClaimMove, CompensationClaim};
pub use facts::{MatterFacts, StageFact, SuspectFacts};
pub use hearings::{Hearing, NewHearing};
pub use lists::{
    HearingKind, HearingState, MatterScope, MatterStage, MatterStep, MeasureKind, NonPunishment,
    ParticipationStatus, StepReason, SuspectAge, SuspectCitizenship, SuspectSex,
};
pub use matter::{MatterDescription, NewMatter};
pub use matter_code::MatterCode;
pub use measures::ProtectiveMeasure;
pub use offers::CaseLink;
pub(crate) use offers::{end_links_not_held, end_links_of_basis, hand_links_on, hand_links_over};
pub use shared::SharedMatter;
pub use states::{
    CLAIM_TABLE, ClaimState, ClaimStep, LINK_TABLE, LinkState, LinkStep, MATTER_TABLE,
    SUSPECT_TABLE, SuspectState, SuspectStep,
};
pub use step::MatterMove;
pub use suspects::{NewSuspect, Suspect, SuspectMove};
pub use takes::{LinkOffer, MatterLink};
pub use view::{MatterEvent, MatterSummary, MatterView};
