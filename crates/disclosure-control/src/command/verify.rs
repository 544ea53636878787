//! `besa table verify`: a certificate against the files it speaks of, by additions alone.

use super::audit::{AuditOptions, load, name, open};
use crate::{
    Error,
    certificate::{Certificate, check},
};
use std::path::Path;

/// Checks a certificate against a file, the files released before, the attacker and the width of the
/// options.
///
/// # Errors
/// [`Error::Certificate`] with what does not hold; whatever is wrong with the files.
pub fn verify(options: &AuditOptions, certificate: &Path) -> Result<(), Error> {
    let file = std::io::BufReader::new(open(certificate)?);
    let parsed: Certificate = serde_json::from_reader(file).map_err(|error| Error::File {
        file: name(certificate),
        reason: format!("it is no certificate: {error}"),
    })?;
    let (system, _) = load(options, false)?;
    check(&system, &options.attacker, options.width, &parsed)
}
