//! What a person can choose from now: by service, age and room, and by nothing else about them.

use crate::{
    Age, CaseCode, Casework, CaseworkError, RecordId, Request, Service, codes::split_codes,
    dependants, grants::Need,
};
use boxed::boxed;
use vocabulary::PlaceCode;

/// Somebody with room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderOption {
    /// The provider's id.
    pub id: RecordId,
    /// The institution.
    pub institution: String,
    /// The area.
    pub area: PlaceCode,
    /// How many more it has room for.
    pub free: i64,
    /// How many children are with the person.
    pub children: i64,
    /// Whether it takes the children who are with the person too, a place for each; true for whoever
    /// has none.
    pub takes_children: bool,
    /// Whether it works within the national referral mechanism.
    pub is_in_mechanism: bool,
}

type Row = (String, String, String, String, i64, i64);

impl Casework {
    /// Who has room for this person now. Unknown age is admitted where children are.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn provider_options(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        service: Service,
    ) -> Result<Vec<ProviderOption>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT p.id, p.institution, p.area, p.admits, p.mechanism,
                    p.places - (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) FROM stay s
                        WHERE s.provider = p.id AND s.ended_at IS NULL)
                 FROM provider p WHERE p.service = $1 ORDER BY p.area, p.institution, p.id",
            )
            .bind(service.code())
            .fetch_all(connection)
        })?;
        let children = dependants::with_person(&mut open).await?;
        let mut options = Vec::new();
        for (id, institution, area, admits, mechanism, free) in rows {
            let admits = split_codes(&admits, Age::from_code)?;
            if free > 0 && admits.contains(&admitted_as(open.case.age)) {
                options.push(ProviderOption {
                    id: RecordId::stored(id),
                    institution,
                    area: PlaceCode::parse(&area).map_err(|_| CaseworkError::Corrupt("area"))?,
                    free,
                    children,
                    takes_children: children == 0
                        || (free > children && admits.contains(&Age::Child)),
                    is_in_mechanism: mechanism != 0,
                });
            }
        }
        Ok(options)
    }
}

/// Unknown age is admitted as a child.
pub(super) const fn admitted_as(age: Age) -> Age {
    if age.is_protected_as_child() {
        Age::Child
    } else {
        Age::Adult
    }
}
