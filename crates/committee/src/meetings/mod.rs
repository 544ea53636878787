//! Meetings of committees and tables: the bodies whose decisions adopt figures and returns.

use crate::{
    CommitteeError,
    catalogue::Catalogue,
    discrepancies::{date_of_days, days},
    record, timestamp, written,
};
use access::{HoldMeeting, Permit, ReadMeetings};
use boxed::boxed;
use jiff::{Timestamp, civil::Date};
use store::{Database, Transaction};
use vocabulary::PlaceCode;

/// Which body met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingKind {
    /// The Regional Committee.
    Committee,
    /// The Technical Working Table.
    TechnicalTable,
}

impl MeetingKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Committee, Self::TechnicalTable];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::TechnicalTable => "technical-table",
        }
    }

    /// The kind with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A meeting to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// Whose meeting.
    pub place: PlaceCode,
    /// Which body.
    pub kind: MeetingKind,
    /// The day.
    pub held_on: Date,
    /// What it was about.
    pub title: String,
    /// The number of its minutes; unique for a body and a day.
    pub reference: String,
    /// What was decided, in words; never names of persons.
    pub decisions: String,
}

/// A meeting that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its number.
    pub id: i64,
    /// What was recorded.
    pub meeting: NewMeeting,
    /// When.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: String,
}

/// The longest subject of a meeting, in characters.
pub const LONGEST_TITLE: usize = 300;
/// The longest number of minutes, in characters.
pub const LONGEST_REFERENCE: usize = 100;
/// The longest decisions, in characters.
pub const LONGEST_DECISIONS: usize = 20_000;

/// Before this year no committee met; a day before it is a slip of the pen.
const FIRST_YEAR: i16 = 2000;

/// Records a meeting and gives its number.
///
/// # Errors
/// When a text is missing, too long or gives a person away, the day lies in the future or long ago, the meeting is outside the
/// permit's place or already recorded, or the database fails.
#[boxed]
pub async fn meeting_record(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<HoldMeeting>,
    meeting: &NewMeeting,
    (now, today): (Timestamp, Date),
) -> Result<i64, CommitteeError> {
    if meeting.title.trim().is_empty() || meeting.reference.trim().is_empty() {
        return Err(CommitteeError::Refused("meeting-needs-words"));
    }
    if meeting.decisions.chars().count() > LONGEST_DECISIONS
        || meeting.title.chars().count() > LONGEST_TITLE
        || meeting.reference.chars().count() > LONGEST_REFERENCE
    {
        return Err(CommitteeError::Refused("meeting-too-long"));
    }
    let open = written::open_of_any_length;
    let title = open("title", &meeting.title)?;
    let reference = open("reference", &meeting.reference)?;
    let decisions = open("decisions", &meeting.decisions)?;
    if meeting.held_on > today {
        return Err(CommitteeError::Refused("meeting-in-future"));
    }
    if meeting.held_on.year() < FIRST_YEAR {
        return Err(CommitteeError::Refused("meeting-too-old"));
    }
    if !permit.reaches_place(catalogue.country(), &meeting.place) {
        return Err(CommitteeError::NotFound("place"));
    }
    let mut transaction = database.begin().await?;
    let inserted: Result<i64, _> = store::within!(transaction, connection => {
        store::query_scalar(
            "INSERT INTO meeting (place, kind, held_on, title, reference, decisions, recorded_at,
                recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .bind(catalogue.place(&meeting.place)?)
        .bind(meeting.kind.code())
        .bind(days(meeting.held_on))
        .bind(title)
        .bind(reference.clone())
        .bind(decisions)
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
        .fetch_one(connection)
    });
    let id = match inserted {
        Err(error) if error.is_conflict() => {
            return Err(CommitteeError::Refused("meeting-already-recorded"));
        }
        other => other?,
    };
    record(
        &mut transaction,
        permit.actor(),
        "meeting-recorded",
        &id.to_string(),
        &reference.as_str(),
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(id)
}

store::row! {
    struct Columns {
        id: i64,
        place: i64,
        kind: String,
        held_on: i64,
        title: String,
        reference: String,
        decisions: String,
        recorded_at: i64,
        recorded_by: String,
    }
}

impl Columns {
    fn meeting(self, catalogue: &Catalogue) -> Result<Meeting, CommitteeError> {
        let corrupt = || CommitteeError::Corrupt("meeting");
        Ok(Meeting {
            id: self.id,
            meeting: NewMeeting {
                place: catalogue.place_code(self.place)?,
                kind: MeetingKind::from_code(&self.kind).ok_or_else(corrupt)?,
                held_on: date_of_days(self.held_on).ok_or_else(corrupt)?,
                title: self.title,
                reference: self.reference,
                decisions: self.decisions,
            },
            recorded_at: timestamp(self.recorded_at)?,
            recorded_by: self.recorded_by,
        })
    }
}

/// The query behind the list; its plan is tested.
pub const LIST: &str = "SELECT id, place, kind, held_on, title, reference, decisions, recorded_at,
    recorded_by FROM meeting WHERE place = $1 ORDER BY place DESC, held_on DESC, id DESC LIMIT 100";

/// The last hundred meetings of a place, the latest first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn meeting_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadMeetings>,
) -> Result<Vec<Meeting>, CommitteeError> {
    let place = catalogue.place(&permit.scope().place)?;
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(LIST).bind(place).fetch_all(connection)
    })?;
    rows.into_iter().map(|row| row.meeting(catalogue)).collect()
}

/// One meeting, for those who may see its place.
///
/// # Errors
/// [`CommitteeError::NotFound`] where there is none, or none inside the permit's place.
#[boxed]
pub async fn meeting_open(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadMeetings>,
    id: i64,
) -> Result<Meeting, CommitteeError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT id, place, kind, held_on, title, reference, decisions, recorded_at, recorded_by
             FROM meeting WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(connection)
    })?;
    let meeting = row
        .ok_or(CommitteeError::NotFound("meeting"))?
        .meeting(catalogue)?;
    if permit.reaches_place(catalogue.country(), &meeting.meeting.place) {
        Ok(meeting)
    } else {
        Err(CommitteeError::NotFound("meeting"))
    }
}

/// Makes sure that a meeting exists and that its body may decide about a place.
pub(crate) async fn require(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    id: i64,
    about: &PlaceCode,
) -> Result<(), CommitteeError> {
    let place: Option<i64> = store::within!(transaction, connection => {
        store::query_scalar("SELECT place FROM meeting WHERE id = $1")
            .bind(id)
            .fetch_optional(connection)
    })?;
    let place = catalogue.place_code(place.ok_or(CommitteeError::Refused("meeting-unknown"))?)?;
    if catalogue.country().is_within(about, &place) {
        Ok(())
    } else {
        Err(CommitteeError::Refused("meeting-unknown"))
    }
}
