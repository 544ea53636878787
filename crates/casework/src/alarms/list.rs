//! The alarms of an institution, for whoever it names, and never those about the reader.

use super::{AlarmFinding, AlarmKind, AlarmWatchers, watchers::watchers_of};
use crate::{Casework, CaseworkError, Request, casework::time, codes::stored};
use boxed::boxed;
use jiff::Timestamp;

/// Something unusual. It names no person of concern and no case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Its number.
    pub id: i64,
    /// What is unusual.
    pub kind: AlarmKind,
    /// Whose work it is about.
    pub worker: String,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// How many there were: persons, refusals or emergencies.
    pub number: i64,
    /// What is usual, where the rule compares.
    pub usual: Option<i64>,
    /// What was found, once somebody has looked.
    pub acknowledged: Option<AlarmAcknowledgement>,
}

/// What whoever looked at an alarm found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmAcknowledgement {
    /// Who looked.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What they found.
    pub finding: AlarmFinding,
    /// In their own words, without names.
    pub reason: String,
}

/// Who looks, and at what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmOverview {
    /// Who looks at the alarms of the institution: everybody there may know.
    pub watch: AlarmWatchers,
    /// Those that nobody has looked at first, then the latest; none for whoever does not look.
    pub alarms: Vec<Alarm>,
}

store::row! {
    struct Row {
        id: i64,
        kind: String,
        worker: String,
        raised_at: i64,
        number: i64,
        usual: Option<i64>,
        finding: Option<String>,
        reason: Option<String>,
        acknowledged_by: Option<String>,
        acknowledged_at: Option<i64>,
    }
}

/// The alarms of an institution, the latest first.
pub(super) const ALARMS: &str =
    "SELECT id, kind, worker, raised_at, number, usual, finding, reason, acknowledged_by,
        acknowledged_at
     FROM alarm WHERE institution = $1 AND worker <> $2
     ORDER BY raised_at DESC LIMIT 200";

impl Casework {
    /// Who looks at the alarms of the worker's institution, and the latest 200 alarms for whoever does.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn alarms(&self, request: Request<'_>) -> Result<AlarmOverview, CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin_reading().await?;
        worker.expect_active(&mut transaction).await?;
        let watch = watchers_of(&mut transaction, worker.institution()).await?;
        let rows: Vec<Row> = if watch.includes(worker.account()) {
            store::within!(transaction, connection => {
                store::query_as(ALARMS)
                    .bind(worker.institution())
                    .bind(worker.account())
                    .fetch_all(connection)
            })?
        } else {
            Vec::new()
        };
        let alarms: Result<Vec<Alarm>, CaseworkError> = rows.into_iter().map(Row::read).collect();
        let mut alarms = alarms?;
        alarms.sort_by_key(|alarm| alarm.acknowledged.is_some());
        Ok(AlarmOverview { watch, alarms })
    }
}

impl Row {
    fn read(self) -> Result<Alarm, CaseworkError> {
        let looked = (self.acknowledged_by, self.acknowledged_at, self.finding);
        let acknowledged = match looked {
            (Some(by), Some(at), Some(finding)) => Some(AlarmAcknowledgement {
                by,
                at: time(at)?,
                finding: stored(AlarmFinding::from_code, &finding)?,
                reason: self.reason.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(Alarm {
            id: self.id,
            kind: stored(AlarmKind::from_code, &self.kind)?,
            worker: self.worker,
            raised_at: time(self.raised_at)?,
            number: self.number,
            usual: self.usual,
            acknowledged,
        })
    }
}
