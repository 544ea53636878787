//! What protects victims and witnesses in a matter: kinds and days, never where.

use super::{MatterCode, MeasureKind};
use crate::{Casework, CaseworkError, RecordId, Request, casework::time, codes::stored};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

/// A protective measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectiveMeasure {
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub kind: MeasureKind,
    /// Since when.
    pub begun_at: Timestamp,
    /// Until when it lasted.
    pub ended_at: Option<Timestamp>,
}

impl Casework {
    /// Writes down a measure that began.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-date-invalid`.
    #[boxed]
    pub async fn measure_begin(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (kind, begun_at): (MeasureKind, Timestamp),
    ) -> Result<RecordId, CaseworkError> {
        if begun_at > request.now {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO protective_measure (id, matter, kind, begun_at)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(id.as_str())
            .bind(open.matter.id.as_str())
            .bind(kind.code())
            .bind(begun_at.as_second())
        )?;
        let more = json!({"measure": id.as_str(), "kind": kind.code()});
        open.record("measure-begun", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Ends a measure now.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `measure-over`.
    #[boxed]
    pub async fn measure_end(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        measure: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE protective_measure SET ended_at = $1
                 WHERE id = $2 AND matter = $3 AND ended_at IS NULL",
            )
            .bind(request.second())
            .bind(measure.as_str())
            .bind(open.matter.id.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("measure-over"));
        }
        let more = json!({"measure": measure.as_str()});
        open.record("measure-ended", ("", &more)).await?;
        open.commit().await
    }
}

/// The measures of a matter.
pub(super) async fn measures_of(
    transaction: &mut Transaction,
    matter: &str,
) -> Result<Vec<ProtectiveMeasure>, CaseworkError> {
    let rows: Vec<(String, String, i64, Option<i64>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id, kind, begun_at, ended_at FROM protective_measure
             WHERE matter = $1 ORDER BY begun_at, id",
        )
        .bind(matter)
        .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|(id, kind, begun_at, ended_at)| {
            Ok(ProtectiveMeasure {
                id: RecordId::stored(id),
                kind: stored(MeasureKind::from_code, &kind)?,
                begun_at: time(begun_at)?,
                ended_at: ended_at.map(time).transpose()?,
            })
        })
        .collect()
}
