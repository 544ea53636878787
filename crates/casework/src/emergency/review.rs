//! Every emergency is reviewed within two working days, by the case's manager or a keeper who had no
//! part in it. The clock alerts and does nothing else.

use super::{
    EmergencyOutcome, EmergencyStep,
    keepers::key_row,
    row::{OpeningRow, move_opening, opening_row, task_over},
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    grants::{case_row, log_to_file, refuse},
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::{Timestamp, civil::Weekday};
use serde_json::json;
use store::Transaction;
use vocabulary::{office_date, office_same_time};

/// How soon a review is due, in working days.
const REVIEW_DAYS: u8 = 2;

/// The same time of day, so many working days later. Saturdays and Sundays do not count; public
/// holidays are not known here, so that an alarm may come early and never late.
fn working_days_after(at: Timestamp, days: u8) -> Timestamp {
    let mut day = office_date(at);
    let mut left = days;
    while left > 0 {
        let Ok(tomorrow) = day.tomorrow() else {
            return at;
        };
        day = tomorrow;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    office_same_time(day, at).unwrap_or(at)
}

impl Casework {
    /// Records what a review found.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but the case's manager and the institution's keepers;
    /// `emergency-own-review` for whoever asked or confirmed; `emergency-step-not-allowed`.
    #[boxed]
    pub async fn emergency_review(
        &self,
        request: Request<'_>,
        (opening, outcome): (&RecordId, EmergencyOutcome),
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let account = request.worker.account();
        let found = match opening_row(&mut transaction, opening).await? {
            Some(row) => {
                let reviewers = self.uninvolved(&mut transaction, &row).await?;
                let is_involved =
                    row.asked_by == account || row.confirmed_by.as_deref() == Some(account);
                (is_involved || reviewers.iter().any(|one| one == account))
                    .then_some((row, is_involved))
            }
            None => None,
        };
        let Some((row, is_involved)) = found else {
            let what = (opening.as_str(), "opening");
            return Err(refuse(transaction, request, what).await?);
        };
        if is_involved {
            return Err(CaseworkError::Refused("emergency-own-review"));
        }
        move_opening(&mut transaction, (&row, EmergencyStep::Review)).await?;
        let now = request.second();
        store::execute!(
            transaction,
            store::query(
                "UPDATE emergency_opening SET reviewed_by = $1, reviewed_at = $2, outcome = $3
                 WHERE id = $4",
            )
            .bind(account)
            .bind(now)
            .bind(outcome.code())
            .bind(opening.as_str())
        )?;
        task_over(&mut transaction, (&row, "review-emergency"), now).await?;
        task_over(&mut transaction, (&row, "emergency-announced"), now).await?;
        let more = json!({"opening": opening.as_str(), "outcome": outcome.code()});
        let on = (&row.case, "emergency-reviewed");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        Ok(transaction.commit().await?)
    }

    /// Opens the task of a review for everybody who may do it; the first who does closes it for all.
    pub(super) async fn ask_review(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
        row: &OpeningRow,
    ) -> Result<(), CaseworkError> {
        let due_at = working_days_after(request.now, REVIEW_DAYS).as_second();
        for reviewer in self.uninvolved(transaction, row).await? {
            store::execute!(
                transaction,
                store::query(
                    "INSERT INTO task (id, kind, case_code, shown_code, institution, worker,
                        concerns, due_at)
                     VALUES ($1, $2, $3, $3, $4, $5, $6, $7)",
                )
                .bind(RecordId::fresh(&*self.random).as_str())
                .bind(TaskKind::ReviewEmergency.code())
                .bind(row.case.as_str())
                .bind(row.institution.as_str())
                .bind(reviewer)
                .bind(row.id.as_str())
                .bind(due_at)
            )?;
        }
        Ok(())
    }

    /// The case's manager and the keepers, without whoever asked or confirmed.
    pub(super) async fn uninvolved(
        &self,
        transaction: &mut Transaction,
        row: &OpeningRow,
    ) -> Result<Vec<String>, CaseworkError> {
        let case = case_row(transaction, &row.case).await?;
        let key = key_row(transaction, &row.institution).await?;
        let mut people: Vec<String> = case.into_iter().map(|case| case.manager).collect();
        for keeper in key.into_iter().flat_map(|key| key.keepers) {
            if !people.contains(&keeper) {
                people.push(keeper);
            }
        }
        people.retain(|one| *one != row.asked_by && row.confirmed_by.as_ref() != Some(one));
        Ok(people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_is_no_working_day() {
        for (from, to) in [
            ("2026-11-25T10:00:00Z", "2026-11-27T10:00:00Z"),
            ("2026-11-26T10:00:00Z", "2026-11-30T10:00:00Z"),
            // Midnight of Sunday by the offices' clocks, and the evening before by another's.
            ("2026-11-28T23:00:00Z", "2026-11-30T23:00:00Z"),
            // The clocks go back in between: the same time of day.
            ("2026-10-23T10:00:00Z", "2026-10-27T11:00:00Z"),
        ] {
            let from: Timestamp = from.parse().unwrap();
            assert_eq!(working_days_after(from, 2), to.parse().unwrap());
        }
    }
}
