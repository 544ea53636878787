//! The exchange's messages in the reader's language.

use crate::kept::{KeptArgument, KeptMessage};
use exchange::message::Message;
use page::{Word, Words};

// words: exchange-* part-* file-kind-* personal-kind-*

/// The text of a message.
#[must_use]
pub fn text(words: Words, message: &Message) -> String {
    kept_text(words, &KeptMessage::from(message))
}

/// The text of a message that was kept.
#[must_use]
pub fn kept_text(words: Words, message: &KeptMessage) -> String {
    let arguments: Vec<(&str, Word<'_>)> = message
        .arguments
        .iter()
        .map(|(name, value)| {
            let word: Word<'_> = match (name.as_str(), value) {
                (_, KeptArgument::Number(number)) => (*number).into(),
                ("part", KeptArgument::Text(code)) => words.of("part", code).into(),
                ("kind", KeptArgument::Text(code)) => {
                    let family = if message.key == "exchange-read-wrong-kind" {
                        "file-kind"
                    } else {
                        "personal-kind"
                    };
                    words.of(family, code).into()
                }
                (_, KeptArgument::Text(text)) => text.clone().into(),
            };
            (name.as_str(), word)
        })
        .collect();
    words.with(&message.key, &arguments)
}
