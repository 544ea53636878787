//! How codes become words on the pages of this door.

use crate::TableDoor;
use page::{Choice, Words};
use std::collections::BTreeMap;
use vocabulary::Breakdown;

// words: case-phase-* case-identification-* case-field-* case-compartment-* case-purpose-*
// words: concern-source-* concern-channel-* concern-age-* profession-* case-task-* grant-source-*
// words: briefing-topic-* briefing-medium-*

/// Names of workers by account.
pub(crate) struct WorkerNames(pub(crate) BTreeMap<String, WorkerName>);

/// What a colleague's seat is called.
pub(crate) struct WorkerName {
    /// The person's name.
    pub(crate) person: String,
    /// The same, and of a further seat its institution.
    pub(crate) seat: String,
}

impl WorkerNames {
    /// The name, and of a further seat its institution; a dash for an account that is gone.
    pub(crate) fn of(&self, account: &str) -> String {
        let named = self.0.get(account);
        named.map_or_else(|| "–".to_owned(), |one| one.seat.clone())
    }

    /// The name alone, where the institution stands beside it; a dash for an account that is gone.
    pub(crate) fn person(&self, account: &str) -> String {
        let named = self.0.get(account);
        named.map_or_else(|| "–".to_owned(), |one| one.person.clone())
    }
}

