//! The contract: the document, what it promises against what is answered, and how bad requests are
//! refused.

use crate::common::{Answer, World, chair, member, world};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use page::Words;
use serde_json::Value;
use vocabulary::Language;

const DOCUMENT: &str = include_str!("../golden/openapi.json");

async fn document(world: &World) -> Value {
    let answer = world
        .ask((&Method::GET, "/api/openapi.json"), None, None)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

async fn get(world: &World, token: &str, path: &str) -> Answer {
    world.ask((&Method::GET, path), Some(token), None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_what_was_agreed() {
    let world = world().await;
    let document = document(&world).await;
    let served = serde_json::to_string_pretty(&document).unwrap();
    // The order of the keys is nobody's business: it hangs on what else is built.
    let agreed: Value = serde_json::from_str(DOCUMENT).unwrap();
    assert!(agreed == document, "the document is now\n{served}");
    assert!(served.contains("\"openapi\": \"3.1.0\""));
    assert!(!served.contains("http://") && !served.contains("https://"));
}

/// The routes and the document are one list in the sources; this looks from outside.
#[tokio::test(flavor = "multi_thread")]
async fn every_path_answers_to_the_methods_of_the_document_and_to_no_other() {
    let world = world().await;
    for (path, item) in document(&world).await["paths"].as_object().unwrap() {
        let address = path.replace("{id}", "1").replace("{code}", "V01");
        for method in [
            Method::GET,
            Method::PUT,
            Method::POST,
            Method::PATCH,
            Method::DELETE,
        ] {
            let is_promised = item.get(method.as_str().to_lowercase()).is_some();
            let answer = world.ask((&method, &address), None, Some("{}")).await;
            let is_there = answer.status != StatusCode::METHOD_NOT_ALLOWED;
            assert_eq!(is_there, is_promised, "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_lists_every_operation_in_both_languages_as_the_document_describes_it() {
    let world = world().await;
    let english = Words::in_language(Language::English);
    let pages = ["en", "sq"].map(|language| {
        let request = Request::get("/api").header(header::ACCEPT_LANGUAGE, language);
        request.body(Body::empty()).unwrap()
    });
    let [in_english, in_albanian] = pages;
    let in_english = world.send(in_english).await.text;
    let in_albanian = world.send(in_albanian).await.text;
    assert!(in_albanian.contains("lang=\"sq\""));
    for (path, item) in document(&world).await["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let line = format!("{} {path}", method.to_uppercase());
            assert!(
                in_english.contains(&line) && in_albanian.contains(&line),
                "{line}"
            );
            let id = operation["operationId"].as_str().unwrap().replace('_', "-");
            let summary = operation["summary"].as_str().unwrap();
            assert_eq!(english.of("api", &id), summary);
        }
    }
}

/// What of a value does not fit a schema of the document.
fn misfits(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = document.pointer(name.trim_start_matches('#'));
        let schema = schema.unwrap_or_else(|| panic!("{name} is not in the document"));
        return misfits(document, schema, value, at, found);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices.iter().any(|choice| {
            let mut found = Vec::new();
            misfits(document, choice, value, at, &mut found);
            found.is_empty()
        });
        if !fits {
            found.push(format!("{at} fits none of its shapes"));
        }
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(|one| one == kind),
        one => one == kind,
    };
    if !allowed {
        found.push(format!("{at} is {kind}"));
        return;
    }
    if let Some(items) = value.as_array() {
        for item in items {
            misfits(document, &schema["items"], item, &format!("{at}[]"), found);
        }
    }
    if let Some(members) = value.as_object() {
        for (name, member) in members {
            let at = format!("{at}.{name}");
            match schema["properties"].get(name) {
                Some(schema) => misfits(document, schema, member, &at, found),
                None => found.push(format!("{at} is not in the document")),
            }
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            if !members.contains_key(name.as_str().unwrap()) {
                found.push(format!("{at}.{name} is missing"));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_have_the_shapes_that_the_document_promises() {
    let world = world().await;
    let police = world.account("police.07", member("AL-07.POLICE")).await;
    let social = world.account("social.07", member("AL-07.SOCIAL")).await;
    let chair = world.account("chair.07", chair("AL-07")).await;
    let number = world.reported(&police, "2024Q4", 7, true).await;
    world.reported(&social, "2024Q4", 9, true).await;
    world.published().await;
    let token = world.token(&chair, false, 0).await;
    let open = get(&world, &token, "/api/v1/discrepancies").await.json();
    let discrepancy = open["items"][0]["id"].as_i64().unwrap();
    let document = document(&world).await;
    for (path, address) in [
        ("/me", "/me".to_owned()),
        ("/places", "/places?limit=200".to_owned()),
        ("/indicators", "/indicators".to_owned()),
        ("/indicators/{code}", "/indicators/V01".to_owned()),
        ("/institutions", "/institutions".to_owned()),
        ("/templates", "/templates".to_owned()),
        ("/returns", "/returns?period=2024Q4".to_owned()),
        ("/returns/{id}", format!("/returns/{number}")),
        (
            "/facts",
            "/facts?indicator=V01&place=AL-07&period=2024Q4".to_owned(),
        ),
        ("/discrepancies", "/discrepancies".to_owned()),
        (
            "/discrepancies/{id}",
            format!("/discrepancies/{discrepancy}"),
        ),
        ("/situation", "/situation?period=2024Q4".to_owned()),
        ("/published", "/published".to_owned()),
        ("/published/{code}", "/published/leavers-1".to_owned()),
        ("/releases", "/releases".to_owned()),
    ] {
        let answer = get(&world, &token, &format!("/api/v1{address}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text);
        let schema = &document["paths"][format!("/api/v1{path}")]["get"]["responses"]["200"]["content"]
            ["application/json"]["schema"];
        let mut found = Vec::new();
        misfits(&document, schema, &answer.json(), path, &mut found);
        assert!(found.is_empty(), "{found:?}");
    }
    let fact = "/api/v1/facts?indicator=V01&place=AL-07&period=2024Q4";
    let fact = get(&world, &token, fact).await.json();
    let numbers: Vec<_> = fact["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["value"]["number"].as_i64())
        .collect();
    assert_eq!(numbers, [Some(7), Some(9)]);
    // Nobody said the year; its quarters stand behind it.
    let year = "/api/v1/facts?indicator=V01&place=AL-07&period=2024";
    let year = get(&world, &token, year).await.json();
    assert_eq!(year["figures"].as_array().unwrap().len(), 0);
    let quarters = year["over_time"].as_array().unwrap();
    let of = |number: usize, what: &str| quarters[number][what].clone();
    assert_eq!(quarters.len(), 4);
    assert_eq!(of(3, "fact")["period"], "2024Q4");
    assert_eq!(
        (
            of(3, "known")["low"].as_i64(),
            of(3, "known")["high"].as_i64()
        ),
        (Some(7), Some(9))
    );
    assert!(of(0, "known")["low"].is_null());
    assert_eq!(year["over_places"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_page_by_page_without_gap_or_double() {
    let world = world().await;
    let chair = world.account("chair.07", chair("AL-07")).await;
    let token = world.token(&chair, true, 0).await;
    let mut codes = Vec::new();
    let mut path = "/api/v1/institutions?limit=7".to_owned();
    loop {
        let page = get(&world, &token, &path).await.json();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 7);
        codes.extend(
            items
                .iter()
                .map(|one| one["code"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/api/v1/institutions?limit=7&cursor={next}");
    }
    let all = world.catalogue.country().institutions().iter();
    let all: Vec<_> = all.map(|one| one.code.to_string()).collect();
    assert_eq!(codes, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_requests_are_refused_with_the_place_and_without_an_echo() {
    let world = world().await;
    let chair = world.account("chair.07", chair("AL-07")).await;
    let token = world.token(&chair, false, 0).await;
    for path in [
        "/me?x=1",
        "/places?limit=0",
        "/places?limit=201",
        "/places?limit=-1",
        "/places?limit=1&limit=2",
        "/places?cursor=7",
        "/places?colour=red",
        "/returns",
        "/returns?period=2024Q9",
        "/situation?period=yesterday",
        "/discrepancies?status=odd",
        "/facts?indicator=V01&place=AL-07&period=2024Q4&breakdown=nonsense",
    ] {
        let answer = get(&world, &token, &format!("/api/v1{path}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        let kind = &answer.headers[header::CONTENT_TYPE];
        assert_eq!(kind, "application/problem+json", "{path}");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert!(
            answer.json()["detail"]
                .as_str()
                .unwrap()
                .contains("parameter")
        );
    }
    let long = format!("{{\"period\":\"{}\"}}", "9".repeat(300_000));
    for (body, status) in [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("{\"period\":7}", 400),
        ("{\"period\":\"2024\",\"extra\":\"<script>\"}", 400),
        (long.as_str(), 413),
    ] {
        let path = "/api/v1/snapshots";
        let answer = world
            .ask((&Method::POST, path), Some(&token), Some(body))
            .await;
        // The chair may not freeze; what cannot be read is refused before that is asked.
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        assert!(!answer.text.contains("script"));
    }
    let bare = Request::post("/api/v1/snapshots")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from("period=2024"));
    let answer = world.send(bare.unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for path in [
        "/api/v1/returns/x",
        "/api/v1/returns/99999",
        "/api/v1/nothing",
        "/api/v2",
    ] {
        let answer = get(&world, &token, path).await;
        let is_refused =
            answer.status == StatusCode::NOT_FOUND || answer.status == StatusCode::BAD_REQUEST;
        assert!(is_refused, "{path}: {}", answer.status);
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/problem+json"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_are_told_in_the_callers_language() {
    let world = world().await;
    let request = Request::get("/api/v1/me").header(header::ACCEPT_LANGUAGE, "sq-AL");
    let answer = world.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
    assert_eq!(answer.headers[header::CONTENT_LANGUAGE], "sq");
    let title = Words::in_language(Language::Albanian).text("error-401-title");
    assert_eq!(answer.json()["title"], title.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_a_cookie_nor_a_token_elsewhere_lets_anybody_in_and_no_answer_repeats_it() {
    let world = world().await;
    let chair = world.account("chair.07", chair("AL-07")).await;
    let token = world.token(&chair, false, 0).await;
    let bearer = format!("Bearer {token}");
    let requests = [
        (
            "/api/v1/me".to_owned(),
            vec![("cookie", format!("besa={token}"))],
        ),
        (format!("/api/v1/me?access_token={token}"), vec![]),
        (format!("/api/v1/me?{token}=1"), vec![]),
        (format!("/api/v1/{token}"), vec![]),
        (
            "/api/v1/me".to_owned(),
            vec![("authorization", format!("Basic {token}"))],
        ),
        (
            "/api/v1/me".to_owned(),
            vec![("authorization", format!("Bearer {token}0"))],
        ),
        (
            "/api/v1/me".to_owned(),
            vec![("authorization", bearer.clone()), ("authorization", bearer)],
        ),
    ];
    for (path, headers) in requests {
        let mut request = Request::get(&path);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = world.send(request.body(Body::empty()).unwrap()).await;
        assert!(answer.status.is_client_error(), "{path}");
        let digits = token.trim_start_matches("besa_");
        assert!(!answer.text.contains(digits), "{path}");
        let told = format!("{:?}", answer.headers);
        assert!(!told.contains(digits), "{path}");
    }
    let events = ledger::event_list(&world.database, i64::MAX, 500)
        .await
        .unwrap();
    for event in events {
        assert!(!format!("{} {}", event.subject, event.detail).contains(&token[5..]));
    }
}
