//! Proceedings, conferences, transfers and emergencies through their pages: every route of a matter and
//! of a conference asked as everybody, no suspect's name and no code of the other side on any page of
//! somebody else, and each way walked from its beginning to its end.

mod common;

use access::Membership;
use axum::http::{Method, StatusCode};
use casework::Profession;
use common::{Answer, Person, World, field, member, world};
use std::{collections::BTreeSet, fmt::Write as _};

const TABLE: &str = include_str!("golden/matters.txt");
/// A suspect, and what a matter is called at the authority.
const SUSPECT: &str = "Kanarinë Dyshimi";
const NUMBER: &str = "Kanarinë 77";

/// Who asks, in the order of the table.
const PEOPLE: [&str; 8] = [
    "nobody",
    "administrator",
    "no worker",
    "no grant",
    "manager",
    "revoked",
    "holder",
    "leader",
];

struct Court<'w> {
    world: &'w World,
    people: Vec<Person<'w>>,
    case: String,
    matter: String,
    conference: String,
}

impl<'w> Court<'w> {
    fn of(&self, name: &str) -> &Person<'w> {
        let place = PEOPLE.iter().position(|one| *one == name);
        &self.people[place.unwrap()]
    }

    fn path(&self, route: &str) -> String {
        route
            .replace("{matter}", &self.matter)
            .replace("{conference}", &self.conference)
            .replace("{code}", &self.case)
    }
}

/// Does what a form asks for and fails when it was not done.
async fn done(person: &Person<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = person.post(path, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{path}: {}",
        answer.text
    );
    answer.location()
}

async fn case(manager: &Person<'_>) -> String {
    let account = manager.account();
    let fields = [
        ("request", "case"),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", "adult"),
        ("region", "AL-07"),
        ("manager", account.as_str()),
        ("name", "Canary Hoxha"),
        ("concern", "Canary"),
    ];
    let case = done(manager, "/table/take-in", &fields).await;
    let mut briefing = vec![
        ("language", "sq"),
        ("medium", "conversation"),
        ("understood", "yes"),
    ];
    for topic in casework::BriefingTopic::ALL {
        briefing.push(("topics", topic.code()));
    }
    done(manager, &format!("{case}/briefing"), &briefing).await;
    case.rsplit('/').next().unwrap().to_owned()
}

async fn court(world: &World) -> Court<'_> {
    let manager = world.person("manager", member("AL-07.SOCIAL")).await;
    let first = world.worker(&manager, Profession::SocialWorker, None).await;
    let mut people = vec![
        world.nobody(),
        world
            .person("administrator", Membership::Administrator)
            .await,
        world.person("no.worker", member("AL-07.EMPLOYMENT")).await,
    ];
    let staff = [
        ("no.grant", "AL-07.POLICE", Profession::Police),
        ("revoked", "AL-07.POLICE", Profession::Police),
        ("holder", "AL-07.PROSECUTOR", Profession::Prosecutor),
        ("leader", "AL-07.POLICE", Profession::Police),
    ];
    let mut hired = Vec::new();
    // An institution that has workers registers its own.
    let mut police = None;
    for (name, institution, profession) in staff {
        let person = world.person(name, member(institution)).await;
        let is_police = profession == Profession::Police;
        let by = police.as_ref().filter(|_| is_police).unwrap_or(&first);
        let worker = world.worker(&person, profession, Some(by)).await;
        if is_police {
            police.get_or_insert(worker);
        }
        person.enter().await;
        hired.push(person);
    }
    manager.enter().await;
    let case = case(&manager).await;
    let [no_grant, revoked, holder, leader] =
        <[Person<'_>; 4]>::try_from(hired).unwrap_or_else(|_| panic!("four were hired"));
    let matter = matter(&leader, [&revoked, &holder]).await;
    let leading = leader.account();
    let call = [
        ("request", "c"),
        ("on", "2026-02-01"),
        ("attendees", leading.as_str()),
    ];
    let conference = done(&manager, "/table/conferences", &call).await;
    let entry = [("case", case.as_str()), ("topic", "safety")];
    done(&manager, &format!("{conference}/entries"), &entry).await;
    people.extend([no_grant, manager, revoked, holder, leader]);
    Court {
        world,
        people,
        case,
        matter,
        conference: conference.rsplit('/').next().unwrap().to_owned(),
    }
}

