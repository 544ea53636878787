//! The secret as a picture that a telephone reads: a QR code (ISO/IEC 18004) as one path of SVG,
//! drawn into the page itself, so that no other request ever carries the secret.

use qrcode::{Color, QrCode};
use std::fmt::Write as _;

/// Light modules around the code, as the standard asks.
const QUIET: usize = 4;

/// The picture: a square and the path of its dark modules.
pub(super) struct Picture {
    /// The length of a side, in modules.
    pub(super) side: usize,
    /// The path's commands.
    pub(super) path: String,
}

/// Draws; `None` for a text that is too long.
pub(super) fn of(text: &str) -> Option<Picture> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (column, row) = (place % width + QUIET, place / width + QUIET);
            // Writing into a text cannot fail.
            let _ = write!(path, "M{column} {row}h1v1h-1z");
        }
    }
    let side = width + 2 * QUIET;
    Some(Picture { side, path })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_picture_has_the_finder_patterns_of_the_standard() {
        let picture = of("otpauth://totp/besa:a?secret=GEZDGNBVGY3TQOJQ&issuer=besa").unwrap();
        for corner in 0..7 {
            assert!(picture.path.contains(&format!("M{} 4h1", corner + 4)));
        }
        assert!(
            !picture.path.contains("M5 5h1"),
            "a finder pattern is hollow"
        );
        assert!(of(&"x".repeat(4000)).is_none());
    }
}
