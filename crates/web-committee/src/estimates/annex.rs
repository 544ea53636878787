//! The methods annex: an estimate on paper, so that a statistician can check it and an
//! international body can cite it. Capture histories are printed when they are published anyway.

use super::{
    open::file,
    pictures,
    reading::{Reading, reading},
    tables::{Table, tables},
};
use crate::{Door, error::InLanguage as _, returns::aside::blocking, session::SignedIn, show};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use estimation::estimates::{EstimateFile, Origin};
use page::{Failure, Words, decimal_text, time_text};
use press::{
    chart::Chart,
    paper::{
        Block, KeyFigure, ReportColumn, ReportDocument, ReportFigure, ReportTable, ReportWords,
        Section, print as set,
    },
};

/// The papers behind the methods, in the order of the methods.
const PAPERS: [&str; 9] = [
    "Chan, L., Silverman, B. W. & Vincent, K. (2021). Multiple systems estimation for sparse capture data. Journal of the American Statistical Association 116, 1297–1306.",
    "DiCiccio, T. J. & Efron, B. (1996). Bootstrap confidence intervals. Statistical Science 11, 189–228.",
    "Silverman, B. W., Chan, L. & Vincent, K. (2024). Bootstrapping multiple systems estimates to account for model selection. Statistics and Computing 34, 44.",
    "Madigan, D. & York, J. C. (1997). Bayesian methods for estimation of the size of a closed population. Biometrika 84, 19–31.",
    "Manrique-Vallier, D. (2016). Bayesian population size estimation using Dirichlet process mixtures. Biometrics 72, 1246–1254.",
    "Silverman, B. W. (2020). Multiple-systems analysis for the quantification of modern slavery. Journal of the Royal Statistical Society A 183, 691–736.",
    "Fienberg, S. E. & Rinaldo, A. (2012). Maximum likelihood estimation in log-linear models. Annals of Statistics 40, 996–1023.",
    "Chao, A. (1987). Estimating the population size for capture-recapture data with unequal catchability. Biometrics 43, 783–791.",
    "Binette, O. & Steorts, R. C. (2022). On the reliability of multiple systems estimation for the quantification of modern slavery. Journal of the Royal Statistical Society A 185, 640–676.",
];

#[boxed]
pub(crate) async fn print(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let file = file(&door, &reader, &code).await?;
    let (words, country) = (
        reader.words(),
        show::place_name(&door, reader.words(), door.country().code()),
    );
    let name = format!(
        "attachment; filename=\"besa-estimate-{}.pdf\"",
        show::plain(&file.estimate.code)
    );
    let bytes = blocking(&reader, move || set(&document(words, country, &file)?))
        .await?
        .shown(reader.language)?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

fn document(
    words: Words,
    country: String,
    file: &EstimateFile,
) -> Result<ReportDocument, press::Error> {
    let reading = reading(words, file);
    let section = |key: &str, blocks: Vec<Block>| Section {
        heading: words.text(key),
        blocks,
        sections: Vec::new(),
    };
    Ok(ReportDocument {
        language: words.language(),
        title: words.text("estimate-annex-title"),
        subtitle: file.estimate.title.clone(),
        place: country,
        period: time_text(words, file.estimate.made_at),
        snapshot: file.estimate.code.clone(),
        created: file.estimate.made_at,
        words: ReportWords {
            page: words.text("report-page"),
            of: words.text("report-of"),
            snapshot: words.text("estimate"),
            table: words.text("report-table"),
            figure: words.text("report-figure"),
            notes: words.text("report-notes"),
        },
        sections: vec![
            section("estimate-verdict", verdict(words, file, &reading)),
            section("estimate-picture-methods", methods(words, file)?),
            section("estimate-limits", vec![Block::List(reading.limits)]),
            section("estimate-checks", sensitivity(words, file)),
            section("estimate-data", data(words, file)?),
            section("estimate-papers", papers(words)),
        ],
    })
}

fn verdict(words: Words, file: &EstimateFile, reading: &Reading) -> Vec<Block> {
    let range = match file.report.range {
        Some(range) if reading.is_estimable => pictures::interval(words, range),
        _ => words.text("estimate-not-estimable"),
    };
    let mut blocks = vec![
        Block::KeyFigures(vec![
            KeyFigure {
                value: range,
                label: words.text("estimate-measure"),
                note: words.text("estimate-range"),
            },
            KeyFigure {
                value: decimal_text(words.language(), &file.report.observed.to_string()),
                label: words.text("estimate-observed"),
                note: String::new(),
            },
        ]),
        Block::Paragraph(reading.answer.clone()),
    ];
    for list in [&reading.reasons, &reading.caveats] {
        if !list.is_empty() {
            blocks.push(Block::List(list.clone()));
        }
    }
    blocks
}

fn methods(words: Words, file: &EstimateFile) -> Result<Vec<Block>, press::Error> {
    let chart = pictures::intervals(words, &file.report)?;
    let figure = Block::Figure(ReportFigure {
        svg: chart.svg(),
        alternative: words.text("estimate-picture-methods-text"),
        caption: words.text("estimate-picture-methods"),
        notes: Vec::new(),
    });
    let twin = Block::Table(ReportTable::of_twin(&chart.table(), Vec::new()));
    Ok(vec![figure, twin])
}

fn sensitivity(words: Words, file: &EstimateFile) -> Vec<Block> {
    let block = |table: Table| {
        Block::Table(ReportTable {
            caption: table.caption,
            columns: table
                .heads
                .into_iter()
                .enumerate()
                .map(|(at, head)| ReportColumn {
                    head,
                    numeric: at > 0,
                })
                .collect(),
            rows: table.rows,
            notes: vec![table.note],
        })
    };
    tables(words, file).into_iter().map(block).collect()
}

/// Where the lists come from; the histories themselves only when they are published anyway.
fn data(words: Words, file: &EstimateFile) -> Result<Vec<Block>, press::Error> {
    let number = |number: &dyn ToString| decimal_text(words.language(), &number.to_string());
    let mut blocks = vec![Block::Paragraph(words.with(
        "estimate-data-text",
        &[
            ("source", file.estimate.source.clone().into()),
            ("hash", file.histories_hash.clone().into()),
            ("replicates", number(&file.report.replicates).into()),
            ("seed", file.report.seed.to_string().into()),
            ("threshold", number(&file.report.threshold).into()),
        ],
    ))];
    if file.estimate.origin == Origin::Published {
        if let Some(chart) = pictures::overlaps(words, file)? {
            blocks.push(Block::Figure(ReportFigure {
                svg: chart.svg(),
                alternative: words.text("estimate-picture-overlaps-text"),
                caption: words.text("estimate-picture-overlaps"),
                notes: pictures::overlaps_left_out(words, file)
                    .into_iter()
                    .collect(),
            }));
            let twin = ReportTable::of_twin(&chart.table(), Vec::new());
            blocks.push(Block::Table(twin));
        }
    } else {
        blocks.push(Block::Paragraph(words.text("estimate-data-inside")));
    }
    Ok(blocks)
}

fn papers(words: Words) -> Vec<Block> {
    vec![
        Block::Paragraph(words.text("estimate-papers-text")),
        Block::List(PAPERS.map(str::to_owned).to_vec()),
    ]
}
