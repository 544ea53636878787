//! The table wing: cases, the sealed people in them, and who may know what about them and why.
//!
//! Police, social workers, shelters, clinicians, prosecutors and NPOs work on real cases here. A role
//! opens nothing: every function asks for a grant on the case, for a purpose, in date, inside the
//! transaction of the work ([`NeedToKnow`]), and what has no grant is not found. Whatever could give
//! a person away is sealed under keys that only the holders of grants can open; every opening and
//! every refusal is an event of the audit log in the same transaction. State machines are tables.
//!
//! Laws: nothing that decides a service, a deadline or an option reads the person's part in
//! proceedings ([`Field::Participation`]); clocks alert, they never close or deny; unknown age is treated as a child's.
//! This crate must never be attached to the committee's database, never log what a field holds,
//! and never hand out a key.

mod alarms;
mod briefing;
mod casework;
mod child_protection;
mod closures;
mod codes;
mod concerns;
mod conferences;
mod counting;
mod decisions_due;
mod dependants;
mod disclosures;
mod drafts;
mod duplicates;
mod emergency;
mod error;
mod experiences;
mod fields;
mod file_report;
mod first_help;
mod followups;
mod grants;
mod identifications;
mod identifiers;
mod justice;
mod keeper_changes;
mod log_witnesses;
mod machine;
mod namings;
mod open_reason;
mod plans;
mod providers;
mod recoveries;
mod referrals;
mod repeated;
mod screening;
mod search;
mod services;
mod statistics;
mod successions;
mod tasks;
mod transfers;
mod views;
mod workers;

