//! Filling the wing. Open cases are taken in through casework's own functions, with all fields sealed.
//! Closed ones are the rows of the open ones written again under other codes, earlier and closed: as
//! many, as large, and never opened. The log has ten events for each.

use crate::{
    Size, line,
    world::{Browser, World, field, get, post, send},
};
use access::{
    Access, Actor, DisplayName, FirstAdministrator, ManageAccounts, Membership, NewAccount,
    OperateSystem, OperatingSystemRandom, Permit, RecoveryCode, Scope, SecondFactorSecret, SignIn,
    SignInName, SignInOutcome,
};
use casework::{
    Age, Casework, Channel, ConcernSource, Domain, Field, NewAction, NewBriefing, NewConcern,
    NewGoal, PassphraseCost, Profession, Request, SecretText, Service, Worker,
};
use jiff::{SignedDuration, Timestamp};
use ledger::{Event, Head, leaf_hash};
use std::{sync::Arc, time::Instant};
use store::{BulkInsert, Database};
use vocabulary::{Clock as _, Country, InstitutionCode, Language, PlaceCode, SystemClock};
use web_casework::TableDoor;

const PASSWORD: &str = "tre dele mbi mal";
const PASSPHRASE: &str = "gjashte zogj ne dege";
const SECRET: &str = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
/// Days between one copy of the open cases and the next.
const STEP_DAYS: i64 = 17;
const EVENTS: usize = 10;
/// Institutions, one for each region.
const REGIONS: usize = 12;

fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).expect("the country package is whole"))
}

fn institution(number: usize) -> Membership {
    let region = format!("AL-{:02}", number % REGIONS + 1);
    Membership::InstitutionMember {
        institution: InstitutionCode::parse(&format!("{region}.SOCIAL")).expect("is a code"),
        region: PlaceCode::parse(&region).ok(),
    }
}

/// Both databases, the doors, and everybody inside.
pub async fn fill(size: Size) -> World {
    let began = Instant::now();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let address = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let tables = [ledger::MIGRATIONS, access::MIGRATIONS];
    let accounts = Database::open(&address("committee.db"), &tables).await;
    let accounts = accounts.expect("opens");
    let tables = [ledger::MIGRATIONS, casework::MIGRATIONS];
    let cases = Database::open(&address("casework.sqlite"), &tables).await;
    let cases = cases.expect("opens");
    for database in [&accounts, &cases] {
        database.defer_durability().await.expect("can wait");
    }
    let access = Access::new(accounts.clone(), access::Settings::default());
    let settings = casework::Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let random = Arc::new(OperatingSystemRandom);
    let casework = Casework::new(cases.clone(), settings, random.clone());
    let clock = Arc::new(SystemClock);
    let door = TableDoor::new(
        casework.clone(),
        access.clone(),
        country(),
        (clock, random),
        false,
    );
    let router = web_casework::router(door);
    let people = people(&access, size).await;
    line(&format!(
        "{} accounts after {:.0?}",
        people.len(),
        began.elapsed()
    ));
    let workers = workers(&casework, &people).await;
    let codes = open_cases(&casework, &workers, size).await;
    line(&format!(
        "{} open cases after {:.0?}",
        size.open,
        began.elapsed()
    ));
    closed_cases(&cases, size).await;
    line(&format!(
        "{} closed cases after {:.0?}",
        size.closed,
        began.elapsed()
    ));
    events(&cases, size).await;
    for database in [&accounts, &cases] {
        database.restore_durability().await.expect("is written");
    }
    line(&format!("filled after {:.0?}", began.elapsed()));
    let mut browsers = Vec::with_capacity(people.len());
    for ((_, name), cases) in people.iter().zip(codes) {
        browsers.push(enter(&access, &router, (name, cases)).await);
    }
    line(&format!(
        "everybody is inside after {:.0?}",
        began.elapsed()
    ));
    World {
        router,
        cases,
        browsers,
        folder,
    }
}

