//! Closed lists of proceedings. Articles, linked crimes and needs are the country's own terms and are
//! not written down here.

use crate::codes::codes;

codes! {
    /// Where a matter stands.
    MatterStage {
        /// Somebody reported it.
        Report = "report",
        /// Registered as a criminal matter.
        Registered = "registered",
        /// Under investigation.
        Investigation = "investigation",
        /// The investigation rests.
        InvestigationSuspended = "investigation-suspended",
        /// Persons are charged.
        Prosecution = "prosecution",
        /// At trial, first instance.
        Trial = "trial",
        /// The trial rests.
        TrialSuspended = "trial-suspended",
        /// Judged in the first instance.
        Judgment = "judgment",
        /// On appeal.
        Appeal = "appeal",
        /// The decision is final.
        Final = "final",
        /// Dismissed.
        Dismissed = "dismissed",
        /// Handed to another authority, which counts it from then on.
        Transferred = "transferred",
    }
}

codes! {
    /// What moves a matter.
    MatterStep {
        /// Taken in; the first of every matter.
        TakeIn = "take-in",
        /// Registered.
        Register = "register",
        /// An investigation is opened.
        Investigate = "investigate",
        /// Rests, for a reason.
        Suspend = "suspend",
        /// Goes on.
        Resume = "resume",
        /// Persons are charged.
        Prosecute = "prosecute",
        /// Sent to court.
        SendToCourt = "send-to-court",
        /// Judged in the first instance.
        Judge = "judge",
        /// An appeal is made.
        Appeal = "appeal",
        /// Back to the first instance.
        Return = "return",
        /// The decision becomes final.
        Finalise = "finalise",
        /// Dismissed, for a reason.
        Dismiss = "dismiss",
        /// Taken up again after a dismissal.
        Reopen = "reopen",
        /// Other articles from now on, for a reason.
        Reclassify = "reclassify",
        /// Handed to another authority.
        HandOver = "hand-over",
    }
}

codes! {
    /// Why a matter rests, ends or is classified anew.
    StepReason {
        /// There was no offence.
        NoOffence = "no-offence",
        /// It cannot be proved.
        NotProved = "not-proved",
        /// Nobody knows who did it.
        AuthorUnknown = "author-unknown",
        /// The person charged cannot be found.
        Absent = "absent",
        /// Illness.
        Illness = "illness",
        /// Too long ago.
        Prescription = "prescription",
        /// The person charged has died.
        Death = "death",
        /// Another country's answer is awaited.
        AwaitsAbroad = "awaits-abroad",
        /// The means of trafficking could not be shown.
        MeansNotShown = "means-not-shown",
        /// The exploitation could not be shown.
        ExploitationNotShown = "exploitation-not-shown",
        /// The age turned out to be another.
        AgeCorrected = "age-corrected",
        /// More came to light.
        NewEvidence = "new-evidence",
    }
}

codes! {
    /// Whether a matter crosses a border.
    MatterScope {
        /// Within the country.
        Domestic = "domestic",
        /// Across a border.
        CrossBorder = "cross-border",
        /// Not known.
        UnknownScope = "unknown",
    }
}

codes! {
    /// The sex of a suspect, as statistics break it down.
    SuspectSex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Not known.
        UnknownSex = "unknown",
    }
}

codes! {
    /// The age of a suspect at the offence.
    SuspectAge {
        /// 18 or older.
        AdultSuspect = "adult",
        /// Younger.
        ChildSuspect = "child",
        /// Not known.
        UnknownSuspectAge = "unknown",
    }
}

codes! {
    /// The citizenship of a suspect.
    SuspectCitizenship {
        /// Of this country.
        National = "national",
        /// Of another.
        Foreign = "foreign",
        /// Not known.
        UnknownCitizenship = "unknown",
    }
}

codes! {
    /// What a hearing is.
    HearingKind {
        /// The victim is heard; once, if it can be helped.
        VictimHeard = "victim-heard",
        /// The victim is heard before trial, recorded for it.
        EvidenceSecured = "evidence-secured",
        /// A first hearing.
        Preliminary = "preliminary",
        /// A hearing at trial.
        TrialHearing = "trial-hearing",
        /// The judgment is given.
        JudgmentGiven = "judgment-given",
        /// A hearing on appeal.
        AppealHearing = "appeal-hearing",
        /// About compensation.
        CompensationHearing = "compensation-hearing",
    }
}

codes! {
    /// What became of a hearing.
    HearingState {
        /// To come.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// Put off.
        PutOff = "put-off",
    }
}

codes! {
    /// What protects a victim or a witness.
    MeasureKind {
        /// A protection order.
        ProtectionOrder = "protection-order",
        /// Police protection.
        PolicePresence = "police-presence",
        /// The name stays hidden.
        NameHidden = "name-hidden",
        /// Heard by video or behind a screen.
        HeardApart = "heard-apart",
        /// The programme for witnesses.
        WitnessProgramme = "witness-programme",
        /// Moved to another place.
        MovedAway = "moved-away",
    }
}

codes! {
    /// The person's part in proceedings: their own choice, which nothing else depends on.
    ParticipationStatus {
        /// Nobody asked.
        NotAsked = "not-asked",
        /// Asked, and said no.
        Declined = "declined",
        /// Has not decided.
        Undecided = "undecided",
        /// Takes part.
        Cooperating = "cooperating",
        /// Took part, and does no more.
        Withdrew = "withdrew",
    }
}

codes! {
    /// Whether it was looked at that a victim is not punished for what they were made to do.
    NonPunishment {
        /// Nobody has looked yet.
        NotChecked = "not-checked",
        /// There is nothing that they could be punished for.
        NothingCharged = "nothing-charged",
        /// It applies: proceedings against them were ended.
        Applied = "applied",
        /// It was asked for and is not decided.
        Pending = "pending",
        /// They were punished all the same: always a matter for review.
        Punished = "punished",
    }
}
