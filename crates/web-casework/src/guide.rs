//! How to walk a case from concern to follow-up in ten minutes: readable by everybody at the inner
//! door, before they go in. Whoever is inside finds a case of their own at each step that has one.

use crate::{
    TableDoor,
    error::InLanguage as _,
    session::{Insider, Visitor},
    sheet::{Link, Part, Sheet, WalkStep},
};
use axum::{Router, extract::State, response::Response, routing::get};
use boxed::boxed;
use casework::{CaseSummary, Phase};
use page::Failure;

// words: table-guide-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/guide", get(open))
}

/// Where a step of the walk is taken.
enum Place {
    /// A page of its own.
    At(&'static str),
    /// A page of a case that stands in one of these phases.
    Of(&'static [Phase], &'static str),
}

/// A step: its text, who takes it, and where.
type Step = (&'static str, &'static str, Place);

const STEPS: [Step; 23] = {
    use Phase::{
        Assisted, AtRisk, Closed, Concern, FollowUp, Planned, Potential, Reintegration, Reopened,
    };
    use Place::{At, Of};
    [
        ("enter", "social", At("/table/enter")),
        ("today", "social", At("/table/today")),
        ("take-in", "social", At("/table/take-in")),
        ("first", "social", Of(&[Concern], "/first-help")),
        ("brief", "social", Of(&[Concern], "/briefing")),
        ("screen", "social", Of(&[Concern], "/screenings")),
        ("child", "social", Of(&[AtRisk, Potential], "/child")),
        ("consent", "social", Of(&[AtRisk, Potential], "/consents")),
        ("refer", "social", Of(&[AtRisk, Potential], "/referrals")),
        ("answer", "npo", At("/table/referrals")),
        ("room", "npo", At("/table/providers")),
        ("needs", "social", Of(&[Assisted, Potential], "/needs")),
        ("plan", "social", Of(&[Reintegration, Planned], "/plan")),
        ("dependants", "social", Of(&[Assisted], "/dependants")),
        ("bed", "social", Of(&[Planned, Assisted], "/stays")),
        ("identify", "social", Of(&[Assisted], "/identification")),
        ("follow", "social", Of(&[FollowUp], "/followup")),
        ("close", "social", Of(&[Reopened, Closed], "/closing")),
        ("other", "police", At("/table/today")),
        (
            "report",
            "social",
            Of(&[Reintegration, FollowUp], "/report"),
        ),
        ("recover", "social", At("/table/custodians")),
        ("seats", "two", At("/account/memberships")),
        ("leads", "social", At("/table/leads")),
    ]
};

#[boxed]
async fn open(State(door): State<TableDoor>, visitor: Visitor) -> Result<Response, Failure> {
    let words = visitor.words();
    let title = words.text("table-guide-title");
    let inside = visitor.seat(&door);
    let (sheet, cases) = match inside {
        None => (Sheet::outside(&door, &visitor, title), Vec::new()),
        Some(seat) => {
            let reader = Insider { visitor, seat };
            let cases = door.casework.cases_of(reader.request()).await;
            let cases = cases.shown(reader.language())?;
            (Sheet::inside(&door, &reader, title), cases)
        }
    };
    let is_demonstration = door.demonstration.is_some();
    let steps = STEPS.iter().map(|(step, who, place)| WalkStep {
        title: words.of("table-guide-title", step),
        text: words.of("table-guide", step),
        who: if is_demonstration {
            words.of("table-guide-sign-in", who)
        } else {
            words.of("table-guide-as", who)
        },
        link: link(place, &cases, &words.of("table-guide-title", step)),
    });
    sheet
        .lead(words.text("table-guide-lead"))
        .with_some(
            is_demonstration.then(|| Part::Note("calm", words.text("table-guide-demonstration"))),
        )
        .with(Part::Walk(steps.collect()))
        .with(Part::Heading(words.text("table-guide-laws-title")))
        .with(Part::Text(words.text("table-guide-laws")))
        .answer()
}

/// Where the step is taken; nothing where the reader has no case that stands there.
fn link(place: &Place, cases: &[CaseSummary], title: &str) -> Option<Link> {
    match place {
        Place::At(path) => Some(Link::new(*path, title)),
        Place::Of(phases, page) => {
            // The first phase that is named is the best one to look at.
            let of = |phase: &Phase| cases.iter().find(|case| case.phase == *phase);
            let case = phases.iter().find_map(of)?;
            let href = format!("/table/cases/{}{page}", case.code);
            Some(Link::new(href, format!("{title}: {}", case.code)))
        }
    }
}
