//! Asking: one keeper, for a danger to life, opens their own layer of the emergency key and leaves the
//! rest closed for either of the other two. The case's manager hears of it in the same moment.

use super::{
    DangerKind, EmergencyState, EmergencyStep,
    keepers::{KeyRow, holder_of, key_row},
    row::{move_opening, opening_row, task_over},
};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request, alarms,
    grants::{CaseRow, case_row, log_to_file, refuse},
    open_reason::open_reason,
    repeated,
    tasks::TaskKind,
};
use boxed::boxed;
use seal::HalfOpened;
use serde_json::json;
use store::Transaction;

impl Casework {
    /// Asks to open a case in danger to life. The caller has asked for the second factor before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but a keeper of the case's institution, for whoever was
    /// shut out, and for a case that is not covered; `emergency-reason-missing`,
    /// `text-holds-identifier`, `emergency-has-access`, `request-missing`.
    #[boxed]
    pub async fn emergency_ask(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (form, danger, reason): (&str, DangerKind, &str),
    ) -> Result<RecordId, CaseworkError> {
        let reason = open_reason(reason, "emergency-reason-missing")?;
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let form = (request.worker.account(), "emergency", form);
        if let Some(id) = repeated::made_before(&mut transaction, form).await? {
            return Ok(RecordId::stored(id));
        }
        let Some((case, key)) = coverable(&mut transaction, request, code).await? else {
            return Err(refuse(transaction, request, (code.as_str(), "case")).await?);
        };
        if case.manager == request.worker.account() {
            return Err(CaseworkError::Refused("emergency-has-access"));
        }
        let id = RecordId::fresh(&*self.random);
        repeated::remember(&mut transaction, form, id.as_str()).await?;
        let shown = CaseCode::fresh(&*self.random);
        let asked = (id.as_str(), shown.as_str());
        insert(&mut transaction, request, (asked, &case), (danger, reason)).await?;
        for keeper in others(&key, request.worker.account()) {
            let half = half_for(&key, request, (&case.institution, keeper))?;
            keep_half(&mut transaction, (id.as_str(), keeper), &half).await?;
            let what = (TaskKind::ConfirmEmergency, keeper, shown.as_str());
            self.announce(&mut transaction, request, (id.as_str(), &case), what)
                .await?;
        }
        let what = (
            TaskKind::EmergencyAnnounced,
            case.manager.as_str(),
            code.as_str(),
        );
        self.announce(&mut transaction, request, (id.as_str(), &case), what)
            .await?;
        let more = json!({"opening": id.as_str(), "danger": danger.code()});
        let on = (code, "emergency-asked");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        alarms::asked_in_danger(&mut transaction, request).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Calls an opening off before it is confirmed: whoever asked, or another keeper who sees no
    /// danger. It is reviewed all the same.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but the institution's keepers;
    /// `emergency-step-not-allowed`.
    #[boxed]
    pub async fn emergency_call_off(
        &self,
        request: Request<'_>,
        opening: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let row = opening_row(&mut transaction, opening).await?;
        let row = row.filter(|row| row.institution == request.worker.institution());
        let own = request.worker.institution();
        let key = key_row(&mut transaction, own).await?;
        let is_keeper = key.is_some_and(|key| {
            let account = request.worker.account();
            key.keepers.iter().any(|keeper| keeper == account)
        });
        let Some(row) = row.filter(|_| is_keeper) else {
            let what = (opening.as_str(), "opening");
            return Err(refuse(transaction, request, what).await?);
        };
        move_opening(&mut transaction, (&row, EmergencyStep::CallOff)).await?;
        let now = request.second();
        task_over(&mut transaction, (&row, "confirm-emergency"), now).await?;
        self.ask_review(&mut transaction, request, &row).await?;
        let more = json!({"opening": opening.as_str()});
        let on = (&row.case, "emergency-called-off");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        Ok(transaction.commit().await?)
    }

    /// Tells one person at once, by a task that is overdue from the beginning.
    pub(super) async fn announce(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
        (opening, case): (&str, &CaseRow),
        (kind, worker, shown): (TaskKind, &str, &str),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO task (id, kind, case_code, shown_code, institution, worker, concerns,
                    due_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(RecordId::fresh(&*self.random).as_str())
            .bind(kind.code())
            .bind(case.code.as_str())
            .bind(shown)
            .bind(case.institution.as_str())
            .bind(worker)
            .bind(opening)
            .bind(request.second())
        )?;
        Ok(())
    }
}

/// The case and the emergency key that covers it, when the asker keeps that key and was not shut out.
async fn coverable(
    transaction: &mut Transaction,
    request: Request<'_>,
    code: &CaseCode,
) -> Result<Option<(CaseRow, KeyRow)>, CaseworkError> {
    let account = request.worker.account();
    let Some(case) = case_row(transaction, code).await? else {
        return Ok(None);
    };
    let Some(key) = key_row(transaction, &case.institution).await? else {
        return Ok(None);
    };
    let covered: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT holder FROM wrapped_key WHERE subject = $1 AND holder = $2
               AND NOT EXISTS (SELECT 1 FROM access_denial d
                    WHERE d.case_code = $3 AND d.holder = $4) LIMIT 1",
        )
        .bind(case.subject.as_str())
        .bind(holder_of(&case.institution))
        .bind(code.as_str())
        .bind(account)
        .fetch_optional(connection)
    })?;
    let is_keeper = case.institution == request.worker.institution()
        && key.keepers.iter().any(|keeper| keeper == account);
    Ok((covered.is_some() && is_keeper).then_some((case, key)))
}

fn others<'k>(key: &'k KeyRow, account: &'k str) -> impl Iterator<Item = &'k str> {
    let keepers = key.keepers.iter().map(String::as_str);
    keepers.filter(move |keeper| *keeper != account)
}

/// What is left for the other keeper, once the asker has opened their layer. Of each pair the later
/// opens first, so that the order of the two decides which of the two custodies serves.
fn half_for(
    key: &KeyRow,
    request: Request<'_>,
    (institution, other): (&str, &str),
) -> Result<HalfOpened, CaseworkError> {
    let place = |account: &str| key.keepers.iter().position(|keeper| keeper == account);
    let missing = CaseworkError::Corrupt("keepers");
    let (me, other) = place(request.worker.account())
        .zip(place(other))
        .ok_or(missing)?;
    let (custody, me, other) = if me > other {
        (&key.custody, me, other)
    } else {
        (&key.reversed, 2 - me, 2 - other)
    };
    let holder = holder_of(institution);
    Ok(custody.begin(&holder, (me, other), request.worker.secret_key())?)
}

async fn keep_half(
    transaction: &mut Transaction,
    (opening, keeper): (&str, &str),
    half: &HalfOpened,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("INSERT INTO emergency_half (opening, keeper, half) VALUES ($1, $2, $3)")
            .bind(opening)
            .bind(keeper)
            .bind(half.to_bytes())
    )?;
    Ok(())
}

async fn insert(
    transaction: &mut Transaction,
    request: Request<'_>,
    ((id, shown), case): ((&str, &str), &CaseRow),
    (danger, reason): (DangerKind, &str),
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO emergency_opening (id, code, case_code, institution, state, danger, reason,
                asked_by, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(shown)
        .bind(case.code.as_str())
        .bind(case.institution.as_str())
        .bind(EmergencyState::Asked.code())
        .bind(danger.code())
        .bind(reason)
        .bind(request.worker.account())
        .bind(request.second())
    )?;
    Ok(())
}
