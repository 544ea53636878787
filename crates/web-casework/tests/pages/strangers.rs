//! Every route asked as everybody who has no business there, and as those who have: against a table
//! that people can read. What a reader may not know of looks like what does not exist, and no name
//! leaves the door to anybody without a grant, whatever they ask for.

use crate::common::{Answer, Person, World, member, world};
use crate::life;
use crate::life::Life;
use crate::records::Records;
use access::Membership;
use axum::http::{Method, StatusCode};
use casework::{
    Age, CaseCode, Channel, Compartment, ConcernSource, Field, NewConcern, NewGrant, Profession,
    Purpose, Request, SecretText, Worker,
};
use jiff::{SignedDuration, Timestamp};
use std::{collections::BTreeSet, fmt::Write as _, path::Path};
use vocabulary::PlaceCode;

const TABLE: &str = include_str!("../golden/routes.txt");
/// A part of every text that is written into the case.
const CANARY: &str = "Kanarinë";

/// Who asks, in the order of the table.
const PEOPLE: [&str; 13] = [
    "nobody",
    "administrator",
    "analyst",
    "chair",
    "no worker",
    "outside",
    "no grant",
    "elsewhere",
    "other seat",
    "expired",
    "revoked",
    "granted",
    "manager",
];

/// Closes the keys of the same person in other browsers: the other seat closes the manager's.
const OTHERS_ENDED: &str = "/table/sessions/others-ended";

struct Table<'w> {
    people: Vec<Person<'w>>,
    manager: Worker,
    case: String,
    records: Records,
    life: Life,
}

impl Table<'_> {
    /// The path of a route on the case and its records.
    fn path(&self, route: &str) -> String {
        let path = route.replace("{code}", &self.case);
        self.life.path(&self.records.path(&path))
    }
}

async fn table(world: &World) -> Table<'_> {
    let region = || PlaceCode::parse("AL-07").unwrap();
    let chair = Membership::CommitteeChair { region: region() };
    let manager = world.person("manager", member("AL-07.SOCIAL")).await;
    let leading = world.worker(&manager, Profession::SocialWorker, None).await;
    let mut people = vec![
        world.nobody(),
        world
            .person("administrator", Membership::Administrator)
            .await,
        world.person("analyst", Membership::NationalAnalyst).await,
        world.person("chair", chair).await,
        world.person("no.worker", member("AL-07.EMPLOYMENT")).await,
    ];
    let staff = [
        ("outside", "AL-07.SOCIAL", Profession::SocialWorker, false),
        ("no.grant", "AL-07.SOCIAL", Profession::SocialWorker, true),
        ("elsewhere", "AL-06.SOCIAL", Profession::SocialWorker, true),
        ("expired", "AL-07.HEALTH", Profession::Clinician, true),
        ("revoked", "AL-07.POLICE", Profession::Police, true),
        ("granted", "AL-07.NPO", Profession::ShelterWorker, true),
    ];
    let mut workers = Vec::new();
    for (name, institution, profession, comes_in) in staff {
        let person = world.person(name, member(institution)).await;
        workers.push(world.worker(&person, profession, Some(&leading)).await);
        if comes_in {
            person.enter().await;
        }
        people.push(person);
        if name == "elsewhere" {
            // The manager's own, acting for another body.
            let body = member("AL-06.NPO");
            let seat = world.seat((&manager, "manager"), &body).await;
            let actor = (&manager, &body);
            world
                .worker_in(actor, Profession::SocialWorker, &leading)
                .await;
            seat.enter().await;
            // A code is taken once.
            world.clock.forward(SignedDuration::from_secs(30));
            people.push(seat);
        }
    }
    manager.enter().await;
    people.push(manager);
    let case = case(world, &leading, &people).await;
    let code = CaseCode::parse(&case).unwrap();
    let now = vocabulary::Clock::now(&*world.clock);
    let both = (&leading, workers.last().unwrap());
    let records = Records::make(&world.casework, both, &code, (now, CANARY)).await;
    let officer = PEOPLE.iter().position(|one| *one == "revoked").unwrap();
    let officer = people[officer].account();
    let both = (&leading, officer.as_str());
    let life = Life::make(&world.casework, both, &code, (now, CANARY)).await;
    Table {
        people,
        manager: leading,
        case,
        records,
        life,
    }
}

