//! Suggestions: the known name that a mistyped one most likely means.

use super::fold;

/// Up to three of the known names that are most like the text, the best first; empty when none
/// is near. Names are compared folded, with the Jaro-Winkler similarity (Winkler 1990); ties keep
/// the order given.
#[must_use]
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const LEAST_SIMILARITY: f64 = 0.84;
    let wanted = fold(text);
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wanted, &fold(name)), name))
        .filter(|(similarity, _)| *similarity >= LEAST_SIMILARITY)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    scored.dedup_by(|one, other| one.1 == other.1);
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_finds_its_place() {
        let known = ["Dibër", "Durrës", "Kukës", "Lezhë"];
        assert_eq!(nearest("Duress", known).first(), Some(&"Durrës"));
        assert_eq!(nearest("diber", known).first(), Some(&"Dibër"));
        assert!(nearest("Zagreb", known).is_empty());
    }
}
