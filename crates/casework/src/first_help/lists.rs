//! What is offered in the first hours, and what a person can say to it.

use crate::codes::codes;

codes! {
    /// What is offered.
    FirstHelp {
        /// A safe place to stay, tonight.
        SafePlace = "safe-place",
        /// Emergency medical care.
        EmergencyCare = "emergency-care",
        /// Food, clothes, what is needed to live.
        BasicNeeds = "basic-needs",
        /// Somebody to talk to: psychological help.
        PsychologicalHelp = "psychological",
        /// An interpreter.
        InterpreterHelp = "interpreter",
        /// A lawyer's first advice, also on being heard in proceedings or not.
        LegalAdvice = "legal-advice",
        /// School, for a child.
        Schooling = "schooling",
    }
}

codes! {
    /// What the person said.
    HelpAnswer {
        /// Yes.
        HelpAccepted = "accepted",
        /// No; it may be offered again.
        HelpDeclined = "declined",
        /// Not now.
        HelpLater = "later",
        /// The person has it, or it is for somebody else.
        HelpNotNeeded = "not-needed",
    }
}

impl FirstHelp {
    /// What must have been offered within hours.
    pub const AT_ONCE: [Self; 2] = [Self::SafePlace, Self::EmergencyCare];
}
