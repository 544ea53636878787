//! A new lead who is none after all: the keys that were opened to them are taken back.

use crate::{
    CaseworkError,
    grants::{CaseRow, GrantSource},
};
use store::Transaction;

/// Ends what was opened to a new lead who is none after all; the keys go with the next opening.
pub(super) async fn take_back(
    transaction: &mut Transaction,
    (case, to): (&CaseRow, &str),
    now: i64,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "UPDATE access_grant SET ends_at = $1
             WHERE case_code = $2 AND holder = $3 AND source = $4 AND ends_at > $1",
        )
        .bind(now)
        .bind(case.code.as_str())
        .bind(to)
        .bind(GrantSource::Succession.code())
    )?;
    Ok(())
}
