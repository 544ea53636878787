//! What every chart promises: well-formed, named, escaped, unique ids, no inline styles, links
//! that can be reached, and a table twin that says the same.

use crate::gallery;
use press::chart::*;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

fn parse(svg: &str) -> Document<'_> {
    Document::parse(svg).expect("the chart is well-formed")
}

fn samples() -> Vec<gallery::Sample> {
    gallery::samples().expect("the samples are valid")
}

fn name<'a>(node: &Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The texts for the pointer, without the chart's own title.
fn tooltips(document: &Document<'_>) -> Vec<String> {
    document
        .descendants()
        .filter(|node| name(node) == "title" && node.attribute("id").is_none())
        .map(|node| node.text().unwrap_or("").to_owned())
        .collect()
}

#[test]
fn every_chart_has_a_size_a_role_a_name_and_a_description() {
    for (sample, chart) in samples() {
        let svg = chart.svg();
        let document = parse(&svg);
        let root = document.root_element();
        assert_eq!(name(&root), "svg", "{sample}");
        let sides: Vec<f64> = root
            .attribute("viewBox")
            .expect("a viewBox")
            .split(' ')
            .map(|side| side.parse().expect("a number"))
            .collect();
        assert!(sides[2] > 100.0 && sides[3] > 50.0, "{sample}: {sides:?}");
        let by_id = |attribute: &str| {
            let id = root.attribute(attribute).expect("a reference");
            let found = document
                .descendants()
                .find(|node| node.attribute("id") == Some(id));
            found
                .and_then(|node| node.text())
                .expect("a text")
                .to_owned()
        };
        assert!(!by_id("aria-labelledby").is_empty(), "{sample}");
        assert!(!by_id("aria-describedby").is_empty(), "{sample}");
    }
}

#[test]
fn a_chart_with_links_is_a_group_and_one_without_is_an_image() {
    for (sample, chart) in samples() {
        let svg = chart.svg();
        let document = parse(&svg);
        let links: Vec<_> = document
            .descendants()
            .filter(|node| name(node) == "a")
            .collect();
        let expected = if links.is_empty() { "img" } else { "group" };
        assert_eq!(
            document.root_element().attribute("role"),
            Some(expected),
            "{sample}"
        );
        for link in links {
            assert!(
                link.attribute("aria-label")
                    .is_some_and(|label| !label.is_empty())
            );
        }
    }
}

#[test]
fn nothing_needs_a_script_an_inline_style_or_another_host() {
    for (sample, chart) in samples() {
        let svg = chart.svg();
        for node in parse(&svg).descendants().filter(Node::is_element) {
            let forbidden = ["script", "style", "image", "use", "foreignObject"];
            assert!(
                !forbidden.contains(&name(&node)),
                "{sample}: {}",
                name(&node)
            );
            for attribute in node.attributes() {
                assert!(attribute.name() != "style", "{sample}");
                assert!(!attribute.name().starts_with("on"), "{sample}");
            }
        }
    }
}

#[test]
fn ids_are_unique_on_a_page_and_every_reference_finds_its_own() {
    let mut page = BTreeSet::new();
    for (sample, chart) in samples() {
        let svg = chart.svg();
        let document = parse(&svg);
        let mut own = BTreeSet::new();
        for id in document
            .descendants()
            .filter_map(|node| node.attribute("id"))
        {
            assert!(page.insert(id.to_owned()), "{sample}: {id} twice");
            own.insert(id.to_owned());
        }
        for node in document.descendants() {
            for attribute in node.attributes() {
                let target = attribute.value().strip_prefix("url(#");
                if let Some(target) = target.and_then(|rest| rest.strip_suffix(')')) {
                    assert!(own.contains(target), "{sample}: {target}");
                }
            }
        }
    }
}

#[test]
fn no_part_of_a_chart_lies_outside_the_picture() {
    for (sample, chart) in samples() {
        let svg = chart.svg();
        let document = parse(&svg);
        let sides: Vec<f64> = document
            .root_element()
            .attribute("viewBox")
            .expect("a viewBox")
            .split(' ')
            .filter_map(|side| side.parse().ok())
            .collect();
        let moved = |node: &Node<'_, '_>| {
            node.ancestors()
                .any(|above| above.has_attribute("transform") || name(&above) == "defs")
        };
        for node in document.descendants().filter(|node| !moved(node)) {
            let number = |key: &str| {
                node.attribute(key)
                    .and_then(|text| text.parse::<f64>().ok())
            };
            if name(&node) == "svg" {
                continue;
            }
            for (key, extent, side) in [("x", "width", sides[2]), ("y", "height", sides[3])] {
                if let Some(start) = number(key) {
                    let end = start + number(extent).unwrap_or(0.0);
                    let inside = start >= -0.01 && end <= side + 0.01;
                    assert!(inside, "{sample}: {:?}", node.text().unwrap_or(name(&node)));
                }
            }
        }
    }
}

