//! The second factor, on both engines: set up, asked for, never taken twice, taken away.

mod support;

use access::{
    Access, AccessError, AccountId, Actor, OperateSystem, Permit, RecoveryCode, Scope,
    SecondFactorSecret, SecondFactorState, SessionToken,
};
use jiff::{SignedDuration, Timestamp};
use store::{Database, testing::each_engine};
use support::{PASSWORD, TABLES, chair, managing, minute, new_account, set_up, sign_in};
use vocabulary::PlaceCode;

/// Half minutes are steps: each second of these tests is far from the edge of one.
fn step(steps: i64) -> Timestamp {
    minute(10) + SignedDuration::from_secs(30 * steps)
}

struct Office {
    access: Access,
    administrator: Actor,
    id: AccountId,
    token: SessionToken,
    chair: Actor,
}

async fn office(database: &Database) -> Office {
    let (access, _) = set_up(database).await;
    let (_, administrator) = sign_in(&access, "admin", minute(1)).await;
    let new = new_account("chair", chair());
    let permit = managing(&administrator);
    let id = access
        .account_create(&permit, &new, minute(1))
        .await
        .unwrap();
    let (token, chair) = sign_in(&access, "chair", minute(5)).await;
    Office {
        access,
        administrator,
        id,
        token,
        chair,
    }
}

async fn begun(office: &Office) -> SecondFactorSecret {
    let (access, chair) = (&office.access, &office.chair);
    access
        .second_factor_begin(chair, PASSWORD, step(0))
        .await
        .unwrap();
    match access.second_factor(chair).await.unwrap() {
        SecondFactorState::Begun { secret, .. } => secret,
        other => panic!("{other:?}"),
    }
}

async fn on(office: &Office) -> (SecondFactorSecret, Vec<RecoveryCode>) {
    let secret = begun(office).await;
    let code = secret.code_at(step(0));
    let codes = office
        .access
        .second_factor_confirm(&office.chair, &code, step(0))
        .await
        .unwrap();
    (secret, codes)
}

