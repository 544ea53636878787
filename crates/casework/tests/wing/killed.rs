//! A program that is killed in the middle of a reading, a grant, a referral or an erasure: nothing is half
//! there, what was promised is there, and nothing was read that the log does not know. The program is
//! this test binary, started again. On PostgreSQL the program is killed and the server stays.

use crate::{
    disclosures::{consent, terms},
    setup::{Office, PASSPHRASE, TABLES, actor, at, canary, day, hour},
};
use casework::{
    Age, CaseCode, Casework, Compartment, Field, NewGrant, NewReferral, PassphraseCost, Purpose,
    RecordId, ReferralKind, Service, Settings, Urgency,
};
use std::{
    collections::BTreeSet,
    env,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};
use store::{Database, testing};
use vocabulary::InstitutionCode;

const ADDRESS: &str = "BESA_TEST_KILLED_WING";
const WORK: &str = "BESA_TEST_KILLED_WORK";
const SHELTER: &str = "R-2.SHELTER";
const CASES: usize = 24;

/// Does one kind of work on case after case, and says after each that it was done. Does nothing as a
/// test.
#[tokio::test(flavor = "multi_thread")]
async fn worker() {
    let (Ok(address), Ok(work)) = (env::var(ADDRESS), env::var(WORK)) else {
        return;
    };
    let database = Database::open(&address, &TABLES).await.unwrap();
    let wing = wing(&database);
    let manager = wing
        .enter(&actor(1, "R-1.SOCIAL"), PASSPHRASE, hour(5))
        .await
        .unwrap();
    let request = at(&manager, 6);
    let holder = actor(2, "R-1.SOCIAL").account_id().to_string();
    for round in 0.. {
        let mut cases = wing.cases_of(request).await.unwrap();
        cases.sort_by(|one, other| one.code.as_str().cmp(other.code.as_str()));
        if cases.is_empty() {
            break;
        }
        for case in cases {
            match work.as_str() {
                "reveal" => {
                    let what = (Field::Name, "to call");
                    let text = wing.reveal(request, &case.code, what).await.unwrap();
                    assert!(text.is_some());
                }
                "grant" if round % 2 == 0 => {
                    let new = NewGrant {
                        holder: holder.clone(),
                        purpose: Purpose::Service,
                        compartments: vec![Compartment::Identity, Compartment::Care],
                        ends_at: day(90),
                        reason: "helps".to_owned(),
                    };
                    wing.grant_give(request, &case.code, &new).await.unwrap();
                }
                "grant" => wing
                    .grant_revoke(request, &case.code, &holder)
                    .await
                    .unwrap(),
                // In the second round everything is sent.
                "referral" if round > 0 => return,
                "referral" => {
                    for one in wing.referrals(request, &case.code).await.unwrap() {
                        let sent = wing.referral_send(request, &case.code, &one.status.id);
                        sent.await.unwrap();
                    }
                }
                "erasure" => wing.case_erase(request, &case.code).await.unwrap(),
                other => panic!("{other} is no work"),
            }
            writeln!(std::io::stderr(), "done {}", case.code).unwrap();
        }
    }
}

fn wing(database: &Database) -> Casework {
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let random = Arc::new(access::OperatingSystemRandom);
    Casework::new(database.clone(), settings, random)
}

fn address(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("wing.sqlite").display())
}

/// A wing of cases with everything that the work wants.
async fn prepare(address: &str, work: &str) {
    let database = Database::open(address, &TABLES).await.unwrap();
    database.defer_durability().await.unwrap();
    let office = Office::open(&database).await;
    let wing = &office.wing;
    wing.reception_set(at(&office.shelter, 1), true)
        .await
        .unwrap();
    for number in 0..CASES {
        let form = format!("form {number}");
        let code = office.concern(&form, Age::Adult).await;
        match work {
            "referral" => draft(&office, &code, &form).await,
            "erasure" => close(&database, &code).await,
            _ => {}
        }
    }
    database.restore_durability().await.unwrap();
    database.close().await;
}

