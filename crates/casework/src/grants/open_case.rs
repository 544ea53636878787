//! The grant check, and the transaction in which what it allowed happens and is logged. A refusal is
//! logged too.

use super::{NeedToKnow, expired, keyring};
use crate::{
    Age, CaseCode, Casework, CaseworkError, IdentificationStatus, Phase, alarms,
    casework::Request,
    codes::{split_codes, stored},
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use ledger::NewEvent;
use serde_json::json;
use store::Transaction;

/// What a function of the wing needs to open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need<'n> {
    pub compartments: &'n [Compartment],
    pub purposes: &'n [Purpose],
}

impl Need<'_> {
    /// Work on the case, by whoever assists.
    pub const ASSIST: Need<'static> = Need {
        compartments: &[Compartment::Care],
        purposes: &[Purpose::CaseManagement, Purpose::Service],
    };
    /// Everything, to seal it anew.
    pub const EVERYTHING: Need<'static> = Need {
        compartments: Compartment::ALL,
        purposes: &[Purpose::CaseManagement],
    };
    /// Decisions of the case manager.
    pub const MANAGE: Need<'static> = Need {
        compartments: &[],
        purposes: &[Purpose::CaseManagement],
    };
}

/// What is known of a case without opening anything.
#[derive(Debug, Clone)]
pub(crate) struct CaseRow {
    pub code: CaseCode,
    pub subject: String,
    pub manager: String,
    pub institution: String,
    pub age: Age,
    pub phase: Phase,
    pub identification: IdentificationStatus,
    pub briefed_at: Option<i64>,
}

/// A case opened for one piece of work. Dropped without a commit, nothing happened.
pub(crate) struct OpenCase<'a> {
    pub transaction: Transaction,
    pub request: Request<'a>,
    pub case: CaseRow,
    pub need: NeedToKnow,
}

type GrantRow = (String, String, String);
type StoredCase = (String, String, String, String, String, String, Option<i64>);

impl Casework {
    /// Checks the grant, now and inside the transaction of the work. What the asker has no need to
    /// know is not found.
    pub(crate) async fn open_case<'a>(
        &self,
        request: Request<'a>,
        code: &CaseCode,
        need: Need<'_>,
    ) -> Result<OpenCase<'a>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        match check(&mut transaction, request, code, need).await {
            Ok((case, need)) => Ok(OpenCase {
                transaction,
                request,
                case,
                need,
            }),
            Err(CaseworkError::NotFound(what)) => {
                Err(refuse(transaction, request, (code.as_str(), what)).await?)
            }
            Err(other) => Err(other),
        }
    }
}

/// Logs a refusal and makes that lasting; gives the error for the asker.
pub(crate) async fn refuse(
    mut transaction: Transaction,
    request: Request<'_>,
    (subject, what): (&str, &'static str),
) -> Result<CaseworkError, CaseworkError> {
    let event = NewEvent {
        at: request.now,
        actor: request.worker.account(),
        kind: "refused",
        subject,
        detail: "{}",
    };
    ledger::append(&mut transaction, &event).await?;
    alarms::refused(&mut transaction, request).await?;
    transaction.commit().await?;
    Ok(CaseworkError::NotFound(what))
}

async fn check(
    transaction: &mut Transaction,
    request: Request<'_>,
    code: &CaseCode,
    need: Need<'_>,
) -> Result<(CaseRow, NeedToKnow), CaseworkError> {
    let hidden = || CaseworkError::NotFound("case");
    request.worker.expect_active(transaction).await?;
    let case = case_row(transaction, code).await?.ok_or_else(hidden)?;
    let denied: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT holder FROM access_denial WHERE case_code = $1 AND holder = $2")
            .bind(code.as_str())
            .bind(request.worker.account())
            .fetch_optional(connection)
    })?;
    if denied.is_some() {
        return Err(hidden());
    }
    expired::drop_keys(transaction, &case, request.second()).await?;
    let grants: Vec<GrantRow> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id, purpose, compartments FROM access_grant
             WHERE case_code = $1 AND holder = $2 AND revoked_at IS NULL
               AND starts_at <= $3 AND ends_at > $3 ORDER BY ends_at DESC, id",
        )
        .bind(code.as_str())
        .bind(request.worker.account())
        .bind(request.second())
        .fetch_all(connection)
    })?;
    for (grant, purpose, compartments) in grants {
        let purpose = stored(Purpose::from_code, &purpose)?;
        let compartments = split_codes(&compartments, Compartment::from_code)?;
        let is_enough = need
            .compartments
            .iter()
            .all(|part| compartments.contains(part));
        if is_enough && need.purposes.contains(&purpose) {
            let keys = keyring::own_keys(
                transaction,
                (&case.subject, request.worker),
                need.compartments,
            );
            let keys = keys.await?;
            return Ok((
                case,
                NeedToKnow {
                    grant,
                    purpose,
                    keys,
                },
            ));
        }
    }
    Err(hidden())
}

