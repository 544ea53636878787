//! Confirming: a second keeper opens what the first left closed. For the length of this one step the
//! emergency key is whole; it wraps the case's keys for whoever asked, and is gone.

use super::{
    EmergencyStep,
    cover::PARTS,
    keepers::holder_of,
    row::{OpeningRow, move_opening, opening_row, task_over},
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::HOUR,
    grants::{
        GrantRow, GrantSource, NeedToKnow, OpenCase, case_row, expect_not_denied, keys_held,
        refuse, worker_row,
    },
    tasks::TaskKind,
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use seal::HalfOpened;
use serde_json::json;
use store::Transaction;

/// How long an emergency opens a case, in hours.
const OPEN_HOURS: i64 = 4;
/// How long a question waits for the second keeper, in hours: a danger of yesterday is no danger now.
const ASKED_HOURS: i64 = 4;

impl Casework {
    /// Confirms an emergency opening: whoever asked may read for four hours. The caller has asked for
    /// the second factor before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but another keeper of the institution, or when the case
    /// is covered no more; `emergency-step-not-allowed`, `emergency-too-late`, `grant-denied`.
    #[boxed]
    pub async fn emergency_confirm(
        &self,
        request: Request<'_>,
        opening: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let row = opening_row(&mut transaction, opening).await?;
        let half = half_of(&mut transaction, (opening, request.worker.account())).await?;
        let (row, half) = match row.zip(half) {
            Some(found) => found,
            None => {
                let what = (opening.as_str(), "opening");
                return Err(refuse(transaction, request, what).await?);
            }
        };
        if request.second() > row.asked_at + ASKED_HOURS * HOUR {
            return Err(CaseworkError::Refused("emergency-too-late"));
        }
        move_opening(&mut transaction, (&row, EmergencyStep::Confirm)).await?;
        let case = case_row(&mut transaction, &row.case).await?;
        let case = case.ok_or(CaseworkError::NotFound("case"))?;
        if case.institution != row.institution {
            return Err(CaseworkError::NotFound("case"));
        }
        let holder = holder_of(&row.institution);
        let secret = half.finish(&holder, request.worker.secret_key())?;
        let held = (case.subject.as_str(), holder.as_str(), &secret);
        let keys = keys_held(&mut transaction, held, &PARTS).await?;
        drop(secret);
        let mut open = OpenCase {
            transaction,
            request,
            case,
            need: NeedToKnow::of_emergency(keys),
        };
        expect_not_denied(&mut open, request.worker.account()).await?;
        expect_not_denied(&mut open, &row.asked_by).await?;
        self.open_for(&mut open, &row).await?;
        open.commit().await
    }

    async fn open_for(
        &self,
        open: &mut OpenCase<'_>,
        row: &OpeningRow,
    ) -> Result<(), CaseworkError> {
        let request = open.request;
        let (_, profession) = worker_row(open, &row.asked_by).await?;
        let reach = profession.reach();
        let parts: Vec<Compartment> = PARTS
            .into_iter()
            .filter(|part| reach.contains(part))
            .collect();
        let ends_at = request.second() + OPEN_HOURS * HOUR;
        let grant = GrantRow {
            holder: &row.asked_by,
            purpose: Purpose::Emergency,
            compartments: &parts,
            source: GrantSource::Emergency,
            reason: "danger to life",
            ends_at,
        };
        self.insert_grant(open, &grant).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE emergency_opening SET confirmed_by = $1, confirmed_at = $2, ends_at = $3
                 WHERE id = $4",
            )
            .bind(request.worker.account())
            .bind(request.second())
            .bind(ends_at)
            .bind(row.id.as_str())
        )?;
        let now = request.second();
        task_over(&mut open.transaction, (row, "confirm-emergency"), now).await?;
        let confirmed = OpeningRow {
            confirmed_by: Some(request.worker.account().to_owned()),
            case: row.case.clone(),
            id: row.id.clone(),
            institution: row.institution.clone(),
            asked_by: row.asked_by.clone(),
            ..*row
        };
        let case = open.case.clone();
        for keeper in self.uninvolved(&mut open.transaction, &confirmed).await? {
            let what = (
                TaskKind::EmergencyAnnounced,
                keeper.as_str(),
                case.code.as_str(),
            );
            if keeper != case.manager {
                self.announce(
                    &mut open.transaction,
                    request,
                    (row.id.as_str(), &case),
                    what,
                )
                .await?;
            }
        }
        self.ask_review(&mut open.transaction, request, &confirmed)
            .await?;
        let more = json!({"opening": row.id.as_str(), "asked_by": row.asked_by});
        open.log("emergency-opened", ("", &more)).await
    }
}

async fn half_of(
    transaction: &mut Transaction,
    (opening, keeper): (&RecordId, &str),
) -> Result<Option<HalfOpened>, CaseworkError> {
    let row: Option<(Vec<u8>,)> = store::within!(transaction, connection => {
        store::query_as("SELECT half FROM emergency_half WHERE opening = $1 AND keeper = $2")
            .bind(opening.as_str())
            .bind(keeper)
            .fetch_optional(connection)
    })?;
    Ok(row
        .map(|(bytes,)| HalfOpened::from_bytes(&bytes))
        .transpose()?)
}
