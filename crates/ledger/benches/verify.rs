//! How many rows a second the whole log is checked with, on SQLite. `BESA_BENCH_ROWS=10000000` measures
//! once how long a log of that length takes; a minute is what ten million rows may.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ledger::{Event, Head, MIGRATIONS, leaf_hash, verify};
use store::{BulkInsert, Database};

const COLUMNS: [&str; 8] = [
    "sequence", "at", "actor", "kind", "subject", "detail", "leaf", "node",
];

const ROWS: i64 = 500_000;

fn rows() -> i64 {
    let given = std::env::var("BESA_BENCH_ROWS").ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(ROWS)
}

async fn filled(folder: &std::path::Path) -> Database {
    let address = format!("sqlite://{}", folder.join("ledger.db").display());
    let database = Database::open(&address, &[MIGRATIONS])
        .await
        .expect("opens");
    let mut transaction = database.begin().await.expect("begins");
    let mut insert = BulkInsert::new("ledger_event", &COLUMNS, "");
    let mut head = Head::default();
    for sequence in 0..rows() {
        let event = Event {
            sequence,
            at: 1_700_000_000_000_000 + sequence * 1_000,
            actor: "0193b1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b".to_owned(),
            kind: "return-step".to_owned(),
            subject: (sequence / 7).to_string(),
            detail: r#"{"step":"submit","place":"AL-07","period":"2026Q3"}"#.to_owned(),
        };
        let leaf = leaf_hash(&event.canonical_bytes());
        let node = head.push(leaf);
        let row = [
            event.sequence.into(),
            event.at.into(),
            event.actor.into(),
            event.kind.into(),
            event.subject.into(),
            event.detail.into(),
            leaf.as_bytes().to_vec().into(),
            node.as_bytes().to_vec().into(),
        ];
        insert
            .push(&mut transaction, row)
            .await
            .expect("is written");
    }
    insert.finish(&mut transaction).await.expect("is written");
    transaction.commit().await.expect("commits");
    database
}

fn whole_log(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let database = runtime.block_on(filled(folder.path()));
    if rows() > ROWS {
        let began = std::time::Instant::now();
        let verdict = runtime.block_on(verify(&database, None)).expect("reads");
        let size = verdict.expect("is whole").size();
        let text = format!("{size} rows checked in {:.1?}\n", began.elapsed());
        drop(std::io::Write::write_all(
            &mut std::io::stdout(),
            text.as_bytes(),
        ));
        return;
    }
    let mut group = criterion.benchmark_group("ledger");
    group.throughput(Throughput::Elements(u64::try_from(ROWS).expect("positive")));
    group.sample_size(10);
    group.bench_function("verify, sqlite", |bencher| {
        bencher.iter(|| {
            let verdict = runtime.block_on(verify(&database, None)).expect("reads");
            assert!(verdict.is_ok());
        });
    });
    group.finish();
}

criterion_group!(benches, whole_log);
criterion_main!(benches);
