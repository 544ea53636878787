//! One fact: where every number leads. The figures behind it, their rules, files, history, the
//! discrepancies about them and the decision on them.

mod inside;
mod parts;
mod rates;

use crate::{
    Door,
    count::{self, CountRow},
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
    show,
};
use access::{ImportFigures, ReadDiscrepancies, ReadFigures, ReadSituation, Scope};
use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::Response,
    routing::get,
};
use boxed::boxed;
use committee::{
    adoption::{AdoptedFigure, AdoptedValue, adopted_figure, adopted_history},
    discrepancies::discrepancies_of_fact,
    figures::{FactFigure, FactKey, SourceFile, fact_figures, fact_history},
    situation::series_read,
};
use page::{Failure, Frame, Words, html, number_text, time_text};
use parts::PartsView;
use rates::Rates;
use serde::Deserialize;
use vocabulary::{Breakdown, IndicatorCode, Language, Period, PlaceCode, RuleAspect};

// words: aspect-* rule-* rule-name-* change-* kind-* status-* weight-*

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/facts", get(open))
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    indicator: String,
    place: String,
    period: String,
    #[serde(default)]
    breakdown: String,
}

impl Asked {
    pub(crate) fn fact(&self, language: Language) -> Result<FactKey, Failure> {
        let bad = || Failure::not_found().in_language(language);
        Ok(FactKey {
            indicator: IndicatorCode::parse(&self.indicator).map_err(|_| bad())?,
            place: PlaceCode::parse(&self.place).map_err(|_| bad())?,
            period: Period::parse(&self.period).map_err(|_| bad())?,
            breakdown: Breakdown::parse(&self.breakdown).map_err(|_| bad())?,
        })
    }
}

/// One institution's figure as a row.
pub(crate) struct FigureRow {
    pub(crate) institution: String,
    pub(crate) value: String,
    pub(crate) revised_from: Option<String>,
    pub(crate) rules: Vec<(String, String, bool)>,
    pub(crate) comment: Option<String>,
    pub(crate) how: String,
    /// The return that it was filled in or sent in with.
    pub(crate) of_return: Option<i64>,
    pub(crate) file: Option<FileRow>,
    pub(crate) count: Option<CountRow>,
}

/// The file that a figure came from.
pub(crate) struct FileRow {
    pub(crate) text: String,
    /// Where it is, for a reader who may open it.
    pub(crate) address: Option<String>,
}

impl FileRow {
    fn of(door: &Door, reader: &SignedIn, (file, cell): (&SourceFile, &str)) -> Self {
        let of = scope(door, &file.region, file.institution.as_ref());
        let permit = intake::permit::<ImportFigures>(door.country(), &reader.actor);
        let may_open = permit.is_ok_and(|permit| permit.reaches(door.country(), &of));
        let hash = file.hash.get(..12).unwrap_or(&file.hash);
        Self {
            text: format!("{} {cell} (BLAKE3 {hash}…)", file.name),
            address: may_open.then(|| format!("/imports/{}", file.import)),
        }
    }
}

/// Writes what each institution says; rules that differ between them are marked.
pub(crate) fn figure_rows(
    door: &Door,
    reader: &SignedIn,
    figures: &[FactFigure],
    decimals: u8,
) -> Vec<FigureRow> {
    let words = reader.words();
    let differing: Vec<RuleAspect> = RuleAspect::ALL
        .into_iter()
        .filter(|aspect| {
            let mut values = figures.iter().map(|figure| figure.rule.aspect(*aspect));
            let first = values.next();
            values.any(|value| Some(value) != first)
        })
        .collect();
    figures
        .iter()
        .map(|figure| FigureRow {
            institution: show::institution_name(door, words, figure.institution.as_str()),
            value: show::value_text(words, figure.value, decimals),
            revised_from: figure
                .revised_from
                .map(|number| number_text(words.language(), number, decimals)),
            rules: RuleAspect::ALL
                .into_iter()
                .filter(|aspect| differing.contains(aspect) || figure.has_own_rule)
                .filter_map(|aspect| {
                    let differs = differing.contains(&aspect);
                    // Where one says nothing and another something, the dash is what differs.
                    let text = show::aspect_text(words, &figure.rule, aspect)
                        .or_else(|| differs.then(|| "–".to_owned()))?;
                    Some((words.of("aspect", aspect.code()), text, differs))
                })
                .collect(),
            comment: figure.comment.clone(),
            how: format!(
                "{}, {}, {}",
                words.of("change", figure.change.kind.code()),
                figure.change.account_name,
                time_text(words, figure.change.at)
            ),
            of_return: figure.change.return_id,
            file: figure.source_file.as_ref().map(|file| {
                let cell = figure.source_cell.as_deref().unwrap_or_default();
                FileRow::of(door, reader, (file, cell))
            }),
            count: figure
                .count
                .as_ref()
                .map(|one| count::row(door, words, one)),
        })
        .collect()
}

/// A decision as a page shows it.
pub(crate) struct DecisionView {
    pub(crate) value: String,
    pub(crate) rule: String,
    pub(crate) reason: String,
    pub(crate) meeting: Option<i64>,
    pub(crate) when: String,
}

