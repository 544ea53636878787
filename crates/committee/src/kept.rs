//! What is kept under its hash, the files that figures came from and the snapshots, held against those
//! hashes: for whoever puts a copy of the database back.

use crate::CommitteeError;
use access::{OperateSystem, Permit};
use boxed::boxed;
use store::Database;

/// Names what is not what its hash says: the names of files and the codes of snapshots.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn kept_faults(
    database: &Database,
    _permit: &Permit<OperateSystem>,
) -> Result<Vec<String>, CommitteeError> {
    let mut faults = Vec::new();
    let mut last = i64::MIN;
    // One at a time: each may be large.
    loop {
        let file: Option<(i64, String, Vec<u8>)> = store::read!(database, connection => {
            store::query_as(
                "SELECT id, hash, content FROM source_file WHERE id > $1 ORDER BY id LIMIT 1",
            )
            .bind(last)
            .fetch_optional(connection)
        })?;
        let Some((id, hash, content)) = file else {
            break;
        };
        last = id;
        if blake3::hash(&content).to_hex().as_str() != hash {
            faults.extend(names(database, id).await?);
        }
    }
    last = i64::MIN;
    loop {
        let snapshot: Option<(i64, String, String, String)> = store::read!(database, connection => {
            store::query_as(
                "SELECT id, code, hash, content FROM snapshot WHERE id > $1 ORDER BY id LIMIT 1",
            )
            .bind(last)
            .fetch_optional(connection)
        })?;
        let Some((id, code, hash, content)) = snapshot else {
            break;
        };
        last = id;
        if blake3::hash(content.as_bytes()).to_hex().as_str() != hash {
            faults.push(code);
        }
    }
    Ok(faults)
}

/// What those who sent a file called it.
async fn names(database: &Database, file: i64) -> Result<Vec<String>, CommitteeError> {
    Ok(store::read!(database, connection => {
        store::query_scalar("SELECT DISTINCT file_name FROM import WHERE file_id = $1")
            .bind(file)
            .fetch_all(connection)
    })?)
}
