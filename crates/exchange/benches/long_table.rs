//! How fast a national dataset is read: a long CSV of 2.3 million rows, as a stream. The figure to
//! hold is 400,000 rows a second.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exchange::{
    layout::Context,
    lexicon::Lexicon,
    long::{self, Outcome, Reader},
    value::Meanings,
};
use std::{fmt::Write, hint::black_box};
use vocabulary::{
    AgeBasis, CountingRule, CountingUnit, Coverage, DateBasis, DimensionCode, Direction, Indicator,
    IndicatorCode, Institution, InstitutionCode, InstitutionKindCode, Names, OverTime, Place,
    PlaceCode, Repeats, Sensitivity, TermCode, TerritorialBasis, Validity,
};

const PLACES: usize = 373;
const INSTITUTIONS: usize = 8;
const INDICATORS: usize = 5;
const QUARTERS: usize = 40;
const CELLS: [(&str, &str); 4] = [
    ("female", "child"),
    ("female", "adult"),
    ("male", "child"),
    ("", ""),
];

fn indicator(number: usize) -> Indicator {
    let dimension = |code| DimensionCode::parse(code).expect("a code");
    Indicator {
        code: IndicatorCode::parse(&format!("V{number:02}")).expect("a code"),
        names: Names::new(format!("Treguesi {number}"), format!("Indicator {number}")),
        definition: Names::new("", ""),
        group: "victims".into(),
        decimals: 0,
        over_time: OverTime::Sum,
        additive_across_places: true,
        additive_across_institutions: false,
        sensitivity: Sensitivity::Public,
        direction: Direction::Neither,
        counts_people: true,
        counting_rule: CountingRule {
            status: None,
            unit: CountingUnit::Person,
            territory: TerritorialBasis::IdentifiedIn,
            date: DateBasis::FirstIdentification,
            repeats: Repeats::OncePerPeriod,
            age: AgeBasis::AtIdentification,
            articles: Vec::new(),
            coverage: Coverage::OwnClients,
        },
        dimensions: vec![dimension("sex"), dimension("age")],
        source: "benchmark".into(),
    }
}

fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::default();
    for number in 0..PLACES {
        lexicon.add_place(&Place {
            code: PlaceCode::parse(&format!("AL-U{number:03}")).expect("a code"),
            level: "unit".into(),
            parent: None,
            also_in: Vec::new(),
            names: Names::new(format!("Njësia {number}"), format!("Unit {number}")),
            aliases: Vec::new(),
            validity: Validity::default(),
            identifiers: Vec::new(),
            centre: None,
        });
    }
    for number in 0..INSTITUTIONS {
        lexicon.add_institution(&Institution {
            code: InstitutionCode::parse(&format!("INSTITUTION-{number}")).expect("a code"),
            kind: InstitutionKindCode::parse("police").expect("a code"),
            names: Names::new(format!("Institucioni {number}"), format!("Body {number}")),
            place: PlaceCode::parse("AL").expect("a code"),
            validity: Validity::default(),
        });
    }
    for (dimension, terms) in [("sex", ["female", "male"]), ("age", ["child", "adult"])] {
        let dimension = DimensionCode::parse(dimension).expect("a code");
        lexicon.add_dimension(
            &dimension,
            &Names::new(dimension.as_str(), dimension.as_str()),
        );
        for term in terms {
            let code = TermCode::parse(term).expect("a code");
            lexicon.add_term(&dimension, &code, &Names::new(term, term), []);
        }
    }
    for number in 0..INDICATORS {
        lexicon.add_indicator(&indicator(number));
    }
    lexicon
}

/// 373 units × 40 quarters × 8 institutions × 5 indicators × 4 cells, in reading order, and how
/// many rows that is (2,387,200).
fn table() -> (String, u64) {
    let mut text = String::with_capacity(160 << 20);
    text.push_str("period,place_code,institution_code,indicator_code,sex,age,value,comment\n");
    let mut rows = 0;
    for place in 0..PLACES {
        for quarter in 0..QUARTERS {
            let (year, part) = (2014 + quarter / 4, quarter % 4 + 1);
            for institution in 0..INSTITUTIONS {
                for indicator in 0..INDICATORS {
                    for (index, (sex, age)) in CELLS.iter().enumerate() {
                        let value = (place + quarter * 7 + index) % 23;
                        writeln!(
                            text,
                            "{year}Q{part},AL-U{place:03},INSTITUTION-{institution},V{indicator:02},{sex},{age},{value},"
                        )
                        .expect("a text can be written to");
                        rows += 1;
                    }
                }
            }
        }
    }
    (text, rows)
}

fn read_all(text: &str, lexicon: &Lexicon) -> u64 {
    let head = long::head(&text.as_bytes()[..1 << 16], lexicon).expect("a table");
    let table = &head.candidates[0].table;
    let meanings = Meanings::default();
    let context = Context {
        institution: None,
        place: None,
        period: None,
        today: jiff::civil::date(2025, 1, 1),
    };
    let mut reader = Reader::new(
        text.as_bytes(),
        head.separator,
        table,
        lexicon,
        &meanings,
        &context,
    )
    .expect("a long table");
    let mut figures = 0;
    while let Some(outcome) = reader.next_row().expect("a readable table") {
        match outcome {
            Outcome::Figure(figure) => {
                figures += 1;
                black_box(figure);
            }
            other => panic!("not a figure: {other:?}"),
        }
    }
    figures
}

fn long_table(criterion: &mut Criterion) {
    let lexicon = lexicon();
    let (text, rows) = table();
    let mut group = criterion.benchmark_group("long_table");
    group.throughput(Throughput::Elements(rows));
    group.sample_size(10);
    group.bench_function("2.4 million rows", |bencher| {
        bencher.iter(|| assert_eq!(read_all(&text, &lexicon), rows));
    });
    group.finish();
}

criterion_group!(benches, long_table);
criterion_main!(benches);
