//! One estimate: the verdict first, then the methods side by side, then everything it rests on.

use super::{
    permit, pictures,
    reading::{Reading, reading},
    tables::{Table, tables},
};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::SignedIn,
    show::{self, Picture},
};
use access::{ReadEstimate, RunEstimate};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use estimation::estimates::{EstimateFile, Origin, estimate_find};
use page::{Failure, Frame, decimal_text, html, time_text};

#[derive(Template)]
#[template(path = "estimates/open.html")]
struct OpenPage {
    frame: Frame,
    code: String,
    source: String,
    reading: Reading,
    methods: Picture,
    overlaps: Option<Picture>,
    overlaps_left_out: Option<String>,
    tables: Vec<Table>,
    facts: Vec<(String, String)>,
    is_published: bool,
    has_histories: bool,
}

/// The estimate with a code, for those who may see it.
#[boxed]
pub(super) async fn file(
    door: &Door,
    reader: &SignedIn,
    code: &str,
) -> Result<EstimateFile, Failure> {
    let permit = permit::<ReadEstimate>(door, reader)?;
    estimate_find(&door.database, &permit, code)
        .await
        .shown(reader.language)
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let file = file(&door, &reader, &code).await?;
    let overlaps = pictures::overlaps(words, &file).shown(language)?;
    html(&OpenPage {
        frame: frame(&door, &reader, file.estimate.title.clone()),
        code: file.estimate.code.clone(),
        source: file.estimate.source.clone(),
        reading: reading(words, &file),
        methods: Picture::of(&pictures::intervals(words, &file.report).shown(language)?),
        overlaps: overlaps.map(|chart| Picture::of(&chart)),
        overlaps_left_out: pictures::overlaps_left_out(words, &file),
        tables: tables(words, &file),
        facts: facts(&reader, &file),
        is_published: file.estimate.origin == Origin::Published,
        has_histories: file.histories.is_some(),
    })
}

/// What the estimate rests on.
fn facts(reader: &SignedIn, file: &EstimateFile) -> Vec<(String, String)> {
    let words = reader.words();
    let number = |number: &dyn ToString| decimal_text(reader.language, &number.to_string());
    let lists = file.report.lists.iter();
    let lists: Vec<String> = lists
        .map(|list| format!("{} ({})", list.name, number(&list.people)))
        .collect();
    let made = format!(
        "{}, {}",
        time_text(words, file.estimate.made_at),
        file.estimate.made_by
    );
    vec![
        (words.text("estimate-lists"), lists.join(", ")),
        (words.text("recorded"), made),
        (
            words.text("estimate-replicates"),
            number(&file.report.replicates),
        ),
        (words.text("estimate-seed"), file.report.seed.to_string()),
        (
            words.text("estimate-threshold"),
            number(&file.report.threshold),
        ),
        (
            words.text("estimate-histories-hash"),
            file.histories_hash.clone(),
        ),
    ]
}

#[boxed]
pub(crate) async fn report(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let file = file(&door, &reader, &code).await?;
    let kind = "application/json".to_owned();
    let name = format!("besa-estimate-{}.json", show::plain(&file.estimate.code));
    Ok(attachment(kind, &name, file.report_text))
}

/// The capture histories: for those alone who may calculate with them.
#[boxed]
pub(crate) async fn histories(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let _permit = permit::<RunEstimate>(&door, &reader)?;
    let file = file(&door, &reader, &code).await?;
    let gone = || Failure::not_found().in_language(reader.language);
    let histories = file.histories.ok_or_else(gone)?;
    let name = format!("besa-histories-{}.csv", show::plain(&file.estimate.code));
    Ok(attachment(
        "text/csv; charset=utf-8".to_owned(),
        &name,
        histories,
    ))
}

fn attachment(kind: String, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, text).into_response()
}
