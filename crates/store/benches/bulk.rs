//! How many small rows a second `BulkInsert` writes into SQLite: the floor under every import.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use store::{BulkInsert, Database, Migrations, Step};

const FIGURES: Migrations = Migrations {
    component: "figures",
    steps: &[Step {
        name: "figures",
        sqlite: "CREATE TABLE figure (change_id INTEGER NOT NULL, indicator INTEGER NOT NULL,
            place INTEGER NOT NULL, period INTEGER NOT NULL, state INTEGER NOT NULL,
            number INTEGER, comment TEXT,
            PRIMARY KEY (change_id, indicator, place, period)) STRICT, WITHOUT ROWID;",
        postgres: "",
    }],
};

const COLUMNS: [&str; 7] = [
    "change_id",
    "indicator",
    "place",
    "period",
    "state",
    "number",
    "comment",
];

const ROWS: i64 = 200_000;

async fn write(database: Database) {
    let mut transaction = database.begin().await.expect("begins");
    let mut insert = BulkInsert::new("figure", &COLUMNS, "");
    for row in 0..ROWS {
        let (indicator, place, period) = (row / 8000, row / 20 % 400, row % 20);
        let comment = (row % 50 == 0).then(|| "a remark".to_owned());
        let values = [
            1.into(),
            indicator.into(),
            place.into(),
            period.into(),
            1.into(),
            row.into(),
            comment.into(),
        ];
        insert
            .push(&mut transaction, values)
            .await
            .expect("is written");
    }
    insert.finish(&mut transaction).await.expect("is written");
    transaction.commit().await.expect("commits");
}

fn bulk(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut number = 0;
    let mut group = criterion.benchmark_group("bulk");
    group.throughput(Throughput::Elements(u64::try_from(ROWS).expect("positive")));
    group.sample_size(10);
    group.bench_function("seven columns, sqlite", |bencher| {
        let fresh = || {
            number += 1;
            let address = format!("sqlite://{}/{number}.db", folder.path().display());
            runtime
                .block_on(Database::open(&address, &[FIGURES]))
                .expect("opens")
        };
        bencher.iter_batched(
            fresh,
            |database| runtime.block_on(write(database)),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, bulk);
criterion_main!(benches);
