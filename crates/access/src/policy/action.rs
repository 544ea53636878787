//! Everything that can be asked for, as types, so that a permit for one action is no permit for
//! another.

/// An action as a type.
pub trait Action: Send + Sync + 'static {
    /// The action as a value.
    const KIND: ActionKind;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// An action as a value.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ActionKind {
            $($(#[$doc])* $name),+
        }

        impl ActionKind {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;

            impl Action for $name {
                const KIND: ActionKind = ActionKind::$name;
            }
        )+
    };
}

actions!(
    /// Read the situation of a place.
    ReadSituation,
    /// Read what each institution reports, and where it comes from.
    ReadFigures,
    /// Read a return.
    ReadReturn,
    /// Fill in a return.
    EditReturn,
    /// Send a return in.
    SubmitReturn,
    /// Confirm a return, or send it back.
    VerifyReturn,
    /// Adopt a return in a meeting.
    AdoptReturn,
    /// Accept a return for the country.
    AcceptReturn,
    /// Open a confirmed return again.
    ReopenReturn,
    /// Import a file.
    ImportFigures,
    /// Undo an import.
    UndoImport,
    /// Read discrepancies.
    ReadDiscrepancies,
    /// Add a reason, note, question or answer to a discrepancy.
    AnnotateDiscrepancy,
    /// Propose a figure for adoption.
    ProposeFigure,
    /// Adopt a figure in a meeting.
    AdoptFigure,
    /// Record a meeting.
    HoldMeeting,
    /// Read meetings.
    ReadMeetings,
    /// Set a baseline, milestone or target.
    SetTarget,
    /// Freeze a snapshot.
    FreezeSnapshot,
    /// Read a snapshot and its reports.
    ReadSnapshot,
    /// Propose a table for publication.
    ProposeRelease,
    /// Approve a publication.
    ApproveRelease,
    /// Read places, institutions, indicators and rules.
    ReadDirectory,
    /// Keep accounts.
    ManageAccounts,
    /// Read the audit log.
    ReadLedger,
    /// Run the system from the command line.
    OperateSystem,
);
