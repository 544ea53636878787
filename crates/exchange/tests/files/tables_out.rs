//! Tables out, and back in: the same figures come back, as a file and as a stream, and nothing that
//! is written runs in a spreadsheet program.

use crate::support::lexicon;
use exchange::{
    layout::{Context, Fingerprint, Mapping, apply, recognise},
    long::{self, Outcome, Reader},
    output::{FigureRow, OutputValue, TextOptions, columns, safe, write_figures},
    table::{Limits, read},
    value::Meanings,
};
use proptest::prelude::*;
use std::borrow::Cow;
use vocabulary::{
    Breakdown, Confidence, DimensionCode, FigureState, IndicatorCode, InstitutionCode, Period,
    PlaceCode, ReportedValue, StatedFigure,
};

fn context() -> Context {
    Context {
        institution: None,
        place: None,
        period: None,
        today: jiff::civil::date(2025, 1, 1),
    }
}

fn dimensions() -> [DimensionCode; 2] {
    ["age", "sex"].map(|code| DimensionCode::parse(code).unwrap())
}

fn row(figure: &StatedFigure) -> FigureRow<'_> {
    FigureRow {
        indicator_code: figure.indicator.as_str(),
        indicator_name: "Viktima të mundshme",
        place_code: figure.place.as_str(),
        place_name: "Berat",
        first_level: ("AL-01", "Berat"),
        second_level: ("", ""),
        country_code: "AL",
        institution_code: figure.institution.as_str(),
        institution_name: "Drejtoria, \"Berat\"",
        institution_kind: "police",
        period: figure.period,
        breakdown: Cow::Borrowed(&figure.breakdown),
        state: figure.value.state().code(),
        value: figure
            .value
            .number()
            .map_or(OutputValue::None, OutputValue::Number),
        decimals: 0,
        confidence: figure.value.confidence().map_or("", Confidence::code),
        comment: figure.comment.as_deref().unwrap_or(""),
    }
}

fn written(figures: &[StatedFigure], options: TextOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_figures(&mut bytes, &dimensions(), figures.iter().map(row), options).unwrap();
    bytes
}

fn without_source(mut figure: StatedFigure) -> StatedFigure {
    figure.source = None;
    figure
}

fn read_back(bytes: &[u8]) -> Vec<StatedFigure> {
    let lexicon = lexicon();
    let sheets = read(bytes, &Limits::default()).unwrap();
    let candidate = recognise(&sheets[0], &lexicon).remove(0);
    assert_eq!(candidate.missing, []);
    let mapping = Mapping {
        fingerprint: Fingerprint::of(&sheets, &lexicon),
        tables: vec![candidate.table],
    };
    let reading = apply(
        &sheets,
        &mapping,
        &lexicon,
        &Meanings::default(),
        &context(),
    );
    assert_eq!(
        (&reading.refusals, &reading.questions),
        (&Vec::new(), &Vec::new())
    );
    reading.figures.into_iter().map(without_source).collect()
}

fn stream_back(bytes: &[u8]) -> Vec<StatedFigure> {
    let lexicon = lexicon();
    let head = long::head(bytes, &lexicon).unwrap();
    let table = &head.candidates[0].table;
    let (meanings, context) = (Meanings::default(), context());
    let mut reader =
        Reader::new(bytes, head.separator, table, &lexicon, &meanings, &context).unwrap();
    let mut figures = Vec::new();
    while let Some(outcome) = reader.next_row().unwrap() {
        match outcome {
            Outcome::Figure(figure) => figures.push(without_source(figure.to_stated(1))),
            other => panic!("{other:?}"),
        }
    }
    figures
}

fn any_value() -> impl Strategy<Value = ReportedValue> {
    prop_oneof![
        (0i64..1_000_000).prop_map(|number| ReportedValue::value(number).unwrap()),
        (0i64..50).prop_map(|number| {
            ReportedValue::parse(FigureState::Estimated, Some(number), Some(Confidence::C)).unwrap()
        }),
        prop::sample::select(vec![
            FigureState::NotReported,
            FigureState::NotApplicable,
            FigureState::Withheld,
        ])
        .prop_map(|state| ReportedValue::without_number(state).unwrap()),
    ]
}