async fn given(office: &Office, code: &str, at: Timestamp) -> Result<(), AccessError> {
    office
        .access
        .second_factor_check(&office.chair, code, at)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_begins_with_the_password_and_is_on_after_a_first_code() {
    each_engine(&TABLES, |database| async move {
        let office = office(&database).await;
        let (access, chair) = (&office.access, &office.chair);
        assert_eq!(
            access.second_factor(chair).await.unwrap(),
            SecondFactorState::Missing
        );
        let wrong = access
            .second_factor_begin(chair, "tre dele mbi", step(0))
            .await;
        assert!(
            matches!(wrong, Err(AccessError::WrongPassword)),
            "{wrong:?}"
        );
        let first = begun(&office).await;
        let early = given(&office, &first.code_at(step(0)), step(0)).await;
        assert!(
            matches!(early, Err(AccessError::SecondFactorMissing)),
            "{early:?}"
        );
        let secret = begun(&office).await;
        assert_ne!(first, secret, "begun anew is another secret");
        let old = access
            .second_factor_confirm(chair, &first.code_at(step(0)), step(0))
            .await;
        assert!(matches!(old, Err(AccessError::WrongCode)), "{old:?}");
        let codes = access
            .second_factor_confirm(chair, &secret.code_at(step(0)), step(0))
            .await
            .unwrap();
        let left = SecondFactorState::On {
            recovery_codes_left: 10,
        };
        assert_eq!(
            (codes.len(), access.second_factor(chair).await.unwrap()),
            (10, left)
        );
        let again = access.second_factor_begin(chair, PASSWORD, step(1)).await;
        assert!(
            matches!(again, Err(AccessError::SecondFactorExists)),
            "{again:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_taken_once_and_near_its_time_alone() {
    each_engine(&TABLES, |database| async move {
        let office = office(&database).await;
        let (secret, _) = on(&office).await;
        let first = given(&office, &secret.code_at(step(0)), step(0)).await;
        assert!(first.is_err(), "the code that confirmed it is used up");
        let code = secret.code_at(step(2));
        assert!(given(&office, &code, step(4)).await.is_err(), "too late");
        given(&office, &format!("{} {}", &code[..3], &code[3..]), step(3))
            .await
            .unwrap();
        assert!(given(&office, &code, step(3)).await.is_err(), "a replay");
        let before = secret.code_at(step(1));
        assert!(
            given(&office, &before, step(2)).await.is_err(),
            "older than one taken"
        );
        given(&office, &secret.code_at(step(5)), step(5))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_is_good_once_and_for_its_own_account() {
    each_engine(&TABLES, |database| async move {
        let office = office(&database).await;
        let (_, codes) = on(&office).await;
        let typed = codes[3].reveal().to_lowercase();
        given(&office, &typed, step(1)).await.unwrap();
        assert!(given(&office, &typed, step(2)).await.is_err());
        let left = office.access.second_factor(&office.chair).await.unwrap();
        assert_eq!(
            left,
            SecondFactorState::On {
                recovery_codes_left: 9
            }
        );
        let texts: Vec<(Vec<u8>,)> = stored(&database).await;
        assert!(texts.iter().all(|(digest,)| digest.len() == 32));
    })
    .await;
}

async fn stored(database: &Database) -> Vec<(Vec<u8>,)> {
    let read: Result<_, store::StoreError> = async {
        Ok(store::read!(database, connection => {
            store::query_as("SELECT digest FROM recovery_code").fetch_all(connection)
        })?)
    }
    .await;
    read.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_ends_after_ten_attempts_even_with_the_right_code() {
    each_engine(&TABLES, |database| async move {
        let office = office(&database).await;
        let (secret, codes) = on(&office).await;
        for _ in 0..10 {
            let wrong = given(&office, "x", step(2)).await;
            assert!(matches!(wrong, Err(AccessError::WrongCode)), "{wrong:?}");
        }
        let right = given(&office, &secret.code_at(step(2)), step(2)).await;
        assert!(
            matches!(right, Err(AccessError::TooManyAttempts { .. })),
            "{right:?}"
        );
        let recovery = given(&office, &codes[0].reveal(), step(2)).await;
        assert!(matches!(recovery, Err(AccessError::TooManyAttempts { .. })));
        given(&office, &secret.code_at(minute(30)), minute(30))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_owner_takes_it_away_with_a_code_and_an_administrator_with_a_log() {
    each_engine(&TABLES, |database| async move {
        let office = office(&database).await;
        let (access, chair) = (&office.access, &office.chair);
        let (secret, _) = on(&office).await;
        assert!(
            access
                .second_factor_remove(chair, "000000", step(2))
                .await
                .is_err()
        );
        let code = secret.code_at(step(2));
        access
            .second_factor_remove(chair, &code, step(2))
            .await
            .unwrap();
        assert_eq!(
            access.second_factor(chair).await.unwrap(),
            SecondFactorState::Missing
        );
        on(&office).await;
        let permit = managing(&office.administrator);
        access
            .second_factor_reset(&permit, office.id, step(3))
            .await
            .unwrap();
        assert_eq!(
            access.second_factor(chair).await.unwrap(),
            SecondFactorState::Missing
        );
        assert!(
            access
                .session(&office.token, step(3))
                .await
                .unwrap()
                .is_none()
        );
        let events = ledger::event_list(&database, i64::MAX, 500).await.unwrap();
        let reset = events
            .iter()
            .find(|one| one.kind == "second-factor-reset")
            .unwrap();
        assert_eq!(reset.actor, office.administrator.account_id().to_string());
        assert_eq!(reset.subject, office.id.to_string());
        for event in &events {
            assert!(!event.detail.contains(&secret.reveal().replace(' ', "")));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_ties_a_known_secret_to_an_account() {
    each_engine(&TABLES, |database| async move {
        let office = office(&database).await;
        let scope = Scope::national(PlaceCode::parse("C").unwrap());
        let permit: Permit<OperateSystem> = Actor::operator().permit(scope).unwrap();
        let secret = SecondFactorSecret::parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
        let codes = [RecoveryCode::parse("DEMA-DEMA-DEM1").unwrap()];
        office
            .access
            .second_factor_put(&permit, office.id, (&secret, &codes), step(0))
            .await
            .unwrap();
        given(&office, &secret.code_at(step(0)), step(0))
            .await
            .unwrap();
        given(&office, "dema dema dem1", step(0)).await.unwrap();
        let names = office.access.account_names([office.id]).await.unwrap();
        assert_eq!(names[&office.id], "Somebody");
    })
    .await;
}
