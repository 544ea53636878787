//! One import: what is asked about it, what it would change, what was refused and why.

use super::{
    list::class,
    mapping::Fields,
    mapping_form::{ColumnsForm, columns_form},
    permit,
};
use crate::{
    Door, error::InLanguage as _, navigation::frame, returns::return_title, session::SignedIn, show,
};
use access::{ImportFigures, Permit, UndoImport};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use committee::imports::{
    FilledReturn, Import, ImportState, Outcome, Preview, import_find, import_list, import_preview,
};
use exchange::value::Meaning;
use intake::{Asked, Kept, KeptRefusal, OpenQuestion};
use page::{Failure, Frame, Problem, Words, html, number_text, time_text};

// words: import-outcome-* import-meaning-* import-state-*

/// How many cells are shown one by one.
const MOST_ROWS: u32 = 1_000;

struct Choice {
    code: &'static str,
    name: String,
}

struct QuestionView {
    index: usize,
    text: String,
    cells: String,
    choices: Vec<Choice>,
}

struct RefusalView {
    cell: String,
    reason: String,
    suggestions: String,
}

struct RowView {
    institution: String,
    fact: String,
    address: String,
    source: String,
    before: String,
    value: String,
    outcome: String,
    class: &'static str,
}

/// A return that the file fills in.
struct ReturnView {
    name: String,
    /// Where it is, once somebody has begun it.
    address: Option<String>,
    state: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "imports/open.html")]
struct OpenPage {
    frame: Frame,
    id: i64,
    about: String,
    state: String,
    class: &'static str,
    is_staged: bool,
    is_committed: bool,
    may_commit: bool,
    problems: Vec<Problem>,
    hash: String,
    started: String,
    committed: Option<String>,
    undone: Option<String>,
    /// The other imports of the same file: number, and what became of it.
    same: Vec<(i64, String)>,
    counts: Vec<(String, String)>,
    columns: Option<ColumnsForm>,
    /// Whether the meaning of the columns is known; it can still be put right.
    is_settled: bool,
    questions: Vec<QuestionView>,
    refusals: Vec<RefusalView>,
    computed: Option<String>,
    returns: Vec<ReturnView>,
    with_committee: Option<String>,
    rows: Vec<RowView>,
    more: Option<String>,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    render(&door, &reader, id, None).await
}

/// The page; with what was wrong, and with the columns as they were sent where those could not be used.
#[boxed]
pub(super) async fn render(
    door: &Door,
    reader: &SignedIn,
    id: i64,
    refused: Option<(Option<&Fields>, Vec<Problem>)>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let permit = permit::<ImportFigures>(door, reader)?;
    let import = import_find(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)?;
    let preview = import_preview(&door.database, &door.catalogue, &import, MOST_ROWS)
        .await
        .shown(reader.language)?;
    // Files that came over the command line carry no context.
    let kept: Option<Kept> = intake::parse(&import.context).ok();
    let questions: Vec<OpenQuestion> = intake::parse(&import.questions).shown(reader.language)?;
    let refusals: Vec<KeptRefusal> = intake::parse(&import.refusals).shown(reader.language)?;
    let is_staged = import.state == ImportState::Staged;
    let mut columns = match &kept {
        Some(kept) if is_staged && !kept.is_own_workbook => {
            Some(columns_form(door, reader, id, kept).await?)
        }
        _ => None,
    };
    let is_settled = kept.as_ref().is_none_or(|kept| kept.is_settled);
    if let (Some(form), Some((Some(fields), _))) = (&mut columns, &refused) {
        form.retype(fields);
    }
    let cells_refused = kept.as_ref().map_or(0, |kept| kept.refused);
    let computed = kept.as_ref().map_or(0, |kept| kept.computed);
    let undo_scope = permit.scope();
    html(&OpenPage {
        frame: frame(door, reader, import.file_name.clone()),
        id,
        about: match &import.institution {
            Some(code) => show::institution_name(door, words, code.as_str()),
            None => show::place_name(door, words, &import.region),
        },
        state: words.of("import-state", import.state.code()),
        class: class(import.state),
        is_staged,
        is_committed: import.state == ImportState::Committed
            && reader.may::<UndoImport>(undo_scope),
        may_commit: is_staged
            && questions.is_empty()
            && preview.new + preview.changed > 0
            && preview.with_committee == 0,
        problems: refused.map_or_else(Vec::new, |(_, problems)| problems),
        hash: import.file_hash.clone(),
        started: format!(
            "{}, {}",
            time_text(words, import.started_at),
            import.started_by
        ),
        committed: import.committed_at.map(|at| time_text(words, at)),
        undone: import.undone_at.map(|at| time_text(words, at)),
        same: same(door, reader, &permit, &import).await?,
        counts: counts(words, &preview, cells_refused),
        columns,
        is_settled,
        questions: question_views(words, &questions),
        refusals: refusals
            .iter()
            .map(|one| RefusalView {
                cell: one.cell.clone(),
                reason: intake::kept_text(words, &one.message),
                suggestions: one.suggestions.join("; "),
            })
            .collect(),
        computed: (computed > 0).then(|| {
            let count = i64::try_from(computed).unwrap_or(i64::MAX);
            words.with("imports-computed", &[("count", count.into())])
        }),
        returns: returns(door, words, &preview),
        with_committee: (preview.with_committee > 0).then(|| {
            words.with(
                "imports-with-committee",
                &[("count", preview.with_committee.into())],
            )
        }),
        more: more(words, &preview),
        rows: rows(door, words, &preview),
    })
}

