//! The closed world in which a document is set: the template, the data, the pictures, the fonts.
//!
//! There is no file system, no network, no package and no clock behind it.

use super::data::{Content, picture_name};
use super::fonts::{BOOK, FONTS};
use std::collections::HashMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("../../assets/report.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features: Features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The world of one document.
pub(super) struct PaperWorld {
    template: Source,
    files: HashMap<FileId, Bytes>,
}

impl PaperWorld {
    /// A world that holds this content and nothing else.
    pub(super) fn new(content: Content) -> Self {
        let mut files = HashMap::new();
        files.insert(file("/data.json"), Bytes::new(content.data));
        for (index, picture) in content.pictures.into_iter().enumerate() {
            files.insert(file(&picture_name(index)), Bytes::new(picture));
        }
        Self {
            template: Source::new(file("/report.typ"), TEMPLATE.to_owned()),
            files,
        }
    }
}

/// The id of a virtual file. Ids are kept for ever by their maker, so there are only as many
/// names as a document may have pictures.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names are absolute and written in this crate");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            return Ok(self.template.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        // The date of a document is a part of it; the template must not ask.
        None
    }
}
