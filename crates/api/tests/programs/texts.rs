//! Words that give a person away, sent by a program: the problem names field, kind and place, never the
//! value, and nothing of it is stored.

use crate::common::{Answer, World, chair, member, secretariat, world};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};

/// A personal number that stands nowhere else.
const SECRET: &str = "J50312045K";
const TELLING: &str = "Rasti i dytë.\nNumri J50312045K";

fn expect_told(answer: &Answer, field: &str) {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{field}: {}",
        answer.text
    );
    assert!(!answer.text.contains(SECRET) && !answer.text.contains("Rasti"));
    let problems = &answer.json()["problems"];
    assert_eq!(
        problems.as_array().map(Vec::len),
        Some(1),
        "{}",
        answer.text
    );
    let told = &problems[0];
    assert_eq!(told["field"], field, "{}", answer.text);
    assert_eq!(told["kind"], "national-id");
    assert_eq!(
        (told["line"].as_i64(), told["word"].as_i64()),
        (Some(2), Some(2))
    );
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("a personal number")
    );
    let headers = format!("{:?}", answer.headers);
    assert!(!headers.contains(SECRET));
}

/// Every text that the committee's tables and the log hold.
async fn kept(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for query in [
        "SELECT title || reference || decisions FROM meeting",
        "SELECT content FROM discrepancy_note",
        "SELECT reason FROM adopted_figure",
        "SELECT reason FROM return_event WHERE reason IS NOT NULL",
        "SELECT comment FROM stated_figure WHERE comment IS NOT NULL",
        "SELECT source FROM target",
        "SELECT title || source FROM estimate",
        "SELECT file_name FROM import",
        "SELECT subject || detail FROM ledger_event",
    ] {
        let found: Result<Vec<String>, store::StoreError> = async {
            Ok(store::read!(world.database, connection => {
                store::query_scalar(query).fetch_all(connection)
            })?)
        }
        .await;
        all.extend(found.unwrap());
    }
    all
}

async fn send(world: &World, token: &str, (method, path): (Method, &str), body: &Value) -> Answer {
    let path = format!("/api/v1{path}");
    let body = body.to_string();
    world.ask((&method, &path), Some(token), Some(&body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_operation_keeps_or_repeats_what_gives_a_person_away() {
    let world = world().await;
    let police = world.account("police", member("AL-07.POLICE")).await;
    let social = world.account("social", member("AL-07.SOCIAL")).await;
    let secretary = world.account("secretary", secretariat("AL-07")).await;
    let chair = world.account("chair", chair("AL-07")).await;
    let analyst = world
        .account("analyst", access::Membership::NationalAnalyst)
        .await;
    let draft = world.reported(&police, "2024Q3", 4, false).await;
    let sent = world.reported(&police, "2024Q4", 1, true).await;
    world.reported(&social, "2024Q4", 9, true).await;
    let member = world.token(&police, false, 0).await;
    let secretary = world.token(&secretary, false, 0).await;
    let chair = world.token(&chair, false, 0).await;
    let analyst = world.token(&analyst, false, 0).await;

    for field in ["title", "reference", "decisions"] {
        let mut meeting = json!({"kind": "committee", "held_on": "2025-01-07", "title": "Takimi",
            "reference": "1/2025", "decisions": ""});
        meeting[field] = json!(TELLING);
        let told = send(&world, &chair, (Method::POST, "/meetings"), &meeting).await;
        expect_told(&told, field);
    }
    let list = world
        .ask(
            (&Method::GET, "/api/v1/discrepancies"),
            Some(&secretary),
            None,
        )
        .await;
    let id = list.json()["items"][0]["id"].as_i64().unwrap();
    let note = json!({"kind": "remark", "content": TELLING});
    let notes = format!("/discrepancies/{id}/notes");
    let told = send(&world, &secretary, (Method::POST, &notes), &note).await;
    expect_told(&told, "content");
    let decision = json!({"rule": "maximum", "reason": TELLING});
    let adoption = format!("/discrepancies/{id}/adoption");
    let told = send(&world, &chair, (Method::POST, &adoption), &decision).await;
    expect_told(&told, "reason");
    let step = json!({"step": "send-back", "reason": TELLING});
    let steps = format!("/returns/{sent}/steps");
    let told = send(&world, &secretary, (Method::POST, &steps), &step).await;
    expect_told(&told, "reason");
    let cells = json!({"version": 1, "cells": [
        {"indicator": "V01", "number": 4, "comment": "sipas regjistrit"},
        {"indicator": "V02", "number": 2, "comment": TELLING},
    ]});
    let filled = format!("/returns/{draft}");
    let told = send(&world, &member, (Method::PUT, &filled), &cells).await;
    expect_told(&told, "cells[1].comment");
    let target = json!({"kind": "baseline", "period": "2024", "number": 3, "source": TELLING});
    let targets = (Method::POST, "/indicators/V01/targets");
    expect_told(&send(&world, &chair, targets, &target).await, "source");
    let lists = "A,B,C,count\n1,0,0,60\n0,1,0,50\n0,0,1,70\n1,1,0,12\n1,0,1,9\n0,1,1,11\n1,1,1,4\n";
    for field in ["title", "source"] {
        let mut estimate = json!({"title": "Three lists", "source": "Invented",
            "origin": "inside", "histories": lists, "replicates": 200});
        estimate[field] = json!(TELLING);
        let estimates = (Method::POST, "/estimates");
        expect_told(&send(&world, &analyst, estimates, &estimate).await, field);
    }

    let texts = kept(&world).await;
    assert!(texts.iter().all(|text| !text.contains(SECRET)));
    assert!(!texts.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_such_a_remark_or_name_is_refused_as_a_whole() {
    let world = world().await;
    let police = world.account("police", member("AL-07.POLICE")).await;
    let token = world.token(&police, false, 0).await;
    let remark = format!(
        "Periudha;Viktima të mundshme të identifikuara;Shënime\n\
         2024Q3;4;sipas regjistrit\n2024Q4;5;Rasti i dytë: {SECRET}\n"
    );
    let plain = "Periudha;Viktima të mundshme të identifikuara\n2024Q3;4\n2024Q4;5\n".to_owned();
    let named = format!("name=rasti_{SECRET}.csv");
    for (query, file) in [("name=tabela.csv", remark), (named.as_str(), plain)] {
        let request = Request::post(format!("/api/v1/imports?{query}"))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::CONTENT_TYPE, "application/octet-stream");
        let answer = world.send(request.body(Body::from(file)).unwrap()).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.text
        );
        assert!(answer.text.contains("personal number") && !answer.text.contains(SECRET));
    }
    assert!(kept(&world).await.iter().all(|text| !text.contains(SECRET)));
    let list = world
        .ask((&Method::GET, "/api/v1/imports"), Some(&token), None)
        .await;
    assert_eq!(list.json(), json!([]));
}
