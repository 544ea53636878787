//! The table wing in a real browser: every page in both languages and on both widths, behind its
//! inner door, and the quick exit.

use browser_tests::{Outcome, Scripts, Visitor, Width, visit};
use std::time::Duration;

/// The table of the wing's routes, which its own tests hold against its sources.
const ROUTES: &str = include_str!("../../../web-casework/tests/golden/routes.txt");

/// Pages in the order in which they are looked at; `{code}` is a case of the visitor's own, and other
/// gaps are filled by the first record of the list above them.
const PAGES: [&str; 57] = [
    "/table/guide",
    "/table/join",
    "/table/today",
    "/table/take-in",
    "/table/search",
    "/table/referrals",
    "/table/referrals/{referral}",
    "/table/received",
    "/table/received/{disclosure}",
    "/table/providers",
    "/table/workers",
    "/table/cases/{code}",
    "/table/cases/{code}/screenings",
    "/table/cases/{code}/screenings/{screening}",
    "/table/cases/{code}/screen/{instrument}",
    "/table/cases/{code}/consents",
    "/table/cases/{code}/consents/{basis}",
    "/table/cases/{code}/consents/{basis}/referral",
    "/table/cases/{code}/consent",
    "/table/cases/{code}/legal-basis",
    "/table/cases/{code}/referrals",
    "/table/cases/{code}/referrals/{referral}",
    "/table/cases/{code}/reveal",
    "/table/cases/{code}/write",
    "/table/cases/{code}/briefing",
    "/table/cases/{code}/needs",
    "/table/cases/{code}/plan",
    "/table/cases/{code}/plan/{action}",
    "/table/cases/{code}/plan/goals/{goal}",
    "/table/cases/{code}/stays",
    "/table/cases/{code}/identification",
    "/table/cases/{code}/followup",
    "/table/cases/{code}/closing",
    "/table/cases/{code}/erase",
    "/table/cases/{code}/holders",
    "/table/cases/{code}/duplicates",
    "/table/cases/{code}/report",
    "/table/cases/{code}/statistics",
    "/table/cases/{code}/first-help",
    "/table/cases/{code}/child",
    "/table/cases/{code}/dependants",
    "/table/cases/{code}/experience",
    "/table/cases/{code}/links",
    "/table/cases/{code}/transfer",
    "/table/counts",
    "/table/transfers",
    "/table/leads",
    "/table/conferences",
    "/table/emergency",
    "/table/custodians",
    "/table/recoveries/{recovery}",
    "/table/retention",
    "/table/alarms",
    "/table/sessions",
    "/table/more",
    "/table/recovery",
    "/table/enter",
];

/// Routes that lead elsewhere, and the form of a draft, which is gone when it is sent: it is that of the
/// page that drafts it.
const ELSEWHERE: [&str; 3] = [
    "/table",
    "/table/leave",
    "/table/cases/{code}/referrals/{referral}/draft",
];

/// Goes through the inner door as a visitor of the demonstration can: with the passphrase and the
/// code that the page shows. A code is good once, and other tests come in with the same account, so
/// whoever was refused waits for a code that nobody has tried.
pub(crate) async fn come_in(visitor: &Visitor) -> Outcome {
    let mut tried = String::new();
    for _ in 0..100 {
        visitor.open("/table/enter").await?;
        let hint = visitor.text("#code-hint").await?;
        let words = hint.split(|letter: char| !letter.is_ascii_digit());
        let code = words.into_iter().find(|word| word.len() == 6);
        let code = code.expect("the demonstration shows the code").to_owned();
        if code == tried {
            tokio::time::sleep(Duration::from_secs(3)).await;
            continue;
        }
        visitor.fill("#passphrase", "gjashte zogj ne dege").await?;
        visitor.fill("#code", &code).await?;
        visitor.send("main form button[type=submit]").await?;
        if visitor.path().await? == "/table/today" {
            return Ok(());
        }
        tried = code;
    }
    panic!("the inner door does not open");
}

/// Cases of the visitor's own.
struct Cases {
    /// Where the guide leads.
    guided: Vec<String>,
    /// The code of the one that has come the furthest.
    furthest: String,
    /// The codes of all, the newest first.
    all: Vec<String>,
}

