//! What the later pages of the strangers' case speak of, from the first assessment to a closing, each
//! with a canary: so that every address leads to something, and no form of the table changes it.

use casework::{
    Age, AgeBasis, CaseCode, Casework, ChildMeasure, ClosureReason, Domain, FormalTeam,
    MeasureProgress, NewAction, NewAge, NewAssessment, NewChildMeasure, NewClosure,
    NewFormalRequest, NewGoal, NewProvider, NewStay, RecordId, Request, RiskLevel, SecretText,
    Service, Worker,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use vocabulary::PlaceCode;

/// Ids, by the names under which forms and addresses speak of them.
pub struct Life(BTreeMap<&'static str, String>);

/// Steps that open something sealed to whoever works on the case.
const OPENING: [&str; 4] = [
    "/needs/read",
    "/identification/reasons",
    "/child/read",
    "/child/age-read",
];
/// Steps that open something sealed to whoever leads the case.
const OPENING_TO_LEAD: [&str; 3] = [
    "/closing/read",
    "/closing/hold-reason",
    "/closing/prolonged-reason",
];

/// One case, worked on by one person at one time.
struct Desk<'d> {
    wing: &'d Casework,
    request: Request<'d>,
    code: &'d CaseCode,
    canary: &'d str,
}

impl Life {
    /// Plays it: `leading` works on the case, `officer` is the account of a police officer.
    pub async fn make(
        wing: &Casework,
        (leading, officer): (&Worker, &str),
        code: &CaseCode,
        (now, canary): (Timestamp, &str),
    ) -> Self {
        let now = now - SignedDuration::from_hours(3);
        let request = Request {
            worker: leading,
            now,
        };
        let desk = Desk {
            wing,
            request,
            code,
            canary,
        };
        let mut ids = desk.grow_up().await;
        ids.extend(desk.plan().await);
        ids.extend(desk.identify(officer).await);
        ids.extend(desk.end().await);
        let ids = ids.into_iter();
        let mut all: BTreeMap<_, _> = ids
            .map(|(name, id)| (name, id.as_str().to_owned()))
            .collect();
        all.insert("police", officer.to_owned());
        all.insert("social", leading.account().to_owned());
        Self(all)
    }

    /// The path of a route.
    pub fn path(&self, route: &str) -> String {
        route
            .replace("{action}", &self.0["action"])
            .replace("{goal}", &self.0["goal"])
    }

    /// What a form sends that asks for nothing that could be done.
    pub fn form(&self, route: &str) -> Vec<(&'static str, &str)> {
        let own = route.strip_prefix("/table/cases/{code}/").unwrap_or("");
        let (mut fields, ids): (Vec<(&'static str, &str)>, &[&'static str]) = match own {
            "needs" => (vec![("risk", "low"), ("note", "")], &[]),
            "needs/read" => (Vec::new(), &["assessment"]),
            "child/read" => (Vec::new(), &["child-measure"]),
            "child/age-read" => (Vec::new(), &["age-change"]),
            "needs/answered" => (Vec::new(), &["answered"]),
            "plan/goals/{goal}" => (vec![("goal-words", "")], &[]),
            "plan/goals" => (vec![("domain", "housing"), ("goal-text", "")], &[]),
            "plan/actions" => (vec![("service", "documents"), ("due", "x")], &["goal"]),
            "plan/{action}/answer" => (vec![("answer", "agree")], &[]),
            "plan/{action}/step" => (vec![("step", "begin")], &[]),
            "plan/{action}/words" => (
                vec![("words-service", "documents"), ("words-due", "x")],
                &[],
            ),
            "stays/ended" => (Vec::new(), &["stay"]),
            "closing/read" => (Vec::new(), &["closure"]),
            "closing/hold-reason" => (Vec::new(), &["hold"]),
            "closing/prolonged-reason" => (Vec::new(), &["prolongation"]),
            "identification/team" => (Vec::new(), &["formal", "police", "social"]),
            "identification/person" => (vec![("step", "convene")], &["formal"]),
            rest if rest.starts_with("identification/") => (Vec::new(), &["formal"]),
            _ => (Vec::new(), &[]),
        };
        fields.extend(ids.iter().map(|name| (*name, self.0[name].as_str())));
        fields
    }
}

/// Whether a route opens something sealed to this person, with nothing more to fill in.
pub fn opens(route: &str, name: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| route.ends_with(end));
    let plan = route.starts_with("/table/cases/{code}/plan");
    match name {
        "manager" => plan || ends(&OPENING) || ends(&OPENING_TO_LEAD),
        "granted" => plan || ends(&OPENING),
        _ => false,
    }
}

