//! Formal identification, the time to reflect, follow-up, closing, legal hold and erasure through the
//! pages: each step, each refusal, and a case that looks as if it had never been.

use crate::common::{Answer, Person, World, field, member, world};
use axum::http::StatusCode;
use casework::{
    ActionMove, ActionStep, CaseCode, Domain, NewAction, NewGoal, NewScreening, Profession,
    Request, ScreeningBasis, ScreeningDecision, SecretText, Service, Witness, Worker,
};
use jiff::SignedDuration;
use vocabulary::Clock;

const CANARY: &str = "Kanarina e tha vetë";

struct Office<'w> {
    first: Worker,
    social: Person<'w>,
    police: Person<'w>,
}

async fn office(world: &World) -> Office<'_> {
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    world
        .worker(&police, Profession::Police, Some(&first))
        .await;
    social.enter().await;
    police.enter().await;
    Office {
        first,
        social,
        police,
    }
}

async fn taken_in(by: &Person<'_>, age: &str) -> String {
    let manager = by.account();
    let fields = [
        ("request", age),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", age),
        ("region", "AL-07"),
        ("manager", manager.as_str()),
        ("name", CANARY),
    ];
    let answer = by.post("/table/take-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let case = answer.location();
    let mut whole = vec![
        ("language", "sq"),
        ("medium", "conversation"),
        ("understood", "yes"),
    ];
    let topics = [
        "help-is-unconditional",
        "shelters",
        "services",
        "consent",
        "formal-identification",
        "legal-rights",
        "own-data",
    ];
    whole.extend(topics.map(|topic| ("topics", topic)));
    expect_done(&by.post(&format!("{case}/briefing"), &whole).await);
    case
}

fn expect_refused(answer: &Answer, says: &str) {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.text
    );
    assert!(answer.text.contains(says), "{says} in {}", answer.text);
}

fn expect_done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

