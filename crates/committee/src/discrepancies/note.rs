//! What people add to a discrepancy: reasons, notes, evidence, questions with a due date, answers.

use crate::{CommitteeError, catalogue::Catalogue, record, timestamp, written};
use access::{AnnotateDiscrepancy, Permit, ReadDiscrepancies, Scope};
use boxed::boxed;
use jiff::{Timestamp, ToSpan as _, civil::Date};
use store::Database;
use vocabulary::{Country, InstitutionCode, PlaceCode, office_date, personal::OpenText};

/// What kind of note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Why the figures differ, by a code of the list of reasons.
    Reason,
    /// A remark.
    Remark,
    /// Where the proof lies, such as the number of a letter or register.
    Evidence,
    /// An institution is asked, until a day.
    Question,
    /// What it answered.
    Answer,
}

impl NoteKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Reason,
        Self::Remark,
        Self::Evidence,
        Self::Question,
        Self::Answer,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Remark => "remark",
            Self::Evidence => "evidence",
            Self::Question => "question",
            Self::Answer => "answer",
        }
    }

    /// The kind with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A note to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// What kind.
    pub kind: NoteKind,
    /// The reason's code, for a reason.
    pub reason: Option<String>,
    /// Who is asked, or who answers.
    pub institution: Option<InstitutionCode>,
    /// By when an answer is due, for a question.
    pub due_on: Option<Date>,
    /// The words; never names of persons. What certainly gives one away is refused.
    pub content: String,
}

/// A note that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub account_name: String,
    /// What was added.
    pub note: NewNote,
}

/// The code list of the country package that holds the reasons.
pub const REASONS: &str = "discrepancy-reason";

/// Adds a note.
///
/// # Errors
/// When the discrepancy is outside the permit's scope, a reason is not in the code list, a question
/// has no addressee or day or comes from an institution, the words are missing, or the database fails.
#[boxed]
pub async fn note_add(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<AnnotateDiscrepancy>,
    discrepancy: i64,
    note: &NewNote,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let content = check(catalogue, note)?;
    let mut transaction = database.begin().await?;
    let place: Option<i64> = store::within!(transaction, connection => {
        store::query_scalar("SELECT place FROM discrepancy WHERE id = $1")
            .bind(discrepancy)
            .fetch_optional(connection)
    })?;
    let place = catalogue.place_code(place.ok_or(CommitteeError::NotFound("discrepancy"))?)?;
    if !permit.reaches_place(catalogue.country(), &place) {
        return Err(CommitteeError::NotFound("discrepancy"));
    }
    // Whoever is asked sees what the others said: only who sees it already can ask.
    if note.kind == NoteKind::Question {
        let scope = Scope::of_place(catalogue.country(), &place);
        let sees_all = scope.is_some_and(|scope| permit.actor().may::<ReadDiscrepancies>(&scope));
        if !sees_all {
            return Err(CommitteeError::Refused("note-question-not-yours"));
        }
    }
    if let Some(code) = &note.institution {
        expect_near(catalogue.country(), code, &place)?;
    }
    let today = office_date(now);
    if note
        .due_on
        .is_some_and(|due| !(today..=today + MOST_DAYS.days()).contains(&due))
    {
        return Err(CommitteeError::Refused("note-due-impossible"));
    }
    let institution = note
        .institution
        .as_ref()
        .map(|code| catalogue.institution(code))
        .transpose()?;
    // Only a code of the list stands there, never words.
    let reason = note
        .reason
        .clone()
        .filter(|_| note.kind == NoteKind::Reason);
    let due_on = note.due_on.map(days);
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO discrepancy_note
                (discrepancy_id, at, account_name, kind, reason, institution, due_on, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(discrepancy)
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
        .bind(note.kind.code())
        .bind(reason)
        .bind(institution)
        .bind(due_on)
        .bind(content)
    )?;
    if note.kind == NoteKind::Question {
        store::execute!(
            transaction,
            store::query("UPDATE discrepancy SET due_on = $2 WHERE id = $1")
                .bind(discrepancy)
                .bind(due_on)
        )?;
    }
    let subject = discrepancy.to_string();
    let detail = note.kind.code();
    let actor = permit.actor();
    record(
        &mut transaction,
        actor,
        "discrepancy-annotated",
        &subject,
        &detail,
        now,
    )
    .await?;
    // To ask is to show: who was shown the others' figures stands in the log.
    if let (NoteKind::Question, Some(asked)) = (note.kind, &note.institution) {
        record(
            &mut transaction,
            actor,
            "shown-to-institution",
            &subject,
            asked,
            now,
        )
        .await?;
    }
    Ok(transaction.commit().await?)
}

