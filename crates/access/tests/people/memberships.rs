//! Several memberships of one account, on both engines: given and ended by somebody else, acted in one
//! at a time, and over at the next request.

use crate::support::{
    PASSWORD, TABLES, chair, knock, managing, minute, new_account, set_up, sign_in,
};
use access::{
    Access, AccessError, AccountId, Actor, HeldMembership, Membership, MembershipId, NewToken,
    Role, Scope, SessionToken, Settings, SignInOutcome, TokenDays, TokenName, TokenOutcome,
};
use jiff::Timestamp;
use proptest::prelude::*;
use store::{
    Database, Migrations,
    testing::{POSTGRES_VARIABLE, create, each_engine, remove},
};
use vocabulary::{InstitutionCode, PlaceCode};

fn member(code: &str) -> Membership {
    Membership::InstitutionMember {
        institution: InstitutionCode::parse(code).unwrap(),
        region: Some(PlaceCode::parse("R-1").unwrap()),
    }
}

fn secretariat() -> Membership {
    Membership::TechnicalSecretariat {
        region: PlaceCode::parse("R-1").unwrap(),
    }
}

/// An administrator who is signed in, and the account of a police officer.
async fn office(database: &Database) -> (Access, Actor, AccountId) {
    let (access, _) = set_up(database).await;
    let (_, administrator) = sign_in(&access, "admin", minute(1)).await;
    let new = new_account("arta", member("R-1.POLICE"));
    let permit = managing(&administrator);
    let id = access.account_create(&permit, &new, minute(1)).await;
    (access, administrator, id.unwrap())
}

async fn held(access: &Access, administrator: &Actor, id: AccountId) -> Vec<HeldMembership> {
    let account = access.account_open(&managing(administrator), id).await;
    account.unwrap().memberships
}

async fn session(access: &Access, token: &SessionToken, at: Timestamp) -> Option<Actor> {
    let found = access.session(token, at).await.unwrap();
    found.map(|session| session.actor)
}

