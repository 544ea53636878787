//! Keeping what the person told, and reading it: one sealed text, which others who help need not ask again.

use super::ExperienceTopic;
use crate::{
    CaseCode, Casework, CaseworkError, Field, Request, codes::stored, fields, grants::Need,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The answer of whoever did not wish to say.
pub const DECLINED: &str = "declined";

/// What was told, by what was asked: codes of its list, or [`DECLINED`] alone. What is left out was not
/// asked.
pub type Experience = BTreeMap<ExperienceTopic, Vec<String>>;

impl Casework {
    /// Keeps what was told, in place of what was kept before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `experience-before-briefing`,
    /// `experience-unknown` for a code of another list or one said twice, `experience-declined-and-told`.
    #[boxed]
    pub async fn experience_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        told: &Experience,
    ) -> Result<(), CaseworkError> {
        told.iter().try_for_each(check)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        open.expect_briefed("experience-before-briefing")?;
        let kept: BTreeMap<&str, &Vec<String>> = told
            .iter()
            .filter(|(_, codes)| !codes.is_empty())
            .map(|(topic, codes)| (topic.code(), codes))
            .collect();
        let text = SecretText::new(json!(kept).to_string());
        let subject = open.case.subject.clone();
        let place = (subject.as_str(), Field::Experience);
        fields::put(&mut open, place, &text, &*self.random).await?;
        open.log(
            "experience-recorded",
            (Field::Experience.code(), &Value::Null),
        )
        .await?;
        open.commit().await
    }

    /// What was told; empty where nothing was asked.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn experience(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Experience, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let subject = open.case.subject.clone();
        let text = fields::get(&mut open, (&subject, Field::Experience)).await?;
        open.log("experience-read", (Field::Experience.code(), &Value::Null))
            .await?;
        open.commit().await?;
        let Some(text) = text else {
            return Ok(Experience::new());
        };
        let kept: BTreeMap<String, Vec<String>> = serde_json::from_str(text.expose())
            .map_err(|_| CaseworkError::Corrupt("experience"))?;
        kept.into_iter()
            .map(|(topic, codes)| Ok((stored(ExperienceTopic::from_code, &topic)?, codes)))
            .collect()
    }
}

fn check((topic, codes): (&ExperienceTopic, &Vec<String>)) -> Result<(), CaseworkError> {
    let declined = codes.iter().any(|code| code == DECLINED);
    if declined && codes.len() > 1 {
        return Err(CaseworkError::Invalid("experience-declined-and-told"));
    }
    let known = topic.codes();
    let is_new = |place: usize, code: &String| !codes[..place].contains(code);
    let fits = |(place, code): (usize, &String)| {
        (declined || known.contains(&code.as_str())) && is_new(place, code)
    };
    codes
        .iter()
        .enumerate()
        .all(fits)
        .then_some(())
        .ok_or(CaseworkError::Invalid("experience-unknown"))
}
