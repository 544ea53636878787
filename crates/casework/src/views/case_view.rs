//! One case, in codes.

use crate::{
    Age, CaseCode, Casework, CaseworkError, Channel, Compartment, ConcernSource,
    IdentificationStatus, Phase, Purpose, Request,
    casework::time,
    codes::{split_codes, stored},
    grants::{Need, OpenCase},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;
use vocabulary::PlaceCode;

/// A case as whoever holds a grant on it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// Its code.
    pub code: CaseCode,
    /// The account that leads it.
    pub manager: String,
    /// The institution that leads it.
    pub institution: String,
    /// Its region.
    pub region: PlaceCode,
    /// Who raised the concern.
    pub source: ConcernSource,
    /// How it came.
    pub channel: Channel,
    /// What is known of the age.
    pub age: Age,
    /// Where it stands.
    pub phase: Phase,
    /// How the person was identified so far.
    pub identification: IdentificationStatus,
    /// Whether somebody is in danger now.
    pub is_danger_open: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When the person was told about rights and services.
    pub briefed_at: Option<Timestamp>,
    /// What the asker's own grants open.
    pub opens: Vec<Compartment>,
    /// What the asker's own grants are for.
    pub purposes: Vec<Purpose>,
}

impl CaseView {
    /// Whether the asker leads it: for showing a link, never for guarding.
    #[must_use]
    pub fn is_managed(&self) -> bool {
        self.purposes.contains(&Purpose::CaseManagement)
    }

    /// Whether the asker may write: an emergency only reads. For showing a link, never for guarding.
    #[must_use]
    pub fn is_written(&self) -> bool {
        !self.opens.is_empty() && self.purposes.iter().any(|own| *own != Purpose::Emergency)
    }

    /// Whether the asker assists: for showing a link, never for guarding.
    #[must_use]
    pub fn is_assisted(&self) -> bool {
        let assists = [Purpose::CaseManagement, Purpose::Service];
        self.opens.contains(&Compartment::Care)
            && self.purposes.iter().any(|own| assists.contains(own))
    }
}

store::row! {
    struct Row {
        manager: String,
        institution: String,
        region: String,
        source: String,
        channel: String,
        age: String,
        phase: String,
        identification: String,
        danger: i64,
        opened_at: i64,
        briefed_at: Option<i64>,
    }
}

impl Casework {
    /// One case, without anything sealed. The look is in the log and in the person's own account of
    /// their file.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without any grant on it.
    #[boxed]
    pub async fn case_view(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<CaseView, CaseworkError> {
        let need = Need {
            compartments: &[],
            purposes: Purpose::ALL,
        };
        let mut open = self.open_case(request, code, need).await?;
        let row: Row = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT manager, institution, region, source, channel, age, phase, identification,
                    (SELECT COUNT(*) FROM task t WHERE t.case_code = c.code
                        AND t.kind = 'danger' AND t.done_at IS NULL) AS danger,
                    opened_at, briefed_at
                 FROM case_file c WHERE c.code = $1",
            )
            .bind(code.as_str())
            .fetch_one(connection)
        })?;
        let (opens, purposes) = own_grants(&mut open).await?;
        open.log("viewed", ("", &Value::Null)).await?;
        open.commit().await?;
        Ok(CaseView {
            code: code.clone(),
            region: PlaceCode::parse(&row.region).map_err(|_| CaseworkError::Corrupt("region"))?,
            manager: row.manager,
            institution: row.institution,
            source: stored(ConcernSource::from_code, &row.source)?,
            channel: stored(Channel::from_code, &row.channel)?,
            age: stored(Age::from_code, &row.age)?,
            phase: stored(Phase::from_code, &row.phase)?,
            identification: stored(IdentificationStatus::from_code, &row.identification)?,
            is_danger_open: row.danger > 0,
            opened_at: time(row.opened_at)?,
            briefed_at: row.briefed_at.map(time).transpose()?,
            opens,
            purposes,
        })
    }
}

async fn own_grants(
    open: &mut OpenCase<'_>,
) -> Result<(Vec<Compartment>, Vec<Purpose>), CaseworkError> {
    let rows: Vec<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT purpose, compartments FROM access_grant
             WHERE case_code = $1 AND holder = $2 AND revoked_at IS NULL
               AND starts_at <= $3 AND ends_at > $3",
        )
        .bind(open.case.code.as_str())
        .bind(open.request.worker.account())
        .bind(open.request.second())
        .fetch_all(connection)
    })?;
    let (mut opens, mut purposes) = (BTreeSet::new(), BTreeSet::new());
    for (purpose, compartments) in rows {
        purposes.insert(stored(Purpose::from_code, &purpose)?);
        opens.extend(split_codes(&compartments, Compartment::from_code)?);
    }
    Ok((opens.into_iter().collect(), purposes.into_iter().collect()))
}
