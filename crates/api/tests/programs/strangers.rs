//! Every operation of the document, asked as every kind of caller and as nobody, against a table
//! that people can read. The operations are taken from the document itself, which is made from the
//! routes: one that is not in the table fails the test, and so does a line without an operation.

use crate::common;
use crate::common::{Answer, World, chair, member, secretariat, world};
use access::Membership;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use std::fmt::Write as _;

const TABLE: &str = include_str!("../golden/operations.txt");

/// Who asks. Everything that is asked for belongs to the police of region 07.
fn people() -> Vec<(&'static str, Membership)> {
    vec![
        ("police 06", member("AL-06.POLICE")),
        ("secretary 06", secretariat("AL-06")),
        ("chair 06", chair("AL-06")),
        ("administrator", Membership::Administrator),
        ("health 07", member("AL-07.HEALTH")),
        ("analyst", Membership::NationalAnalyst),
        ("chair 07", chair("AL-07")),
        ("secretary 07", secretariat("AL-07")),
        ("police 07", member("AL-07.POLICE")),
    ]
}

/// The numbers of what is asked for.
struct Things {
    draft: i64,
    discrepancy: i64,
    meeting: i64,
    snapshot: String,
    import: i64,
    estimate: String,
}

async fn id(world: &World, path: &str, token: &str, body: &str) -> serde_json::Value {
    let answer = world
        .ask((&Method::POST, path), Some(token), Some(body))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.json()
}

async fn things(world: &World, tokens: &[(String, String)]) -> Things {
    let police = world.account("reporter.07", member("AL-07.POLICE")).await;
    let social = world.account("social.07", member("AL-07.SOCIAL")).await;
    world.reported(&police, "2024Q4", 7, true).await;
    world.reported(&social, "2024Q4", 9, true).await;
    let draft = world.reported(&police, "2024Q3", 3, false).await;
    world.published().await;
    let analyst = &tokens.iter().find(|(one, _)| one == "analyst").unwrap().1;
    let question = r#"{"title":"Lists","source":"A test","origin":"inside","replicates":200,
        "histories":"A,B,C,count\n1,0,0,60\n0,1,0,50\n0,0,1,70\n1,1,0,12\n1,0,1,9\n0,1,1,11\n"}"#;
    let estimate = id(world, "/api/v1/estimates", analyst, question).await;
    let bearer = world.token(&police, false, 0).await;
    let file = Request::post("/api/v1/imports?name=a.csv&period=2024Q2")
        .header(header::AUTHORIZATION, format!("Bearer {bearer}"))
        .body(Body::from("Periudha;Viktima\n2024Q2;3\n"))
        .unwrap();
    let import = world.send(file).await;
    assert_eq!(import.status, StatusCode::CREATED, "{}", import.text);
    let token = |name: &str| &tokens.iter().find(|(one, _)| one == name).unwrap().1;
    let meeting = r#"{"kind":"committee","held_on":"2025-01-07","title":"First",
        "reference":"1/2025","decisions":"None."}"#;
    let list = "/api/v1/discrepancies";
    let found = world
        .ask((&Method::GET, list), Some(token("chair 07")), None)
        .await;
    Things {
        draft,
        discrepancy: found.json()["items"][0]["id"].as_i64().unwrap(),
        meeting: id(world, "/api/v1/meetings", token("chair 07"), meeting).await["id"]
            .as_i64()
            .unwrap(),
        snapshot: id(
            world,
            "/api/v1/snapshots",
            token("secretary 07"),
            r#"{"period":"2024"}"#,
        )
        .await["code"]
            .as_str()
            .unwrap()
            .to_owned(),
        import: import.json()["id"].as_i64().unwrap(),
        estimate: estimate["code"].as_str().unwrap().to_owned(),
    }
}

impl Things {
    /// A real address, so that only the asker decides what comes of it.
    fn address(&self, method: &Method, path: &str) -> String {
        let is_read = *method == Method::GET;
        let query = match path {
            "/api/v1/returns" | "/api/v1/situation" if is_read => "?place=AL-07&period=2024Q4",
            "/api/v1/released" => "?place=AL-07",
            "/api/v1/imports" if !is_read => "?name=a.csv",
            "/api/v1/facts" => "?indicator=V01&place=AL-07&period=2024Q4",
            _ => "",
        };
        let number = |id: i64| id.to_string();
        let address = path
            .replace("/returns/{id}", &format!("/returns/{}", number(self.draft)))
            .replace(
                "/discrepancies/{id}",
                &format!("/discrepancies/{}", self.discrepancy),
            )
            .replace("/meetings/{id}", &format!("/meetings/{}", self.meeting))
            .replace(
                "/snapshots/{code}",
                &format!("/snapshots/{}", self.snapshot),
            )
            .replace("/imports/{id}", &format!("/imports/{}", self.import))
            .replace(
                "/estimates/{code}",
                &format!("/estimates/{}", self.estimate),
            )
            .replace("/indicators/{code}", "/indicators/V01")
            .replace("/published/{code}", "/published/leavers-1");
        assert!(!address.contains('{'), "no address for {path}");
        address + query
    }
}

