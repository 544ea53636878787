//! Every page, as everybody who sees it, in both languages, on an office computer and on a
//! telephone: usable by everybody, and in itself complete.

use browser_tests::{Outcome, Scripts, Visitor, Width, visit};
use std::collections::BTreeMap;

/// The table of the committee's routes, which its own tests hold against its sources.
const ROUTES: &str = include_str!("../../../web-committee/tests/golden/routes.txt");

/// Routes that lead elsewhere or hand out files, and pages that the walks of the other files look
/// at, where there is something on them.
const ELSEWHERE: [&str; 12] = [
    "/",
    "/set-up",
    "/imports/{id}",
    "/imports/{id}/file",
    "/returns/{id}/workbook.xlsx",
    "/snapshots/{code}/report.pdf",
    "/snapshots/{code}/figures.xlsx",
    "/snapshots/{code}/figures.csv",
    "/estimates/{code}/annex.pdf",
    "/estimates/{code}/report.json",
    "/estimates/{code}/histories.csv",
    "/rounds/{code}/schema.json",
];

/// A page: a path, or a path and the selector of a link or button there that leads to it.
struct Page {
    route: &'static str,
    at: &'static str,
    link: Option<&'static str>,
}

const fn at(path: &'static str) -> Page {
    Page {
        route: path,
        at: path,
        link: None,
    }
}

const fn by(route: &'static str, path: &'static str, link: &'static str) -> Page {
    Page {
        route,
        at: path,
        link: Some(link),
    }
}

// The links that lead from a list to what is listed.
const ROUND: &str = "main th a[href^='/rounds/']";
const DISCREPANCY: &str = "main th a[href^='/discrepancies/']";
const INDICATOR: &str = "main a[href^='/indicators/']";
const RETURN: &str = "td a[href^='/returns/']";
const BEGIN: &str = "td button[id^='begin-']";

/// Where somebody who is not signed in comes.
const OF_ANYBODY: [Page; 6] = [
    at("/sign-in"),
    at("/public"),
    by(
        "/public/tables/{code}",
        "/public",
        "main a[href^='/public/tables/']",
    ),
    at("/public/printed"),
    at("/api"),
    at("/no-such-page"),
];

const OF_MEMBER: [Page; 19] = [
    at("/situation"),
    at("/returns"),
    by("/returns/{id}", "/returns", BEGIN),
    by("/returns/{id}", "/returns", RETURN),
    at("/imports"),
    at("/discrepancies"),
    by("/discrepancies/{id}", "/discrepancies", DISCREPANCY),
    by("/facts", "/situation", "main a[href^='/facts']"),
    at("/indicators"),
    by("/indicators/{code}", "/indicators", INDICATOR),
    at("/meetings"),
    by("/meetings/{id}", "/meetings", "main a[href^='/meetings/']"),
    at("/rounds"),
    by("/rounds/{code}", "/rounds", ROUND),
    at("/help"),
    at("/password"),
    at("/tokens"),
    at("/account/second-factor"),
    at("/account/sessions"),
];

const OF_SECRETARIAT: [Page; 11] = [
    at("/situation"),
    by("/facts", "/situation", "main a[href^='/facts']"),
    by(
        "/releases/{code}",
        "/releases",
        "main th a[href^='/releases/']",
    ),
    at("/returns"),
    by("/returns/{id}", "/returns", RETURN),
    at("/imports"),
    by("/discrepancies/{id}", "/discrepancies", DISCREPANCY),
    by(
        "/discrepancies/{id}",
        "/discrepancies?kind=rules-differ",
        DISCREPANCY,
    ),
    at("/meetings"),
    at("/snapshots"),
    by("/indicators/{code}", "/indicators", INDICATOR),
];

const OF_CHAIR: [Page; 3] = [
    at("/situation"),
    at("/meetings"),
    by("/discrepancies/{id}", "/discrepancies", DISCREPANCY),
];

const OF_ANALYST: [Page; 20] = [
    at("/situation?place=AL&period=2024"),
    at("/situation?place=AL-07"),
    at("/returns"),
    at("/returns?place=AL-03"),
    at("/imports"),
    at("/discrepancies"),
    by("/discrepancies/{id}", "/discrepancies", DISCREPANCY),
    by(
        "/discrepancies/{id}",
        "/discrepancies?kind=copy-of-another-period",
        DISCREPANCY,
    ),
    by(
        "/discrepancies/{id}",
        "/discrepancies?kind=base-differs",
        DISCREPANCY,
    ),
    by(
        "/snapshots/{code}",
        "/snapshots",
        "main a[href^='/snapshots/']",
    ),
    by("/indicators/{code}", "/indicators", INDICATOR),
    at("/rounds"),
    at("/rounds/new"),
    by("/rounds/{code}", "/rounds", ROUND),
    by(
        "/rounds/{code}",
        "/rounds",
        "main tr:last-child th a[href^='/rounds/']",
    ),
    at("/estimates"),
    by(
        "/estimates/{code}",
        "/estimates",
        "main th a[href^='/estimates/']",
    ),
    at("/releases"),
    by(
        "/releases/{code}",
        "/releases",
        "main th a[href^='/releases/']",
    ),
    Page {
        route: "/releases/preview",
        at: "/releases/preview?table=victims-by-sex&period=2023",
        link: None,
    },
];

