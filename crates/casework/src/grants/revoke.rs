//! Revoking is another key: every compartment that the grant opened is sealed again under the next
//! version, and that is wrapped for those who stay.

use super::{Need, OpenCase, keyring};
use crate::{
    CaseCode, Casework, CaseworkError, Request,
    codes::split_codes,
    emergency,
    fields::{self, Field},
    workers::Compartment,
};
use boxed::boxed;
use seal::{DataKey, Sealed, SecretText};
use serde_json::json;
use std::collections::BTreeSet;

impl Casework {
    /// Takes all grants on a case from somebody. It bites at their next step, on open pages too.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant; `grant-none` when they hold none;
    /// `grant-manager-stays` for the manager: a case is never without one; `case-lead-only`.
    #[boxed]
    pub async fn grant_revoke(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        holder: &str,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        if !self.take_away(&mut open, holder).await? {
            return Err(CaseworkError::Refused("grant-none"));
        }
        open.log("grant-revoked", ("", &json!({"holder": holder})))
            .await?;
        open.commit().await
    }

    /// Revokes and seals anew; whether there was anything to revoke.
    pub(super) async fn take_away(
        &self,
        open: &mut OpenCase<'_>,
        holder: &str,
    ) -> Result<bool, CaseworkError> {
        if holder == open.case.manager {
            return Err(CaseworkError::Refused("grant-manager-stays"));
        }
        let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT compartments FROM access_grant
                 WHERE case_code = $1 AND holder = $2 AND revoked_at IS NULL",
            )
            .bind(open.case.code.as_str())
            .bind(holder)
            .fetch_all(connection)
        })?;
        let mut opened = BTreeSet::new();
        for (compartments,) in &rows {
            opened.extend(split_codes(compartments, Compartment::from_code)?);
        }
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE access_grant SET revoked_at = $1
                 WHERE case_code = $2 AND holder = $3 AND revoked_at IS NULL",
            )
            .bind(open.request.second())
            .bind(open.case.code.as_str())
            .bind(holder)
        )?;
        for compartment in opened {
            self.seal_anew(open, compartment).await?;
        }
        Ok(!rows.is_empty())
    }

    /// Seals a compartment under its next key, for the manager and every grant in date.
    pub(crate) async fn seal_anew(
        &self,
        open: &mut OpenCase<'_>,
        compartment: Compartment,
    ) -> Result<(), CaseworkError> {
        let subject = open.case.subject.clone();
        let old = open.need.key(compartment)?;
        let key = old.next(&*self.random)?;
        let rows: Vec<(String, String, Vec<u8>)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT record, field, sealed FROM sealed_field
                 WHERE subject = $1 AND compartment = $2",
            )
            .bind(subject.as_str())
            .bind(compartment.code())
            .fetch_all(connection)
        })?;
        let mut values: Vec<(String, Field, SecretText)> = Vec::with_capacity(rows.len());
        for (record, field, sealed) in rows {
            let field = crate::codes::stored(Field::from_code, &field)?;
            let sealed = Sealed::from_bytes(&sealed)?;
            let value = open.need.open((&record, field), &sealed)?;
            values.push((record, field, value));
        }
        self.replace_key(open, (compartment, key)).await?;
        for (record, field, value) in &values {
            fields::put(open, (record, *field), value, &*self.random).await?;
        }
        Ok(())
    }

    /// Wraps the next key for everybody whose grant still opens the compartment, and for nobody else.
    async fn replace_key(
        &self,
        open: &mut OpenCase<'_>,
        (compartment, key): (Compartment, DataKey),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            open.transaction,
            store::query("DELETE FROM wrapped_key WHERE subject = $1 AND compartment = $2")
                .bind(open.case.subject.as_str())
                .bind(compartment.code())
        )?;
        let grants: Vec<(String, String)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT holder, compartments FROM access_grant
                 WHERE case_code = $1 AND revoked_at IS NULL AND ends_at > $2",
            )
            .bind(open.case.code.as_str())
            .bind(open.request.second())
            .fetch_all(connection)
        })?;
        let mut staying = BTreeSet::from([open.case.manager.clone()]);
        for (holder, compartments) in grants {
            if split_codes(&compartments, Compartment::from_code)?.contains(&compartment) {
                staying.insert(holder);
            }
        }
        for holder in staying {
            let what = (open.case.subject.as_str(), compartment, &key);
            keyring::hand_over(&mut open.transaction, what, &holder, &*self.random).await?;
        }
        open.need.keys.retain(|(own, _)| *own != compartment);
        open.need.keys.push((compartment, key));
        emergency::cover(open, &[compartment], &*self.random).await?;
        Ok(())
    }
}
