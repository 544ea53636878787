//! Keeping what was offered and answered, and reading it: the latest answer to each offer.

use super::{FirstHelp, HelpAnswer};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::time,
    codes::stored,
    grants::{Need, OpenCase},
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What was offered, and the latest answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedHelp {
    /// What.
    pub item: FirstHelp,
    /// What the person said last.
    pub answer: HelpAnswer,
    /// Who offered it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

type Row = (String, String, String, i64);

impl Casework {
    /// Keeps what was offered and what the person said. Once a safe place and emergency care were both
    /// offered, whatever was said, the task of the first hours is done.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `first-help-nothing` without an answer.
    #[boxed]
    pub async fn first_help_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        answers: &[(FirstHelp, HelpAnswer)],
    ) -> Result<(), CaseworkError> {
        if answers.is_empty() {
            return Err(CaseworkError::Invalid("first-help-nothing"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let before: i64 = store::within!(open.transaction, connection => {
            store::query_scalar(
                "SELECT COALESCE(MAX(position), 0) FROM first_help WHERE case_code = $1",
            )
            .bind(code.as_str())
            .fetch_one(connection)
        })?;
        for (position, (item, answer)) in (before + 1..).zip(answers) {
            store::execute!(
                open.transaction,
                store::query(
                    "INSERT INTO first_help (id, case_code, item, answer, offered_by, offered_at,
                        position)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                )
                .bind(RecordId::fresh(&*self.random).as_str())
                .bind(code.as_str())
                .bind(item.code())
                .bind(answer.code())
                .bind(request.worker.account())
                .bind(request.second())
                .bind(position)
            )?;
        }
        let offered = latest(&mut open).await?;
        let is_done = FirstHelp::AT_ONCE
            .iter()
            .all(|item| offered.iter().any(|one| one.item == *item));
        if is_done {
            self.task_done(&mut open, (TaskKind::OfferFirstHelp, ""))
                .await?;
        }
        let items: Vec<&str> = answers.iter().map(|(item, _)| item.code()).collect();
        open.log("first-help-offered", ("", &json!({"items": items})))
            .await?;
        open.commit().await
    }

    /// The latest answer to each offer, in the order of the list.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn first_help(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<OfferedHelp>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let offered = latest(&mut open).await?;
        open.log("first-help-viewed", ("", &Value::Null)).await?;
        open.commit().await?;
        Ok(offered)
    }
}

async fn latest(open: &mut OpenCase<'_>) -> Result<Vec<OfferedHelp>, CaseworkError> {
    let rows: Vec<Row> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT item, answer, offered_by, offered_at FROM first_help
             WHERE case_code = $1 ORDER BY position",
        )
        .bind(open.case.code.as_str())
        .fetch_all(connection)
    })?;
    let mut latest = BTreeMap::new();
    for (item, answer, by, at) in rows {
        let item = stored(FirstHelp::from_code, &item)?;
        let one = OfferedHelp {
            item,
            answer: stored(HelpAnswer::from_code, &answer)?,
            by,
            at: time(at)?,
        };
        latest.insert(item, one);
    }
    Ok(latest.into_values().collect())
}
