//! "Who saw my file": the answer to the person, from the events written with every opening.

use crate::{CaseCode, Casework, CaseworkError, Request, casework::time, grants::Need};
use boxed::boxed;
use jiff::Timestamp;

/// Something that happened to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEvent {
    /// When.
    pub at: Timestamp,
    /// The institution of who did it.
    pub institution: String,
    /// What was done.
    pub kind: String,
    /// Which fields it touched, by their codes.
    pub fields: Vec<String>,
}

impl Casework {
    /// Everything that happened to the file, oldest first, for the person. Asking is an event too.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case.
    #[boxed]
    pub async fn file_report(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<FileEvent>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.log("file-reported", ("", &serde_json::Value::Null))
            .await?;
        let rows: Vec<(i64, String, String, String)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT at, institution, kind, fields FROM file_event
                 WHERE case_code = $1 ORDER BY sequence",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        open.commit().await?;
        rows.into_iter()
            .map(|(at, institution, kind, fields)| {
                let fields = fields.split(',').filter(|field| !field.is_empty());
                Ok(FileEvent {
                    at: time(at)?,
                    institution,
                    kind,
                    fields: fields.map(str::to_owned).collect(),
                })
            })
            .collect()
    }
}
