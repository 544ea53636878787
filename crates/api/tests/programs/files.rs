//! Files through the programs' door: refused at the door, explained, counted as a whole, taken back;
//! snapshots as documents; a return begun; an estimate asked for.

use crate::common::{Answer, World, member, secretariat, world};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};

const POLICE: &str = "AL-07.POLICE";
const WIDE: &str = "Periudha;Viktima të mundshme të identifikuara;Viktima të identifikuara formalisht\n\
    2024Q3;4;2\n2024Q4;5;-\n";
const HISTORIES: &str =
    "A,B,C,count\n1,0,0,60\n0,1,0,50\n0,0,1,70\n1,1,0,12\n1,0,1,9\n0,1,1,11\n1,1,1,4\n";

async fn send(world: &World, token: &str, query: &str, bytes: &[u8]) -> Answer {
    let request = Request::post(format!("/api/v1/imports?{query}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::ACCEPT_LANGUAGE, "en")
        .header(header::CONTENT_TYPE, "application/octet-stream");
    let body = Body::from(bytes.to_vec());
    world.send(request.body(body).unwrap()).await
}

async fn ask(world: &World, token: &str, method: Method, path: &str, body: &str) -> Answer {
    let body = (method != Method::GET).then_some(body);
    let path = format!("/api/v1{path}");
    world.ask((&method, &path), Some(token), body).await
}

fn number(answer: &Answer) -> i64 {
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.json()["id"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_personal_data_is_refused_by_column_and_nothing_of_it_is_kept() {
    let world = world().await;
    let police = world.account("police", member(POLICE)).await;
    let token = world.token(&police, false, 0).await;
    let file = "Emri;Mbiemri;Datëlindja;Nr. telefoni;Vendi\n\
        Arta;Hoxha;03.04.1999;069 123 4567;Kukës\n";
    let answer = send(&world, &token, "name=v.csv", file.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for heading in ["Emri", "Mbiemri", "Datëlindja", "Nr. telefoni"] {
        assert!(answer.text.contains(heading), "{heading} is not named");
    }
    assert!(!answer.text.contains("Arta") && !answer.text.contains("Hoxha"));
    let list = ask(&world, &token, Method::GET, "/imports", "").await;
    assert_eq!(list.json(), serde_json::json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_explained_counted_as_a_whole_and_taken_back() {
    let world = world().await;
    let police = world.account("police", member(POLICE)).await;
    let token = world.token(&police, false, 0).await;
    let first = number(&send(&world, &token, "name=tabela.csv", WIDE.as_bytes()).await);
    let open = ask(
        &world,
        &token,
        Method::GET,
        &format!("/imports/{first}"),
        "",
    )
    .await;
    let table = &open.json()["proposed"][0];
    assert_eq!(open.json()["questions"][0]["about"], "mapping");

    // The proposal is confirmed as it came, with what its headings did not say.
    let mut table = table.clone();
    table["labels"] = serde_json::json!([{"column": 1, "meaning": "period"}]);
    let value =
        |column: u32, code: &str| serde_json::json!({"column": column, "key": {"indicator": code}});
    table["values"] = serde_json::json!([value(2, "V01"), value(3, "V02")]);
    let body = serde_json::json!({"tables": [table]}).to_string();
    let settled = ask(
        &world,
        &token,
        Method::PUT,
        &format!("/imports/{first}/mapping"),
        &body,
    )
    .await;
    let second = number(&settled);
    let open = ask(
        &world,
        &token,
        Method::GET,
        &format!("/imports/{second}"),
        "",
    )
    .await;
    assert_eq!(open.json()["questions"][0]["text"], "-");
    let early = ask(
        &world,
        &token,
        Method::POST,
        &format!("/imports/{second}/steps"),
        r#"{"step":"commit"}"#,
    )
    .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);

    let answers = r#"{"answers":[{"text":"-","meaning":"not_reported"}]}"#;
    let answered = ask(
        &world,
        &token,
        Method::POST,
        &format!("/imports/{second}/answers"),
        answers,
    )
    .await;
    let third = number(&answered);
    let gone = ask(
        &world,
        &token,
        Method::GET,
        &format!("/imports/{second}"),
        "",
    )
    .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "the earlier reading");
    let open = ask(
        &world,
        &token,
        Method::GET,
        &format!("/imports/{third}"),
        "",
    )
    .await;
    assert_eq!(
        (
            open.json()["new"].as_i64(),
            open.json()["cells"][0]["source"].as_str()
        ),
        (Some(4), Some("B2"))
    );

    let step = |step: &str| format!(r#"{{"step":"{step}"}}"#);
    let steps = format!("/imports/{third}/steps");
    let done = ask(&world, &token, Method::POST, &steps, &step("commit")).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
    let fact = "/released?place=AL-07";
    let counted = world.token(&police, true, 0).await;
    let twice = ask(&world, &token, Method::POST, &steps, &step("commit")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = ask(&world, &counted, Method::POST, &steps, &step("undo")).await;
    assert_eq!(
        refused.status,
        StatusCode::FORBIDDEN,
        "a token that only reads"
    );
    assert_eq!(
        ask(&world, &token, Method::GET, fact, "").await.status,
        StatusCode::OK
    );
    let file = ask(
        &world,
        &token,
        Method::GET,
        &format!("/imports/{third}/file"),
        "",
    )
    .await;
    assert_eq!(file.text, WIDE, "the file as it came");

    let undone = ask(&world, &token, Method::POST, &steps, &step("undo")).await;
    assert_eq!(undone.status, StatusCode::NO_CONTENT, "{}", undone.text);
    let open = ask(
        &world,
        &token,
        Method::GET,
        &format!("/imports/{third}"),
        "",
    )
    .await;
    assert_eq!(open.json()["import"]["state"], "undone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_named() {
    let world = world().await;
    let police = world.account("police", member(POLICE)).await;
    let token = world.token(&police, false, 0).await;
    let cut = send(&world, &token, "name=a.xlsx", b"PK\x03\x04 cut off").await;
    assert_eq!(cut.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        !cut.json()["problems"][0]["message"]
            .as_str()
            .unwrap()
            .is_empty()
    );
    for (query, name) in [
        ("", "name"),
        ("name=a.csv&encoding=utf-7", "encoding"),
        ("name=a.csv&period=nie", "period"),
    ] {
        let answer = send(&world, &token, query, WIDE.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.text.contains(name), "{query}: {}", answer.text);
    }
    let first = number(&send(&world, &token, "name=tabela.csv", WIDE.as_bytes()).await);
    let path = format!("/imports/{first}/mapping");
    for (body, field) in [
        (r#"{"tables":[]}"#, "tables"),
        (
            r#"{"tables":[{"sheet":"nowhere","first_row":2,"labels":[],"values":[],"blank":null}]}"#,
            "sheet",
        ),
        (
            r#"{"tables":[{"sheet":"","first_row":0,"labels":[],"values":[],"blank":null}]}"#,
            "first_row",
        ),
        (
            r#"{"tables":[{"sheet":"","first_row":2,"labels":[],"values":[],"blank":null}]}"#,
            "values",
        ),
        (
            r#"{"tables":[{"sheet":"","first_row":2,"labels":[],"blank":null,
                "values":[{"column":2,"key":{"indicator":"NOPE"}}]}]}"#,
            "indicator",
        ),
    ] {
        let answer = ask(&world, &token, Method::PUT, &path, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(answer.text.contains(field), "{body}: {}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_begun_once_and_by_its_institution_alone() {
    let world = world().await;
    let police = world.account("police", member(POLICE)).await;
    let token = world.token(&police, false, 0).await;
    let body = r#"{"template":"victims-quarterly","institution":"AL-07.POLICE","place":"AL-07","period":"2024Q4"}"#;
    let first = number(&ask(&world, &token, Method::POST, "/returns", body).await);
    let again = number(&ask(&world, &token, Method::POST, "/returns", body).await);
    assert_eq!(first, again);
    let other = body.replace("POLICE", "HEALTH");
    let foreign = ask(&world, &token, Method::POST, "/returns", &other).await;
    assert!(foreign.status == StatusCode::FORBIDDEN || foreign.status == StatusCode::NOT_FOUND);
}

/// What no page would take is refused from programs too, and the return can still be sent in.
#[tokio::test(flavor = "multi_thread")]
async fn cells_that_cannot_be_are_refused_and_nothing_of_them_is_kept() {
    let world = world().await;
    let police = world.account("police", member(POLICE)).await;
    let token = world.token(&police, false, 0).await;
    let body = r#"{"template":"victims-quarterly","institution":"AL-07.POLICE","place":"AL-07","period":"2024Q4"}"#;
    let id = number(&ask(&world, &token, Method::POST, "/returns", body).await);
    let path = format!("/returns/{id}");
    let cell = |number: &str, comment: &str| {
        format!(r#"{{"indicator":"V01","breakdown":"","number":{number},"comment":"{comment}"}}"#)
    };
    let long = "x".repeat(40_000);
    for (cells, status) in [
        (cell("9223372036854775807", ""), StatusCode::BAD_REQUEST),
        (cell("1000000000000000", ""), StatusCode::BAD_REQUEST),
        (cell("-1", ""), StatusCode::BAD_REQUEST),
        (
            format!("{0},{0}", cell("7", "")),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (cell("7", &long), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let body = format!(r#"{{"version":1,"cells":[{cells}]}}"#);
        let answer = ask(&world, &token, Method::PUT, &path, &body).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        assert!(answer.json()["detail"].is_string(), "{}", answer.text);
    }
    let read = ask(&world, &token, Method::GET, &path, "").await;
    assert!(!read.text.contains("\"number\":7"), "{}", read.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_comes_as_paper_workbook_and_table() {
    let world = world().await;
    let police = world.account("police", member(POLICE)).await;
    world.reported(&police, "2024Q4", 7, true).await;
    let secretary = world.account("secretary", secretariat("AL-07")).await;
    let token = world.token(&secretary, false, 0).await;
    let frozen = ask(
        &world,
        &token,
        Method::POST,
        "/snapshots",
        r#"{"period":"2024"}"#,
    )
    .await;
    let code = frozen.json()["code"].as_str().unwrap().to_owned();
    for (file, kind, begins) in [
        ("report.pdf", "application/pdf", "%PDF-"),
        (
            "figures.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "PK",
        ),
        ("figures.csv", "text/csv; charset=utf-8", "\u{feff}"),
    ] {
        let answer = ask(
            &world,
            &token,
            Method::GET,
            &format!("/snapshots/{code}/{file}"),
            "",
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], kind);
        assert!(answer.text.starts_with(begins), "{file}");
        let name = answer.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .unwrap();
        assert!(name.contains(&code), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_estimate_is_asked_for_and_its_lists_stay_with_those_who_may_calculate() {
    use access::Membership;
    let world = world().await;
    let analyst = world.account("analyst", Membership::NationalAnalyst).await;
    let token = world.token(&analyst, false, 0).await;
    let question = |histories: &str| {
        serde_json::json!({"title": "Three lists", "source": "A test", "origin": "inside",
            "histories": histories, "replicates": 200, "seed": 7})
        .to_string()
    };
    let made = ask(
        &world,
        &token,
        Method::POST,
        "/estimates",
        &question(HISTORIES),
    )
    .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let code = made.json()["code"].as_str().unwrap().to_owned();
    let path = format!("/estimates/{code}");
    let read = ask(&world, &token, Method::GET, &path, "").await.json();
    assert_eq!(read["report"]["observed"], 216);
    assert!(
        read["report"]["methods"].as_array().unwrap().len() > 1,
        "never one method alone"
    );
    assert_eq!(read["histories"], HISTORIES);
    let bad = question("A,B,C,count\n1,0,2,60\n");
    let bad = ask(&world, &token, Method::POST, "/estimates", &bad).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.json()["problems"][0]["field"], "histories");
    let police = world.account("police", member(POLICE)).await;
    let reader = world.token(&police, false, 0).await;
    let seen = ask(&world, &reader, Method::GET, &path, "").await;
    assert!(!seen.text.contains("1,1,1,4"), "{}", seen.text);
}