/// A matter with a suspect, opened to two more, of whom one lost it.
async fn matter(leader: &Person<'_>, [revoked, holder]: [&Person<'_>; 2]) -> String {
    let new = [
        ("request", "matter"),
        ("region", "AL-07"),
        ("articles", "110-a"),
        ("reported", "2026-01-02"),
        ("scope", "domestic"),
        ("number", NUMBER),
    ];
    let matter = done(leader, "/table/matters/new", &new).await;
    let suspect = [
        ("name", SUSPECT),
        ("sex", "male"),
        ("age", "adult"),
        ("citizenship", "national"),
        ("suspected", "2026-01-03"),
    ];
    done(leader, &format!("{matter}/suspects"), &suspect).await;
    for person in [revoked, holder] {
        let account = person.account();
        let grant = [
            ("holder", account.as_str()),
            ("ends", "2026-06-01"),
            ("reason", "works on it"),
        ];
        done(leader, &format!("{matter}/holders"), &grant).await;
    }
    let account = revoked.account();
    let lost = [("holder", account.as_str())];
    done(leader, &format!("{matter}/holders/revoked"), &lost).await;
    matter.rsplit('/').next().unwrap().to_owned()
}

/// The routes of matters and conferences, and those without a record of the same nouns.
async fn routes(world: &World) -> Vec<(Method, String)> {
    let sources = [
        include_str!("../src/justice/mod.rs"),
        include_str!("../src/conferences/mod.rs"),
        include_str!("../src/transfers/mod.rs"),
        include_str!("../src/emergency/mod.rs"),
    ];
    let routes = sources
        .iter()
        .flat_map(|text| text.split(".route(").skip(1));
    let paths: BTreeSet<String> = routes
        .filter_map(|rest| rest.split('"').nth(1).map(str::to_owned))
        .collect();
    assert!(paths.len() > 30, "the sources were not understood");
    let mut found = Vec::new();
    for path in paths {
        let allowed = world.methods(&path.replace(['{', '}'], "")).await;
        for method in [Method::GET, Method::POST] {
            if allowed.contains(&method.to_string()) {
                found.push((method, path.clone()));
            }
        }
    }
    found
}