#[test]
fn the_table_twin_says_what_the_marks_say() {
    for (sample, chart) in samples() {
        let table = chart.table();
        let svg = chart.svg();
        let document = parse(&svg);
        let tooltips = tooltips(&document);
        assert!(!table.caption.is_empty(), "{sample}");
        for row in &table.rows {
            assert_eq!(row.len(), table.header.len(), "{sample}");
            let head = &row[0].text;
            for cell in row.iter().filter(|cell| cell.state.is_some()) {
                // The words that a table adds for provisional numbers and breaks follow the text.
                let text = cell.text.split(" (").next().unwrap_or("");
                let said = tooltips.iter().any(|tooltip| {
                    tooltip.contains(head.as_str()) && tooltip.ends_with(&format!(": {text}"))
                });
                // A zero within a stacked bar has no mark of its own; nothing else may lack one.
                let zero = cell.state == Some(ValueState::TrueZero) && sample == "bars-stacked";
                assert!(said || zero, "{sample}: {head}: {text}");
                if let Some(link) = &cell.link {
                    let found = document
                        .descendants()
                        .any(|node| node.attribute("href") == Some(link.as_str()));
                    assert!(found, "{sample}: {}", link.as_str());
                }
            }
        }
    }
}

#[test]
fn a_map_and_its_table_name_the_same_places() {
    let map = gallery::choropleth().expect("the sample is valid");
    let svg = map.svg();
    let from_table: Vec<String> = map
        .table()
        .rows
        .iter()
        .map(|row| format!("{}: {}", row[0].text, row[1].text))
        .collect();
    assert_eq!(tooltips(&parse(&svg)), from_table);
}

#[test]
fn a_schematic_map_says_so_on_the_map_and_in_the_table() {
    let map = gallery::schematic().expect("the sample is valid");
    let svg = map.svg();
    let text: String = parse(&svg)
        .descendants()
        .filter(|node| name(node) == "text")
        .filter_map(|node| node.text())
        .collect::<Vec<_>>()
        .join(" ");
    assert!(text.contains("Hartë skematike"));
    assert!(map.table().caption.contains("Hartë skematike"));
}

/// The class and the fill of the first shape that a tooltip stands on.
fn look(document: &Document<'_>, tooltip: &str) -> (String, String) {
    let title = document
        .descendants()
        .find(|node| name(node) == "title" && node.text() == Some(tooltip))
        .expect("the tooltip is there");
    let shape = title
        .parent()
        .expect("a title has a parent")
        .descendants()
        .find(|node| ["path", "rect", "circle"].contains(&name(node)))
        .expect("a shape");
    let attribute = |key: &str| shape.attribute(key).unwrap_or("").to_owned();
    (attribute("class"), attribute("fill"))
}

fn five_regions(prefix: &str) -> Choropleth {
    let marks = [
        Mark::count(7, "7"),
        Mark::count(0, "0"),
        Mark::hidden("<5"),
        Mark::not_reported("n/r"),
        Mark::not_applicable("-"),
    ];
    let region = |(index, mark): (usize, &Mark)| {
        let x = 19.0 + index as f64;
        let ring = vec![[x, 41.0], [x + 1.0, 41.0], [x + 1.0, 42.0], [x, 42.0]];
        Region {
            name: format!("R{index}"),
            label: String::new(),
            shape: Shape::parse("square", vec![vec![ring]]).expect("a square"),
            mark: mark.clone(),
        }
    };
    Choropleth::new(
        gallery::heading(prefix, "Pesë gjendje").expect("a heading"),
        ChoroplethWords {
            legend: "Numri".to_owned(),
            place: "Vendi".to_owned(),
            states: gallery::states(),
        },
        gallery::classes().expect("classes"),
        Ground::Surveyed(marks.iter().enumerate().map(region).collect()),
    )
    .expect("the map is valid")
}

