//! A small tree of SVG elements and the only place where it becomes text.
//!
//! Nothing reaches a chart's markup except through [`Element::write`], which escapes every
//! attribute and text; element and attribute names are literals of this crate.

use crate::text::is_printable;

/// An SVG element with attributes in the order they were given.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// What an element can hold.
#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An empty element.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// A group.
    pub(crate) const fn group() -> Self {
        Self::new("g")
    }

    /// Adds an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Replaces the value of an attribute that is there.
    pub(crate) fn replacing(mut self, name: &'static str, value: &'static str) -> Self {
        for attribute in &mut self.attributes {
            if attribute.0 == name {
                value.clone_into(&mut attribute.1);
            }
        }
        self
    }

    /// Adds an attribute that is a length or coordinate in user units.
    pub(crate) fn at(self, name: &'static str, value: f64) -> Self {
        self.with(name, coordinate(value))
    }

    /// Adds the class attribute.
    pub(crate) fn class(self, value: impl Into<String>) -> Self {
        self.with("class", value)
    }

    /// Appends a child.
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// Appends a child in place.
    pub(crate) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    /// Appends text.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    /// The element as markup.
    pub(crate) fn to_markup(&self) -> String {
        let mut out = String::with_capacity(4096);
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// Writes a coordinate with at most two decimals and no trailing zeros.
pub(crate) fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other if is_printable(other) => out.push(other),
            _ => out.push('\u{FFFD}'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, coordinate};
    use proptest::prelude::*;

    #[test]
    fn coordinates_are_short() {
        assert_eq!(coordinate(12.0), "12");
        assert_eq!(coordinate(-0.001), "0");
        assert_eq!(coordinate(1.256), "1.26");
        assert_eq!(coordinate(100.5), "100.5");
    }

    proptest! {
        #[test]
        fn any_text_survives_a_parser(text in any::<String>()) {
            let markup = Element::new("text").with("data-text", text.clone()).text(&text).to_markup();
            let document = roxmltree::Document::parse(&markup).expect("well-formed");
            let expected = crate::text::printable(&text);
            // A parser turns carriage returns of element text into line feeds (XML 1.0, 2.11).
            let expected = expected.replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(document.root_element().text().unwrap_or(""), expected);
        }
    }
}
