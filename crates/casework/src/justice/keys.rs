//! The keys of a matter and of a link: one compartment each, made with it, renewed when somebody goes.

use crate::{
    CaseworkError, Field,
    codes::stored,
    fields,
    grants::{NeedToKnow, hand_over},
    workers::Compartment,
};
use seal::{Sealed, SecretText};
use std::collections::BTreeSet;
use store::Transaction;
use vocabulary::RandomSource;

const PART: Compartment = Compartment::Justice;

/// Seals a text of a record under the keys at hand.
pub(super) async fn write(
    transaction: &mut Transaction,
    (subject, need): (&str, &NeedToKnow),
    (record, field, text): (&str, Field, &SecretText),
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let sealed = need.seal((record, field), text, random)?;
    fields::insert(transaction, (subject, record, field), &sealed).await
}

/// Opens a text of a record, if it was ever written.
pub(super) async fn read(
    transaction: &mut Transaction,
    (subject, need): (&str, &NeedToKnow),
    (record, field): (&str, Field),
) -> Result<Option<SecretText>, CaseworkError> {
    let row: Option<(Vec<u8>,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT sealed FROM sealed_field WHERE record = $1 AND field = $2 AND subject = $3",
        )
        .bind(record)
        .bind(field.code())
        .bind(subject)
        .fetch_optional(connection)
    })?;
    row.map(|(bytes,)| need.open((record, field), &Sealed::from_bytes(&bytes)?))
        .transpose()
}

/// Seals everything of a subject again under the next key, in the hands of those named and of nobody
/// else.
pub(super) async fn renew(
    transaction: &mut Transaction,
    (subject, need): (&str, &NeedToKnow),
    holders: &BTreeSet<String>,
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let rows: Vec<(String, String, Vec<u8>)> = store::within!(transaction, connection => {
        store::query_as("SELECT record, field, sealed FROM sealed_field WHERE subject = $1")
            .bind(subject)
            .fetch_all(connection)
    })?;
    let mut texts: Vec<(String, Field, SecretText)> = Vec::with_capacity(rows.len());
    for (record, field, sealed) in rows {
        let field = stored(Field::from_code, &field)?;
        let text = need.open((&record, field), &Sealed::from_bytes(&sealed)?)?;
        texts.push((record, field, text));
    }
    let key = need.key(PART)?.next(random)?;
    store::execute!(
        transaction,
        store::query("DELETE FROM wrapped_key WHERE subject = $1").bind(subject)
    )?;
    for holder in holders {
        hand_over(transaction, (subject, PART, &key), holder, random).await?;
    }
    let renewed = NeedToKnow::of_matter(vec![(PART, key)]);
    for (record, field, text) in &texts {
        write(
            transaction,
            (subject, &renewed),
            (record, *field, text),
            random,
        )
        .await?;
    }
    Ok(())
}

/// Hands the key of a subject to one more.
pub(super) async fn share(
    transaction: &mut Transaction,
    (subject, need): (&str, &NeedToKnow),
    holder: &str,
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let key = need.key(PART)?;
    hand_over(transaction, (subject, PART, key), holder, random).await
}
