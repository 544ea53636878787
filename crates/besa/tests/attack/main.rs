//! The whole demonstration, attacked: everything that the public's door and the published part of
//! the API hand out, at every moment at which something changed, in both languages, put side by side
//! and audited by a reader who knows the rules; then again by every member of every committee, who reads
//! releases to members and the own institution's figures beside it. The attack must be able to succeed: releases that
//! were tampered with are found out.

mod demo;
mod members;
mod reader;
mod surfaces;
mod union;

use demo::Demo;
use reader::Told;
use std::collections::BTreeMap;
use surfaces::Page;
use union::{Finding, attack};

async fn everything(demo: &Demo) -> Vec<(i64, Vec<Page>)> {
    let mut moments = Vec::new();
    for (number, moment) in demo.moments().await.into_iter().enumerate() {
        let mut pages = Vec::new();
        for language in ["en", "sq"] {
            pages.extend(demo.crawl(moment, language).await);
        }
        moments.push((i64::try_from(number).unwrap(), pages));
    }
    moments
}

fn read(demo: &Demo, moments: &[(i64, Vec<Page>)]) -> Vec<(i64, Vec<Told>)> {
    let told = moments.iter().map(|(moment, pages)| {
        let told = pages
            .iter()
            .flat_map(|page| reader::read(demo.country(), page));
        (*moment, told.collect())
    });
    told.collect()
}

#[tokio::test]
async fn nothing_published_gives_a_count_away_and_tampering_is_found() {
    let demo = Demo::made().await;
    let moments = everything(&demo).await;
    let told = read(&demo, &moments);

    // The attack looks at something: every kind of surface, several tables, a correction.
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in told.iter().flat_map(|(_, told)| told) {
        *kinds.entry(one.surface).or_default() += 1;
    }
    for kind in ["html", "svg", "csv", "xlsx", "json", "api", "printed"] {
        assert!(
            kinds.get(kind).copied().unwrap_or_default() > 20,
            "{kind}: {kinds:?}"
        );
    }
    assert!(told.len() >= 3, "{} moments", told.len());

    let outcome = attack(demo.country(), &told);
    assert!(outcome.cells > 100, "{} cells", outcome.cells);
    assert!(outcome.states > outcome.years, "no correction was seen");
    assert_eq!(outcome.findings, [], "of {} cells", outcome.cells);

    tampered_with(&demo, &moments);
    members::attacked(&demo, &told).await;
}

/// One number that slips out anywhere is enough.
fn tampered_with(demo: &Demo, moments: &[(i64, Vec<Page>)]) {
    let last = moments.len() - 1;
    let is = |page: &Page, table: &str, ending: &str| {
        page.path.contains(table) && page.path.contains(ending)
    };
    // A raw count in one file.
    let raw = changed(moments, last, |page| {
        is(page, "victims-by-region", "figures.csv").then(|| {
            let text = String::from_utf8(page.body.clone()).unwrap();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let line = lines
                .iter_mut()
                .find(|line| line.contains(",rounded,"))
                .unwrap();
            let cells: Vec<&str> = line.split(',').collect();
            let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
            let place = cells.iter().position(|cell| cell == "rounded").unwrap();
            cells[place] = "number".to_owned();
            cells[place + 1] = "7".to_owned();
            *line = cells.join(",");
            lines.join("\n").into_bytes()
        })
    });
    expect_found(demo, &raw, "a raw count in a text table");
    // Another drawing of the same cell on a page: both together are narrower.
    let redrawn = changed(moments, last, |page| {
        is(page, "/public/tables/victims-by-sex", "").then(|| {
            let text = String::from_utf8(page.body.clone()).unwrap();
            let at = text.find("<td class=\"number\">").unwrap() + "<td class=\"number\">".len();
            let end = at + text[at..].find('<').unwrap();
            let value: i64 = text[at..end].trim().parse().unwrap();
            format!("{}{}{}", &text[..at], value + 3, &text[end..]).into_bytes()
        })
    });
    expect_found(demo, &redrawn, "a second drawing on a page");
}

fn expect_found(demo: &Demo, moments: &[(i64, Vec<Page>)], what: &str) {
    let findings: Vec<Finding> = attack(demo.country(), &read(demo, moments)).findings;
    assert!(!findings.is_empty(), "{what} is not found");
}

/// The same pages with the first that the change applies to altered.
fn changed(
    moments: &[(i64, Vec<Page>)],
    at: usize,
    change: impl Fn(&Page) -> Option<Vec<u8>>,
) -> Vec<(i64, Vec<Page>)> {
    let mut altered = moments.to_vec();
    let page = altered[at].1.iter_mut().find_map(|page| {
        let body = change(page)?;
        Some((page, body))
    });
    let (page, body) = page.expect("there is such a page");
    page.body = body;
    altered
}
