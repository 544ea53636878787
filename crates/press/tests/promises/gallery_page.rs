//! Writes every sample chart with its table twin into one page for people to look at:
//! `chart-gallery.html` in the target folder's `tmp`. The page obeys the pages' content policy.

use crate::gallery;
use press::chart::TableTwin;
use std::fmt::Write as _;
use std::path::Path;

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

fn table(twin: &TableTwin) -> String {
    let mut html = format!("<table><caption>{}</caption><tr>", escape(&twin.caption));
    for head in &twin.header {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(head));
    }
    for row in &twin.rows {
        html.push_str("</tr><tr>");
        for cell in row {
            let _ = write!(html, "<td>{}</td>", escape(&cell.text));
        }
    }
    html + "</tr></table>"
}

#[test]
fn every_chart_stands_on_one_page() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut page = String::from(
        "<!doctype html><html lang=\"sq\"><meta charset=\"utf-8\"><title>Charts</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self' file:; style-src 'self' file:\">\
         <link rel=\"stylesheet\" href=\"chart.css\"><main>",
    );
    for (name, chart) in gallery::samples().expect("the samples are valid") {
        let _ = write!(
            page,
            "<figure>{}<figcaption>{name}</figcaption></figure><details>{}</details>",
            chart.svg(),
            table(&chart.table())
        );
    }
    std::fs::write(folder.join("chart.css"), press::CHART_CSS).expect("the folder is writable");
    std::fs::write(folder.join("chart-gallery.html"), &page).expect("the folder is writable");
    assert!(
        !page.contains(" style="),
        "the content policy forbids inline styles"
    );
}
