//! Keeping who the person's children are, and reading it: one sealed list, replaced as a whole.

use super::{DependantAge, DependantPlace};
use crate::{
    CaseCode, Casework, CaseworkError, Field, Request,
    codes::stored,
    fields,
    grants::{Need, OpenCase},
    tasks::{NewTask, TaskKind},
};
use boxed::boxed;
use seal::SecretText;
use serde_json::{Value, json};

/// A child of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependant {
    /// How old.
    pub age: DependantAge,
    /// Where.
    pub place: DependantPlace,
}

/// How many can be written down.
pub const MOST_DEPENDANTS: usize = 12;

impl Casework {
    /// Keeps who the person's children are, in place of what was kept before; an empty list is an answer
    /// too. A child in danger is a danger of the case, to be seen to at once.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `dependants-too-many`.
    #[boxed]
    pub async fn dependants_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        dependants: &[Dependant],
    ) -> Result<(), CaseworkError> {
        if dependants.len() > MOST_DEPENDANTS {
            return Err(CaseworkError::Invalid("dependants-too-many"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let list: Vec<[&str; 2]> = dependants
            .iter()
            .map(|one| [one.age.code(), one.place.code()])
            .collect();
        let text = SecretText::new(json!(list).to_string());
        let subject = open.case.subject.clone();
        fields::put(
            &mut open,
            (&subject, Field::Dependants),
            &text,
            &*self.random,
        )
        .await?;
        let in_danger = |one: &Dependant| one.place == DependantPlace::InDanger;
        if dependants.iter().any(in_danger) && !self.task_waits(&mut open, TaskKind::Danger).await?
        {
            let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
            let whose = (institution.as_str(), manager.as_str());
            let task = NewTask::of_worker(TaskKind::Danger, whose, request.second());
            self.task_open(&mut open, &task).await?;
        }
        open.log(
            "dependants-recorded",
            (Field::Dependants.code(), &Value::Null),
        )
        .await?;
        open.commit().await
    }

    /// The person's children; none where nobody asked.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn dependants(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Option<Vec<Dependant>>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let found = read(&mut open).await?;
        open.log("dependants-read", (Field::Dependants.code(), &Value::Null))
            .await?;
        open.commit().await?;
        Ok(found)
    }
}

/// How many children come along with the person; the case is open to whoever assists.
pub(crate) async fn with_person(open: &mut OpenCase<'_>) -> Result<i64, CaseworkError> {
    let all = read(open).await?.unwrap_or_default();
    let along = all
        .iter()
        .filter(|one| one.place == DependantPlace::WithPerson);
    i64::try_from(along.count()).map_err(|_| CaseworkError::Corrupt("dependants"))
}

async fn read(open: &mut OpenCase<'_>) -> Result<Option<Vec<Dependant>>, CaseworkError> {
    let subject = open.case.subject.clone();
    let Some(text) = fields::get(open, (&subject, Field::Dependants)).await? else {
        return Ok(None);
    };
    let list: Vec<[String; 2]> =
        serde_json::from_str(text.expose()).map_err(|_| CaseworkError::Corrupt("dependants"))?;
    let read = list.iter().map(|[age, place]| {
        Ok(Dependant {
            age: stored(DependantAge::from_code, age)?,
            place: stored(DependantPlace::from_code, place)?,
        })
    });
    read.collect::<Result<Vec<_>, CaseworkError>>().map(Some)
}
