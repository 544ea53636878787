//! How fast an institution's own workbook is read and looked through for personal data: 50,000 rows
//! of eight columns, more than any return has.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use exchange::{
    personal,
    table::{Limits, read},
};
use rust_xlsxwriter::Workbook;

const ROWS: u32 = 50_000;
const NUMBERS: u16 = 7;

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Njësia").expect("a cell");
    for column in 1..=NUMBERS {
        sheet
            .write(0, column, format!("Treguesi {column}"))
            .expect("a cell");
    }
    for row in 1..=ROWS {
        sheet
            .write(row, 0, format!("Njësia {}", row % 373))
            .expect("a cell");
        for column in 1..=NUMBERS {
            sheet
                .write(row, column, row % 23 + u32::from(column))
                .expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn read_workbook(criterion: &mut Criterion) {
    let bytes = workbook();
    let limits = Limits::default();
    let cells = u64::from(ROWS) * u64::from(NUMBERS + 1);
    let mut group = criterion.benchmark_group("workbook");
    group.throughput(Throughput::Elements(cells));
    group.sample_size(10);
    group.bench_function("read", |bencher| {
        bencher.iter(|| read(&bytes, &limits).expect("a workbook"));
    });
    let sheets = read(&bytes, &limits).expect("a workbook");
    group.bench_function("personal data", |bencher| {
        bencher.iter(|| assert!(personal::find(&sheets, &|_| false).is_empty()));
    });
    group.finish();
}

criterion_group!(benches, read_workbook);
criterion_main!(benches);
