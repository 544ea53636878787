//! What the members of a committee are shown is a release to them: made here, in the register and the
//! log, audited with everything public, and read by nobody else.

use crate::world::{MIGRATIONS, Still, World, day, key, proposal, world};
use access::{Actor, Membership, Permit, ProposeRelease, ReadReleased, Scope};
use release::{
    MemberRelease, Outdated, Proposal, ReleaseError, Shown, State, outdated_to_members,
    published_heads, register_check, release_find, release_propose, released_to_members,
};
use store::testing::each_engine;
use vocabulary::{InstitutionCode, Period, PlaceCode, RandomSource, country::Audience};

fn place(code: &str) -> PlaceCode {
    PlaceCode::parse(code).unwrap()
}

fn secretariat(region: &str) -> Actor {
    let region = place(region);
    let membership = Membership::TechnicalSecretariat { region };
    Actor::for_test(30, "Secretary", membership)
}

fn reading(institution: &str, region: &str) -> Permit<ReadReleased> {
    let membership = Membership::InstitutionMember {
        institution: InstitutionCode::parse(institution).unwrap(),
        region: Some(place(region)),
    };
    let member = Actor::for_test(31, "Member", membership);
    member.permit(Scope::regional(place(region))).unwrap()
}

fn inside(table: &str, region: &str) -> Proposal {
    Proposal {
        table: table.to_owned(),
        place: place(region),
        period: Period::parse("2025").unwrap(),
        ..proposal(table)
    }
}

impl World {
    async fn show_members(&self, proposal: &Proposal, at: i8) -> Result<String, ReleaseError> {
        let region = proposal.place.to_string();
        let scope = Scope::regional(proposal.place.clone());
        let permit = secretariat(&region)
            .permit::<ProposeRelease>(scope)
            .unwrap();
        let by = (&Still as &dyn RandomSource, day(at));
        release_propose(&self.database, &self.catalogue, &permit, proposal, by).await
    }

    async fn seen(&self, region: &str) -> Vec<MemberRelease> {
        let permit = reading(&format!("{region}.HEALTH"), region);
        released_to_members(&self.database, &permit).await.unwrap()
    }

    async fn outdated(&self, region: &str) -> Vec<Outdated> {
        let scope = Scope::regional(place(region));
        let permit = secretariat(region).permit::<ProposeRelease>(scope).unwrap();
        outdated_to_members(&self.database, &self.catalogue, &permit)
            .await
            .unwrap()
    }

    async fn expect_sound(&self) {
        let (_, faults) = register_check(&self.database, &self.catalogue, &self.reading())
            .await
            .unwrap();
        assert_eq!(faults, vec![]);
    }
}

fn shown(release: &MemberRelease, period: &str, part: &str) -> Shown {
    let wanted = key("V01", release.place.as_str(), period, part);
    let found = release.figures.iter().find(|(key, _)| *key == wanted);
    found.unwrap().1.shown()
}

#[tokio::test]
async fn a_count_of_one_is_shown_to_members_as_what_it_may_be() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.decide(&key("V01", "AL-07", "2025Q1", ""), 1).await;
        world.decide(&key("V01", "AL-07", "2025Q2", ""), 7).await;
        assert!(world.seen("AL-07").await.is_empty());
        let wanted = inside("members-victims", "AL-07");
        let code = world.show_members(&wanted, 2).await.unwrap();

        let seen = world.seen("AL-07").await;
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].code.as_str(), seen[0].number), (code.as_str(), 1));
        for (period, count) in [("2025Q1", 1), ("2025Q2", 7)] {
            let Shown::Rounded { value, base: 5, .. } = shown(&seen[0], period, "") else {
                panic!("{:?}", shown(&seen[0], period, ""));
            };
            assert!(value % 5 == 0 && (value - count).abs() < 5);
        }
        assert_eq!(shown(&seen[0], "2025Q3", ""), Shown::NotReported);
        // Who, when, which table, and its hash; and nobody outside sees it.
        assert_eq!(seen[0].released, ("Secretary".to_owned(), day(2)));
        assert_eq!(seen[0].hash.len(), 64);
        assert!(world.seen("AL-06").await.is_empty());
        assert!(
            published_heads(&world.database, day(28))
                .await
                .unwrap()
                .is_empty()
        );
        let listed = release_find(&world.database, &world.catalogue, &world.reading(), &code)
            .await
            .unwrap()
            .release;
        assert_eq!(
            (listed.state, listed.audience),
            (State::Approved, Audience::Members)
        );
        assert!(listed.verdict.narrowest >= Some(4), "{:?}", listed.verdict);
        let kinds: Vec<String> = log(&world, &code).await;
        assert_eq!(kinds, ["released-to-members"]);
        world.expect_sound().await;
    })
    .await;
}

async fn log(world: &World, subject: &str) -> Vec<String> {
    let found: Result<Vec<String>, store::StoreError> = async {
        Ok(store::read!(world.database, connection => {
            store::query_scalar("SELECT kind FROM ledger_event WHERE subject = $1")
                .bind(subject.to_owned())
                .fetch_all(connection)
        })?)
    }
    .await;
    found.unwrap()
}

