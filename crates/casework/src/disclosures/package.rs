//! The sealed package: copies of exactly the fields told, under keys of its own, wrapped for those who
//! receive for the recipient and for nobody else. It never holds the case's keys or its code.

use crate::{
    CaseworkError, Field,
    codes::stored,
    fields,
    grants::{NeedToKnow, OpenCase, new_key},
    workers::{Compartment, Profession},
};
use seal::SecretText;
use std::collections::BTreeSet;
use store::Transaction;
use vocabulary::RandomSource;

/// The compartments that some fields lie in.
pub(crate) fn compartments_of(fields: &[Field]) -> Vec<Compartment> {
    let parts: BTreeSet<Compartment> = fields.iter().map(|field| field.compartment()).collect();
    parts.into_iter().collect()
}

/// Who receives for an institution and whose profession reaches everything that is told.
pub(super) async fn receivers(
    open: &mut OpenCase<'_>,
    (recipient, compartments): (&str, &[Compartment]),
) -> Result<Vec<String>, CaseworkError> {
    let rows: Vec<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT w.account, w.profession FROM reception r JOIN worker w ON w.account = r.account
             WHERE w.institution = $1 AND w.suspended_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM access_denial d
                    WHERE d.case_code = $2 AND d.holder = w.account)
             ORDER BY w.account",
        )
        .bind(recipient)
        .bind(open.case.code.as_str())
        .fetch_all(connection)
    })?;
    let mut able = Vec::with_capacity(rows.len());
    for (account, profession) in rows {
        let reach = stored(Profession::from_code, &profession)?.reach();
        if compartments.iter().all(|part| reach.contains(part)) {
            able.push(account);
        }
    }
    match able.is_empty() {
        true => Err(CaseworkError::Refused("disclosure-no-receiver")),
        false => Ok(able),
    }
}

/// Seals the texts anew for the receivers.
pub(super) async fn pack(
    open: &mut OpenCase<'_>,
    (package, receivers): (&str, &[String]),
    texts: &[(Field, SecretText)],
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let fields: Vec<Field> = texts.iter().map(|(field, _)| *field).collect();
    let mut keys = Vec::new();
    for compartment in compartments_of(&fields) {
        let key = new_key(
            &mut open.transaction,
            (package, compartment),
            receivers,
            random,
        )
        .await?;
        keys.push((compartment, key));
    }
    let sealing = NeedToKnow::of_package(keys);
    for (field, text) in texts {
        let sealed = sealing.seal((package, *field), text, random)?;
        fields::insert(&mut open.transaction, (package, package, *field), &sealed).await?;
    }
    Ok(())
}

/// Destroys a package: its keys first, then what they sealed.
pub(crate) async fn destroy(
    transaction: &mut Transaction,
    package: &str,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM wrapped_key WHERE subject = $1").bind(package)
    )?;
    store::execute!(
        transaction,
        store::query("DELETE FROM sealed_field WHERE subject = $1").bind(package)
    )?;
    Ok(())
}
