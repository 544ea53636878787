//! A budget is spent once, whoever asks at the same time, and what left is on record.

use crate::world::{MIGRATIONS, day};
use access::{Actor, OperateSystem, Permit, Scope};
use disclosure_control::differential_privacy::{Ledger, Spend};
use release::{ReleaseError, budget_read, budget_spend, records_keep, released_files};
use store::testing::each_engine;
use vocabulary::PlaceCode;

const PEOPLE: &str = "school leavers 2015-2023";

fn operator() -> Permit<OperateSystem> {
    let nation = Scope::national(PlaceCode::parse("AL").unwrap());
    Actor::operator().permit(nation).unwrap()
}

fn spend(epsilon: u64) -> Spend {
    Spend {
        what: "discrete Laplace, up to 2 dimensions crossed".to_owned(),
        records_sha256: "00".repeat(32),
        epsilon_millionths: epsilon,
        delta_trillionths: 0,
    }
}

fn with(ledger: &str, epsilon: u64) -> String {
    let mut ledger = Ledger::read("ledger", ledger).unwrap();
    ledger.spend(spend(epsilon)).unwrap();
    ledger.text()
}

fn refusal(result: Result<(), ReleaseError>) -> &'static str {
    result.unwrap_err().key()
}

#[tokio::test]
async fn a_budget_is_spent_once_and_every_file_is_on_record() {
    each_engine(&MIGRATIONS, |database| async move {
        let permit = operator();
        assert_eq!(budget_read(&database, &permit, PEOPLE).await.unwrap(), None);
        let new = with(
            &Ledger::new(PEOPLE, 2_000_000, 0).unwrap().text(),
            1_000_000,
        );
        let first = (PEOPLE, None, new.as_str());
        budget_spend(&database, &permit, first, b"a,b\n", day(1))
            .await
            .unwrap();
        // Somebody else began it at the same time.
        let twice = budget_spend(&database, &permit, first, b"a,b\n", day(1)).await;
        assert_eq!(refusal(twice), "release-try-again");

        let kept = budget_read(&database, &permit, PEOPLE)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((kept.number, kept.ledger.as_str()), (1, new.as_str()));
        let next = with(&kept.ledger, 500_000);
        let second = (PEOPLE, Some(&kept), next.as_str());
        budget_spend(&database, &permit, second, b"c,d\n", day(2))
            .await
            .unwrap();
        // Two releases out of one state of the ledger: the second is refused.
        let stale = budget_spend(&database, &permit, second, b"e,f\n", day(2)).await;
        assert_eq!(refusal(stale), "release-try-again");

        records_keep(
            &database,
            &permit,
            (PEOPLE, "records, k = 11"),
            b"x\n",
            day(3),
        )
        .await
        .unwrap();
        for about in [
            ("rasti J50312045K", "records"),
            (PEOPLE, "rasti J50312045K"),
        ] {
            let kept = records_keep(&database, &permit, about, b"x\n", day(3)).await;
            let error = kept.unwrap_err();
            assert!(error.refused_text().is_some());
            assert!(!format!("{error} {error:?}").contains("J50312045K"));
        }
        let files = released_files(&database, &permit).await.unwrap();
        let kinds: Vec<&str> = files.iter().map(|file| file.kind.as_str()).collect();
        assert_eq!(kinds, ["records", "noise", "noise"]);
        assert_eq!(files[1].hash, blake3::hash(b"c,d\n").to_hex().as_str());
        assert_eq!((files[0].at, files[0].by.as_str()), (day(3), "operator"));
        let verified = ledger::verify(&database, []).await.unwrap();
        assert!(verified.is_ok(), "{verified:?}");
    })
    .await;
}

#[tokio::test]
async fn a_ledger_that_was_changed_by_hand_pays_for_nothing() {
    each_engine(&MIGRATIONS, |database| async move {
        let permit = operator();
        let new = with(
            &Ledger::new(PEOPLE, 2_000_000, 0).unwrap().text(),
            1_000_000,
        );
        budget_spend(&database, &permit, (PEOPLE, None, &new), b"a\n", day(1))
            .await
            .unwrap();
        let kept = budget_read(&database, &permit, PEOPLE)
            .await
            .unwrap()
            .unwrap();
        let forgotten = with(&Ledger::new(PEOPLE, 2_000_000, 0).unwrap().text(), 500_000);
        let larger = Ledger::new(PEOPLE, 4_000_000, 0).unwrap().text();
        let larger = with(&with(&larger, 1_000_000), 500_000);
        let others = Ledger::new("other people", 2_000_000, 0).unwrap().text();
        let others = with(&with(&others, 1_000_000), 500_000);
        let unpaid = kept.ledger.clone();
        let twice = with(&with(&kept.ledger, 100_000), 100_000);
        for other in [forgotten, larger, others, unpaid, twice] {
            let asked = (PEOPLE, Some(&kept), other.as_str());
            let refused = budget_spend(&database, &permit, asked, b"b\n", day(2)).await;
            assert_eq!(refusal(refused), "budget-other-ledger", "{other}");
        }
        let still = budget_read(&database, &permit, PEOPLE)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(still, kept);
        assert_eq!(released_files(&database, &permit).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_with_an_account_touches_a_budget() {
    let nation = Scope::national(PlaceCode::parse("AL").unwrap());
    let analyst = crate::world::analyst(1);
    assert!(analyst.permit::<OperateSystem>(nation).is_err());
}
