//! A concern that nobody confirmed for half a year: whoever leads it and the institution's keepers are
//! asked once, a screening or the end of the case answers, and nothing is decided by itself. On both
//! engines.

use crate::{
    dump::expect_no_canary,
    emergency::named,
    justice::hired,
    setup::{Office, TABLES, at, canary, day},
};
use casework::{
    Age, CaseCode, ClosureReason, NewClosure, NewScreening, Phase, Profession, ScreeningBasis,
    ScreeningDecision, TaskKind, Worker,
};
use store::testing::{each_engine, expect_indexed};

const DAY: i64 = 24;
/// The first day on which a concern of the first day has waited for 183 days.
const HALF_A_YEAR: i64 = 184;

async fn asked(office: &Office, worker: &Worker, days: i64) -> Vec<(TaskKind, String)> {
    let tasks = office.wing.tasks_of(at(worker, days * DAY)).await.unwrap();
    let asked = tasks
        .into_iter()
        .filter(|task| matches!(task.kind, TaskKind::DecideConcern | TaskKind::ConcernWaits));
    asked.map(|task| (task.kind, task.code)).collect()
}

async fn screened(office: &Office, code: &CaseCode, (days, decision): (i64, ScreeningDecision)) {
    let new = NewScreening {
        request: format!("screening-{code}-{days}"),
        instrument: "albania".to_owned(),
        answers: Vec::new(),
        basis: ScreeningBasis::Observation,
        with_interpreter: false,
        present: Vec::new(),
        voluntary: false,
        decision,
        reason: canary(),
    };
    let by = office.managing(days * DAY);
    office.wing.screening_record(by, code, &new).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_half_a_year_the_lead_and_the_keepers_are_asked_once_and_nothing_happens_by_itself() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let third = hired(&office, 11, "R-1.SOCIAL", Profession::SocialWorker).await;
        let other = hired(&office, 12, "R-1.SOCIAL", Profession::SocialWorker).await;
        let keepers = [&office.manager, &office.colleague, &third];
        let keepers = keepers.map(|one| one.account().to_owned());
        named(&office, (&keepers, 1), &third).await;
        let waiting = office.concern("form-1", Age::Adult).await;
        let confirmed = office.concern("form-2", Age::Adult).await;
        office.brief(&confirmed).await;
        screened(&office, &confirmed, (1, ScreeningDecision::AtRisk)).await;
        assert_eq!(wing.unconfirmed_watch(day(182)).await.unwrap(), 0);
        let early = wing.concerns_unconfirmed(office.managing(182 * DAY)).await;
        assert_eq!(early.unwrap(), []);
        assert_eq!(wing.unconfirmed_watch(day(HALF_A_YEAR)).await.unwrap(), 1);
        let again = wing.unconfirmed_watch(day(HALF_A_YEAR + 30)).await;
        assert_eq!(again.unwrap(), 0, "once");
        let lead = asked(&office, &office.manager, HALF_A_YEAR).await;
        assert_eq!(lead, [(TaskKind::DecideConcern, waiting.to_string())]);
        for keeper in [&office.colleague, &third] {
            let keeper = asked(&office, keeper, HALF_A_YEAR).await;
            assert_eq!(keeper, [(TaskKind::ConcernWaits, waiting.to_string())]);
        }
        for stranger in [&other, &office.police] {
            assert_eq!(asked(&office, stranger, HALF_A_YEAR).await, []);
            let listed = wing.concerns_unconfirmed(at(stranger, HALF_A_YEAR * DAY));
            assert_eq!(listed.await.unwrap(), []);
        }
        let listed = wing.concerns_unconfirmed(at(&third, HALF_A_YEAR * DAY));
        let listed = listed.await.unwrap();
        let [one] = &listed[..] else {
            panic!("{listed:?}");
        };
        assert_eq!((&one.code, one.phase), (&waiting, Phase::Concern));
        assert_eq!(one.manager, office.manager.account());
        // Whoever was shut out of the case hears nothing of it either.
        wing.access_deny(office.managing(200 * DAY), &waiting, third.account())
            .await
            .unwrap();
        let shut_out = wing.concerns_unconfirmed(at(&third, 200 * DAY)).await;
        assert_eq!(shut_out.unwrap(), []);
        assert_eq!(asked(&office, &third, 200).await, []);
        // Years later it is as it was: asked about, not decided.
        let seen = wing.case_view(office.managing(360 * DAY), &waiting).await;
        assert_eq!(seen.unwrap().phase, Phase::Concern);
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screening_answers_for_another_half_year_or_for_good_and_so_does_the_end() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let mut codes = Vec::new();
        for form in ["form-1", "form-2", "form-3"] {
            let code = office.concern(form, Age::Adult).await;
            office.brief(&code).await;
            codes.push(code);
        }
        assert_eq!(wing.unconfirmed_watch(day(HALF_A_YEAR)).await.unwrap(), 3);
        screened(&office, &codes[0], (190, ScreeningDecision::NotIndicated)).await;
        screened(&office, &codes[1], (190, ScreeningDecision::Potential)).await;
        let closed = NewClosure {
            reason: ClosureReason::ContactLost,
            view: canary(),
            may_contact: false,
            keep_until: day(191),
            despite: Some(canary()),
        };
        let by = office.managing(190 * DAY);
        wing.case_close(by, &codes[2], &closed).await.unwrap();
        assert_eq!(asked(&office, &office.manager, 190).await, []);
        assert_eq!(wing.unconfirmed_watch(day(190 + 182)).await.unwrap(), 0);
        assert_eq!(wing.unconfirmed_watch(day(190 + 184)).await.unwrap(), 1);
        let lead = asked(&office, &office.manager, 190 + 184).await;
        assert_eq!(lead, [(TaskKind::DecideConcern, codes[0].to_string())]);
        // What was closed can be erased as soon as its day has come.
        wing.case_erase(office.managing(192 * DAY), &codes[2])
            .await
            .unwrap();
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_watch_walks_no_concern_whose_half_year_is_not_over() {
    each_engine(&TABLES, |database| async move {
        let query = "SELECT code FROM case_file
            WHERE phase IN ('concern', 'not-indicated') AND erased_at IS NULL AND opened_at <= 5
            ORDER BY opened_at";
        expect_indexed(&database, query).await;
    })
    .await;
}
