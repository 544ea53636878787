//! The list of discrepancies, the gravest and the latest first.

use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
    show,
};
use access::ReadDiscrepancies;
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use boxed::boxed;
use committee::discrepancies::{
    DiscrepancyFilter, Kind, Status, Weight, discrepancy_count, discrepancy_list,
};
use page::{Failure, Frame, html, number_text};
use serde::Deserialize;

// words: kind-* status-* weight-*

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    status: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    notes: String,
    #[serde(default)]
    after: u32,
}

struct Row {
    id: i64,
    fact: String,
    kind: String,
    range: String,
    weight: &'static str,
    weight_name: String,
    institution: Option<String>,
    reopened: i64,
}

struct Choice {
    code: &'static str,
    name: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "discrepancies/list.html")]
struct ListPage {
    frame: Frame,
    statuses: Vec<Choice>,
    kinds: Vec<Choice>,
    with_notes: bool,
    rows: Vec<Row>,
    count: String,
    next: Option<String>,
}

const PAGE: u16 = 50;

#[boxed]
pub(crate) async fn list(
    State(door): State<Door>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    if !super::sees_all(&door, &reader) {
        let status = Status::from_code(&asked.status).unwrap_or(Status::Open);
        return super::own::list(&door, &reader, status).await;
    }
    let home = reader.home(&door);
    let permit = reader.permit::<ReadDiscrepancies>(scope(&door, &home, None))?;
    let status = Status::from_code(&asked.status).unwrap_or(Status::Open);
    let kind = Kind::from_code(&asked.kind);
    let with_notes = asked.notes == "yes" || kind == Some(Kind::NotCorroborated);
    let is_national = permit.scope().region.is_none();
    let filter = DiscrepancyFilter {
        region: (!is_national).then(|| home.clone()),
        status: Some(status),
        least_weight: (!with_notes).then_some(Weight::Minor),
        kind,
        limit: PAGE,
        offset: asked.after,
        ..DiscrepancyFilter::default()
    };
    let found = discrepancy_list(&door.database, &door.catalogue, &permit, &filter)
        .await
        .shown(language)?;
    let count = discrepancy_count(&door.database, &door.catalogue, &permit, &filter)
        .await
        .shown(language)?;
    let next = asked.after + u32::from(PAGE);
    html(&ListPage {
        frame: frame(&door, &reader, words.text("navigation-discrepancies")),
        statuses: Status::ALL
            .into_iter()
            .map(|one| Choice {
                code: one.code(),
                name: words.of("status", one.code()),
                is_chosen: one == status,
            })
            .collect(),
        kinds: Kind::ALL
            .into_iter()
            .map(|one| Choice {
                code: one.code(),
                name: words.of("kind", one.code()),
                is_chosen: Some(one) == kind,
            })
            .collect(),
        with_notes,
        rows: found
            .iter()
            .map(|one| {
                let decimals = show::decimals(&door, &one.fact.indicator);
                let number = |number| number_text(language, number, decimals);
                Row {
                    id: one.id,
                    fact: show::fact_name(&door, words, &one.fact),
                    kind: words.of("kind", one.kind.code()),
                    range: match one.range {
                        Some((low, high)) if low == high => number(low),
                        Some((low, high)) => format!("{} ↔ {}", number(low), number(high)),
                        None => String::new(),
                    },
                    weight: match one.weight {
                        Weight::Major => "tag-bad",
                        Weight::Minor => "tag-warn",
                        Weight::Note => "",
                    },
                    weight_name: words.of("weight", one.weight.code()),
                    institution: one
                        .institution
                        .as_ref()
                        .map(|code| show::institution_name(&door, words, code.as_str())),
                    reopened: one.times_reopened,
                }
            })
            .collect(),
        count: words.with("discrepancies-count", &[("count", count.into())]),
        next: (i64::from(next) < count).then(|| {
            format!(
                "/discrepancies?status={}&kind={}&notes={}&after={next}",
                status.code(),
                kind.map_or("", Kind::code),
                if with_notes { "yes" } else { "" }
            )
        }),
    })
}
