//! The picture: years from quarters, the country from its regions, marks, meetings and snapshots.

use crate::common::*;
use access::{FreezeSnapshot, HoldMeeting, ReadMeetings, ReadSituation, ReadSnapshot, SetTarget};
use committee::{
    CommitteeError,
    discrepancies::Standing,
    meetings::{MeetingKind, NewMeeting, meeting_list, meeting_open, meeting_record},
    situation::{overview_read, picture_version, series_read},
    snapshots::{snapshot_find, snapshot_freeze, snapshot_list},
    targets::{Target, TargetKind, target_list, target_set},
};
use store::testing::each_engine;
use vocabulary::{Breakdown, Period};

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

#[tokio::test]
async fn a_year_is_its_quarters_and_the_country_its_regions_with_the_parts_counted() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let mut figures = Vec::new();
        for (region, quarter, value) in [
            ("AL-07", "2024Q1", 2),
            ("AL-07", "2024Q2", 3),
            ("AL-07", "2024Q4", 0),
            ("AL-08", "2024Q1", 4),
        ] {
            for kind in ["POLICE", "SOCIAL"] {
                let fact = fact("V01", region, quarter, "");
                figures.push(stated(&format!("{region}.{kind}"), &fact, number(value)));
            }
        }
        // A stock: the year is its last quarter, not the sum.
        for (quarter, value) in [("2024Q1", 9), ("2024Q4", 7)] {
            let fact = fact("J02", "AL-07", quarter, "");
            figures.push(stated("AL-07.POLICE", &fact, number(value)));
        }
        let before = picture_version(&world.database).await.unwrap();
        world.import(&figures, day(2)).await;
        assert!(picture_version(&world.database).await.unwrap() > before);

        let read = |place_code: &'static str, code: &'static str, when: &'static str| {
            let world = &world;
            async move {
                let permit = national::<ReadSituation>(&analyst());
                let (counted, total) = (indicator(code), Breakdown::default());
                let what = (&counted, &total);
                let place = place(place_code);
                let periods = [period(when)];
                series_read(
                    &world.database,
                    &world.catalogue,
                    &permit,
                    &place,
                    what,
                    &periods,
                )
                .await
                .unwrap()
                .latest()
            }
        };
        let year = read("AL-07", "V01", "2024").await;
        assert_eq!((year.number(), year.parts), (Some(5), Some((3, 4))));
        assert_eq!(year.standing, Standing::Agreed);
        let country = read("AL", "V01", "2024Q1").await;
        assert_eq!((country.number(), country.parts), (Some(6), Some((2, 12))));
        assert!(!country.is_whole());
        // Regions that know some quarters of a year do not make a whole year of the country.
        let sum_of_sums = read("AL", "V01", "2024").await;
        let (known, all) = sum_of_sums.parts.unwrap();
        assert_eq!(all, 12 * 4);
        assert!((3..12).contains(&known), "{known}");
        assert!(!sum_of_sums.is_whole());
        let stock = read("AL-07", "J02", "2024").await;
        assert_eq!(stock.number(), Some(7));
        let nobody = read("AL-01", "V01", "2024").await;
        assert_eq!((nobody.number(), nobody.parts), (None, None));

        let permit = regional::<ReadSituation>(&secretariat("AL-07"), "AL-07");
        let outside = series_read(
            &world.database,
            &world.catalogue,
            &permit,
            &place("AL-08"),
            (&indicator("V01"), &Breakdown::default()),
            &[period("2024")],
        )
        .await;
        assert_eq!(refusal(outside), "refused-not-found");
        let overview = overview_read(
            &world.database,
            &world.catalogue,
            &permit,
            &[period("2024")],
        )
        .await
        .unwrap();
        let lines: Vec<_> = overview
            .lines
            .iter()
            .map(|line| line.indicator.as_str())
            .collect();
        assert_eq!(lines, ["V01", "J02"]);
    })
    .await;
}

#[tokio::test]
async fn a_disputed_part_leaves_no_single_number() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world
            .import(&[victims("POLICE", 3), victims("SOCIAL", 5)], day(2))
            .await;
        let permit = regional::<ReadSituation>(&secretariat(REGION), REGION);
        let (v01, total) = (indicator("V01"), Breakdown::default());
        let what = (&v01, &total);
        let periods = [period("2024")];
        let place = place(REGION);
        let known = series_read(
            &world.database,
            &world.catalogue,
            &permit,
            &place,
            what,
            &periods,
        )
        .await
        .unwrap()
        .latest();
        assert_eq!(known.standing, Standing::Disputed);
        assert_eq!(
            (known.low, known.high, known.number()),
            (Some(3), Some(5), None)
        );
    })
    .await;
}

fn target(kind: TargetKind, when: &str, value: Option<i64>) -> Target {
    Target {
        indicator: indicator("V01"),
        place: place(REGION),
        breakdown: Breakdown::default(),
        kind,
        period: period(when),
        number: value,
        source: "Local plan".to_owned(),
    }
}

