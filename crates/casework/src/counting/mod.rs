//! What can be counted of the cases: coded facts without a person in them, given to whoever holds a
//! permit to count. The gate turns them into the committee's numbers; this crate never sees those.

mod facts;
mod gate;
mod permit;
mod persons;
mod providers;

pub use facts::{CaseFact, ReferralFact, ServiceFact, TableFacts};
pub use gate::{CountingGate, GateAnswer, TableCount};
pub use permit::CountingPermit;
pub use providers::ProviderFact;
