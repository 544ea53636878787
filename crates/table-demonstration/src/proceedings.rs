//! Proceedings of five years, and a link of one of them to a case; a transfer that waits for its second
//! person; a conference of the table. Every name says that it is invented.

use crate::{Part, cases::days_before};
use casework::{
    Age, AgendaTopic, CaseCode, Casework, CaseworkError, ClaimMove, ClaimStep, ConsentForm,
    DecisionKind, DisclosurePurpose, DisclosureTerms, Field, HearingKind, MatterCode,
    MatterDescription, MatterMove, MatterScope, MatterStep, MeasureKind, NewConference, NewConsent,
    NewDecision, NewHearing, NewMatter, NewSuspect, NewTransfer, NonPunishment,
    ParticipationStatus, Phase, RecordId, Request, SecretText, StepReason, SuspectAge,
    SuspectCitizenship, SuspectMove, SuspectSex, SuspectStep, TransferReason, Worker,
};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use vocabulary::{InstitutionCode, PlaceCode, TermCode};

const POLICE: &str = "AL-07.POLICE";
const ELSEWHERE: &str = "AL-06.SOCIAL";

/// A matter: when it was reported, and which steps followed after how many days.
struct Plan {
    days_ago: i64,
    article: &'static str,
    scope: MatterScope,
    linked: &'static [&'static str],
    steps: &'static [(MatterStep, i64)],
    /// What became of the suspect, with the sentence in months.
    ends: &'static [(SuspectStep, i64, Option<u16>)],
}

const PLANS: [Plan; 6] = {
    use MatterScope::{CrossBorder, Domestic};
    use MatterStep as Step;
    [
        Plan {
            days_ago: 1500,
            article: "110-a",
            scope: CrossBorder,
            linked: &["prostitution", "border-crossing"],
            steps: &[
                (Step::Register, 2),
                (Step::Investigate, 5),
                (Step::Prosecute, 200),
                (Step::SendToCourt, 230),
                (Step::Judge, 600),
                (Step::Appeal, 620),
                (Step::Finalise, 900),
            ],
            ends: &[
                (SuspectStep::Charge, 200, None),
                (SuspectStep::Convict, 600, Some(120)),
            ],
        },
        Plan {
            days_ago: 1200,
            article: "128-b",
            scope: Domestic,
            linked: &["begging"],
            steps: &[
                (Step::Register, 1),
                (Step::Investigate, 3),
                (Step::Reclassify, 150),
                (Step::Prosecute, 220),
                (Step::SendToCourt, 260),
                (Step::Judge, 500),
                (Step::Finalise, 530),
            ],
            ends: &[
                (SuspectStep::Charge, 220, None),
                (SuspectStep::Acquit, 500, None),
            ],
        },
        Plan {
            days_ago: 800,
            article: "110-a",
            scope: Domestic,
            linked: &[],
            steps: &[
                (Step::Register, 4),
                (Step::Investigate, 9),
                (Step::Dismiss, 240),
            ],
            ends: &[(SuspectStep::Clear, 240, None)],
        },
        Plan {
            days_ago: 430,
            article: "110-a",
            scope: CrossBorder,
            linked: &["forgery"],
            steps: &[
                (Step::Register, 1),
                (Step::Investigate, 2),
                (Step::Suspend, 200),
            ],
            ends: &[],
        },
        Plan {
            days_ago: 210,
            article: "128-b",
            scope: Domestic,
            linked: &["cyber"],
            steps: &[
                (Step::Register, 1),
                (Step::Investigate, 2),
                (Step::Prosecute, 150),
                (Step::SendToCourt, 180),
            ],
            ends: &[(SuspectStep::Charge, 150, None)],
        },
        Plan {
            days_ago: 34,
            article: "110-a",
            scope: Domestic,
            linked: &["drugs"],
            steps: &[(Step::Register, 1), (Step::Investigate, 3)],
            ends: &[],
        },
    ]
};

fn term(code: &str) -> Result<TermCode, CaseworkError> {
    TermCode::parse(code).map_err(|_| CaseworkError::Corrupt("term"))
}

fn after(at: Timestamp, days: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(24 * days))
        .unwrap_or(at)
}

/// At ten in the morning, so many days later: no court and no table sits at night.
fn at_ten(now: Timestamp, days: i64) -> Result<Timestamp, CaseworkError> {
    let offices = Offset::constant(1);
    let day = offices.to_datetime(after(now, days)).date();
    let at = offices.to_timestamp(day.at(10, 0, 0, 0));
    at.map_err(|_| CaseworkError::Corrupt("day"))
}

