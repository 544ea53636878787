//! Which language a reader gets, and where the switch leads back to.

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
        .or_else(|| {
            accept_language?
                .split(',')
                .filter_map(|part| part.trim().get(..2))
                .find_map(Language::from_code)
        })
        .unwrap_or_default()
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
        ] {
            assert_eq!(local_path(bad), "/", "{bad}");
        }
        assert_eq!(
            local_path("/situation?place=AL-07"),
            "/situation?place=AL-07"
        );
    }
}