fn any_figure() -> impl Strategy<Value = StatedFigure> {
    (
        prop::sample::select(vec!["AL-01.POLICE", "AL-09.POLICE"]),
        prop::sample::select(vec!["V01", "V02"]),
        prop::sample::select(vec!["AL-01", "AL-09", "AL311", "AL312", "U-1"]),
        prop::sample::select(vec!["2023", "2023Q4", "202311", "2023S1", "2022Sep"]),
        prop::sample::select(vec!["", "sex=female", "age=child", "age=adult;sex=male"]),
        any_value(),
        prop::option::of(prop::sample::select(vec![
            "=1+1",
            "-3",
            "+x",
            "@SUM(A1)",
            "'=x",
            "''",
            "a, \"b\"; c",
            "rreth\ndy rreshta",
            "-",
        ])),
    )
        .prop_map(
            |(institution, indicator, place, period, breakdown, value, comment)| StatedFigure {
                institution: InstitutionCode::parse(institution).unwrap(),
                indicator: IndicatorCode::parse(indicator).unwrap(),
                place: PlaceCode::parse(place).unwrap(),
                period: Period::parse(period).unwrap(),
                breakdown: Breakdown::parse(breakdown).unwrap(),
                value,
                counting_rule: None,
                comment: comment.map(str::to_owned),
                source: None,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_written_is_read_back_the_same(
        figures in proptest::collection::vec(any_figure(), 1..40),
        with_tags: bool,
        with_mark: bool,
        separator in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let mut unique: Vec<StatedFigure> = Vec::new();
        for figure in figures {
            let same = |other: &StatedFigure| {
                (&other.institution, &other.indicator, &other.place, other.period, &other.breakdown)
                    == (&figure.institution, &figure.indicator, &figure.place, figure.period, &figure.breakdown)
            };
            if !unique.iter().any(same) {
                unique.push(figure);
            }
        }
        let bytes = written(&unique, TextOptions { with_tags, with_mark, separator });
        prop_assert_eq!(&read_back(&bytes), &unique);
        prop_assert_eq!(&stream_back(&bytes), &unique);
    }

    #[test]
    fn no_written_text_runs_in_a_spreadsheet_program(text in "[=+@\\-\t\r'a-z0-9(),. ]{0,12}") {
        let cell = safe(&text).into_owned();
        let begins = cell.chars().next();
        let is_number = cell.trim_start_matches(['-', '+']).replace(',', ".").parse::<f64>().is_ok();
        prop_assert!(is_number || !matches!(begins, Some('=' | '+' | '-' | '@' | '\t' | '\r')));
    }
}

#[test]
fn negative_numbers_stay_numbers() {
    for text in ["-3", "+3,5", "-0.25"] {
        assert_eq!(safe(text), text);
    }
    for text in ["-3+cmd|' /C calc'!A0", "=1", "-", "--1", "+1 2"] {
        assert_eq!(safe(text), format!("'{text}"));
    }
}

#[test]
fn every_column_has_one_tag() {
    let columns = columns(&dimensions());
    for column in &columns {
        let (tag, attributes) = column.tag.split_once('+').unwrap_or((&column.tag, "x"));
        let is_name = |text: &str| {
            let mut letters = text.chars();
            letters
                .next()
                .is_some_and(|first| first.is_ascii_lowercase())
                && letters.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
        };
        assert!(tag.strip_prefix('#').is_some_and(is_name), "{}", column.tag);
        assert!(attributes.split('+').all(is_name), "{}", column.tag);
    }
    let tags: std::collections::BTreeSet<&str> =
        columns.iter().map(|column| column.tag.as_str()).collect();
    assert_eq!(tags.len(), columns.len());
}

#[test]
fn a_stream_names_rows_as_a_spreadsheet_program_does_and_refuses_the_second_of_two() {
    let lexicon = lexicon();
    let text = "indicator_code,place_code,period,institution_code,value,comment\r\n\
        V01,AL-01,2023,AL-01.POLICE,4,\"two\nlines\"\r\n\
        V01,Dibër,2023,AL-01.POLICE,<5,\r\n\
        \r\n\
        V01,Diber,2023,AL-01.POLICE,5,\r\n\
        V01,AL-01,2023,AL-01.POLICE,9,";
    let head = long::head(text.as_bytes(), &lexicon).unwrap();
    let mut table = head.candidates[0].table.clone();
    for label in &mut table.labels {
        if let exchange::layout::LabelMeaning::Place { level } = &mut label.meaning {
            *level = Some("qark".into());
        }
    }
    let (meanings, context) = (Meanings::default(), context());
    let mut reader = Reader::new(
        text.as_bytes(),
        head.separator,
        &table,
        &lexicon,
        &meanings,
        &context,
    )
    .unwrap();
    let mut seen = Vec::new();
    while let Some(outcome) = reader.next_row().unwrap() {
        seen.push(match outcome {
            Outcome::Figure(figure) => format!("row {} {}", figure.row, figure.place),
            Outcome::Ask { text, cell, .. } => format!("ask {cell} {text}"),
            Outcome::Refused { cell, reason, .. } => format!("refused {cell} {reason:?}"),
            Outcome::Nothing => continue,
        });
    }
    assert_eq!(seen[..3], ["row 2 AL-01", "ask E3 <5", "row 5 AL-09"]);
    assert!(seen[3].starts_with("refused E6 Duplicate"), "{}", seen[3]);
}
