//! Proceedings: a matter moves by its table, opens to its own people alone, and is counted without a
//! name, on both engines.

use crate::{
    dump::expect_no_canary,
    setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, canary, day, hour, refusal, sequences},
};
use casework::{
    CaseworkError, ClaimMove, ClaimStep, Field, MatterDescription, MatterMove, MatterScope,
    MatterStage, MatterStep, MeasureKind, NewMatter, NewSuspect, Profession, StepReason,
    SuspectAge, SuspectCitizenship, SuspectMove, SuspectSex, SuspectState, SuspectStep, Worker,
};
use proptest::prelude::*;
use store::testing::each_engine;
use vocabulary::{PlaceCode, TermCode};

pub fn term(code: &str) -> TermCode {
    TermCode::parse(code).unwrap()
}

pub fn matter(form: &str, hours: i64) -> NewMatter {
    NewMatter {
        request: form.to_owned(),
        region: PlaceCode::parse("R-1").unwrap(),
        articles: vec![term("a-1")],
        description: MatterDescription {
            scope: MatterScope::Domestic,
            linked_crimes: vec![term("drugs")],
            needs: Vec::new(),
            assets_seized_at: None,
        },
        reported_at: hour(hours),
        number: Some(canary()),
    }
}

/// Every matter as the gate may see it.
pub async fn matters_counted(office: &Office) -> Vec<casework::MatterFacts> {
    let request = office.managing(99);
    let permit = office.wing.counting_permit(request).await.unwrap();
    let facts = office.wing.table_facts(&permit, request.now).await;
    facts.unwrap().matters
}

pub async fn hired(office: &Office, number: u128, of: &str, profession: Profession) -> Worker {
    let actor = actor(number, of);
    let wing = &office.wing;
    wing.worker_register(&office.manager, &actor, profession, PASSPHRASE, hour(0))
        .await
        .unwrap();
    wing.enter(&actor, PASSPHRASE, hour(0)).await.unwrap()
}

fn step(step: MatterStep, hours: i64) -> MatterMove {
    let is_reclassified = step == MatterStep::Reclassify;
    MatterMove {
        step,
        reason: Some(StepReason::NotProved),
        articles: is_reclassified.then(|| term("a-2")).into_iter().collect(),
        at: hour(hours),
    }
}

fn suspect(sex: SuspectSex, hours: i64) -> NewSuspect {
    NewSuspect {
        name: Some(canary()),
        sex,
        age: SuspectAge::AdultSuspect,
        citizenship: SuspectCitizenship::National,
        suspected_at: hour(hours),
    }
}

