//! Cuts a normalised value into the tokens that a filter remembers.
//!
//! A token is packed into 64 bits where it can be, so that the hasher can keep positions of
//! frequent tokens. Tokens are as secret as the value; they must never leave this module's users.

use crate::schema::Tokens;

/// One token, packed: bigrams as two characters, characters with their position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Token(pub u64);

/// Fills `tokens` with the distinct tokens of `value` in the order of their first appearance.
///
/// The whole value is one token made by `whole`, which must be a keyed hash.
pub(crate) fn tokenise(
    kind: Tokens,
    value: &str,
    whole: impl Fn(&str) -> u64,
    tokens: &mut Vec<Token>,
) {
    tokens.clear();
    let mut add = |token: u64| {
        if !tokens.contains(&Token(token)) {
            tokens.push(Token(token));
        }
    };
    match kind {
        Tokens::Bigrams => {
            for word in value.split(' ').filter(|word| !word.is_empty()) {
                let mut previous = u64::from(' ');
                for character in word.chars().chain([' ']) {
                    add(previous << 32 | u64::from(character));
                    previous = u64::from(character);
                }
            }
        }
        Tokens::Characters => {
            for (position, character) in (1_u64..).zip(value.chars()) {
                add(position << 32 | u64::from(character));
            }
        }
        Tokens::Whole => add(whole(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(kind: Tokens, value: &str) -> usize {
        let mut tokens = Vec::new();
        tokenise(kind, value, |_| 7, &mut tokens);
        tokens.len()
    }

    #[test]
    fn words_have_a_blank_on_either_side() {
        assert_eq!(count(Tokens::Bigrams, "ana"), 4);
        assert_eq!(count(Tokens::Bigrams, "ana ana"), 4);
        assert_eq!(count(Tokens::Characters, "1991"), 4);
        assert_eq!(count(Tokens::Whole, "female"), 1);
    }

    #[test]
    fn the_order_of_words_does_not_count() {
        let mut one = Vec::new();
        let mut other = Vec::new();
        tokenise(Tokens::Bigrams, "ana maria", |_| 0, &mut one);
        tokenise(Tokens::Bigrams, "maria ana", |_| 0, &mut other);
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one, other);
    }
}