#[tokio::test]
async fn members_are_shown_the_newest_state_without_being_told_by_how_much_it_moved() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.decide(&key("V01", "AL-07", "2025Q1", ""), 1).await;
        let wanted = inside("members-victims", "AL-07");
        world.show_members(&wanted, 2).await.unwrap();
        let again = world.show_members(&wanted, 3).await.unwrap_err();
        assert!(matches!(again, ReleaseError::Refused(_)), "{again:?}");
        let before = shown(&world.seen("AL-07").await[0], "2025Q1", "");
        // The next quarter is known; the first figure keeps its value.
        world.decide(&key("V01", "AL-07", "2025Q2", ""), 12).await;
        world.show_members(&wanted, 4).await.unwrap();
        let seen = world.seen("AL-07").await;
        assert_eq!((seen.len(), seen[0].number), (1, 2));
        assert_eq!(shown(&seen[0], "2025Q1", ""), before);
        assert!(matches!(
            shown(&seen[0], "2025Q2", ""),
            Shown::Rounded { .. }
        ));
        // From 1 to 2: nothing that members see moves, so there is nothing to show.
        world.decide(&key("V01", "AL-07", "2025Q1", ""), 2).await;
        let still = world.show_members(&wanted, 5).await.unwrap_err();
        assert!(matches!(still, ReleaseError::Refused(_)), "{still:?}");
        world.expect_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_members_and_the_public_are_shown_has_one_value_and_is_audited_as_one() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let mut total = 0;
        for number in 1..=12 {
            let region = format!("AL-{number:02}");
            let count = (number * 7) % 5 + 1;
            total += count;
            for (part, share) in [("", count), ("age=child", 1), ("age=adult", count - 1)] {
                world.adopt(&key("V01", "AL", "2025", part), 0).await;
                world
                    .decide(&key("V01", &region, "2025", part), share)
                    .await;
            }
        }
        for (part, count) in [("", total), ("age=child", 12), ("age=adult", total - 12)] {
            world.adopt(&key("V01", "AL", "2025", part), count).await;
        }
        let mut shown_to = Vec::new();
        for number in 1..=12 {
            let region = format!("AL-{number:02}");
            let wanted = inside("members-victims-by-age", &region);
            if world.show_members(&wanted, 2).await.is_ok() {
                shown_to.push(region);
            }
        }
        assert!(!shown_to.is_empty());
        world.publish(&proposal("victims-by-age")).await;
        world.expect_sound().await;
        let (checked, _) = register_check(&world.database, &world.catalogue, &world.reading())
            .await
            .unwrap();
        assert_eq!(checked, shown_to.len() + 1);
    })
    .await;
}

#[tokio::test]
async fn another_region_and_a_member_release_nothing_to_members() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        world.decide(&key("V01", "AL-07", "2025Q1", ""), 1).await;
        let permit = secretariat("AL-06")
            .permit::<ProposeRelease>(Scope::regional(place("AL-06")))
            .unwrap();
        let by = (&Still as &dyn RandomSource, day(2));
        let wanted = inside("members-victims", "AL-07");
        let (database, catalogue) = (&world.database, &world.catalogue);
        let refused = release_propose(database, catalogue, &permit, &wanted, by).await;
        assert!(matches!(refused, Err(ReleaseError::NotFound(_))));
        let member = reading("AL-07.POLICE", "AL-07");
        let scope = Scope::regional(place("AL-07"));
        assert!(member.actor().permit::<ProposeRelease>(scope).is_err());
        // A table for the members of one committee is none for the country.
        let national = inside("members-victims", "AL");
        let refused = world.propose(&national).await.unwrap_err();
        assert!(
            matches!(refused, ReleaseError::Refused("release-wrong-period")),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_releases_is_told_what_is_out_of_date_and_nobody_of_another_committee() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let (first, second) = (
            key("V01", "AL-07", "2025Q1", ""),
            key("V01", "AL-07", "2025Q2", ""),
        );
        world.decide(&first, 1).await;
        let wanted = inside("members-victims", "AL-07");
        let code = world.show_members(&wanted, 2).await.unwrap();
        assert_eq!(world.outdated("AL-07").await, []);
        // From 1 to 2: what members read still stands for it, so that nothing is to be done.
        world.decide(&first, 2).await;
        assert_eq!(world.outdated("AL-07").await, []);
        // The next quarter is settled, and the year with it.
        world.decide(&second, 12).await;
        let found = world.outdated("AL-07").await;
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].code.as_str(), found[0].table.as_str()),
            (code.as_str(), "members-victims")
        );
        assert!(found[0].settled > 0 && found[0].open == 0, "{found:?}");
        // The first quarter moves out of what its figure stands for.
        world.decide(&first, 17).await;
        let found = world.outdated("AL-07").await;
        assert_eq!(found[0].moved, 1, "{found:?}");
        assert_eq!(world.outdated("AL-06").await, []);
        // Shown anew it is up to date.
        world.show_members(&wanted, 5).await.unwrap();
        assert_eq!(world.outdated("AL-07").await, []);
        world.expect_sound().await;
    })
    .await;
}
