//! Whether templates, styles and scripts keep to the strict content policy, everywhere.

use super::sources::{Source, files};
use crate::assets;
use std::path::Path;

/// Attributes that would put a style or a script inside a page.
const INSIDE: [&str; 4] = ["style=", "<style", "javascript:", "<script>"];

/// Addresses of other hosts.
const ELSEWHERE: [&str; 5] = ["http://", "https://", "src=\"//", "href=\"//", "url(//"];

/// What only names a vocabulary and is never fetched.
const NAMES: [&str; 2] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"];

/// The comment that a template with `|safe` carries: everything it lets through was drawn, and
/// escaped, by the crate that draws.
const DRAWN: &str = "{# drawn by press #}";

/// What in any crate's templates, styles and scripts would break the strict content policy, load
/// something from another host, keep something in the browser, or name an asset that is not there.
/// Empty when nothing does.
#[must_use]
pub fn template_problems(crates: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    for source in files(crates, &["html"]) {
        for forbidden in INSIDE {
            report(&source, forbidden, &mut problems);
        }
        if let Some(handler) = handler(&source.text) {
            problems.push(format!("{} contains `{handler}`", source.shown));
        }
        if source.text.contains("|safe") && !source.text.contains(DRAWN) {
            problems.push(format!("{} lets markup through", source.shown));
        }
        for name in assets_named(&source.text) {
            if !assets::exists(name) {
                problems.push(format!("{} names the asset `{name}`", source.shown));
            }
        }
    }
    for source in files(crates, &["html", "css", "js", "svg"]) {
        let text = NAMES
            .iter()
            .fold(source.text.clone(), |text, name| text.replace(name, ""));
        let source = Source { text, ..source };
        for forbidden in ELSEWHERE {
            report(&source, forbidden, &mut problems);
        }
    }
    for source in files(crates, &["js"]) {
        for forbidden in [
            "Storage",
            "indexedDB",
            "document.cookie",
            "eval(",
            "innerHTML",
        ] {
            report(&source, forbidden, &mut problems);
        }
    }
    problems
}

fn report(source: &Source, forbidden: &str, problems: &mut Vec<String>) {
    if source.text.contains(forbidden) {
        problems.push(format!("{} contains `{forbidden}`", source.shown));
    }
}

/// The first attribute such as `onclick=`.
fn handler(text: &str) -> Option<String> {
    text.split_whitespace()
        .filter_map(|word| word.split_once('='))
        .map(|(name, _)| name)
        .find(|name| {
            name.strip_prefix("on").is_some_and(|rest| {
                !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase())
            })
        })
        .map(str::to_owned)
}

fn assets_named(text: &str) -> impl Iterator<Item = &str> {
    text.split("asset(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handlers_are_found_and_other_words_are_not() {
        assert_eq!(handler("<a onclick=\"x()\">").as_deref(), Some("onclick"));
        assert_eq!(handler("{% for one in list %}<p class=\"on\">"), None);
        assert_eq!(handler("<a href=\"/returns?on=1\">"), None);
    }
}
