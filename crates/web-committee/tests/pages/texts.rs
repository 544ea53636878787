//! Words that give a person away: every form says so at its field, gives back what was typed, and
//! nothing of it is stored, logged or put into an address.

use crate::common::{Answer, World, begun, chair, filled, member, secretariat, sent_in, world};
use axum::http::StatusCode;

/// A personal number that stands nowhere else.
const SECRET: &str = "J50312045K";
const TELLING: &str = "Rasti i dytë: J50312045K";
const POLICE: &str = "AL-07.POLICE";

/// The form again: what was typed, what is wrong, and at which field.
fn expect_told(answer: &Answer, id: &str) {
    let page = answer.text();
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{id}: {page}"
    );
    let told = "This text holds a personal number (line 1, word 4). It was not stored.";
    assert!(page.contains(told), "{id}: {page}");
    assert!(
        page.contains(&format!("<a href=\"#{id}\">")),
        "{id}: {page}"
    );
    let typed = page.split(&format!("id=\"{id}\"")).nth(1);
    let typed = typed.and_then(|rest| rest.split("</div>").next());
    assert!(
        typed.is_some_and(|rest| rest.contains(SECRET)),
        "{id}: {page}"
    );
    assert_eq!(
        page.matches(SECRET).count(),
        1,
        "{id}: only in its own field"
    );
    assert!(answer.location.is_empty() && answer.cookie.is_empty());
}