async fn draft(office: &Office, code: &CaseCode, form: &str) {
    office.brief(code).await;
    let new = consent(form, terms(SHELTER, &[Field::Name, Field::Concern], 300));
    let basis: RecordId = office
        .wing
        .consent_give(office.managing(3), code, &new)
        .await
        .unwrap();
    let new = NewReferral {
        request: form.to_owned(),
        service: Service::Psychological,
        kind: ReferralKind::OtherRegion,
        urgency: Urgency::Urgent,
        recipient: InstitutionCode::parse(SHELTER).unwrap(),
        basis,
        fields: vec![Field::Name],
        note: canary(),
        follows: None,
    };
    office
        .wing
        .referral_draft(office.managing(4), code, &new)
        .await
        .unwrap();
}

/// Closed, and kept no longer.
async fn close(database: &Database, code: &CaseCode) {
    let mut transaction = database.begin().await.unwrap();
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO closure (id, case_code, reason, may_contact, closed_at, keep_until)
             VALUES ($1, $1, 'goals-met', 0, 1, 2)",
        )
        .bind(code.as_str())
    )
    .unwrap();
    transaction.commit().await.unwrap();
}

/// Starts the worker, kills it a moment after it has said so often that something was done, and gives
/// the codes that it named.
fn killed(address: &str, work: &str, (times, moment): (usize, u64)) -> Vec<String> {
    let mut worker = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::worker", "--nocapture"])
        .env(ADDRESS, address)
        .env(WORK, work)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(worker.stderr.take().unwrap()).lines();
    let mut lines = lines.map_while(Result::ok);
    let mut said = Vec::new();
    let code = |line: String| line.strip_prefix("done ").map(str::to_owned);
    while said.len() < times
        && let Some(line) = lines.next()
    {
        said.extend(code(line));
    }
    assert_eq!(said.len(), times, "the worker worked");
    std::thread::sleep(Duration::from_micros(moment));
    worker.kill().unwrap();
    worker.wait().unwrap();
    // What it still said before it died was promised too.
    said.extend(lines.filter_map(code));
    said
}

async fn count(database: &Database, query: &'static str) -> i64 {
    store::read!(database, connection => store::query_scalar(query).fetch_one(connection)).unwrap()
}

/// What must be nowhere, whatever was killed, each as a count of what breaks the rule.
const BROKEN: [(&str, &str); 8] = [
    (
        "an event of a person's file that the log does not know",
        "SELECT COUNT(*) FROM file_event f WHERE NOT EXISTS (SELECT 1 FROM ledger_event l
            WHERE l.sequence = f.sequence - 1 AND l.kind = f.kind AND l.subject = f.case_code)",
    ),
    (
        "a grant without its keys",
        "SELECT COUNT(*) FROM access_grant g JOIN case_file c ON c.code = g.case_code
         WHERE g.revoked_at IS NULL AND c.erased_at IS NULL AND 2 > (SELECT COUNT(*)
            FROM wrapped_key k WHERE k.subject = c.subject AND k.holder = g.holder)",
    ),
    (
        "keys without a grant",
        "SELECT COUNT(*) FROM wrapped_key k JOIN case_file c ON c.subject = k.subject
         WHERE NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.case_code = c.code
            AND g.holder = k.holder AND g.revoked_at IS NULL)",
    ),
    (
        "texts under another key than the one that is wrapped",
        "SELECT COUNT(*) FROM wrapped_key k JOIN wrapped_key o ON o.subject = k.subject
            AND o.compartment = k.compartment WHERE o.version <> k.version",
    ),
    (
        "a referral that was sent without what was told",
        "SELECT COUNT(*) FROM referral r WHERE r.state = 'sent' AND (NOT EXISTS (
            SELECT 1 FROM sealed_field s WHERE s.subject = r.disclosure) OR NOT EXISTS (
            SELECT 1 FROM wrapped_key k WHERE k.subject = r.disclosure) OR NOT EXISTS (
            SELECT 1 FROM task t WHERE t.concerns = r.id))",
    ),
    (
        "what was told without a referral",
        "SELECT COUNT(*) FROM disclosure d WHERE NOT EXISTS (SELECT 1 FROM referral r
            WHERE r.disclosure = d.id AND r.state = 'sent')",
    ),
    (
        "an erased person of whom something is left",
        "SELECT COUNT(*) FROM case_file c WHERE c.erased_at IS NOT NULL AND (
            EXISTS (SELECT 1 FROM wrapped_key k WHERE k.subject = c.subject)
            OR EXISTS (SELECT 1 FROM sealed_field s WHERE s.subject = c.subject)
            OR EXISTS (SELECT 1 FROM blind_index b WHERE b.case_code = c.code)
            OR NOT EXISTS (SELECT 1 FROM file_event e WHERE e.case_code = c.code
                AND e.kind = 'case-erased'))",
    ),
    (
        "a person who was half erased",
        "SELECT COUNT(*) FROM case_file c WHERE c.erased_at IS NULL AND (
            NOT EXISTS (SELECT 1 FROM wrapped_key k WHERE k.subject = c.subject)
            OR NOT EXISTS (SELECT 1 FROM sealed_field s WHERE s.subject = c.subject)
            OR EXISTS (SELECT 1 FROM file_event e WHERE e.case_code = c.code
                AND e.kind = 'case-erased'))",
    ),
];