/// Where the same file, byte for byte, was brought in too: a double click, or a colleague.
#[boxed]
async fn same(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ImportFigures>,
    import: &Import,
) -> Result<Vec<(i64, String)>, Failure> {
    let all = import_list(&door.database, &door.catalogue, permit)
        .await
        .shown(reader.language)?;
    let others = all
        .into_iter()
        .filter(|one| one.file_hash == import.file_hash && one.id != import.id);
    let words = reader.words();
    Ok(others
        .map(|one| (one.id, words.of("import-state", one.state.code())))
        .collect())
}

fn returns(door: &Door, words: Words, preview: &Preview) -> Vec<ReturnView> {
    let view = |one: &FilledReturn| {
        let institution = show::institution_name(door, words, one.key.institution.as_str());
        ReturnView {
            name: format!("{}, {institution}", return_title(door, words, &one.key)),
            address: one.begun.map(|(id, _)| format!("/returns/{id}")),
            state: one.begun.map_or_else(
                || words.text("imports-return-begins"),
                |(_, state)| words.of("return-state", state.code()),
            ),
            is_open: one.is_open(),
        }
    };
    preview.returns.iter().map(view).collect()
}

fn counts(words: Words, preview: &Preview, refused: u64) -> Vec<(String, String)> {
    let number = |number| number_text(words.language(), number, 0);
    let of = |outcome: Outcome| words.of("import-outcome", outcome.code());
    let mut counts = vec![
        (of(Outcome::New), number(preview.new)),
        (of(Outcome::Changed), number(preview.changed)),
        (of(Outcome::Unchanged), number(preview.unchanged)),
        (
            words.text("import-outcome-refused"),
            number(i64::try_from(refused).unwrap_or(i64::MAX)),
        ),
    ];
    if preview.with_committee > 0 {
        counts.push((of(Outcome::WithCommittee), number(preview.with_committee)));
    }
    counts
}

fn more(words: Words, preview: &Preview) -> Option<String> {
    let shown = i64::try_from(preview.rows.len()).unwrap_or(i64::MAX);
    let all = preview.new + preview.changed + preview.unchanged + preview.with_committee;
    let left = all - shown;
    (left > 0).then(|| words.with("imports-more", &[("count", left.into())]))
}

fn question_views(words: Words, questions: &[OpenQuestion]) -> Vec<QuestionView> {
    questions
        .iter()
        .enumerate()
        .filter(|(_, question)| question.asked != Asked::Mapping)
        .map(|(index, question)| QuestionView {
            index,
            text: match question.text.as_str() {
                "" => words.text("imports-empty-cells"),
                text => format!("«{text}»"),
            },
            cells: words.with(
                "imports-question-cells",
                &[
                    (
                        "count",
                        i64::try_from(question.occurrences)
                            .unwrap_or(i64::MAX)
                            .into(),
                    ),
                    ("cells", question.cells.join(", ").into()),
                ],
            ),
            choices: choices(words, question.asked),
        })
        .collect()
}

fn choices(words: Words, asked: Asked) -> Vec<Choice> {
    let codes: Vec<&'static str> = match asked {
        Asked::Notation => vec!["decimal-comma", "decimal-point"],
        _ => Meaning::ALL.into_iter().map(Meaning::code).collect(),
    };
    codes
        .into_iter()
        .map(|code| Choice {
            code,
            name: words.of("import-meaning", code),
        })
        .collect()
}

fn rows(door: &Door, words: Words, preview: &Preview) -> Vec<RowView> {
    preview
        .rows
        .iter()
        .map(|row| {
            let decimals = show::decimals(door, &row.fact.indicator);
            RowView {
                institution: show::institution_name(door, words, row.institution.as_str()),
                fact: show::fact_name(door, words, &row.fact),
                address: show::fact_address(&row.fact),
                source: row.source.clone().unwrap_or_default(),
                before: row.before.map_or_else(
                    || "–".to_owned(),
                    |value| show::value_text(words, value, decimals),
                ),
                value: show::value_text(words, row.value, decimals),
                outcome: words.of("import-outcome", row.outcome.code()),
                class: match row.outcome {
                    Outcome::New => "tag-good",
                    Outcome::Changed => "tag-warn",
                    Outcome::Unchanged => "",
                    Outcome::WithCommittee => "tag-bad",
                },
            }
        })
        .collect()
}
