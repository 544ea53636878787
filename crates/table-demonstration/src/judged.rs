//! A matter that a court decided in the last full quarter, so that the count which the table hands over
//! holds a judgment: a suspended sentence, and compensation on the same day. Every name is invented.

use crate::counted::{morning, quarter};
use casework::{
    Casework, CaseworkError, ClaimMove, ClaimStep, MatterDescription, MatterMove, MatterScope,
    MatterStep, NewMatter, NewSuspect, Request, SecretText, SuspectAge, SuspectCitizenship,
    SuspectMove, SuspectSex, SuspectStep, Worker,
};
use jiff::Timestamp;
use vocabulary::{PlaceCode, TermCode};

/// When each step was taken: days after the first day of the quarter.
const STEPS: [(MatterStep, i64); 6] = [
    (MatterStep::Register, -398),
    (MatterStep::Investigate, -395),
    (MatterStep::Prosecute, -200),
    (MatterStep::SendToCourt, -180),
    (MatterStep::Judge, 33),
    (MatterStep::Finalise, 70),
];

pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let quarter = quarter(now)?;
    let on = |days| morning(quarter, days);
    let term = |code| TermCode::parse(code).map_err(|_| CaseworkError::Corrupt("term"));
    let by = Request {
        worker: &staff[1],
        now,
    };
    let new = NewMatter {
        request: "demonstration-judged".to_owned(),
        region: PlaceCode::parse("AL-07").map_err(|_| CaseworkError::Corrupt("region"))?,
        articles: vec![term("110-a")?],
        description: MatterDescription {
            scope: MatterScope::Domestic,
            linked_crimes: vec![term("forgery")?],
            needs: vec![term("witness-protection")?],
            assets_seized_at: None,
        },
        reported_at: on(-400)?,
        number: Some(SecretText::new("Numër i trilluar 140")),
    };
    let code = casework.matter_open(by, &new).await?;
    for (step, days) in STEPS {
        let change = MatterMove {
            step,
            reason: None,
            articles: Vec::new(),
            at: on(days)?,
        };
        casework.matter_move(by, &code, &change).await?;
    }
    let new = NewSuspect {
        name: Some(SecretText::new("Shkrep Guri (i dyshuar i trilluar)")),
        sex: SuspectSex::Female,
        age: SuspectAge::AdultSuspect,
        citizenship: SuspectCitizenship::National,
        suspected_at: on(-396)?,
    };
    let suspect = casework.suspect_add(by, &code, &new).await?;
    let judged = on(33)?;
    for (step, at, sentence_months) in [
        (SuspectStep::Charge, on(-200)?, None),
        (SuspectStep::Convict, judged, Some(24)),
    ] {
        let change = SuspectMove {
            suspect: suspect.clone(),
            step,
            at,
            sentence_months,
            is_suspended: step == SuspectStep::Convict,
        };
        casework.suspect_move(by, &code, &change).await?;
    }
    let claim = casework.claim_make(by, &code, (600_000, on(-100)?)).await?;
    let award = ClaimMove {
        claim,
        step: ClaimStep::Award,
        awarded: Some(400_000),
        at: judged,
    };
    casework.claim_move(by, &code, &award).await
}
