//! A page to read: figures, tags, tables, notes.

use crate::{frame, say};
use askama::Template;
use axum::response::Response;
use page::{Failure, Frame, Notice, html, number_text, period_text, signed_text};
use vocabulary::{Language, Period, PeriodKind};

#[derive(Template)]
#[template(path = "gallery/situation.html")]
struct SituationPage {
    frame: Frame,
    steps: Vec<Step>,
    place: String,
    period: String,
    lead: String,
    figures: Vec<Figure>,
    rows: Vec<Row>,
    facts: Vec<(String, String)>,
    texts: Vec<String>,
    next: Option<String>,
}

struct Step {
    href: String,
    label: String,
}

struct Figure {
    name: String,
    number: String,
    tag: (&'static str, String),
    more: String,
}

struct Row {
    fact: String,
    tag: (&'static str, String),
    numbers: [String; 3],
}

pub(crate) fn page(language: Language, path: &str) -> Result<Response, Failure> {
    let title = say(
        language,
        "Situata: Qarku i Shembullit",
        "Situation: Example county",
    );
    let done = say(
        language,
        "Vendimi u regjistrua.",
        "The decision was recorded.",
    );
    let frame = frame(language, title, path, Some(Notice::done(done)));
    let period = Period::new(PeriodKind::Quarter, 2025, 4)
        .map_or_else(String::new, |period| period_text(frame.words, period));
    html(&SituationPage {
        steps: vec![Step {
            href: "/situation".to_owned(),
            label: say(language, "Vendi", "Country"),
        }],
        place: say(language, "Qarku i Shembullit", "Example county"),
        period,
        lead: say(
            language,
            "Ç'dihet, ç'ka ndryshuar, ku institucionet nuk përputhen dhe ç'mungon. Përmbajtja është e shpikur.",
            "What is known, what changed, where institutions disagree, what is missing. The content is invented.",
        ),
        figures: figures(language),
        rows: rows(language),
        facts: facts(language),
        texts: texts(language),
        next: Some("/situation?after=20".to_owned()),
        frame,
    })
}

fn figures(language: Language) -> Vec<Figure> {
    [
        (
            "Viktima të mundshme",
            "Potential victims",
            11,
            "good",
            "miratuar",
            "adopted",
            2,
        ),
        (
            "Viktima të trafikimit",
            "Victims of trafficking",
            4,
            "warn",
            "një burim",
            "one source",
            -1,
        ),
        (
            "Ndjekje penale",
            "Prosecutions",
            42,
            "bad",
            "mospërputhje",
            "disputed",
            39,
        ),
        (
            "Lypje e detyruar",
            "Forced begging",
            0,
            "calm",
            "e përkohshme",
            "provisional",
            0,
        ),
        (
            "Persona të informuar",
            "People informed",
            12_480,
            "good",
            "miratuar",
            "adopted",
            1_105,
        ),
    ]
    .map(
        |(albanian, english, number, kind, standing, standing_english, change)| Figure {
            name: say(language, albanian, english),
            number: number_text(language, number, 0),
            tag: (kind, say(language, standing, standing_english)),
            more: format!(
                "{} {}",
                signed_text(language, change, 0),
                say(
                    language,
                    "nga tremujori i mëparshëm",
                    "since the quarter before"
                )
            ),
        },
    )
    .into()
}

fn rows(language: Language) -> Vec<Row> {
    let facts = [
        (
            "Viktima të mundshme, femra, të mitura",
            "Potential victims, female, minors",
        ),
        ("Ndjekje penale, neni 110/a", "Prosecutions, article 110/a"),
        ("Të rikthyer nga jashtë vendit", "Returned from abroad"),
    ];
    (0..24i64)
        .map(|index| {
            let (albanian, english) = facts[usize::try_from(index % 3).unwrap_or(0)];
            Row {
                fact: format!("{} {}", say(language, albanian, english), 2001 + index),
                tag: match index % 3 {
                    0 => ("bad", say(language, "e hapur", "open")),
                    1 => (
                        "warn",
                        say(language, "pritet përgjigje", "awaits an answer"),
                    ),
                    _ => ("good", say(language, "e zgjidhur", "settled")),
                },
                numbers: [index * 977, index * 31, -index].map(|n| number_text(language, n, 0)),
            }
        })
        .collect()
}

fn facts(language: Language) -> Vec<(String, String)> {
    [
        ("Njësia e numërimit", "Counting unit", "person", "person"),
        (
            "Baza territoriale",
            "Territorial basis",
            "vendi i identifikimit",
            "place of identification",
        ),
        (
            "Neni",
            "Article",
            "neni 110/a i Kodit Penal",
            "Penal Code article 110/a",
        ),
    ]
    .map(|(name, name_english, value, value_english)| {
        (
            say(language, name, name_english),
            say(language, value, value_english),
        )
    })
    .into()
}

fn texts(language: Language) -> Vec<String> {
    [
        ("Çfarë dihet", "What is known"),
        ("Mospërputhjet e hapura", "Open discrepancies"),
        ("Fakti", "Fact"),
        ("Gjendja", "State"),
        ("Policia", "Police"),
        ("Prokuroria", "Prosecution"),
        ("Diferenca", "Difference"),
        (
            "Dy institucione numërojnë njësi të ndryshme: persona dhe çështje. Krahasoni rregullin para numrit.",
            "Two institutions count different units: persons and cases. Compare the rule before the number.",
        ),
        ("Rregulli i numërimit", "Counting rule"),
        (
            "Shifra e miratuar është ajo që komiteti ka vendosur në mbledhje. Shifrat e raportuara mbeten siç u dhanë.",
            "The adopted figure is the one that the committee decided on in a meeting. Reported figures stay as they were given.",
        ),
        ("Ende nuk ka mbledhje për këtë periudhë", "There is no meeting for this period yet"),
        ("Regjistroni mbledhjen që vendosi.", "Record the meeting that decided."),
        ("Regjistro mbledhjen", "Record a meeting"),
        ("Gjendjet e një shifre", "States of a figure"),
        ("zero e vërtetë", "true zero"),
        ("e fshehur", "hidden"),
        ("pa raportuar", "not reported"),
        ("nuk zbatohet", "not applicable"),
    ]
    .map(|(albanian, english)| say(language, albanian, english))
    .into()
}