/// An answer is waited for at most so long.
const MOST_DAYS: i64 = 366;

/// Whether an institution has to do with a place: it works there, or for a place around it.
fn expect_near(
    country: &Country,
    code: &InstitutionCode,
    place: &PlaceCode,
) -> Result<(), CommitteeError> {
    let works = country.institution(code.as_str()).map(|one| &one.place);
    works
        .filter(|own| country.is_within(own, place) || country.is_within(place, own))
        .map(drop)
        .ok_or(CommitteeError::Refused("note-institution-elsewhere"))
}

/// The words, where all that a note needs is there.
fn check(catalogue: &Catalogue, note: &NewNote) -> Result<OpenText, CommitteeError> {
    let content = written::open("content", &note.content)?;
    if note.kind == NoteKind::Reason {
        let is_known = note.reason.as_deref().is_some_and(|reason| {
            catalogue
                .country()
                .code_list(REASONS)
                .is_some_and(|list| list.terms.iter().any(|term| term.code.as_str() == reason))
        });
        return if is_known {
            Ok(content)
        } else {
            Err(CommitteeError::Refused("note-needs-reason"))
        };
    }
    if note.kind == NoteKind::Question && (note.institution.is_none() || note.due_on.is_none()) {
        return Err(CommitteeError::Refused("note-needs-addressee"));
    }
    if content.is_empty() {
        return Err(CommitteeError::Refused("note-needs-words"));
    }
    Ok(content)
}

/// All notes on a discrepancy, the first first; for the file, which has looked at its permit.
pub(super) async fn note_list(
    database: &Database,
    catalogue: &Catalogue,
    discrepancy: i64,
) -> Result<Vec<Note>, CommitteeError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT at, account_name, kind, reason, institution, due_on, content
             FROM discrepancy_note WHERE discrepancy_id = $1 ORDER BY id",
        )
        .bind(discrepancy)
        .fetch_all(connection)
    })?;
    rows.into_iter().map(|row| row.note(catalogue)).collect()
}

store::row! {
    struct Columns {
        at: i64,
        account_name: String,
        kind: String,
        reason: Option<String>,
        institution: Option<i64>,
        due_on: Option<i64>,
        content: String,
    }
}

impl Columns {
    fn note(self, catalogue: &Catalogue) -> Result<Note, CommitteeError> {
        let institution = self
            .institution
            .map(|number| catalogue.institution_code(number))
            .transpose()?;
        Ok(Note {
            at: timestamp(self.at)?,
            account_name: self.account_name,
            note: NewNote {
                kind: NoteKind::from_code(&self.kind).ok_or(CommitteeError::Corrupt("note"))?,
                reason: self.reason,
                institution,
                due_on: self.due_on.and_then(date_of_days),
                content: self.content,
            },
        })
    }
}

/// A day as the database keeps it: days since 1970-01-01.
#[must_use]
pub(crate) fn days(date: Date) -> i64 {
    date.since(jiff::civil::date(1970, 1, 1))
        .map_or(0, |span| i64::from(span.get_days()))
}

/// The day with that number.
#[must_use]
pub(crate) fn date_of_days(days: i64) -> Option<Date> {
    use jiff::ToSpan as _;
    jiff::civil::date(1970, 1, 1).checked_add(days.days()).ok()
}