/// Kills the work at several moments, on a fresh database of each engine each time.
async fn each_moment(work: &str, kind: &'static str) {
    for moment in [(1, 0), (3, 700), (7, 1_900), (12, 4_000), (20, 9_000)] {
        let folder = tempfile::tempdir().unwrap();
        at_moment(&address(folder.path()), (work, kind), moment).await;
        let Ok(server) = env::var(testing::POSTGRES_VARIABLE) else {
            eprintln!(
                "PostgreSQL left out: {} is not set",
                testing::POSTGRES_VARIABLE
            );
            continue;
        };
        let name = format!(
            "besa_test_killed_{}_{work}_{}",
            std::process::id(),
            moment.0
        );
        let address = testing::create(&server, &name).await.unwrap();
        at_moment(&address, (work, kind), moment).await;
        testing::remove(&server, &name).await.unwrap();
    }
}

/// Kills the work at one moment and looks at what is left of it.
async fn at_moment(address: &str, (work, kind): (&str, &'static str), moment: (usize, u64)) {
    prepare(address, work).await;
    let said = killed(address, work, moment);
    let database = Database::open(address, &TABLES).await.unwrap();
    // What the server has not finished of the killed program is waited for: it held the writer's turn.
    drop(database.begin().await.unwrap());
    assert!(ledger::verify(&database, None).await.unwrap().is_ok());
    for (what, query) in BROKEN {
        assert_eq!(
            count(&database, query).await,
            0,
            "{work}, {moment:?}: {what}"
        );
    }
    // Whatever was read or promised is in the log: by person, as often as it was said.
    let rows: Vec<(String,)> = store::read!(database, connection => {
        store::query_as("SELECT case_code FROM file_event WHERE kind = $1 OR kind = $2")
            .bind(kind)
            .bind(kind.replace("given", "revoked"))
            .fetch_all(connection)
    })
    .unwrap();
    let mut logged: Vec<String> = rows.into_iter().map(|(code,)| code).collect();
    for code in &said {
        let place = logged.iter().position(|one| one == code);
        let place = place.unwrap_or_else(|| panic!("{work}: {code} is not in the log"));
        logged.swap_remove(place);
    }
    assert!(logged.len() <= 1, "at most the one that nobody was told of");
    // And the wing goes on: whoever comes in reads what is not erased.
    let wing = wing(&database);
    let manager = wing
        .enter(&actor(1, "R-1.SOCIAL"), PASSPHRASE, hour(7))
        .await;
    let manager = manager.unwrap();
    let erased: BTreeSet<String> = wing
        .erasures()
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.code.to_string())
        .collect();
    let left = wing.cases_of(at(&manager, 8)).await.unwrap();
    assert_eq!(left.len() + erased.len(), CASES);
    for case in left {
        let what = (Field::Name, "to call");
        let text = wing.reveal(at(&manager, 8), &case.code, what).await;
        assert!(text.unwrap().is_some(), "{work}: {} opens", case.code);
    }
    database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_a_reading_nothing_was_read_that_the_log_does_not_know() {
    each_moment("reveal", "revealed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_a_grant_nobody_holds_half_of_it() {
    each_moment("grant", "grant-given").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_a_referral_it_was_sent_with_what_was_told_or_not_at_all() {
    each_moment("referral", "referral-sent").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_an_erasure_a_person_is_whole_or_gone() {
    each_moment("erasure", "case-erased").await;
}
