//! One sample of every chart, on an invented country of a few hexagons; the names are as long as
//! real ones. Used by the tests and by the gallery page that people look at.

use press::Error;
use press::chart::*;

/// A name and its chart.
pub type Sample = (&'static str, Box<dyn Chart>);

/// Every sample.
pub fn samples() -> Result<Vec<Sample>, Error> {
    Ok(vec![
        ("choropleth", Box::new(choropleth()?)),
        ("choropleth-schematic", Box::new(schematic()?)),
        ("dot-plot", Box::new(dot_plot("dots")?)),
        ("trend", Box::new(trend()?)),
        ("trend-lines", Box::new(trend_lines()?)),
        ("pyramid", Box::new(pyramid()?)),
        ("reporting", Box::new(reporting()?)),
        ("discrepancy", Box::new(discrepancy()?)),
        ("small-multiples", Box::new(small_multiples()?)),
        ("bars", Box::new(bars("bars")?)),
        ("bars-stacked", Box::new(stacked()?)),
    ])
}

/// A heading with this prefix.
pub fn heading(prefix: &str, title: &str) -> Result<Heading, Error> {
    Ok(Heading::new(
        IdPrefix::parse(prefix)?,
        title,
        format!("{title}: përshkrimi i figurës."),
    ))
}

/// Words for the states.
pub fn states() -> StateWords {
    StateWords {
        zero: "Zero e numëruar".to_owned(),
        hidden: "E fshehur (më pak se 5)".to_owned(),
        not_reported: "Nuk u raportua".to_owned(),
        not_applicable: "Nuk zbatohet".to_owned(),
    }
}

const NUMBERS: NumberStyle = NumberStyle {
    decimal: ',',
    group: '\u{a0}',
};

/// A mark of a count written plainly.
pub fn count(number: u32) -> Mark {
    Mark::count(number, number.to_string())
}

/// Marks in all five states, going round.
fn any_mark(index: u32) -> Mark {
    match index % 9 {
        2 => Mark::hidden("<5"),
        4 => count(0),
        6 => Mark::not_reported("n/r"),
        8 => Mark::not_applicable("–"),
        other => count((other * 7 + index * 5) % 60 + 1),
    }
}

fn link(path: &str) -> Result<Link, Error> {
    Link::parse(path)
}

/// Classes up to 60.
pub fn classes() -> Result<ClassScale, Error> {
    let bounds = class_bounds(60.0, 6, Grain::Count);
    let class = |found: &ClassBounds| Class {
        upper: found.upper,
        label: format!("{}–{}", found.lower, found.upper),
    };
    ClassScale::parse(bounds.iter().map(class).collect())
}

fn map_words() -> ChoroplethWords {
    ChoroplethWords {
        legend: "Viktima të mundshme, 2024 (persona)".to_owned(),
        place: "Qarku".to_owned(),
        states: states(),
    }
}

/// A six-sided shape, a little jagged, around a centre.
fn hexagon(name: &str, [x, y]: Position, radius: f64) -> Result<Shape, Error> {
    let ring = (0..36u32).map(|step| {
        let turn = f64::from(step) * std::f64::consts::TAU / 36.0;
        let wave = 1.0 + 0.06 * (turn * 6.0).cos() + 0.02 * (turn * 17.0).sin();
        [
            x + radius * wave * 1.3 * turn.cos(),
            y + radius * wave * turn.sin(),
        ]
    });
    Shape::parse(name, vec![vec![ring.collect()]])
}

const NAMES: [&str; 12] = [
    "Berat",
    "Dibër",
    "Durrës",
    "Elbasan",
    "Fier",
    "Gjirokastër",
    "Korçë",
    "Kukës",
    "Lezhë",
    "Shkodër",
    "Tiranë",
    "Vlorë",
];

fn centre(index: usize) -> Position {
    let column = (index % 2) as f64;
    let row = (index / 2) as f64;
    [19.4 + column * 0.62, 42.4 - row * 0.46]
}

/// Twelve surveyed places.
pub fn choropleth() -> Result<Choropleth, Error> {
    let mut regions = Vec::new();
    for (index, name) in NAMES.iter().enumerate() {
        let mark = any_mark(index as u32).with_link(link(&format!("/facts?place={name}"))?);
        regions.push(Region {
            name: format!("Qarku {name}"),
            label: (*name).to_owned(),
            shape: hexagon(name, centre(index), 0.23)?,
            mark,
        });
    }
    Choropleth::new(
        heading("map", "Viktima të mundshme sipas qarkut")?,
        map_words(),
        classes()?,
        Ground::Surveyed(regions),
    )
}

/// Three outlines shared out among centre points.
pub fn schematic() -> Result<Choropleth, Error> {
    let mut areas = Vec::new();
    for (area, name) in NAMES.iter().enumerate().take(3) {
        let middle = [19.4 + area as f64 * 0.9, 41.0 + (area % 2) as f64 * 0.25];
        let regions = (0..7u32).map(|index| {
            let turn = f64::from(index) * 2.4;
            let distance = 0.045 * f64::from(index);
            SchematicRegion {
                name: format!("Bashkia {name}-{index}"),
                label: format!("{name} {index}"),
                centre: [
                    middle[0] + distance * turn.cos(),
                    middle[1] + distance * turn.sin(),
                ],
                mark: any_mark(index + area as u32 * 4),
            }
        });
        areas.push(SchematicArea {
            outline: hexagon("outline", middle, 0.33)?,
            regions: regions.collect(),
        });
    }
    Choropleth::new(
        heading("schema", "Raste sipas bashkisë")?,
        map_words(),
        classes()?,
        Ground::Schematic {
            areas,
            note: "Hartë skematike: kufijtë e bashkive janë vizatuar rreth pikave të tyre \
                   qendrore dhe nuk janë kufijtë e vërtetë."
                .to_owned(),
        },
    )
}

/// Five institutions, one of them by another rule, one silent, one zero, and the adopted figure.
pub fn dot_plot(prefix: &str) -> Result<DotPlot, Error> {
    let row = |name: &str, mark: Mark, comparable: bool| DotRow {
        name: name.to_owned(),
        mark,
        comparable,
    };
    let words = DotPlotWords {
        institution: "Institucioni".to_owned(),
        measure: "Të mitura të identifikuara, tremujori IV 2006 (persona)".to_owned(),
        adopted: "Shifra e miratuar".to_owned(),
        range: "Shtrirja e shifrave të krahasueshme".to_owned(),
        not_comparable: "Rregull tjetër numërimi".to_owned(),
        comparable: "Rregulli i përbashkët".to_owned(),
        states: states(),
        numbers: NUMBERS,
    };
    let rows = vec![
        row("Drejtoria Vendore e Policisë", count(3), true),
        row(
            "Shërbimi Social Shtetëror, drejtoria rajonale",
            count(5),
            true,
        ),
        row("Qendra e strehimit", count(7), true).clone(),
        row("Zyra arsimore", Mark::not_reported("nuk u raportua"), true),
        row("Spitali rajonal", count(0), false),
    ];
    let mut rows = rows;
    rows[0].mark = rows[0]
        .mark
        .clone()
        .with_link(link("/facts/17?from=police")?);
    Ok(DotPlot::new(
        heading(prefix, "Pesë institucione për të njëjtin fakt")?,
        words,
        rows,
    )?
    .with_adopted(count(4)))
}

fn trend_words() -> TrendWords {
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

/// Two sexes, five ages, unknown of both.
pub fn pyramid() -> Result<Pyramid, Error> {
    let row = |label: &str, left: Mark, right: Mark, unknown: Mark, age_unknown: bool| PyramidRow {
        label: label.to_owned(),
        left,
        right,
        unknown: Some(unknown),
        age_unknown,
    };
    Pyramid::new(
        heading("pyramid", "Sipas gjinisë dhe moshës")?,
        PyramidWords {
            age: "Mosha".to_owned(),
            left: "Femra".to_owned(),
            right: "Meshkuj".to_owned(),
            unknown: "Gjini e panjohur".to_owned(),
            states: states(),
        },
        vec![
            row("25 vjeç e lart", count(14), count(6), count(0), false),
            row("18–24", count(31), count(9), count(2), false),
            row(
                "14–17",
                count(44),
                count(12),
                Mark::not_applicable("–"),
                false,
            ),
            row("10–13", count(18), Mark::hidden("<5"), count(1), false),
            row(
                "0–9",
                count(7),
                count(0),
                Mark::not_reported("nuk u raportua"),
                false,
            ),
            row("Mosha e panjohur", count(5), count(3), count(4), true),
        ],
    )
}

fn heads(corner: &str, columns: u32) -> MatrixHeads {
    let rows = [
        "Drejtoria Vendore e Policisë",
        "Prokuroria",
        "Shërbimi Social Shtetëror, drejtoria rajonale e qarkut",
        "Njësia e mbrojtjes së fëmijëve",
        "Zyra arsimore",
    ];
    MatrixHeads {
        corner: corner.to_owned(),
        rows: rows.map(str::to_owned).to_vec(),
        columns: (0..columns)
            .map(|at| format!("{}Q{}", 2022 + at / 4, at % 4 + 1))
            .collect(),
    }
}

/// Five institutions, twelve quarters.
pub fn reporting() -> Result<ReportingMatrix, Error> {
    let cell = |index: usize| ReportingCell {
        punctuality: Punctuality::ALL[(index * index + index / 3) % 4],
        detail: if index.is_multiple_of(5) {
            "12.01.2024".to_owned()
        } else {
            String::new()
        },
        link: Link::parse(&format!("/returns/{index}")).ok(),
    };
    let cells = (0..5).map(|row| (0..12).map(|column| cell(row * 12 + column)).collect());
    ReportingMatrix::new(
        heading("reporting", "Raportimi sipas institucionit dhe tremujorit")?,
        PunctualityWords {
            on_time: "Në kohë".to_owned(),
            late: "Me vonesë".to_owned(),
            missing: "Mungon".to_owned(),
            not_expected: "Nuk pritej".to_owned(),
        },
        heads("Institucioni", 12),
        cells.collect(),
    )
}

/// Spread by institution and quarter.
pub fn discrepancy() -> Result<ClassMatrix, Error> {
    let cells = (0..5u32).map(|row| (0..6u32).map(|at| any_mark(row * 6 + at)).collect());
    ClassMatrix::new(
        heading("spread", "Mospërputhjet")?,
        ChoroplethWords {
            legend: "Shtrirja midis shifrave (persona)".to_owned(),
            place: "Institucioni".to_owned(),
            states: states(),
        },
        classes()?,
        heads("Institucioni", 6),
        cells.collect(),
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
        SmallMultiplesWords {
            place: "Qarku".to_owned(),
            measure: "Viktima të mundshme (persona)".to_owned(),
            provisional: "Paraprake".to_owned(),
            break_in_series: "Ndërprerje e serisë".to_owned(),
            states: states(),
            numbers: NUMBERS,
        },
        (2016..2025).map(|year: u32| year.to_string()).collect(),
        panels,
    )
}

fn bar_words() -> BarWords {
    BarWords {
        row: "Forma".to_owned(),
        measure: "Viktima të mundshme 2024 (persona)".to_owned(),
        total: "Gjithsej".to_owned(),
        states: states(),
    }
}

/// Plain bars.
pub fn bars(prefix: &str) -> Result<Bars, Error> {
    let row = |name: &str, mark: Mark| BarRow {
        name: name.to_owned(),
        parts: vec![mark],
        total: None,
    };
    Bars::new(
        heading(prefix, "Sipas formës së shfrytëzimit")?,
        bar_words(),
        vec![BarSeries {
            name: "Gjithsej".to_owned(),
            unknown: false,
        }],
        vec![
            row("Shfrytëzim seksual", count(64)),
            row(
                "Punë e detyruar, përfshirë shërbimin në shtëpi dhe bujqësinë",
                count(21),
            ),
            row("Lypje e detyruar", Mark::hidden("<5")),
            row("Martesë e detyruar", count(0)),
            row("Heqje organesh", Mark::not_reported("nuk u raportua")),
        ],
    )
}

/// Stacked bars with unknown parts.
pub fn stacked() -> Result<Bars, Error> {
    let part = |name: &str, unknown: bool| BarSeries {
        name: name.to_owned(),
        unknown,
    };
    let row = |name: &str, parts: Vec<Mark>, total: Mark| BarRow {
        name: name.to_owned(),
        parts,
        total: Some(total),
    };
    let total = count(69).with_link(link("/facts/69")?);
    Bars::new(
        heading("stacked", "Sipas formës dhe gjinisë")?,
        bar_words(),
        vec![
            part("Gra", false),
            part("Vajza", false),
            part("Burra", false),
            part("Djem", false),
            part("Të tjerë", false),
            part("E panjohur", true),
        ],
        vec![
            row(
                "Shfrytëzim seksual",
                vec![
                    count(28),
                    count(31),
                    count(0),
                    Mark::hidden("<5"),
                    count(6),
                    count(10),
                ],
                total,
            ),
            row(
                "Punë e detyruar",
                vec![
                    count(3),
                    count(4),
                    count(9),
                    count(6),
                    count(2),
                    Mark::not_reported("n/r"),
                ],
                Mark::hidden("e fshehur"),
            ),
            row(
                "Lypje e detyruar",
                vec![
                    count(1),
                    count(14),
                    Mark::not_applicable("–"),
                    count(22),
                    count(0),
                    count(2),
                ],
                count(39),
            ),
        ],
    )
}
