//! Suspects: coded for counting, with a sealed name that opens in the matter and nowhere else.

use super::{
    MatterCode, SUSPECT_TABLE, SuspectAge, SuspectCitizenship, SuspectSex, SuspectState,
    SuspectStep, keys,
};
use crate::{
    Casework, CaseworkError, Field, RecordId, Request, casework::time, codes::stored, fields,
    machine::next, open_reason::open_reason,
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// A suspect to write down.
#[derive(Debug)]
pub struct NewSuspect {
    /// The name; sealed. None while nobody knows it.
    pub name: Option<SecretText>,
    /// Sex.
    pub sex: SuspectSex,
    /// Age at the offence.
    pub age: SuspectAge,
    /// Citizenship.
    pub citizenship: SuspectCitizenship,
    /// Since when in formal contact: not after now.
    pub suspected_at: Timestamp,
}

/// A suspect in codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// Its id.
    pub id: RecordId,
    /// Where they stand.
    pub state: SuspectState,
    /// Sex.
    pub sex: SuspectSex,
    /// Age at the offence.
    pub age: SuspectAge,
    /// Citizenship.
    pub citizenship: SuspectCitizenship,
    /// Since when in formal contact.
    pub suspected_at: Timestamp,
    /// When charged.
    pub prosecuted_at: Option<Timestamp>,
    /// When judged or cleared, the last time.
    pub decided_at: Option<Timestamp>,
    /// The sentence, in months.
    pub sentence_months: Option<i64>,
    /// Whether the sentence is suspended.
    pub is_suspended: bool,
}

/// A step of a suspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectMove {
    /// Who.
    pub suspect: RecordId,
    /// Which.
    pub step: SuspectStep,
    /// When it happened: not after now.
    pub at: Timestamp,
    /// The sentence in months, with a conviction.
    pub sentence_months: Option<u16>,
    /// Whether the sentence is suspended.
    pub is_suspended: bool,
}

/// The longest sentence that is a number of months; beyond it the law knows imprisonment for life.
const MOST_MONTHS: u16 = 12 * 45;

store::row! {
    pub(super) struct Row {
        pub id: String,
        pub matter: String,
        pub state: String,
        pub sex: String,
        pub age: String,
        pub citizenship: String,
        pub suspected_at: i64,
        pub prosecuted_at: Option<i64>,
        pub decided_at: Option<i64>,
        pub sentence_months: Option<i64>,
        pub is_suspended: i64,
    }
}

impl Row {
    pub(super) fn read(self) -> Result<Suspect, CaseworkError> {
        Ok(Suspect {
            id: RecordId::stored(self.id),
            state: stored(SuspectState::from_code, &self.state)?,
            sex: stored(SuspectSex::from_code, &self.sex)?,
            age: stored(SuspectAge::from_code, &self.age)?,
            citizenship: stored(SuspectCitizenship::from_code, &self.citizenship)?,
            suspected_at: time(self.suspected_at)?,
            prosecuted_at: self.prosecuted_at.map(time).transpose()?,
            decided_at: self.decided_at.map(time).transpose()?,
            sentence_months: self.sentence_months,
            is_suspended: self.is_suspended != 0,
        })
    }
}

