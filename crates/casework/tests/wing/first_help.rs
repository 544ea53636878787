//! The first hours: what is offered before anything else needs nothing before it, every answer is kept,
//! and the task is done by offering, whatever the person says, on both engines.

use crate::setup::{Office, TABLES, at, hour, refusal};
use casework::{Age, CaseworkError, FirstHelp, HelpAnswer, TaskKind};
use store::testing::each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn help_is_offered_before_anything_else_and_a_no_is_an_answer() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::UnknownAge).await;
        let task = async |hours| {
            let tasks = wing.tasks_of(office.managing(hours)).await.unwrap();
            let mut tasks = tasks.into_iter();
            tasks.find(|task| task.kind == TaskKind::OfferFirstHelp)
        };
        assert_eq!(task(1).await.unwrap().due_at, hour(5), "within hours");
        let record = |answers| {
            let by = office.managing(2);
            let code = &code;
            async move { wing.first_help_record(by, code, answers).await }
        };
        assert_eq!(refusal(record(&[]).await), "first-help-nothing");
        // Nobody was told of rights, nothing was screened, nothing was agreed to.
        record(&[(FirstHelp::SafePlace, HelpAnswer::HelpDeclined)])
            .await
            .unwrap();
        assert!(
            task(2).await.is_some(),
            "emergency care was not offered yet"
        );
        record(&[
            (FirstHelp::EmergencyCare, HelpAnswer::HelpLater),
            (FirstHelp::SafePlace, HelpAnswer::HelpAccepted),
        ])
        .await
        .unwrap();
        assert!(task(3).await.is_none());
        let offered = wing.first_help(office.managing(3), &code).await.unwrap();
        let told: Vec<_> = offered.iter().map(|one| (one.item, one.answer)).collect();
        assert_eq!(
            told,
            [
                (FirstHelp::SafePlace, HelpAnswer::HelpAccepted),
                (FirstHelp::EmergencyCare, HelpAnswer::HelpLater),
            ],
            "the latest answer counts"
        );
        let kept: i64 = store::read!(database, connection => {
            store::query_scalar("SELECT COUNT(*) FROM first_help").fetch_one(connection)
        })
        .unwrap();
        assert_eq!(kept, 3, "no answer is overwritten");
        for stranger in [&office.colleague, &office.shelter, &office.police] {
            let seen = wing.first_help(at(stranger, 3), &code).await;
            assert!(matches!(seen, Err(CaseworkError::NotFound(_))));
            let answers = [(FirstHelp::SafePlace, HelpAnswer::HelpDeclined)];
            let written = wing
                .first_help_record(at(stranger, 3), &code, &answers)
                .await;
            assert!(matches!(written, Err(CaseworkError::NotFound(_))));
        }
    })
    .await;
}
