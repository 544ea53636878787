//! Work today: what is to be done, the most overdue first. A task shows a code and no name, closes
//! nothing and denies nothing.

use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request, casework::time, codes::codes,
    grants::OpenCase,
};
use boxed::boxed;
use jiff::Timestamp;

codes! {
    /// What is to be done.
    TaskKind {
        /// Somebody is in danger now.
        Danger = "danger",
        /// Offer a safe place and emergency care, before anything else.
        OfferFirstHelp = "offer-first-help",
        /// Tell the person about rights and services.
        Brief = "brief",
        /// See that somebody speaks for a child, that the child is heard, and the rest.
        ProtectChild = "protect-child",
        /// Destroy what was told, and say so.
        Recall = "recall",
        /// Answer a referral.
        AnswerReferral = "answer-referral",
        /// A referral was rejected: refer to somebody else.
        ReferAgain = "refer-again",
        /// Find out with the person what they need: nobody has yet.
        AssessNeeds = "assess-needs",
        /// Look at needs and dangers again.
        ReviewRisk = "review-risk",
        /// Look at the plan again with the person.
        ReviewPlan = "review-plan",
        /// Call the joint team together.
        ConveneTeam = "convene-team",
        /// Tell the person the outcome.
        GiveNotice = "give-notice",
        /// Ask how the person is.
        FollowUp = "follow-up",
        /// Take an offered link into a matter.
        TakeLink = "take-link",
        /// A hearing of a matter.
        Hearing = "hearing",
        /// A hearing of a linked matter: see that the person is not alone.
        GoAlong = "go-along",
        /// Say whether one takes a case over.
        AnswerTransfer = "answer-transfer",
        /// Be the second person who decides about a transfer.
        ApproveTransfer = "approve-transfer",
        /// Say whether a case must be opened in danger to life.
        ConfirmEmergency = "confirm-emergency",
        /// A case is to be opened, or was opened, in danger to life.
        EmergencyAnnounced = "emergency-announced",
        /// Look at how a case was opened in danger to life.
        ReviewEmergency = "review-emergency",
        /// What a conference decided.
        ConferenceDecision = "conference-decision",
        /// The day until which a closed file is kept has come: erase it, or say why not.
        DecideRetention = "decide-retention",
        /// The same, for a keeper of the institution: see that its lead decides.
        RetentionCame = "retention-came",
        /// Nobody confirmed a concern for half a year: screen it, or close it.
        DecideConcern = "decide-concern",
        /// The same, for a keeper of the institution: see that its lead decides.
        ConcernWaits = "concern-waits",
        /// The lead of a case left: name another.
        NameLead = "name-lead",
        /// Be the second person who decides about a new lead.
        ConfirmLead = "confirm-lead",
        /// Two others have named the worker the lead of a case: take it over, or say no.
        TakeLead = "take-lead",
        /// Everybody agreed: hand the case over.
        HandOver = "hand-over",
    }
}

/// A task as its worker sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: RecordId,
    /// What is to be done.
    pub kind: TaskKind,
    /// The case's code, or, for another institution, the code of the referral alone.
    pub code: String,
    /// The record that it is about; none when it is about the case.
    pub concerns: Option<RecordId>,
    /// By when.
    pub due_at: Timestamp,
    /// Whether that has passed.
    pub is_overdue: bool,
}

/// A task to open.
pub(crate) struct NewTask<'a> {
    pub kind: TaskKind,
    pub institution: &'a str,
    pub worker: Option<&'a str>,
    pub shown_code: Option<&'a str>,
    pub concerns: &'a str,
    pub due_at: i64,
}

impl<'a> NewTask<'a> {
    /// For one worker.
    pub const fn of_worker(
        kind: TaskKind,
        (institution, worker): (&'a str, &'a str),
        due_at: i64,
    ) -> Self {
        Self {
            kind,
            institution,
            worker: Some(worker),
            shown_code: None,
            concerns: "",
            due_at,
        }
    }

