//! The style itself: small enough for poor lines, readable, and of one mind with the charts.

use super::crates;
use std::fs;

fn style(path: &str) -> String {
    fs::read_to_string(crates().join(path)).unwrap()
}

/// The value of a custom property of the house.
fn property(style: &str, name: &str) -> String {
    let (_, rest) = style.split_once(&format!("--{name}: ")).expect(name);
    rest.split(';').next().unwrap_or_default().to_owned()
}

#[test]
fn the_style_stays_small() {
    assert!(style("page/assets/house.css").len() < 20_000);
}

#[test]
fn series_and_states_have_the_colours_of_the_charts() {
    let house = style("page/assets/house.css");
    let charts = style("press/assets/chart.css");
    for (name, rule) in [
        ("series-1", ".chart-series-1 { fill: #"),
        ("series-2", ".chart-series-2 { fill: #"),
        ("series-3", ".chart-series-3 { fill: #"),
        ("series-4", ".chart-series-4 { fill: #"),
        ("series-5", ".chart-series-5 { fill: #"),
        ("state-zero", ".chart-zero-ground { fill: #"),
        ("state-zero-line", ".chart-zero { stroke: #"),
        ("state-hidden", ".chart-hidden-ground { fill: #"),
        ("state-hidden-line", ".chart-hidden { stroke: #"),
        ("state-not-reported", ".chart-not-reported { fill: #"),
        ("state-not-applicable", ".chart-not-applicable { fill: #"),
    ] {
        let (_, rest) = charts.split_once(rule).expect(rule);
        let colour: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        assert_eq!(property(&house, name), format!("#{colour}"), "{name}");
    }
}

/// The contrast of two colours (WCAG 2.2, "contrast ratio").
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let digits = colour.trim_start_matches('#');
        let times = if digits.len() == 3 { 2 } else { 1 };
        let wide: String = digits
            .chars()
            .flat_map(|digit| std::iter::repeat_n(digit, times))
            .collect();
        let part = |from: usize| {
            let value = u8::from_str_radix(&wide[from..from + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_stands_out_from_its_ground() {
    assert!((contrast("#000", "#ffffff") - 21.0).abs() < 1e-9);
    let house = style("page/assets/house.css");
    let colour = |name: &str| property(&house, name);
    for ground in ["paper", "ground", "tint"] {
        for text in ["ink", "ink-soft", "link", "brand", "bad"] {
            let ratio = contrast(&colour(text), &colour(ground));
            assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
        }
    }
    for name in ["good", "warn", "bad", "calm"] {
        let ratio = contrast(&colour(name), &colour(&format!("{name}-ground")));
        assert!(ratio >= 4.5, "{name}: {ratio:.2}");
    }
    for (text, ground) in [
        ("state-hidden-line", "state-hidden"),
        ("state-not-applicable-line", "state-not-applicable"),
        ("ink", "state-zero"),
        ("ink", "state-not-reported"),
        ("paper", "brand"),
        ("ink", "focus"),
    ] {
        let ratio = contrast(&colour(text), &colour(ground));
        assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
    }
}
