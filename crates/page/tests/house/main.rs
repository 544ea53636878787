//! What every page relies on: words, markup, assets, headers, failures, the switch of language.
//!
//! The first two tests read the sources of all crates, so that a page anywhere that breaks the
//! house rules fails here.

mod answers;
mod failures;
mod markup;
mod style;

use std::path::Path;
use vocabulary::Language;

/// The folder of all crates.
fn crates() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn every_text_exists_in_both_languages_and_none_is_idle() {
    let problems = page::testing::word_problems(crates());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn templates_styles_and_scripts_keep_to_the_strict_policy() {
    let problems = page::testing::template_problems(crates());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn counts_inside_texts_are_declined_and_grouped() {
    let text = |language, count: i64| {
        page::Words::in_language(language).with("discrepancies-count", &[("count", count.into())])
    };
    assert_eq!(text(Language::English, 1), "1 discrepancy");
    assert_eq!(text(Language::English, 1200), "1,200 discrepancies");
    assert_eq!(text(Language::Albanian, 12_000), "12\u{a0}000 mospërputhje");
}

#[test]
#[should_panic(expected = "no-such-text")]
fn a_build_for_tests_stops_at_a_missing_text() {
    let _ = page::Words::in_language(Language::English).text("no-such-text");
}
