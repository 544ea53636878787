//! Sample charts over periods.

use super::*;

/// The words of a trend.
pub fn trend_words() -> TrendWords {
    TrendWords {
        period: "Viti".to_owned(),
        measure: "Viktima dhe viktima të mundshme (persona)".to_owned(),
        target: "Objektivi".to_owned(),
        break_in_series: "Ndërprerje e serisë".to_owned(),
        provisional: "paraprake".to_owned(),
        states: states(),
        numbers: NUMBERS,
    }
}

fn point(mark: Mark) -> TrendPoint {
    TrendPoint {
        mark,
        provisional: false,
    }
}

/// A line with everything that can hang on it.
pub fn trend() -> Result<Trend, Error> {
    let values = [
        35, 43, 67, 103, 97, 81, 92, 93, 125, 108, 38, 95, 105, 95, 103, 81, 159, 110,
    ];
    let mut points: Vec<TrendPoint> = values
        .into_iter()
        .map(|value| point(count(value)))
        .collect();
    points[3].mark = Mark::not_reported("nuk u raportua");
    points[10].mark = Mark::hidden("e fshehur");
    points[17].provisional = true;
    // Where there is no number, nothing is provisional.
    points[3].provisional = true;
    points[1].mark = points[1].mark.clone().with_link(link("/facts/2")?);
    let step = |from, to, level: f64| TargetStep {
        from,
        to,
        level,
        text: format!("{level}"),
    };
    Trend::new(
        heading("trend", "Viktima të identifikuara 2007–2024")?,
        trend_words(),
        (2007..2025).map(|year: u32| year.to_string()).collect(),
        vec![TrendLine {
            name: "Gjithsej".to_owned(),
            points,
        }],
    )?
    .with_baseline(ReferenceLine {
        label: "Niveli bazë 2006: 60".to_owned(),
        level: 60.0,
    })?
    .with_targets(vec![step(8, 11, 130.0), step(12, 17, 150.0)])?
    .with_breaks(vec![
        BreakInSeries {
            before: 7,
            reason: "2014: numërohen edhe viktimat e mundshme".to_owned(),
        },
        BreakInSeries {
            before: 8,
            reason: "2015: ndarja e re territoriale".to_owned(),
        },
    ])
}

/// Five lines that cross.
pub fn trend_lines() -> Result<Trend, Error> {
    let names = [
        "Policia",
        "Prokuroria",
        "Gjykata",
        "Shërbimi Social",
        "OJF-të",
    ];
    let line = |(index, name): (usize, &&str)| TrendLine {
        name: (*name).to_owned(),
        points: (0..8u32)
            .map(|at| {
                let value = (at * (index as u32 + 2) * 3) % 17 + 2;
                point(if at == 3 && index == 1 {
                    Mark::not_reported("nuk u raportua")
                } else if at == 5 && index == 2 {
                    Mark::hidden("<5")
                } else {
                    count(value)
                })
            })
            .collect(),
    };
    Trend::new(
        heading("lines", "Sipas institucionit")?,
        trend_words(),
        (0..8u32)
            .map(|at| format!("{}Q{}", 2023 + at / 4, at % 4 + 1))
            .collect(),
        names.iter().enumerate().map(line).collect(),
    )
}

/// Twelve places on one scale.
pub fn small_multiples() -> Result<SmallMultiples, Error> {
    let mut panels = Vec::new();
    for (index, name) in NAMES.iter().enumerate() {
        let points = (0..9u32).map(|at| {
            let mark = match (index as u32 + at) % 11 {
                7 => Mark::hidden("<5"),
                9 => Mark::not_reported("nuk u raportua"),
                other => count(other * (index as u32 % 4 + 1)),
            };
            TrendPoint {
                mark,
                provisional: at == 8,
            }
        });
        panels.push(Panel {
            name: (*name).to_owned(),
            points: points.collect(),
            breaks: if index.is_multiple_of(5) {
                vec![4]
            } else {
                Vec::new()
            },
            link: Some(link(&format!("/situation/{index}"))?),
        });
    }
    SmallMultiples::new(
        heading("multiples", "Dymbëdhjetë qarqet në një shkallë")?,
        small_multiples_words(),
        (2016..2025).map(|year: u32| year.to_string()).collect(),
        panels,
    )
}

/// The words of the small multiples.
pub fn small_multiples_words() -> SmallMultiplesWords {
    SmallMultiplesWords {
        place: "Qarku".to_owned(),
        measure: "Viktima të mundshme (persona)".to_owned(),
        provisional: "Paraprake".to_owned(),
        break_in_series: "Ndërprerje e serisë".to_owned(),
        states: states(),
        numbers: NUMBERS,
    }
}