const OF_ADMINISTRATOR: [Page; 4] = [
    at("/accounts"),
    by(
        "/accounts/{name}",
        "/accounts?words=office",
        "th a[href='/accounts/office.al-07']",
    ),
    at("/accounts/administrator"),
    at("/help"),
];

/// Somebody who sits on several bodies: the choice stands at the top of every page.
const OF_SEVERAL: [Page; 3] = [at("/account/memberships"), at("/returns"), at("/tokens")];

const PEOPLE: [(&str, &[Page]); 6] = [
    ("police.al-07", &OF_MEMBER),
    ("secretariat.al-07", &OF_SECRETARIAT),
    ("chair.al-07", &OF_CHAIR),
    ("onc", &OF_ANALYST),
    ("administrator", &OF_ADMINISTRATOR),
    ("office.al-07", &OF_SEVERAL),
];

/// Titles of a language, with the path that has each.
type Titles = BTreeMap<String, String>;

async fn look(
    visitor: &Visitor,
    language: &str,
    page: &Page,
    titles: &mut Titles,
    faults: &mut Vec<String>,
) -> Outcome {
    visitor.resize(Width::Wide).await?;
    visitor.open(page.at).await?;
    if let Some(link) = page.link {
        match visitor.find(link).await?.prop("href").await? {
            Some(target) => visitor.open(&target).await?,
            None => visitor.send(link).await?,
        }
    }
    let path = visitor.path().await?;
    let title = visitor.driver().title().await?;
    let bare = path.split('?').next().unwrap_or_default().to_owned();
    if let Some(other) = titles.insert(title.clone(), bare.clone())
        && other != bare
    {
        faults.push(format!("{path} is titled like {other}: {title}"));
    }
    for width in [Width::Wide, Width::Phone] {
        for fault in visitor.faults(language, width).await? {
            faults.push(format!("{path} {language} {width:?}: {fault}"));
        }
    }
    Ok(())
}

async fn look_at_all(visitor: &Visitor, language: &str) -> Outcome {
    let (mut titles, mut faults) = (Titles::new(), Vec::new());
    visitor.open("/sign-in").await?;
    visitor.read_in(language).await?;
    for page in &OF_ANYBODY {
        look(visitor, language, page, &mut titles, &mut faults).await?;
    }
    for (name, pages) in PEOPLE {
        visitor.sign_in(name).await?;
        visitor.read_in(language).await?;
        for page in pages {
            look(visitor, language, page, &mut titles, &mut faults).await?;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Needs no browser: a page that is added is looked at too.
#[test]
fn every_route_of_the_committee_is_looked_at() {
    let pages = PEOPLE.iter().flat_map(|(_, pages)| pages.iter());
    let seen: Vec<&str> = pages
        .chain(&OF_ANYBODY)
        .map(|page| page.route)
        .chain(ELSEWHERE)
        .collect();
    let routes = ROUTES.lines().filter_map(|line| line.strip_prefix("GET "));
    let routes: Vec<&str> = routes
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(routes.len() > 15, "the table of routes is not read");
    for route in routes {
        assert!(seen.contains(&route), "nobody looks at {route}");
    }
}

/// The rules have to find what is broken; otherwise the other tests here say nothing.
#[test]
fn a_broken_page_is_noticed() {
    visit("broken-page", Scripts::On, async |visitor| {
        visitor.open("/sign-in").await?;
        visitor.read_in("en").await?;
        assert_eq!(
            visitor.faults("en", Width::Phone).await?,
            Vec::<String>::new()
        );
        let spoil = "
            document.querySelector('label').remove();
            document.querySelector('h1').outerHTML = '<h2>x</h2>';
            document.querySelector('main p').style.cssText = 'width: 900px; color: #bbb';";
        visitor.run(spoil, vec![]).await?;
        let faults = visitor.faults("sq", Width::Phone).await?.join("\n");
        for part in [
            "label: #name",
            "color-contrast",
            "first headings",
            "wider",
            "is in",
        ] {
            assert!(faults.contains(part), "{part} was not noticed in {faults}");
        }
        Ok(())
    });
}

#[test]
fn every_page_is_usable_by_everybody_in_albanian() {
    visit("pages-sq", Scripts::On, async |visitor| {
        look_at_all(visitor, "sq").await
    });
}

#[test]
fn every_page_is_usable_by_everybody_in_english() {
    visit("pages-en", Scripts::On, async |visitor| {
        look_at_all(visitor, "en").await
    });
}
