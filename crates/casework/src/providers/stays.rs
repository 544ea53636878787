//! Taking a place and giving it free. The last place goes to one of two who ask at once, never to
//! both: the count and the taking are one transaction.

use super::{options::admitted_as, service_of};
use crate::{
    Age, CaseCode, Casework, CaseworkError, RecordId, Request, Service,
    casework::time,
    codes::split_codes,
    concerns::PhaseStep,
    dependants,
    grants::{Need, OpenCase},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

/// A place to take.
#[derive(Debug, Clone)]
pub struct NewStay {
    /// Made once for the form that was shown.
    pub request: String,
    /// Where.
    pub provider: RecordId,
    /// Whether the person chose it.
    pub person_chose: bool,
    /// Whether the children who are with the person come along: a place for each.
    pub with_children: bool,
}

/// A place that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Its id.
    pub id: RecordId,
    /// Where.
    pub provider: RecordId,
    /// How many places it takes: one, and one for each child who came along.
    pub places: i64,
    /// Since when.
    pub began_at: Timestamp,
    /// Until when; none while it lasts.
    pub ended_at: Option<Timestamp>,
}

impl Casework {
    /// Takes a place: from then on somebody helps.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for no such provider;
    /// `stay-not-chosen`, `plan-before-briefing` (emergency care and shelter excepted),
    /// `provider-full`, `provider-not-admitted`, `stay-already`, `request-missing`.
    #[boxed]
    pub async fn stay_begin(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewStay,
    ) -> Result<RecordId, CaseworkError> {
        if !new.person_chose {
            return Err(CaseworkError::Refused("stay-not-chosen"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("stay", &new.request)).await? {
            return Ok(id);
        }
        let service: Service = service_of(&mut open.transaction, &new.provider).await?;
        if !service.is_emergency() {
            open.expect_briefed("plan-before-briefing")?;
        }
        let children = if new.with_children {
            dependants::with_person(&mut open).await?
        } else {
            0
        };
        expect_room(&mut open, (&new.provider, children)).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO stay (id, provider, case_code, began_at, places)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(id.as_str())
            .bind(new.provider.as_str())
            .bind(code.as_str())
            .bind(request.second())
            .bind(children + 1)
        )?;
        open.move_phase_if_it_can(PhaseStep::BeginAssistance)
            .await?;
        open.remember(("stay", &new.request), id.as_str()).await?;
        let more = json!({"stay": id.as_str(), "service": service.code()});
        open.log("stay-begun", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Gives a place free.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for no stay that lasts.
    #[boxed]
    pub async fn stay_end(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        stay: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE stay SET ended_at = $1
                 WHERE id = $2 AND case_code = $3 AND ended_at IS NULL",
            )
            .bind(request.second())
            .bind(stay.as_str())
            .bind(code.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::NotFound("stay"));
        }
        open.log("stay-ended", ("", &json!({"stay": stay.as_str()})))
            .await?;
        open.commit().await
    }

    /// Where the person stayed, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn stays(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Stay>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<(String, String, i64, Option<i64>, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, provider, began_at, ended_at, places FROM stay
                 WHERE case_code = $1 ORDER BY began_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, provider, began_at, ended_at, places)| {
                Ok(Stay {
                    id: RecordId::stored(id),
                    provider: RecordId::stored(provider),
                    places,
                    began_at: time(began_at)?,
                    ended_at: ended_at.map(time).transpose()?,
                })
            })
            .collect()
    }
}

async fn expect_room(
    open: &mut OpenCase<'_>,
    (provider, children): (&RecordId, i64),
) -> Result<(), CaseworkError> {
    let row: (String, i64, i64, i64) = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT p.admits, p.places,
                (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) FROM stay s
                    WHERE s.provider = p.id AND s.ended_at IS NULL),
                (SELECT COUNT(*) FROM stay s WHERE s.provider = p.id AND s.ended_at IS NULL
                    AND s.case_code = $2)
             FROM provider p WHERE p.id = $1",
        )
        .bind(provider.as_str())
        .bind(open.case.code.as_str())
        .fetch_one(connection)
    })?;
    let (admits, places, taken, own) = row;
    if own > 0 {
        return Err(CaseworkError::Refused("stay-already"));
    }
    let admits = split_codes(&admits, Age::from_code)?;
    let admits_children = children == 0 || admits.contains(&Age::Child);
    if !admits.contains(&admitted_as(open.case.age)) || !admits_children {
        return Err(CaseworkError::Refused("provider-not-admitted"));
    }
    if taken + children >= places {
        return Err(CaseworkError::Refused("provider-full"));
    }
    Ok(())
}