async fn events(database: &Database, kind: &str) -> Vec<ledger::Event> {
    let events = ledger::event_list(database, i64::MAX, 500).await.unwrap();
    events.into_iter().filter(|one| one.kind == kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_acts_in_one_membership_and_rights_never_add_up() {
    each_engine(&TABLES, |database| async move {
        let (access, administrator, id) = office(&database).await;
        let permit = managing(&administrator);
        let given = access
            .membership_give(&permit, (id, &secretariat()), minute(2))
            .await;
        let given = given.unwrap();
        let outcome = knock(&access, ("arta", PASSWORD, "10.0.0.1"), minute(3)).await;
        let SignInOutcome::SignedIn {
            token,
            actor,
            has_choice,
            ..
        } = outcome
        else {
            panic!("not let in");
        };
        assert!(has_choice);
        assert_eq!(actor.membership(), Some(&member("R-1.POLICE")));
        let found = access.session(&token, minute(4)).await.unwrap().unwrap();
        let all: Vec<_> = found
            .memberships
            .iter()
            .map(|one| &one.membership)
            .collect();
        assert_eq!(all, [&member("R-1.POLICE"), &secretariat()]);
        let chosen = access
            .membership_choose(&found.actor, (&token, given), minute(5))
            .await;
        let (next, actor) = chosen.unwrap();
        assert_eq!(
            (actor.account_id(), actor.role()),
            (id, Role::TechnicalSecretariat)
        );
        assert_eq!(actor.institution(), None, "nothing of the other is left");
        // A page from before the change has the old secret and sends nothing any more.
        assert!(session(&access, &token, minute(5)).await.is_none());
        assert!(!next.owns_form(&token.form_token()));
        let actor = session(&access, &next, minute(6)).await.unwrap();
        assert_eq!(actor.membership(), Some(&secretariat()));
        let written = events(&database, "membership-chosen").await;
        assert_eq!(written.len(), 1);
        assert!(written[0].detail.contains("R-1.POLICE") && written[0].subject == id.to_string());
        // Another's membership, or one that never was, is not there to be chosen.
        let others = held(&access, &administrator, administrator.account_id()).await;
        for wrong in [others[0].id, MembershipId::parse(&id.to_string()).unwrap()] {
            let refused = access
                .membership_choose(&actor, (&next, wrong), minute(7))
                .await;
            assert!(matches!(refused, Err(AccessError::NotFound)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_bites_at_the_next_request_of_sessions_and_tokens() {
    each_engine(&TABLES, |database| async move {
        let (access, administrator, id) = office(&database).await;
        let permit = managing(&administrator);
        let given = access
            .membership_give(&permit, (id, &secretariat()), minute(2))
            .await;
        let given = given.unwrap();
        let (token, actor) = sign_in(&access, "arta", minute(3)).await;
        let (stays, _) = sign_in(&access, "arta", minute(3)).await;
        let choosing = access
            .membership_choose(&actor, (&token, given), minute(4))
            .await;
        let (token, actor) = choosing.unwrap();
        let new = NewToken {
            name: TokenName::parse("Sheet").unwrap(),
            days: TokenDays::parse("90").unwrap(),
            is_read_only: false,
        };
        let secret = access
            .token_create(&actor, &new, minute(4))
            .await
            .unwrap()
            .reveal();
        let presented = async |at| {
            let outcome = access.token_present(&secret, "10.0.0.7", at).await.unwrap();
            match outcome {
                TokenOutcome::Good(bearer) => Some(bearer.actor.membership().cloned().unwrap()),
                _ => None,
            }
        };
        assert_eq!(presented(minute(5)).await, Some(secretariat()));
        let listed = access.token_list(&actor).await.unwrap();
        assert_eq!(listed[0].acts_in.membership, secretariat());
        access
            .membership_end(&permit, (id, given), minute(6))
            .await
            .unwrap();
        assert_eq!(presented(minute(6)).await, None);
        let actor = session(&access, &token, minute(6)).await.unwrap();
        assert_eq!(
            actor.membership(),
            Some(&member("R-1.POLICE")),
            "it goes to another one left"
        );
        let refused = access
            .membership_choose(&actor, (&token, given), minute(6))
            .await;
        assert!(matches!(refused, Err(AccessError::NotFound)));
        assert!(
            session(&access, &stays, minute(6)).await.is_some(),
            "the other hat stays"
        );
        assert_eq!(events(&database, "membership-ended").await.len(), 1);
        // Without any body there is no session and no way in; the account is there still.
        let last = held(&access, &administrator, id).await[0].id;
        access
            .membership_end(&permit, (id, last), minute(7))
            .await
            .unwrap();
        assert!(session(&access, &token, minute(7)).await.is_none());
        let outcome = knock(&access, ("arta", PASSWORD, "10.0.0.1"), minute(8)).await;
        assert!(matches!(outcome, SignInOutcome::Refused));
        let past = access.memberships_past(&permit, id).await.unwrap();
        assert_eq!(past.len(), 2);
        assert_eq!(past[0].ended, minute(7));
        // Whoever comes back holds another membership, and what ended stays ended.
        let again = access
            .membership_give(&permit, (id, &secretariat()), minute(9))
            .await;
        assert_ne!(again.unwrap(), given);
        sign_in(&access, "arta", minute(10)).await;
        assert_eq!(presented(minute(10)).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_themselves_anything_and_an_administrator_sits_nowhere_else() {
    each_engine(&TABLES, |database| async move {
        let (access, administrator, id) = office(&database).await;
        let (permit, own) = (managing(&administrator), administrator.account_id());
        let give = async |id, membership: Membership| {
            access
                .membership_give(&permit, (id, &membership), minute(2))
                .await
        };
        assert!(matches!(
            give(own, chair()).await,
            Err(AccessError::OwnMembership)
        ));
        let mine = held(&access, &administrator, own).await[0].id;
        let ended = access.membership_end(&permit, (own, mine), minute(2)).await;
        assert!(matches!(ended, Err(AccessError::OwnMembership)));
        let refused = give(id, Membership::Administrator).await;
        assert!(matches!(refused, Err(AccessError::AdministratorAlone)));
        let second = new_account("second", Membership::Administrator);
        let second = access
            .account_create(&permit, &second, minute(2))
            .await
            .unwrap();
        assert!(matches!(
            give(second, chair()).await,
            Err(AccessError::AdministratorAlone)
        ));
        let twice = give(id, member("R-1.POLICE")).await;
        assert!(matches!(twice, Err(AccessError::MembershipTwice)));
        // Many who give the same at once: one of them does.
        let tries: Vec<_> = (0..6)
            .map(|_| {
                let (access, permit) = (access.clone(), managing(&administrator));
                tokio::spawn(async move {
                    access
                        .membership_give(&permit, (id, &chair()), minute(3))
                        .await
                        .is_ok()
                })
            })
            .collect();
        let mut given = 0;
        for one in tries {
            given += usize::from(one.await.unwrap());
        }
        assert_eq!(given, 1);
        // A membership is ended under its own account alone.
        let other = held(&access, &administrator, id).await[0].id;
        let wrong = access
            .membership_end(&permit, (second, other), minute(4))
            .await;
        assert!(matches!(wrong, Err(AccessError::NotFound)));
        // Of the two administrators the last one stays.
        let (_, acting) = sign_in(&access, "second", minute(5)).await;
        access
            .membership_end(&managing(&acting), (own, mine), minute(5))
            .await
            .unwrap();
        let last = held(&access, &acting, second).await[0].id;
        let refused = access
            .membership_end(&permit, (second, last), minute(6))
            .await;
        assert!(matches!(refused, Err(AccessError::LastAdministrator)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_keeps_the_membership_in_which_one_acts() {
    each_engine(&TABLES, |database| async move {
        let (access, administrator, id) = office(&database).await;
        let permit = managing(&administrator);
        let given = access
            .membership_give(&permit, (id, &secretariat()), minute(2))
            .await;
        let (token, actor) = sign_in(&access, "arta", minute(3)).await;
        let choosing = access.membership_choose(&actor, (&token, given.unwrap()), minute(4));
        let (_, actor) = choosing.await.unwrap();
        let passwords = (PASSWORD, "gjashtë dele në fushë");
        let token = access
            .change_password(&actor, passwords, minute(5))
            .await
            .unwrap();
        let actor = session(&access, &token, minute(5)).await.unwrap();
        assert_eq!(actor.membership(), Some(&secretariat()));
    })
    .await;
}

/// A fresh place for a database on each engine, for a test that opens it twice.
async fn each_address<Running: Future<Output = ()>>(test: impl Fn(String) -> Running) {
    let folder = tempfile::tempdir().unwrap();
    test(format!(
        "sqlite://{}",
        folder.path().join("test.db").display()
    ))
    .await;
    let Ok(server) = std::env::var(POSTGRES_VARIABLE) else {
        return;
    };
    let name = "besa_test_memberships";
    test(create(&server, name).await.unwrap()).await;
    remove(&server, name).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_keeps_who_may_do_what() {
    each_address(|address| async move {
        let older = Migrations {
            component: "access",
            steps: &access::MIGRATIONS.steps[..4],
        };
        let database = Database::open(&address, &[ledger::MIGRATIONS, older]).await.unwrap();
        let id = "01994e5c-0000-7000-8000-000000000001";
        let mut transaction = database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO account (id, sign_in_name, name, language, role, region, institution,
                    password_hash, must_change, created_at)
                 VALUES ($1, 'arta', 'Arta', 'sq', 'institution-member', 'R-1', 'R-1.POLICE', 'x',
                    0, $2)",
            )
            .bind(id)
            .bind(minute(0).as_microsecond())
        )
        .unwrap();
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO access_token (id, digest, account, name, read_only, created_at, ends_at)
                 VALUES ('01994e5c-0000-7000-8000-000000000002', $1, $2, 'Sheet', 1, 0, $3)",
            )
            .bind(vec![7_u8; 32])
            .bind(id)
            .bind(minute(90).as_microsecond())
        )
        .unwrap();
        transaction.commit().await.unwrap();
        database.close().await;
        let database = Database::open(&address, &TABLES).await.unwrap();
        let access = Access::new(database.clone(), Settings::default());
        let nation = || Scope::national(PlaceCode::parse("C").unwrap());
        let operate = Actor::operator().permit(nation()).unwrap();
        let permit = managing(&Actor::operator());
        let account = access.account_list(&permit, "", 9).await.unwrap().remove(0);
        let [only] = account.memberships.as_slice() else {
            panic!("one membership");
        };
        assert_eq!((&only.membership, only.since), (&member("R-1.POLICE"), minute(0)));
        let actor = access.act_for(&operate, account.id, minute(1)).await.unwrap();
        let tokens = access.token_list(&actor).await.unwrap();
        assert_eq!(tokens[0].acts_in, *only);
        database.close().await;
    })
    .await;
}

#[derive(Debug, Clone)]
enum Act {
    Give(usize),
    End(usize),
    Choose(usize),
    SignIn,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..4_usize).prop_map(Act::Give),
        (0..4_usize).prop_map(Act::End),
        (0..4_usize).prop_map(Act::Choose),
        Just(Act::SignIn),
    ]
}

/// Plays the acts on a database and beside them on a plain set: whatever came before, the session acts
/// in one membership that is held, and in the one that was chosen for as long as that is held.
async fn play(database: Database, acts: Vec<Act>) {
    let bodies = ["R-1.POLICE", "R-1.HEALTH", "R-1.NPO", "R-1.SOCIAL"];
    let (access, administrator, id) = office(&database).await;
    let permit = managing(&administrator);
    let mut model: Vec<(usize, MembershipId)> =
        vec![(0, held(&access, &administrator, id).await[0].id)];
    let mut ids = vec![model[0]];
    let mut now: Option<(SessionToken, usize)> = None;
    for (step, act) in acts.into_iter().enumerate() {
        let at = minute(2 + i64::try_from(step).unwrap());
        match act {
            Act::Give(body) => {
                let given = access
                    .membership_give(&permit, (id, &member(bodies[body])), at)
                    .await;
                assert_eq!(given.is_ok(), !model.iter().any(|(own, _)| *own == body));
                if let Ok(given) = given {
                    model.push((body, given));
                    ids.push((body, given));
                }
            }
            Act::End(body) => {
                let Some((_, ended)) = ids.iter().rev().find(|(own, _)| *own == body) else {
                    continue;
                };
                let ending = access.membership_end(&permit, (id, *ended), at).await;
                assert_eq!(ending.is_ok(), model.iter().any(|(_, own)| own == ended));
                model.retain(|(_, own)| own != ended);
                now = now.take().and_then(|(token, acting)| {
                    let next = if acting == body {
                        model.first()?.0
                    } else {
                        acting
                    };
                    Some((token, next))
                });
            }
            Act::Choose(body) => {
                let Some((token, _)) = &now else { continue };
                let actor = session(&access, token, at).await.unwrap();
                let Some((_, chosen)) = ids.iter().rev().find(|(own, _)| *own == body) else {
                    continue;
                };
                let choosing = access.membership_choose(&actor, (token, *chosen), at).await;
                assert_eq!(choosing.is_ok(), model.iter().any(|(_, own)| own == chosen));
                if let Ok((token, _)) = choosing {
                    now = Some((token, body));
                }
            }
            Act::SignIn => {
                let outcome = knock(&access, ("arta", PASSWORD, "10.0.0.1"), at).await;
                match outcome {
                    SignInOutcome::SignedIn { token, .. } => now = Some((token, model[0].0)),
                    _ => assert!(model.is_empty()),
                }
            }
        }
        if let Some((token, acting)) = &now {
            let actor = session(&access, token, at).await.unwrap();
            assert_eq!(actor.membership(), Some(&member(bodies[*acting])));
            assert!(model.iter().any(|(own, _)| own == acting));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_given_ended_and_chosen_one_held_membership_acts(
        acts in proptest::collection::vec(act(), 1..14)
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(each_engine(&TABLES, |database| play(database, acts.clone())));
    }
}
