//! Proceedings: a matter moves by its table and is counted without a name; a link gives neither side
//! the other's code, and ends with the consent, on both engines.

use crate::{
    disclosures::{consent, terms},
    dump::expect_no_canary,
    setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, canary, day, hour, refusal, sequences},
};
use casework::{
    Age, CaseCode, CaseworkError, ClaimMove, ClaimStep, Field, HearingKind, HearingState,
    LinkState, MatterCode, MatterDescription, MatterMove, MatterScope, MatterStage, MatterStep,
    MeasureKind, NewHearing, NewMatter, NewSuspect, NonPunishment, ParticipationStatus, Profession,
    RecordId, StepReason, SuspectAge, SuspectCitizenship, SuspectMove, SuspectSex, SuspectState,
    SuspectStep, TaskKind, Worker,
};
use proptest::prelude::*;
use store::testing::each_engine;
use vocabulary::{PlaceCode, TermCode};

const POLICE: &str = "R-1.POLICE";

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
        let facts = wing.justice_facts().await.unwrap();
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
        let facts = wing.justice_facts().await.unwrap();
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

/// A case whose person consents that the police learn of their part in proceedings, and a matter.
async fn linked(office: &Office, form: &str) -> (CaseCode, MatterCode, RecordId, RecordId) {
    let wing = &office.wing;
    let case = office.concern(form, Age::Adult).await;
    office.brief(&case).await;
    let new = consent(form, terms(POLICE, &[Field::Participation], 30));
    let basis = wing.consent_give(office.managing(3), &case, &new).await;
    let basis = basis.unwrap();
    let offer = (form, &basis, POLICE);
    let link = wing.link_offer(office.managing(4), &case, offer).await;
    let link = link.unwrap();
    let matter = wing
        .matter_open(at(&office.police, 4), &matter(form, 1))
        .await
        .unwrap();
    (case, matter, basis, link)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_tells_neither_side_the_others_code_and_ends_with_the_consent() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (case, matter, basis, link) = linked(&office, "form-1").await;
        let police = |hours| at(&office.police, hours);
        let tasks = wing.tasks_of(police(5)).await.unwrap();
        assert_eq!(tasks[0].kind, TaskKind::TakeLink);
        let elsewhere = hired(&office, 5, "R-1.PROSECUTOR", Profession::Prosecutor).await;
        assert!(
            wing.links_offered(at(&elsewhere, 5))
                .await
                .unwrap()
                .is_empty()
        );
        let early = wing.participation_for_case(office.managing(5), &case, &link);
        assert_eq!(refusal(early.await), "link-not-usable");
        wing.link_take(police(5), &matter, &link).await.unwrap();
        assert_eq!(
            refusal(wing.link_take(police(5), &matter, &link).await),
            "link-over"
        );
        assert!(wing.tasks_of(police(6)).await.unwrap().is_empty());

        let status = ParticipationStatus::Cooperating;
        wing.participation_from_case(office.managing(6), &case, (&link, status))
            .await
            .unwrap();
        let read = wing
            .participation_for_matter(police(7), &matter, &link)
            .await;
        assert_eq!(read.unwrap(), status);
        let status = ParticipationStatus::Withdrew;
        wing.participation_from_matter(police(8), &matter, (&link, status))
            .await
            .unwrap();
        let read = wing
            .participation_for_case(office.managing(9), &case, &link)
            .await;
        assert_eq!(read.unwrap(), status);

        // A prosecutor holds the matter, but the person consented to the police alone.
        let grant = (elsewhere.account(), day(9), "prosecutes");
        wing.matter_grant(police(9), &matter, grant).await.unwrap();
        let read = wing
            .participation_for_matter(at(&elsewhere, 10), &matter, &link)
            .await;
        assert!(matches!(read, Err(CaseworkError::NotFound(_))));

        let hearing = NewHearing {
            kind: HearingKind::VictimHeard,
            at: hour(40),
        };
        let hearing = wing
            .hearing_plan(police(10), &matter, &hearing)
            .await
            .unwrap();
        let kinds = |tasks: Vec<casework::Task>| -> Vec<_> {
            let tasks = tasks.into_iter();
            tasks.map(|task| (task.kind, task.code)).collect()
        };
        let mine = kinds(wing.tasks_of(office.managing(11)).await.unwrap());
        assert!(
            mine.contains(&(TaskKind::GoAlong, case.to_string())),
            "{mine:?}"
        );
        let theirs = kinds(wing.tasks_of(police(11)).await.unwrap());
        assert_eq!(theirs, [(TaskKind::Hearing, matter.to_string())]);
        let found = (&link, NonPunishment::Applied);
        wing.non_punishment_set(police(11), &matter, found)
            .await
            .unwrap();
        let shared = wing.matter_shared(office.managing(12), &case, &link).await;
        let shared = shared.unwrap();
        assert_eq!(shared.hearings.len(), 1);
        assert_eq!(shared.non_punishment, NonPunishment::Applied);
        let links = wing.case_links(office.managing(12), &case).await.unwrap();
        let theirs = wing.matter_links(police(12), &matter).await.unwrap();
        let view = wing.matter_view(police(12), &matter).await.unwrap();
        assert!(!format!("{shared:?} {links:?}").contains(matter.as_str()));
        assert!(!format!("{theirs:?} {view:?}").contains(case.as_str()));
        let settled = (&hearing, HearingState::Held);
        wing.hearing_settle(police(13), &matter, settled)
            .await
            .unwrap();
        let report = wing.file_report(office.managing(13), &case).await.unwrap();
        let read = report
            .iter()
            .filter(|event| event.kind == "participation-read");
        let read: Vec<&str> = read.map(|event| event.institution.as_str()).collect();
        assert_eq!(read, [POLICE, "R-1.SOCIAL"]);

        wing.basis_withdraw(office.managing(14), &case, &basis)
            .await
            .unwrap();
        let read = wing
            .participation_for_matter(police(14), &matter, &link)
            .await;
        assert_eq!(refusal(read), "link-not-usable");
        let read = wing
            .participation_for_case(office.managing(14), &case, &link)
            .await;
        assert_eq!(refusal(read), "link-not-usable");
        let links = wing.case_links(office.managing(15), &case).await.unwrap();
        assert_eq!(links[0].state, LinkState::Ended);
        let keys: Option<(String,)> = store::read!(database, connection => {
            sqlx::query_as("SELECT holder FROM wrapped_key WHERE subject = $1")
                .bind(link.as_str())
                .fetch_optional(connection)
        })
        .unwrap();
        assert!(keys.is_none(), "the link's keys are destroyed");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_without_a_consent_that_covers_it_is_not_offered() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (case, matter, basis, link) = linked(&office, "form-1").await;
        let other = ("form-2", &basis, "R-2.SHELTER");
        let outcome = wing.link_offer(office.managing(5), &case, other).await;
        assert_eq!(refusal(outcome), "disclosure-no-basis");
        let new = consent("c-2", terms(POLICE, &[Field::Name], 30));
        let names = wing
            .consent_give(office.managing(5), &case, &new)
            .await
            .unwrap();
        let outcome = wing
            .link_offer(office.managing(5), &case, ("form-3", &names, POLICE))
            .await;
        assert_eq!(refusal(outcome), "disclosure-beyond-consent");
        // Thirty days on the consent is over: what was offered cannot be taken any more.
        let late = 24 * 31;
        let outcome = wing
            .link_take(at(&office.police, late), &matter, &link)
            .await;
        assert_eq!(refusal(outcome), "link-not-usable");
        assert!(
            wing.links_offered(at(&office.police, late))
                .await
                .unwrap()
                .is_empty()
        );
        // Whoever was shut out of the case does not take its link either.
        wing.access_deny(office.managing(6), &case, office.police.account())
            .await
            .unwrap();
        let outcome = wing.link_take(at(&office.police, 7), &matter, &link).await;
        assert!(matches!(outcome, Err(CaseworkError::NotFound(_))));
    })
    .await;
}

