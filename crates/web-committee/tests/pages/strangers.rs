//! Every route, asked as every kind of person and as nobody, against a table that people can read.
//!
//! The routes are taken from the door's own sources and their methods from its answers: a route
//! that is not in the table fails the test, and so does a line without a route.

use crate::common::{Answer, Person, World, begun, chair, member, secretariat, sent_in, world};
use access::Membership;
use axum::http::{Method, StatusCode};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

const TABLE: &str = include_str!("../golden/routes.txt");
const CREATOR: &str = "police 07";

/// Who asks, from the farthest to the nearest. Everything that is asked for belongs to the police
/// of region 07.
fn people() -> Vec<(&'static str, Membership)> {
    vec![
        ("police 06", member("AL-06.POLICE")),
        ("secretary 06", secretariat("AL-06")),
        ("chair 06", chair("AL-06")),
        ("administrator", Membership::Administrator),
        ("health 07", member("AL-07.HEALTH")),
        ("social 07", member("AL-07.SOCIAL")),
        ("analyst", Membership::NationalAnalyst),
        ("chair 07", chair("AL-07")),
        ("secretary 07", secretariat("AL-07")),
        (CREATOR, member("AL-07.POLICE")),
    ]
}

/// The addresses of what the tests ask for.
struct Things {
    draft: String,
    import: String,
    discrepancy: String,
    meeting: String,
    snapshot: String,
    estimate: String,
    round: String,
    release: String,
}

/// Uploads a file that waits for its columns to be explained.
async fn uploaded(person: &Person<'_>, number: usize) -> String {
    let file = format!("Periudha;Viktima të mundshme të identifikuara\n2024Q2;{number}\n");
    let csrf = person.csrf().await;
    let answer = person
        .upload(&csrf, "tabela.csv", file.as_bytes(), "")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location
}

/// Makes an estimate from three invented lists.
async fn estimated(analyst: &Person<'_>) -> String {
    let lists =
        "A,B,C,count\n1,0,0,310\n0,1,0,140\n0,0,1,95\n1,1,0,42\n1,0,1,18\n0,1,1,21\n1,1,1,6\n";
    let csrf = analyst.csrf().await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("title", "Three lists"),
        ("source", "Invented"),
        ("replicates", "200"),
    ];
    let file = ("lists.csv", lists.as_bytes());
    let answer = analyst.send_file("/estimates", &fields, file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location
}

/// Begins a linkage round of the police and the social service of region 07.
async fn round_begun(analyst: &Person<'_>) -> String {
    let new = [
        ("title", "Lists of 2024"),
        ("period", "2024"),
        ("participants", "AL-07.POLICE"),
        ("participants", "AL-07.SOCIAL"),
    ];
    let answer = analyst.post("/rounds", &new).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location
}

/// A release of region 07 that was refused: whoever may decide on it is told that it does not wait.
async fn released(world: &World) -> String {
    let policy = r#"{"protection":{"method":"rounding","base":5},"attacker":{}}"#;
    let verdict = r#"{"cells":0,"narrowest":null,"width":1,"releases":0,"printed":0,"drawings":1,
        "steps":1,"additive":true,"without-dimension":false}"#;
    let mut transaction = world.database.begin().await.unwrap();
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO released (code, registered, place, period, year, number, state, edition,
                policy, engine, content, hash, verdict, certificate, known, explanation,
                visible_from, proposed_at, proposer, proposer_name, decided_at, decider_name,
                refusal)
             VALUES ('leavers-al-07', 'school-leavers-by-municipality', 'AL-07', '2023Sep', 2023,
                1, 'refused', 1, $1, '', '', '', $2, '', '[]', '', 0, 0, 'x', 'X', 0, 'Y', 'no')",
        )
        .bind(policy)
        .bind(verdict)
    )
    .unwrap();
    transaction.commit().await.unwrap();
    "/releases/leavers-al-07".to_owned()
}