fn nation() -> Scope {
    Scope::national(PlaceCode::parse("AL").expect("is a code"))
}

/// Accounts with a password and a device each.
async fn people(access: &Access, size: Size) -> Vec<(Actor, String)> {
    let now = SystemClock.now();
    let first = FirstAdministrator {
        sign_in_name: SignInName::parse("first").expect("is a name"),
        name: DisplayName::parse("First").expect("is a name"),
        language: Language::English,
        password: PASSWORD.to_owned(),
    };
    access.set_up(&first, now).await.expect("is set up");
    let manage: Permit<ManageAccounts> = Actor::operator().permit(nation()).expect("may");
    let operate: Permit<OperateSystem> = Actor::operator().permit(nation()).expect("may");
    let secret = SecondFactorSecret::parse(SECRET).expect("is a secret");
    let codes: [RecoveryCode; 0] = [];
    let mut people = Vec::with_capacity(size.workers);
    for number in 0..size.workers {
        let name = format!("worker.{number}");
        let account = NewAccount {
            sign_in_name: SignInName::parse(&name).expect("is a name"),
            name: DisplayName::parse(&name).expect("is a name"),
            language: Language::Albanian,
            membership: institution(number),
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        let id = access.account_create(&manage, &account, now).await;
        let id = id.expect("is made");
        let put = access.second_factor_put(&operate, id, (&secret, &codes), now);
        put.await.expect("is tied");
        let actor = access.act_for(&operate, id, now).await.expect("acts");
        people.push((actor, name));
    }
    people
}

async fn workers(casework: &Casework, people: &[(Actor, String)]) -> Vec<Worker> {
    let now = SystemClock.now();
    let mut workers: Vec<Worker> = Vec::with_capacity(people.len());
    for (actor, _) in people {
        let profession = Profession::SocialWorker;
        // The first of an institution is let in by anybody, the next by a colleague.
        let colleague = workers.len().saturating_sub(REGIONS);
        let registered = match workers.get(colleague) {
            None => {
                casework
                    .worker_register_first(actor, profession, PASSPHRASE, now)
                    .await
            }
            Some(colleague) => {
                casework
                    .worker_register(colleague, actor, profession, PASSPHRASE, now)
                    .await
            }
        };
        registered.expect("is registered");
        let inside = casework.enter(actor, PASSPHRASE, now).await;
        workers.push(inside.expect("comes in"));
    }
    workers
}

/// Cases that are led one after the other by each worker, taken in by somebody else.
async fn open_cases(casework: &Casework, workers: &[Worker], size: Size) -> Vec<Vec<String>> {
    let now = SystemClock.now();
    let mut codes = vec![Vec::new(); workers.len()];
    for number in 0..size.open {
        let leads = number % workers.len();
        let (manager, finder) = (&workers[leads], &workers[(leads + REGIONS) % workers.len()]);
        let before = i64::try_from(number % 200).unwrap_or_default();
        let at = now - SignedDuration::from_hours(before + 1);
        let told = [
            (Field::Name, format!("Emri{number} Mbiemri{}", number / 7)),
            (
                Field::BirthDate,
                format!("199{}-0{}-11", number % 10, number % 9 + 1),
            ),
            (Field::Phone, format!("06912{number:05}")),
            (
                Field::HomeAddress,
                "një rrugë e gjatë, pallati i tretë".to_owned(),
            ),
            (
                Field::SafeContact,
                "vetëm pasdite, dhe pa thënë pse".to_owned(),
            ),
            (Field::Concern, "çfarë u tha, me disa fjali. ".repeat(12)),
        ];
        let new = NewConcern {
            request: format!("form-{number}"),
            source: ConcernSource::Police,
            channel: Channel::Telephone,
            region: PlaceCode::parse("AL-07").expect("is a code"),
            age: Age::Adult,
            danger_now: number % 50 == 0,
            manager: manager.account().to_owned(),
            told: told
                .map(|(field, text)| (field, SecretText::new(text)))
                .into(),
        };
        let request = Request {
            worker: finder,
            now: at,
        };
        let code = casework.concern_take_in(request, &new).await;
        let code = code.expect("is taken in");
        if codes[leads].is_empty() {
            plan(casework, (manager, now), &code).await;
        }
        codes[leads].push(code.to_string());
    }
    codes
}

/// A plan of two goals with three actions each.
async fn plan(casework: &Casework, (worker, now): (&Worker, Timestamp), code: &casework::CaseCode) {
    let request = Request { worker, now };
    let briefing = NewBriefing::complete(Language::Albanian);
    casework
        .briefing_record(request, code, &briefing)
        .await
        .expect("is told");
    for domain in Domain::ALL.iter().take(2) {
        let new = NewGoal {
            request: format!("{code}-{}", domain.code()),
            domain: *domain,
            text: SecretText::new("një qëllim në fjalët e personit"),
        };
        let goal = casework
            .goal_add(request, code, &new)
            .await
            .expect("is added");
        for service in Service::ALL.iter().take(3) {
            let new = NewAction {
                request: format!("{code}-{}-{}", domain.code(), service.code()),
                goal: goal.clone(),
                service: *service,
                due_at: now + SignedDuration::from_hours(400),
                text: SecretText::new("një veprim që bëhet së bashku"),
            };
            casework
                .action_propose(request, code, &new)
                .await
                .expect("is proposed");
        }
    }
}

/// A statement that writes the rows of open cases again; `$1` is the number of the copy, `$2` the
/// seconds that it lies back.
const COPIES: [&str; 8] = [
    "INSERT INTO case_file (code, subject, manager, institution, region, source, channel, age, phase,
        identification, danger_now, opened_at, briefed_at)
     SELECT $1 || '/' || code, $1 || '/' || subject, manager, institution, region, source, channel,
        age, 'closed', identification, 0, opened_at - $2, briefed_at
     FROM case_file WHERE code NOT LIKE '%/%'",
    "INSERT INTO access_grant (id, case_code, holder, purpose, compartments, source, granted_by,
        reason, starts_at, ends_at)
     SELECT $1 || '/' || id, $1 || '/' || case_code, holder, purpose, compartments, source,
        granted_by, reason, starts_at - $2, ends_at - $2
     FROM access_grant WHERE id NOT LIKE '%/%'",
    "INSERT INTO wrapped_key (subject, compartment, holder, version, wrapped)
     SELECT $1 || '/' || subject, compartment, holder, version, wrapped
     FROM wrapped_key WHERE subject NOT LIKE '%/%' AND $2 > 0",
    "INSERT INTO sealed_field (record, field, subject, compartment, sealed)
     SELECT $1 || '/' || record, field, $1 || '/' || subject, compartment, sealed
     FROM sealed_field WHERE record NOT LIKE '%/%' AND $2 > 0",
    "INSERT INTO blind_index (case_code, kind, entry)
     SELECT $1 || '/' || case_code, kind, randomblob(16)
     FROM blind_index WHERE case_code NOT LIKE '%/%' AND $2 > 0",
    "INSERT INTO blind_index_word (case_code, entry)
     SELECT $1 || '/' || case_code, randomblob(16)
     FROM blind_index_word WHERE case_code NOT LIKE '%/%' AND $2 > 0",
    "INSERT INTO task (id, kind, case_code, shown_code, institution, worker, concerns, due_at, done_at)
     SELECT $1 || '/' || id, kind, $1 || '/' || case_code, $1 || '/' || shown_code, institution,
        worker, concerns, due_at - $2, due_at - $2
     FROM task WHERE id NOT LIKE '%/%'",
    "INSERT INTO closure (id, case_code, reason, may_contact, closed_at, keep_until)
     SELECT $1 || '/' || code, $1 || '/' || code, 'goals-reached', 0, opened_at - $2 + 1,
        opened_at + 300000000
     FROM case_file WHERE code NOT LIKE '%/%'",
];

