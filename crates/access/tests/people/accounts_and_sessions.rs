//! The door, on both engines: who is let in, for how long, and what nobody can find out there.

use crate::support::{
    PASSWORD, TABLES, chair, first, knock, managing, minute, new_account, set_up, sign_in,
};
use access::{
    Access, AccessError, AccountChange, AccountId, Actor, DisplayName, Membership, OperateSystem,
    Role, Scope, SessionToken, Settings, SignIn, SignInOutcome, queries,
};
use jiff::Timestamp;
use std::collections::HashSet;
use store::{
    Database,
    testing::{each_engine, expect_indexed, expect_parity},
};
use vocabulary::{Language, PlaceCode};

async fn kinds(database: &Database) -> Vec<String> {
    let mut events = ledger::event_list(database, i64::MAX, 100).await.unwrap();
    events.reverse();
    events.into_iter().map(|event| event.kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_first_administrators_at_once_one_is_made() {
    each_engine(&TABLES, |database| async move {
        let access = Access::new(database.clone(), Settings::default());
        assert!(access.needs_set_up().await.unwrap());
        let tries: Vec<_> = (0..6)
            .map(|number| {
                let access = access.clone();
                tokio::spawn(async move {
                    access
                        .set_up(&first(&format!("admin{number}")), minute(0))
                        .await
                })
            })
            .collect();
        let mut made = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(_) => made += 1,
                Err(AccessError::AlreadySetUp) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(made, 1);
        assert!(!access.needs_set_up().await.unwrap());
        assert_eq!(kinds(&database).await, ["account-first"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_a_closed_account_and_nobody_get_the_same_answer() {
    each_engine(&TABLES, |database| async move {
        let (access, administrator) = set_up(&database).await;
        let (_, actor) = sign_in(&access, "Admin ", minute(1)).await;
        assert_eq!(
            (actor.account_id(), actor.role()),
            (administrator, Role::Administrator)
        );
        let permit = managing(&actor);
        let closed = access
            .account_create(&permit, &new_account("closed", chair()), minute(1))
            .await
            .unwrap();
        access
            .account_disable(&permit, closed, minute(1))
            .await
            .unwrap();
        for (name, password) in [
            ("admin", "tre dele mbi mali"),
            ("closed", PASSWORD),
            ("nobody", PASSWORD),
            ("", ""),
            ("' OR 1=1 --", PASSWORD),
            ("admin", &"x".repeat(2000)),
        ] {
            let before = kinds(&database).await.len();
            let outcome = knock(&access, (name, password, "10.0.0.1"), minute(2)).await;
            assert!(
                matches!(outcome, SignInOutcome::Refused),
                "{name}: {outcome:?}"
            );
            let events = kinds(&database).await;
            assert_eq!(events[before..], ["sign-in-refused"], "{name}");
        }
        let typed = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        assert!(
            typed
                .iter()
                .all(|event| !event.subject.contains("nobody") && !event.subject.contains("OR 1"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_down_by_name_then_by_client_and_all_at_once_counts() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let guesses: Vec<_> = (0..14)
            .map(|number| {
                let access = access.clone();
                tokio::spawn(async move {
                    let client = format!("10.0.1.{number}");
                    knock(
                        &access,
                        ("admin", "not this one either", &client),
                        minute(0),
                    )
                    .await
                })
            })
            .collect();
        let mut looked_at = 0;
        for guess in guesses {
            match guess.await.unwrap() {
                SignInOutcome::Refused => looked_at += 1,
                SignInOutcome::TooManyAttempts { retry_at } => assert_eq!(retry_at, minute(15)),
                SignInOutcome::SignedIn { .. } => panic!("a guess was right"),
            }
        }
        assert_eq!(looked_at, 10);
        let right = knock(&access, ("admin", PASSWORD, "10.0.0.9"), minute(14)).await;
        assert!(
            matches!(right, SignInOutcome::TooManyAttempts { .. }),
            "even the right one waits"
        );
        // A name that does not exist is slowed down like one that does.
        for attempt in 0..11 {
            let outcome = knock(&access, ("ghost", PASSWORD, "10.0.0.8"), minute(0)).await;
            assert_eq!(
                matches!(outcome, SignInOutcome::Refused),
                attempt < 10,
                "{attempt}"
            );
        }
        sign_in(&access, "admin", minute(15)).await;
        sign_in(&access, "admin", minute(15)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_client_cannot_try_one_password_on_everybody() {
    each_engine(&TABLES, |database| async move {
        let settings = Settings {
            attempts_of_client: 5,
            ..Settings::default()
        };
        let access = Access::new(database.clone(), settings);
        access.set_up(&first("admin"), minute(0)).await.unwrap();
        for number in 0..7 {
            let name = format!("name{number}");
            let outcome = knock(&access, (&name, PASSWORD, "10.9.9.9"), minute(1)).await;
            assert_eq!(
                matches!(outcome, SignInOutcome::Refused),
                number < 5,
                "{number}"
            );
        }
        // The neighbours of an honest office are not the client that guesses.
        for _ in 0..7 {
            sign_in(&access, "admin", minute(1)).await;
        }
    })
    .await;
}

/// Asks for a page until the session is marked as seen: a mark that finds somebody writing waits for
/// a later request.
async fn see(database: &Database, access: &Access, token: &SessionToken, at: Timestamp) {
    loop {
        assert!(
            access.session(token, at).await.unwrap().is_some(),
            "ended before {at}"
        );
        let seen: Option<(i64,)> = store::read!(database, connection => {
            store::query_as("SELECT seen_at FROM account_session WHERE seen_at = $1")
                .bind(at.as_microsecond())
                .fetch_optional(connection)
        })
        .unwrap();
        if seen.is_some() {
            return;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_idle_when_old_and_when_signed_out() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let lives = async |token, at| access.session(token, at).await.unwrap().is_some();
        let (idle, _) = sign_in(&access, "admin", minute(0)).await;
        see(&database, &access, &idle, minute(29)).await;
        assert!(
            lives(&idle, minute(58)).await,
            "seen at 29, so not idle for 30 minutes"
        );
        assert!(!lives(&idle, minute(88)).await);

        let (old, _) = sign_in(&access, "admin", minute(0)).await;
        for at in (20..720).step_by(20) {
            see(&database, &access, &old, minute(at)).await;
        }
        assert!(lives(&old, minute(719)).await);
        assert!(!lives(&old, minute(720)).await, "twelve hours, busy or not");

        let (out, _) = sign_in(&access, "admin", minute(0)).await;
        let (other, actor) = sign_in(&access, "admin", minute(0)).await;
        access.sign_out(&out).await.unwrap();
        assert!(!lives(&out, minute(1)).await);
        assert!(lives(&other, minute(1)).await);
        access.sign_out_everywhere(&actor).await.unwrap();
        assert!(!lives(&other, minute(1)).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_does_not_wait_for_a_long_write() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let (token, _) = sign_in(&access, "admin", minute(0)).await;
        let writing = database.begin().await.unwrap();
        assert!(access.session(&token, minute(5)).await.unwrap().is_some());
        drop(writing);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_changes_the_token_and_ends_the_old_one() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let (planted, _) = sign_in(&access, "admin", minute(0)).await;
        let attempt = SignIn {
            name: "admin",
            password: PASSWORD,
            client: "10.0.0.1",
            previous: Some(&planted),
        };
        let SignInOutcome::SignedIn { token, .. } =
            access.sign_in(&attempt, minute(1)).await.unwrap()
        else {
            panic!("not let in");
        };
        assert!(access.session(&planted, minute(1)).await.unwrap().is_none());
        assert!(access.session(&token, minute(1)).await.unwrap().is_some());
        let tokens: HashSet<String> = [&planted, &token]
            .iter()
            .map(|token| token.reveal())
            .collect();
        assert_eq!(tokens.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_database_signs_nobody_in() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let (token, _) = sign_in(&access, "admin", minute(0)).await;
        let stored: Vec<(Vec<u8>,)> = store::read!(database, connection => {
            store::query_as("SELECT digest FROM account_session").fetch_all(connection)
        })
        .unwrap();
        let [(digest,)] = stored.as_slice() else {
            panic!("one session")
        };
        let secret = token.reveal();
        let hexadecimal: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_ne!(hexadecimal, secret);
        let forged = SessionToken::parse(&hexadecimal).unwrap();
        assert!(access.session(&forged, minute(0)).await.unwrap().is_none());
        let hash: String = store::read!(database, connection => {
            store::query_scalar("SELECT password_hash FROM account").fetch_one(connection)
        })
        .unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains(PASSWORD));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_to_an_account_counts_at_once() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let (_, administrator) = sign_in(&access, "admin", minute(0)).await;
        let permit = managing(&administrator);
        let id = access
            .account_create(&permit, &new_account("chair", chair()), minute(0))
            .await
            .unwrap();
        let (token, actor) = sign_in(&access, "chair", minute(1)).await;
        assert_eq!(actor.region().map(PlaceCode::as_str), Some("R-1"));
        let change = AccountChange {
            name: DisplayName::parse("Somebody else").unwrap(),
            language: Language::English,
        };
        access
            .account_change(&permit, id, &change, minute(2))
            .await
            .unwrap();
        let session = access.session(&token, minute(2)).await.unwrap().unwrap();
        assert_eq!(session.actor.name(), "Somebody else");
        assert_eq!(session.actor.language(), Language::English);
        access
            .account_disable(&permit, id, minute(4))
            .await
            .unwrap();
        assert!(access.session(&token, minute(4)).await.unwrap().is_none());
        access.account_enable(&permit, id, minute(5)).await.unwrap();
        assert!(
            access.session(&token, minute(5)).await.unwrap().is_none(),
            "what ended stays ended"
        );
        sign_in(&access, "chair", minute(6)).await;
        let twice = access
            .account_create(&permit, &new_account("CHAIR", chair()), minute(6))
            .await;
        assert!(matches!(twice, Err(AccessError::SignInNameTaken)));
        assert_eq!(
            kinds(&database)
                .await
                .into_iter()
                .filter(|kind| kind.starts_with("account"))
                .collect::<Vec<_>>(),
            [
                "account-first",
                "account-created",
                "account-changed",
                "account-disabled",
                "account-enabled"
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_cannot_lock_everybody_out() {
    each_engine(&TABLES, |database| async move {
        let (access, id) = set_up(&database).await;
        let (_, administrator) = sign_in(&access, "admin", minute(0)).await;
        let permit = managing(&administrator);
        let refused = access.account_disable(&permit, id, minute(1)).await;
        assert!(matches!(refused, Err(AccessError::LastAdministrator)));
        let second = new_account("second", Membership::Administrator);
        access
            .account_create(&permit, &second, minute(2))
            .await
            .unwrap();
        access
            .account_disable(&permit, id, minute(3))
            .await
            .unwrap();
        let names: Vec<String> = access
            .account_list(&permit, "", 10)
            .await
            .unwrap()
            .into_iter()
            .map(|account| account.sign_in_name.as_str().to_owned())
            .collect();
        assert_eq!(names, ["admin", "second"]);
        let named = async |name: &str| {
            let name = access::SignInName::parse(name).unwrap();
            access.account_named(&permit, &name).await
        };
        let found = named("second").await.unwrap();
        assert_eq!(found.memberships.len(), 1);
        assert!(matches!(named("nobody").await, Err(AccessError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_password_ends_every_session_but_the_new_one() {
    each_engine(&TABLES, |database| async move {
        let (access, id) = set_up(&database).await;
        let (old, actor) = sign_in(&access, "admin", minute(0)).await;
        let new = "gjashtë dele në fushë";
        let wrong = access
            .change_password(&actor, ("not this one", new), minute(1))
            .await;
        assert!(matches!(wrong, Err(AccessError::WrongPassword)));
        let weak = access
            .change_password(&actor, (PASSWORD, "Password1234"), minute(1))
            .await;
        assert!(matches!(weak, Err(AccessError::Password(_))));
        // Who has to choose a password of their own does not keep the one that somebody else knows.
        let same = access
            .change_password(&actor, (PASSWORD, PASSWORD), minute(1))
            .await;
        assert!(matches!(same, Err(AccessError::SamePassword)));
        let token = access
            .change_password(&actor, (PASSWORD, new), minute(1))
            .await
            .unwrap();
        assert!(access.session(&old, minute(1)).await.unwrap().is_none());
        assert!(access.session(&token, minute(1)).await.unwrap().is_some());
        let before = knock(&access, ("admin", PASSWORD, "10.0.0.1"), minute(2)).await;
        assert!(matches!(before, SignInOutcome::Refused));

        access
            .account_reset_password(&managing(&actor), id, PASSWORD, minute(3))
            .await
            .unwrap();
        assert!(access.session(&token, minute(3)).await.unwrap().is_none());
        let (token, actor) = sign_in(&access, "admin", minute(4)).await;
        assert!(
            access
                .session(&token, minute(4))
                .await
                .unwrap()
                .unwrap()
                .must_change_password
        );
        let token = access
            .change_password(&actor, (PASSWORD, new), minute(5))
            .await
            .unwrap();
        assert!(
            !access
                .session(&token, minute(5))
                .await
                .unwrap()
                .unwrap()
                .must_change_password
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_current_password_in_an_open_session_is_slowed_down_too() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let (_, actor) = sign_in(&access, "admin", minute(0)).await;
        for attempt in 0..11 {
            let outcome = access
                .change_password(&actor, ("a guess of twelve", "x"), minute(1))
                .await;
            match outcome {
                Err(AccessError::WrongPassword) => assert!(attempt < 10),
                Err(AccessError::TooManyAttempts { .. }) => assert_eq!(attempt, 10),
                other => panic!("{other:?}"),
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acting_for_an_account_is_the_operators_and_is_written_down() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let operator = Actor::operator();
        let scope = || Scope::national(PlaceCode::parse("C").unwrap());
        let id = access
            .account_create(
                &managing(&operator),
                &new_account("chair", chair()),
                minute(0),
            )
            .await
            .unwrap();
        let permit = operator.permit::<OperateSystem>(scope()).unwrap();
        let actor = access.act_for(&permit, id, minute(1)).await.unwrap();
        assert_eq!(
            (actor.account_id(), actor.role()),
            (id, Role::CommitteeChair)
        );
        let events = ledger::event_list(&database, i64::MAX, 1).await.unwrap();
        let expected = ("operator", "account-acted-for", id.to_string());
        assert_eq!(
            (
                events[0].actor.as_str(),
                events[0].kind.as_str(),
                events[0].subject.clone()
            ),
            expected
        );
        access
            .account_disable(&managing(&operator), id, minute(2))
            .await
            .unwrap();
        assert!(matches!(
            access.act_for(&permit, id, minute(3)).await,
            Err(AccessError::NotFound)
        ));
        let nobody = AccountId::parse("00000000-0000-7000-8000-000000000000").unwrap();
        assert!(matches!(
            access.act_for(&permit, nobody, minute(3)).await,
            Err(AccessError::NotFound)
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_thrown_away() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        knock(&access, ("ghost", "nothing", "10.0.0.1"), minute(0)).await;
        sign_in(&access, "admin", minute(0)).await;
        let (fresh, _) = sign_in(&access, "admin", minute(40)).await;
        access.tidy(minute(41)).await.unwrap();
        let left = async |at: Timestamp| -> (i64, i64) {
            access.tidy(at).await.unwrap();
            store::read!(database, connection => store::query_as(
                "SELECT (SELECT COUNT(*) FROM account_session), (SELECT COUNT(*) FROM sign_in_attempt)"
            ).fetch_one(connection))
            .unwrap()
        };
        assert_eq!(left(minute(41)).await.0, 1);
        assert!(access.session(&fresh, minute(42)).await.unwrap().is_some());
        assert_eq!(left(minute(120)).await, (0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_at_every_request_reads_no_whole_table() {
    each_engine(&TABLES, |database| async move {
        for query in [
            queries::SESSION,
            queries::TOKEN,
            queries::TOKENS_OF_ACCOUNT,
            queries::ACCOUNT_BY_NAME,
            queries::ACCOUNTS_AFTER,
            queries::MEMBERSHIPS_OF_ACCOUNT,
            queries::MEMBERSHIPS_AFTER,
        ] {
            expect_indexed(&database, query).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_wordings_make_the_same_tables() {
    expect_parity(&TABLES).await;
}
