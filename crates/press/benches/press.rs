//! How long pictures, a report and a workbook take: a page may hold several pictures, so a
//! picture must stay far below a millisecond or two; a report may take as long as a page load.

#[path = "../tests/promises/gallery/mod.rs"]
mod gallery;

use criterion::{Criterion, criterion_group, criterion_main};
use press::chart::Chart;
use press::paper::{Block, ReportDocument, ReportFigure, ReportTable, ReportWords, Section, print};
use press::workbook::{Cell, Column, ColumnKind, Sheet, SheetName, Workbook};
use std::hint::black_box;
use vocabulary::Language;

fn charts(criterion: &mut Criterion) {
    for (name, chart) in gallery::samples().expect("the samples are valid") {
        criterion.bench_function(&format!("chart {name}"), |bencher| {
            bencher.iter(|| black_box(chart.svg()));
        });
    }
}

/// Eleven charts, each with its table.
fn report() -> ReportDocument {
    let samples = gallery::samples().expect("the samples are valid");
    let block = |(name, chart): &(&str, Box<dyn Chart>)| {
        [
            Block::Figure(ReportFigure {
                svg: chart.svg(),
                alternative: (*name).to_owned(),
                caption: (*name).to_owned(),
                notes: Vec::new(),
            }),
            Block::Table(ReportTable::of_twin(&chart.table(), Vec::new())),
        ]
    };
    let word = || "fjalë".to_owned();
    ReportDocument {
        language: Language::Albanian,
        title: word(),
        subtitle: String::new(),
        place: word(),
        period: word(),
        snapshot: word(),
        created: jiff::Timestamp::UNIX_EPOCH,
        words: ReportWords {
            page: word(),
            of: word(),
            snapshot: word(),
            table: word(),
            figure: word(),
            notes: word(),
        },
        sections: vec![Section {
            heading: word(),
            blocks: samples.iter().flat_map(block).collect(),
            sections: Vec::new(),
        }],
    }
}

fn paper(criterion: &mut Criterion) {
    let mut document = report();
    let mut number = 0u32;
    criterion.bench_function("report of 12 pages", |bencher| {
        bencher.iter(|| {
            // Another snapshot each time, so that nothing of the last one can be reused whole.
            number += 1;
            document.snapshot = number.to_string();
            document.title = format!("Raporti {number}");
            black_box(print(&document).expect("the report is printed"))
        });
    });
}

fn workbook(criterion: &mut Criterion) {
    let column = |index: u32| Column {
        head: format!("Kolona {index}"),
        kind: ColumnKind::Whole,
        width: 12.0,
    };
    let sheet = |name: &str, rows: u32| Sheet {
        name: SheetName::parse(name).expect("a good name"),
        columns: (0..10).map(column).collect(),
        rows: (0..rows)
            .map(|row| (0..10).map(|at| Cell::count(row * at)).collect())
            .collect(),
    };
    let workbook = Workbook {
        title: String::new(),
        snapshot: String::new(),
        created: jiff::Timestamp::UNIX_EPOCH,
        data: sheet("Data", 10_000),
        codebook: sheet("Codebook", 100),
        notes: sheet("Notes", 10),
    };
    criterion.bench_function("workbook of 100 000 cells", |bencher| {
        bencher.iter(|| black_box(workbook.write().expect("the workbook is written")));
    });
}

criterion_group! {
    name = press;
    config = Criterion::default().sample_size(20);
    targets = charts, paper, workbook
}
criterion_main!(press);