/// The way of a matter, written down once more by hand.
fn expected(stage: MatterStage, by: MatterStep) -> Option<MatterStage> {
    use MatterStage as Stage;
    use MatterStep as Step;
    let can_be_dismissed = matches!(
        stage,
        Stage::Report
            | Stage::Registered
            | Stage::Investigation
            | Stage::InvestigationSuspended
            | Stage::Prosecution
            | Stage::Trial
            | Stage::TrialSuspended
    );
    match (stage, by) {
        (_, Step::Dismiss) if can_be_dismissed => Some(Stage::Dismissed),
        (Stage::Report, Step::Register) => Some(Stage::Registered),
        (Stage::Registered, Step::Investigate) | (Stage::Dismissed, Step::Reopen) => {
            Some(Stage::Investigation)
        }
        (Stage::Investigation, Step::Suspend) => Some(Stage::InvestigationSuspended),
        (Stage::InvestigationSuspended, Step::Resume) => Some(Stage::Investigation),
        (Stage::Investigation, Step::Prosecute) => Some(Stage::Prosecution),
        (Stage::Prosecution, Step::SendToCourt) | (Stage::Appeal, Step::Return) => {
            Some(Stage::Trial)
        }
        (Stage::Trial, Step::Suspend) => Some(Stage::TrialSuspended),
        (Stage::TrialSuspended, Step::Resume) => Some(Stage::Trial),
        (Stage::Trial, Step::Judge) => Some(Stage::Judgment),
        (Stage::Judgment, Step::Appeal) => Some(Stage::Appeal),
        (Stage::Judgment | Stage::Appeal, Step::Finalise) => Some(Stage::Final),
        (
            Stage::Investigation | Stage::Prosecution | Stage::Trial | Stage::Appeal,
            Step::Reclassify,
        ) => Some(stage),
        (
            Stage::Report | Stage::Registered | Stage::Investigation | Stage::Prosecution,
            Step::HandOver,
        ) => Some(Stage::Transferred),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_leaves_the_table_and_the_facts_say_the_same() {
    let any_step = prop::sample::select(MatterStep::ALL.to_vec());
    let runs = &sequences(any_step, 12, 40);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let mut taken = 0;
        for (number, run) in runs.iter().enumerate() {
            let new = matter(&format!("m-{number}"), 1);
            let code = wing.matter_open(at(&office.police, 1), &new).await.unwrap();
            let (mut stage, mut articles) = (MatterStage::Report, "a-1");
            for (place, by) in run.iter().enumerate() {
                let now = 2 + i64::try_from(place).unwrap();
                let outcome = wing
                    .matter_move(at(&office.police, now), &code, &step(*by, now))
                    .await;
                let after = expected(stage, *by);
                assert_eq!(outcome.as_ref().ok().copied(), after, "{by:?} in {run:?}");
                if let Some(after) = after {
                    taken += 1;
                    stage = after;
                    if *by == MatterStep::Reclassify {
                        articles = "a-2";
                    }
                }
            }
            let view = wing.matter_view(at(&office.police, 99), &code).await;
            let view = view.unwrap();
            assert_eq!(view.stage, stage);
            assert_eq!(view.articles, [term(articles)]);
        }
        assert!(taken > 30, "the sequences lead somewhere: {taken}");
        let facts = matters_counted(&office).await;
        assert_eq!(facts.len(), runs.len());
        let steps: usize = facts.iter().map(|one| one.stages.len() - 1).sum();
        assert_eq!(steps, taken);
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_is_its_leaders_and_opens_to_nobody_else() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let prosecutor = hired(&office, 5, "R-1.PROSECUTOR", Profession::Prosecutor).await;
        let police = |hours| at(&office.police, hours);
        let refused = wing.matter_open(office.managing(1), &matter("m", 1)).await;
        assert_eq!(refusal(refused), "matter-authority-only");
        let later = wing.matter_open(police(1), &matter("m", 9)).await;
        assert_eq!(refusal(later), "matter-date-invalid");
        let code = wing.matter_open(police(2), &matter("m", 1)).await.unwrap();
        let again = wing.matter_open(police(2), &matter("m", 1)).await.unwrap();
        assert_eq!(again, code, "a second click");
        let who = wing
            .suspect_add(police(3), &code, &suspect(SuspectSex::Male, 2))
            .await
            .unwrap();
        let name = (Some(&who), Field::SuspectName, "to charge");
        let opened = wing.matter_reveal(police(3), &code, name).await.unwrap();
        assert_eq!(opened.unwrap().expose(), CANARY);
        let number = (None, Field::MatterNumber, "a letter");
        for stranger in [&office.manager, &office.colleague, &prosecutor] {
            let asked = at(stranger, 4);
            for outcome in [
                wing.matter_view(asked, &code).await.map(|_| ()),
                wing.matter_reveal(asked, &code, name).await.map(|_| ()),
                wing.matter_move(asked, &code, &step(MatterStep::Register, 4))
                    .await
                    .map(|_| ()),
            ] {
                assert!(matches!(outcome, Err(CaseworkError::NotFound(_))));
            }
        }
        let far = day(30);
        let to = |holder: &Worker| holder.account().to_owned();
        let grant = (&*to(&office.manager), far, "help");
        let beyond = wing.matter_grant(police(5), &code, grant).await;
        assert_eq!(refusal(beyond), "matter-beyond-reach");
        let grant = (&*to(&prosecutor), far, "leads the prosecution");
        wing.matter_grant(police(5), &code, grant).await.unwrap();
        let opened = wing.matter_reveal(at(&prosecutor, 6), &code, number).await;
        assert_eq!(opened.unwrap().unwrap().expose(), CANARY);
        let outcome = wing.matter_revoke(at(&prosecutor, 6), &code, "x").await;
        assert_eq!(refusal(outcome), "matter-leader-only");
        wing.matter_revoke(police(7), &code, prosecutor.account())
            .await
            .unwrap();
        let closed = wing.matter_reveal(at(&prosecutor, 8), &code, number).await;
        assert!(matches!(closed, Err(CaseworkError::NotFound(_))));
        let opened = wing.matter_reveal(police(8), &code, number).await.unwrap();
        assert_eq!(opened.unwrap().expose(), CANARY, "sealed anew");
        wing.matter_grant(police(9), &code, grant).await.unwrap();
        wing.matter_lead(police(9), &code, prosecutor.account())
            .await
            .unwrap();
        let lost = wing
            .matter_lead(police(9), &code, prosecutor.account())
            .await;
        assert_eq!(refusal(lost), "matter-leader-only");
        let listed = wing.matters_of(at(&prosecutor, 10)).await.unwrap();
        assert_eq!(listed[0].leader, prosecutor.account());
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn suspects_claims_and_sentences_are_counted_without_a_name() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let police = |hours| at(&office.police, hours);
        let code = wing.matter_open(police(2), &matter("m", 1)).await.unwrap();
        let new = suspect(SuspectSex::Female, 2);
        let who = wing.suspect_add(police(3), &code, &new).await.unwrap();
        let change = |step, hours, months: Option<u16>| SuspectMove {
            suspect: who.clone(),
            step,
            at: hour(hours),
            sentence_months: months,
            is_suspended: false,
        };
        let moved = async |change: SuspectMove| wing.suspect_move(police(9), &code, &change).await;
        let too_early = moved(change(SuspectStep::Convict, 4, Some(96))).await;
        assert_eq!(refusal(too_early), "suspect-step-not-allowed");
        moved(change(SuspectStep::Charge, 4, None)).await.unwrap();
        let idle = moved(change(SuspectStep::Acquit, 5, Some(1))).await;
        assert_eq!(refusal(idle), "suspect-sentence-invalid");
        let back = moved(change(SuspectStep::Acquit, 3, None)).await;
        assert_eq!(refusal(back), "matter-date-invalid");
        moved(change(SuspectStep::Acquit, 5, None)).await.unwrap();
        moved(change(SuspectStep::Convict, 6, Some(96)))
            .await
            .unwrap();
        let claim = wing.claim_make(police(6), &code, (500_000, hour(5))).await;
        let claim = claim.unwrap();
        let award = |awarded| ClaimMove {
            claim: claim.clone(),
            step: ClaimStep::Award,
            awarded,
            at: hour(7),
        };
        let nothing = wing.claim_move(police(8), &code, &award(None)).await;
        assert_eq!(refusal(nothing), "claim-amount-invalid");
        wing.claim_move(police(8), &code, &award(Some(300_000)))
            .await
            .unwrap();
        wing.measure_begin(police(8), &code, (MeasureKind::HeardApart, hour(6)))
            .await
            .unwrap();
        let facts = matters_counted(&office).await;
        let [facts] = &facts[..] else {
            panic!("one matter")
        };
        let counted = &facts.suspects[0];
        assert_eq!(counted.state, SuspectState::Convicted);
        assert_eq!(counted.prosecuted_at, Some(hour(4)));
        assert_eq!(counted.decided_at, Some(hour(6)));
        assert_eq!(counted.sentence_months, Some(96));
        assert_eq!(facts.compensated_at, [hour(7)]);
        assert_eq!(facts.protected_at, [hour(6)]);
        assert_eq!(facts.victims_punished, 0);
        let shown = format!("{facts:?}");
        assert!(!shown.contains("Canary") && !shown.contains(code.as_str()));
        assert!(!shown.contains(who.as_str()) && !shown.contains(office.police.account()));
        let stock = [MatterStage::Report];
        assert!(facts.stands_in(&stock, hour(9)) && !facts.stands_in(&stock, hour(0)));
        let span = (hour(0), hour(9));
        assert_eq!(facts.taken(MatterStep::TakeIn, span).count(), 1);
        assert_eq!(
            facts.taken(MatterStep::TakeIn, (hour(2), hour(9))).count(),
            0
        );
        expect_no_canary(&database).await;
    })
    .await;
}
