//! Steps that several cases take: screened by what is seen, agreed to, referred.

use crate::{
    scene::{DAY, Scene},
    staff::STAFF,
};
use casework::{
    Answer, CaseworkError, ConsentForm, DisclosurePurpose, DisclosureTerms, Field, LegalGround,
    NewConsent, NewLegalBasis, NewReferral, NewScreening, RecordId, ReferralKind, ScreeningBasis,
    ScreeningDecision, SecretText, Service, Urgency,
};
use vocabulary::InstitutionCode;

/// The mark of a form: one for each thing that is done on a case at an hour.
pub(crate) fn form(scene: Scene<'_>, what: &str, hours: i64) -> String {
    format!("demonstration-{}-{what}-{hours}", scene.code)
}

pub(crate) fn institution(worker: usize) -> Result<InstitutionCode, CaseworkError> {
    let code = STAFF[worker].institution;
    InstitutionCode::parse(code).map_err(|_| CaseworkError::Corrupt("institution"))
}

fn region(worker: usize) -> Option<&'static str> {
    STAFF[worker].institution.split('.').next()
}

pub(crate) async fn screen(
    scene: Scene<'_>,
    (hours, instrument, decision): (i64, &str, ScreeningDecision),
    seen: &[&str],
) -> Result<(), CaseworkError> {
    let answers = seen.iter().map(|one| ((*one).to_owned(), Answer::Yes));
    let new = NewScreening {
        request: form(scene, "screening", hours),
        instrument: instrument.to_owned(),
        answers: answers.collect(),
        basis: ScreeningBasis::Observation,
        with_interpreter: false,
        present: Vec::new(),
        voluntary: false,
        decision,
        reason: SecretText::new("Çfarë u pa dhe u tregua përputhet; personi do ndihmë."),
    };
    let by = scene.leading(hours);
    scene
        .casework
        .screening_record(by, scene.code, &new)
        .await?;
    Ok(())
}

pub(crate) fn terms(
    scene: Scene<'_>,
    hours: i64,
    (recipient, fields): (usize, &[Field]),
) -> Result<DisclosureTerms, CaseworkError> {
    Ok(DisclosureTerms {
        purpose: DisclosurePurpose::Service,
        recipient: institution(recipient)?,
        fields: fields.to_vec(),
        expires_at: scene.hours(hours + 180 * DAY),
    })
}

/// The person agrees to some fields and refuses others; a guardian agrees where one must.
pub(crate) async fn agree(
    scene: Scene<'_>,
    hours: i64,
    (recipient, fields, refused): (usize, &[Field], &[Field]),
) -> Result<RecordId, CaseworkError> {
    let new = NewConsent {
        request: form(scene, "consent", hours),
        terms: terms(scene, hours, (recipient, fields))?,
        refused: refused.to_vec(),
        form: ConsentForm::Witnessed,
        language: "sq".to_owned(),
        guardian_agrees: scene.with_guardian,
        person_agrees: true,
    };
    let by = scene.leading(hours);
    scene.casework.consent_give(by, scene.code, &new).await
}

pub(crate) async fn propose(
    scene: Scene<'_>,
    hours: i64,
    recipient: usize,
) -> Result<RecordId, CaseworkError> {
    let new = NewLegalBasis {
        request: form(scene, "basis", hours),
        terms: terms(scene, hours, (recipient, &[Field::Name]))?,
        ground: LegalGround::ChildProtection,
        article: "Ligji 18/2017, neni 5".to_owned(),
        person_told: true,
        reason: SecretText::new(
            "Fëmija duhet të kthehet në shkollë pa u ditur arsyeja e mungesës.",
        ),
    };
    let by = scene.leading(hours);
    scene
        .casework
        .legal_basis_propose(by, scene.code, &new)
        .await
}

pub(crate) fn referral_of(
    scene: Scene<'_>,
    hours: i64,
    (recipient, basis, fields): (usize, &RecordId, &[Field]),
    (service, urgency): (Service, Urgency),
    follows: Option<RecordId>,
) -> Result<NewReferral, CaseworkError> {
    Ok(NewReferral {
        request: form(scene, "referral", hours),
        service,
        kind: if region(recipient) == region(scene.manager) {
            ReferralKind::OtherInstitution
        } else {
            ReferralKind::OtherRegion
        },
        urgency,
        recipient: institution(recipient)?,
        basis: basis.clone(),
        fields: fields.to_vec(),
        note: SecretText::new("Vjen pasdite, me shoqërim; mos telefononi në shtëpi."),
        follows,
    })
}

/// Drafts and sends.
pub(crate) async fn refer(
    scene: Scene<'_>,
    hours: i64,
    told: (usize, &RecordId, &[Field]),
    what: (Service, Urgency),
    follows: Option<RecordId>,
) -> Result<RecordId, CaseworkError> {
    let new = referral_of(scene, hours, told, what, follows)?;
    let by = scene.leading(hours);
    let id = scene.casework.referral_draft(by, scene.code, &new).await?;
    scene.casework.referral_send(by, scene.code, &id).await?;
    Ok(id)
}
