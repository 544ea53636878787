//! Access tokens, on both engines: for whom they stand, until when, and what they never give away.

use crate::support::{PASSWORD, TABLES, chair, managing, minute, new_account, set_up, sign_in};
use access::{
    Access, AccessError, AccountId, Actor, NewToken, Token, TokenBearer, TokenDays, TokenId,
    TokenName, TokenOutcome, TokenProblem,
};
use jiff::Timestamp;
use store::{Database, testing::each_engine};

const DAY: i64 = 24 * 60;

fn token(name: &str, days: &str, is_read_only: bool) -> NewToken {
    NewToken {
        name: TokenName::parse(name).unwrap(),
        days: TokenDays::parse(days).unwrap(),
        is_read_only,
    }
}

async fn made(access: &Access, actor: &Actor, new: &NewToken, at: Timestamp) -> String {
    access.token_create(actor, new, at).await.unwrap().reveal()
}

async fn presented(access: &Access, text: &str, at: Timestamp) -> Option<TokenBearer> {
    match access.token_present(text, "10.0.0.7", at).await.unwrap() {
        TokenOutcome::Good(bearer) => Some(*bearer),
        TokenOutcome::Refused => None,
        TokenOutcome::TooManyAttempts { .. } => panic!("the limit is elsewhere tested"),
    }
}

/// An administrator who is signed in, and a chair with an account.
async fn office(database: &Database) -> (Access, Actor, AccountId, Actor) {
    let (access, _) = set_up(database).await;
    let (_, administrator) = sign_in(&access, "admin", minute(1)).await;
    let id = access
        .account_create(
            &managing(&administrator),
            &new_account("chair", chair()),
            minute(1),
        )
        .await
        .unwrap();
    let (_, actor) = sign_in(&access, "chair", minute(1)).await;
    (access, administrator, id, actor)
}

async fn tokens(access: &Access, actor: &Actor) -> Vec<Token> {
    access.token_list(actor).await.unwrap()
}

