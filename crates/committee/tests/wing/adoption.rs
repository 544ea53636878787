//! Decisions: each rule, kept with its inputs, gone as soon as an input changes.

use crate::common::*;
use access::{Actor, AdoptFigure, HoldMeeting, Membership, Permit, ReadFigures, Scope};
use committee::{
    CommitteeError,
    adoption::{AdoptedValue, AdoptionRule, Decision, adopt, adopted_figure, adopted_history},
    discrepancies::{Kind, Standing, Status},
    figures::FactKey,
    meetings::{MeetingKind, NewMeeting, meeting_record},
    situation::known_of,
};
use store::testing::each_engine;

fn reader() -> Permit<ReadFigures> {
    regional(&chair(REGION), REGION)
}

fn disputed() -> FactKey {
    fact("V01", REGION, QUARTER, "")
}

async fn meeting(world: &World, region: &str) -> i64 {
    let meeting = NewMeeting {
        place: place(region),
        kind: MeetingKind::Committee,
        held_on: jiff::civil::date(2025, 1, 20),
        title: "Fourth quarter".to_owned(),
        reference: "1".to_owned(),
        decisions: String::new(),
    };
    let permit = regional::<HoldMeeting>(&chair(region), region);
    let when = (day(21), today());
    meeting_record(&world.database, &world.catalogue, &permit, &meeting, when)
        .await
        .unwrap()
}

async fn decide(
    world: &World,
    rule: AdoptionRule,
    meeting: Option<i64>,
) -> Result<AdoptedValue, CommitteeError> {
    let decision = Decision {
        fact: disputed(),
        rule,
        reason: "one register is complete".to_owned(),
        meeting,
    };
    let permit = regional::<AdoptFigure>(&chair(REGION), REGION);
    adopt(
        &world.database,
        &world.catalogue,
        &permit,
        &decision,
        day(22),
    )
    .await
}

async fn standing(world: &World) -> Standing {
    let fact = disputed();
    let periods = [fact.period];
    let known = known_of(
        &world.database,
        &world.catalogue,
        &fact.place,
        &fact.indicator,
        committee::catalogue::TOTAL,
        &periods,
    );
    known.await.unwrap()[0].standing
}

async fn status(world: &World) -> Status {
    let found = world.found(&disputed()).await;
    let dispute = found.iter().find(|one| one.kind == Kind::ValuesDiffer);
    dispute.unwrap().status
}

async fn begin(database: store::Database) -> World {
    let world = world(database).await;
    let figures = [
        victims("POLICE", 3),
        victims("SOCIAL", 5),
        victims("NPO", 7),
    ];
    world.import(&figures, day(2)).await;
    world
}

#[tokio::test]
async fn every_rule_gives_what_it_says_and_can_be_recomputed() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = begin(database).await;
        let meeting = meeting(&world, REGION).await;
        let before = world.said(&disputed()).await;
        let police = institution("AL-07.POLICE");
        let cases = [
            (
                AdoptionRule::Institution {
                    institution: police,
                },
                AdoptedValue::Number(3),
            ),
            (AdoptionRule::Maximum, AdoptedValue::Number(7)),
            (AdoptionRule::Sum, AdoptedValue::Number(15)),
            (
                AdoptionRule::SumLessOverlap { overlap: 8 },
                AdoptedValue::Number(7),
            ),
            (AdoptionRule::Custom { number: 0 }, AdoptedValue::Number(0)),
            (
                AdoptionRule::Range { low: 5, high: 7 },
                AdoptedValue::Between(5, 7),
            ),
            (AdoptionRule::Unresolved, AdoptedValue::Undecided),
        ];
        for (rule, value) in cases {
            assert_eq!(
                decide(&world, rule.clone(), Some(meeting)).await.unwrap(),
                value
            );
            let kept = adopted_figure(&world.database, &world.catalogue, &reader(), &disputed())
                .await
                .unwrap()
                .unwrap();
            assert_eq!((kept.value, kept.recompute().unwrap()), (value, value));
            assert_eq!(kept.rule, rule);
            let settles = rule != AdoptionRule::Unresolved;
            assert_eq!(
                status(&world).await == Status::Resolved,
                settles,
                "{rule:?}"
            );
        }
        let past = adopted_history(&world.database, &world.catalogue, &reader(), &disputed())
            .await
            .unwrap();
        assert_eq!(past.len(), 6);
        assert_eq!(past[0].value, AdoptedValue::Between(5, 7));
        let after = world.said(&disputed()).await;
        assert_eq!(after, before);
        let overlap = AdoptionRule::SumLessOverlap { overlap: 9 };
        let refused = decide(&world, overlap, Some(meeting)).await;
        assert_eq!(refusal(refused), "adoption-overlap");
    })
    .await;
}