pub use alarms::{
    Alarm, AlarmAcknowledgement, AlarmFinding, AlarmKind, AlarmOverview, AlarmWatchers,
};
pub use briefing::{BriefingMedium, BriefingTopic, NewBriefing};
pub use casework::{Casework, MIGRATIONS, Request, Settings};
pub use child_protection::{
    AgeBasis, AgeChange, ChildMeasure, ChildMeasures, MeasureProgress, NewAge, NewChildMeasure,
    RecordedMeasure,
};
pub use closures::{
    ClosingObstacle, Closure, ClosureReason, ClosureText, Erasure, FileDue, Hold, NewClosure,
    Prolongation,
};
pub use concerns::{
    Age, Channel, ConcernSource, IdentificationStatus, IdentificationStep, NewConcern, Phase,
    PhaseStep, UnconfirmedConcern,
};
pub use conferences::{
    AgendaEntry, AgendaTopic, ConferenceState, ConferenceStep, ConferenceSummary, ConferenceView,
    Decision, DecisionKind, Finding, FindingKind, KnownEntry, NewConference, NewDecision,
};
pub use counting::{
    CaseFact, CountingGate, CountingPermit, GateAnswer, ProviderFact, ReferralFact, ServiceFact,
    TableCount, TableFacts,
};
pub use dependants::{Dependant, DependantAge, DependantPlace, MOST_DEPENDANTS};
pub use disclosures::{
    BasisKind, BasisState, BasisStep, ConsentForm, Disclosure, DisclosureBasis, DisclosurePurpose,
    DisclosureState, DisclosureStep, DisclosureTerms, LegalGround, NewConsent, NewDisclosure,
    NewLegalBasis, ReceivedDisclosure, ReceivedText,
};
pub use drafts::Draft;
pub use duplicates::DuplicateHint;
pub use emergency::{
    DangerKind, EmergencyKeepers, EmergencyOpening, EmergencyOutcome, EmergencyState, EmergencyStep,
};
pub use error::CaseworkError;
pub use experiences::{
    ControlMeans, DECLINED, Experience, ExperienceTopic, ExploitationForm, RecruiterRelation,
    Recruitment,
};
pub use fields::Field;
pub use file_report::FileEvent;
pub use first_help::{FirstHelp, HelpAnswer, OfferedHelp};
pub use followups::{DomainOutcome, FollowUp, FollowUpState, NewFollowUp, OutcomeScore};
pub use grants::{GrantSource, NeedToKnow, NewGrant};
pub use identifications::{
    FormalIdentification, FormalState, FormalStep, FormalTeam, NewFormalRequest, Reflection,
};
pub use identifiers::{CaseCode, RecordId};
pub use justice::{
    CaseLink, ClaimMove, ClaimState, ClaimStep, CompensationClaim, Hearing, HearingKind,
    HearingState, LinkOffer, LinkState, MatterCode, MatterDescription, MatterEvent, MatterFacts,
    MatterHolder, MatterLink, MatterMove, MatterScope, MatterStage, MatterStep, MatterSummary,
    MatterView, MeasureKind, NewHearing, NewMatter, NewSuspect, NonPunishment, ParticipationStatus,
    ProtectiveMeasure, SharedMatter, StageFact, StepReason, Suspect, SuspectAge,
    SuspectCitizenship, SuspectFacts, SuspectMove, SuspectSex, SuspectState, SuspectStep,
};
pub use keeper_changes::{KeeperChange, KeptThing};
pub use namings::Naming;
pub use plans::{
    ActionChange, ActionMove, ActionRevision, ActionState, ActionStep, ActionVersion, ActionView,
    Assessment, AssessmentAnswer, AssessmentText, Domain, DomainNeed, Goal, GoalRevision,
    NeedLevel, NewAction, NewAssessment, NewGoal, PlanAction, PlanLook, RiskLevel, Witness,
};
pub use providers::{NewProvider, NewStay, Provider, ProviderOption, Stay};
pub use recoveries::{Custodians, CustodyOverview, Recovery, RecoveryState, RecoveryStep};
pub use referrals::{
    DraftRevision, NewReferral, Referral, ReferralAnswer, ReferralKind, ReferralState,
    ReferralStatus, ReferralStep, RejectReason, Urgency,
};
pub use screening::{
    Advice, Advised, Answer, Attendant, Indicator, Instrument, NewScreening, Screening,
    ScreeningBasis, ScreeningDecision, ScreeningText, Section, SectionFinding, Threshold, Weight,
    instruments,
};
pub use search::MOST_FOUND;
pub use services::Service;
pub use statistics::{CaseStatistics, Citizenship, Exploitation, ExploitationScope, Sex};
pub use successions::{
    LeadChange, LeadOverview, LeaderlessCase, Succession, SuccessionState, SuccessionStep,
    SuccessionWay,
};
pub use tasks::{Task, TaskKind};
pub use transfers::{
    NewTransfer, Transfer, TransferAnswer, TransferPart, TransferReason, TransferState,
    TransferStep,
};
pub use views::{CaseHolders, CaseSummary, CaseView, Holder};
pub use workers::{
    Colleague, Compartment, Profession, Purpose, RefusedEntries, Worker, institution_in, person_of,
};

/// Text that shows itself on request alone, and what one guess at a passphrase costs: the types of
/// `seal` that this crate's own functions speak.
pub use seal::{PassphraseCost, SecretText};

/// The tables of the state machines, for people and for tests.
pub mod machines {
    pub use crate::concerns::{IDENTIFICATION_TABLE, PHASE_TABLE};
    pub use crate::conferences::CONFERENCE_TABLE;
    pub use crate::disclosures::{BASIS_TABLE, DISCLOSURE_TABLE};
    pub use crate::emergency::EMERGENCY_TABLE;
    pub use crate::identifications::FORMAL_TABLE;
    pub use crate::justice::{CLAIM_TABLE, LINK_TABLE, MATTER_TABLE, SUSPECT_TABLE};
    pub use crate::machine::{Transition, next};
    pub use crate::plans::ACTION_TABLE;
    pub use crate::recoveries::RECOVERY_TABLE;
    pub use crate::referrals::REFERRAL_TABLE;
    pub use crate::successions::SUCCESSION_TABLE;
    pub use crate::transfers::TRANSFER_TABLE;
}