async fn kinds(database: &Database) -> Vec<(String, String)> {
    let events = ledger::event_list(database, i64::MAX, 500).await.unwrap();
    let named = events.into_iter().map(|one| (one.kind, one.subject));
    named
        .filter(|(kind, _)| kind.starts_with("token"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_stands_for_its_account_until_its_end_and_is_listed_with_its_last_use() {
    each_engine(&TABLES, |database| async move {
        let (access, _, id, actor) = office(&database).await;
        let secret = made(&access, &actor, &token("Sheet", "90", false), minute(2)).await;
        let reading = made(&access, &actor, &token("Screen", "1", true), minute(3)).await;
        let bearer = presented(&access, &secret, minute(4)).await.unwrap();
        assert_eq!(bearer.actor, actor);
        assert!(!bearer.is_read_only);
        let reader = presented(&access, &reading, minute(4)).await.unwrap();
        assert!(reader.is_read_only);
        // The mark of the last use waits for a later request while somebody else writes.
        let mut listed = tokens(&access, &actor).await;
        for _ in 0..200 {
            if listed[1].used_at.is_some() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            presented(&access, &secret, minute(4)).await.unwrap();
            listed = tokens(&access, &actor).await;
        }
        let names: Vec<_> = listed.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Screen", "Sheet"]);
        assert_eq!(listed[1].used_at, Some(minute(4)));
        assert_eq!(listed[1].ends_at, minute(2 + 90 * DAY));
        assert!(
            presented(&access, &reading, minute(2 + DAY))
                .await
                .is_some()
        );
        assert!(
            presented(&access, &reading, minute(3 + DAY))
                .await
                .is_none()
        );
        let account = id.to_string();
        let events = kinds(&database).await;
        assert!(events.contains(&("token-created".to_owned(), account)));
        let refused = ("token-refused".to_owned(), listed[0].id.to_string());
        assert_eq!(events.first(), Some(&refused));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_closing_and_every_new_password_end_tokens_for_good() {
    each_engine(&TABLES, |database| async move {
        let (access, administrator, id, actor) = office(&database).await;
        let permit = managing(&administrator);
        let new = token("Sheet", "90", false);
        let secret = made(&access, &actor, &new, minute(2)).await;
        let number = tokens(&access, &actor).await[0].id;
        let anothers = access.token_revoke(&administrator, number, minute(3)).await;
        assert!(matches!(anothers, Err(AccessError::NotFound)));
        assert!(presented(&access, &secret, minute(3)).await.is_some());
        for again in [4, 5] {
            access
                .token_revoke(&actor, number, minute(again))
                .await
                .unwrap();
        }
        assert!(presented(&access, &secret, minute(5)).await.is_none());
        let listed = tokens(&access, &actor).await;
        assert_eq!(listed[0].revoked_at, Some(minute(4)));

        let closed = made(&access, &actor, &new, minute(6)).await;
        access
            .account_disable(&permit, id, minute(7))
            .await
            .unwrap();
        assert!(presented(&access, &closed, minute(7)).await.is_none());
        access.account_enable(&permit, id, minute(8)).await.unwrap();
        assert!(presented(&access, &closed, minute(8)).await.is_none());

        let changed = made(&access, &actor, &new, minute(9)).await;
        let other = "kater gure te rende";
        access
            .change_password(&actor, (PASSWORD, other), minute(10))
            .await
            .unwrap();
        assert!(presented(&access, &changed, minute(10)).await.is_none());

        let reset = made(&access, &actor, &new, minute(11)).await;
        access
            .account_reset_password(&permit, id, PASSWORD, minute(12))
            .await
            .unwrap();
        assert!(presented(&access, &reset, minute(12)).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_database_and_the_audit_log_hold_no_secret() {
    each_engine(&TABLES, |database| async move {
        let (access, _, _, actor) = office(&database).await;
        let secret = made(&access, &actor, &token("Sheet", "90", false), minute(2)).await;
        let digits = secret.strip_prefix("besa_").unwrap().to_owned();
        let digests: Vec<Vec<u8>> = store::read!(database, connection => {
            store::query_scalar("SELECT digest FROM access_token").fetch_all(connection)
        })
        .unwrap();
        let kept: String = digests[0]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_ne!(kept, digits);
        assert!(
            presented(&access, &format!("besa_{kept}"), minute(3))
                .await
                .is_none()
        );
        let events = ledger::event_list(&database, i64::MAX, 500).await.unwrap();
        for event in events {
            assert!(!format!("{} {}", event.subject, event.detail).contains(&digits[..16]));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_is_refused_again_and_again_is_slowed_down_but_a_good_token_is_not() {
    each_engine(&TABLES, |database| async move {
        let (access, _, _, actor) = office(&database).await;
        let secret = made(&access, &actor, &token("Sheet", "90", false), minute(2)).await;
        for attempt in 0..103 {
            let text = format!("besa_{attempt:064x}");
            let outcome = access.token_present(&text, "10.0.0.7", minute(3)).await;
            match outcome.unwrap() {
                TokenOutcome::Refused => assert!(attempt < 100, "{attempt}"),
                TokenOutcome::TooManyAttempts { retry_at } => {
                    assert!(attempt >= 100, "{attempt}");
                    assert_eq!(retry_at, minute(18));
                }
                TokenOutcome::Good(_) => panic!("a guess was right"),
            }
        }
        let written = kinds(&database).await;
        let refused = written.iter().filter(|(kind, _)| kind == "token-refused");
        assert_eq!(refused.count(), 100);
        assert!(presented(&access, &secret, minute(3)).await.is_some());
        assert!(presented(&access, "no token", minute(19)).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_at_most_twenty_good_tokens_and_old_ones_are_thrown_away() {
    each_engine(&TABLES, |database| async move {
        let (access, _, _, actor) = office(&database).await;
        let new = token("Sheet", "1", false);
        for _ in 0..20 {
            made(&access, &actor, &new, minute(2)).await;
        }
        let refused = access.token_create(&actor, &new, minute(2)).await;
        let reason = TokenProblem::TooMany;
        assert!(matches!(refused, Err(AccessError::Token(problem)) if problem == reason));
        made(&access, &actor, &new, minute(2 + DAY)).await;
        access.tidy(minute(2 + 91 * DAY)).await.unwrap();
        assert_eq!(tokens(&access, &actor).await.len(), 1);
    })
    .await;
}

#[test]
fn names_days_and_ids_that_are_none_are_refused() {
    for bad in ["", "  ", "a\nb", &"x".repeat(81)] {
        assert_eq!(TokenName::parse(bad), Err(TokenProblem::Name), "{bad}");
    }
    for bad in ["", "0", "367", "-1", "1.5", "99999999"] {
        assert_eq!(TokenDays::parse(bad), Err(TokenProblem::Days), "{bad}");
    }
    assert_eq!(TokenDays::parse(" 366 ").unwrap().number(), 366);
    for bad in ["", "1", "{00000000-0000-0000-0000-000000000007}"] {
        assert_eq!(TokenId::parse(bad), None, "{bad}");
    }
}