async fn things(world: &World, people: &BTreeMap<&'static str, Person<'_>>) -> Things {
    let (police, social) = (&people[CREATOR], &people["social 07"]);
    sent_in(police, "AL-07.POLICE", ("7", "")).await;
    sent_in(social, "AL-07.SOCIAL", ("9", "")).await;
    let draft = begun(police, "AL-07.POLICE", "2024Q3").await;
    let secretary = &people["secretary 07"];
    let register = secretary.get("/discrepancies").await.text();
    let number = register.split("href=\"/discrepancies/").nth(1).unwrap();
    let discrepancy = format!("/discrepancies/{}", number.split('"').next().unwrap());
    let held = [
        ("kind", "committee"),
        ("held_on", "2025-01-07"),
        ("title", "First meeting"),
        ("reference", "1/2025"),
        ("decisions", "None."),
    ];
    let meeting = people["chair 07"].post("/meetings", &held).await;
    assert_eq!(meeting.status, StatusCode::SEE_OTHER, "{}", meeting.text());
    let frozen = secretary.post("/snapshots", &[("period", "2024")]).await;
    assert_eq!(frozen.status, StatusCode::SEE_OTHER, "{}", frozen.text());
    Things {
        draft,
        import: uploaded(police, 0).await,
        discrepancy,
        meeting: "/meetings/1".to_owned(),
        snapshot: frozen.location,
        estimate: estimated(&people["analyst"]).await,
        round: round_begun(&people["analyst"]).await,
        release: released(world).await,
    }
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
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    collect(&sources, &mut found);
    assert!(found.len() > 20, "the sources were not understood");
    found
}

impl Things {
    /// A real address for a route, so that only the asker decides what comes of it.
    fn address(&self, route: &str) -> String {
        match route {
            "/" => "/".to_owned(),
            "/facts" => "/facts?indicator=V01&place=AL-07&period=2024Q4&breakdown=".to_owned(),
            "/situation" => "/situation?place=AL-07&period=2024".to_owned(),
            "/indicators/{code}" => "/indicators/V01".to_owned(),
            "/rounds/new" => "/rounds/new".to_owned(),
            "/releases/preview" => {
                "/releases/preview?table=school-leavers-by-municipality&period=2024Sep".to_owned()
            }
            other => {
                let whole = [
                    ("/returns/{id}", &self.draft),
                    ("/imports/{id}", &self.import),
                    ("/discrepancies/{id}", &self.discrepancy),
                    ("/meetings/{id}", &self.meeting),
                    ("/snapshots/{code}", &self.snapshot),
                    ("/estimates/{code}", &self.estimate),
                    ("/rounds/{code}", &self.round),
                    ("/releases/{code}", &self.release),
                    ("/accounts/{name}", &"/accounts/spare".to_owned()),
                    ("/tokens/{id}", &"/tokens/1".to_owned()),
                ]
                .into_iter()
                .find_map(|(start, address)| Some(address.clone() + other.strip_prefix(start)?));
                let address = whole.unwrap_or_else(|| other.to_owned());
                assert!(!address.contains('{'), "no address for {other}");
                address
            }
        }
    }
}

