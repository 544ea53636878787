//! A lost passphrase: two of three custodians bring a worker's key back, one alone does not, and what
//! is stolen of it opens nothing.

use crate::setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, hour, refusal};
use access::Actor;
use casework::{Age, CaseworkError, Field, Profession, RecordId, RecoveryState, Worker};
use store::{Database, testing::each_engine};

const NEW: &str = "kater dele te zeza";

/// The manager's institution with three more colleagues, named as custodians in this order.
struct Trust {
    office: Office,
    owner: Actor,
    custodians: Vec<Worker>,
}

async fn trust(database: &Database) -> Trust {
    let office = Office::open(database).await;
    let mut custodians = Vec::new();
    for number in 11..14 {
        let one = actor(number, "R-1.SOCIAL");
        let (by, profession) = (&office.manager, Profession::SocialWorker);
        let made = office
            .wing
            .worker_register(by, &one, profession, PASSPHRASE, hour(0));
        made.await.unwrap();
        let entered = office.wing.enter(&one, PASSPHRASE, hour(0)).await;
        custodians.push(entered.unwrap());
    }
    let trust = Trust {
        office,
        owner: actor(1, "R-1.SOCIAL"),
        custodians,
    };
    trust.name([0, 1, 2], 1).await.unwrap();
    trust
}

impl Trust {
    async fn name(&self, places: [usize; 3], hours: i64) -> Result<(), CaseworkError> {
        let three = places.map(|place| self.custodians[place].account().to_owned());
        let wing = &self.office.wing;
        wing.custodians_name(self.office.managing(hours), &three)
            .await
    }

    /// Asks, and gives the request's id and code.
    async fn ask(&self, form: &str, hours: i64) -> (RecordId, String) {
        let wing = &self.office.wing;
        let asked = wing.recovery_ask(&self.owner, (NEW, form), hour(hours));
        asked.await.unwrap();
        let own = wing.recovery_of(&self.owner, hour(hours)).await.unwrap();
        let own = own.unwrap();
        (own.id, own.code)
    }

    async fn open(
        &self,
        custodian: usize,
        (id, code): (&RecordId, &str),
        hours: i64,
    ) -> Result<RecoveryState, CaseworkError> {
        let request = at(&self.custodians[custodian], hours);
        self.office.wing.recovery_open(request, (id, code)).await
    }

    async fn take(&self, passphrase: &str, hours: i64) -> bool {
        let wing = &self.office.wing;
        let taken = wing.recovery_take_back(&self.owner, passphrase, hour(hours));
        taken.await.unwrap()
    }

    async fn state(&self, hours: i64) -> RecoveryState {
        let own = self.office.wing.recovery_of(&self.owner, hour(hours)).await;
        own.unwrap().unwrap().state
    }
}

/// How many halves and open keys of requests lie in the database.
async fn left_over(database: &Database) -> i64 {
    let (halves,): (i64,) = store::read!(database, connection => {
        store::query_as("SELECT COUNT(*) FROM recovery_half").fetch_one(connection)
    })
    .unwrap();
    let (keys,): (i64,) = store::read!(database, connection => {
        store::query_as(
            "SELECT COUNT(*) FROM recovery WHERE handed_key IS NOT NULL OR length(locked_key) > 0",
        )
        .fetch_one(connection)
    })
    .unwrap();
    halves + keys
}

