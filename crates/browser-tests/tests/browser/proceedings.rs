//! Matters and conferences in a real browser: every page in both languages and on both widths, as
//! whoever leads the one and chairs the other.

use crate::table::come_in;
use browser_tests::{Outcome, Scripts, Visitor, Width, visit};

/// Pages in the order in which they are looked at; `{matter}` is a matter of the visitor's own, and
/// `{conference}` one that they were asked to come to.
pub(crate) const PAGES: [&str; 10] = [
    "/table/matters",
    "/table/matters/new",
    "/table/matters/{matter}",
    "/table/matters/{matter}/steps",
    "/table/matters/{matter}/suspects",
    "/table/matters/{matter}/court",
    "/table/matters/{matter}/links",
    "/table/matters/{matter}/reveal",
    "/table/matters/{matter}/holders",
    "/table/conferences/{conference}",
];

/// The last part of the first address on a page that begins so.
async fn first(visitor: &Visitor, (page, beginning): (&str, &str)) -> Outcome<String> {
    visitor.open(page).await?;
    let link = visitor
        .find(&format!("main th a[href*='{beginning}']"))
        .await?;
    let href = link.prop("href").await?.unwrap_or_default();
    Ok(href.rsplit('/').next().unwrap_or_default().to_owned())
}

async fn look_at_all(visitor: &Visitor, (name, language): (&str, &str)) -> Outcome {
    visitor.sign_in(name).await?;
    visitor.read_in(language).await?;
    come_in(visitor).await?;
    let matter = first(visitor, ("/table/matters", "/table/matters/")).await?;
    let conference = first(visitor, ("/table/conferences", "/table/conferences/")).await?;
    let mut faults = Vec::new();
    for page in PAGES {
        let path = page.replace("{matter}", &matter);
        let path = path.replace("{conference}", &conference);
        visitor.resize(Width::Wide).await?;
        visitor.open(&path).await?;
        assert!(
            visitor.has("a[data-quick-exit]").await?,
            "{page} has no way out"
        );
        for width in [Width::Wide, Width::Phone] {
            for fault in visitor.faults(language, width).await? {
                faults.push(format!("{page} {language} {width:?}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn proceedings_are_usable_by_everybody_in_albanian() {
    visit("proceedings-sq", Scripts::On, async |visitor| {
        look_at_all(visitor, ("police.al-07", "sq")).await
    });
}

#[test]
fn proceedings_are_usable_by_everybody_in_english() {
    visit("proceedings-en", Scripts::On, async |visitor| {
        look_at_all(visitor, ("police.al-07", "en")).await
    });
}