async fn closed_cases(cases: &Database, size: Size) {
    for copy in 1..=size.closed / size.open {
        let copy = i64::try_from(copy).expect("is small");
        let mut transaction = cases.begin().await.expect("begins");
        for statement in COPIES {
            let back = copy * STEP_DAYS * 86_400;
            store::execute!(transaction, store::query(statement).bind(copy).bind(back))
                .expect("is written");
        }
        transaction.commit().await.expect("commits");
    }
}

/// Ten events of the log and of the person's file for each case.
async fn events(cases: &Database, size: Size) {
    let codes: Vec<(String, String, String, i64)> = store::read!(cases, connection => {
        store::query_as("SELECT code, manager, institution, opened_at FROM case_file
             WHERE code LIKE '%/%'").fetch_all(connection)
    })
    .expect("reads");
    let mut transaction = cases.begin().await.expect("begins");
    let columns = [
        "sequence", "at", "actor", "kind", "subject", "detail", "leaf", "node",
    ];
    let mut log = BulkInsert::new("ledger_event", &columns, "");
    let columns = [
        "sequence",
        "case_code",
        "at",
        "actor",
        "institution",
        "kind",
        "fields",
    ];
    let mut files = BulkInsert::new("file_event", &columns, "");
    // Nobody adds to a log in the middle: the whole log is made anew, and what the open cases wrote
    // keeps its file.
    store::execute!(transaction, store::query("DELETE FROM ledger_event")).expect("is emptied");
    store::execute!(
        transaction,
        store::query("UPDATE file_event SET sequence = -sequence")
    )
    .expect("is moved");
    let mut head = Head::default();
    for round in 0..EVENTS {
        for (code, manager, institution, opened_at) in &codes {
            let at = opened_at + 3_600 * i64::try_from(round).expect("is small");
            let event = Event {
                sequence: i64::try_from(head.size()).expect("is small"),
                at: at * 1_000_000,
                actor: manager.clone(),
                kind: "viewed".to_owned(),
                subject: code.clone(),
                detail: r#"{"fields":"","grant":"0193b1a2","purpose":"case-management"}"#
                    .to_owned(),
            };
            let leaf = leaf_hash(&event.canonical_bytes());
            let node = head.push(leaf);
            let row = [
                (event.sequence + 1).into(),
                code.clone().into(),
                at.into(),
                manager.clone().into(),
                institution.clone().into(),
                "viewed".to_owned().into(),
                String::new().into(),
            ];
            files.push(&mut transaction, row).await.expect("is written");
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
            log.push(&mut transaction, row).await.expect("is written");
        }
    }
    files.finish(&mut transaction).await.expect("is written");
    log.finish(&mut transaction).await.expect("is written");
    transaction.commit().await.expect("commits");
    line(&format!(
        "{} events of {} cases",
        head.size(),
        size.open + size.closed
    ));
}

/// Through both doors.
async fn enter(
    access: &Access,
    router: &axum::Router,
    (name, cases): (&str, Vec<String>),
) -> Browser {
    let now = SystemClock.now();
    let attempt = SignIn {
        name,
        password: PASSWORD,
        client: name,
        previous: None,
    };
    let cookie = match access.sign_in(&attempt, now).await.expect("answers") {
        SignInOutcome::SignedIn { token, .. } => format!("besa={}", token.reveal()),
        other => panic!("{name} is not let in: {other:?}"),
    };
    let (_, guide) = send(router, get(&cookie, "/table/guide")).await;
    let csrf = field(&guide, "csrf").expect("the page has a form");
    let secret = SecondFactorSecret::parse(SECRET).expect("is a secret");
    let code = secret.code_at(SystemClock.now());
    let fields = [
        ("csrf", csrf.as_str()),
        ("passphrase", PASSPHRASE),
        ("code", &code),
    ];
    let (status, page) = send(router, post(&cookie, "/table/enter", &fields)).await;
    assert!(status.is_redirection(), "{page}");
    Browser {
        cookie,
        csrf,
        cases,
    }
}
