//! Minutes: held against everything that could give a person away before they are kept, then sealed for
//! those who were present. What is refused is not kept anywhere, and that it was refused is logged: a
//! writer could otherwise try names.

use super::{
    ConferenceState, Finding,
    call::{ConferenceRow, attended, log},
    identifying::{Known, findings},
};
use crate::{
    Casework, CaseworkError, Field, RecordId, Request,
    casework::time,
    disclosures, fields,
    grants::{NeedToKnow, new_key, own_keys, refuse},
    workers::Compartment,
};
use boxed::boxed;
use seal::{Sealed, SecretText};
use serde_json::json;
use std::collections::BTreeSet;
use store::Transaction;
use vocabulary::office_date;

impl Casework {
    /// Writes the minutes, in place of earlier ones. Anything in them that gives a person away is handed
    /// back by its place, and then nothing was kept.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for whoever was not asked to come; `conference-chair-only`,
    /// `conference-not-begun`, `field-invalid`.
    #[boxed]
    pub async fn minutes_write(
        &self,
        request: Request<'_>,
        (conference, text): (&RecordId, &SecretText),
    ) -> Result<Vec<Finding>, CaseworkError> {
        fields::check_text(text)?;
        let mut transaction = self.database.begin().await?;
        let row = self.chaired(&mut transaction, request, conference).await?;
        let Some(row) = row else {
            let what = (conference.as_str(), "conference");
            return Err(refuse(transaction, request, what).await?);
        };
        if !matches!(row.state, ConferenceState::Sitting | ConferenceState::Over) {
            return Err(CaseworkError::Refused("conference-not-begun"));
        }
        let known = known(&mut transaction, request, &row).await?;
        let found = findings(text.expose(), &known);
        if found.is_empty() {
            self.keep(&mut transaction, (conference, text)).await?;
        }
        let kind = if found.is_empty() {
            "minutes-written"
        } else {
            "minutes-refused"
        };
        let more = json!({"findings": found.len()});
        log(&mut transaction, request, (&row.code, kind, &more)).await?;
        transaction.commit().await?;
        Ok(found)
    }

    /// Reads the minutes.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for whoever was not present, and before they were written.
    #[boxed]
    pub async fn minutes_read(
        &self,
        request: Request<'_>,
        conference: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let row = attended(&mut transaction, request, conference).await?;
        let held: Option<(String,)> = store::within!(transaction, connection => {
            store::query_as("SELECT holder FROM wrapped_key WHERE subject = $1 AND holder = $2")
                .bind(conference.as_str())
                .bind(request.worker.account())
                .fetch_optional(connection)
        })?;
        let Some(row) = row.filter(|_| held.is_some()) else {
            let what = (conference.as_str(), "minutes");
            return Err(refuse(transaction, request, what).await?);
        };
        let own = (conference.as_str(), request.worker);
        let keys = own_keys(&mut transaction, own, &[Compartment::Care]).await?;
        let (bytes,): (Vec<u8>,) = store::within!(transaction, connection => {
            store::query_as("SELECT sealed FROM sealed_field WHERE record = $1 AND subject = $1")
                .bind(conference.as_str())
                .fetch_one(connection)
        })?;
        let place = (conference.as_str(), Field::Minutes);
        let text = NeedToKnow::of_package(keys).open(place, &Sealed::from_bytes(&bytes)?)?;
        log(
            &mut transaction,
            request,
            (&row.code, "minutes-read", &json!({})),
        )
        .await?;
        transaction.commit().await?;
        Ok(text)
    }

    async fn keep(
        &self,
        transaction: &mut Transaction,
        (conference, text): (&RecordId, &SecretText),
    ) -> Result<(), CaseworkError> {
        let present: Vec<(String,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT account FROM conference_attendee
                 WHERE conference = $1 AND attended = 1 ORDER BY account",
            )
            .bind(conference.as_str())
            .fetch_all(connection)
        })?;
        let present: Vec<String> = present.into_iter().map(|(account,)| account).collect();
        let id = conference.as_str();
        disclosures::destroy(transaction, id).await?;
        let what = (id, Compartment::Care);
        let key = new_key(transaction, what, &present, &*self.random).await?;
        let sealing = NeedToKnow::of_package(vec![(Compartment::Care, key)]);
        let sealed = sealing.seal((id, Field::Minutes), text, &*self.random)?;
        fields::insert(transaction, (id, id, Field::Minutes), &sealed).await
    }
}

/// The blind indexes of the cases on the agenda and of those that the writer holds access to. Those of
/// other cases are left out: minutes are no way to learn who is known to somebody else.
async fn known<'k>(
    transaction: &mut Transaction,
    request: Request<'k>,
    row: &ConferenceRow,
) -> Result<Known<'k>, CaseworkError> {
    let rows: Vec<(String, Vec<u8>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT kind, entry FROM blind_index WHERE kind IN ('name', 'birth-date')
               AND (case_code IN (SELECT case_code FROM conference_entry WHERE conference = $1)
                OR case_code IN (SELECT case_code FROM access_grant WHERE holder = $2
                    AND revoked_at IS NULL AND ends_at > $3))",
        )
        .bind(row.id.as_str())
        .bind(request.worker.account())
        .bind(request.second())
        .fetch_all(connection)
    })?;
    let (mut names, mut birth_dates) = (BTreeSet::new(), BTreeSet::new());
    for (kind, entry) in rows {
        let entry: [u8; 16] = entry
            .try_into()
            .map_err(|_| CaseworkError::Corrupt("blind index"))?;
        if kind == Field::Name.code() {
            names.insert(entry);
        } else {
            birth_dates.insert(entry);
        }
    }
    Ok(Known {
        key: request.worker.index_key(),
        names,
        birth_dates,
        year: office_date(time(row.held_at)?).year(),
    })
}