pub(crate) async fn case_row(
    transaction: &mut Transaction,
    code: &CaseCode,
) -> Result<Option<CaseRow>, CaseworkError> {
    let row: Option<StoredCase> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT subject, manager, institution, age, phase, identification, briefed_at
             FROM case_file WHERE code = $1 AND erased_at IS NULL",
        )
        .bind(code.as_str())
        .fetch_optional(connection)
    })?;
    row.map(
        |(subject, manager, institution, age, phase, identification, briefed_at)| {
            Ok(CaseRow {
                code: code.clone(),
                subject,
                manager,
                institution,
                age: stored(Age::from_code, &age)?,
                phase: stored(Phase::from_code, &phase)?,
                identification: stored(IdentificationStatus::from_code, &identification)?,
                briefed_at,
            })
        },
    )
    .transpose()
}

impl OpenCase<'_> {
    /// The case behind a package and the worker's own keys of the package: the subject is the
    /// package, so that nothing of the person's own can be read through it.
    #[boxed]
    pub async fn of_package(
        transaction: &mut Transaction,
        request: Request<'_>,
        (code, package): (CaseCode, &str),
        compartments: &[Compartment],
    ) -> Result<(CaseRow, NeedToKnow), CaseworkError> {
        let case = case_row(transaction, &code).await?;
        let mut case = case.ok_or(CaseworkError::NotFound("case"))?;
        package.clone_into(&mut case.subject);
        let own = (package, request.worker);
        let keys = keyring::own_keys(transaction, own, compartments).await?;
        Ok((case, NeedToKnow::of_package(keys)))
    }

    /// Records what is done, in the ledger and in the person's own account of their file.
    #[boxed]
    pub async fn log(
        &mut self,
        kind: &'static str,
        (fields, detail): (&str, &serde_json::Value),
    ) -> Result<(), CaseworkError> {
        let detail = json!({
            "grant": self.need.grant(),
            "purpose": self.need.purpose().code(),
            "institution": self.request.worker.institution(),
            "fields": fields,
            "more": detail,
        });
        let on = (&self.case.code, kind);
        append(&mut self.transaction, self.request, on, (fields, &detail)).await
    }

    /// Makes it lasting.
    #[boxed]
    pub async fn commit(self) -> Result<(), CaseworkError> {
        Ok(self.transaction.commit().await?)
    }
}

/// Records, in the ledger and in the person's own account of their file, what somebody did who does
/// not stand in the case: the reader at the other end of a link, a voice in a conference.
pub(crate) async fn log_to_file(
    transaction: &mut Transaction,
    request: Request<'_>,
    on: (&CaseCode, &'static str),
    (fields, more): (&str, &serde_json::Value),
) -> Result<(), CaseworkError> {
    let detail = json!({
        "institution": request.worker.institution(),
        "fields": fields,
        "more": more,
    });
    append(transaction, request, on, (fields, &detail)).await
}

async fn append(
    transaction: &mut Transaction,
    request: Request<'_>,
    (code, kind): (&CaseCode, &'static str),
    (fields, detail): (&str, &serde_json::Value),
) -> Result<(), CaseworkError> {
    let event = NewEvent {
        at: request.now,
        actor: request.worker.account(),
        kind,
        subject: code.as_str(),
        detail: &detail.to_string(),
    };
    let head = ledger::append(transaction, &event).await?;
    let place = i64::try_from(head.size()).map_err(|_| CaseworkError::Corrupt("ledger"))?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO file_event (sequence, case_code, at, actor, institution, kind, fields)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(place)
        .bind(code.as_str())
        .bind(request.second())
        .bind(request.worker.account())
        .bind(request.worker.institution())
        .bind(kind)
        .bind(fields)
    )?;
    if alarms::is_opening(kind) {
        alarms::opened(transaction, request, code).await?;
    }
    Ok(())
}
