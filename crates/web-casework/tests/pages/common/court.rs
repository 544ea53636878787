//! What the tests of proceedings and of rare days share: a case with its manager, a matter with its
//! leader, and a conference that both were asked to come to.

use super::{Person, World, member};
use access::Membership;
use axum::http::StatusCode;
use casework::Profession;

/// A suspect, and what a matter is called at the authority.
pub const SUSPECT: &str = "Kanarinë Dyshimi";
pub const NUMBER: &str = "Kanarinë 77";

/// Who asks, in the order of the table.
pub const PEOPLE: [&str; 8] = [
    "nobody",
    "administrator",
    "no worker",
    "no grant",
    "manager",
    "revoked",
    "holder",
    "leader",
];

pub struct Court<'w> {
    pub world: &'w World,
    pub people: Vec<Person<'w>>,
    pub case: String,
    pub matter: String,
    pub conference: String,
}

impl<'w> Court<'w> {
    pub fn of(&self, name: &str) -> &Person<'w> {
        let place = PEOPLE.iter().position(|one| *one == name);
        &self.people[place.unwrap()]
    }

    pub fn path(&self, route: &str) -> String {
        route
            .replace("{matter}", &self.matter)
            .replace("{conference}", &self.conference)
            .replace("{code}", &self.case)
    }
}

/// Does what a form asks for and fails when it was not done.
pub async fn done(person: &Person<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = person.post(path, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{path}: {}",
        answer.text
    );
    answer.location()
}

async fn case(manager: &Person<'_>) -> String {
    let account = manager.account();
    let fields = [
        ("request", "case"),
        ("source", "police"),
        ("channel", "telephone"),
        ("age", "adult"),
        ("region", "AL-07"),
        ("manager", account.as_str()),
        ("name", "Canary Hoxha"),
        ("concern", "Canary"),
    ];
    let case = done(manager, "/table/take-in", &fields).await;
    let mut briefing = vec![
        ("language", "sq"),
        ("medium", "conversation"),
        ("understood", "yes"),
    ];
    for topic in casework::BriefingTopic::ALL {
        briefing.push(("topics", topic.code()));
    }
    done(manager, &format!("{case}/briefing"), &briefing).await;
    case.rsplit('/').next().unwrap().to_owned()
}

pub async fn court(world: &World) -> Court<'_> {
    let manager = world.person("manager", member("AL-07.SOCIAL")).await;
    let first = world.worker(&manager, Profession::SocialWorker, None).await;
    let mut people = vec![
        world.nobody(),
        world
            .person("administrator", Membership::Administrator)
            .await,
        world.person("no.worker", member("AL-07.EMPLOYMENT")).await,
    ];
    let staff = [
        ("no.grant", "AL-07.POLICE", Profession::Police),
        ("revoked", "AL-07.POLICE", Profession::Police),
        ("holder", "AL-07.PROSECUTOR", Profession::Prosecutor),
        ("leader", "AL-07.POLICE", Profession::Police),
    ];
    let mut hired = Vec::new();
    // An institution that has workers registers its own.
    let mut police = None;
    for (name, institution, profession) in staff {
        let person = world.person(name, member(institution)).await;
        let is_police = profession == Profession::Police;
        let by = police.as_ref().filter(|_| is_police).unwrap_or(&first);
        let worker = world.worker(&person, profession, Some(by)).await;
        if is_police {
            police.get_or_insert(worker);
        }
        person.enter().await;
        hired.push(person);
    }
    manager.enter().await;
    let case = case(&manager).await;
    let [no_grant, revoked, holder, leader] =
        <[Person<'_>; 4]>::try_from(hired).unwrap_or_else(|_| panic!("four were hired"));
    let matter = matter(&leader, [&revoked, &holder]).await;
    let leading = leader.account();
    let call = [
        ("request", "c"),
        ("on", "2026-02-01"),
        ("attendees", leading.as_str()),
    ];
    let conference = done(&manager, "/table/conferences", &call).await;
    let entry = [("case", case.as_str()), ("topic", "safety")];
    done(&manager, &format!("{conference}/entries"), &entry).await;
    people.extend([no_grant, manager, revoked, holder, leader]);
    Court {
        world,
        people,
        case,
        matter,
        conference: conference.rsplit('/').next().unwrap().to_owned(),
    }
}

/// A matter with a suspect, opened to two more, of whom one lost it.
async fn matter(leader: &Person<'_>, [revoked, holder]: [&Person<'_>; 2]) -> String {
    let new = [
        ("request", "matter"),
        ("region", "AL-07"),
        ("articles", "110-a"),
        ("reported", "2026-01-02"),
        ("scope", "domestic"),
        ("number", NUMBER),
    ];
    let matter = done(leader, "/table/matters/new", &new).await;
    let suspect = [
        ("name", SUSPECT),
        ("sex", "male"),
        ("age", "adult"),
        ("citizenship", "national"),
        ("suspected", "2026-01-03"),
    ];
    done(leader, &format!("{matter}/suspects"), &suspect).await;
    for person in [revoked, holder] {
        let account = person.account();
        let grant = [
            ("holder", account.as_str()),
            ("ends", "2026-06-01"),
            ("reason", "works on it"),
        ];
        done(leader, &format!("{matter}/holders"), &grant).await;
    }
    let account = revoked.account();
    let lost = [("holder", account.as_str())];
    done(leader, &format!("{matter}/holders/revoked"), &lost).await;
    matter.rsplit('/').next().unwrap().to_owned()
}

/// The first choice of a list on a page.
pub fn option(page: &str, name: &str) -> String {
    let list = page.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    let list = list.split("</select>").next().unwrap();
    let values = list.split("value=\"").skip(1);
    let mut values = values.filter_map(|rest| rest.split('"').next());
    values.find(|value| !value.is_empty()).unwrap().to_owned()
}

pub async fn consent(
    court: &Court<'_>,
    case: &casework::CaseCode,
    recipient: &str,
    fields: &[casework::Field],
) -> String {
    let world = court.world;
    let clock: &dyn vocabulary::Clock = &*world.clock;
    let now = clock.now();
    let worker = world.again(court.of("manager")).await;
    let request = casework::Request {
        worker: &worker,
        now,
    };
    let new = casework::NewConsent {
        request: format!("c-{recipient}"),
        terms: casework::DisclosureTerms {
            purpose: casework::DisclosurePurpose::Proceedings,
            recipient: vocabulary::InstitutionCode::parse(recipient).unwrap(),
            fields: fields.to_vec(),
            expires_at: now + jiff::SignedDuration::from_hours(24 * 90),
        },
        refused: Vec::new(),
        form: casework::ConsentForm::Written,
        language: "sq".to_owned(),
        guardian_agrees: false,
        person_agrees: true,
    };
    let basis = world.casework.consent_give(request, case, &new).await;
    basis.unwrap().as_str().to_owned()
}
