//! Taking a matter in, and what describes it: codes alone. Whatever names anybody is sealed.

use super::{
    MatterCode, MatterScope, MatterStage, MatterStep,
    event::{EventRow, insert_event},
    keys,
    open_matter::{MatterRow, OpenMatter},
};
use crate::{
    Casework, CaseworkError, Field, RecordId, Request,
    codes::split_codes,
    fields,
    grants::{NeedToKnow, new_key},
    repeated,
    workers::{Compartment, Profession},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;
use vocabulary::{PlaceCode, TermCode};

/// What is coded about a matter beside its stage and articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterDescription {
    /// Whether it crosses a border.
    pub scope: MatterScope,
    /// Other crimes that it is linked to: terms of the country's list.
    pub linked_crimes: Vec<TermCode>,
    /// What police and prosecutors say they need for it: terms of the country's list.
    pub needs: Vec<TermCode>,
    /// When assets were seized.
    pub assets_seized_at: Option<Timestamp>,
}

/// A matter to take in.
#[derive(Debug)]
pub struct NewMatter {
    /// Made once for the form that was shown.
    pub request: String,
    /// The region of the authority that leads it.
    pub region: PlaceCode,
    /// The articles: terms of the country's list.
    pub articles: Vec<TermCode>,
    /// What else is coded.
    pub description: MatterDescription,
    /// When it was reported: today or in the past.
    pub reported_at: Timestamp,
    /// The authority's own number; it is sealed, for it leads to names.
    pub number: Option<SecretText>,
}

/// Terms as they are stored.
pub(super) fn joined(terms: &[TermCode]) -> String {
    let terms: Vec<&str> = terms.iter().map(TermCode::as_str).collect();
    terms.join(",")
}

/// Reads what [`joined`] wrote.
pub(super) fn terms(text: &str) -> Result<Vec<TermCode>, CaseworkError> {
    split_codes(text, |code| TermCode::parse(code).ok())
}

impl Casework {
    /// Takes a matter in. Police and prosecutors alone do; who does leads it.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `matter-authority-only`,
    /// `matter-article-missing`, `matter-date-invalid`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn matter_open(
        &self,
        request: Request<'_>,
        new: &NewMatter,
    ) -> Result<MatterCode, CaseworkError> {
        check(request, new)?;
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        let form = (worker.account(), "matter", new.request.as_str());
        if let Some(code) = repeated::made_before(&mut transaction, form).await? {
            return Ok(MatterCode::stored(code));
        }
        let matter = MatterRow {
            id: RecordId::fresh(&*self.random).as_str().to_owned(),
            code: MatterCode::fresh(&*self.random),
            region: new.region.clone(),
            institution: worker.institution().to_owned(),
            leader: worker.account().to_owned(),
            stage: MatterStage::Report,
        };
        repeated::remember(&mut transaction, form, matter.code.as_str()).await?;
        let key = new_key(
            &mut transaction,
            (&matter.id, Compartment::Justice),
            std::slice::from_ref(&matter.leader),
            &*self.random,
        );
        let need = NeedToKnow::of_matter(vec![(Compartment::Justice, key.await?)]);
        let mut open = OpenMatter {
            transaction,
            request,
            matter,
            need,
        };
        self.finish_matter(&mut open, new).await?;
        let code = open.matter.code.clone();
        open.commit().await?;
        Ok(code)
    }

    async fn finish_matter(
        &self,
        open: &mut OpenMatter<'_>,
        new: &NewMatter,
    ) -> Result<(), CaseworkError> {
        insert(open, new).await?;
        let event = EventRow {
            position: 1,
            step: MatterStep::TakeIn,
            stage: MatterStage::Report,
            reason: None,
            articles: joined(&new.articles),
            at: new.reported_at.as_second(),
        };
        insert_event(open, (&*self.random, &event)).await?;
        if let Some(number) = &new.number {
            let id = open.matter.id.clone();
            let text = (id.as_str(), Field::MatterNumber, number);
            keys::write(
                &mut open.transaction,
                (&id, &open.need),
                text,
                &*self.random,
            )
            .await?;
        }
        let more = json!({"articles": event.articles, "scope": new.description.scope.code()});
        open.record("matter-taken-in", ("", &more)).await
    }

    /// Changes what describes a matter.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-date-invalid`.
    #[boxed]
    pub async fn matter_describe(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        new: &MatterDescription,
    ) -> Result<(), CaseworkError> {
        if new.assets_seized_at.is_some_and(|at| at > request.now) {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE matter SET scope = $1, linked_crimes = $2, needs = $3,
                    assets_seized_at = $4 WHERE id = $5",
            )
            .bind(new.scope.code())
            .bind(joined(&new.linked_crimes))
            .bind(joined(&new.needs))
            .bind(new.assets_seized_at.map(Timestamp::as_second))
            .bind(open.matter.id.as_str())
        )?;
        let more = json!({"scope": new.scope.code(), "linked": joined(&new.linked_crimes)});
        open.record("matter-described", ("", &more)).await?;
        open.commit().await
    }
}

fn check(request: Request<'_>, new: &NewMatter) -> Result<(), CaseworkError> {
    let profession = request.worker.profession();
    if !matches!(profession, Profession::Police | Profession::Prosecutor) {
        return Err(CaseworkError::Refused("matter-authority-only"));
    }
    if new.articles.is_empty() {
        return Err(CaseworkError::Invalid("matter-article-missing"));
    }
    let seized = new.description.assets_seized_at;
    if new.reported_at > request.now || seized.is_some_and(|at| at > request.now) {
        return Err(CaseworkError::Invalid("matter-date-invalid"));
    }
    new.number.as_ref().map_or(Ok(()), fields::check_text)
}

async fn insert(open: &mut OpenMatter<'_>, new: &NewMatter) -> Result<(), CaseworkError> {
    let described = &new.description;
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO matter (id, code, region, institution, leader, stage, scope, articles,
                linked_crimes, needs, reported_at, assets_seized_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(open.matter.id.as_str())
        .bind(open.matter.code.as_str())
        .bind(open.matter.region.as_str())
        .bind(open.matter.institution.as_str())
        .bind(open.matter.leader.as_str())
        .bind(open.matter.stage.code())
        .bind(described.scope.code())
        .bind(joined(&new.articles))
        .bind(joined(&described.linked_crimes))
        .bind(joined(&described.needs))
        .bind(new.reported_at.as_second())
        .bind(described.assets_seized_at.map(Timestamp::as_second))
    )?;
    Ok(())
}
