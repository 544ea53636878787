//! One's own sessions, on both engines: seen without anything that opens them, ended by their owner.

use crate::support;
use crate::support::{TABLES, managing, minute, new_account, set_up, sign_in};
use access::{Device, SessionToken};
use store::testing::each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_seen_and_ended_by_their_owner_alone() {
    each_engine(&TABLES, |database| async move {
        let (access, _) = set_up(&database).await;
        let lives = async |token: &SessionToken| {
            let found = access.session(token, minute(34)).await.unwrap();
            found.is_some()
        };
        let (old, _) = sign_in(&access, "admin", minute(0)).await;
        let (one, actor) = sign_in(&access, "admin", minute(31)).await;
        let chair = new_account("chair", support::chair());
        let manage = managing(&actor);
        let created = access.account_create(&manage, &chair, minute(31));
        created.await.unwrap();
        let (_, other) = sign_in(&access, "chair", minute(31)).await;
        let (two, _) = sign_in(&access, "admin", minute(32)).await;
        let (three, _) = sign_in(&access, "admin", minute(33)).await;
        let device = Device::of_user_agent("Firefox/1 (Linux)");
        access.session_device(&two, device).await.unwrap();
        let seen = access.own_sessions(&actor, (&one, minute(34))).await;
        let seen = seen.unwrap();
        let began: Vec<_> = seen.iter().map(|one| one.began_at).collect();
        assert_eq!(
            began,
            [minute(33), minute(32), minute(31)],
            "not the idle one"
        );
        assert_eq!(seen[1].device, device);
        let own: Vec<_> = seen.iter().map(|one| one.is_this).collect();
        assert_eq!(own, [false, false, true]);
        let shown = format!("{seen:?}");
        for token in [&old, &one, &two, &three] {
            assert!(!shown.contains(&token.reveal()) && !shown.contains(&token.form_token()));
        }
        let mark = seen[1].mark.as_str();
        let ended = access.own_session_end(&other, (mark, minute(34))).await;
        assert!(!ended.unwrap() && lives(&two).await, "another's");
        for is_first in [true, false] {
            let ended = access.own_session_end(&actor, (mark, minute(34))).await;
            assert_eq!(ended.unwrap(), is_first);
        }
        assert!(!lives(&two).await && lives(&one).await && lives(&three).await);
        let ended = access.own_sessions_end_others(&actor, (&one, minute(34)));
        assert_eq!(ended.await.unwrap(), 1);
        assert!(lives(&one).await && !lives(&three).await);
        let events = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        let ended = events
            .iter()
            .filter(|event| event.kind == "account-sessions-ended");
        assert_eq!(ended.count(), 2);
    })
    .await;
}
