//! The policy: one pure function of who asks, what for, and about what.

mod action;
mod decide;
mod permit;

pub use action::{
    AcceptReturn, Action, ActionKind, AdoptFigure, AdoptReturn, AnnotateDiscrepancy,
    ApproveRelease, EditReturn, FreezeSnapshot, HoldMeeting, ImportFigures, ManageAccounts,
    OperateSystem, ProposeFigure, ProposeRelease, ReadDirectory, ReadDiscrepancies, ReadFigures,
    ReadLedger, ReadMeetings, ReadReturn, ReadSituation, ReadSnapshot, ReopenReturn, SetTarget,
    SubmitReturn, UndoImport, VerifyReturn,
};
pub use decide::{Decision, decide};
pub use permit::{Permit, Refused};