/// A case with a canary in every field; a grant that holds, one that has ended, one that was revoked.
async fn case(world: &World, leading: &Worker, people: &[Person<'_>]) -> String {
    let clock: &dyn vocabulary::Clock = &*world.clock;
    let now = clock.now();
    let before = |hours| now - SignedDuration::from_hours(hours);
    let by = |now: Timestamp| Request {
        worker: leading,
        now,
    };
    let new = NewConcern {
        request: "one".to_owned(),
        source: ConcernSource::Police,
        channel: Channel::Telephone,
        region: PlaceCode::parse("AL-07").unwrap(),
        age: Age::Adult,
        danger_now: false,
        manager: leading.account().to_owned(),
        told: Vec::new(),
    };
    let code = world
        .casework
        .concern_take_in(by(before(9)), &new)
        .await
        .unwrap();
    for field in Field::OF_PERSON {
        let text = SecretText::new(format!("{CANARY} {}", field.code()));
        let written = world
            .casework
            .field_write(by(before(8)), &code, (*field, &text));
        written.await.unwrap();
    }
    for (name, hours) in [("expired", -1), ("revoked", 99), ("granted", 99)] {
        let place = PEOPLE.iter().position(|one| *one == name).unwrap();
        let grant = NewGrant {
            holder: people[place].account(),
            purpose: Purpose::Service,
            compartments: vec![Compartment::Care],
            ends_at: now + SignedDuration::from_hours(hours),
            reason: "service".to_owned(),
        };
        world
            .casework
            .grant_give(by(before(7)), &code, &grant)
            .await
            .unwrap();
        if name == "revoked" {
            let taken = world
                .casework
                .grant_revoke(by(before(6)), &code, &grant.holder);
            taken.await.unwrap();
        }
    }
    code.to_string()
}

/// The paths that the door's sources give to their routes.
fn paths() -> BTreeSet<String> {
    fn collect(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let routes = text.split(".route(").skip(1);
                found.extend(routes.filter_map(|rest| rest.split('"').nth(1).map(str::to_owned)));
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 15, "the sources were not understood");
    found
}

/// Whole forms that ask for nothing that could be done, so that the next person finds everything as
/// it was.
fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route.strip_prefix("/table/cases/{code}/") {
        Some("reveal") => vec![("field", "concern"), ("reason", "")],
        Some("write") => vec![("field", "concern"), ("text", "")],
        Some("briefing") => vec![("language", "x")],
        Some("holders") => vec![("purpose", "service"), ("ends", "x")],
        Some("holders/revoked") => vec![("holder", "x")],
        Some("holders/denied") => vec![("denied", "")],
        None if route == "/table/received/{disclosure}" => {
            vec![("field", "concern"), ("reason", "")]
        }
        None if route == "/table/referrals/{referral}" => vec![("step", "receive")],
        _ => Vec::new(),
    }
}

async fn routes(world: &World) -> Vec<(Method, String)> {
    let mut found = Vec::new();
    for path in paths() {
        let allowed = world.methods(&path.replace(['{', '}'], "")).await;
        for method in [Method::GET, Method::POST] {
            if allowed.contains(&method.to_string()) {
                found.push((method, path.clone()));
            }
        }
        assert!(!allowed.is_empty(), "{path} answers to nothing");
    }
    // Whoever leaves is asked last; before that who closes the other seats of one person.
    found.sort_by_key(|(_, path)| match path.as_str() {
        OTHERS_ENDED => 1,
        "/table/leave" | "/table/close" => 2,
        _ => 0,
    });
    found
}

async fn asked(
    person: &Person<'_>,
    (method, path): (&Method, &str),
    (route, life): (&str, &Life),
) -> Answer {
    if *method == Method::GET {
        person.get(path).await
    } else {
        let mut fields: Vec<(&str, &str)> = form(route);
        fields.extend(life.form(route));
        person.post(path, &fields).await
    }
}