/// Plays everything; the staff stands in the order of [`crate::STAFF`].
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    (now, part): (Timestamp, Part),
) -> Result<(), CaseworkError> {
    let mut latest = None;
    for (number, plan) in PLANS.iter().enumerate() {
        latest = Some(matter(casework, &staff[1], (number, plan), now).await?);
    }
    let manager = Request {
        worker: &staff[0],
        now,
    };
    let cases = casework.cases_of(manager).await?;
    let mut briefed = cases.iter().filter(|one| one.manager == staff[0].account());
    let mut own: Vec<CaseCode> = Vec::new();
    for one in briefed.by_ref() {
        let seen = casework.case_view(manager, &one.code).await?;
        let is_over = matches!(seen.phase, Phase::Closed | Phase::FollowUp);
        if seen.briefed_at.is_some() && seen.age == Age::Adult && !is_over {
            own.push(one.code.clone());
        }
    }
    if let ([.., first, second], Some(matter)) = (&own[..], latest) {
        link(casework, staff, (second, &matter), (now, part)).await?;
        transfer(casework, staff, first, now).await?;
        conference(casework, staff, [first, second], now).await?;
    }
    Ok(())
}

async fn matter(
    casework: &Casework,
    police: &Worker,
    (number, plan): (usize, &Plan),
    now: Timestamp,
) -> Result<MatterCode, CaseworkError> {
    let began = days_before(now, plan.days_ago);
    let by = Request {
        worker: police,
        now,
    };
    let linked: Result<Vec<TermCode>, CaseworkError> =
        plan.linked.iter().map(|code| term(code)).collect();
    let new = NewMatter {
        request: format!("demonstration-matter-{number}"),
        region: PlaceCode::parse("AL-07").map_err(|_| CaseworkError::Corrupt("region"))?,
        articles: vec![term(plan.article)?],
        description: MatterDescription {
            scope: plan.scope,
            linked_crimes: linked?,
            needs: vec![term("interpreters")?],
            assets_seized_at: (number == 0).then(|| after(began, 300)),
        },
        reported_at: began,
        number: Some(SecretText::new(format!(
            "Numër i trilluar {}",
            100 + number
        ))),
    };
    let code = casework.matter_open(by, &new).await?;
    for (step, days) in plan.steps {
        let is_reclassified = *step == MatterStep::Reclassify;
        let change = MatterMove {
            step: *step,
            reason: Some(if is_reclassified {
                StepReason::ExploitationNotShown
            } else {
                StepReason::NotProved
            }),
            articles: if is_reclassified {
                vec![term("other")?]
            } else {
                Vec::new()
            },
            at: after(began, *days),
        };
        casework.matter_move(by, &code, &change).await?;
    }
    suspect(casework, by, (&code, plan), began).await?;
    if number == 0 {
        compensation(casework, by, &code, began).await?;
    }
    Ok(code)
}

async fn suspect(
    casework: &Casework,
    by: Request<'_>,
    (code, plan): (&MatterCode, &Plan),
    began: Timestamp,
) -> Result<(), CaseworkError> {
    let new = NewSuspect {
        name: Some(SecretText::new("Gur Shkëmbi (i dyshuar i trilluar)")),
        sex: SuspectSex::Male,
        age: SuspectAge::AdultSuspect,
        citizenship: SuspectCitizenship::National,
        suspected_at: after(began, 3),
    };
    let suspect = casework.suspect_add(by, code, &new).await?;
    for (step, days, sentence_months) in plan.ends {
        let change = SuspectMove {
            suspect: suspect.clone(),
            step: *step,
            at: after(began, *days),
            sentence_months: *sentence_months,
            is_suspended: false,
        };
        casework.suspect_move(by, code, &change).await?;
    }
    Ok(())
}

async fn compensation(
    casework: &Casework,
    by: Request<'_>,
    code: &MatterCode,
    began: Timestamp,
) -> Result<(), CaseworkError> {
    let claim = casework
        .claim_make(by, code, (2_000_000, after(began, 250)))
        .await?;
    let award = ClaimMove {
        claim,
        step: ClaimStep::Award,
        awarded: Some(1_200_000),
        at: after(began, 600),
    };
    casework.claim_move(by, code, &award).await
}

