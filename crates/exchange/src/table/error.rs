//! Why a file cannot be read as tables. The `Display` text is for the log and quotes nothing out
//! of the file but sheet numbers and cell positions; the user gets [`ReadError::message`].

use crate::message::Message;
use vocabulary::SourceCell;

/// A kind of file that is not read, recognised by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignKind {
    /// A workbook of Excel 97-2003 (`.xls`).
    OldExcel,
    /// A binary workbook (`.xlsb`).
    BinaryWorkbook,
    /// A text document, from Word or Writer.
    TextDocument,
    /// A presentation.
    Presentation,
    /// A PDF.
    Pdf,
    /// A web page, as some systems export under the name `.xls`.
    WebPage,
    /// XML of some other kind.
    Xml,
    /// A picture.
    Picture,
    /// A zip archive of something else.
    Archive,
    /// None of these, and no text either.
    Unknown,
}

impl ForeignKind {
    /// The stable code, used as an argument of the message.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OldExcel => "old-excel",
            Self::BinaryWorkbook => "binary-workbook",
            Self::TextDocument => "text-document",
            Self::Presentation => "presentation",
            Self::Pdf => "pdf",
            Self::WebPage => "web-page",
            Self::Xml => "xml",
            Self::Picture => "picture",
            Self::Archive => "archive",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// More bytes than allowed.
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// [`super::Limits::file_bytes`].
        limit: u64,
    },
    /// Another kind of file.
    #[error("the file is of the kind {}", .0.code())]
    WrongKind(ForeignKind),
    /// Encrypted by a password.
    #[error("the file is protected by a password")]
    PasswordProtected,
    /// A workbook that breaks off: an interrupted copy or download.
    #[error("the workbook is cut off")]
    Truncated,
    /// A workbook whose inside is not what it should be.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// Unpacks to more than allowed.
    #[error("the workbook unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// [`super::Limits::unpacked_bytes`].
        limit: u64,
    },
    /// Unpacks to suspiciously much for its size.
    #[error("the workbook unpacks to more than {limit} times its size")]
    UnpacksTooDense {
        /// [`super::Limits::unpacked_ratio`].
        limit: u64,
    },
    /// Too many sheets.
    #[error("the workbook has more than {limit} sheets")]
    TooManySheets {
        /// [`super::Limits::sheets`].
        limit: u32,
    },
    /// Something stands below the last row allowed.
    #[error("a sheet has more than {limit} rows")]
    TooManyRows {
        /// The sheet's name.
        sheet: String,
        /// [`super::Limits::rows`].
        limit: u32,
    },
    /// Something stands right of the last column allowed.
    #[error("a sheet has more than {limit} columns")]
    TooManyColumns {
        /// The sheet's name.
        sheet: String,
        /// [`super::Limits::columns`].
        limit: u32,
    },
    /// Too many cells hold something.
    #[error("the file has more than {limit} cells")]
    TooManyCells {
        /// [`super::Limits::cells`].
        limit: u32,
    },
    /// Too many merged areas.
    #[error("a sheet has more than {limit} merged areas")]
    TooManyMergedAreas {
        /// The sheet's name.
        sheet: String,
        /// [`super::Limits::merged_areas`].
        limit: u32,
    },
    /// One cell holds too long a text (often a quotation mark that is never closed).
    #[error("the cell in row {} and column {} holds more than {limit} characters", .cell.row, .cell.column)]
    CellTooLong {
        /// The cell.
        cell: SourceCell,
        /// [`super::Limits::cell_characters`].
        limit: u32,
    },
    /// A text whose letters mean different things in the two likely encodings: ask, then read
    /// with [`super::read_encoded`].
    #[error("the text could be in either of two encodings")]
    EncodingUnclear {
        /// The first word that differs, read as Windows-1252 (western European).
        western: String,
        /// The same word, read as Windows-1250 (central European).
        central: String,
    },
    /// A text in no encoding that is read here (an old DOS code page, or broken UTF-16).
    #[error("the text is in no known encoding")]
    EncodingUnknown,
    /// A text that was saved in the wrong encoding before it came here: `ë` has become `Ã«`.
    #[error("letters were garbled before the file was sent")]
    LettersGarbled {
        /// The first garbled word.
        sample: String,
    },
}

impl ReadError {
    /// Every message key that [`Self::message`] can give.
    pub const MESSAGE_KEYS: &'static [&'static str] = &[
        "exchange-read-empty",
        "exchange-read-too-large",
        "exchange-read-wrong-kind",
        "exchange-read-password",
        "exchange-read-truncated",
        "exchange-read-damaged",
        "exchange-read-unpacks-too-large",
        "exchange-read-too-many-sheets",
        "exchange-read-too-many-rows",
        "exchange-read-table-too-long",
        "exchange-read-too-many-columns",
        "exchange-read-table-too-wide",
        "exchange-read-too-many-cells",
        "exchange-read-too-many-merged",
        "exchange-read-cell-too-long",
        "exchange-read-encoding-unclear",
        "exchange-read-encoding-unknown",
        "exchange-read-letters-garbled",
    ];

    /// What the user is told.
    #[must_use]
    pub fn message(&self) -> Message {
        let new = Message::new;
        // A text file has one table without a name.
        let on_sheet = |keys: [&'static str; 2], sheet: &str, limit: u32| match sheet {
            "" => Message::new(keys[1]).with("limit", limit),
            _ => Message::new(keys[0])
                .with("sheet", sheet)
                .with("limit", limit),
        };
        match self {
            Self::Empty => new("exchange-read-empty"),
            Self::TooLarge { bytes, limit } => new("exchange-read-too-large")
                .with("megabytes", bytes.div_ceil(1 << 20))
                .with("limit", limit >> 20),
            Self::WrongKind(kind) => new("exchange-read-wrong-kind").with("kind", kind.code()),
            Self::PasswordProtected => new("exchange-read-password"),
            Self::Truncated => new("exchange-read-truncated"),
            Self::Damaged(_) => new("exchange-read-damaged"),
            Self::UnpacksTooLarge { .. } | Self::UnpacksTooDense { .. } => {
                new("exchange-read-unpacks-too-large")
            }
            Self::TooManySheets { limit } => {
                new("exchange-read-too-many-sheets").with("limit", *limit)
            }
            Self::TooManyRows { sheet, limit } => {
                let keys = [
                    "exchange-read-too-many-rows",
                    "exchange-read-table-too-long",
                ];
                on_sheet(keys, sheet, *limit)
            }
            Self::TooManyColumns { sheet, limit } => {
                let keys = [
                    "exchange-read-too-many-columns",
                    "exchange-read-table-too-wide",
                ];
                on_sheet(keys, sheet, *limit)
            }
            Self::TooManyCells { limit } => {
                new("exchange-read-too-many-cells").with("limit", *limit)
            }
            Self::TooManyMergedAreas { sheet, limit } => new("exchange-read-too-many-merged")
                .with("sheet", sheet.as_str())
                .with("limit", *limit),
            Self::CellTooLong { cell, limit } => new("exchange-read-cell-too-long")
                .with("cell", cell.to_string())
                .with("limit", *limit),
            Self::EncodingUnclear { western, central } => new("exchange-read-encoding-unclear")
                .with("western", western.as_str())
                .with("central", central.as_str()),
            Self::EncodingUnknown => new("exchange-read-encoding-unknown"),
            Self::LettersGarbled { sample } => {
                new("exchange-read-letters-garbled").with("sample", sample.as_str())
            }
        }
    }
}
