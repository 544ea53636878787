//! Who may do what to what: one pure decision, and permits as the only proof of its yes.

mod action;
mod decision;
mod permit;
mod scope;

pub use action::{
    AcceptReturn, Action, ActionKind, AdoptFigure, AdoptReturn, AnnotateDiscrepancy,
    ApproveRelease, EditReturn, FreezeSnapshot, HandOverCount, HoldMeeting, HoldRound,
    ImportFigures, JoinRound, ManageAccounts, OperateSystem, ProposeRelease, ReadDirectory,
    ReadDiscrepancies, ReadEstimate, ReadFigures, ReadLedger, ReadMeetings, ReadOwnPart,
    ReadReleased, ReadReturn, ReadRound, ReadSituation, ReadSnapshot, ReopenReturn, RunEstimate,
    SetTarget, SubmitReturn, UndoImport, VerifyReturn,
};
pub use decision::{Decision, Refused, decide};
pub use permit::Permit;
pub use scope::Scope;
