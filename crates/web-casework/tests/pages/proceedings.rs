//! Proceedings through their pages: every route of a matter and of a conference asked as everybody, no
//! suspect's name and no code of the other side on any page of somebody else.

use crate::common::{
    Answer, Person, World,
    court::{NUMBER, PEOPLE, SUSPECT, consent, court, done, option},
    world,
};
use axum::http::{Method, StatusCode};
use std::{collections::BTreeSet, fmt::Write as _};

const TABLE: &str = include_str!("../golden/matters.txt");

/// The routes of matters and conferences, and those without a record of the same nouns.
async fn routes(world: &World) -> Vec<(Method, String)> {
    let sources = [
        include_str!("../../src/justice/mod.rs"),
        include_str!("../../src/conferences/mod.rs"),
        include_str!("../../src/transfers/mod.rs"),
        include_str!("../../src/emergency/mod.rs"),
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
    assert!(
        shared.text.contains("3 February 2026, 09:30")
            && shared.text.contains("The victim is heard")
            && shared.text.contains("Takes part")
    );
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

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_kept_away_from_a_matter_finds_nothing_any_more() {
    let world = world().await;
    let court = court(&world).await;
    let (leader, holder) = (court.of("leader"), court.of("holder"));
    let matter = format!("/table/matters/{}", court.matter);
    assert_eq!(holder.get(&matter).await.status, StatusCode::OK);
    let denied = format!("{matter}/holders/denied");
    let nobody = leader.post(&denied, &[]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = leader.account();
    let own = leader.post(&denied, &[("denied", own.as_str())]).await;
    assert!(own.text.contains("Pass the lead on first"), "{}", own.text);
    let account = holder.account();
    let whom = [("denied", account.as_str())];
    let other = holder.post(&denied, &whom).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "only who leads it");
    done(leader, &denied, &whom).await;
    assert_eq!(holder.get(&matter).await.status, StatusCode::NOT_FOUND);
    let page = leader.get(&format!("{matter}/holders")).await.text;
    assert!(
        page.contains("Kept away from this matter for good: holder"),
        "{page}"
    );
    let give = [
        ("holder", account.as_str()),
        ("ends", "31.03.2026"),
        ("reason", "again"),
    ];
    let again = leader.post(&format!("{matter}/holders"), &give).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}
