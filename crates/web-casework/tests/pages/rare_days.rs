//! Days on which more than one person is needed: a case handed on, a danger to life, a conference. Each
//! way walked through the pages from its beginning to its end.

use crate::common::{
    Person,
    court::{consent, court, done, option},
    field, member, world,
};
use axum::http::StatusCode;
use casework::Profession;

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
    let page = manager.get("/table/emergency").await.text;
    assert!(page.contains("Nothing changes until a second person agrees"));
    let page = keepers[0].get("/table/emergency").await.text;
    let proposal = field(&page, "proposal").unwrap();
    let agree = [("proposal", proposal.as_str()), ("keepers", "confirm")];
    let path = "/table/emergency/keepers/answered";
    let alone = manager.post(path, &agree).await;
    assert_eq!(
        alone.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not oneself"
    );
    let far = court.of("leader").post(path, &agree).await;
    assert_eq!(far.status, StatusCode::NOT_FOUND);
    assert!(
        !court
            .of("leader")
            .get("/table/today")
            .await
            .text
            .contains("Keepers for danger")
    );
    done(&keepers[0], path, &agree).await;
    for told in [manager, &keepers[1], &keepers[2]] {
        let today = told.get("/table/today").await.text;
        assert!(
            today.contains("Keepers for danger to life were named"),
            "{today}"
        );
    }
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
