//! One fact as its readers see it: a year's number as a rate among the residents, by every population
//! that there is, and no rate of few.

use crate::common::{Person, World, chair, january, member, world};
use access::{Actor, ImportFigures, Permit, Scope, SetTarget};
use committee::{
    figures::Stage,
    imports::{NewImport, import_commit, import_stage},
    targets::{Target, TargetKind, target_set},
};
use vocabulary::{
    Breakdown, Clock as _, IndicatorCode, InstitutionCode, Period, PlaceCode, ReportedValue,
    StatedFigure,
};

pub fn says(institution: &str, place: &str, period: &str, number: i64) -> StatedFigure {
    StatedFigure {
        institution: InstitutionCode::parse(institution).unwrap(),
        indicator: IndicatorCode::parse("V01").unwrap(),
        place: PlaceCode::parse(place).unwrap(),
        period: Period::parse(period).unwrap(),
        breakdown: Breakdown::total(),
        value: ReportedValue::value(number).unwrap(),
        counting_rule: None,
        comment: None,
        source: None,
    }
}

pub async fn import(world: &World, figures: &[StatedFigure]) {
    let import = NewImport {
        file_name: "figures.csv",
        content: b"x",
        institution: None,
        stage: Stage::Submitted,
        figures,
        questions: "[]".to_owned(),
        refusals: "[]".to_owned(),
        context: "{}".to_owned(),
        replaces: None,
    };
    let nation = Scope::national(PlaceCode::parse("AL").unwrap());
    let permit: Permit<ImportFigures> = Actor::operator().permit(nation).unwrap();
    let (database, catalogue, now) = (&world.database, &world.catalogue, january().now());
    let id = import_stage(database, catalogue, &permit, &import, now)
        .await
        .unwrap();
    let when = (now, january().today());
    import_commit(database, catalogue, &permit, id, when)
        .await
        .unwrap();
}