/// The name of an institution, or its code where the country package has no such one.
pub(crate) fn institution(door: &TableDoor, words: Words, code: &str) -> String {
    door.country.institution(code).map_or_else(
        || code.to_owned(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// The name of a region.
pub(crate) fn region(door: &TableDoor, words: Words, code: &str) -> String {
    door.country.place(code).map_or_else(
        || code.to_owned(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// The cell of a number, in words.
pub(crate) fn breakdown(door: &TableDoor, words: Words, breakdown: &Breakdown) -> String {
    if breakdown.is_total() {
        return words.text("total");
    }
    let names = breakdown.pairs().map(|(dimension, term)| {
        let found = door.country.term(dimension.as_str(), term.as_str());
        found.map_or_else(
            || term.to_string(),
            |term| term.names.text(words.language()).to_owned(),
        )
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The name of a dimension.
pub(crate) fn dimension(door: &TableDoor, words: Words, code: &str) -> String {
    door.country.dimension(code).map_or_else(
        || code.to_owned(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// The answers of a closed list.
pub(crate) fn choices<'c>(
    words: Words,
    family: &str,
    codes: impl IntoIterator<Item = &'c str>,
    chosen: &str,
) -> Vec<Choice> {
    let codes = codes.into_iter();
    codes
        .map(|code| Choice::new(code, words.of(family, code), chosen))
        .collect()
}

/// Several codes of a family as one text.
pub(crate) fn list<'c>(
    words: Words,
    family: &str,
    codes: impl IntoIterator<Item = &'c str>,
) -> String {
    let texts: Vec<String> = codes
        .into_iter()
        .map(|code| words.of(family, code))
        .collect();
    texts.join(", ")
}

/// The regions of the country.
pub(crate) fn regions(door: &TableDoor, words: Words, chosen: &str) -> Vec<Choice> {
    let regions = door.country.regions();
    let choice = |code: String, name: String| Choice::new(code, name, chosen);
    regions
        .into_iter()
        .map(|one| {
            choice(
                one.code.to_string(),
                one.names.text(words.language()).to_owned(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use casework::{
        ActionChange, ActionState, ActionStep, Age, AgeBasis, AgendaTopic, AssessmentAnswer,
        BriefingMedium, BriefingTopic, Channel, ChildMeasure, Citizenship, ClaimState, ClaimStep,
        ClosingObstacle, ClosureReason, Compartment, ConcernSource, ConferenceState, ControlMeans,
        DangerKind, DecisionKind, DependantAge, DependantPlace, Domain, EmergencyOutcome,
        EmergencyState, ExperienceTopic, Exploitation, ExploitationForm, ExploitationScope, Field,
        FindingKind, FirstHelp, FollowUpState, FormalState, GrantSource, HearingKind, HearingState,
        HelpAnswer, IdentificationStatus, LinkState, MatterScope, MatterStage, MatterStep,
        MeasureKind, MeasureProgress, NeedLevel, NonPunishment, OutcomeScore, ParticipationStatus,
        Phase, Profession, Purpose, RecoveryState, RecruiterRelation, Recruitment, RiskLevel,
        Service, Sex, StepReason, SuccessionWay, SuspectAge, SuspectCitizenship, SuspectSex,
        SuspectState, SuspectStep, TaskKind, TransferReason, TransferState, Witness,
    };
    use page::Words;
    use vocabulary::{Language, LeftOut};

    /// The feature `testing` of `page` makes a missing text a panic.
    #[test]
    fn every_code_of_every_list_has_its_words() {
        macro_rules! check {
            ($words:expr, $($family:literal of $list:ty),+ $(,)?) => {
                $(for one in &<$list>::ALL[..] {
                    assert!(!$words.of($family, one.code()).is_empty());
                })+
            };
        }
        for language in Language::ALL {
            let words = Words::in_language(language);
            check!(words,
                "case-phase" of Phase,
                "case-identification" of IdentificationStatus,
                "case-field" of Field,
                "case-compartment" of Compartment,
                "case-purpose" of Purpose,
                "case-task" of TaskKind,
                "concern-source" of ConcernSource,
                "concern-channel" of Channel,
                "concern-age" of Age,
                "profession" of Profession,
                "grant-source" of GrantSource,
                "briefing-topic" of BriefingTopic,
                "briefing-medium" of BriefingMedium,
                "statistics-sex" of Sex,
                "statistics-exploitation" of Exploitation,
                "statistics-citizenship" of Citizenship,
                "statistics-scope" of ExploitationScope,
                "count-left" of LeftOut,
                "matter-stage" of MatterStage,
                "matter-step" of MatterStep,
                "matter-reason" of StepReason,
                "matter-scope" of MatterScope,
                "suspect-state" of SuspectState,
                "suspect-step" of SuspectStep,
                "suspect-sex" of SuspectSex,
                "suspect-age" of SuspectAge,
                "suspect-citizenship" of SuspectCitizenship,
                "hearing-kind" of HearingKind,
                "hearing-state" of HearingState,
                "measure-kind" of MeasureKind,
                "claim-state" of ClaimState,
                "claim-step" of ClaimStep,
                "link-state" of LinkState,
                "participation" of ParticipationStatus,
                "non-punishment" of NonPunishment,
                "transfer-state" of TransferState,
                "transfer-reason" of TransferReason,
                "succession-way" of SuccessionWay,
                "first-help-item" of FirstHelp,
                "first-help-answer" of HelpAnswer,
                "age-basis" of AgeBasis,
                "child-measure" of ChildMeasure,
                "child-progress" of MeasureProgress,
                "dependant-age" of DependantAge,
                "dependant-place" of DependantPlace,
                "experience-topic" of ExperienceTopic,
                "experience-recruitment" of Recruitment,
                "experience-recruiter" of RecruiterRelation,
                "experience-control" of ControlMeans,
                "experience-exploitation" of ExploitationForm,
                "danger-kind" of DangerKind,
                "emergency-state" of EmergencyState,
                "emergency-outcome" of EmergencyOutcome,
                "conference-state" of ConferenceState,
                "conference-topic" of AgendaTopic,
                "decision-kind" of DecisionKind,
                "minutes-finding" of FindingKind,
                "domain" of Domain,
                "need-level" of NeedLevel,
                "risk-level" of RiskLevel,
                "assessment-answer" of AssessmentAnswer,
                "service" of Service,
                "action-state" of ActionState,
                "action-change" of ActionChange,
                "action-step" of ActionStep,
                "witness" of Witness,
                "formal-state" of FormalState,
                "followup-state" of FollowUpState,
                "outcome-score" of OutcomeScore,
                "closure-reason" of ClosureReason,
                "closing-obstacle" of ClosingObstacle,
                "recovery-state" of RecoveryState,
            );
        }
    }
}