#[tokio::test]
async fn marks_stand_in_order_and_are_replaced_not_doubled() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let permit = regional::<SetTarget>(&chair(REGION), REGION);
        let set = |target: Target| {
            let (world, permit) = (&world, &permit);
            async move { target_set(&world.database, &world.catalogue, permit, &target, day(2)).await }
        };
        set(target(TargetKind::Baseline, "2023", Some(5))).await.unwrap();
        set(target(TargetKind::Target, "2026", None)).await.unwrap();
        set(target(TargetKind::Target, "2026", Some(9))).await.unwrap();
        let early = set(target(TargetKind::Target, "2022", Some(9))).await;
        assert_eq!(refusal(early), "target-before-baseline");
        let negative = set(target(TargetKind::Target, "2027", Some(-1))).await;
        assert_eq!(refusal(negative), "target-negative");
        let mut elsewhere = target(TargetKind::Target, "2027", Some(1));
        elsewhere.place = place("AL-01");
        assert_eq!(refusal(set(elsewhere).await), "refused-not-found");
        let permit = regional::<ReadSituation>(&chair(REGION), REGION);
        let v01 = indicator("V01");
        let marks = target_list(&world.database, &world.catalogue, &permit, &v01)
            .await
            .unwrap();
        let marks: Vec<_> = marks.iter().map(|mark| (mark.kind, mark.number)).collect();
        let expected = [(TargetKind::Baseline, Some(5)), (TargetKind::Target, Some(9))];
        assert_eq!(marks, expected);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_is_recorded_once_in_its_own_place_and_never_ahead() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let permit = regional::<HoldMeeting>(&secretariat(REGION), REGION);
        let meeting = |place_code: &str, day, title: &str| NewMeeting {
            place: place(place_code),
            kind: MeetingKind::TechnicalTable,
            held_on: jiff::civil::date(2025, 1, day),
            title: title.to_owned(),
            reference: "7".to_owned(),
            decisions: String::new(),
        };
        let record = |meeting: NewMeeting| {
            let (world, permit) = (&world, &permit);
            async move {
                let when = (day(20), jiff::civil::date(2025, 1, 20));
                meeting_record(&world.database, &world.catalogue, permit, &meeting, when).await
            }
        };
        let id = record(meeting(REGION, 15, "Table")).await.unwrap();
        for (bad, key) in [
            (meeting(REGION, 15, "Again"), "meeting-already-recorded"),
            (meeting(REGION, 21, "Tomorrow"), "meeting-in-future"),
            (meeting(REGION, 14, " "), "meeting-needs-words"),
            (meeting("AL-08", 14, "Neighbour"), "refused-not-found"),
        ] {
            assert_eq!(refusal(record(bad).await), key);
        }
        let permit = regional::<ReadMeetings>(&secretariat(REGION), REGION);
        let held = meeting_list(&world.database, &world.catalogue, &permit)
            .await
            .unwrap();
        assert_eq!(held.len(), 1);
        let neighbour = regional::<ReadMeetings>(&secretariat("AL-08"), "AL-08");
        let hidden = meeting_open(&world.database, &world.catalogue, &neighbour, id).await;
        assert_eq!(refusal(hidden), "refused-not-found");
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_keeps_its_hash_and_shows_tampering() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let permit = regional::<FreezeSnapshot>(&secretariat(REGION), REGION);
        let freeze = |at| {
            let (world, permit) = (&world, &permit);
            async move {
                let year = period("2024");
                snapshot_freeze(&world.database, &world.catalogue, permit, year, day(at)).await
            }
        };
        assert_eq!(refusal(freeze(2).await), "snapshot-empty");
        world
            .import(&[victims("POLICE", 3), victims("SOCIAL", 5)], day(3))
            .await;
        let code = freeze(4).await.unwrap();
        assert_eq!(freeze(5).await.unwrap(), code);
        world.import(&[victims("POLICE", 5)], day(6)).await;
        let later = freeze(7).await.unwrap();
        assert_ne!(later, code);

        let permit = regional::<ReadSnapshot>(&secretariat(REGION), REGION);
        let (snapshot, content) = snapshot_find(&world.database, &world.catalogue, &permit, &code)
            .await
            .unwrap();
        assert_eq!(content.hash().unwrap(), snapshot.hash);
        let words: Vec<_> = content.figures[0]
            .words
            .iter()
            .map(|word| word.value)
            .collect();
        assert_eq!(words, [number(3), number(5)]);
        let taken = snapshot_list(&world.database, &world.catalogue, &permit)
            .await
            .unwrap();
        let taken: Vec<_> = taken.iter().map(|one| &one.code).collect();
        assert_eq!(taken, [&later, &code]);
        let neighbour = regional::<ReadSnapshot>(&secretariat("AL-08"), "AL-08");
        let hidden = snapshot_find(&world.database, &world.catalogue, &neighbour, &code).await;
        assert_eq!(refusal(hidden), "refused-not-found");

        let mut transaction = world.database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query(
                "UPDATE snapshot SET content = REPLACE(content, '3', '2') WHERE code = $1"
            )
            .bind(code.clone())
        )
        .unwrap();
        transaction.commit().await.unwrap();
        let altered = snapshot_find(&world.database, &world.catalogue, &permit, &code).await;
        assert!(matches!(altered, Err(CommitteeError::Corrupt("snapshot"))));
    })
    .await;
}