/// Forms that are whole but ask for nothing that could be done: whoever may is told so, and the
/// next person finds everything as it was.
fn forms(route: &str) -> Vec<Vec<(&'static str, &'static str)>> {
    match route {
        "/returns/{id}/steps" => ["submit", "verify", "adopt", "accept", "reopen"]
            .iter()
            .map(|step| vec![("step", *step)])
            .collect(),
        "/rounds/{code}/steps" => ["collect", "match", "close"]
            .iter()
            .map(|step| vec![("step", *step)])
            .collect(),
        "/rounds/{code}/key" => vec![vec![("check_value", "none")]],
        "/returns" => vec![vec![
            ("template", "victims-quarterly"),
            ("institution", "AL-07.POLICE"),
            ("place", "AL-07"),
            ("period", "2024Q3"),
        ]],
        "/returns/{id}" => vec![vec![("version", "1"), ("seen", "x"), ("number-0", "-1")]],
        "/discrepancies/{id}/notes" => vec![vec![("kind", "note"), ("content", "")]],
        "/discrepancies/{id}/adoption" => vec![vec![("rule", "named-source")]],
        "/indicators/{code}" => vec![vec![("kind", "target"), ("period", "x"), ("source", "")]],
        "/snapshots" => vec![vec![("period", "x")]],
        "/releases" => vec![vec![
            ("table", "school-leavers-by-municipality"),
            ("period", "x"),
        ]],
        "/meetings" => vec![vec![
            ("kind", "committee"),
            ("held_on", "x"),
            ("title", ""),
            ("reference", ""),
            ("decisions", ""),
        ]],
        "/accounts" => vec![vec![
            ("sign_in_name", "new"),
            ("name", "New"),
            ("role", "administrator"),
            ("password", "short"),
        ]],
        "/tokens" => vec![vec![("name", ""), ("days", "0")]],
        "/accounts/{name}/memberships" => vec![vec![("role", "committee-chair")]],
        // Nobody's: to choose one's own would change who asks next.
        "/accounts/{name}/memberships/ended" | "/account/memberships" => {
            vec![vec![("membership", "01994e5c-0000-7000-8000-000000000001")]]
        }
        "/tokens/{id}/revoked" => vec![Vec::new()],
        "/accounts/{name}/password" => vec![vec![("password", "short")]],
        "/account/second-factor" => vec![vec![("password", "wrong")]],
        "/account/second-factor/confirmed" | "/account/second-factor/removed" => {
            vec![vec![("code", "nothing")]]
        }
        "/password" => vec![vec![("present", "wrong"), ("new", "short")]],
        "/sign-in" => vec![vec![("name", "police"), ("password", "wrong")]],
        "/set-up" => vec![vec![
            ("sign_in_name", "a"),
            ("name", "A"),
            ("password", "b"),
        ]],
        _ => vec![Vec::new()],
    }
}

/// The routes in the order they are asked: what throws its own subject away comes last.
fn in_order(found: &[(Method, String)]) -> Vec<(Method, String)> {
    let mut ordered = found.to_vec();
    let late = |route: &str| match route {
        "/imports/{id}/discard" | "/accounts/{name}/closed" => 1,
        "/sign-out" => 2,
        _ => 0,
    };
    ordered.sort_by_key(|(method, route)| (late(route), route.clone(), method.to_string()));
    ordered
}

/// What an answer says about the asker's authority. A refusal of what was entered comes after it.
fn verdict(answer: &Answer) -> &'static str {
    match answer.status {
        StatusCode::FORBIDDEN => "403",
        StatusCode::NOT_FOUND => "404",
        StatusCode::SEE_OTHER if answer.location == "/sign-in" => "sign-in",
        status if status.is_server_error() => "broken",
        _ => "yes",
    }
}

