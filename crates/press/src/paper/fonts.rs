//! The fonts of every document, and which characters they have.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The fonts of every document: the four cuts of the text face, and a plain one for signs that
/// the text face lacks.
pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .filter(|font| {
            let info = font.info();
            let weight = info.variant.weight.to_number();
            match info.family.as_str() {
                "Libertinus Serif" => weight == 400 || weight == 700,
                "DejaVu Sans Mono" => {
                    weight == 400 && info.variant.style == typst::text::FontStyle::Normal
                }
                _ => false,
            }
        })
        .collect()
});

pub(super) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static CHARACTERS: LazyLock<BTreeSet<u32>> = LazyLock::new(|| {
    let fonts = FONTS.iter();
    fonts.flat_map(|font| font.info().coverage.iter()).collect()
});

/// Whether the fonts have a character (or it is white space, which needs none).
pub(super) fn is_settable(character: char) -> bool {
    character.is_ascii() || character.is_whitespace() || CHARACTERS.contains(&u32::from(character))
}