pub(crate) fn decision_view(
    door: &Door,
    words: Words,
    adopted: &AdoptedFigure,
    decimals: u8,
) -> DecisionView {
    let number = |number| number_text(words.language(), number, decimals);
    let of = match &adopted.rule {
        committee::adoption::AdoptionRule::Institution { institution } => {
            format!(
                ": {}",
                show::institution_name(door, words, institution.as_str())
            )
        }
        committee::adoption::AdoptionRule::SumLessOverlap { overlap } => {
            format!(": {}", number(*overlap))
        }
        _ => String::new(),
    };
    DecisionView {
        value: match adopted.value {
            AdoptedValue::Number(value) => number(value),
            AdoptedValue::Between(low, high) => format!("{}–{}", number(low), number(high)),
            AdoptedValue::Undecided => words.of("rule-name", "unresolved"),
        },
        rule: format!("{}{of}", words.of("rule-name", adopted.rule.code())),
        reason: adopted.reason.clone(),
        meeting: adopted.meeting,
        when: format!(
            "{}, {}",
            adopted.account_name,
            time_text(words, adopted.decided_at)
        ),
    }
}

/// What is known of the fact, as the situation page says it.
struct StandingView {
    number: String,
    standing: String,
    class: &'static str,
    parts: String,
}

/// What is known of a fact; nothing for whoever may not see the situation, and where nothing is known.
#[boxed]
async fn standing(
    door: &Door,
    reader: &SignedIn,
    (fact, place): (&FactKey, &Scope),
) -> Result<Option<StandingView>, Failure> {
    if !reader.may::<ReadSituation>(place) {
        return Ok(None);
    }
    let words = reader.words();
    let permit = reader.permit::<ReadSituation>(place.clone())?;
    let line = series_read(
        &door.database,
        &door.catalogue,
        &permit,
        &fact.place,
        (&fact.indicator, &fact.breakdown),
        &[fact.period],
    )
    .await
    .shown(reader.language)?;
    let known = line.latest();
    let decimals = show::decimals(door, &fact.indicator);
    Ok(known.low.is_some().then(|| StandingView {
        number: show::known_text(words, &known, decimals),
        standing: words.of("standing", known.standing.code()),
        class: show::standing_class(known.standing),
        parts: show::parts_text(words, &known),
    }))
}

struct DiscrepancyLink {
    id: i64,
    kind: String,
    status: String,
}

#[derive(Template)]
#[template(path = "facts/open.html")]
struct FactPage {
    frame: Frame,
    back: Option<String>,
    indicator: String,
    definition: String,
    standing: Option<StandingView>,
    parts: Option<PartsView>,
    figures: Vec<FigureRow>,
    past: Vec<(String, String, String)>,
    discrepancies: Vec<DiscrepancyLink>,
    decision: Option<DecisionView>,
    earlier: Vec<DecisionView>,
    rates: Option<Rates>,
}

#[boxed]
async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let fact = asked.fact(language)?;
    let indicator = door
        .country()
        .indicator(fact.indicator.as_str())
        .ok_or_else(|| Failure::not_found().in_language(language))?;
    if door.country().place(fact.place.as_str()).is_none() {
        return Err(Failure::not_found().in_language(language));
    }
    let place = scope(&door, &fact.place, None);
    if !reader.may::<ReadFigures>(&place) {
        return inside::open(&door, &reader, (indicator, &fact)).await;
    }
    let permit = reader.permit::<ReadFigures>(place.clone())?;
    let disputes = reader.permit::<ReadDiscrepancies>(place.clone())?;
    let (database, catalogue) = (&door.database, &door.catalogue);
    let decimals = indicator.decimals;
    let figures = fact_figures(database, catalogue, &permit, &fact)
        .await
        .shown(language)?;
    let past = fact_history(database, catalogue, &permit, &fact)
        .await
        .shown(language)?;
    let found = discrepancies_of_fact(database, catalogue, &disputes, &fact)
        .await
        .shown(language)?;
    let decision = adopted_figure(database, catalogue, &permit, &fact)
        .await
        .shown(language)?;
    let earlier = adopted_history(database, catalogue, &permit, &fact)
        .await
        .shown(language)?;
    let of = (&door, words);
    let rates = rates::rates(of, (&fact, indicator), (&figures, decision.as_ref()));
    let what = (&fact, &place);
    let standing = standing(&door, &reader, what).await?;
    let is_added_up = standing.as_ref().is_some_and(|one| !one.parts.is_empty());
    let is_said_as_it_is = !is_added_up && (!figures.is_empty() || decision.is_some());
    html(&FactPage {
        back: reader
            .may::<ReadSituation>(&place)
            .then(|| show::situation_address(&fact)),
        indicator: fact.indicator.to_string(),
        standing,
        parts: parts::parts(&door, &reader, what, is_said_as_it_is).await?,
        rates,
        frame: frame(&door, &reader, show::fact_name(&door, words, &fact)),
        definition: indicator.definition.text(language).to_owned(),
        figures: figure_rows(&door, &reader, &figures, decimals),
        past: past
            .iter()
            .map(|word| {
                (
                    show::institution_name(&door, words, word.institution.as_str()),
                    show::value_text(words, word.value, decimals),
                    format!(
                        "{}, {}",
                        word.superseded_by,
                        time_text(words, word.superseded_at)
                    ),
                )
            })
            .collect(),
        discrepancies: found
            .iter()
            .map(|one| DiscrepancyLink {
                id: one.id,
                kind: words.of("kind", one.kind.code()),
                status: words.of("status", one.status.code()),
            })
            .collect(),
        decision: decision.map(|one| decision_view(&door, words, &one, decimals)),
        earlier: earlier
            .iter()
            .map(|one| decision_view(&door, words, one, decimals))
            .collect(),
    })
}
