//! What the tests of accounts and sessions share: an opened door with its first administrator.

use access::{
    Access, AccountId, Actor, DisplayName, FirstAdministrator, ManageAccounts, Membership,
    NewAccount, Permit, Scope, SessionToken, Settings, SignIn, SignInName, SignInOutcome,
};
use jiff::{SignedDuration, Timestamp};
use store::{Database, Migrations};
use vocabulary::{Language, PlaceCode};

/// The tables that accounts need.
pub const TABLES: [Migrations; 2] = [ledger::MIGRATIONS, access::MIGRATIONS];

/// The password of every account of these tests.
pub const PASSWORD: &str = "tre dele mbi mal";

/// So many minutes after the tests began.
pub fn minute(minutes: i64) -> Timestamp {
    let start = Timestamp::from_second(1_790_000_000).unwrap();
    start + SignedDuration::from_mins(minutes)
}

/// An account to open.
pub fn new_account(name: &str, membership: Membership) -> NewAccount {
    NewAccount {
        sign_in_name: SignInName::parse(name).unwrap(),
        name: DisplayName::parse("Somebody").unwrap(),
        language: Language::Albanian,
        membership,
        password: PASSWORD.to_owned(),
        must_change_password: false,
    }
}

/// The chair of a region's committee.
pub fn chair() -> Membership {
    Membership::CommitteeChair {
        region: PlaceCode::parse("R-1").unwrap(),
    }
}

/// The first administrator of a fresh database.
pub async fn set_up(database: &Database) -> (Access, AccountId) {
    let access = Access::new(database.clone(), Settings::default());
    let id = access.set_up(&first("admin"), minute(0)).await.unwrap();
    (access, id)
}

/// Whoever comes first.
pub fn first(name: &str) -> FirstAdministrator {
    FirstAdministrator {
        sign_in_name: SignInName::parse(name).unwrap(),
        name: DisplayName::parse("First").unwrap(),
        language: Language::English,
        password: PASSWORD.to_owned(),
    }
}

/// Tries to sign in from a client.
pub async fn knock(
    access: &Access,
    (name, password, client): (&str, &str, &str),
    at: Timestamp,
) -> SignInOutcome {
    let attempt = SignIn {
        name,
        password,
        client,
        previous: None,
    };
    access.sign_in(&attempt, at).await.unwrap()
}

/// Signs in, and must succeed.
pub async fn sign_in(access: &Access, name: &str, at: Timestamp) -> (SessionToken, Actor) {
    match knock(access, (name, PASSWORD, "10.0.0.1"), at).await {
        SignInOutcome::SignedIn { token, actor, .. } => (token, *actor),
        other => panic!("{name} is not let in: {other:?}"),
    }
}

/// Leave to manage accounts, for whoever is signed in.
pub fn managing(actor: &Actor) -> Permit<ManageAccounts> {
    actor
        .permit(Scope::national(PlaceCode::parse("C").unwrap()))
        .unwrap()
}
