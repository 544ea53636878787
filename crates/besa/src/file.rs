//! Files that commands write: new ones never over old ones, and what is replaced is replaced as a whole,
//! also through a power cut.

use anyhow::Context;
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Who may read a file, on systems that know owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the system's own rule lets.
    Anybody,
    /// Its owner alone.
    Owner,
}

/// Writes a file that must not exist.
///
/// # Errors
/// When it exists or cannot be written.
pub fn write_new(path: &Path, content: &[u8], readers: Readers) -> anyhow::Result<()> {
    create(path, content, readers)
        .with_context(|| format!("cannot write {}; it must not exist", path.display()))
}

/// Writes a file in place of the one that may be there. Whoever looks, and whoever starts again after a
/// power cut, finds the old one or the new one.
///
/// # Errors
/// When it cannot be written; then the old one is as it was.
pub fn replace(path: &Path, content: &[u8], readers: Readers) -> anyhow::Result<()> {
    let fresh = beside(path);
    let replaced = remove(&fresh)
        .and_then(|()| create(&fresh, content, readers))
        .and_then(|()| fs::rename(&fresh, path))
        .and_then(|()| sync_folder(path));
    replaced.with_context(|| format!("cannot write {}", path.display()))
}

/// What a write that was cut off left behind is nobody's.
fn remove(fresh: &Path) -> io::Result<()> {
    match fs::remove_file(fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn create(path: &Path, content: &[u8], readers: Readers) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_err() {
        // A full disk leaves no half of a file behind.
        drop(fs::remove_file(path));
    }
    written
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".new");
    path.with_file_name(name)
}

/// The name in its folder is kept too.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Readers, replace, write_new};
    use std::fs;

    #[test]
    fn a_new_file_spares_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        write_new(&file, b"first", Readers::Owner).unwrap();
        let refused = write_new(&file, b"second", Readers::Owner).unwrap_err();
        assert!(refused.to_string().contains("must not exist"));
        assert_eq!(fs::read(&file).unwrap(), b"first");
    }

    #[test]
    fn what_is_replaced_is_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.txt");
        replace(&file, b"first", Readers::Anybody).unwrap();
        // What a write that was cut off has left.
        fs::write(folder.path().join("list.txt.new"), b"ha").unwrap();
        replace(&file, b"second", Readers::Anybody).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = folder.path().join("no").join("list.txt");
        assert!(replace(&nowhere, b"x", Readers::Anybody).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_that_replaces_an_open_file_is_its_owner_s() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("links.csv");
        let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        fs::write(&file, b"before").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        replace(&file, b"who is who", Readers::Owner).unwrap();
        assert_eq!(mode(), 0o600);
        fs::remove_file(&file).unwrap();
        write_new(&file, b"who is who", Readers::Owner).unwrap();
        assert_eq!(mode(), 0o600);
    }
}