/// Carries the plan out, so that the follow-up can begin.
async fn carried_out(world: &World, by: &Worker, case: &str) {
    let code = CaseCode::parse(case.rsplit('/').next().unwrap()).unwrap();
    let now = world.clock.now();
    let request = Request { worker: by, now };
    let wing = &world.casework;
    let screening = NewScreening {
        request: "s".to_owned(),
        instrument: "albania".to_owned(),
        answers: Vec::new(),
        basis: ScreeningBasis::Observation,
        with_interpreter: false,
        present: Vec::new(),
        voluntary: false,
        decision: ScreeningDecision::Potential,
        reason: SecretText::new(CANARY),
    };
    wing.screening_record(request, &code, &screening)
        .await
        .unwrap();
    let goal = NewGoal {
        request: "g".to_owned(),
        domain: Domain::Housing,
        text: SecretText::new(CANARY),
    };
    let goal = wing.goal_add(request, &code, &goal).await.unwrap();
    let action = NewAction {
        request: "a".to_owned(),
        goal,
        service: Service::Documents,
        due_at: now + SignedDuration::from_hours(99),
        text: SecretText::new(CANARY),
    };
    let action = wing.action_propose(request, &code, &action).await.unwrap();
    for (version, step) in [(1, ActionStep::Agree), (2, ActionStep::Begin)] {
        let change = ActionMove {
            action: action.clone(),
            version,
            step,
            present: vec![Witness::OnlyWorker],
        };
        wing.action_move(request, &code, &change).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_person_asks_for_identification_and_the_page_says_what_does_not_depend_on_it() {
    let world = world().await;
    let Office { social, police, .. } = office(&world).await;
    let case = taken_in(&social, "unknown").await;
    let formal = format!("{case}/identification");
    let page = social.get(&formal).await.text;
    assert!(page.contains("Nothing of the help depends on this"));
    let ask = format!("{formal}/request");
    let pushed = [("request", "f"), ("guardian-agrees", "yes")];
    expect_refused(&social.post(&ask, &pushed).await, "Only the person");
    let alone = [("request", "f"), ("asked", "yes")];
    expect_refused(&social.post(&ask, &alone).await, "guardian");
    let asked = [
        ("request", "f"),
        ("asked", "yes"),
        ("guardian-agrees", "yes"),
    ];
    for _ in 0..2 {
        expect_done(&social.post(&ask, &asked).await);
    }
    let page = social.get(&formal).await.text;
    assert_eq!(page.matches("<h2>Request of").count(), 1);
    let id = field(&page, "formal").unwrap();
    let other = world.person("other", member("AL-06.SOCIAL")).await;
    let (officer, self_) = (police.account(), social.account());
    let about = ("formal", id.as_str());
    let half = [
        about,
        ("police", self_.as_str()),
        ("social", self_.as_str()),
        ("others", "guardian"),
    ];
    let team = format!("{formal}/team");
    expect_refused(&social.post(&team, &half).await, "two institutions");
    let team_fields = [
        about,
        ("police", officer.as_str()),
        ("social", self_.as_str()),
        ("others", "guardian"),
    ];
    expect_refused(&social.post(&team, &team_fields[..3]).await, "guardian");
    expect_done(&social.post(&team, &team_fields).await);
    let meeting = format!("{formal}/meeting");
    let past = [about, ("meets", "1.1.2020")];
    expect_refused(&social.post(&meeting, &past).await, "a day to come");
    let day = [about, ("meets", "20.01.2026")];
    expect_done(&social.post(&meeting, &day).await);
    assert!(social.get(&formal).await.text.contains("20 Jan 2026"));
    let outcome = format!("{formal}/outcome");
    let silent = [about, ("outcome", "no"), ("reasons", "")];
    expect_refused(&social.post(&outcome, &silent).await, "Write something");
    let decided = [about, ("outcome", "no"), ("reasons", CANARY)];
    expect_done(&social.post(&outcome, &decided).await);
    let page = social.get(&formal).await.text;
    assert!(page.contains("the help stays the same") && !page.contains(CANARY));
    let reasons = social.post(&format!("{formal}/reasons"), &[about]).await;
    assert!(reasons.text.contains(CANARY));
    let notice = format!("{formal}/notice");
    expect_done(&social.post(&notice, &[about]).await);
    expect_refused(&social.post(&notice, &[about]).await, "told already");
    let person = format!("{formal}/person");
    let review = [about, ("step", "ask-review")];
    expect_done(&social.post(&person, &review).await);
    let by_office = [about, ("step", "decide-yes")];
    expect_refused(&social.post(&person, &by_office).await, "cannot take this");
    expect_done(&social.post(&person, &[about, ("step", "withdraw")]).await);
    let page = social.get(&formal).await.text;
    assert!(page.contains("took the request back"));
    let stranger = police.post(&person, &review).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&formal).await.location(), "/table/enter");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_makes_the_time_to_reflect_shorter() {
    let world = world().await;
    let Office { social, .. } = office(&world).await;
    let case = taken_in(&social, "adult").await;
    let formal = format!("{case}/identification");
    let begin = format!("{formal}/reflection");
    expect_refused(
        &social.post(&begin, &[("days", "29")]).await,
        "at least 30 days",
    );
    expect_done(&social.post(&begin, &[("days", "90")]).await);
    expect_refused(
        &social.post(&begin, &[("days", "30")]).await,
        "begun already",
    );
    let page = social.get(&formal).await.text;
    assert!(
        page.contains("It runs from 8 Jan 2026 to 8 Apr 2026"),
        "{page}"
    );
    let actions: Vec<&str> = page
        .split("action=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|action| action.contains("reflection"))
        .map(|action| action.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(actions, ["longer", "ended"]);
    let longer = format!("{formal}/reflection/longer");
    for shorter in ["31.03.2026", "never"] {
        let refused = social.post(&longer, &[("until", shorter)]).await;
        expect_refused(&refused, "only be made longer");
    }
    expect_done(&social.post(&longer, &[("until", "30.06.2026")]).await);
    let end = format!("{formal}/reflection/ended");
    expect_refused(&social.post(&end, &[]).await, "Only the person");
    expect_done(&social.post(&end, &[("person-decided", "yes")]).await);
    assert!(
        social
            .get(&formal)
            .await
            .text
            .contains("The person ended it")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_up_is_the_persons_wish_and_shows_their_own_rating() {
    let world = world().await;
    let Office { social, first, .. } = office(&world).await;
    let case = taken_in(&social, "adult").await;
    let followup = format!("{case}/followup");
    let page = social.get(&followup).await.text;
    assert!(page.contains("once the plan is being carried out"));
    let early = social.post(&followup, &[("wishes", "yes")]).await;
    expect_refused(&early, "cannot take this step");
    carried_out(&world, &first, &case).await;
    expect_refused(&social.post(&followup, &[]).await, "wishes to be contacted");
    expect_done(&social.post(&followup, &[("wishes", "yes")]).await);
    let page = social.get(&followup).await.text;
    assert_eq!(page.matches("to come").count(), 5);
    let which = page.split("name=\"which\"").nth(1).unwrap();
    let which = which.split("value=\"").nth(1).unwrap();
    let which = which.split('"').next().unwrap();
    let record = format!("{followup}/record");
    let empty = [("which", which), ("result", "done")];
    expect_refused(&social.post(&record, &empty).await, "what the person said");
    let said = [
        ("which", which),
        ("result", "done"),
        ("score-housing", "not-well"),
        ("score-children", "very-well"),
        ("score-economy", "not-asked"),
    ];
    expect_done(&social.post(&record, &said).await);
    expect_refused(&social.post(&record, &said).await, "recorded already");
    let page = social.get(&followup).await.text;
    assert_eq!(page.matches("to come").count(), 4);
    let read = social.post(&format!("{followup}/read"), &[]).await.text;
    assert!(read.contains("not well") && read.contains("very well"));
    assert!(read.contains("after one month") && !read.contains("Money and debts"));
    world.clock.forward(SignedDuration::from_hours(24 * 95));
    let social = social.with_session(world.session("social").await);
    social.enter().await;
    let page = social.get(&followup).await.text;
    assert_eq!(page.matches(">overdue<").count(), 1, "month three");
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_names_what_is_in_the_way_and_a_case_opens_again() {
    let world = world().await;
    let Office { social, police, .. } = office(&world).await;
    let case = taken_in(&social, "adult").await;
    let risk = [("request", "n"), ("risk", "high"), ("note", "x")];
    expect_done(&social.post(&format!("{case}/needs"), &risk).await);
    let closing = format!("{case}/closing");
    let page = social.get(&closing).await.text;
    assert!(page.contains("the last look saw a high risk"));
    let mut close = vec![
        ("reason", "persons-wish"),
        ("view", CANARY),
        ("contact", "yes"),
        ("keep", "31.12.2026"),
    ];
    let blocked = social.post(&closing, &close).await;
    expect_refused(&blocked, "still open");
    assert!(blocked.text.contains(CANARY), "what was typed comes back");
    close.push(("despite", "moved to her sister"));
    let mut dateless = close.clone();
    dateless[3] = ("keep", "31.12.2099");
    expect_refused(&social.post(&closing, &dateless).await, "thirty years");
    for _ in 0..2 {
        expect_done(&social.post(&closing, &close).await);
    }
    let page = social.get(&closing).await.text;
    assert_eq!(page.matches("name=\"closure\"").count(), 1);
    assert!(!page.contains(CANARY) && page.contains("31 Dec 2026"));
    let id = field(&page, "closure").unwrap();
    let read = format!("{closing}/read");
    let said = social.post(&read, &[("closure", &id)]).await.text;
    assert!(said.contains(CANARY) && said.contains("moved to her sister"));
    let stranger = police.post(&read, &[("closure", &id)]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert!(social.get(&case).await.text.contains("Closed"));
    // What is closed and kept stands behind a link of the page of the day.
    let listed = format!("href=\"{case}\"");
    let to_all = "href=\"/table/today?closed=yes\"";
    let today = social.get("/table/today").await.text;
    assert!(!today.contains(&listed) && today.contains(to_all));
    let today = social.get("/table/today?closed=yes").await.text;
    assert!(today.contains(&listed) && !today.contains(to_all));
    for _ in 0..2 {
        expect_done(&social.post(&format!("{closing}/reopened"), &[]).await);
    }
    assert!(social.get(&case).await.text.contains("Opened again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_case_looks_as_if_it_had_never_been() {
    let world = world().await;
    let Office { social, .. } = office(&world).await;
    let case = taken_in(&social, "adult").await;
    let (closing, erase) = (format!("{case}/closing"), format!("{case}/erase"));
    let code = case.rsplit('/').next().unwrap();
    let last = [("step", "2"), ("typed", code)];
    let early = social.post(&erase, &last).await;
    assert!(early.text.contains("Only a closed case"));
    let close = [
        ("reason", "goals-met"),
        ("view", CANARY),
        ("keep", "09.01.2026"),
    ];
    expect_done(&social.post(&closing, &close).await);
    let early = social.post(&erase, &last).await;
    assert!(early.text.contains("Until then nothing is erased"));
    world.clock.forward(SignedDuration::from_hours(48));
    let social = social.with_session(world.session("social").await);
    social.enter().await;
    let reminder = "its day has passed";
    assert!(social.get("/table/today").await.text.contains(reminder));
    let held = format!("{closing}/held");
    expect_refused(
        &social.post(&held, &[("why", " ")]).await,
        "Write something",
    );
    expect_done(&social.post(&held, &[("why", CANARY)]).await);
    let blocked = social.post(&erase, &last).await;
    assert!(blocked.text.contains("Lift the hold first"));
    let page = social.get(&closing).await.text;
    let hold = field(&page, "hold").unwrap();
    let read = format!("{closing}/hold-reason");
    let why = social.post(&read, &[("hold", &hold)]).await;
    assert!(why.text.contains(CANARY) && !page.contains(CANARY));
    for _ in 0..2 {
        expect_done(&social.post(&format!("{closing}/released"), &[]).await);
    }
    let first = social.get(&erase).await.text;
    assert!(first.contains("What is destroyed") && !first.contains("name=\"typed\""));
    expect_refused(&social.post(&erase, &[("step", "1")]).await, "say so");
    let second = [("step", "1"), ("understood", "yes")];
    let second = social.post(&erase, &second).await;
    assert!(second.text.contains("name=\"typed\""), "{}", second.text);
    let wrong = [("step", "2"), ("typed", "0000-0000-0")];
    expect_refused(&social.post(&erase, &wrong).await, "not the code");
    world.clock.forward(SignedDuration::from_mins(6));
    let stale = social.post(&erase, &last).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fresh = world.code();
    let done = [last[0], last[1], ("code", fresh.as_str())];
    assert_eq!(social.post(&erase, &done).await.location(), "/table/today");
    let letters = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let nowhere = letters
        .iter()
        .map(|letter| format!("0000-0000-{}", char::from(*letter)))
        .find(|code| CaseCode::parse(code).is_ok())
        .unwrap();
    for page in [
        "",
        "/needs",
        "/plan",
        "/identification",
        "/closing",
        "/erase",
        "/report",
    ] {
        let gone = social.get(&format!("{case}{page}")).await;
        let missing = social.get(&format!("/table/cases/{nowhere}{page}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(gone.text, missing.text, "{page}");
        assert_eq!(gone.headers, missing.headers, "{page}");
    }
    assert!(!social.get("/table/today").await.text.contains(code));
    let disk = world.disk();
    assert!(!String::from_utf8_lossy(&disk).contains(CANARY));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_concern_that_nobody_confirmed_for_half_a_year_is_on_its_leads_pages_and_on_no_others() {
    let world = world().await;
    let Office { social, police, .. } = office(&world).await;
    let case = taken_in(&social, "adult").await;
    let code = case.rsplit('/').next().unwrap();
    world.clock.forward(SignedDuration::from_hours(184 * 24));
    let now = world.clock.now();
    assert_eq!(world.door.watch_retention(now).await.unwrap(), 1);
    let social = social.with_session(world.session("social").await);
    let police = police.with_session(world.session("police").await);
    social.enter().await;
    police.enter().await;
    let today = social.get("/table/today").await.text;
    assert!(today.contains("screen it, or close it"));
    let decide = format!("{case}/screenings");
    assert!(today.contains(&decide));
    let listed = social.get("/table/retention").await.text;
    assert!(listed.contains(&decide) && listed.contains("Unconfirmed for half a year"));
    for page in ["/table/today", "/table/retention"] {
        assert!(!police.get(page).await.text.contains(code), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_day_has_come_is_asked_about_and_kept_longer_with_a_reason() {
    let world = world().await;
    let Office { social, police, .. } = office(&world).await;
    let case = taken_in(&social, "adult").await;
    let closing = format!("{case}/closing");
    let code = case.rsplit('/').next().unwrap();
    let close = [
        ("reason", "goals-met"),
        ("view", CANARY),
        ("keep", "09.01.2026"),
    ];
    expect_done(&social.post(&closing, &close).await);
    world.clock.forward(SignedDuration::from_hours(48));
    let now = world.clock.now();
    assert_eq!(world.door.watch_retention(now).await.unwrap(), 1);
    let social = social.with_session(world.session("social").await);
    let police = police.with_session(world.session("police").await);
    social.enter().await;
    police.enter().await;
    let asked = "erase it, or say why it is kept longer";
    assert!(social.get("/table/today").await.text.contains(asked));
    assert!(social.get("/table/retention").await.text.contains(code));
    for page in ["/table/today", "/table/retention"] {
        assert!(!police.get(page).await.text.contains(code), "{page}");
    }
    let longer = format!("{closing}/prolonged");
    let mut kept = vec![("longer", "1.3.2027"), ("keep-why", CANARY)];
    expect_refused(&social.post(&longer, &kept).await, "at most a year");
    kept[0] = ("longer", "1.6.2026");
    let silent = [kept[0], ("keep-why", " ")];
    expect_refused(&social.post(&longer, &silent).await, "Write something");
    let stranger = police.post(&longer, &kept).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    expect_done(&social.post(&longer, &kept).await);
    assert!(!social.get("/table/today").await.text.contains(asked));
    let page = social.get(&closing).await.text;
    assert!(page.contains("1 Jun 2026") && !page.contains(CANARY));
    let id = field(&page, "prolongation").unwrap();
    let read = format!("{closing}/prolonged-reason");
    let why = social.post(&read, &[("prolongation", &id)]).await;
    assert!(why.text.contains(CANARY));
}