type Ids = Vec<(&'static str, RecordId)>;

impl Desk<'_> {
    fn text(&self, what: &str) -> SecretText {
        SecretText::new(format!("{} {what}", self.canary))
    }

    /// Taken for a child for a while, so that there is something to protect.
    async fn grow_up(&self) -> Ids {
        let (wing, request, code) = (self.wing, self.request, self.code);
        let age = |age, basis| NewAge {
            request: format!("{age:?}"),
            age,
            basis,
            reason: self.text("age"),
        };
        let younger = age(Age::UnknownAge, AgeBasis::Appearance);
        let change = wing.age_correct(request, code, &younger).await.unwrap();
        let new = NewChildMeasure {
            request: "one".to_owned(),
            measure: ChildMeasure::Heard,
            progress: MeasureProgress::Arranged,
            note: Some(self.text("heard")),
        };
        let measure = wing.child_measure_record(request, code, &new).await;
        let older = age(Age::Adult, AgeBasis::Assessment);
        wing.age_correct(request, code, &older).await.unwrap();
        vec![("age-change", change), ("child-measure", measure.unwrap())]
    }

    async fn plan(&self) -> Ids {
        let (wing, request, code) = (self.wing, self.request, self.code);
        let new = NewAssessment {
            request: "one".to_owned(),
            needs: Vec::new(),
            risk: RiskLevel::Low,
            together: true,
            note: self.text("assessment"),
        };
        let assessment = wing.assessment_record(request, code, &new).await.unwrap();
        let new = NewGoal {
            request: "one".to_owned(),
            domain: Domain::Housing,
            text: self.text("goal"),
        };
        let goal = wing.goal_add(request, code, &new).await.unwrap();
        let new = NewAction {
            request: "one".to_owned(),
            goal: goal.clone(),
            service: Service::Documents,
            due_at: request.now + SignedDuration::from_hours(99),
            text: self.text("action"),
        };
        let action = wing.action_propose(request, code, &new).await.unwrap();
        let new = NewProvider {
            service: Service::ShortShelter,
            area: PlaceCode::parse("AL-07").unwrap(),
            admits: vec![Age::Adult],
            places: 1,
            is_in_mechanism: false,
        };
        let new = NewStay {
            request: "one".to_owned(),
            provider: wing.provider_declare(request, &new).await.unwrap(),
            person_chose: true,
            with_children: false,
        };
        let stay = wing.stay_begin(request, code, &new).await.unwrap();
        vec![
            ("answered", assessment.clone()),
            ("assessment", assessment),
            ("goal", goal),
            ("action", action),
            ("stay", stay),
        ]
    }

    async fn identify(&self, officer: &str) -> Ids {
        let (wing, request, code) = (self.wing, self.request, self.code);
        let new = NewFormalRequest {
            request: "one".to_owned(),
            person_asked: true,
            guardian_agrees: false,
        };
        let formal = wing.formal_request(request, code, &new).await.unwrap();
        let team = FormalTeam {
            police: officer.to_owned(),
            social_services: request.worker.account().to_owned(),
            with_psychologist: false,
            with_interpreter: false,
            with_guardian: false,
        };
        wing.formal_convene(request, code, (&formal, &team))
            .await
            .unwrap();
        wing.formal_decide(request, code, (&formal, false, &self.text("reasons")))
            .await
            .unwrap();
        vec![("formal", formal)]
    }

    async fn end(&self) -> Ids {
        let (wing, request, code) = (self.wing, self.request, self.code);
        let new = NewClosure {
            reason: ClosureReason::OtherReason,
            view: self.text("view"),
            may_contact: true,
            keep_until: request.now + SignedDuration::from_hours(99),
            despite: None,
        };
        let closure = wing.case_close(request, code, &new).await.unwrap();
        let longer = request.now + SignedDuration::from_hours(120);
        let why = self.text("longer");
        let longer = wing.retention_prolong(request, code, (longer, &why));
        let prolongation = longer.await.unwrap();
        wing.case_reopen(request, code).await.unwrap();
        let why = self.text("hold");
        wing.hold_place(request, code, &why).await.unwrap();
        let hold = wing.holds(request, code).await.unwrap().remove(0).id;
        wing.hold_lift(request, code).await.unwrap();
        vec![
            ("closure", closure),
            ("hold", hold),
            ("prolongation", prolongation),
        ]
    }
}
