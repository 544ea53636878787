//! What the tests of screening, consents and referrals share: a small table, and its usual steps.
use crate::common::{Answer, Person, World, field, member};
use axum::http::StatusCode;
use casework::Profession;

/// A part of every text that is written about the person.
pub const CANARY: &str = "Kanarinë";
pub const SHELTER: &str = "AL-07.NPO";

pub struct Table<'w> {
    /// Leads the cases.
    pub social: Person<'w>,
    /// Works beside her.
    pub second: Person<'w>,
    pub shelter: Person<'w>,
    pub police: Person<'w>,
}

pub async fn table(world: &World) -> Table<'_> {
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let first = world.worker(&social, Profession::SocialWorker, None).await;
    social.enter().await;
    let mut more = Vec::new();
    for (name, institution, profession) in [
        ("second", "AL-07.SOCIAL", Profession::SocialWorker),
        ("shelter", SHELTER, Profession::ShelterWorker),
        ("police", "AL-07.POLICE", Profession::Police),
    ] {
        let person = world.person(name, member(institution)).await;
        world.worker(&person, profession, Some(&first)).await;
        person.enter().await;
        more.push(person);
    }
    let [second, shelter, police] = more.try_into().ok().unwrap();
    Table {
        social,
        second,
        shelter,
        police,
    }
}

impl Table<'_> {
    /// A case of the first social worker; gives its path.
    pub async fn case(&self, age: &str) -> String {
        let manager = self.social.account();
        let name = format!("{CANARY} name");
        let phone = format!("{CANARY} phone");
        let concern = format!("{CANARY} concern");
        let fields = [
            ("request", "the case"),
            ("source", "police"),
            ("channel", "telephone"),
            ("age", age),
            ("region", "AL-07"),
            ("manager", manager.as_str()),
            ("name", name.as_str()),
            ("phone", phone.as_str()),
            ("concern", concern.as_str()),
        ];
        let answer = self.social.post("/table/take-in", &fields).await;
        led_on(&answer)
    }

    pub async fn brief(&self, case: &str) {
        let mut whole = vec![
            ("language", "sq"),
            ("medium", "conversation"),
            ("understood", "yes"),
        ];
        let topics = [
            "help-is-unconditional",
            "shelters",
            "services",
            "consent",
            "formal-identification",
            "legal-rights",
            "own-data",
        ];
        whole.extend(topics.map(|topic| ("topics", topic)));
        let path = format!("{case}/briefing");
        led_on(&self.social.post(&path, &whole).await);
    }

    /// A consent to tell the shelter the name and the concern; the phone is refused.
    pub async fn consent(&self, case: &str) -> String {
        let answer = self
            .social
            .post(&format!("{case}/consent"), &consent("the consent"))
            .await;
        led_on(&answer)
    }

    /// The shelter's worker receives.
    pub async fn receive(&self) {
        let path = "/table/received/reception";
        led_on(&self.shelter.post(path, &[("receives", "yes")]).await);
    }
}

/// A whole consent form.
pub fn consent(request: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("request", request),
        ("recipient", SHELTER),
        ("purpose", "service"),
        ("field.name", "agreed"),
        ("field.concern", "agreed"),
        ("field.phone", "refused"),
        ("form", "witnessed"),
        ("language", "sq"),
        ("expires", "01.06.2026"),
        ("person", "yes"),
    ]
}

/// Where a form that was taken leads.
pub fn led_on(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location()
}

/// Holds that a form was refused with these words, and nothing of it done.
pub fn refused(answer: &Answer, words: &str) {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    assert_eq!(answer.status, status, "{words}: {}", answer.text);
    assert!(answer.text.contains(words), "{words}: {}", answer.text);
    assert_eq!(answer.headers["cache-control"], "no-store");
}

/// The first address on a page that begins so and goes on.
pub fn link(page: &str, start: &str) -> String {
    let found = page.split("href=\"").skip(1);
    let mut found = found.filter_map(|rest| rest.split('"').next());
    let found = found.find(|href| href.starts_with(start) && href.len() > start.len());
    found
        .unwrap_or_else(|| panic!("no {start} on {page}"))
        .to_owned()
}

/// The mark of the form on a page.
pub fn request_of(page: &str) -> String {
    field(page, "request").unwrap()
}