/// Bodies that are whole. All but the steps ask for nothing that could be done: whoever may is told
/// so. A step that was taken leaves everybody's authority as it was.
fn bodies(method: &Method, path: &str) -> Vec<String> {
    if *method == Method::GET {
        return vec![String::new()];
    }
    let one = match path {
        "/api/v1/returns/{id}/steps" => {
            let steps = ["submit", "verify", "adopt", "accept", "reopen"];
            return steps.map(|step| format!(r#"{{"step":"{step}"}}"#)).to_vec();
        }
        "/api/v1/imports/{id}/steps" => {
            return ["commit", "undo"]
                .map(|step| format!(r#"{{"step":"{step}"}}"#))
                .to_vec();
        }
        "/api/v1/returns/{id}" => r#"{"version":99,"cells":[]}"#,
        "/api/v1/discrepancies/{id}/notes" => r#"{"kind":"note","content":""}"#,
        "/api/v1/discrepancies/{id}/adoption" => r#"{"rule":"custom","reason":""}"#,
        "/api/v1/meetings" => {
            r#"{"kind":"x","held_on":"x","title":"","reference":"","decisions":""}"#
        }
        "/api/v1/indicators/{code}/targets" => r#"{"kind":"x","period":"x","source":""}"#,
        "/api/v1/snapshots" => r#"{"period":"x"}"#,
        "/api/v1/returns" => {
            r#"{"template":"victims-quarterly","institution":"AL-07.POLICE","place":"AL-07","period":"2024Q3"}"#
        }
        "/api/v1/imports" => "a;b\n1;2\n",
        "/api/v1/imports/{id}/mapping" => r#"{"tables":[]}"#,
        "/api/v1/imports/{id}/answers" => r#"{"answers":[{"text":"x","meaning":"x"}]}"#,
        "/api/v1/estimates" => r#"{"title":"x","source":"x","origin":"x","histories":""}"#,
        other => panic!("no body for {other}"),
    };
    vec![one.to_owned()]
}

/// What an answer says about the caller's authority. A refusal of what was sent comes after it.
fn verdict(answer: &Answer) -> String {
    match answer.status.as_u16() {
        400 | 422 => "yes".to_owned(),
        status @ (401 | 403 | 404) => status.to_string(),
        status if status < 300 => "yes".to_owned(),
        status => panic!("{status}: {}", answer.text),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_every_kind_of_caller_as_the_table_says() {
    let world = world().await;
    let mut tokens = Vec::new();
    for (name, membership) in people() {
        let actor = world.account(&name.replace(' ', "."), membership).await;
        tokens.push((name.to_owned(), world.token(&actor, false, 0).await));
    }
    let things = things(&world, &tokens).await;
    let police = world.account("keeper.07", member("AL-07.POLICE")).await;
    let reading = world.token(&police, true, 0).await;
    let over = world.token(&police, false, 31).await;
    let revoked = world.token(&police, false, 0).await;
    let listed = world.access.token_list(&police).await.unwrap();
    // The newest was made last.
    let newest = listed.iter().find(|one| !one.is_read_only).unwrap();
    let now = vocabulary::Clock::now(&common::january());
    let revoking = world.access.token_revoke(&police, newest.id, now);
    revoking.await.unwrap();
    tokens.push(("reads only".to_owned(), reading));
    tokens.push(("ended".to_owned(), over));
    tokens.push(("revoked".to_owned(), revoked));
    let mut table = format!("{:44}{:>15}", "", "nobody");
    for (name, _) in &tokens {
        write!(table, "{name:>15}").unwrap();
    }
    let document = world
        .ask((&Method::GET, "/api/openapi.json"), None, None)
        .await;
    for (path, item) in document.json()["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            for body in bodies(&method, path) {
                let step = serde_json::from_str::<serde_json::Value>(&body).ok();
                let step = step.and_then(|body| Some(format!(" {}", body.get("step")?.as_str()?)));
                let name = format!("{method} {path}{}", step.unwrap_or_default());
                write!(table, "\n{name:44}").unwrap();
                let callers = tokens.iter().map(|(_, token)| Some(token.as_str()));
                for token in std::iter::once(None).chain(callers) {
                    let body = (method != Method::GET).then_some(body.as_str());
                    let address = things.address(&method, path);
                    let answer = world.ask((&method, &address), token, body).await;
                    write!(table, "{:>15}", verdict(&answer)).unwrap();
                }
            }
        }
    }
    let expected = TABLE.split_once("\n\n").map_or("", |(_, table)| table);
    assert!(expected.trim_end() == table, "the door answers\n{table}");
}
