//! What the situation and the file of a discrepancy show of how figures came about.

use crate::{
    common::{Person, chair, member, world},
    facts::{import, says},
};
use axum::http::StatusCode;
use vocabulary::{IdentificationStatus, StatedFigure};

/// Municipalities of 2015 are not those of before: a line over that year says where it is broken.
#[tokio::test(flavor = "multi_thread")]
async fn a_line_says_where_the_territory_changed() {
    let world = world().await;
    let prefect = world.person("prefect", chair("AL-07")).await;
    import(
        &world,
        &[
            says("AL-07.POLICE", "AL-M83", "2014", 3),
            says("AL-07.POLICE", "AL-M83", "2016", 4),
            says("AL-07.POLICE", "AL-07", "2014", 5),
            says("AL-07.POLICE", "AL-07", "2016", 6),
        ],
    )
    .await;
    let page = async |place: &str| {
        let path = format!("/situation?place={place}&period=2018&indicator=V01");
        let answer = prefect.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{place}");
        answer.text()
    };
    let municipality = page("AL-M83").await;
    for said in [
        "Kukës (Municipality)",
        "Break in series: change of boundaries",
    ] {
        assert!(municipality.contains(said), "{said}: {municipality}");
    }
    let region = page("AL-07").await;
    assert!(!region.contains("change of boundaries"), "{region}");
}

/// Figures that are not counted by the same rule: that is said before the figures themselves.
#[tokio::test(flavor = "multi_thread")]
async fn rules_that_differ_stand_before_the_figures() {
    let world = world().await;
    let prefect = world.person("prefect", chair("AL-07")).await;
    let country = world.catalogue.country();
    let mut rule = country.indicator("V01").unwrap().counting_rule.clone();
    rule.status = Some(IdentificationStatus::PotentialAndFormal);
    let wide = StatedFigure {
        counting_rule: Some(rule),
        ..says("AL-07.SOCIAL", "AL-07", "2024Q1", 19)
    };
    import(&world, &[says("AL-07.POLICE", "AL-07", "2024Q1", 11), wide]).await;
    let page = file_of(&prefect).await;
    let rules = page
        .find("The rules differ in:")
        .expect("the rules are named");
    let figures = page
        .find("<td class=\"number\">19")
        .expect("the figures stand there");
    assert!(rules < figures, "{page}");
}

/// The file of the first discrepancy in the list.
async fn file_of(person: &Person<'_>) -> String {
    let list = person.get("/discrepancies").await.text();
    let number = list.split("href=\"/discrepancies/").nth(1).unwrap();
    let path = format!("/discrepancies/{}", number.split('"').next().unwrap());
    person.get(&path).await.text()
}

/// A file that is larger than any return is refused in words, and nothing of it kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_beyond_all_measure_is_refused_in_words() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let csrf = police.csrf().await;
    let large = vec![b'1'; intake::MOST_BYTES + 1];
    let refused = police.upload(&csrf, "shume.csv", &large, "").await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("too large"), "{}", refused.text());
    assert_eq!(world.count("SELECT COUNT(*) FROM source_file").await, 0);
}
