//! Finding imports and their files.

use super::ImportState;
use crate::{CommitteeError, catalogue::Catalogue, figures::Stage, timestamp};
use access::{Action, ImportFigures, Permit, Role, Scope};
use boxed::boxed;
use jiff::Timestamp;
use store::{Database, Transaction};
use vocabulary::{InstitutionCode, PlaceCode};

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its number.
    pub id: i64,
    /// The change of figures that it is.
    pub change: i64,
    /// The number of its file.
    pub file: i64,
    /// The file's name.
    pub file_name: String,
    /// The file's hash.
    pub file_hash: String,
    /// The institution that it belongs to.
    pub institution: Option<InstitutionCode>,
    /// The region that it belongs to.
    pub region: PlaceCode,
    /// Whether its figures fill drafts or count at once.
    pub stage: Stage,
    /// How it stands.
    pub state: ImportState,
    /// What its page needs to read the file again.
    pub context: String,
    /// Open questions, as JSON.
    pub questions: String,
    /// Refused cells, as JSON.
    pub refusals: String,
    /// When it was begun.
    pub started_at: Timestamp,
    /// By whom.
    pub started_by: String,
    /// When it was committed.
    pub committed_at: Option<Timestamp>,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

store::row! {
    struct Columns {
        id: i64,
        change_id: i64,
        file_id: i64,
        file_name: String,
        hash: String,
        institution: Option<i64>,
        region: i64,
        stage: i64,
        state: String,
        context: String,
        questions: String,
        refusals: String,
        started_at: i64,
        started_by: String,
        committed_at: Option<i64>,
        undone_at: Option<i64>,
    }
}

impl Columns {
    fn import(self, catalogue: &Catalogue) -> Result<Import, CommitteeError> {
        let institution = self
            .institution
            .map(|number| catalogue.institution_code(number))
            .transpose()?;
        Ok(Import {
            id: self.id,
            change: self.change_id,
            file: self.file_id,
            file_name: self.file_name,
            file_hash: self.hash,
            institution,
            region: catalogue.place_code(self.region)?,
            stage: Stage::from_number(self.stage),
            state: ImportState::from_code(&self.state).ok_or(CommitteeError::Corrupt("import"))?,
            context: self.context,
            questions: self.questions,
            refusals: self.refusals,
            started_at: timestamp(self.started_at)?,
            started_by: self.started_by,
            committed_at: self.committed_at.map(timestamp).transpose()?,
            undone_at: self.undone_at.map(timestamp).transpose()?,
        })
    }
}

const BY_ID: &str =
    "SELECT i.id, i.change_id, i.file_id, i.file_name, f.hash, i.institution, i.region,
    i.stage, i.state, i.context, i.questions, i.refusals, i.started_at, i.started_by,
    i.committed_at, i.undone_at
 FROM import i JOIN source_file f ON f.id = i.file_id WHERE i.id = $1";

/// The import of a row, where the permit reaches it.
fn reached<A: Action>(
    catalogue: &Catalogue,
    permit: &Permit<A>,
    row: Option<Columns>,
) -> Result<Import, CommitteeError> {
    let missing = || CommitteeError::NotFound("import");
    let import = row.ok_or_else(missing)?.import(catalogue)?;
    let country = catalogue.country();
    let scope = Scope::of_place(country, &import.region).ok_or_else(missing)?;
    let scope = match &import.institution {
        Some(institution) => scope.of_institution(institution.clone()),
        None => scope,
    };
    if permit.reaches(country, &scope) {
        Ok(import)
    } else {
        Err(missing())
    }
}

/// An import in the permit's scope.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none.
#[boxed]
pub async fn import_find(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    id: i64,
) -> Result<Import, CommitteeError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(BY_ID).bind(id).fetch_optional(connection)
    })?;
    reached(catalogue, permit, row)
}

/// The same, inside a transaction that is about to change it.
pub(super) async fn in_scope<A: Action>(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    permit: &Permit<A>,
    id: i64,
) -> Result<Import, CommitteeError> {
    let row: Option<Columns> = store::within!(transaction, connection => {
        store::query_as(BY_ID).bind(id).fetch_optional(connection)
    })?;
    reached(catalogue, permit, row)
}

/// The query behind the list of a region; its plan is tested.
pub const LIST_OF_REGION: &str = "SELECT i.id, i.change_id, i.file_id, i.file_name, f.hash,
    i.institution, i.region, i.stage, i.state, i.context, i.questions, i.refusals, i.started_at,
    i.started_by, i.committed_at, i.undone_at
 FROM import i JOIN source_file f ON f.id = i.file_id
 WHERE i.region = $1 ORDER BY i.region DESC, i.id DESC LIMIT 100";

/// The query behind the list of an institution; its plan is tested.
pub const LIST_OF_INSTITUTION: &str = "SELECT i.id, i.change_id, i.file_id, i.file_name, f.hash,
    i.institution, i.region, i.stage, i.state, i.context, i.questions, i.refusals, i.started_at,
    i.started_by, i.committed_at, i.undone_at
 FROM import i JOIN source_file f ON f.id = i.file_id
 WHERE i.institution = $1 ORDER BY i.institution DESC, i.id DESC LIMIT 100";

/// The query behind the list of all imports; its plan is tested.
pub const LIST_OF_ALL: &str = "SELECT i.id, i.change_id, i.file_id, i.file_name, f.hash,
    i.institution, i.region, i.stage, i.state, i.context, i.questions, i.refusals, i.started_at,
    i.started_by, i.committed_at, i.undone_at
 FROM import i JOIN source_file f ON f.id = i.file_id
 WHERE i.id > $1 ORDER BY i.id DESC LIMIT 100";

/// The last hundred imports in the permit's scope, the latest first; to the person at the server's own
/// disk, of the whole country.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn import_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
) -> Result<Vec<Import>, CommitteeError> {
    let scope = permit.scope();
    let is_operator = permit.actor().role() == Role::Operator;
    let (query, key) = match &scope.institution {
        Some(institution) => (LIST_OF_INSTITUTION, catalogue.institution(institution)?),
        None if is_operator && scope.region.is_none() => (LIST_OF_ALL, 0),
        None => (
            LIST_OF_REGION,
            catalogue.region(catalogue.place(&scope.place)?),
        ),
    };
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(query).bind(key).fetch_all(connection)
    })?;
    rows.into_iter().map(|row| row.import(catalogue)).collect()
}

/// The file of an import in the permit's scope: its name and its bytes, as they came.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none.
#[boxed]
pub async fn source_file(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    id: i64,
) -> Result<(String, Vec<u8>), CommitteeError> {
    let import = import_find(database, catalogue, permit, id).await?;
    let content: Vec<u8> = store::read!(database, connection => {
        store::query_scalar("SELECT content FROM source_file WHERE id = $1")
            .bind(import.file)
            .fetch_one(connection)
    })?;
    Ok((import.file_name, content))
}