#[tokio::test]
async fn any_two_custodians_bring_the_key_back_and_the_old_passphrase_opens_nothing() {
    each_engine(&TABLES, async |database| {
        let trust = trust(&database).await;
        let wing = &trust.office.wing;
        let case = trust.office.concern("one", Age::Adult).await;
        // Each order of each pair, one round after the other; every round needs the last one's key.
        let mut passphrase = PASSPHRASE;
        for (round, (first, second)) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)]
            .into_iter()
            .enumerate()
        {
            let hours = 10 + i64::try_from(round).unwrap() * 10;
            let before = wing.enter(&trust.owner, passphrase, hour(hours)).await;
            let before = before.unwrap();
            let (id, code) = trust.ask(&format!("form {round}"), hours).await;
            // One alone is not enough, and not twice the same one.
            assert!(!trust.take(NEW, hours).await);
            let opened = trust.open(first, (&id, &code), hours + 1).await;
            assert_eq!(opened.unwrap(), RecoveryState::HalfOpened);
            assert!(!trust.take(NEW, hours + 1).await, "one is not enough");
            let again = trust.open(first, (&id, &code), hours + 1).await;
            assert_eq!(refusal(again), "recovery-two-people");
            let typed = code.to_lowercase().replace('-', " ");
            let opened = trust.open(second, (&id, &typed), hours + 2).await;
            assert_eq!(opened.unwrap(), RecoveryState::Ready);
            assert!(!trust.take("another passphrase", hours + 2).await);
            assert!(trust.take(NEW, hours + 3).await);
            assert!(!trust.take(NEW, hours + 3).await, "once");
            assert_eq!(left_over(&database).await, 0);
            // Whoever came in by the old passphrase is outside, on open pages too.
            let stale = wing.cases_of(at(&before, hours + 3)).await;
            assert_eq!(refusal(stale), "casework-not-found");
            if passphrase != NEW {
                let old = wing.enter(&trust.owner, passphrase, hour(hours + 3)).await;
                assert_eq!(refusal(old), "casework-key-closed");
            }
            passphrase = NEW;
        }
        let owner = wing.enter(&trust.owner, NEW, hour(80)).await.unwrap();
        let opened = wing.reveal(at(&owner, 80), &case, (Field::Name, "to call"));
        assert_eq!(opened.await.unwrap().unwrap().expose(), CANARY);
        // The third custodian sees that it happened, and who did it.
        let seen = wing.custody_overview(at(&trust.custodians[0], 81)).await;
        let seen = seen.unwrap().kept;
        assert_eq!(seen.len(), 6);
        assert!(seen.iter().all(|one| one.state == RecoveryState::TakenBack));
        let by = [&seen[0].first, &seen[0].second].map(|step| step.as_ref().unwrap().0.clone());
        assert_eq!(
            by,
            [2, 1].map(|one: usize| trust.custodians[one].account().to_owned())
        );
        let kinds: Vec<(String, i64)> = store::read!(database, connection => {
            store::query_as(
                "SELECT kind, COUNT(*) FROM ledger_event WHERE kind LIKE 'recovery-%'
                 GROUP BY kind ORDER BY kind",
            )
            .fetch_all(connection)
        })
        .unwrap();
        let expected = ["asked", "begun", "finished", "taken-back"];
        let expected = expected.map(|kind| (format!("recovery-{kind}"), 6));
        assert_eq!(kinds, expected);
        crate::dump::expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_opens_and_the_wrong_code_opens_nothing() {
    each_engine(&TABLES, async |database| {
        let trust = trust(&database).await;
        let wing = &trust.office.wing;
        let (id, code) = trust.ask("one", 10).await;
        let (other, other_code) = ("0000-0000-0000", code.as_str());
        assert_eq!(
            refusal(trust.open(0, (&id, other), 11).await),
            "recovery-code-wrong"
        );
        // A colleague who is no custodian, somebody of another institution, and the worker inside.
        for worker in [
            &trust.office.colleague,
            &trust.office.police,
            &trust.office.manager,
        ] {
            let request = at(worker, 11);
            let opened = wing.recovery_open(request, (&id, other_code)).await;
            assert_eq!(refusal(opened), "casework-not-found");
            assert_eq!(
                refusal(wing.recovery(request, &id).await),
                "casework-not-found"
            );
            let refused = wing.recovery_refuse(request, &id).await;
            assert_eq!(refusal(refused), "casework-not-found");
        }
        // A suspended custodian does nothing any more, and the worker is told.
        let gone = trust.custodians[2].account();
        let suspended = wing.worker_suspend(&trust.office.manager, gone, hour(11));
        suspended.await.unwrap();
        let opened = trust.open(2, (&id, &code), 12).await;
        assert_eq!(refusal(opened), "casework-not-found");
        let told = wing.custody_overview(trust.office.managing(12)).await;
        let told = told.unwrap();
        assert_eq!(told.custodians.unwrap().suspended, [gone.to_owned()]);
        assert!(told.own[0].state.is_open());
        assert_eq!(trust.state(12).await, RecoveryState::Asked);
    })
    .await;
}

#[tokio::test]
async fn a_request_ends_by_refusal_withdrawal_time_and_new_custodians_and_leaves_no_key() {
    each_engine(&TABLES, async |database| {
        let trust = trust(&database).await;
        let wing = &trust.office.wing;
        for (round, way) in ["refuse", "withdraw", "expire", "name"].iter().enumerate() {
            let hours = 10 + i64::try_from(round).unwrap() * 100;
            let (id, code) = trust.ask(way, hours).await;
            // The same form makes no second request, another one must wait.
            assert_eq!(trust.ask(way, hours).await.0, id);
            let another = wing.recovery_ask(&trust.owner, (NEW, "more"), hour(hours));
            assert_eq!(refusal(another.await), "recovery-open-already");
            trust.open(0, (&id, &code), hours + 1).await.unwrap();
            trust.open(1, (&id, &code), hours + 1).await.unwrap();
            assert_eq!(trust.state(hours + 71).await, RecoveryState::Ready);
            let expected = match *way {
                "refuse" => {
                    let third = at(&trust.custodians[2], hours + 2);
                    wing.recovery_refuse(third, &id).await.unwrap();
                    RecoveryState::Refused
                }
                "withdraw" => {
                    let withdrawn = wing.recovery_withdraw(&trust.owner, hour(hours + 2));
                    withdrawn.await.unwrap();
                    RecoveryState::Withdrawn
                }
                "expire" => RecoveryState::Expired,
                _ => {
                    trust.name([2, 0, 1], hours + 2).await.unwrap();
                    RecoveryState::Withdrawn
                }
            };
            assert!(!trust.take(NEW, hours + 72).await, "{way}");
            assert_eq!(trust.state(hours + 72).await, expected, "{way}");
            assert_eq!(left_over(&database).await, 0, "{way}");
            let late = trust.open(2, (&id, &code), hours + 73).await;
            assert_eq!(refusal(late), "recovery-over", "{way}");
            let stays = wing.enter(&trust.owner, PASSPHRASE, hour(hours + 73)).await;
            assert!(stays.is_ok(), "{way}");
        }
    })
    .await;
}

#[tokio::test]
async fn custodians_are_three_different_colleagues_and_without_them_nobody_is_told_anything() {
    each_engine(&TABLES, async |database| {
        let trust = trust(&database).await;
        let wing = &trust.office.wing;
        let ids = |place: usize| trust.custodians[place].account().to_owned();
        let [own, police] = [&trust.office.manager, &trust.office.police];
        for third in [
            ids(0),
            own.account().to_owned(),
            police.account().to_owned(),
        ] {
            let three = [ids(0), ids(1), third];
            let named = wing.custodians_name(trust.office.managing(2), &three).await;
            assert_eq!(refusal(named), "custodians-invalid");
        }
        // A worker without custodians, somebody who is none, and one who was moved get one answer.
        for (number, institution) in [(2, "R-1.SOCIAL"), (77, "R-1.SOCIAL"), (1, "R-1.POLICE")] {
            let one = actor(number, institution);
            let asked = wing.recovery_ask(&one, (NEW, "one"), hour(3)).await;
            assert_eq!(refusal(asked), "recovery-no-custodians");
        }
        let short = wing.recovery_ask(&trust.owner, ("short", "one"), hour(3));
        assert_eq!(refusal(short.await), "passphrase-too-short");
        let unmarked = wing.recovery_ask(&trust.owner, (NEW, ""), hour(3));
        assert_eq!(refusal(unmarked.await), "request-missing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_of_the_same_second_stand_in_the_order_in_which_they_were_made() {
    each_engine(&TABLES, |database| async move {
        let trust = trust(&database).await;
        let wing = &trust.office.wing;
        let mut made = Vec::new();
        for form in ["one", "two", "three", "four", "five", "six"] {
            // The latest is what the worker sees of it.
            made.push(trust.ask(form, 3).await.0);
            wing.recovery_withdraw(&trust.owner, hour(3)).await.unwrap();
        }
        made.reverse();
        let seen = wing.custody_overview(trust.office.managing(3)).await;
        let seen: Vec<RecordId> = seen.unwrap().own.into_iter().map(|one| one.id).collect();
        assert_eq!(seen, made);
    })
    .await;
}