async fn page(person: &Person<'_>, place: &str, period: &str) -> String {
    let path = format!("/facts?indicator=V01&place={place}&period={period}&breakdown=");
    person.get(&path).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_names_its_population_and_few_are_no_rate() {
    let world = world().await;
    let analyst = world
        .person("analyst", access::Membership::NationalAnalyst)
        .await;
    import(
        &world,
        &[
            says("UNODC", "AL", "2022", 110),
            says("US-TIP", "AL", "2022", 110),
            says("UNODC", "AL", "2021", 154),
            says("US-TIP", "AL", "2021", 159),
            says("AL-02.POLICE", "AL-02", "2022", 20),
            says("AL-07.POLICE", "AL-07", "2022", 19),
            says("AL-02.POLICE", "AL-02", "2022Q1", 30),
        ],
    )
    .await;
    let title = "Per 100,000 residents";
    // 110 among 2,402,113 and among 3,452,260.
    let country = page(&analyst, "AL", "2022").await;
    for said in [
        title,
        "Census 2023",
        ">4.58<",
        "Registered voters 2017",
        ">3.19<",
        "abroad",
    ] {
        assert!(country.contains(said), "{said}: {country}");
    }
    // The census of 2023 and the estimate of 2022 differ by a quarter, and so do their rates.
    let region = page(&analyst, "AL-02", "2022").await;
    for said in ["Census 2023", "226,863", ">8.82<", "Estimate 2022"] {
        assert!(region.contains(said), "{said}: {region}");
    }
    let few = page(&analyst, "AL-07", "2022").await;
    assert!(
        few.contains("Fewer than twenty") && !few.contains("Census 2023"),
        "{few}"
    );
    // What is not settled, and what is no year, has no rate.
    assert!(!page(&analyst, "AL", "2021").await.contains(title));
    assert!(!page(&analyst, "AL-02", "2022Q1").await.contains(title));
    // Nobody says anything: nothing is reckoned.
    let said = analyst.get("/facts?indicator=V02&place=AL&period=2022&breakdown=");
    assert!(!said.await.text().contains(title));
}

/// The file behind a figure is one click away for whoever may open it, and has its name for the others.
#[tokio::test(flavor = "multi_thread")]
async fn a_figure_leads_to_the_file_behind_it() {
    let world = world().await;
    let prefect = world.person("prefect", chair("AL-07")).await;
    let analyst = world
        .person("analyst", access::Membership::NationalAnalyst)
        .await;
    import(&world, &[says("AL-07.POLICE", "AL-07", "2024Q1", 11)]).await;
    // The municipality is told from the region that has its name.
    let small = page(&prefect, "AL-M83", "2024Q1").await;
    assert!(
        small.contains("Kukës (Municipality), first quarter"),
        "{small}"
    );
    let link = "<a href=\"/imports/1\"><code>figures.csv";
    let theirs = page(&analyst, "AL-07", "2024Q1").await;
    assert!(theirs.contains(link), "{theirs}");
    assert!(
        analyst
            .get("/imports/1")
            .await
            .text()
            .contains("figures.csv")
    );
    let named = page(&prefect, "AL-07", "2024Q1").await;
    assert!(
        named.contains("<code>figures.csv") && !named.contains(link),
        "{named}"
    );
    let closed = prefect.get("/imports/1").await;
    assert!(closed.status.is_client_error());
}

/// Whoever asks where a sum comes from is led to its parts: a year's quarters, a country's regions.
#[tokio::test(flavor = "multi_thread")]
async fn a_sum_leads_to_the_parts_it_was_added_up_from() {
    let world = world().await;
    let prefect = world.person("prefect", chair("AL-07")).await;
    let analyst = world
        .person("analyst", access::Membership::NationalAnalyst)
        .await;
    let police = world.person("police", member("AL-07.POLICE")).await;
    import(
        &world,
        &[
            says("AL-07.POLICE", "AL-07", "2024Q1", 11),
            says("AL-07.POLICE", "AL-07", "2024Q2", 12),
            says("AL-07.POLICE", "AL-07", "2024Q4", 14),
            says("AL-02.POLICE", "AL-02", "2024", 15),
            says("AL-07.POLICE", "AL-07", "2023", 16),
            says("AL-07.POLICE", "AL-07", "2023Q4", 17),
        ],
    )
    .await;
    let to = |place: &str, period: &str, text: &str| {
        format!(
            "<a href=\"/facts?indicator=V01&#38;place={place}&#38;period={period}&#38;breakdown=\">{text}</a>"
        )
    };
    let year = page(&prefect, "AL-07", "2024").await;
    for (period, name) in [
        ("2024Q1", "first quarter 2024"),
        ("2024Q2", "second quarter 2024"),
        ("2024Q3", "third quarter 2024"),
        ("2024Q4", "fourth quarter 2024"),
    ] {
        assert!(
            year.contains(&to("AL-07", period, name)),
            "{period}: {year}"
        );
    }
    assert!(year.contains("≥\u{a0}37") && year.contains("added up from these parts"));
    assert!(!year.contains("2024S1"), "nobody told of a half year");
    // A number that was told as it is says so; its parts are beside it.
    let told = page(&prefect, "AL-07", "2023").await;
    assert!(told.contains("reported or adopted as it is"), "{told}");
    assert!(told.contains(&to("AL-07", "2023Q4", "fourth quarter 2023")));
    // A quarter has none.
    let quarter = page(&prefect, "AL-07", "2024Q1").await;
    assert!(!quarter.contains("Parts of this number"));
    let country = page(&analyst, "AL", "2024").await;
    for (place, name) in [("AL-02", "Durrës"), ("AL-07", "Kukës"), ("AL-12", "Vlorë")] {
        assert!(
            country.contains(&to(place, "2024", name)),
            "{place}: {country}"
        );
    }
    // What others know is not told to a member of an institution.
    let own = page(&police, "AL-07", "2024").await;
    assert!(!own.contains("Parts of this number") && !own.contains("≥"));
}

/// Two marks that differ in their period alone: a quarter's stands beside no year.
#[tokio::test(flavor = "multi_thread")]
async fn a_years_line_is_measured_by_marks_of_years() {
    let world = world().await;
    let prefect = world.person("prefect", chair("AL-07")).await;
    let figures = ["2023", "2024"].map(|year| says("AL-07.POLICE", "AL-07", year, 9));
    import(&world, &figures).await;
    let actor = world.actor("prefect").await;
    let region = PlaceCode::parse("AL-07").unwrap();
    let region = Scope::of_place(world.catalogue.country(), &region).unwrap();
    let permit: Permit<SetTarget> = actor.permit(region).unwrap();
    let path = "/situation?place=AL-07&period=2024&indicator=V01";
    for (period, number) in [("2023Q1", 4711), ("2023", 4712)] {
        let mark = Target {
            indicator: IndicatorCode::parse("V01").unwrap(),
            place: permit.scope().place.clone(),
            breakdown: Breakdown::total(),
            kind: TargetKind::Baseline,
            period: Period::parse(period).unwrap(),
            number: Some(number),
            source: "A plan".to_owned(),
        };
        let (database, catalogue) = (&world.database, &world.catalogue);
        target_set(database, catalogue, &permit, &mark, january().now())
            .await
            .unwrap();
        let page = prefect.get(path).await.text();
        let page = page.replace(['\u{a0}', '\u{202f}', ',', ' '], "");
        let is_shown = page.contains(&number.to_string());
        assert_eq!(is_shown, period == "2023", "the mark of {period}");
    }
}
