//! Which language a reader gets, and where the switch leads back to.

mod switch;

pub use switch::{language_cookie, language_router};

use vocabulary::Language;

/// The name of the cookie that keeps the choice.
pub const LANGUAGE_COOKIE: &str = "besa-language";

/// The cookie's language, or the account's, or the first that the browser asks for and we have, or
/// Albanian.
#[must_use]
pub fn chosen_language(
    cookie: Option<&str>,
    account: Option<Language>,
    accept_language: Option<&str>,
) -> Language {
    cookie
        .and_then(Language::from_code)
        .or(account)
        .or_else(|| accepted(accept_language?))
        .unwrap_or_default()
}

/// The language of ours that a browser prefers (RFC 9110, section 12.5.4); regions do not matter.
fn accepted(accept_language: &str) -> Option<Language> {
    let mut wishes: Vec<(f32, Language)> = accept_language
        .split(',')
        .filter_map(|wish| {
            let (range, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
            let weight = weight.trim().strip_prefix("q=")?.parse::<f32>().ok()?;
            let language = range.split('-').next().map(str::trim)?;
            Some((weight, Language::from_code(&language.to_ascii_lowercase())?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    wishes.sort_by(|one, other| other.0.total_cmp(&one.0));
    wishes.first().map(|(_, language)| *language)
}

/// A path of this site to go back to; the start page for anything that could lead elsewhere.
#[must_use]
pub fn local_path(path: &str) -> &str {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    if is_local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_choice_counts() {
        assert_eq!(
            chosen_language(Some("en"), Some(Language::Albanian), None),
            Language::English
        );
        assert_eq!(
            chosen_language(Some("xx"), None, Some("de, en;q=0.5")),
            Language::English
        );
        assert_eq!(chosen_language(None, None, Some("ë")), Language::Albanian);
        let asked = |header| chosen_language(None, None, Some(header));
        assert_eq!(asked("en-GB,en;q=0.8,sq;q=0.7"), Language::English);
        assert_eq!(asked("en;q=0.1, sq-AL"), Language::Albanian);
        assert_eq!(asked("en;q=0, *"), Language::Albanian);
        assert_eq!(asked("eng"), Language::Albanian);
    }

    #[test]
    fn the_way_back_never_leaves_the_site() {
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "",
            "javascript:x",
            "/a\nb",
            "/\t/evil.example",
            " //evil.example",
        ] {
            assert_eq!(local_path(bad), "/", "{bad}");
        }
        assert_eq!(
            local_path("/situation?place=AL-07"),
            "/situation?place=AL-07"
        );
    }
}
