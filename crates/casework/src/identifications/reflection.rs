//! The time to recover and reflect: at least thirty days (Council of Europe Convention, article 13),
//! ended early by nobody but the person. An authority can only make it longer.

use crate::{
    CaseCode, Casework, CaseworkError, Request,
    casework::{DAY, time},
    grants::{Need, OpenCase},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::Value;

/// A time to reflect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reflection {
    /// Since when.
    pub began_at: Timestamp,
    /// Until when, as granted.
    pub ends_at: Timestamp,
    /// When the person ended it.
    pub ended_by_person_at: Option<Timestamp>,
}

/// The fewest days.
const FEWEST_DAYS: i64 = 30;
/// The most days: a year.
const MOST_DAYS: i64 = 366;

type Row = (i64, i64, Option<i64>);

impl Casework {
    /// Begins the time to reflect, from now for some days.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `reflection-too-short` under thirty
    /// days or over a year, `reflection-already`.
    #[boxed]
    pub async fn reflection_begin(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        days: u16,
    ) -> Result<(), CaseworkError> {
        if !(FEWEST_DAYS..=MOST_DAYS).contains(&i64::from(days)) {
            return Err(CaseworkError::Invalid("reflection-too-short"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if row(&mut open).await?.is_some() {
            return Err(CaseworkError::Refused("reflection-already"));
        }
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO reflection (case_code, began_at, ends_at) VALUES ($1, $2, $3)",
            )
            .bind(code.as_str())
            .bind(request.second())
            .bind(request.second() + i64::from(days) * DAY)
        )?;
        open.log("reflection-begun", ("", &Value::Null)).await?;
        open.commit().await
    }

    /// Makes it longer. There is no way to make it shorter.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or when none was begun;
    /// `reflection-only-longer`.
    #[boxed]
    pub async fn reflection_extend(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        until: Timestamp,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let (began_at, ends_at, ended) = expect(&mut open).await?;
        let until = until.as_second();
        if ended.is_some() || until <= ends_at || until > began_at + MOST_DAYS * DAY {
            return Err(CaseworkError::Refused("reflection-only-longer"));
        }
        store::execute!(
            open.transaction,
            store::query("UPDATE reflection SET ends_at = $1 WHERE case_code = $2")
                .bind(until)
                .bind(code.as_str())
        )?;
        open.log("reflection-extended", ("", &Value::Null)).await?;
        open.commit().await
    }

    /// Ends it because the person said so.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or when none was begun;
    /// `reflection-person-only` for anybody else's wish, `reflection-over`.
    #[boxed]
    pub async fn reflection_end(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        person_decided: bool,
    ) -> Result<(), CaseworkError> {
        if !person_decided {
            return Err(CaseworkError::Refused("reflection-person-only"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let (_, ends_at, ended) = expect(&mut open).await?;
        if ended.is_some() || ends_at <= request.second() {
            return Err(CaseworkError::Refused("reflection-over"));
        }
        store::execute!(
            open.transaction,
            store::query("UPDATE reflection SET ended_by_person_at = $1 WHERE case_code = $2")
                .bind(request.second())
                .bind(code.as_str())
        )?;
        open.log("reflection-ended", ("", &Value::Null)).await?;
        open.commit().await
    }

    /// The time to reflect, when one was begun.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn reflection(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Option<Reflection>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let row = row(&mut open).await?;
        row.map(|(began_at, ends_at, ended)| {
            Ok(Reflection {
                began_at: time(began_at)?,
                ends_at: time(ends_at)?,
                ended_by_person_at: ended.map(time).transpose()?,
            })
        })
        .transpose()
    }
}

async fn row(open: &mut OpenCase<'_>) -> Result<Option<Row>, CaseworkError> {
    Ok(store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT began_at, ends_at, ended_by_person_at FROM reflection WHERE case_code = $1",
        )
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?)
}

async fn expect(open: &mut OpenCase<'_>) -> Result<Row, CaseworkError> {
    row(open)
        .await?
        .ok_or(CaseworkError::NotFound("reflection"))
}
