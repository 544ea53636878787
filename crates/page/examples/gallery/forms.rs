//! Pages to fill in: every kind of field, with hints and problems; signing in.

use crate::{frame, say};
use askama::Template;
use axum::response::Response;
use page::{Choice, Failure, Field, Frame, Problem, html};
use vocabulary::Language;

#[derive(Template)]
#[template(path = "gallery/form.html")]
struct FormPage {
    frame: Frame,
    problems: Vec<Problem>,
    name: Field,
    number: Field,
    day: Field,
    institution: Field,
    institutions: Vec<Choice>,
    rule: Field,
    rules: Vec<Choice>,
    notes: Field,
    file: Field,
    agreed: Field,
    texts: Vec<String>,
}

pub(crate) fn page(language: Language) -> Result<Response, Failure> {
    let both = |albanian: &str, english: &str| say(language, albanian, english);
    let problems = problems(language);
    let rule = |code: &str, albanian: &str, english: &str, hint: String| Choice {
        hint,
        ..Choice::new(code, both(albanian, english), "adopt")
    };
    let title = both("Miratimi i një shifre", "Adopt a figure");
    html(&FormPage {
        frame: frame(language, title, "/form", None),
        name: Field::new("title", both("Titulli i vendimit", "Title of the decision"))
            .value("Tremujori IV"),
        number: Field::new("number", both("Shifra", "Figure"))
            .hint(both(
                "Numër i plotë, p.sh. 12",
                "A whole number, such as 12",
            ))
            .value("dymbëdhjetë")
            .checked(&problems),
        day: Field::new("day", both("Data e mbledhjes", "Day of the meeting"))
            .hint(both("Për shembull 31.12.2025", "For example 31.12.2025"))
            .checked(&problems),
        institution: Field::new("institution", both("Institucioni", "Institution")),
        institutions: [
            ("police", "Policia", "Police"),
            ("sss", "Shërbimi Social", "Social services"),
        ]
        .map(|(code, albanian, english)| Choice::new(code, both(albanian, english), "sss"))
        .into(),
        rule: Field::new("rule", both("Rregulli", "Rule")),
        rules: vec![
            rule(
                "adopt",
                "Shifra e një institucioni",
                "One institution's figure",
                both(
                    "Të tjerat mbeten siç u raportuan.",
                    "The others stay as reported.",
                ),
            ),
            rule(
                "maximum",
                "Më e madhja",
                "The largest",
                both(
                    "Kur një listë i përmban të tjerat.",
                    "When one list contains the others.",
                ),
            ),
            rule("range", "Një interval", "A range", String::new()),
        ],
        notes: Field::new("notes", both("Shënime", "Notes"))
            .optional()
            .hint(both("Pa emra personash.", "No names of people.")),
        file: Field::new("file", both("Skedari", "File")).optional(),
        agreed: Field::new(
            "agreed",
            both("Komiteti e pa shifrën", "The committee has seen the figure"),
        )
        .value("yes"),
        texts: vec![
            both("Ruaj vendimin", "Save the decision"),
            both("Anulo", "Cancel"),
        ],
        problems,
    })
}

fn problems(language: Language) -> Vec<Problem> {
    vec![
        Problem::new(
            "number",
            say(
                language,
                "Shkruani shifrën me numra, p.sh. 12",
                "Write the figure in digits, such as 12",
            ),
        ),
        Problem::new(
            "day",
            say(
                language,
                "Shkruani datën e mbledhjes",
                "Write the day of the meeting",
            ),
        ),
    ]
}

#[derive(Template)]
#[template(path = "gallery/sign_in.html")]
struct SignInPage {
    frame: Frame,
    name: Field,
    password: Field,
    texts: Vec<String>,
}

pub(crate) fn sign_in(language: Language) -> Result<Response, Failure> {
    let both = |albanian: &str, english: &str| say(language, albanian, english);
    html(&SignInPage {
        frame: Frame::bare(language, both("Hyrja", "Sign in"), "/sign-in"),
        name: Field::new("name", both("Emri i përdoruesit", "User name")),
        password: Field::new("password", both("Fjalëkalimi", "Password")),
        texts: vec![both("Hyr", "Sign in")],
    })
}