fn verdict(answer: &Answer) -> &'static str {
    match (answer.status, answer.location().as_str()) {
        (StatusCode::NOT_FOUND, _) => "404",
        (StatusCode::SEE_OTHER, "/sign-in") => "sign-in",
        (StatusCode::SEE_OTHER, "/table/enter") => "enter",
        (status, _) if status.is_server_error() => "broken",
        _ => "yes",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_everybody_as_the_table_says() {
    let world = world().await;
    let table = table(&world).await;
    let mut text = format!("{:64}", "");
    for name in PEOPLE {
        write!(text, "{name:>14}").unwrap();
    }
    for (method, route) in routes(&world).await {
        let path = table.path(&route);
        write!(text, "\n{:64}", format!("{method} {route}")).unwrap();
        for person in &table.people {
            let answer = asked(person, (&method, &path), (&route, &table.life)).await;
            write!(text, "{:>14}", verdict(&answer)).unwrap();
        }
    }
    let expected = TABLE.split_once("\n\n").unwrap().1;
    assert!(expected.trim_end() == text, "the door answers\n{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_may_not_see_looks_like_what_does_not_exist() {
    let world = world().await;
    let table = table(&world).await;
    // A code with a right check character that no case has.
    let letters = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let nowhere = letters
        .iter()
        .map(|letter| format!("0000-0000-{}", char::from(*letter)))
        .find(|code| CaseCode::parse(code).is_ok())
        .unwrap();
    let strangers = ["no grant", "elsewhere", "other seat", "expired", "revoked"];
    for (name, person) in PEOPLE.iter().zip(&table.people) {
        if !strangers.contains(name) {
            continue;
        }
        for (method, route) in routes(&world).await {
            // An instrument is no secret, and no address without a record is one's own.
            if !route.replace("{instrument}", "").contains('{') {
                continue;
            }
            let there = table.path(&route);
            let missing = route.replace("{code}", &nowhere);
            let missing = ["{screening}", "{basis}", "{disclosure}", "{referral}"]
                .iter()
                .fold(missing, |path, id| path.replace(id, &"0".repeat(24)));
            let missing = table.life.path(&table.records.path(&missing));
            let form = (route.as_str(), &table.life);
            let there = asked(person, (&method, &there), form).await;
            let missing = asked(person, (&method, &missing), form).await;
            assert_eq!(
                there.status,
                StatusCode::NOT_FOUND,
                "{method} {route} as {name}"
            );
            assert_eq!(there.text, missing.text, "{method} {route} as {name}");
            assert_eq!(there.headers, missing.headers, "{method} {route} as {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_taken_that_another_page_sent() {
    let world = world().await;
    let table = table(&world).await;
    let [granted, manager] = [11, 12].map(|place| &table.people[place]);
    let anothers = granted.csrf().await;
    for (method, route) in routes(&world).await {
        if method != Method::POST {
            continue;
        }
        let path = table.path(&route);
        for csrf in ["", anothers.as_str()] {
            let mut fields = form(&route);
            fields.push(("csrf", csrf));
            let answer = manager.post_bare(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{route}");
            assert!(answer.text.contains("<h1>"), "{route}");
        }
    }
    assert_eq!(manager.get("/table/today").await.status, StatusCode::OK);
}

/// Steps that open something sealed to whoever works on the case, with nothing more to fill in.
const OPENING: [&str; 3] = ["/{screening}", "/{basis}/reason", "/{referral}/note"];

#[tokio::test(flavor = "multi_thread")]
async fn no_canary_leaves_the_door_to_anybody_without_a_grant() {
    let logged = store::testing::ProcessLog::default();
    let writer = logged.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let world = world().await;
    let table = table(&world).await;
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(CANARY);
    for (name, person) in PEOPLE.iter().zip(&table.people) {
        for (method, route) in routes(&world).await {
            if *name == "other seat" && route == OTHERS_ENDED {
                continue;
            }
            let path = table.path(&route);
            let first = asked(person, (&method, &path), (&route, &table.life)).await;
            if life::opens(&route, name) {
                let must = method == Method::GET || !route.contains("/plan");
                assert!(holds(first.text.as_bytes()) || !must, "{route} as {name}");
                continue;
            }
            if method == Method::POST && OPENING.iter().any(|end| route.ends_with(end)) {
                let may = ["granted", "manager"].contains(name);
                assert_eq!(holds(first.text.as_bytes()), may, "{route} as {name}");
                continue;
            }
            let mut answers = vec![first];
            if method == Method::POST && *name != "manager" {
                // The right form for what is not theirs.
                for field in Field::OF_PERSON.iter().map(|one| one.code()) {
                    let asks = [("field", field), ("reason", "curious"), ("text", "x")];
                    let own: &[&str] = match route.as_str() {
                        "/table/received/{disclosure}" => &["concern"],
                        path if path.ends_with("/reveal") => &["concern", "service-note"],
                        _ => continue,
                    };
                    if *name != "granted" || !own.contains(&field) {
                        answers.push(person.post(&path, &asks).await);
                    }
                }
            }
            for answer in answers {
                assert!(!holds(answer.text.as_bytes()), "{method} {route} as {name}");
                for (head, value) in &answer.headers {
                    assert!(!holds(value.as_bytes()), "{head} of {route} as {name}");
                }
            }
        }
    }
    assert!(!holds(&world.disk()), "the disk holds a name");
    let request = Request {
        worker: &table.manager,
        now: vocabulary::Clock::now(&*world.clock),
    };
    let code = CaseCode::parse(&table.case).unwrap();
    let opened = world
        .casework
        .reveal(request, &code, (Field::Name, "the test of the test"));
    let opened = opened.await.unwrap().unwrap();
    assert!(
        opened.expose().contains(CANARY),
        "there was something to give away"
    );
    let log = logged.bytes();
    assert!(!log.is_empty(), "nothing was logged");
    assert!(!holds(&log), "the log holds a name");
}
