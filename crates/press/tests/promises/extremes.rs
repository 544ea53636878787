//! Charts of anything: no mark, however odd, breaks a picture or its table.

use crate::gallery;
use press::chart::*;
use proptest::prelude::*;

fn any_mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        (0u32..40).prop_map(gallery::count),
        any::<u32>().prop_map(gallery::count),
        (-1e12f64..1e12)
            .prop_map(|number| Mark::number(number, format!("{number:.1}")).expect("finite")),
        Just(Mark::hidden("<5")),
        Just(Mark::not_reported("nuk u raportua")),
        Just(Mark::not_applicable("")),
    ]
}

fn any_point() -> impl Strategy<Value = TrendPoint> {
    (any_mark(), any::<bool>()).prop_map(|(mark, provisional)| TrendPoint { mark, provisional })
}

/// Rows of points with the same length.
fn any_points() -> impl Strategy<Value = Vec<Vec<TrendPoint>>> {
    (1usize..30, 1usize..6).prop_flat_map(|(periods, lines)| {
        prop::collection::vec(prop::collection::vec(any_point(), periods), lines)
    })
}

/// A picture that a browser can draw and a table as wide as its head.
fn check(chart: &dyn Chart) -> Result<(), TestCaseError> {
    let svg = chart.svg();
    let document = roxmltree::Document::parse(&svg);
    prop_assert!(document.is_ok());
    for node in document.expect("just checked").descendants() {
        for attribute in node.attributes() {
            let written = attribute.value();
            let name = attribute.name();
            if ["aria-label", "class", "id"].contains(&name) {
                continue;
            }
            let unreal = written.contains("NaN") || written.contains("inf");
            prop_assert!(!unreal, "{name}={written}");
            if ["width", "height", "r"].contains(&name) {
                prop_assert!(!written.starts_with('-'), "{name}={written}");
            }
        }
    }
    let table = chart.table();
    for row in &table.rows {
        prop_assert_eq!(row.len(), table.header.len());
    }
    Ok(())
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("Emri {at}")).collect()
}

fn heading() -> Heading {
    gallery::heading("extreme", "Titulli").expect("a heading")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn lines_of_anything(points in any_points(), before in any::<prop::sample::Index>()) {
        let periods = names(points[0].len());
        let breaks = vec![before.index(periods.len())];
        let lines = names(points.len()).into_iter().zip(points.clone());
        let lines = lines.map(|(name, points)| TrendLine { name, points }).collect();
        let found = BreakInSeries { before: breaks[0], reason: String::new() };
        let trend = Trend::new(heading(), gallery::trend_words(), periods.clone(), lines)
            .and_then(|trend| trend.with_breaks(vec![found]))
            .expect("lengths agree");
        check(&trend)?;
        let panels = names(points.len()).into_iter().zip(points).map(|(name, points)| Panel {
            name, points, breaks: breaks.clone(), link: None,
        });
        let words = gallery::small_multiples_words();
        let panels = panels.collect();
        check(&SmallMultiples::new(heading(), words, periods, panels).expect("lengths agree"))?;
    }

    #[test]
    fn rows_of_anything(
        marks in prop::collection::vec(prop::collection::vec(any_mark(), 4), 1..12)
    ) {
        let named = || names(marks.len()).into_iter().zip(&marks);
        let bar = |(name, marks): (String, &Vec<Mark>)| BarRow {
            name,
            parts: marks[..3].to_vec(),
            total: Some(marks[3].clone()),
        };
        let series = names(3).into_iter().enumerate();
        let series = series.map(|(at, name)| BarSeries { name, unknown: at == 2 }).collect();
        let rows = named().map(bar).collect();
        check(&Bars::new(heading(), gallery::bar_words(), series, rows).expect("lengths agree"))?;

        let row = |(label, marks): (String, &Vec<Mark>)| PyramidRow {
            label,
            left: marks[0].clone(),
            right: marks[1].clone(),
            unknown: Some(marks[2].clone()),
            age_unknown: false,
        };
        let rows = named().map(row).collect();
        check(&Pyramid::new(heading(), gallery::pyramid_words(), rows).expect("a few rows"))?;

        let row = |(name, marks): (String, &Vec<Mark>)| DotRow {
            name,
            mark: marks[0].clone(),
            comparable: marks[1].size().is_some(),
        };
        let plot = DotPlot::new(heading(), gallery::dot_plot_words(), named().map(row).collect())
            .expect("a few rows")
            .with_adopted(marks[0][3].clone());
        check(&plot)?;
    }
}