impl Casework {
    /// Writes a suspect down.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-date-invalid`,
    /// `field-invalid`.
    #[boxed]
    pub async fn suspect_add(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        new: &NewSuspect,
    ) -> Result<RecordId, CaseworkError> {
        if new.suspected_at > request.now {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        new.name.as_ref().map_or(Ok(()), fields::check_text)?;
        let mut open = self.open_matter(request, code).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO suspect (id, matter, state, sex, age, citizenship, suspected_at,
                    is_suspended)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(id.as_str())
            .bind(open.matter.id.as_str())
            .bind(SuspectState::Suspected.code())
            .bind(new.sex.code())
            .bind(new.age.code())
            .bind(new.citizenship.code())
            .bind(new.suspected_at.as_second())
            .bind(0_i64)
        )?;
        if let Some(name) = &new.name {
            let matter = open.matter.id.clone();
            let text = (id.as_str(), Field::SuspectName, name);
            let with = (matter.as_str(), &open.need);
            keys::write(&mut open.transaction, with, text, &*self.random).await?;
        }
        let more = json!({"suspect": id.as_str()});
        open.record("suspect-added", ("suspect-name", &more))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Moves a suspect by the table.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for a suspect of another one;
    /// `suspect-step-not-allowed`, `matter-date-invalid`, `suspect-sentence-invalid`.
    #[boxed]
    pub async fn suspect_move(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        change: &SuspectMove,
    ) -> Result<(), CaseworkError> {
        if change.at > request.now {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let is_convicted = change.step == SuspectStep::Convict;
        let is_too_long = change.sentence_months.is_some_and(|one| one > MOST_MONTHS);
        let is_idle = !is_convicted && (change.sentence_months.is_some() || change.is_suspended);
        if is_too_long || is_idle {
            return Err(CaseworkError::Invalid("suspect-sentence-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        let row: Option<(String, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT state, COALESCE(decided_at, prosecuted_at, suspected_at) FROM suspect
                 WHERE id = $1 AND matter = $2",
            )
            .bind(change.suspect.as_str())
            .bind(open.matter.id.as_str())
            .fetch_optional(connection)
        })?;
        let (state, last) = row.ok_or(CaseworkError::NotFound("suspect"))?;
        let state = stored(SuspectState::from_code, &state)?;
        let after = next(SUSPECT_TABLE, state, change.step)
            .ok_or(CaseworkError::Refused("suspect-step-not-allowed"))?;
        let at = change.at.as_second();
        if at < last {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let is_charge = change.step == SuspectStep::Charge;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE suspect SET state = $1, prosecuted_at = COALESCE(prosecuted_at, $2),
                    decided_at = $3, sentence_months = $4, is_suspended = $5 WHERE id = $6",
            )
            .bind(after.code())
            .bind(is_charge.then_some(at))
            .bind((!is_charge).then_some(at))
            .bind(change.sentence_months.map(i64::from))
            .bind(i64::from(change.is_suspended))
            .bind(change.suspect.as_str())
        )?;
        let more = json!({"suspect": change.suspect.as_str(), "step": change.step.code()});
        open.record("suspect-moved", ("", &more)).await?;
        open.commit().await
    }

    /// Opens a sealed text of a matter, for a reason: the name of a suspect (by its record), or, with
    /// no record, the matter's number or note.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `reveal-reason-missing`, `text-holds-identifier`,
    /// `field-invalid` for a field that is no matter's.
    #[boxed]
    pub async fn matter_reveal(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (record, field, reason): (Option<&RecordId>, Field, &str),
    ) -> Result<Option<SecretText>, CaseworkError> {
        let reason = open_reason(reason, "reveal-reason-missing")?;
        let is_of_suspect = field == Field::SuspectName;
        let is_own = is_of_suspect || matches!(field, Field::MatterNumber | Field::MatterNote);
        if !is_own || is_of_suspect != record.is_some() {
            return Err(CaseworkError::Invalid("field-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        let matter = open.matter.id.clone();
        let place = (record.map_or(matter.as_str(), RecordId::as_str), field);
        let with = (matter.as_str(), &open.need);
        let text = keys::read(&mut open.transaction, with, place).await?;
        let more = json!({"reason": reason, "record": place.0, "found": text.is_some()});
        open.record("matter-revealed", (field.code(), &more))
            .await?;
        open.commit().await?;
        Ok(text)
    }

    /// Writes the matter's number or note; what was there before is replaced.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `field-invalid`.
    #[boxed]
    pub async fn matter_write(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (field, text): (Field, &SecretText),
    ) -> Result<(), CaseworkError> {
        fields::check_text(text)?;
        if !matches!(field, Field::MatterNumber | Field::MatterNote) {
            return Err(CaseworkError::Invalid("field-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        let matter = open.matter.id.clone();
        let what = (matter.as_str(), field, text);
        let with = (matter.as_str(), &open.need);
        keys::write(&mut open.transaction, with, what, &*self.random).await?;
        open.record("matter-written", (field.code(), &json!({})))
            .await?;
        open.commit().await
    }
}
