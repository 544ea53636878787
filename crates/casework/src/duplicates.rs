//! Doubles found without telling: blind indexes say that another institution may hold the same
//! person, and whom to ask. Never the record, never the code.

use crate::{
    CaseCode, Casework, CaseworkError, Request,
    fields::Field,
    grants::{Need, OpenCase},
    search,
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;
use vocabulary::read_date;

/// Somebody who may hold the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateHint {
    /// The institution to ask.
    pub ask: String,
    /// How much agrees: 1 to 3 of name, birth date, phone.
    pub agreeing: i64,
}

/// Keeps the index of a field that has one.
pub(crate) async fn index(
    open: &mut OpenCase<'_>,
    (field, text): (Field, &SecretText),
    dialling_code: &str,
) -> Result<(), CaseworkError> {
    let key = open.request.worker.index_key();
    if field == Field::Name {
        let code = open.case.code.clone();
        search::index_words(&mut open.transaction, (&code, text), key).await?;
    }
    let entry = match field {
        Field::Name => key.of_name(text.expose()),
        // However it was typed: two offices write the same day differently.
        Field::BirthDate => Some(match read_date(text.expose()) {
            Some(day) => key.of_birth_date(&day.to_string()),
            None => key.of_birth_date(text.expose()),
        }),
        Field::Phone => key.of_phone(text.expose(), dialling_code),
        _ => None,
    };
    let Some(entry) = entry else { return Ok(()) };
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO blind_index (case_code, kind, entry) VALUES ($1, $2, $3)
             ON CONFLICT (case_code, kind) DO UPDATE SET entry = excluded.entry",
        )
        .bind(open.case.code.as_str())
        .bind(field.code())
        .bind(entry.as_bytes().to_vec())
    )?;
    Ok(())
}

impl Casework {
    /// Whom to ask about a possible double of this case, most agreeing first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an identity grant for managing the case.
    #[boxed]
    pub async fn duplicate_hints(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<DuplicateHint>, CaseworkError> {
        let need = Need {
            compartments: &[Compartment::Identity],
            purposes: &[Purpose::CaseManagement],
        };
        let mut open = self.open_case(request, code, need).await?;
        let rows: Vec<(String, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT institution, MAX(agreeing) FROM (
                    SELECT c.institution AS institution, COUNT(*) AS agreeing
                    FROM blind_index mine
                    JOIN blind_index other ON other.kind = mine.kind
                        AND other.entry = mine.entry AND other.case_code <> mine.case_code
                    JOIN case_file c ON c.code = other.case_code AND c.erased_at IS NULL
                    WHERE mine.case_code = $1
                    GROUP BY c.code, c.institution) agreements
                 GROUP BY institution ORDER BY MAX(agreeing) DESC, institution",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        let more = json!({"hints": rows.len()});
        open.log("duplicates-looked-for", ("", &more)).await?;
        open.commit().await?;
        let hints = rows.into_iter();
        Ok(hints
            .map(|(ask, agreeing)| DuplicateHint { ask, agreeing })
            .collect())
    }
}