/// The methods that every path answers to.
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
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_kind_of_person_as_the_table_says() {
    let world = world().await;
    world.person("spare", member("AL-07.SOCIAL")).await;
    let mut persons = BTreeMap::new();
    for (name, membership) in people() {
        let person = world.person(&name.replace(' ', "."), membership).await;
        persons.insert(name, person);
    }
    let mut things = things(&world, &persons).await;
    let nobody = world.nobody();
    let mut lines = Vec::new();
    for (method, route) in in_order(&routes(&world).await) {
        let filled = if method == Method::GET {
            vec![Vec::new()]
        } else {
            forms(&route)
        };
        for fields in filled {
            let mut verdicts = Vec::new();
            let asked = people();
            let asked = asked.iter().map(|(name, _)| &persons[name]);
            for (number, person) in std::iter::once(&nobody).chain(asked).enumerate() {
                if route.starts_with("/imports/{id}") {
                    // Whoever may explain a file leaves another reading of it behind.
                    things.import = uploaded(&persons[CREATOR], number).await;
                }
                let address = things.address(&route);
                let answer = if method == Method::GET {
                    person.get(&address).await
                } else if route == "/imports" {
                    let csrf = person.own_csrf().await;
                    person.upload(&csrf, "empty.csv", b"", "").await
                } else if route == "/estimates" || route == "/rounds/{code}/file" {
                    let csrf = person.own_csrf().await;
                    let fields = [("csrf", csrf.as_str())];
                    person
                        .send_file(&address, &fields, ("empty.csv", b""))
                        .await
                } else {
                    person.post(&address, &fields).await
                };
                verdicts.push(verdict(&answer));
            }
            let step = fields.iter().find(|(name, _)| *name == "step");
            let step = step.map_or_else(String::new, |(_, step)| format!(" {step}"));
            lines.push((format!("{method} {route}{step}"), verdicts));
        }
    }
    let mut table = String::new();
    let names = people();
    let heads = std::iter::once("nobody").chain(names.iter().map(|(name, _)| *name));
    write!(table, "{:40}", "").unwrap();
    for head in heads {
        write!(table, "{head:>15}").unwrap();
    }
    for (line, verdicts) in lines {
        write!(table, "\n{line:40}").unwrap();
        for verdict in verdicts {
            write!(table, "{verdict:>15}").unwrap();
        }
    }
    let expected = TABLE.split_once("\n\n").unwrap().1;
    assert!(expected.trim_end() == table, "the door answers\n{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_taken_that_another_page_sent() {
    let world = world().await;
    world.person("spare", member("AL-07.SOCIAL")).await;
    let mut persons = BTreeMap::new();
    for (name, membership) in people() {
        let person = world.person(&name.replace(' ', "."), membership).await;
        persons.insert(name, person);
    }
    let things = things(&world, &persons).await;
    let anothers = persons["police 06"].own_csrf().await;
    let log = "SELECT COUNT(*) FROM ledger_event";
    let before = world.count(log).await;
    let open = ["/sign-in", "/set-up", "/language"];
    for (method, route) in routes(&world).await {
        if method != Method::POST || open.contains(&route.as_str()) {
            continue;
        }
        let address = things.address(&route);
        for name in [CREATOR, "secretary 07", "chair 07", "administrator"] {
            for csrf in ["", anothers.as_str()] {
                let answer = if route == "/imports" {
                    persons[name]
                        .upload(csrf, "tabela.csv", b"a;b\n1;2\n", "")
                        .await
                } else if route == "/estimates" || route == "/rounds/{code}/file" {
                    let file: (&str, &[u8]) = ("lists.csv", b"A,B,count\n1,0,3\n");
                    persons[name]
                        .send_file(&address, &[("csrf", csrf)], file)
                        .await
                } else {
                    let mut fields = forms(&route).remove(0);
                    fields.push(("csrf", csrf));
                    persons[name].post_bare(&address, &fields).await
                };
                assert_eq!(
                    answer.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{route} as {name}"
                );
            }
        }
    }
    assert_eq!(world.count(log).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_may_not_see_looks_like_what_does_not_exist() {
    let world = world().await;
    let mut persons = BTreeMap::new();
    for (name, membership) in people() {
        let person = world.person(&name.replace(' ', "."), membership).await;
        persons.insert(name, person);
    }
    let things = things(&world, &persons).await;
    let stranger = &persons["police 06"];
    for (there, nowhere) in [
        (&things.draft, "/returns/99999"),
        (&things.import, "/imports/99999"),
        (&things.discrepancy, "/discrepancies/99999"),
        (&things.meeting, "/meetings/99999"),
        (&things.snapshot, "/snapshots/zzzzzzzzzzzz"),
        (&things.estimate, "/estimates/zzzzzzzzzz"),
        (&things.round, "/rounds/zzzzzzzzzz"),
        (&things.release, "/releases/zzzzzzzzzz"),
    ] {
        let seen = stranger.get(there).await;
        let missing = stranger.get(nowhere).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{there}");
        let bare = |answer: &Answer, path: &str| answer.text().replace(path, "");
        assert_eq!(bare(&seen, there), bare(&missing, nowhere), "{there}");
    }
}
