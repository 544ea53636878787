//! Assistance and numbers never depend on cooperation: the whole demonstration of the table wing is
//! played twice, with everybody's part in proceedings turned round. Both databases then hold the same
//! bytes, the sealed parts themselves excepted: the same plans, options, deadlines, tasks, stays and
//! events, and the same counts at the committee.

use crate::{
    facts::{country, place},
    hand_over::{QUARTER, actors, now, period, wing},
};
use access::{Actor, OperateSystem, Permit, Scope};
use casework::{Casework, MIGRATIONS, Request, Service};
use committee::Catalogue;
use gate::Gate;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use store::{Database, testing::shape};
use table_demonstration::{PASSPHRASE, Part};
use vocabulary::RandomSource;

/// The same bytes on every run (SplitMix64, Steele, Lea and Flood 2014).
struct Counted(AtomicU64);

impl RandomSource for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let state = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (mixed ^ (mixed >> 31)).to_le_bytes()[0];
        }
    }
}

/// Everything that a database holds, row by row, table by table.
async fn dump(database: &Database) -> BTreeMap<String, Vec<String>> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in shape(database).await.keys() {
        let named = name.split_once('.').filter(|_| !name.contains(' '));
        if let Some((table, column)) = named {
            columns
                .entry(table.to_owned())
                .or_default()
                .push(format!("quote({column})"));
        }
    }
    let mut tables = BTreeMap::new();
    for (table, columns) in columns {
        let row = columns.join(" || '|' || ");
        let query = format!("SELECT {row} FROM {table} ORDER BY 1");
        let rows: Vec<(String,)> = store::read!(database, connection => {
            store::query_as(store::AssertSqlSafe(query.clone())).fetch_all(connection)
        })
        .unwrap();
        tables.insert(table, rows.into_iter().map(|(row,)| row).collect());
    }
    tables
}

/// What every worker of the demonstration is shown of options, tasks and cases.
async fn shown(casework: &Casework) -> String {
    let mut text = String::new();
    for actor in actors() {
        // Whoever was suspended in it is let in no more.
        let Ok(worker) = casework.enter(&actor, PASSPHRASE, now()).await else {
            continue;
        };
        let request = Request {
            worker: &worker,
            now: now(),
        };
        let tasks = casework.tasks_of(request).await.unwrap();
        let cases = casework.cases_of(request).await.unwrap();
        write!(text, "{tasks:?}{cases:?}").unwrap();
        for case in cases {
            for service in Service::ALL {
                let options = casework.provider_options(request, &case.code, *service);
                // Not everybody assists; whoever does not is told the same in both.
                write!(text, "{:?}", options.await.ok()).unwrap();
            }
        }
    }
    text
}

struct Played {
    cases: BTreeMap<String, Vec<String>>,
    committee: BTreeMap<String, Vec<String>>,
    shown: String,
    counts: String,
}

async fn played(part: Part) -> Played {
    let folder = tempfile::tempdir().unwrap();
    let address = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let cases = Database::open(&address("cases"), &[ledger::MIGRATIONS, MIGRATIONS])
        .await
        .unwrap();
    let tables = [ledger::MIGRATIONS, committee::MIGRATIONS];
    let database = Database::open(&address("committee"), &tables)
        .await
        .unwrap();
    let casework = wing(cases.clone(), Arc::new(Counted(AtomicU64::new(7))));
    table_demonstration::load_as(&casework, &actors(), (now(), part))
        .await
        .unwrap();
    let catalogue = Catalogue::load(&database, country()).await.unwrap();
    let gate = Gate::new(casework.clone(), database.clone(), Arc::new(catalogue));
    table_demonstration::hand_over(&casework, &gate, (&actors(), now()))
        .await
        .unwrap();
    let nation = Scope::national(place("AL"));
    let operator: Permit<OperateSystem> = Actor::operator().permit(nation).unwrap();
    let mut counts = String::new();
    for asked in ["2025", "2026", "2026Q1", QUARTER, "2026Q3"] {
        let what = (&place("AL"), period(asked));
        let counted = gate.count_as_operator(&operator, what, now()).await;
        write!(counts, "{:?}", counted.unwrap()).unwrap();
    }
    Played {
        shown: shown(&casework).await,
        cases: dump(&cases).await,
        committee: dump(&database).await,
        counts,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybodys_part_in_proceedings_turned_round_changes_not_a_byte() {
    let (mut told, mut turned) = (played(Part::AsTold).await, played(Part::TurnedRound).await);
    // What is sealed of the part itself differs, in every case; take it out, and nothing does.
    let parts = |played: &mut Played| -> Vec<String> {
        let sealed = played.cases.get_mut("sealed_field").unwrap();
        let (parts, rest) = std::mem::take(sealed)
            .into_iter()
            .partition(|row| row.contains("participation'"));
        *sealed = rest;
        parts
    };
    let (of_told, of_turned) = (parts(&mut told), parts(&mut turned));
    assert!(of_told.len() > 15, "everybody has a part");
    assert_eq!(of_told.len(), of_turned.len());
    assert!(
        of_told
            .iter()
            .zip(&of_turned)
            .all(|(one, other)| one != other)
    );
    for (table, rows) in &told.cases {
        assert!(*rows == turned.cases[table], "{table} differs");
    }
    for (table, rows) in &told.committee {
        assert!(*rows == turned.committee[table], "{table} differs");
    }
    assert_eq!(told.shown, turned.shown);
    assert_eq!(told.counts, turned.counts);
    assert!(
        told.committee["reported_figure"].len() > 20,
        "it was counted"
    );
    assert!(told.shown.len() > 1000 && told.counts.len() > 1000);
}