async fn consent(
    casework: &Casework,
    manager: Request<'_>,
    code: &CaseCode,
    (recipient, purpose, fields): (&str, DisclosurePurpose, &[Field]),
) -> Result<RecordId, CaseworkError> {
    let recipient = InstitutionCode::parse(recipient);
    let new = NewConsent {
        request: format!("demonstration-{}-{code}", purpose.code()),
        terms: DisclosureTerms {
            purpose,
            recipient: recipient.map_err(|_| CaseworkError::Corrupt("institution"))?,
            fields: fields.to_vec(),
            expires_at: after(manager.now, 120),
        },
        refused: Vec::new(),
        form: ConsentForm::Written,
        language: "sq".to_owned(),
        guardian_agrees: false,
        person_agrees: true,
    };
    casework.consent_give(manager, code, &new).await
}

async fn link(
    casework: &Casework,
    staff: &[Worker],
    (case, matter): (&CaseCode, &MatterCode),
    (now, part): (Timestamp, Part),
) -> Result<(), CaseworkError> {
    let [manager, police] = [&staff[0], &staff[1]].map(|worker| Request { worker, now });
    let told = (
        POLICE,
        DisclosurePurpose::Proceedings,
        &[Field::Participation][..],
    );
    let basis = consent(casework, manager, case, told).await?;
    let link = casework
        .link_offer(manager, case, ("demonstration-link", &basis, POLICE))
        .await?;
    casework.link_take(police, matter, &link).await?;
    let status = match part {
        Part::AsTold => ParticipationStatus::Undecided,
        Part::TurnedRound => ParticipationStatus::Cooperating,
    };
    casework
        .participation_from_case(manager, case, (&link, status))
        .await?;
    let found = (&link, NonPunishment::NothingCharged);
    casework.non_punishment_set(police, matter, found).await?;
    let hearing = NewHearing {
        kind: HearingKind::VictimHeard,
        at: at_ten(now, 9)?,
    };
    casework.hearing_plan(police, matter, &hearing).await?;
    let measure = (MeasureKind::HeardApart, days_before(now, 10));
    casework.measure_begin(police, matter, measure).await?;
    Ok(())
}

async fn transfer(
    casework: &Casework,
    staff: &[Worker],
    case: &CaseCode,
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let manager = Request {
        worker: &staff[0],
        now,
    };
    let told = (ELSEWHERE, DisclosurePurpose::Transfer, Field::OF_PERSON);
    let basis = consent(casework, manager, case, told).await?;
    let new = NewTransfer {
        request: "demonstration-transfer".to_owned(),
        to: staff[6].account().to_owned(),
        reason: TransferReason::PersonMoved,
        basis: Some(basis),
        person_agrees: true,
        guardian_agrees: false,
        staying: Vec::new(),
        note: Some(SecretText::new(
            "Takimi i parë le të bëhet me të njëjtën psikologe.",
        )),
    };
    casework.transfer_propose(manager, case, &new).await?;
    Ok(())
}

async fn conference(
    casework: &Casework,
    staff: &[Worker],
    cases: [&CaseCode; 2],
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let manager = Request {
        worker: &staff[0],
        now,
    };
    let attendees: Vec<String> = staff[1..5]
        .iter()
        .map(|worker| worker.account().to_owned())
        .collect();
    let new = NewConference {
        request: "demonstration-conference".to_owned(),
        held_at: now,
        attendees: attendees.clone(),
    };
    let id = casework.conference_call(manager, &new).await?;
    let mut entries = Vec::new();
    for (case, topic) in cases
        .into_iter()
        .zip([AgendaTopic::HandingOn, AgendaTopic::Safety])
    {
        entries.push(
            casework
                .conference_entry_add(manager, case, (&id, topic))
                .await?,
        );
    }
    casework
        .conference_begin(manager, (&id, &attendees[..2]))
        .await?;
    if let [_, entry] = &entries[..] {
        let decision = NewDecision {
            entry: entry.clone(),
            kind: DecisionKind::AssessRisk,
            responsible: staff[0].account().to_owned(),
            due_at: after(now, 7),
        };
        casework
            .conference_decide(manager, cases[1], &decision)
            .await?;
    }
    let minutes =
        SecretText::new("Pika 1: kalimi pret personin e dytë. Pika 2: rishikohet rreziku.");
    casework.minutes_write(manager, (&id, &minutes)).await?;
    let next = NewConference {
        request: "demonstration-conference-next".to_owned(),
        held_at: at_ten(now, 60)?,
        attendees,
    };
    casework.conference_call(manager, &next).await?;
    Ok(())
}
