//! What every other crate relies on, on both engines: writes are whole, migrations are guarded,
//! bulk writes are complete.

use store::{BulkInsert, Database, Migrations, Step, StoreError, testing::each_engine};

const THINGS: Migrations = Migrations {
    component: "things",
    steps: &[Step {
        name: "things",
        sqlite: "CREATE TABLE thing (id INTEGER NOT NULL PRIMARY KEY, name TEXT) STRICT;",
        postgres: "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, name TEXT);",
    }],
};

async fn count(database: &Database) -> i64 {
    store::read!(database, connection => {
        store::query_scalar("SELECT COUNT(*) FROM thing").fetch_one(connection)
    })
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_is_dropped_leaves_no_trace() {
    each_engine(&[THINGS], |database| async move {
        let mut transaction = database.begin().await.unwrap();
        let insert = "INSERT INTO thing (id, name) VALUES ($1, $2)";
        store::execute!(transaction, store::query(insert).bind(1i64).bind("one")).unwrap();
        drop(transaction);
        assert_eq!(count(&database).await, 0);

        let mut transaction = database.begin().await.unwrap();
        store::execute!(transaction, store::query(insert).bind(1i64).bind("one")).unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(count(&database).await, 1);

        let mut transaction = database.begin().await.unwrap();
        let error = store::execute!(transaction, store::query(insert).bind(1i64).bind("again"))
            .unwrap_err();
        assert!(error.is_conflict(), "{error}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_come_in_one_at_a_time_and_lose_nothing() {
    each_engine(&[THINGS], |database| async move {
        let writers: Vec<_> = (0..8)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move {
                    for _ in 0..5 {
                        let mut transaction = database.begin().await.unwrap();
                        let next: i64 = store::within!(transaction, connection => {
                            store::query_scalar("SELECT COALESCE(MAX(id), 0) + 1 FROM thing")
                                .fetch_one(connection)
                        })
                        .unwrap();
                        store::execute!(
                            transaction,
                            store::query("INSERT INTO thing (id) VALUES ($1)").bind(next)
                        )
                        .unwrap();
                        transaction.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(count(&database).await, 40);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bulk_rows_arrive_complete_and_in_one_piece() {
    each_engine(&[THINGS], |database| async move {
        let mut transaction = database.begin().await.unwrap();
        let mut insert = BulkInsert::new("thing", &["id", "name"], "");
        for id in 0..14_001i64 {
            let name = (id % 2 == 0).then(|| format!("no. {id}"));
            insert.push(&mut transaction, [id.into(), name.into()]).await.unwrap();
        }
        insert.finish(&mut transaction).await.unwrap();
        assert_eq!(count(&database).await, 0, "nobody sees a half-written batch");
        transaction.commit().await.unwrap();
        assert_eq!(count(&database).await, 14_001);
        let (even, odd): (Option<String>, Option<String>) =
            store::read!(database, connection => store::query_as(
                "SELECT (SELECT name FROM thing WHERE id = 14000), (SELECT name FROM thing WHERE id = 13999)"
            ).fetch_one(connection))
            .unwrap();
        assert_eq!((even.as_deref(), odd), (Some("no. 14000"), None));
    })
    .await;
}

#[tokio::test]
async fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("a.db").display());
    Database::open(&address, &[THINGS])
        .await
        .unwrap()
        .close()
        .await;

    const OTHER: Migrations = Migrations {
        component: "things",
        steps: &[Step {
            name: "things",
            sqlite: "CREATE TABLE thing (id TEXT) STRICT;",
            postgres: "",
        }],
    };
    let error = Database::open(&address, &[OTHER]).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Changed { version: 1, .. }),
        "{error}"
    );

    const OLDER: Migrations = Migrations {
        component: "things",
        steps: &[],
    };
    let error = Database::open(&address, &[OLDER]).await.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 1,
                known: 0,
                ..
            }
        ),
        "{error}"
    );

    let error = Database::open("mysql://user:secret@host/x", &[])
        .await
        .unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn a_backup_is_a_whole_database() {
    let folder = tempfile::tempdir().unwrap();
    let address = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let database = Database::open(&address("a.db"), &[THINGS]).await.unwrap();
    let mut transaction = database.begin().await.unwrap();
    store::execute!(
        transaction,
        store::query("INSERT INTO thing (id) VALUES (5)")
    )
    .unwrap();
    transaction.commit().await.unwrap();
    database.back_up(&folder.path().join("b.db")).await.unwrap();
    assert!(
        database.back_up(&folder.path().join("b.db")).await.is_err(),
        "never overwrites"
    );
    Database::check_copy(&folder.path().join("b.db"), &[THINGS])
        .await
        .unwrap();
    assert!(
        !folder.path().join("b.db-wal").exists(),
        "looking leaves nothing behind"
    );
    let copy = Database::open(&address("b.db"), &[THINGS]).await.unwrap();
    assert_eq!(count(&copy).await, 1);
    // What was a reader before the copy is one after it.
    for _ in 0..20 {
        let written: Result<i64, StoreError> = store::read!(database, connection => {
            store::query_scalar("INSERT INTO thing (id) VALUES (6) RETURNING id").fetch_one(connection)
        });
        assert!(written.is_err());
    }
}

#[tokio::test]
async fn a_damaged_copy_is_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let database = Database::open(&format!("sqlite://{}", path.display()), &[THINGS])
        .await
        .unwrap();
    let mut transaction = database.begin().await.unwrap();
    let mut insert = BulkInsert::new("thing", &["id", "name"], "");
    for id in 0..5_000i64 {
        insert
            .push(
                &mut transaction,
                [id.into(), "a name of some length".into()],
            )
            .await
            .unwrap();
    }
    insert.finish(&mut transaction).await.unwrap();
    transaction.commit().await.unwrap();
    let copy = folder.path().join("copy.db");
    database.back_up(&copy).await.unwrap();
    let whole = std::fs::read(&copy).unwrap();

    let mut holed = whole.clone();
    holed[20_000..24_000].fill(0xff);
    let half = whole[..whole.len() / 2].to_vec();
    for (what, bytes) in [
        ("holed", holed),
        ("half", half),
        ("text", b"not a database at all".to_vec()),
    ] {
        let path = folder.path().join(what);
        std::fs::write(&path, bytes).unwrap();
        let refused = Database::check_copy(&path, &[THINGS]).await.unwrap_err();
        assert!(
            matches!(refused, StoreError::Damaged { .. }),
            "{what}: {refused}"
        );
    }
    const OLDER: Migrations = Migrations {
        component: "things",
        steps: &[],
    };
    let refused = Database::check_copy(&copy, &[OLDER]).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer { .. }), "{refused}");
    let missing = Database::check_copy(&folder.path().join("nothing"), &[THINGS]).await;
    assert!(missing.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_fails_leaves_the_database_as_it_was() {
    const BROKEN: Migrations = Migrations {
        component: "things",
        steps: &[
            THINGS.steps[0],
            Step {
                name: "broken",
                sqlite: HALF_WRONG,
                postgres: HALF_WRONG,
            },
        ],
    };
    const HALF_WRONG: &str =
        "CREATE TABLE other (id BIGINT NOT NULL PRIMARY KEY); SELECT nonsense FROM nowhere;";
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("a.db").display());
    assert!(Database::open(&address, &[BROKEN]).await.is_err());
    let database = Database::open(&address, &[THINGS]).await.unwrap();
    assert_eq!(count(&database).await, 0);
    let tables = store::testing::shape(&database).await;
    assert!(
        !tables.keys().any(|name| name.starts_with("other")),
        "{tables:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_tries_to_write_does_not_wait() {
    each_engine(&[THINGS], |database| async move {
        let writing = database.begin().await.unwrap();
        assert!(database.try_begin().await.unwrap().is_none());
        assert_eq!(count(&database).await, 0, "readers do not wait either");
        drop(writing);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_that_differ_between_the_engines_are_found() {
    if std::env::var_os(store::testing::POSTGRES_VARIABLE).is_none() {
        eprintln!("left out: no PostgreSQL server");
        return;
    }
    const UNLIKE: Migrations = Migrations {
        component: "things",
        steps: &[Step {
            name: "things",
            sqlite: "CREATE TABLE thing (id INTEGER NOT NULL PRIMARY KEY, name TEXT) STRICT;",
            postgres: "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL);",
        }],
    };
    store::testing::expect_parity(&[THINGS]).await;
    let compared = tokio::spawn(store::testing::expect_parity(&[UNLIKE])).await;
    assert!(compared.unwrap_err().is_panic());
}
