//! Forms that save themselves as they are typed. A draft is sealed under a key of its own that only
//! its writer can open; it lives for a day at most, goes when its form is sent, with the case, and with
//! the writer's leave to work on the case.
//!
//! Opening a draft is no event of the log: nobody reads what they have not typed themselves.

use crate::{
    CaseCode, Casework, CaseworkError, Request, casework::time, grants::Need, workers::Purpose,
};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};
use seal::{DataKey, FieldPlace, KeyVersion, Sealed, SecretText, WrappedKey};
use store::Transaction;

/// How long a draft lives.
const LIFE: SignedDuration = SignedDuration::from_hours(24);
/// The longest draft, in bytes, and the longest address of a form.
const MOST_BYTES: usize = 64 * 1024;
const LONGEST_FORM: usize = 200;
/// What a case's forms begin with.
const CASES: &str = "/table/cases/";

/// What was typed into a form and not sent yet.
#[derive(Debug)]
pub struct Draft {
    /// What was typed.
    pub text: SecretText,
    /// When it was kept.
    pub kept_at: Timestamp,
}

type StoredDraft = (i64, Vec<u8>, Vec<u8>, i64);

/// What a draft's key is wrapped for, and where its text is sealed.
fn purpose(account: &str, form: &str) -> String {
    format!("draft/{account}/{form}")
}

const fn place(form: &str) -> FieldPlace<'_> {
    FieldPlace {
        table: "draft",
        column: "text",
        row: form,
    }
}

impl Casework {
    /// Keeps what somebody has typed into a form so far, in place of what was kept before. `form` is
    /// the address that the form is sent to.
    ///
    /// # Errors
    /// `draft-invalid` for a text or an address that is too long; [`CaseworkError::NotFound`] without
    /// a grant on the case that the form is about.
    #[boxed]
    pub async fn draft_keep(
        &self,
        request: Request<'_>,
        form: &str,
        text: &SecretText,
    ) -> Result<(), CaseworkError> {
        if form.len() > LONGEST_FORM || text.expose().len() > MOST_BYTES {
            return Err(CaseworkError::Invalid("draft-invalid"));
        }
        let mut transaction = self.about(request, form).await?;
        let worker = request.worker;
        let key = DataKey::fresh(&*self.random);
        let public = worker.secret_key().public()?;
        let purpose = purpose(worker.account(), form);
        let wrapped = WrappedKey::wrap(&key, &purpose, &public, &*self.random)?;
        let sealed = key.seal(&place(form), text, &*self.random);
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO draft (account, form, version, wrapped, sealed, kept_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (account, form) DO UPDATE SET version = excluded.version,
                    wrapped = excluded.wrapped, sealed = excluded.sealed, kept_at = excluded.kept_at",
            )
            .bind(worker.account())
            .bind(form)
            .bind(i64::from(key.version().number()))
            .bind(wrapped.as_bytes().to_vec())
            .bind(sealed.to_bytes())
            .bind(request.second())
        )?;
        Ok(transaction.commit().await?)
    }

    /// What the worker typed into a form and did not send, if that is less than a day ago.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the case that the form is about.
    #[boxed]
    pub async fn draft_open(
        &self,
        request: Request<'_>,
        form: &str,
    ) -> Result<Option<Draft>, CaseworkError> {
        let mut transaction = self.about(request, form).await?;
        let worker = request.worker;
        let row: Option<StoredDraft> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT version, wrapped, sealed, kept_at FROM draft
                 WHERE account = $1 AND form = $2",
            )
            .bind(worker.account())
            .bind(form)
            .fetch_optional(connection)
        })?;
        transaction.commit().await?;
        let Some((version, wrapped, sealed, kept_at)) = row else {
            return Ok(None);
        };
        let version = u32::try_from(version).ok().and_then(KeyVersion::parse);
        let version = version.ok_or(CaseworkError::Corrupt("draft"))?;
        let key = WrappedKey::from_bytes(version, wrapped);
        let key = key.unwrap(&purpose(worker.account(), form), worker.secret_key())?;
        let sealed: Sealed<SecretText> = Sealed::from_bytes(&sealed)?;
        Ok(Some(Draft {
            text: key.open(&place(form), &sealed)?,
            kept_at: time(kept_at)?,
        }))
    }

    /// Forgets what was typed into a form.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn draft_forget(
        &self,
        request: Request<'_>,
        form: &str,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        store::execute!(
            transaction,
            store::query("DELETE FROM draft WHERE account = $1 AND form = $2")
                .bind(request.worker.account())
                .bind(form)
        )?;
        Ok(transaction.commit().await?)
    }

    /// A transaction for whoever may work on what the form is about, without the drafts whose day is
    /// over.
    async fn about(&self, request: Request<'_>, form: &str) -> Result<Transaction, CaseworkError> {
        let mut transaction = match case_of(form) {
            Some(code) => {
                let need = Need {
                    compartments: &[],
                    purposes: Purpose::ALL,
                };
                self.open_case(request, &code, need).await?.transaction
            }
            None => {
                let mut transaction = self.database.begin().await?;
                request.worker.expect_active(&mut transaction).await?;
                transaction
            }
        };
        let oldest = request.now.saturating_sub(LIFE).unwrap_or(request.now);
        store::execute!(
            transaction,
            store::query("DELETE FROM draft WHERE kept_at <= $1").bind(oldest.as_second())
        )?;
        Ok(transaction)
    }
}

/// The case that a form is about, if it is about one.
fn case_of(form: &str) -> Option<CaseCode> {
    let rest = form.strip_prefix(CASES)?;
    CaseCode::parse(rest.split('/').next()?).ok()
}

/// Forgets every draft about a case.
pub(crate) async fn forget_about(
    transaction: &mut Transaction,
    code: &str,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM draft WHERE form LIKE $1").bind(format!("{CASES}{code}/%"))
    )?;
    Ok(())
}