async fn asked(person: &Person<'_>, method: &Method, path: &str) -> Answer {
    if *method == Method::GET {
        person.get(path).await
    } else {
        person.post(path, &[]).await
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
async fn every_route_answers_everybody_as_the_table_says_and_shows_no_suspect() {
    let world = world().await;
    let court = court(&world).await;
    let mut text = format!("{:52}", "");
    for name in PEOPLE {
        write!(text, "{name:>14}").unwrap();
    }
    for (method, route) in routes(&world).await {
        write!(text, "\n{:52}", format!("{method} {route}")).unwrap();
        for (name, person) in PEOPLE.iter().zip(&court.people) {
            let answer = asked(person, &method, &court.path(&route)).await;
            write!(text, "{:>14}", verdict(&answer)).unwrap();
            assert!(
                !answer.text.contains("Kanarin"),
                "{method} {route} as {name}"
            );
            // Whoever stands on the one side never reads the code of the other.
            let is_case = answer.text.contains(&court.case);
            let is_matter = answer.text.contains(&court.matter);
            if *name != "manager" {
                assert!(!is_case, "{method} {route} as {name}");
            }
            if !["leader", "holder"].contains(name) {
                assert!(!is_matter, "{method} {route} as {name}");
            }
        }
    }
    let expected = TABLE.split_once("\n\n").unwrap().1;
    assert!(expected.trim_end() == text, "the door answers\n{text}");
    let disk = String::from_utf8_lossy(&world.disk()).into_owned();
    assert!(!disk.contains("Kanarin"), "the disk holds a name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_matter_looks_like_one_that_does_not_exist() {
    let world = world().await;
    let court = court(&world).await;
    let missing = format!("M-{}", court.case);
    let nowhere = "0".repeat(24);
    for name in ["no grant", "revoked", "manager"] {
        for (method, route) in routes(&world).await {
            if !route.contains("{matter}") {
                continue;
            }
            let there = asked(court.of(name), &method, &court.path(&route)).await;
            let other = route.replace("{matter}", &missing);
            let other = other.replace("{conference}", &nowhere);
            let other = asked(court.of(name), &method, &other).await;
            assert_eq!(
                there.status,
                StatusCode::NOT_FOUND,
                "{method} {route} as {name}"
            );
            assert_eq!(there.text, other.text, "{method} {route} as {name}");
            assert_eq!(there.headers, other.headers, "{method} {route} as {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspect_is_opened_for_a_reason_and_a_link_is_read_on_both_sides() {
    let world = world().await;
    let court = court(&world).await;
    let (leader, manager) = (court.of("leader"), court.of("manager"));
    let matter = format!("/table/matters/{}", court.matter);
    let page = leader.get(&format!("{matter}/reveal")).await.text;
    let suspect = page
        .split("value=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|value| value.len() == 24)
        .unwrap();
    let silent = [("what", suspect), ("reason", "")];
    let silent = leader.post(&format!("{matter}/reveal"), &silent).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!silent.text.contains(SUSPECT));
    let asked = [("what", suspect), ("reason", "to charge")];
    let opened = leader.post(&format!("{matter}/reveal"), &asked).await;
    assert!(opened.text.contains(SUSPECT), "{}", opened.text);
    let number = [("what", "matter-number"), ("reason", "a letter")];
    let opened = court
        .of("holder")
        .post(&format!("{matter}/reveal"), &number)
        .await;
    assert!(opened.text.contains(NUMBER));

    let move_on = [("step", "register"), ("at", "2026-01-04")];
    done(leader, &format!("{matter}/steps"), &move_on).await;
    let too_far = [("step", "judge"), ("at", "2026-01-05")];
    let too_far = leader.post(&format!("{matter}/steps"), &too_far).await;
    assert_eq!(too_far.status, StatusCode::UNPROCESSABLE_ENTITY);

    // The consent is given through casework: its page is another's.
    let case = casework::CaseCode::parse(&court.case).unwrap();
    let basis = consent(
        &court,
        &case,
        "AL-07.POLICE",
        &[casework::Field::Participation],
    )
    .await;
    let links = format!("/table/cases/{}/links", court.case);
    let offer = format!("{basis} AL-07.POLICE");
    done(manager, &links, &[("request", "l"), ("basis", &offer)]).await;
    let page = leader.get(&format!("{matter}/links")).await.text;
    let offered = option(&page, "offer");
    done(leader, &format!("{matter}/links"), &[("offer", &offered)]).await;
    let part = [("written", offered.as_str()), ("part", "cooperating")];
    done(manager, &format!("{links}/written"), &part).await;
    let read = [("read", offered.as_str())];
    let read_by = leader.post(&format!("{matter}/links/read"), &read).await;
    assert!(read_by.text.contains("Takes part"), "{}", read_by.text);
    let read_by = court
        .of("holder")
        .post(&format!("{matter}/links/read"), &read)
        .await;
    assert_eq!(
        read_by.status,
        StatusCode::NOT_FOUND,
        "consented to the police alone"
    );
    let hearing = [
        ("kind", "victim-heard"),
        ("on", "2026-02-03"),
        ("clock", "9:30"),
    ];
    done(leader, &format!("{matter}/court/hearings"), &hearing).await;
    let shared = manager.post(&format!("{links}/read"), &read).await;
    assert!(shared.text.contains("The victim is heard") && shared.text.contains("Takes part"));
    assert!(!shared.text.contains(&court.matter));
    let today = manager.get("/table/today").await.text;
    assert!(today.contains("see that the person is not alone"));
    let report = manager
        .get(&format!("/table/cases/{}/report", court.case))
        .await
        .text;
    assert_eq!(
        report.matches("The part in proceedings was read").count(),
        2
    );
}

/// The first choice of a list on a page.
fn option(page: &str, name: &str) -> String {
    let list = page.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    let list = list.split("</select>").next().unwrap();
    let values = list.split("value=\"").skip(1);
    let mut values = values.filter_map(|rest| rest.split('"').next());
    values.find(|value| !value.is_empty()).unwrap().to_owned()
}

async fn consent(
    court: &Court<'_>,
    case: &casework::CaseCode,
    recipient: &str,
    fields: &[casework::Field],
) -> String {
    let world = court.world;
    let clock: &dyn vocabulary::Clock = &*world.clock;
    let now = clock.now();
    let worker = world.again(court.of("manager")).await;
    let request = casework::Request {
        worker: &worker,
        now,
    };
    let new = casework::NewConsent {
        request: format!("c-{recipient}"),
        terms: casework::DisclosureTerms {
            purpose: casework::DisclosurePurpose::Proceedings,
            recipient: vocabulary::InstitutionCode::parse(recipient).unwrap(),
            fields: fields.to_vec(),
            expires_at: now + jiff::SignedDuration::from_hours(24 * 90),
        },
        refused: Vec::new(),
        form: casework::ConsentForm::Written,
        language: "sq".to_owned(),
        guardian_agrees: false,
        person_agrees: true,
    };
    let basis = world.casework.consent_give(request, case, &new).await;
    basis.unwrap().as_str().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_handed_over_by_three_and_opens_to_the_old_team_no_more() {
    let world = world().await;
    let court = court(&world).await;
    let manager = court.of("manager");
    let first = world.again(manager).await;
    let mut hired = Vec::new();
    for (name, institution) in [("second", "AL-07.SOCIAL"), ("far", "AL-06.SOCIAL")] {
        let person = world.person(name, member(institution)).await;
        world
            .worker(&person, Profession::SocialWorker, Some(&first))
            .await;
        person.enter().await;
        hired.push(person);
    }
    let [second, far] =
        <[Person<'_>; 2]>::try_from(hired).unwrap_or_else(|_| panic!("two were hired"));
    let case = casework::CaseCode::parse(&court.case).unwrap();
    let fields = [casework::Field::Name, casework::Field::Concern];
    let basis = consent(&court, &case, "AL-06.SOCIAL", &fields).await;
    let path = format!("/table/cases/{}/transfer", court.case);
    let to = far.account();
    let proposal = [
        ("request", "t"),
        ("to", to.as_str()),
        ("why", "person-moved"),
        ("agrees", "yes"),
        ("basis", basis.as_str()),
        ("note", "Canary note"),
    ];
    let unconsented = [proposal[0], proposal[1], proposal[2], proposal[3]];
    let refused = manager.post(&path, &unconsented).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    done(manager, &path, &proposal).await;
    let page = manager.get(&path).await.text;
    let id = field(&page, "transfer").unwrap();
    let listed = far.get("/table/transfers").await.text;
    assert!(listed.contains(&id) && !listed.contains(&court.case));
    let early = manager
        .post(&format!("{path}/handed-over"), &[("transfer", &id)])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = court.of("leader");
    let answer = [("decided", id.as_str()), ("decided-answer", "approve")];
    assert_eq!(
        stranger.post("/table/transfers", &answer).await.status,
        StatusCode::NOT_FOUND
    );
    done(&second, "/table/transfers", &answer).await;
    let answer = [("received", id.as_str()), ("received-answer", "accept")];
    done(&far, "/table/transfers", &answer).await;
    let there = format!("/table/cases/{}", court.case);
    assert_eq!(
        far.get(&there).await.status,
        StatusCode::NOT_FOUND,
        "not before"
    );
    let handed = [("transfer", id.as_str())];
    done(manager, &format!("{path}/handed-over"), &handed).await;
    assert_eq!(manager.get(&there).await.status, StatusCode::NOT_FOUND);
    let asked = [("field", "name"), ("reason", "to call her")];
    let opened = far.post(&format!("{there}/reveal"), &asked).await;
    assert!(opened.text.contains("Canary Hoxha"), "{}", opened.text);
    let note = far.post(&format!("{path}/note"), &handed).await;
    assert!(note.text.contains("Canary note"));
    let left = manager.get("/table/transfers").await.text;
    assert!(left.contains("Handed over") && !left.contains(&court.case));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_keepers_open_a_case_in_danger_and_nobody_writes() {
    let world = world().await;
    let court = court(&world).await;
    let manager = court.of("manager");
    let first = world.again(manager).await;
    let mut keepers = Vec::new();
    for name in ["keeper.one", "keeper.two", "keeper.three"] {
        let person = world.person(name, member("AL-07.SOCIAL")).await;
        world
            .worker(&person, Profession::SocialWorker, Some(&first))
            .await;
        person.enter().await;
        keepers.push(person);
    }
    let accounts: Vec<String> = keepers.iter().map(Person::account).collect();
    let named = [
        ("first", accounts[0].as_str()),
        ("second", accounts[1].as_str()),
        ("third", accounts[2].as_str()),
    ];
    done(manager, "/table/emergency/keepers", &named).await;
    let ask = [
        ("request", "e"),
        ("case", court.case.as_str()),
        ("danger", "violence"),
        ("reason", "Threatened tonight."),
    ];
    let uncovered = keepers[0].post("/table/emergency", &ask).await;
    assert_eq!(uncovered.status, StatusCode::NOT_FOUND);
    let page = manager.get("/table/emergency").await.text;
    assert!(
        page.contains("One of your cases could not be opened"),
        "{page}"
    );
    done(manager, "/table/emergency/covered", &[]).await;
    let stranger = court.of("leader").post("/table/emergency", &ask).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    done(&keepers[0], "/table/emergency", &ask).await;
    let there = format!("/table/cases/{}", court.case);
    assert_eq!(
        keepers[0].get(&there).await.status,
        StatusCode::NOT_FOUND,
        "one alone"
    );
    let today = manager.get("/table/today").await.text;
    assert!(
        today.contains("this case is being opened"),
        "announced at once"
    );
    let page = keepers[1].get("/table/emergency").await.text;
    let id = option(&page, "asked");
    let confirm = [("asked", id.as_str()), ("answer", "confirm")];
    done(&keepers[1], "/table/emergency/answered", &confirm).await;
    let seen = keepers[0].get(&there).await.text;
    assert!(
        seen.contains("reading alone") && !seen.contains("/write"),
        "{seen}"
    );
    let asked = [("field", "name"), ("reason", "to send help")];
    let opened = keepers[0].post(&format!("{there}/reveal"), &asked).await;
    assert!(opened.text.contains("Canary Hoxha"));
    for (path, fields) in [
        ("write", vec![("field", "concern"), ("text", "x")]),
        ("briefing", vec![("language", "sq")]),
        ("holders", vec![("purpose", "service")]),
        ("transfer", vec![("why", "workload")]),
        ("links", Vec::new()),
    ] {
        let answer = keepers[0].post(&format!("{there}/{path}"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let own = [("reviewed", id.as_str()), ("found", "justified")];
    let own = keepers[0].post("/table/emergency/answered", &own).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let review = [("reviewed", id.as_str()), ("found", "justified")];
    done(&keepers[2], "/table/emergency/answered", &review).await;
    let report = manager.get(&format!("{there}/report")).await.text;
    assert!(report.contains("opened for danger to life, for four hours"));
    world.clock.forward(jiff::SignedDuration::from_hours(5));
    let later = keepers[0].with_session(world.session("keeper.one").await);
    later.enter().await;
    assert_eq!(
        later.get(&there).await.status,
        StatusCode::NOT_FOUND,
        "over"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conference_shows_a_number_to_who_may_not_know_and_keeps_no_name() {
    let world = world().await;
    let court = court(&world).await;
    let (manager, leader) = (court.of("manager"), court.of("leader"));
    let path = format!("/table/conferences/{}", court.conference);
    let seen = leader.get(&path).await.text;
    assert!(seen.contains("A case of another institution") && !seen.contains(&court.case));
    let present = leader.account();
    done(manager, &format!("{path}/begun"), &[("present", &present)]).await;
    let names = [("text", "Item 1.\nCanary Hoxha was asked.")];
    let refused = manager.post(&format!("{path}/minutes"), &names).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("a name in line 2, word 1"),
        "{}",
        refused.text
    );
    let plain = [("text", "Item 1: find a safe place.")];
    done(manager, &format!("{path}/minutes"), &plain).await;
    let read = leader.post(&format!("{path}/minutes/read"), &[]).await;
    assert!(read.text.contains("find a safe place"));
    let page = manager.get(&path).await.text;
    let entry = option(&page, "entry");
    let own = manager.account();
    let decision = [
        ("entry", entry.as_str()),
        ("kind", "find-shelter"),
        ("responsible", own.as_str()),
        ("due", "2026-02-09"),
    ];
    done(manager, &format!("{path}/decisions"), &decision).await;
    assert!(
        manager
            .get("/table/today")
            .await
            .text
            .contains("Decision of a conference")
    );
    let seen = leader.get(&path).await.text;
    assert!(
        !seen.contains("Find a safe place"),
        "no decision on what one may not know"
    );
}
