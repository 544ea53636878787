//! One record of each kind on the strangers' case, each with a canary: so that every address of the
//! door's table leads to something, and no form of the table changes it.

use casework::{
    Answer, CaseCode, Casework, ConsentForm, DisclosurePurpose, DisclosureTerms, Field,
    LegalGround, NewBriefing, NewConsent, NewDisclosure, NewLegalBasis, NewReferral, NewScreening,
    RecordId, ReferralAnswer, ReferralKind, RejectReason, Request, ScreeningBasis,
    ScreeningDecision, SecretText, Service, Urgency, Worker,
};
use jiff::{SignedDuration, Timestamp};
use vocabulary::{InstitutionCode, Language};

const RECIPIENT: &str = "AL-07.NPO";

pub struct Records {
    screening: RecordId,
    basis: RecordId,
    withdrawn: RecordId,
    law: RecordId,
    disclosure: RecordId,
    recalled: RecordId,
    rejected: RecordId,
}

impl Records {
    /// Makes them: `leading` works on the case, `receiving` at the recipient.
    pub async fn make(
        wing: &Casework,
        (leading, receiving): (&Worker, &Worker),
        code: &CaseCode,
        (now, canary): (Timestamp, &str),
    ) -> Self {
        let now = now - SignedDuration::from_hours(4);
        let by = |worker| Request { worker, now };
        let text = |what: &str| SecretText::new(format!("{canary} {what}"));
        wing.reception_set(by(receiving), true).await.unwrap();
        let briefing = NewBriefing::complete(Language::English);
        wing.briefing_record(by(leading), code, &briefing)
            .await
            .unwrap();
        let new = NewScreening {
            request: "one".to_owned(),
            instrument: "albania".to_owned(),
            answers: vec![("act/receipt".to_owned(), Answer::Yes)],
            basis: ScreeningBasis::Observation,
            with_interpreter: false,
            present: Vec::new(),
            voluntary: false,
            decision: ScreeningDecision::AtRisk,
            reason: text("screening"),
        };
        let screening = wing.screening_record(by(leading), code, &new).await;
        let basis = consent(wing, by(leading), code, "one").await;
        let withdrawn = consent(wing, by(leading), code, "two").await;
        wing.basis_withdraw(by(leading), code, &withdrawn)
            .await
            .unwrap();
        let law = NewLegalBasis {
            request: "one".to_owned(),
            terms: terms(now),
            ground: LegalGround::VitalInterest,
            article: "Law 1, art. 1".to_owned(),
            person_told: true,
            reason: text("basis"),
        };
        let law = wing.legal_basis_propose(by(leading), code, &law).await;
        let tell = async |request: &str| {
            let new = NewDisclosure {
                request: request.to_owned(),
                basis: basis.clone(),
                recipient: InstitutionCode::parse(RECIPIENT).unwrap(),
                fields: vec![Field::Concern],
            };
            let told = wing.disclosure_send(by(leading), code, &new).await;
            told.unwrap()
        };
        let (disclosure, recalled) = (tell("one").await, tell("two").await);
        wing.disclosure_recall(by(leading), code, &recalled)
            .await
            .unwrap();
        let new = NewReferral {
            request: "one".to_owned(),
            service: Service::Medical,
            kind: ReferralKind::OtherInstitution,
            urgency: Urgency::Ordinary,
            recipient: InstitutionCode::parse(RECIPIENT).unwrap(),
            basis: basis.clone(),
            fields: vec![Field::Concern],
            note: text("referral"),
            follows: None,
        };
        let rejected = wing.referral_draft(by(leading), code, &new).await.unwrap();
        wing.referral_send(by(leading), code, &rejected)
            .await
            .unwrap();
        for answer in [
            ReferralAnswer::Receive,
            ReferralAnswer::Reject(RejectReason::NoRoom),
        ] {
            let said = wing.referral_answer(by(receiving), &rejected, answer);
            said.await.unwrap();
        }
        Self {
            screening: screening.unwrap(),
            basis,
            withdrawn,
            law: law.unwrap(),
            disclosure,
            recalled,
            rejected,
        }
    }

    /// The path of a route: where a step would change something, a record that it cannot change.
    pub fn path(&self, route: &str) -> String {
        let basis = match route.rsplit('/').next() {
            Some("withdrawn") => &self.withdrawn,
            Some("reason" | "decided") => &self.law,
            _ => &self.basis,
        };
        let disclosure = if route.ends_with("/recalled") {
            &self.recalled
        } else {
            &self.disclosure
        };
        route
            .replace("{instrument}", "albania")
            .replace("{screening}", self.screening.as_str())
            .replace("{basis}", basis.as_str())
            .replace("{disclosure}", disclosure.as_str())
            .replace("{referral}", self.rejected.as_str())
    }
}

fn terms(now: Timestamp) -> DisclosureTerms {
    DisclosureTerms {
        purpose: DisclosurePurpose::Service,
        recipient: InstitutionCode::parse(RECIPIENT).unwrap(),
        fields: vec![Field::Concern],
        expires_at: now + SignedDuration::from_hours(99),
    }
}

async fn consent(wing: &Casework, request: Request<'_>, code: &CaseCode, form: &str) -> RecordId {
    let new = NewConsent {
        request: form.to_owned(),
        terms: terms(request.now),
        refused: Vec::new(),
        form: ConsentForm::Written,
        language: "sq".to_owned(),
        guardian_agrees: false,
        person_agrees: true,
    };
    wing.consent_give(request, code, &new).await.unwrap()
}