    /// For another institution: by the record's own code, never the case's.
    pub const fn of_institution(
        kind: TaskKind,
        (institution, shown_code, concerns): (&'a str, &'a str, &'a str),
        due_at: i64,
    ) -> Self {
        Self {
            kind,
            institution,
            worker: None,
            shown_code: Some(shown_code),
            concerns,
            due_at,
        }
    }
}

const MOST_TASKS: i64 = 500;

type Row = (String, String, String, String, i64);

macro_rules! select {
    ($($rest:literal),+) => {
        concat!(
            "SELECT id, kind, shown_code, concerns, due_at FROM task ",
            $($rest),+,
            " AND (worker IS NULL OR worker = $2)
              AND NOT EXISTS (SELECT 1 FROM access_denial d
                   WHERE d.case_code = task.case_code AND d.holder = $2)
              ORDER BY due_at, id LIMIT $3"
        )
    };
}

/// The tasks of a worker and an institution; their plan is tested.
pub(crate) const TASKS: &str = select!("WHERE institution = $1 AND done_at IS NULL");
/// Those of one case.
pub(crate) const TASKS_OF_CASE: &str =
    select!("WHERE institution = $1 AND case_code = $4 AND shown_code = $4 AND done_at IS NULL");

impl Casework {
    /// The worker's open tasks and their institution's, the earliest due first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn tasks_of(&self, request: Request<'_>) -> Result<Vec<Task>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(TASKS)
                .bind(request.worker.institution())
                .bind(request.worker.account())
                .bind(MOST_TASKS)
                .fetch_all(connection)
        })?;
        let mut tasks = read(rows, request)?;
        tasks.extend(self.hearing_tasks(&mut transaction, request).await?);
        Ok(in_order(tasks))
    }

    /// Of the same tasks those of one case, for its page. It tells nothing of the case but them, and
    /// of a case without any as much as of none.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn tasks_of_case(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Task>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(TASKS_OF_CASE)
                .bind(request.worker.institution())
                .bind(request.worker.account())
                .bind(MOST_TASKS)
                .bind(code.as_str())
                .fetch_all(connection)
        })?;
        let mut tasks = read(rows, request)?;
        let hearings = self.hearing_tasks(&mut transaction, request).await?;
        tasks.extend(hearings.into_iter().filter(|one| one.code == code.as_str()));
        Ok(in_order(tasks))
    }

    pub(crate) async fn task_open(
        &self,
        open: &mut OpenCase<'_>,
        task: &NewTask<'_>,
    ) -> Result<(), CaseworkError> {
        let id = RecordId::fresh(&*self.random);
        let shown = task.shown_code.unwrap_or(open.case.code.as_str());
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO task (id, kind, case_code, shown_code, institution, worker, concerns,
                    due_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(id.as_str())
            .bind(task.kind.code())
            .bind(open.case.code.as_str())
            .bind(shown)
            .bind(task.institution)
            .bind(task.worker)
            .bind(task.concerns)
            .bind(task.due_at)
        )?;
        Ok(())
    }

    /// Closes the open tasks of a kind that are about a record (or, with none, about the case).
    pub(crate) async fn task_done(
        &self,
        open: &mut OpenCase<'_>,
        (kind, concerns): (TaskKind, &str),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE task SET done_at = $1
                 WHERE case_code = $2 AND kind = $3 AND concerns = $4 AND done_at IS NULL",
            )
            .bind(open.request.second())
            .bind(open.case.code.as_str())
            .bind(kind.code())
            .bind(concerns)
        )?;
        Ok(())
    }

    /// Whether a task of a kind about the case waits.
    pub(crate) async fn task_waits(
        &self,
        open: &mut OpenCase<'_>,
        kind: TaskKind,
    ) -> Result<bool, CaseworkError> {
        let waiting: i64 = store::within!(open.transaction, connection => {
            store::query_scalar(
                "SELECT COUNT(*) FROM task
                 WHERE case_code = $1 AND kind = $2 AND done_at IS NULL",
            )
            .bind(open.case.code.as_str())
            .bind(kind.code())
            .fetch_one(connection)
        })?;
        Ok(waiting > 0)
    }

    /// Says that nobody is in danger any more.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case.
    #[boxed]
    pub async fn danger_averted(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<(), CaseworkError> {
        let mut open = self
            .open_case(request, code, crate::grants::Need::MANAGE)
            .await?;
        self.task_done(&mut open, (TaskKind::Danger, "")).await?;
        open.log("danger-averted", ("", &serde_json::Value::Null))
            .await?;
        open.commit().await
    }
}

fn read(rows: Vec<Row>, request: Request<'_>) -> Result<Vec<Task>, CaseworkError> {
    rows.into_iter()
        .map(|(id, kind, code, concerns, due_at)| {
            Ok(Task {
                id: RecordId::stored(id),
                kind: crate::codes::stored(TaskKind::from_code, &kind)?,
                code,
                concerns: (!concerns.is_empty()).then(|| RecordId::stored(concerns)),
                due_at: time(due_at)?,
                is_overdue: due_at <= request.second(),
            })
        })
        .collect()
}

/// The earliest due first.
fn in_order(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.sort_by(|one, other| (one.due_at, &one.id).cmp(&(other.due_at, &other.id)));
    tasks
}