#[test]
fn the_five_states_have_five_looks_with_and_without_a_style_sheet() {
    let svg = five_regions("five").svg();
    let document = parse(&svg);
    let looks: Vec<_> = ["R0: 7", "R1: 0", "R2: <5", "R3: n/r", "R4: -"]
        .iter()
        .map(|tooltip| look(&document, tooltip))
        .collect();
    let classes: BTreeSet<_> = looks.iter().map(|(class, _)| class).collect();
    let fills: BTreeSet<_> = looks.iter().map(|(_, fill)| fill).collect();
    assert_eq!((classes.len(), fills.len()), (5, 5), "{looks:?}");
    assert_eq!(looks[2].1, "url(#five-hidden)", "hidden is hatched");
}

#[test]
fn a_state_looks_the_same_in_every_chart() {
    let charts: [(&str, Box<dyn Chart>, &str); 3] = [
        (
            "bars",
            Box::new(gallery::bars("b").expect("valid")),
            "Lypje e detyruar, Gjithsej: <5",
        ),
        (
            "trend",
            Box::new(gallery::trend().expect("valid")),
            "Gjithsej, 2017: e fshehur",
        ),
        (
            "pyramid",
            Box::new(gallery::pyramid().expect("valid")),
            "10–13, Meshkuj: <5",
        ),
    ];
    for (sample, chart, tooltip) in charts {
        let svg = chart.svg();
        let (class, fill) = look(&parse(&svg), tooltip);
        assert_eq!(class, "chart-hidden", "{sample}");
        assert!(fill.ends_with("-hidden)"), "{sample}");
    }
}

#[test]
fn provisional_points_are_hollow_and_breaks_are_explained() {
    let svg = gallery::trend().expect("the sample is valid").svg();
    let document = parse(&svg);
    let (class, fill) = look(&document, "Gjithsej, 2024 (paraprake): 110");
    assert!(class.contains("chart-hollow") && fill == "#ffffff");
    let (class, _) = look(&document, "Gjithsej, 2023: 159");
    assert!(!class.contains("chart-hollow"));
    assert!(svg.contains("Ndërprerje e serisë: 2014"));
    let notes: Vec<String> = gallery::trend()
        .expect("the sample is valid")
        .table()
        .rows
        .iter()
        .filter_map(|row| row.last().map(|cell| cell.text.clone()))
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(
        notes.len(),
        3,
        "two breaks and one provisional number: {notes:?}"
    );
}

#[test]
fn a_value_outside_its_classes_is_refused_and_not_coloured() {
    let mut rows = gallery::discrepancy();
    assert!(rows.is_ok());
    let heads = MatrixHeads {
        corner: String::new(),
        rows: vec!["Policia".to_owned()],
        columns: vec!["2024".to_owned()],
    };
    let words = ClassMatrixWords {
        legend: String::new(),
        states: gallery::states(),
    };
    rows = ClassMatrix::new(
        gallery::heading("m", "x").expect("a heading"),
        words,
        gallery::classes().expect("classes"),
        heads,
        vec![vec![Mark::count(61, "61")]],
    );
    let refused = rows.expect_err("61 is above the last class");
    assert_eq!(
        refused.to_string(),
        "Policia: the value 61 lies in none of the classes"
    );
}

/// A dot plot whose every text is the given one.
fn saying(text: &str) -> DotPlot {
    let words = DotPlotWords {
        institution: text.to_owned(),
        measure: text.to_owned(),
        adopted: text.to_owned(),
        range: text.to_owned(),
        not_comparable: text.to_owned(),
        comparable: text.to_owned(),
        states: gallery::states(),
        numbers: NumberStyle {
            decimal: ',',
            group: ' ',
            grouped_from: 4,
        },
    };
    let rows = vec![DotRow {
        name: text.to_owned(),
        mark: Mark::count(3, text).with_tooltip(text),
        comparable: true,
    }];
    let prefix = IdPrefix::parse("hostile").expect("a prefix");
    DotPlot::new(Heading::new(prefix, text, text), words, rows)
        .expect("one row")
        .with_adopted(Mark::count(2, text))
}

#[test]
fn hostile_texts_stay_texts() {
    let hostile = "</title><script>alert('x')</script><a href=\"javascript:x\" onload='y'>&amp;]]>";
    let svg = saying(hostile).svg();
    let document = parse(&svg);
    let elements: BTreeSet<_> = document.descendants().map(|node| name(&node)).collect();
    assert!(!elements.contains("script") && !elements.contains("a"));
    assert!(tooltips(&document).contains(&hostile.to_owned()));
}

proptest! {
    #[test]
    fn any_text_gives_a_well_formed_chart(text in any::<String>()) {
        let plot = saying(&text);
        let svg = plot.svg();
        prop_assert!(Document::parse(&svg).is_ok());
        prop_assert_eq!(svg, plot.svg());
    }
}