/// Nothing of it is in any table, the log among them.
async fn expect_nothing_kept(world: &World) {
    let whole = world.dump().await;
    assert!(!whole.contains(&SECRET.to_lowercase()));
    assert!(
        whole.contains("police") && whole.contains("signed-in"),
        "the dump sees texts"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_s_forms_refuse_words_that_give_a_person_away() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let secretary = world.person("secretary", secretariat("AL-07")).await;
    let chair = world.person("chair", chair("AL-07")).await;
    let begun = begun(&police, POLICE, "2024Q4").await;
    expect_told(&filled(&police, &begun, ("1", TELLING)).await, "comment-14");
    let harmless = ("1", "sipas regjistrit, Prot. 12/3");
    let address = sent_in(&police, POLICE, harmless).await;
    sent_in(&social, "AL-07.SOCIAL", ("9", "")).await;

    let back = [("step", "send-back"), ("reason", TELLING)];
    let back = secretary.post(&format!("{address}/steps"), &back).await;
    expect_told(&back, "reason-send-back");

    let list = secretary.get("/discrepancies").await.text();
    let number = list.split("href=\"/discrepancies/").nth(1).unwrap();
    let discrepancy = format!("/discrepancies/{}", number.split('"').next().unwrap());
    let note = [("kind", "remark"), ("content", TELLING)];
    let notes = format!("{discrepancy}/notes");
    expect_told(&secretary.post(&notes, &note).await, "content-text");
    // The institution on its own part, too.
    expect_told(&social.post(&notes, &note).await, "content-text");
    let decision = [("rule", "maximum"), ("reason", TELLING)];
    let decided = chair
        .post(&format!("{discrepancy}/adoption"), &decision)
        .await;
    expect_told(&decided, "adopt-reason");

    for id in ["title", "reference", "decisions"] {
        let mut meeting = vec![("kind", "committee"), ("held_on", "2025-01-07")];
        for name in ["title", "reference", "decisions"] {
            meeting.push((name, if name == id { TELLING } else { "1/2025" }));
        }
        expect_told(&chair.post("/meetings", &meeting).await, id);
    }
    let mark = [
        ("kind", "baseline"),
        ("period", "2024"),
        ("number", "3"),
        ("source", TELLING),
    ];
    expect_told(&chair.post("/indicators/V01", &mark).await, "source");
    expect_nothing_kept(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_national_forms_refuse_words_that_give_a_person_away() {
    let world = world().await;
    let _police = world.person("police", member(POLICE)).await;
    let analyst = world
        .person("analyst", access::Membership::NationalAnalyst)
        .await;
    let round = [
        ("title", TELLING),
        ("period", "2024"),
        ("participants", POLICE),
        ("participants", "AL-07.SOCIAL"),
    ];
    expect_told(&analyst.post("/rounds", &round).await, "title");

    let lists =
        "A,B,C,count\n1,0,0,310\n0,1,0,140\n0,0,1,95\n1,1,0,42\n1,0,1,18\n0,1,1,21\n1,1,1,6\n";
    let csrf = analyst.csrf().await;
    for id in ["title", "source"] {
        let told = |name: &str| if name == id { TELLING } else { "Invented" };
        let fields = [
            ("csrf", csrf.as_str()),
            ("title", told("title")),
            ("source", told("source")),
            ("replicates", "200"),
        ];
        let file = ("lists.csv", lists.as_bytes());
        expect_told(&analyst.send_file("/estimates", &fields, file).await, id);
    }

    for (state, id, step) in [
        ("proposed", "refusal", "refuse"),
        ("approved", "withdrawal", "withdraw"),
    ] {
        let release = released(&world, state).await;
        let words = [("words", TELLING)];
        let answer = analyst.post(&format!("{release}/{step}"), &words).await;
        expect_told(&answer, id);
        // Silence is told on the same page now.
        let silent = analyst
            .post(&format!("{release}/{step}"), &[("words", " ")])
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text().contains(&format!("href=\"#{id}\"")));
    }
    expect_nothing_kept(&world).await;
}

/// A release of the country that stands so.
async fn released(world: &World, state: &str) -> String {
    let policy = r#"{"protection":{"method":"rounding","base":5},"attacker":{}}"#;
    let verdict = r#"{"cells":0,"narrowest":null,"width":1,"releases":0,"printed":0,"drawings":1,
        "steps":1,"additive":true,"without-dimension":false}"#;
    let code = format!("leavers-{state}");
    let mut transaction = world.database.begin().await.unwrap();
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO released (code, registered, place, period, year, number, state, edition,
                policy, engine, content, hash, verdict, certificate, known, explanation,
                visible_from, proposed_at, proposer, proposer_name)
             VALUES ($1, 'school-leavers-by-region', 'AL', '2023Sep', 2023,
                (SELECT COUNT(*) + 1 FROM released), $2, 1, $3, '', '', '', $4, '', '[]', '', 0, 0,
                'x', 'X')",
        )
        .bind(code.clone())
        .bind(state)
        .bind(policy)
        .bind(verdict)
    )
    .unwrap();
    transaction.commit().await.unwrap();
    format!("/releases/{code}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_such_a_remark_or_name_is_refused_and_not_shown_again() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let csrf = police.csrf().await;
    let remark = format!(
        "Periudha;Viktima të mundshme të identifikuara;Shënime\n\
         2024Q3;4;sipas regjistrit\n2024Q4;5;Rasti i dytë: {SECRET}\n"
    );
    let plain = "Periudha;Viktima të mundshme të identifikuara\n2024Q3;4\n2024Q4;5\n";
    let name = format!("rasti {SECRET}.csv");
    let sent = police
        .upload(&csrf, "tabela.csv", remark.as_bytes(), "")
        .await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = sent.text();
    assert!(page.contains("C3") && page.contains("Shënime") && page.contains("personal numbers"));
    assert!(!page.contains(SECRET));
    let sent = police.upload(&csrf, &name, plain.as_bytes(), "").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = sent.text();
    assert!(
        page.contains("The name of the file holds a personal number."),
        "{page}"
    );
    assert!(!page.contains(SECRET));
    expect_nothing_kept(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_minutes_are_full_of_is_recorded() {
    let world = world().await;
    let chair = world.person("chair", chair("AL-07")).await;
    let meeting = [
        ("kind", "committee"),
        ("held_on", "2025-01-07"),
        ("title", "Takimi i katërt, 07.01.2025"),
        ("reference", "Prot. 1234/5"),
        (
            "decisions",
            "Kryetari Agim Hoxha: ligji nr. 96/2017, buxheti 12 345 678 lekë, 3 vajza 14-17 vjeç.",
        ),
    ];
    let recorded = chair.post("/meetings", &meeting).await;
    assert_eq!(
        recorded.status,
        StatusCode::SEE_OTHER,
        "{}",
        recorded.text()
    );
}

/// The other tests of this program are listened to as well, as far as they run meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_it_reaches_the_process_log() {
    let log = store::testing::ProcessLog::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let world = world().await;
    let chair = world.person("chair", chair("AL-07")).await;
    let meeting = [
        ("kind", "committee"),
        ("held_on", "2025-01-07"),
        ("title", "Takimi"),
        ("reference", "1/2025"),
        ("decisions", TELLING),
    ];
    expect_told(&chair.post("/meetings", &meeting).await, "decisions");
    let csrf = chair.csrf().await;
    let sent = chair
        .upload(
            &csrf,
            &format!("{SECRET}.csv"),
            b"Periudha;V01\n2024Q3;4\n",
            "",
        )
        .await;
    assert_ne!(sent.status, StatusCode::SEE_OTHER);
    let bytes = log.bytes();
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.is_empty(), "the log is listened to");
    for told in [SECRET, "Rasti"] {
        let line = text.lines().find(|line| line.contains(told));
        assert_eq!(line, None);
    }
}
