//! What is counted, by which rule, and the marks on each indicator's line.

use crate::{
    Door,
    error::{InLanguage as _, at_field_called},
    navigation::frame,
    read_number::read_number,
    session::{SignedIn, scope},
    show,
};
use access::{Permit, ReadDirectory, ReadSituation, SetTarget};
use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use boxed::boxed;
use committee::targets::{Target, TargetKind, target_list, target_set};
use exchange::period_text;
use page::{Failure, Frame, Problem, html, number_text, period_text};
use serde::Deserialize;
use vocabulary::{Breakdown, RuleAspect};

// words: target-kind-* aspect-* rule-*

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/indicators", get(list))
        .route("/indicators/{code}", get(open).post(set))
}

struct Row {
    code: String,
    name: String,
    definition: String,
    group: String,
}

#[derive(Template)]
#[template(path = "indicators/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "indicators/open.html")]
struct OpenPage {
    frame: Frame,
    code: String,
    definition: String,
    source: String,
    rules: Vec<(String, String)>,
    dimensions: Vec<(String, String)>,
    targets: Vec<(String, String, String, String)>,
    may_set: bool,
    problems: Vec<Problem>,
    entered: Entered,
    kinds: Vec<(String, String)>,
    denominators: Vec<(String, String, String)>,
}

#[derive(Default, Deserialize)]
struct Entered {
    csrf: String,
    kind: String,
    period: String,
    #[serde(default)]
    number: String,
    source: String,
}

#[boxed]
async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let _permit = reader.permit::<ReadDirectory>(scope(&door, &reader.home(&door), None))?;
    let country = door.country();
    let groups = country.code_list("indicator-group");
    let rows = country
        .indicators()
        .iter()
        .map(|one| Row {
            code: one.code.to_string(),
            name: one.names.text(reader.language).to_owned(),
            definition: one.definition.text(reader.language).to_owned(),
            group: groups.and_then(|list| list.term(&one.group)).map_or_else(
                || one.group.clone(),
                |term| term.names.text(reader.language).to_owned(),
            ),
        })
        .collect();
    html(&ListPage {
        frame: frame(&door, &reader, reader.words().text("navigation-indicators")),
        rows,
    })
}

#[boxed]
async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    open_page(&door, &reader, &code, (Vec::new(), Entered::default())).await
}

#[boxed]
async fn open_page(
    door: &Door,
    reader: &SignedIn,
    code: &str,
    (problems, entered): (Vec<Problem>, Entered),
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let home = scope(door, &reader.home(door), None);
    let _permit = reader.permit::<ReadDirectory>(home.clone())?;
    let country = door.country();
    let one = country
        .indicator(code)
        .ok_or_else(|| Failure::not_found().in_language(language))?;
    let targets = if reader.may::<ReadSituation>(&home) {
        let permit = reader.permit::<ReadSituation>(home.clone())?;
        target_list(&door.database, &door.catalogue, &permit, &one.code)
            .await
            .shown(language)?
    } else {
        Vec::new()
    };
    let year = door.clock.today().year();
    html(&OpenPage {
        frame: frame(
            door,
            reader,
            format!("{} {}", one.code, one.names.text(language)),
        ),
        code: one.code.to_string(),
        definition: one.definition.text(language).to_owned(),
        source: one.source.clone(),
        rules: RuleAspect::ALL
            .into_iter()
            .filter_map(|aspect| {
                let text = show::aspect_text(words, &one.counting_rule, aspect)?;
                Some((words.of("aspect", aspect.code()), text))
            })
            .collect(),
        dimensions: one
            .dimensions
            .iter()
            .filter_map(|code| country.dimension(code.as_str()))
            .map(|dimension| {
                let terms: Vec<&str> = dimension
                    .terms
                    .iter()
                    .map(|term| term.names.text(language))
                    .collect();
                (dimension.names.text(language).to_owned(), terms.join(", "))
            })
            .collect(),
        targets: targets
            .iter()
            .map(|target| {
                (
                    words.of("target-kind", target.kind.code()),
                    period_text(words, target.period),
                    target.number.map_or_else(
                        || words.text("to-be-established"),
                        |number| number_text(language, number, one.decimals),
                    ),
                    target.source.clone(),
                )
            })
            .collect(),
        may_set: reader.may::<SetTarget>(&home),
        problems,
        entered,
        kinds: TargetKind::ALL
            .into_iter()
            .map(|kind| (kind.code().to_owned(), words.of("target-kind", kind.code())))
            .collect(),
        denominators: country
            .denominators(&home.place, year)
            .into_iter()
            .map(|one| {
                let basis = words.of("population", &one.basis);
                let basis = format!("{basis}, {}", one.year);
                (
                    basis,
                    number_text(language, one.number, 0),
                    one.source.clone(),
                )
            })
            .collect(),
    })
}

#[boxed]
async fn set(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = reader.permit::<SetTarget>(scope(&door, &reader.home(&door), None))?;
    let problems = match mark(&door, &reader, &permit, (&code, &entered)).await {
        Ok(None) => {
            let address = format!("/indicators/{}", show::plain(&code));
            return Ok(Redirect::to(&address).into_response());
        }
        Ok(Some(problem)) => vec![problem],
        Err(failure) => at_field_called("period", &[("words", "source")], failure)?,
    };
    let page = open_page(&door, &reader, &code, (problems, entered)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Sets the mark, or says what is wrong with the number that was typed.
#[boxed]
async fn mark(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<SetTarget>,
    (code, entered): (&str, &Entered),
) -> Result<Option<Problem>, Failure> {
    let (language, words) = (reader.language, reader.words());
    let one = door
        .country()
        .indicator(code)
        .ok_or_else(|| Failure::not_found().in_language(language))?;
    let bad = || Failure::refused("target-malformed").in_language(language);
    let number = match entered.number.trim() {
        "" => None,
        text => match read_number(door, words, &one.code, text) {
            Ok(number) => Some(number),
            Err(message) => {
                let field = "number".to_owned();
                return Ok(Some(Problem { field, message }));
            }
        },
    };
    let Some(period) = period_text::parse(&entered.period) else {
        return Ok(Some(Problem::new("period", words.text("snapshot-period"))));
    };
    let target = Target {
        indicator: one.code.clone(),
        place: reader.home(door),
        breakdown: Breakdown::total(),
        kind: TargetKind::from_code(&entered.kind).ok_or_else(bad)?,
        period,
        number,
        source: entered.source.clone(),
    };
    let now = door.clock.now();
    target_set(&door.database, &door.catalogue, permit, &target, now)
        .await
        .shown(language)?;
    Ok(None)
}
