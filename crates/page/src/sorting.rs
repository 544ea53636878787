//! Sorting names as the Albanian alphabet does: ç after c, dh after d, ë after e, gj after g, ….
//!
//! Databases and plain comparison get this wrong, so that no list of names may rely on them. The
//! order is the same for English readers: one list, one place to look for a name.

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use std::{cmp::Ordering, sync::LazyLock};

static ALBANIAN: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("sq").into(), CollatorOptions::default()).ok());

/// Sorts items by a name of theirs; equal names keep their order.
pub fn sort_by_name<Item>(items: &mut [Item], name: impl Fn(&Item) -> &str) {
    items.sort_by(|one, other| compare_names(name(one), name(other)));
}

/// Which of two names comes first.
#[must_use]
pub fn compare_names(one: &str, other: &str) -> Ordering {
    match ALBANIAN.as_ref() {
        Some(collator) => collator.compare(one, other),
        None => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digraphs_and_marked_letters_are_letters_of_their_own() {
        let mut names = ["Ëndërr", "Dhërmi", "Çorovodë", "Durrës", "Ersekë", "Cërrik"];
        sort_by_name(&mut names, |name| name);
        assert_eq!(
            names,
            ["Cërrik", "Çorovodë", "Durrës", "Dhërmi", "Ersekë", "Ëndërr"]
        );
    }
}
