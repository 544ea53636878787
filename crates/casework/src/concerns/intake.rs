//! Taking a concern in: a case with a random code, its keys, its manager, and the day's first tasks.

use super::{Age, Channel, ConcernSource, IdentificationStatus, Phase};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::{DAY, HOUR},
    duplicates, emergency,
    fields::{self, Field},
    grants::{CaseRow, GrantRow, GrantSource, NeedToKnow, OpenCase, new_key},
    repeated,
    tasks::{NewTask, TaskKind},
    workers::{Compartment, Profession, Purpose, is_same_person},
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;
use store::Transaction;
use vocabulary::PlaceCode;

/// A concern as it is told.
#[derive(Debug)]
pub struct NewConcern {
    /// Made once for the form that was shown: a second click finds the case of the first.
    pub request: String,
    /// Who raised it.
    pub source: ConcernSource,
    /// How it came.
    pub channel: Channel,
    /// The region.
    pub region: PlaceCode,
    /// What is known of the age.
    pub age: Age,
    /// Whether somebody is in danger now.
    pub danger_now: bool,
    /// The seat of the social worker who will lead the case: not another seat of whoever takes it in.
    pub manager: String,
    /// What was told about the person: nothing, if need be.
    pub told: Vec<(Field, SecretText)>,
}

/// The case manager's own grant, in days; renewed by giving another.
const MANAGER_DAYS: i64 = 366;
/// How long whoever took it in can still look, in days.
const FINDER_DAYS: i64 = 14;
/// By when a safe place and emergency care are offered, in hours.
const FIRST_HELP_HOURS: i64 = 4;
/// When the alarm about a missing briefing goes, in hours.
const BRIEFING_HOURS: i64 = 24;

impl Casework {
    /// Takes a concern in. The case manager is a social worker; whoever takes it in may be somebody
    /// else, and then keeps what their profession reaches for two weeks.
    ///
    /// # Errors
    /// `request-missing`, `concern-manager-invalid`, `field-invalid`; [`CaseworkError::NotFound`]
    /// for a suspended worker.
    #[boxed]
    pub async fn concern_take_in(
        &self,
        request: Request<'_>,
        new: &NewConcern,
    ) -> Result<CaseCode, CaseworkError> {
        check(new)?;
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let form = (request.worker.account(), "concern", new.request.as_str());
        if let Some(code) = repeated::made_before(&mut transaction, form).await? {
            return Ok(CaseCode::stored(code));
        }
        let own = request.worker.account();
        if new.manager != own && is_same_person(&new.manager, own) {
            return Err(CaseworkError::Invalid("concern-manager-invalid"));
        }
        let institution = manager_institution(&mut transaction, &new.manager).await?;
        let code = CaseCode::fresh(&*self.random);
        repeated::remember(&mut transaction, form, code.as_str()).await?;
        let subject = RecordId::fresh(&*self.random).as_str().to_owned();
        insert(
            &mut transaction,
            request,
            new,
            (&code, &subject, &institution),
        )
        .await?;
        let mut keys = Vec::with_capacity(Compartment::ALL.len());
        for compartment in Compartment::ALL {
            let what = (subject.as_str(), *compartment);
            let key = new_key(
                &mut transaction,
                what,
                std::slice::from_ref(&new.manager),
                &*self.random,
            )
            .await?;
            keys.push((*compartment, key));
        }
        let mut open = OpenCase {
            transaction,
            request,
            need: NeedToKnow::of_intake(keys),
            case: CaseRow {
                code: code.clone(),
                subject,
                manager: new.manager.clone(),
                institution: institution.clone(),
                age: new.age,
                phase: Phase::Concern,
                identification: IdentificationStatus::Unassessed,
                briefed_at: None,
            },
        };
        self.finish_intake(&mut open, (new, &institution)).await?;
        open.commit().await?;
        Ok(code)
    }

    async fn finish_intake(
        &self,
        open: &mut OpenCase<'_>,
        (new, institution): (&NewConcern, &str),
    ) -> Result<(), CaseworkError> {
        let worker = open.request.worker;
        let now = open.request.second();
        let manager = GrantRow {
            holder: &new.manager,
            purpose: Purpose::CaseManagement,
            compartments: Compartment::ALL,
            source: GrantSource::Manager,
            reason: "case manager",
            ends_at: now + MANAGER_DAYS * DAY,
        };
        self.insert_grant(open, &manager).await?;
        if worker.account() != new.manager {
            let mut reach = worker.profession().reach().to_vec();
            reach.retain(|part| matches!(part, Compartment::Identity | Compartment::Care));
            let finder = GrantRow {
                holder: worker.account(),
                purpose: Purpose::Service,
                compartments: &reach,
                source: GrantSource::Finder,
                reason: "took the concern in",
                ends_at: now + FINDER_DAYS * DAY,
            };
            self.insert_grant(open, &finder).await?;
        }
        emergency::cover(open, Compartment::ALL, &*self.random).await?;
        let subject = open.case.subject.clone();
        for (field, text) in &new.told {
            fields::put(open, (&subject, *field), text, &*self.random).await?;
            duplicates::index(open, (*field, text), &self.settings.dialling_code).await?;
        }
        if new.danger_now {
            // Due at once: whoever looks at their work today sees it first, and overdue.
            let task = NewTask::of_worker(TaskKind::Danger, (institution, &new.manager), now);
            self.task_open(open, &task).await?;
        }
        let due = now + FIRST_HELP_HOURS * HOUR;
        let whose = (institution, new.manager.as_str());
        let task = NewTask::of_worker(TaskKind::OfferFirstHelp, whose, due);
        self.task_open(open, &task).await?;
        let due = now + BRIEFING_HOURS * HOUR;
        let task = NewTask::of_worker(TaskKind::Brief, (institution, &new.manager), due);
        self.task_open(open, &task).await?;
        self.protect_child(open).await?;
        let told: Vec<&str> = new.told.iter().map(|(field, _)| field.code()).collect();
        let more = json!({"source": new.source.code(), "danger": new.danger_now});
        open.log("concern-taken-in", (&told.join(","), &more)).await
    }
}

fn check(new: &NewConcern) -> Result<(), CaseworkError> {
    for (field, text) in &new.told {
        field.expect_of_person()?;
        fields::check_text(text)?;
    }
    Ok(())
}

async fn manager_institution(
    transaction: &mut Transaction,
    manager: &str,
) -> Result<String, CaseworkError> {
    let row: Option<(String, String)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT institution, profession FROM worker
             WHERE account = $1 AND suspended_at IS NULL",
        )
        .bind(manager)
        .fetch_optional(connection)
    })?;
    row.filter(|(_, profession)| profession == Profession::SocialWorker.code())
        .map(|(institution, _)| institution)
        .ok_or(CaseworkError::Invalid("concern-manager-invalid"))
}

async fn insert(
    transaction: &mut Transaction,
    request: Request<'_>,
    new: &NewConcern,
    (code, subject, institution): (&CaseCode, &str, &str),
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO case_file (code, subject, manager, institution, region, source, channel,
                age, phase, identification, danger_now, opened_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(code.as_str())
        .bind(subject)
        .bind(new.manager.as_str())
        .bind(institution)
        .bind(new.region.as_str())
        .bind(new.source.code())
        .bind(new.channel.code())
        .bind(new.age.code())
        .bind(Phase::Concern.code())
        .bind(IdentificationStatus::Unassessed.code())
        .bind(i64::from(new.danger_now))
        .bind(request.second())
    )?;
    Ok(())
}
