//! Estimates on both engines: kept whole, so that anybody can calculate them again.

use access::{Actor, Membership, Permit, ReadEstimate, RunEstimate, Scope};
use estimation::{
    EstimationError,
    estimates::{
        Choices, LIST, LinkageKnown, NewEstimate, Origin, calculate, estimate_find, estimate_keep,
        estimate_list,
    },
};
use jiff::Timestamp;
use store::{Database, Engine, Migrations, testing::each_engine};
use vocabulary::PlaceCode;

const TABLES: [Migrations; 3] = [
    ledger::MIGRATIONS,
    access::MIGRATIONS,
    estimation::MIGRATIONS,
];

/// Three invented lists that overlap enough.
const LISTS: &str = "Police,Shelter,Helpline,count\n1,0,0,310\n0,1,0,140\n0,0,1,95\n1,1,0,42\n\
    1,0,1,18\n0,1,1,21\n1,1,1,6\n";
/// Two lists cannot carry an answer.
const TWO: &str = "Police,Shelter,count\n1,0,310\n0,1,140\n1,1,42\n";

fn now() -> Timestamp {
    "2025-01-08T09:00:00Z".parse().unwrap()
}

fn permits() -> (Permit<RunEstimate>, Permit<ReadEstimate>) {
    let analyst = Actor::for_test(1, "Analyst", Membership::NationalAnalyst);
    let country = || Scope::national(PlaceCode::parse("AL").unwrap());
    (
        analyst.permit(country()).unwrap(),
        analyst.permit(country()).unwrap(),
    )
}

fn asked(histories: &str) -> NewEstimate {
    NewEstimate {
        title: "Three lists, 2020".to_owned(),
        source: "Invented".to_owned(),
        origin: Origin::Inside,
        histories: histories.to_owned(),
        choices: Choices {
            replicates: 200,
            ..Choices::default()
        },
    }
}

async fn kept(database: &Database, asked: &NewEstimate) -> Result<String, EstimationError> {
    let calculated = calculate(&asked.histories, &asked.choices, &|| true)?;
    estimate_keep(database, &permits().0, asked, &calculated, now()).await
}

async fn events(database: &Database) -> i64 {
    let counted: Result<i64, store::StoreError> = async {
        Ok(store::read!(database, connection => {
            store::query_scalar("SELECT COUNT(*) FROM ledger_event").fetch_one(connection)
        })?)
    }
    .await;
    counted.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_an_estimate_can_calculate_it_again_to_the_last_digit() {
    each_engine(&TABLES, |database| async move {
        let asked = asked(LISTS);
        let code = kept(&database, &asked).await.unwrap();
        let read = estimate_find(&database, &permits().1, &code).await.unwrap();
        let again = calculate(&read.histories.unwrap(), &read.choices, &|| true).unwrap();
        let second = NewEstimate {
            title: "Again".to_owned(),
            ..asked
        };
        let code = estimate_keep(&database, &permits().0, &second, &again, now()).await;
        let other = estimate_find(&database, &permits().1, &code.unwrap()).await;
        assert_eq!(other.unwrap().report_text, read.report_text);
        assert_eq!(read.report.observed, 632);
        assert!(read.report.gate.estimable && read.reasons.is_empty());
        assert_eq!(read.report.methods.len(), 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_is_one_estimate_and_one_line_in_the_log() {
    each_engine(&TABLES, |database| async move {
        let first = kept(&database, &asked(LISTS)).await.unwrap();
        let lines = events(&database).await;
        assert_eq!(kept(&database, &asked(LISTS)).await.unwrap(), first);
        assert_eq!(events(&database).await, lines);
        let mut other = asked(LISTS);
        other.choices.seed = 7;
        assert_ne!(kept(&database, &other).await.unwrap(), first);
        let listed = estimate_list(&database, &permits().1).await.unwrap();
        assert_eq!(listed.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_cannot_carry_an_answer_get_none_with_the_reason() {
    each_engine(&TABLES, |database| async move {
        let code = kept(&database, &asked(TWO)).await.unwrap();
        let read = estimate_find(&database, &permits().1, &code).await.unwrap();
        assert!(!read.report.gate.estimable);
        let codes: Vec<&str> = read.reasons.iter().map(|(code, _)| code.as_str()).collect();
        assert!(codes.contains(&"few_lists"), "{codes:?}");
        let mut unmeasured = asked(LISTS);
        unmeasured.choices.linkage = LinkageKnown::Unmeasured;
        let code = kept(&database, &unmeasured).await.unwrap();
        let read = estimate_find(&database, &permits().1, &code).await.unwrap();
        assert!(!read.report.gate.estimable);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_nothing_behind() {
    each_engine(&TABLES, |database| async move {
        let before = events(&database).await;
        let mut nameless = asked(LISTS);
        nameless.title = "  ".to_owned();
        let refused = kept(&database, &nameless).await.unwrap_err();
        assert_eq!(refused.key(), "estimate-needs-words");
        for wrong in [
            "",
            "A,B,count\n1,0,-3\n",
            "A,B,count\n0,0,5\n",
            "A,count\n1,5\n",
        ] {
            let refused = kept(&database, &asked(wrong)).await.unwrap_err();
            assert!(matches!(refused, EstimationError::Engine(_)), "{wrong}");
        }
        let stopped = calculate(LISTS, &Choices::default(), &|| false).unwrap_err();
        assert!(matches!(
            stopped,
            EstimationError::Engine(multiple_systems::Error::Stopped)
        ));
        assert_eq!(events(&database).await, before);
        let listed = estimate_list(&database, &permits().1).await.unwrap();
        assert!(listed.is_empty());
        let missing = estimate_find(&database, &permits().1, "0000000000").await;
        assert!(matches!(missing, Err(EstimationError::NotFound(_))));
    })
    .await;
}

#[tokio::test]
async fn the_list_follows_an_index() {
    each_engine(&TABLES, |database| async move {
        if database.engine() == Engine::Sqlite {
            let plan = database.query_plan(LIST).await.unwrap();
            assert!(plan.contains("estimate_by_time"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_estimate_whose_words_give_a_person_away_is_not_kept() {
    each_engine(&TABLES, |database| async move {
        let telling = "Rasti J50312045K";
        let title = NewEstimate {
            title: telling.to_owned(),
            ..asked(LISTS)
        };
        let source = NewEstimate {
            source: telling.to_owned(),
            ..asked(LISTS)
        };
        for (field, asked) in [("title", title), ("source", source)] {
            let error = kept(&database, &asked).await.unwrap_err();
            assert_eq!(error.refused_text().unwrap().field, field);
            assert!(!format!("{error} {error:?}").contains("J50312045K"));
        }
        assert_eq!(events(&database).await, 0);
        let list = estimate_list(&database, &permits().1).await.unwrap();
        assert!(list.is_empty());
    })
    .await;
}
