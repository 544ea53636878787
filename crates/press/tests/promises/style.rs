//! The style sheet and the fallback attributes agree: a chart looks the same with and without
//! its style sheet, and no rule is left over.

use crate::gallery;
use std::collections::{BTreeMap, BTreeSet};

/// The rules for single classes: class → property → value, later rules winning.
fn rules() -> Vec<(String, BTreeMap<String, String>)> {
    let css = press::CHART_CSS;
    let mut rules = Vec::new();
    for line in css.lines().filter(|line| line.starts_with(".chart-")) {
        let (selectors, body) = line.split_once('{').expect("one rule a line");
        let properties: BTreeMap<String, String> = body
            .trim_end_matches([' ', '}'])
            .split(';')
            .filter_map(|part| part.split_once(':'))
            .map(|(key, value)| (key.trim().to_owned(), long(value.trim())))
            .collect();
        for selector in selectors.split(',') {
            let class = selector.trim().trim_start_matches('.').to_owned();
            rules.push((class, properties.clone()));
        }
    }
    rules
}

/// A colour with six digits.
fn long(colour: &str) -> String {
    match colour.strip_prefix('#') {
        Some(short) if short.len() == 3 => {
            let doubled: String = short.chars().flat_map(|digit| [digit, digit]).collect();
            format!("#{doubled}")
        }
        _ => colour.to_owned(),
    }
}

#[test]
fn fallback_colours_are_those_of_the_style_sheet() {
    let rules = rules();
    for (sample, chart) in gallery::samples().expect("the samples are valid") {
        let svg = chart.svg();
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        for node in document.descendants() {
            let Some(classes) = node.attribute("class") else {
                let fill = node.attribute("fill").unwrap_or("none");
                assert_eq!(fill, "none", "{sample}: a colour without a class");
                continue;
            };
            let classes: Vec<&str> = classes.split(' ').collect();
            for property in ["fill", "stroke"] {
                let styled = rules
                    .iter()
                    .filter(|(class, _)| classes.contains(&class.as_str()))
                    .filter_map(|(_, properties)| properties.get(property))
                    .next_back();
                let fallback = node.attribute(property);
                // A halo, a line without a fill and the ring of an adopted mark have no
                // attribute or are styled by the shape they belong to.
                if let (Some(styled), Some(fallback)) = (styled, fallback) {
                    assert_eq!(
                        styled,
                        &long(fallback),
                        "{sample}: {property} of {classes:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_rule_is_used_and_every_colour_has_a_rule() {
    let mut used = BTreeSet::new();
    for (_, chart) in gallery::samples().expect("the samples are valid") {
        let svg = chart.svg();
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        for node in document
            .descendants()
            .filter(|node| node.attribute("fill").is_some())
        {
            let classes = node.attribute("class").unwrap_or("");
            used.extend(classes.split(' ').map(str::to_owned));
        }
        for node in document
            .descendants()
            .filter(|node| node.attribute("stroke").is_some())
        {
            let classes = node.attribute("class").unwrap_or("");
            used.extend(classes.split(' ').map(str::to_owned));
        }
    }
    used.remove("");
    let ruled: BTreeSet<String> = rules().into_iter().map(|(class, _)| class).collect();
    // The wrapper belongs to the page.
    let left_over: Vec<_> = ruled
        .iter()
        .filter(|class| !used.contains(*class) && *class != "chart-scroll")
        .collect();
    assert!(
        left_over.is_empty(),
        "rules that nothing uses: {left_over:?}"
    );
    let unruled: Vec<_> = used.difference(&ruled).collect();
    assert!(unruled.is_empty(), "classes without a rule: {unruled:?}");
}
