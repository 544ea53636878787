//! Sorting names as the Albanian alphabet does: ç after c, dh after d, ë after e, gj after g, ….

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use std::{cmp::Ordering, sync::LazyLock};

static ALBANIAN: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("sq").into(), CollatorOptions::default()).ok());

/// Sorts items by a name of theirs.
pub fn sort_by_name<Item>(items: &mut [Item], name: impl Fn(&Item) -> &str) {
    items.sort_by(|one, other| compare(name(one), name(other)));
}

fn compare(one: &str, other: &str) -> Ordering {
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
