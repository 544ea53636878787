//! The table's own count comes through the gate or not at all: nobody types it in, imports it, or is
//! asked for it, and it is handed over whole.

use crate::common;
use crate::common::{
    MIGRATIONS, QUARTER, REGION, World, day, institution, member, number, own, place, regional,
    secretariat, today, world,
};
use access::{EditReturn, HandOverCount, Permit, ReadReleased, Scope, SubmitReturn};
use committee::{
    CommitteeError,
    counts::{HandedCount, count_hand_over},
    imports::import_stage,
    returns::{
        CellEntry, ReturnKey, ReturnStep, StepRequest, board, rates, return_ensure, return_fill,
        return_step,
    },
};
use jiff::civil::Date;
use store::testing::each_engine;
use vocabulary::{CountedCell, CountedIndicator, Measure, Period, TemplateCode};

const TABLE: &str = "AL-07.TTAT";

fn key(period: &str) -> ReturnKey {
    ReturnKey {
        template: TemplateCode::parse("table-count-quarterly").unwrap(),
        institution: institution(TABLE),
        place: place(REGION),
        period: Period::parse(period).unwrap(),
    }
}

/// A number for every row that the template asks for.
fn indicators(world: &World) -> Vec<CountedIndicator> {
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
                looked_at: 2,
                cells: Vec::new(),
                left_out: Vec::new(),
                of_unknown_age: 0,
                without_term: Vec::new(),
            });
        }
        let of = counted
            .iter_mut()
            .find(|one| one.indicator == row.indicator);
        of.unwrap()
            .cells
            .push(CountedCell::count(row.breakdown.clone(), 2));
    }
    counted
}

fn handing(region: &str, code: &str) -> Permit<HandOverCount> {
    let scope = Scope::regional(place(region)).of_institution(institution(code));
    member(&format!("{region}.SOCIAL")).permit(scope).unwrap()
}

async fn hand_over(
    world: &World,
    permit: &Permit<HandOverCount>,
    (key, indicators): (ReturnKey, &[CountedIndicator]),
    today: Date,
) -> Result<i64, CommitteeError> {
    let count = HandedCount { key, indicators };
    let when = (day(20), today);
    count_hand_over(&world.database, &world.catalogue, permit, &count, when).await
}

#[tokio::test]
async fn it_is_handed_over_whole_in_its_own_place_and_after_the_period() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let all = indicators(&world);
        let permit = handing(REGION, TABLE);
        let refused =
            async |permit: &Permit<HandOverCount>, key, given: &[CountedIndicator], today| {
                let outcome = hand_over(&world, permit, (key, given), today).await;
                outcome.unwrap_err().key()
            };
        let part = &all[1..];
        let open = jiff::civil::date(2024, 12, 31);
        assert_eq!(
            refused(&permit, key(QUARTER), part, today()).await,
            "return-incomplete"
        );
        assert_eq!(
            refused(&permit, key(QUARTER), &all, open).await,
            "count-period-open"
        );
        let elsewhere = handing("AL-06", "AL-06.TTAT");
        assert_eq!(
            refused(&elsewhere, key(QUARTER), &all, today()).await,
            "refused-not-found"
        );
        let police = ReturnKey {
            template: TemplateCode::parse("victims-quarterly").unwrap(),
            ..key(QUARTER)
        };
        assert_eq!(
            refused(&permit, police, &all, today()).await,
            "refused-not-found"
        );
        for table in ["institution_return", "stated_figure", "table_count"] {
            assert_eq!(
                world.count(table).await,
                0,
                "a refusal leaves nothing in {table}"
            );
        }
        hand_over(&world, &permit, (key(QUARTER), &all), today())
            .await
            .unwrap();
        assert_eq!(
            refused(&permit, key(QUARTER), &all, today()).await,
            "count-already-handed-over"
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_types_it_in_imports_it_or_is_asked_for_it() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (database, catalogue) = (&world.database, &world.catalogue);
        let begun = return_ensure(database, catalogue, &key(QUARTER), today()).await;
        assert_eq!(begun.unwrap_err().key(), "return-is-counted");
        let figure = common::victims("TTAT", 3);
        for stage in [
            committee::figures::Stage::Draft,
            committee::figures::Stage::Submitted,
        ] {
            let figures = std::slice::from_ref(&figure);
            let import = common::file("x", figures, stage);
            let permit = world.importer();
            let staged = import_stage(database, catalogue, &permit, &import, day(1)).await;
            assert_eq!(staged.unwrap_err().key(), "import-is-counted");
        }
        let seen: Permit<ReadReleased> = regional(&secretariat(REGION), REGION);
        let period = Period::parse(QUARTER).unwrap();
        let cells = board(database, catalogue, &seen, &[period], today()).await;
        let cells = cells.unwrap();
        assert!(cells.iter().all(|cell| !cell.is_counted));
        let expected = rates(&cells).expected;

        let all = indicators(&world);
        let permit = handing(REGION, TABLE);
        let id = hand_over(&world, &permit, (key(QUARTER), &all), today())
            .await
            .unwrap();
        let cells = board(database, catalogue, &seen, &[period], today()).await;
        let cells = cells.unwrap();
        assert_eq!(cells.iter().filter(|cell| cell.is_counted).count(), 1);
        assert_eq!(rates(&cells).expected, expected);

        // Not even by an account that would speak for the table.
        let editing: Permit<EditReturn> = own(TABLE);
        let typed = CellEntry {
            indicator: figure.indicator.clone(),
            breakdown: figure.breakdown.clone(),
            value: number(5),
            counting_rule: None,
            comment: None,
        };
        let filled = return_fill(database, catalogue, &editing, (id, 1), &[typed], day(21)).await;
        assert!(filled.is_err());
        let back = StepRequest {
            id,
            step: ReturnStep::SendBack,
            reason: Some("again".to_owned()),
            meeting: None,
        };
        let checking = regional::<access::VerifyReturn>(&secretariat(REGION), REGION);
        return_step(database, catalogue, &checking, &back, day(21))
            .await
            .unwrap();
        let submit = StepRequest {
            id,
            step: ReturnStep::Submit,
            reason: None,
            meeting: None,
        };
        let sending: Permit<SubmitReturn> = own(TABLE);
        let sent = return_step(database, catalogue, &sending, &submit, day(22)).await;
        assert_eq!(sent.unwrap_err().key(), "return-is-counted");
    })
    .await;
}