impl Cases {
    async fn find(visitor: &Visitor) -> Outcome<Self> {
        let mut all = Vec::new();
        for link in visitor.find_all("main th a[href*='/table/cases/']").await? {
            let href = link.attr("href").await?.unwrap_or_default();
            all.extend(href.rsplit('/').next().map(str::to_owned));
        }
        visitor.open("/table/guide").await?;
        let mut guided = Vec::new();
        for link in visitor.find_all("main ol a").await? {
            guided.extend(link.attr("href").await?);
        }
        // The plan that the guide leads to is that of a case that has come far.
        let furthest = guided.iter().find_map(|path| path.strip_suffix("/plan"));
        let furthest = furthest.expect("the guide leads to a plan");
        let furthest = furthest.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(Self {
            guided,
            furthest,
            all,
        })
    }

    /// The address of a page: of the case that the guide leads to for it, or of the one that has come
    /// the furthest; for a record, of the oldest case that has one.
    async fn address(&self, visitor: &Visitor, page: &str) -> Outcome<String> {
        let page = page.replace("{instrument}", "ilo-labour");
        if page.replace("{code}", "").contains('{') {
            return self.record(visitor, &page).await;
        }
        let end = page.strip_prefix("/table/cases/{code}").unwrap_or(&page);
        let mut guided = self.guided.iter();
        let led = guided.find(|path| path.starts_with("/table/cases/") && path.ends_with(end));
        Ok(match led.filter(|_| !end.is_empty()) {
            Some(path) => path.clone(),
            None => page.replace("{code}", &self.furthest),
        })
    }

    async fn record(&self, visitor: &Visitor, page: &str) -> Outcome<String> {
        for code in self.all.iter().rev() {
            let page = page.replace("{code}", code);
            let (list, rest) = page.split_once("/{").expect("there is a gap");
            // Some records are listed on another page than their address says.
            visitor
                .open(match list {
                    "/table/recoveries" => "/table/custodians",
                    other => other.strip_suffix("/goals").unwrap_or(other),
                })
                .await?;
            let records = format!("main a[href^='{list}/']");
            if let Some(found) = visitor.find_all(&records).await?.first() {
                let href = found.attr("href").await?.unwrap_or_default();
                // What follows on the record, if anything does.
                let after = rest.split_once('}').map_or("", |(_, after)| after);
                return Ok(format!("{href}{after}"));
            }
        }
        panic!("no case has a record for {page}");
    }
}

/// As the manager of a case, who sees every page of it.
async fn look_at_all(visitor: &Visitor, (name, language): (&str, &str)) -> Outcome {
    visitor.sign_in(name).await?;
    visitor.read_in(language).await?;
    come_in(visitor).await?;
    let cases = Cases::find(visitor).await?;
    let mut faults = Vec::new();
    for page in PAGES {
        visitor.resize(Width::Wide).await?;
        let address = cases.address(visitor, page).await?;
        visitor.open(&address).await?;
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

/// Needs no browser: a page that is added is looked at too.
#[test]
fn every_page_of_the_table_wing_is_looked_at() {
    let routes = ROUTES.lines().filter_map(|line| line.strip_prefix("GET "));
    let routes: Vec<&str> = routes
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(routes.len() > 10, "the table of routes is not read");
    for route in routes {
        let is_seen = PAGES.contains(&route)
            || ELSEWHERE.contains(&route)
            || crate::proceedings::PAGES.contains(&route);
        assert!(is_seen, "nobody looks at {route}");
    }
}

#[test]
fn the_table_wing_is_usable_by_everybody_in_albanian() {
    visit("table-sq", Scripts::On, async |visitor| {
        look_at_all(visitor, ("social.al-07", "sq")).await
    });
}

#[test]
fn the_table_wing_is_usable_by_everybody_in_english() {
    visit("table-en", Scripts::On, async |visitor| {
        look_at_all(visitor, ("social.al-07", "en")).await
    });
}

#[test]
fn the_quick_exit_leaves_a_harmless_page_and_closes_the_door() {
    visit("table-exit", Scripts::On, async |visitor| {
        visitor.sign_in("health.al-07").await?;
        come_in(visitor).await?;
        visitor.send("a[data-quick-exit]").await?;
        assert_eq!(visitor.path().await?, "/public");
        visitor.open("/table/today").await?;
        assert_eq!(visitor.path().await?, "/table/enter");
        Ok(())
    });
}
