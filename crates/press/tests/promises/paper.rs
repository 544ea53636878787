//! Reports as PDF: they parse, say who they are, hold their charts, and come out the same twice.
//! The sample is written to `report.pdf` in the target folder's `tmp` for people to look at.

use crate::gallery;
use press::Error;
use press::chart::Chart;
use press::paper::{
    Block, KeyFigure, ReportColumn, ReportDocument, ReportFigure, ReportTable, ReportWords,
    Section, print,
};
use std::path::Path;
use std::process::Command;
use vocabulary::Language;

fn words() -> ReportWords {
    ReportWords {
        page: "Faqja".to_owned(),
        of: "nga".to_owned(),
        snapshot: "Pamja e ngrirë".to_owned(),
        table: "Tabela".to_owned(),
        figure: "Figura".to_owned(),
        notes: "Shënime".to_owned(),
    }
}

fn figure(name: &str, chart: &dyn Chart) -> Block {
    Block::Figure(ReportFigure {
        svg: chart.svg(),
        alternative: format!("Figura {name}"),
        caption: format!("Figura {name} me përshkrim"),
        notes: vec!["Burimi: shifrat e miratuara.".to_owned()],
    })
}

fn report() -> ReportDocument {
    let samples = gallery::samples().expect("the samples are valid");
    let mut figures = Vec::new();
    for (name, chart) in &samples {
        figures.push(figure(name, chart.as_ref()));
        figures.push(Block::Table(ReportTable::of_twin(
            &chart.table(),
            Vec::new(),
        )));
    }
    let section = |heading: &str, blocks, sections| Section {
        heading: heading.to_owned(),
        blocks,
        sections,
    };
    let key = |value: &str, label: &str, note: &str| KeyFigure {
        value: value.to_owned(),
        label: label.to_owned(),
        note: note.to_owned(),
    };
    ReportDocument {
        language: Language::Albanian,
        title: "Raporti i qarkut për tremujorin IV 2024".to_owned(),
        subtitle: "Gjendja, mospërputhjet dhe shifrat e miratuara".to_owned(),
        place: "Qarku Lezhë".to_owned(),
        period: "2024Q4".to_owned(),
        snapshot: "S-2025-01-17-7F3A9C".to_owned(),
        created: "2025-01-17T09:30:00Z".parse().expect("a timestamp"),
        words: words(),
        sections: vec![
            section(
                "Përmbledhje",
                vec![
                    Block::KeyFigures(vec![
                        key("14", "viktima të mundshme", "12 në tremujorin e mëparshëm"),
                        key("<5", "viktima të identifikuara formalisht", ""),
                        key("9 nga 11", "institucione që raportuan", "2 me vonesë"),
                    ]),
                    Block::Paragraph(
                        "Drejtoria e Policisë dhe Shërbimi Social Shtetëror raportuan shifra të \
                         ndryshme për të njëjtin fakt; ndryshimi shpjegohet nga përkufizimi i \
                         statusit dhe nga baza territoriale e numërimit të institucioneve."
                            .to_owned(),
                    ),
                    Block::List(vec![
                        "Dy raporte mungojnë.".to_owned(),
                        "Një mospërputhje është e hapur.".to_owned(),
                    ]),
                ],
                vec![section("Shifrat", figures, Vec::new())],
            ),
            section(
                "Shtojcë",
                vec![Block::Table(ReportTable {
                    caption: "Raportimi sipas institucionit".to_owned(),
                    columns: ["Institucioni", "Policia", "Prokuroria"]
                        .iter()
                        .enumerate()
                        .map(|(index, head)| ReportColumn {
                            head: (*head).to_owned(),
                            numeric: index > 0,
                        })
                        .collect(),
                    rows: (0..90)
                        .map(|at| vec![format!("Treguesi {at}"), at.to_string(), "0".to_owned()])
                        .collect(),
                    notes: vec!["Rregulli i numërimit: persona.".to_owned()],
                })],
                Vec::new(),
            ),
        ],
    }
}

#[test]
fn a_report_with_every_chart_is_printed_and_can_be_read_back() {
    let bytes = print(&report()).expect("the report is printed");
    assert!(bytes.starts_with(b"%PDF-1."));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.pdf");
    std::fs::write(&path, &bytes).expect("the folder is writable");
    let pdf = hayro_syntax::Pdf::new(bytes).expect("a PDF parser reads it");
    let pages = pdf.pages().len();
    assert!(pages > 5, "{pages} pages");
    let Ok(output) = Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output()
    else {
        eprintln!("skipped: pdftotext is not installed");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let footers = text.matches("S-2025-01-17-7F3A9C").count();
    assert_eq!(footers, pages, "one snapshot id on every page");
    assert!(text.contains(&format!("Faqja {pages} nga {pages}")));
    // The table's head is repeated on the next page.
    assert!(text.matches("Prokuroria").count() > 2);
}

#[test]
fn the_file_says_its_language_standard_and_name() {
    let bytes = print(&report()).expect("the report is printed");
    let text = String::from_utf8_lossy(&bytes);
    assert!(
        text.contains("/Lang(sq)") || text.contains("/Lang (sq)"),
        "no language"
    );
    for part in [
        "pdfuaid:part",
        "pdfaid:part",
        "/StructTreeRoot",
        "/MarkInfo",
    ] {
        assert!(text.contains(part), "{part} is missing");
    }
    let alternatives = text.matches("/Alt").count();
    assert!(alternatives >= 11, "{alternatives} of 11 figures speak");
    assert!(
        text.contains("Raporti i qarkut"),
        "the title is in the properties"
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let first = print(&report()).expect("the report is printed");
    let second = print(&report()).expect("the report is printed");
    assert!(first == second);
    let mut later = report();
    later.created = "2025-01-18T09:30:00Z".parse().expect("a timestamp");
    assert!(first != print(&later).expect("the report is printed"));
}

#[test]
fn english_reports_are_marked_as_english() {
    let mut document = report();
    document.language = Language::English;
    let bytes = print(&document).expect("the report is printed");
    assert!(String::from_utf8_lossy(&bytes).contains("/Lang(en)"));
}

#[test]
fn what_cannot_be_set_is_refused_with_its_place() {
    let mut crooked = report();
    crooked.sections[1].blocks = vec![Block::Table(ReportTable {
        caption: "Tabela".to_owned(),
        columns: vec![ReportColumn {
            head: "a".to_owned(),
            numeric: false,
        }],
        rows: vec![vec!["1".to_owned()], vec!["1".to_owned(), "2".to_owned()]],
        notes: Vec::new(),
    })];
    let refused = print(&crooked).expect_err("the second row is too long");
    assert!(
        refused.to_string().starts_with("row 2 of the table"),
        "{refused}"
    );

    let mut picture = report();
    picture.sections[1].blocks = vec![Block::Figure(ReportFigure {
        svg: "<html/>".to_owned(),
        alternative: "x".to_owned(),
        caption: "x".to_owned(),
        notes: Vec::new(),
    })];
    // The section before it holds one figure for each sample.
    let samples = gallery::samples().expect("the samples are valid").len();
    assert!(matches!(
        print(&picture),
        Err(Error::Picture { position, .. }) if position == samples + 1
    ));
    picture.sections[1].blocks = vec![Block::Figure(ReportFigure {
        svg: "<svg><unclosed".to_owned(),
        alternative: "x".to_owned(),
        caption: "x".to_owned(),
        notes: Vec::new(),
    })];
    assert!(matches!(print(&picture), Err(Error::Paper(_))));
}