#[tokio::test]
async fn a_changed_input_reopens_what_was_decided() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = begin(database).await;
        let meeting = meeting(&world, REGION).await;
        decide(&world, AdoptionRule::Maximum, Some(meeting))
            .await
            .unwrap();
        assert_eq!(standing(&world).await, Standing::Adopted);
        world.import(&[victims("POLICE", 4)], day(23)).await;
        assert_eq!(status(&world).await, Status::Open);
        assert_eq!(standing(&world).await, Standing::Disputed);
        let kept = adopted_figure(&world.database, &world.catalogue, &reader(), &disputed()).await;
        assert_eq!(kept.unwrap().unwrap().value, AdoptedValue::Number(7));
        // The old numbers come back, and with them the ground of the decision. That the police had
        // changed its word in between is a finding of its own.
        world.import(&[victims("POLICE", 3)], day(24)).await;
        assert_eq!(standing(&world).await, Standing::Adopted);
        assert_eq!(status(&world).await, Status::Resolved);
        assert_eq!(world.open_kinds(&disputed()).await, [Kind::Revision]);
    })
    .await;
}

#[tokio::test]
async fn without_a_meeting_a_decision_is_provisional_and_settles_nothing() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = begin(database).await;
        decide(&world, AdoptionRule::Maximum, None).await.unwrap();
        assert_eq!(standing(&world).await, Standing::Provisional);
        assert_eq!(status(&world).await, Status::Open);
        let meeting = meeting(&world, REGION).await;
        decide(&world, AdoptionRule::Maximum, Some(meeting))
            .await
            .unwrap();
        assert_eq!(standing(&world).await, Standing::Adopted);
        assert_eq!(status(&world).await, Status::Resolved);
    })
    .await;
}

#[tokio::test]
async fn a_decision_needs_a_reason_a_meeting_of_the_place_and_the_place_itself() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = begin(database).await;
        let elsewhere = meeting(&world, "AL-01").await;
        let foreign = decide(&world, AdoptionRule::Maximum, Some(elsewhere)).await;
        assert_eq!(refusal(foreign), "meeting-unknown");
        let decision = Decision {
            fact: disputed(),
            rule: AdoptionRule::Maximum,
            reason: "  ".to_owned(),
            meeting: None,
        };
        let permit = regional::<AdoptFigure>(&chair(REGION), REGION);
        let wordless = adopt(
            &world.database,
            &world.catalogue,
            &permit,
            &decision,
            day(22),
        )
        .await;
        assert_eq!(refusal(wordless), "adoption-needs-reason");
        let neighbour = regional::<AdoptFigure>(&chair("AL-01"), "AL-01");
        let decision = Decision {
            reason: "because".to_owned(),
            ..decision
        };
        let outside = adopt(
            &world.database,
            &world.catalogue,
            &neighbour,
            &decision,
            day(22),
        )
        .await;
        assert_eq!(refusal(outside), "refused-not-found");
        // Leave to adopt for the whole country is none to decide in a committee's place.
        let analyst = Actor::for_test(5, "analyst", Membership::NationalAnalyst);
        let whole = Scope::national(place("AL"));
        let national: Permit<AdoptFigure> = analyst.permit(whole).unwrap();
        let above = adopt(
            &world.database,
            &world.catalogue,
            &national,
            &decision,
            day(22),
        )
        .await;
        assert_eq!(refusal(above), "refused-not-found");
        assert_eq!(world.count("adopted_figure").await, 0);
    })
    .await;
}