/// The same day with the person's part written on both sides of a link.
async fn a_day(database: &store::Database, status: ParticipationStatus) -> String {
    let random = std::sync::Arc::new(crate::flow::Counted::new());
    let office = Office::open_with(database, random).await;
    let wing = &office.wing;
    wing.provider_declare(at(&office.shelter, 1), &crate::plans::beds(2))
        .await
        .unwrap();
    let (case, matter, _, link) = linked(&office, "form-1").await;
    let police = |hours| at(&office.police, hours);
    wing.link_take(police(5), &matter, &link).await.unwrap();
    wing.participation_from_case(office.managing(6), &case, (&link, status))
        .await
        .unwrap();
    wing.participation_from_matter(police(6), &matter, (&link, status))
        .await
        .unwrap();
    let hearing = NewHearing {
        kind: HearingKind::VictimHeard,
        at: hour(40),
    };
    wing.hearing_plan(police(7), &matter, &hearing)
        .await
        .unwrap();
    let now = office.managing(8);
    let options = wing.provider_options(now, &case, casework::Service::ShortShelter);
    let options = options.await.unwrap();
    let shared = wing.matter_shared(now, &case, &link).await.unwrap();
    let tasks = wing.tasks_of(now).await.unwrap();
    let theirs = wing.tasks_of(police(8)).await.unwrap();
    let view = wing.case_view(now, &case).await.unwrap();
    let facts = wing.justice_facts().await.unwrap();
    format!("{options:?} {shared:?} {tasks:?} {theirs:?} {view:?} {facts:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_part_the_person_takes_changes_no_task_no_option_and_no_count() {
    let days = std::sync::Mutex::new(Vec::new());
    for status in ParticipationStatus::ALL {
        each_engine(&TABLES, |database| {
            let days = &days;
            async move {
                let day = a_day(&database, *status).await;
                days.lock().unwrap().push(day);
            }
        })
        .await;
    }
    let days = days.into_inner().unwrap();
    assert!(days[0].len() > 1000, "the day has something in it");
    assert!(days.iter().all(|day| *day == days[0]));
}
