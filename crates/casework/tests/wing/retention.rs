//! The day until which a closed file is kept: somebody is asked when it comes, once, and not while the
//! file is held; whoever leads erases it or keeps it longer and says why. On both engines.

use crate::{
    dump::expect_no_canary,
    emergency::named,
    justice::hired,
    setup::{CANARY, Office, TABLES, at, canary, day, refusal},
};
use casework::{Age, CaseCode, ClosureReason, NewClosure, Profession, TaskKind, Worker};
use store::testing::{each_engine, expect_indexed};

const DAY: i64 = 24;

async fn closed(office: &Office, form: &str, keep_days: i64) -> CaseCode {
    let code = office.concern(form, Age::Adult).await;
    let new = NewClosure {
        reason: ClosureReason::PersonsWish,
        view: canary(),
        may_contact: false,
        keep_until: day(keep_days),
        despite: None,
    };
    let by = office.managing(5);
    office.wing.case_close(by, &code, &new).await.unwrap();
    code
}

async fn asked(office: &Office, worker: &Worker, days: i64) -> Vec<(TaskKind, String)> {
    let tasks = office.wing.tasks_of(at(worker, days * DAY)).await.unwrap();
    let asked = tasks.into_iter().filter(|task| {
        matches!(
            task.kind,
            TaskKind::DecideRetention | TaskKind::RetentionCame
        )
    });
    asked.map(|task| (task.kind, task.code)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_day_has_come_the_lead_and_the_keepers_are_asked_once() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let third = hired(&office, 11, "R-1.SOCIAL", Profession::SocialWorker).await;
        let other = hired(&office, 12, "R-1.SOCIAL", Profession::SocialWorker).await;
        let keepers = [&office.manager, &office.colleague, &third];
        let keepers = keepers.map(|one| one.account().to_owned());
        named(&office, (&keepers, 1), &third).await;
        let code = closed(&office, "form-1", 10).await;
        let later = closed(&office, "form-2", 20).await;
        assert_eq!(wing.retention_watch(day(9)).await.unwrap(), 0);
        assert_eq!(wing.retention_watch(day(10)).await.unwrap(), 1);
        assert_eq!(wing.retention_watch(day(10)).await.unwrap(), 0, "once");
        let lead = asked(&office, &office.manager, 10).await;
        assert_eq!(lead, [(TaskKind::DecideRetention, code.to_string())]);
        for keeper in [&office.colleague, &third] {
            let keeper = asked(&office, keeper, 10).await;
            assert_eq!(keeper, [(TaskKind::RetentionCame, code.to_string())]);
        }
        for stranger in [&other, &office.police] {
            assert_eq!(asked(&office, stranger, 10).await, []);
            let due = wing.files_due(at(stranger, 10 * DAY)).await.unwrap();
            assert_eq!(due, []);
        }
        let due = wing.files_due(at(&third, 10 * DAY)).await.unwrap();
        let codes: Vec<_> = due.iter().map(|one| &one.code).collect();
        assert_eq!(codes, [&code]);
        assert_eq!(due[0].manager, office.manager.account());
        // Whoever was shut out of the case hears nothing of it either.
        wing.access_deny(office.managing(10 * DAY), &code, third.account())
            .await
            .unwrap();
        assert_eq!(wing.files_due(at(&third, 10 * DAY)).await.unwrap(), []);
        assert_eq!(asked(&office, &third, 10).await, []);
        wing.case_erase(office.managing(11 * DAY), &code)
            .await
            .unwrap();
        assert_eq!(asked(&office, &office.manager, 11).await, []);
        assert_eq!(asked(&office, &office.colleague, 11).await, []);
        assert_eq!(wing.retention_watch(day(20)).await.unwrap(), 1);
        let lead = asked(&office, &office.manager, 20).await;
        assert_eq!(lead, [(TaskKind::DecideRetention, later.to_string())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_file_is_not_asked_about_until_the_hold_is_lifted() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = closed(&office, "form-1", 10).await;
        assert_eq!(wing.retention_watch(day(10)).await.unwrap(), 1);
        wing.hold_place(office.managing(10 * DAY), &code, &canary())
            .await
            .unwrap();
        assert_eq!(asked(&office, &office.manager, 10).await, []);
        assert_eq!(wing.retention_watch(day(11)).await.unwrap(), 0);
        wing.hold_lift(office.managing(12 * DAY), &code)
            .await
            .unwrap();
        assert_eq!(wing.retention_watch(day(12)).await.unwrap(), 1);
        wing.case_reopen(office.managing(13 * DAY), &code)
            .await
            .unwrap();
        assert_eq!(asked(&office, &office.manager, 13).await, []);
        assert_eq!(wing.retention_watch(day(14)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_kept_longer_for_a_reason_by_its_lead_and_asked_about_again() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let open = office.concern("open", Age::Adult).await;
        let code = closed(&office, "form-1", 10).await;
        let longer = async |worker: &Worker, code: &CaseCode, days: i64, why: &str| {
            let why = casework::SecretText::new(why);
            let request = at(worker, 10 * DAY);
            wing.retention_prolong(request, code, (day(days), &why))
                .await
        };
        let early = longer(&office.manager, &open, 50, CANARY).await;
        assert_eq!(refusal(early), "erase-not-closed");
        for days in [9, 10, 10 + 367] {
            let outcome = longer(&office.manager, &code, days, CANARY).await;
            assert_eq!(refusal(outcome), "prolong-until-invalid");
        }
        let silent = longer(&office.manager, &code, 50, "").await;
        assert_eq!(refusal(silent), "field-invalid");
        let stranger = longer(&office.colleague, &code, 50, CANARY).await;
        assert_eq!(refusal(stranger), "casework-not-found");
        wing.retention_watch(day(10)).await.unwrap();
        let id = longer(&office.manager, &code, 50, CANARY).await.unwrap();
        assert_eq!(asked(&office, &office.manager, 10).await, []);
        let early = wing.case_erase(office.managing(11 * DAY), &code).await;
        assert_eq!(refusal(early), "erase-too-early");
        assert_eq!(wing.retention_watch(day(49)).await.unwrap(), 0);
        assert_eq!(wing.retention_watch(day(50)).await.unwrap(), 1);
        let by = office.managing(51 * DAY);
        let kept = wing.prolongations(by, &code).await.unwrap();
        let [one] = &kept[..] else {
            panic!("{kept:?}");
        };
        assert_eq!((one.before, one.keep_until), (day(10), day(50)));
        let why = wing.prolongation_reason(by, &code, &id).await.unwrap();
        assert_eq!(why.expose(), CANARY);
        let other = wing.prolongation_reason(by, &open, &id).await;
        assert_eq!(refusal(other), "casework-not-found");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_watch_walks_no_case_whose_day_has_not_come() {
    each_engine(&TABLES, |database| async move {
        let query = "SELECT id FROM closure WHERE reopened_at IS NULL AND keep_until <= 5";
        expect_indexed(&database, query).await;
    })
    .await;
}
