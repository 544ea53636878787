//! Opening an account.

use crate::{
    Access, AccessError, AccountId, Actor, DisplayName, ManageAccounts, Membership, MembershipId,
    Permit, SignInName, access::record, memberships, passwords::NewPassword,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::Transaction;
use vocabulary::Language;

/// An account to open.
#[derive(Clone)]
pub struct NewAccount {
    /// The name to type at the door.
    pub sign_in_name: SignInName,
    /// The name to show.
    pub name: DisplayName,
    /// The language to speak.
    pub language: Language,
    /// The body that its owner sits on; others are given later.
    pub membership: Membership,
    /// The first password, as it was typed.
    pub password: String,
    /// Whether the password is to be changed at the first sign-in.
    pub must_change_password: bool,
}

impl NewAccount {
    /// Whoever the account is for.
    pub(super) fn actor(&self, id: AccountId, membership: MembershipId) -> Actor {
        let name = self.name.as_str().to_owned();
        Actor::of_account(
            id,
            name,
            self.language,
            (membership, self.membership.clone()),
        )
    }
}

/// What the log keeps of a membership.
pub(crate) fn membership_detail(membership: &Membership) -> Value {
    json!({
        "role": membership.role().code(),
        "region": membership.region().map(vocabulary::PlaceCode::as_str),
        "institution": membership.institution().map(vocabulary::InstitutionCode::as_str),
    })
}

impl Access {
    /// Opens an account.
    ///
    /// # Errors
    /// When the password is not accepted, the sign-in name is taken, or the database fails.
    #[boxed]
    pub async fn account_create(
        &self,
        permit: &Permit<ManageAccounts>,
        account: &NewAccount,
        now: Timestamp,
    ) -> Result<AccountId, AccessError> {
        let hash = self
            .hash_of_new(&account.password, &account.sign_in_name)
            .await?;
        let id = AccountId::fresh(now, &*self.random);
        let mut transaction = self.database.begin().await?;
        let membership = MembershipId::fresh(now, &*self.random);
        insert(&mut transaction, (id, membership), account, hash, now).await?;
        let detail = membership_detail(&account.membership);
        let what = ("account-created", id.to_string());
        record(
            &mut transaction,
            permit.actor(),
            (what.0, &what.1),
            &detail,
            now,
        )
        .await?;
        transaction.commit().await?;
        Ok(id)
    }

    pub(crate) async fn hash_of_new(
        &self,
        password: &str,
        name: &SignInName,
    ) -> Result<String, AccessError> {
        let password = NewPassword::parse(password, name)?;
        self.hashing.hash(password.into_text(), &*self.random).await
    }
}

pub(super) async fn insert(
    transaction: &mut Transaction,
    (id, membership): (AccountId, MembershipId),
    account: &NewAccount,
    hash: String,
    now: Timestamp,
) -> Result<(), AccessError> {
    let inserted = store::execute!(
        transaction,
        store::query(
            "INSERT INTO account (id, sign_in_name, name, language, password_hash, must_change,
                created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.to_string())
        .bind(account.sign_in_name.as_str().to_owned())
        .bind(account.name.as_str().to_owned())
        .bind(account.language.code())
        .bind(hash)
        .bind(i64::from(account.must_change_password))
        .bind(now.as_microsecond())
    );
    match inserted {
        Err(error) if error.is_conflict() => return Err(AccessError::SignInNameTaken),
        other => other.map(drop)?,
    }
    let held = (membership, &account.membership);
    memberships::insert(transaction, id, held, now).await
}
