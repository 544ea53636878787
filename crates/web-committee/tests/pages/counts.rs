//! The table's own count at the committee: marked as what it is, with everything that is not in it one
//! click away, and nobody's to type.

use crate::common::{REGION, World, january, member, secretariat, world};
use access::{HandOverCount, Permit, Scope};
use axum::http::StatusCode;
use committee::{
    counts::{HandedCount, count_hand_over},
    returns::ReturnKey,
};
use vocabulary::{
    Breakdown, Clock as _, CountedCell, CountedIndicator, InstitutionCode, LeftOut, Measure,
    Period, PlaceCode, TemplateCode,
};

/// Hands over three of everything, of five that were looked at, and gives the return's number.
async fn handed_over(world: &World) -> i64 {
    let country = world.catalogue.country();
    let template = country.template("table-count-quarterly").unwrap();
    let mut counted: Vec<CountedIndicator> = Vec::new();
    for row in template.rows() {
        if !counted.iter().any(|one| one.indicator == row.indicator) {
            let found = country.indicator(row.indicator.as_str()).unwrap();
            counted.push(CountedIndicator {
                indicator: row.indicator.clone(),
                rule: found.counting_rule.clone(),
                measure: Measure::Count,
                looked_at: 5,
                cells: Vec::new(),
                left_out: vec![(LeftOut::OtherStatus, 2)],
                of_unknown_age: 1,
                without_term: Vec::new(),
            });
        }
        let of = counted
            .iter_mut()
            .find(|one| one.indicator == row.indicator);
        of.unwrap()
            .cells
            .push(CountedCell::count(row.breakdown.clone(), 3));
    }
    // A share is no row of the return: it comes with the count.
    let informed = country.indicator("A05").unwrap();
    counted.push(CountedIndicator {
        indicator: informed.code.clone(),
        rule: informed.counting_rule.clone(),
        measure: Measure::Share,
        looked_at: 4,
        cells: vec![CountedCell {
            of: Some(3),
            ..CountedCell::count(Breakdown::total(), 2)
        }],
        left_out: vec![(LeftOut::OtherPeriod, 1)],
        of_unknown_age: 0,
        without_term: Vec::new(),
    });
    let institution = InstitutionCode::parse("AL-07.TTAT").unwrap();
    let place = PlaceCode::parse(REGION).unwrap();
    let scope = Scope::regional(place.clone()).of_institution(institution.clone());
    let permit: Permit<HandOverCount> = world.actor("leading").await.permit(scope).unwrap();
    let count = HandedCount {
        key: ReturnKey {
            template: TemplateCode::parse("table-count-quarterly").unwrap(),
            institution,
            place,
            period: Period::parse("2024Q4").unwrap(),
        },
        indicators: &counted,
    };
    let when = (january().now(), january().today());
    count_hand_over(&world.database, &world.catalogue, &permit, &count, when)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_says_what_it_is_and_what_is_not_in_it() {
    let world = world().await;
    let leading = world.person("leading", member("AL-07.SOCIAL")).await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let secretary = world.person("secretary", secretariat(REGION)).await;
    let id = handed_over(&world).await;
    let address = format!("/returns/{id}");
    let page = secretary.get(&address).await.text();
    for said in [
        "Counted from the table&#39;s cases",
        "Counted: 3 of 5",
        "Shares, as numbers",
        "<dd>2 of 3</dd>",
        "Counted: 3 of 4",
        "does not have the status that is counted",
        "counted as children: 1",
        "value=\"verify\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("name=\"number-0\""));
    let board = secretary.get("/returns?period=2024Q4").await.text();
    assert!(board.contains(&format!("href=\"{address}\"")));
    // Whoever compares the figures sees why beside the figure; an institution's member does not.
    let fact = "/facts?indicator=V01&place=AL-07&period=2024Q4&breakdown=";
    let seen = secretary.get(fact).await.text();
    assert!(seen.contains("Technical working table"), "{seen}");
    assert!(seen.contains("does not have the status that is counted"));
    for person in [&leading, &police] {
        assert_eq!(person.get(&address).await.status, StatusCode::NOT_FOUND);
        let unseen = person.get(fact).await.text();
        assert!(!unseen.contains("Technical working table"), "{unseen}");
        assert!(!unseen.contains("does not have the status that is counted"));
    }
    let steps = format!("{address}/steps");
    let verified = secretary.post(&steps, &[("step", "verify")]).await;
    assert_eq!(verified.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_begins_a_count_by_hand() {
    let world = world().await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    let secretary = world.person("secretary", secretariat(REGION)).await;
    let new = [
        ("template", "table-count-quarterly"),
        ("institution", "AL-07.TTAT"),
        ("place", "AL-07"),
        ("period", "2024Q4"),
    ];
    for person in [&police, &secretary] {
        let answer = person.post("/returns", &new).await;
        assert_ne!(answer.status, StatusCode::SEE_OTHER);
    }
    let made = world.count("SELECT COUNT(*) FROM institution_return").await;
    assert_eq!(made, 0);
    let imports = secretary.get("/imports").await.text();
    assert!(imports.contains("AL-07.POLICE") && !imports.contains("AL-07.TTAT"));
}
