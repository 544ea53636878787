//! Which help is declared, by whom and where, for names on pages. It knows areas and no address, and
//! how many are there now only for the asker's own institution.

use crate::{
    Age, Casework, CaseworkError, RecordId, Request, Service,
    codes::{split_codes, stored},
};
use boxed::boxed;
use vocabulary::PlaceCode;

/// Help that an institution declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its id.
    pub id: RecordId,
    /// The institution.
    pub institution: String,
    /// What kind of help.
    pub service: Service,
    /// The area.
    pub area: PlaceCode,
    /// Who is admitted.
    pub admits: Vec<Age>,
    /// How many at a time.
    pub places: i64,
    /// How many are there now; known to the institution itself alone.
    pub taken: Option<i64>,
    /// Whether it works within the national referral mechanism.
    pub is_in_mechanism: bool,
}

store::row! {
    struct Row {
        id: String,
        institution: String,
        service: String,
        area: String,
        admits: String,
        places: i64,
        mechanism: i64,
        taken: i64,
    }
}

impl Casework {
    /// All help that is declared, by institution, service and area.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn provider_directory(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<Provider>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT id, institution, service, area, admits, places, mechanism,
                    (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) FROM stay s
                        WHERE s.provider = p.id AND s.ended_at IS NULL) AS taken
                 FROM provider p ORDER BY institution, service, area",
            )
            .fetch_all(connection)
        })?;
        let own = request.worker.institution();
        rows.into_iter()
            .map(|row| {
                Ok(Provider {
                    taken: (row.institution == own).then_some(row.taken),
                    id: RecordId::stored(row.id),
                    institution: row.institution,
                    service: stored(Service::from_code, &row.service)?,
                    area: PlaceCode::parse(&row.area)
                        .map_err(|_| CaseworkError::Corrupt("area"))?,
                    admits: split_codes(&row.admits, Age::from_code)?,
                    places: row.places,
                    is_in_mechanism: row.mechanism != 0,
                })
            })
            .collect()
    }
}
