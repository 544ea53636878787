//! Linkage rounds as people walk through them: the pages say what is next, and a list in clear text
//! is refused without a word of it being kept or shown again.

use crate::common::{Person, World, member, world};
use axum::http::StatusCode;
use estimation::rounds::{Band, SafeOverlap, SafeResult, SafeTotal};
use std::fmt::Write as _;

const VALUE: &str = "0011 2233 4455 6677 8899 aabb ccdd eeff";
const OTHER: &str = "ffff 2233 4455 6677 8899 aabb ccdd eeff";
const CANARY: &str = "Zybejde Kanarini";

async fn begun(analyst: &Person<'_>) -> String {
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

async fn cast(world: &World) -> [Person<'_>; 3] {
    [
        world
            .person("analyst", access::Membership::NationalAnalyst)
            .await,
        world.person("police", member("AL-07.POLICE")).await,
        world.person("social", member("AL-07.SOCIAL")).await,
    ]
}

async fn confirmed(person: &Person<'_>, round: &str, value: &str) {
    let address = format!("{round}/key");
    let answer = person.post(&address, &[("check_value", value)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ceremony_is_walked_through_and_differing_keys_stop_it() {
    let world = world().await;
    let [analyst, police, social] = cast(&world).await;
    let round = begun(&analyst).await;
    let code = round.rsplit('/').next().unwrap();
    let page = police.get(&round).await.text();
    assert!(page.contains(&format!("besa link key {code} -o {code}.key")));
    assert!(page.contains(&format!("besa link check {code}.key")));
    let collect = |step| [("step", step)];
    let steps = format!("{round}/steps");
    let early = analyst.post(&steps, &collect("collect")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("Not everybody has confirmed"));
    confirmed(&police, &round, VALUE).await;
    confirmed(&social, &round, OTHER).await;
    let page = analyst.get(&round).await.text();
    assert!(page.contains("keys differ") && !page.contains("value=\"collect\""));
    let differing = analyst.post(&steps, &collect("collect")).await;
    assert!(differing.text().contains("hold different keys"));
    confirmed(&social, &round, VALUE).await;
    let open = analyst.post(&steps, &collect("collect")).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER);
    let page = police.get(&round).await.text();
    let encode = format!("--schema besa-round-{code}.json --key {code}.key --name AL-07.POLICE");
    assert!(page.contains(&encode));
    let schema = police.get(&format!("{round}/schema.json")).await;
    assert!(schema.text().contains("\"decoys_per_row\":1"));
    let missing = analyst.post(&steps, &collect("match")).await;
    assert!(missing.text().contains("Not all files are here yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_names_is_refused_not_kept_and_not_shown_again() {
    let world = world().await;
    let [analyst, police, social] = cast(&world).await;
    let round = begun(&analyst).await;
    confirmed(&police, &round, VALUE).await;
    confirmed(&social, &round, VALUE).await;
    let open = [("step", "collect")];
    analyst.post(&format!("{round}/steps"), &open).await;
    let csrf = police.csrf().await;
    let list = format!("given_name,surname\n{CANARY}\n");
    let address = format!("{round}/file");
    let name = format!("{CANARY}.csv");
    for bytes in [list.clone(), format!("besa-linkage\u{1}{list}")] {
        let file = (name.as_str(), bytes.as_bytes());
        let answer = police
            .send_file(&address, &[("csrf", csrf.as_str())], file)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        assert!(page.contains("Nothing of it was kept"), "{page}");
        assert!(!page.contains("Zybejde") && !page.contains("Kanarini"));
    }
    let kept = world.dump().await;
    assert!(kept.contains("lists of 2024"), "the tables are read");
    let hex: String = CANARY.bytes().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    assert!(!kept.contains("zybejde") && !kept.contains("kanarini") && !kept.contains(&hex));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_pasted_by_mistake_is_neither_kept_nor_shown_again() {
    let world = world().await;
    let [analyst, police, _] = cast(&world).await;
    let round = begun(&analyst).await;
    let secret = "5e".repeat(32);
    let pasted = [("check_value", secret.as_str())];
    let answer = police.post(&format!("{round}/key"), &pasted).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("This is no check value"));
    assert!(!answer.text().contains(&secret));
    assert!(!world.dump().await.contains(&secret));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_new_round_stands_above_the_form_with_what_was_entered() {
    let world = world().await;
    let [analyst, ..] = cast(&world).await;
    for (fields, told) in [
        (
            vec![
                ("title", "One list"),
                ("period", "2024"),
                ("participants", "AL-07.POLICE"),
            ],
            "Choose two to ten",
        ),
        (
            vec![("title", "One list"), ("period", "x")],
            "Choose the period",
        ),
        (
            vec![("title", "One list"), ("period", "2024"), ("schema", "{")],
            "The schema cannot be read",
        ),
    ] {
        let answer = analyst.post("/rounds", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        assert!(
            page.contains(told) && page.contains("value=\"One list\""),
            "{page}"
        );
    }
    assert!(
        analyst
            .get("/rounds")
            .await
            .text()
            .contains("No rounds yet")
    );
}

/// Ten lists that share 12 people two by two, and 6 on the first three.
fn many_lists() -> SafeResult {
    let names: Vec<String> = (0..10)
        .map(|list| format!("AL-{:02}.POLICE", list + 1))
        .collect();
    let sets = (1..1_u32 << 10).filter(|set| (2..=3).contains(&set.count_ones()));
    let overlap = |set: u32| SafeOverlap {
        lists: (0..10)
            .filter(|list| set >> list & 1 == 1)
            .map(|list| names[list].clone())
            .collect(),
        people: Band::of(match (set, set.count_ones()) {
            (0b111, _) => 6,
            (_, 2) => 12,
            _ => 1,
        }),
    };
    let mut sets: Vec<u32> = sets.collect();
    sets.sort_by_key(|set| set.count_ones());
    SafeResult {
        overlaps: sets.into_iter().map(overlap).collect(),
        lists: names.into_iter().map(|name| (name, Band::of(80))).collect(),
        distinct: Some(SafeTotal {
            about: 400,
            low: 350,
            high: 450,
        }),
        ..SafeResult::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn overlaps_of_ten_lists_stay_readable() {
    let world = world().await;
    let [analyst, ..] = cast(&world).await;
    let round = begun(&analyst).await;
    let result = serde_json::to_string(&many_lists()).unwrap();
    let mut transaction = world.database.begin().await.unwrap();
    store::execute!(
        transaction,
        store::query("UPDATE linkage_round SET state = 'matched', result = $1")
            .bind(result.clone())
    )
    .unwrap();
    transaction.commit().await.unwrap();
    let page = analyst.get(&round).await.text();
    assert_eq!(page.matches("10–14").count(), 45, "{page}");
    assert!(page.contains("A + B + C") && page.contains("5–9"));
    assert!(!page.contains("A + B + D"));
    assert!(page.contains("The other 119 combinations of three or more lists"));
}
