//! A number as a chart shows it: its state, its size, its text, and where it leads.
//!
//! A mark never turns a missing or hidden number into zero: only [`Mark::count`] and
//! [`Mark::number`] carry a size.

use crate::Error;

/// What stands behind a mark. Five states, five looks everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ValueState {
    /// A number other than zero.
    Value,
    /// A zero that was counted.
    TrueZero,
    /// A number that exists and may not be seen.
    Hidden,
    /// A number that should exist and was not reported.
    NotReported,
    /// No number can exist here.
    NotApplicable,
}

impl ValueState {
    /// Every state, in the order of legends.
    pub const ALL: [Self; 5] = [
        Self::Value,
        Self::TrueZero,
        Self::Hidden,
        Self::NotReported,
        Self::NotApplicable,
    ];
}

/// The words for the states that carry no value class, in legends.
#[derive(Debug, Clone)]
pub struct StateWords {
    /// For [`ValueState::TrueZero`].
    pub zero: String,
    /// For [`ValueState::Hidden`].
    pub hidden: String,
    /// For [`ValueState::NotReported`].
    pub not_reported: String,
    /// For [`ValueState::NotApplicable`].
    pub not_applicable: String,
}

/// An address that a mark may lead to: on this site or on the web, never a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// Reads an address that starts with `/`, `?`, `#`, `http://` or `https://`.
    ///
    /// # Errors
    /// [`Error::Link`] for any other address, above all one with another scheme.
    pub fn parse(address: &str) -> Result<Self, Error> {
        let local = address.starts_with(['/', '?', '#']) && !address.starts_with("//");
        let web = address.starts_with("https://") || address.starts_with("http://");
        let clean = !address
            .chars()
            .any(|character| character.is_control() || character == '\\');
        if (local || web) && clean {
            Ok(Self(address.to_owned()))
        } else {
            Err(Error::Link(address.to_owned()))
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One number of a chart.
#[derive(Debug, Clone)]
pub struct Mark {
    state: ValueState,
    number: Option<f64>,
    text: String,
    link: Option<Link>,
    tooltip: Option<String>,
}

impl Mark {
    /// A count, with the text that shows it. Zero becomes [`ValueState::TrueZero`].
    #[must_use]
    pub fn count(number: u32, text: impl Into<String>) -> Self {
        Self::sized(f64::from(number), text.into())
    }

    /// Any finite number (a rate, a mean, a difference), with the text that shows it.
    ///
    /// # Errors
    /// [`Error::Number`] for an infinite number or one that is not a number.
    pub fn number(number: f64, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        if !number.is_finite() {
            return Err(Error::Number {
                place: text,
                number,
            });
        }
        Ok(Self::sized(number, text))
    }

    /// A number that exists and may not be seen; `text` says so, or gives a class such as `<5`.
    #[must_use]
    pub fn hidden(text: impl Into<String>) -> Self {
        Self::without_number(ValueState::Hidden, text.into())
    }

    /// A number that was expected and not reported.
    #[must_use]
    pub fn not_reported(text: impl Into<String>) -> Self {
        Self::without_number(ValueState::NotReported, text.into())
    }

    /// A place in the chart where no number can exist.
    #[must_use]
    pub fn not_applicable(text: impl Into<String>) -> Self {
        Self::without_number(ValueState::NotApplicable, text.into())
    }

    /// The same mark, leading to the facts behind it.
    #[must_use]
    pub fn with_link(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// The same mark with a text of its own for pointer and screen reader. Without one a chart
    /// says the row's name and the mark's text.
    #[must_use]
    pub fn with_tooltip(mut self, tooltip: impl Into<String>) -> Self {
        self.tooltip = Some(tooltip.into());
        self
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> ValueState {
        self.state
    }

    /// The size, for a value or a true zero.
    #[must_use]
    pub const fn size(&self) -> Option<f64> {
        self.number
    }

    /// The text as it is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the mark leads.
    #[must_use]
    pub const fn link(&self) -> Option<&Link> {
        self.link.as_ref()
    }

    /// The text for the pointer: the mark's own, or `name: text`.
    pub(crate) fn tooltip(&self, name: &str) -> String {
        self.tooltip
            .clone()
            .unwrap_or_else(|| format!("{name}: {}", self.text))
    }

    const fn without_number(state: ValueState, text: String) -> Self {
        Self {
            state,
            number: None,
            text,
            link: None,
            tooltip: None,
        }
    }

    fn sized(number: f64, text: String) -> Self {
        let state = if number == 0.0 {
            ValueState::TrueZero
        } else {
            ValueState::Value
        };
        Self {
            state,
            number: Some(number),
            text,
            link: None,
            tooltip: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Link, Mark, ValueState};

    #[test]
    fn zero_is_a_value_of_its_own() {
        assert_eq!(Mark::count(0, "0").state(), ValueState::TrueZero);
        assert_eq!(Mark::count(3, "3").state(), ValueState::Value);
        assert_eq!(Mark::hidden("<5").size(), None);
        assert!(Mark::number(f64::NAN, "?").is_err());
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        for good in ["/facts/1", "?period=2024", "#table", "https://example.org/"] {
            assert!(Link::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "//evil.example",
            "data:text/html,x",
            "/\\evil.example",
            "/a\nb",
            "",
        ] {
            assert!(Link::parse(bad).is_err(), "{bad}");
        }
    }
}
