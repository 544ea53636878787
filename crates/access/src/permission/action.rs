//! Everything that can be done, as a value for the decision and as a type for permits.

mod sealed {
    pub trait Sealed {}
}

/// An action as a type. Only the actions of this module are.
pub trait Action: sealed::Sealed + Send + Sync + 'static {
    /// The same action as a value.
    const KIND: ActionKind;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident, $code:literal, seen by $reading:ident;)+) => {
        /// An action as a value.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ActionKind {
            $($(#[$doc])* $name,)+
        }

        impl ActionKind {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its short, stable name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The action that shows what this one acts on. Whoever may not do that is told that
            /// there is no such thing.
            #[must_use]
            pub const fn reading(self) -> Self {
                match self { $(Self::$name => Self::$reading,)+ }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl sealed::Sealed for $name {}
            impl Action for $name {
                const KIND: ActionKind = ActionKind::$name;
            }
        )+
    };
}

actions! {
    /// See what is known, missing and disputed about a place.
    ReadSituation, "read-situation", seen by ReadSituation;
    /// See what was released to the members of a place's committee, and who reports.
    ReadReleased, "read-released", seen by ReadReleased;
    /// See the figures of a place, of every institution.
    ReadFigures, "read-figures", seen by ReadFigures;
    /// Open the return of an institution.
    ReadReturn, "read-return", seen by ReadReturn;
    /// Fill in a return.
    EditReturn, "edit-return", seen by ReadReturn;
    /// Send in a return.
    SubmitReturn, "submit-return", seen by ReadReturn;
    /// Verify a return, or send it back.
    VerifyReturn, "verify-return", seen by ReadReturn;
    /// Adopt a return in a meeting.
    AdoptReturn, "adopt-return", seen by ReadReturn;
    /// Accept an adopted return for the whole country.
    AcceptReturn, "accept-return", seen by ReadReturn;
    /// Open a return again that had been sent in.
    ReopenReturn, "reopen-return", seen by ReadReturn;
    /// Hand over what the technical table's cases were counted to be.
    HandOverCount, "hand-over-count", seen by ReadReleased;
    /// Bring in figures from a file.
    ImportFigures, "import-figures", seen by ReadReturn;
    /// Take back an import.
    UndoImport, "undo-import", seen by ReadReturn;
    /// See where institutions differ.
    ReadDiscrepancies, "read-discrepancies", seen by ReadDiscrepancies;
    /// See an institution's part in a discrepancy: its own figure, and what it was asked.
    ReadOwnPart, "read-own-part", seen by ReadOwnPart;
    /// Add a note, a reason or evidence to a discrepancy.
    AnnotateDiscrepancy, "annotate-discrepancy", seen by ReadOwnPart;
    /// Decide which figure counts.
    AdoptFigure, "adopt-figure", seen by ReadDiscrepancies;
    /// Record a meeting and what it decided.
    HoldMeeting, "hold-meeting", seen by ReadMeetings;
    /// See meetings and their decisions.
    ReadMeetings, "read-meetings", seen by ReadMeetings;
    /// Set a baseline or a target.
    SetTarget, "set-target", seen by ReadSituation;
    /// Freeze the figures of a report.
    FreezeSnapshot, "freeze-snapshot", seen by ReadSnapshot;
    /// Read a frozen report.
    ReadSnapshot, "read-snapshot", seen by ReadSnapshot;
    /// Propose what to publish.
    ProposeRelease, "propose-release", seen by ReadSnapshot;
    /// Approve what is published.
    ApproveRelease, "approve-release", seen by ReadSnapshot;
    /// See the institutions and who speaks for them.
    ReadDirectory, "read-directory", seen by ReadDirectory;
    /// Open, change and close accounts.
    ManageAccounts, "manage-accounts", seen by ManageAccounts;
    /// Read the audit log.
    ReadLedger, "read-ledger", seen by ReadLedger;
    /// See estimates of how many people are on no list.
    ReadEstimate, "read-estimate", seen by ReadEstimate;
    /// Make such an estimate, from lists that overlap.
    RunEstimate, "run-estimate", seen by ReadEstimate;
    /// See a round in which institutions' lists are matched without names.
    ReadRound, "read-linkage-round", seen by ReadRound;
    /// Take part in such a round with the institution's own list.
    JoinRound, "join-linkage-round", seen by ReadRound;
    /// Open, match and close such a round.
    HoldRound, "hold-linkage-round", seen by ReadRound;
    /// Act on the machine itself: back up, restore, load places, act for an account.
    OperateSystem, "operate-system", seen by OperateSystem;
}
