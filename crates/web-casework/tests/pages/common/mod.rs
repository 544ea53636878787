//! What the tests of this door share: a wing over fresh SQLite files, people at both doors, a clock
//! that can be moved, and requests as a browser sends them.
pub mod court;

use access::{
    Access, AccountId, Actor, DisplayName, FirstAdministrator, HeldMembership, ManageAccounts,
    Membership, MembershipId, NewAccount, OperateSystem, OperatingSystemRandom, Permit,
    RecoveryCode, Scope, SecondFactorSecret, SessionToken, Settings, SignIn, SignInName,
    SignInOutcome,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use casework::{
    Casework, CaseworkError, CountingGate, GateAnswer, PassphraseCost, Profession, TableCount,
    Worker,
};
use jiff::{SignedDuration, Timestamp};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};
use store::Database;
use tempfile::TempDir;
use tower::ServiceExt as _;
use vocabulary::{
    Breakdown, Clock, CountedCell, CountedIndicator, Country, DimensionCode, IndicatorCode,
    InstitutionCode, Language, LeftOut, Measure, Period, PlaceCode,
};
use web_casework::TableDoor;

pub const PASSWORD: &str = "tre dele mbi mal";
pub const PASSPHRASE: &str = "gjashte zogj ne dege";
const SECRET: &str = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";

/// A clock that tests move.
pub struct Moved(Mutex<Timestamp>);

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl Moved {
    pub fn forward(&self, span: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += span;
    }
}

pub struct World {
    pub router: Router,
    pub casework: Casework,
    pub door: TableDoor,
    pub clock: Arc<Moved>,
    access: Access,
    folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn location(&self) -> String {
        let found = self.headers.get(header::LOCATION);
        found.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }
}

/// Somebody with a browser.
pub struct Person<'w> {
    pub world: &'w World,
    pub id: Option<AccountId>,
    cookie: String,
}

fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).unwrap())
}

/// A gate that gives the same numbers to whoever may count, and remembers what was handed over. The
/// real one is tested where both wings can be seen.
struct Numbers {
    casework: Casework,
    handed: Mutex<bool>,
}

impl Numbers {
    const fn of(casework: Casework) -> Self {
        Self {
            casework,
            handed: Mutex::new(false),
        }
    }
}

impl CountingGate for Numbers {
    fn count<'g>(
        &'g self,
        request: casework::Request<'g>,
        period: Period,
    ) -> GateAnswer<'g, TableCount> {
        Box::pin(async move {
            let permit = self.casework.counting_permit(request).await?;
            let country = country();
            let own = &country.indicator("V01").unwrap().counting_rule;
            let cell = |breakdown: &str, number| {
                CountedCell::count(Breakdown::parse(breakdown).unwrap(), number)
            };
            let share = |code: &str, number, of| CountedIndicator {
                indicator: IndicatorCode::parse(code).unwrap(),
                rule: country.indicator(code).unwrap().counting_rule.clone(),
                measure: Measure::Share,
                looked_at: of,
                cells: vec![CountedCell {
                    of: Some(of),
                    ..cell("", number)
                }],
                left_out: Vec::new(),
                of_unknown_age: 0,
                without_term: Vec::new(),
            };
            let is_handed = *self.handed.lock().unwrap();
            Ok(TableCount {
                place: permit.region().cloned().unwrap(),
                period,
                indicators: vec![
                    share("A04", 2, 3),
                    share("A05", 14, 21),
                    CountedIndicator {
                        indicator: IndicatorCode::parse("V01").unwrap(),
                        rule: own.clone(),
                        measure: Measure::Count,
                        looked_at: 12,
                        cells: vec![cell("", 7), cell("age=child", 3)],
                        left_out: vec![(LeftOut::OtherStatus, 3), (LeftOut::Repeat, 2)],
                        of_unknown_age: 1,
                        without_term: vec![(DimensionCode::parse("form").unwrap(), 4)],
                    },
                ],
                standing: is_handed.then(|| "submitted".to_owned()),
                may_be_handed_over: !is_handed,
                fingerprint: "seven".to_owned(),
            })
        })
    }

    fn hand_over<'g>(
        &'g self,
        request: casework::Request<'g>,
        _period: Period,
        fingerprint: &'g str,
    ) -> GateAnswer<'g, ()> {
        Box::pin(async move {
            self.casework.counting_permit(request).await?;
            if fingerprint != "seven" {
                return Err(CaseworkError::Refused("count-changed-meanwhile"));
            }
            *self.handed.lock().unwrap() = true;
            Ok(())
        })
    }
}

fn nation() -> Scope {
    Scope::national(PlaceCode::parse("AL").unwrap())
}

pub async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let address = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let tables = [ledger::MIGRATIONS, access::MIGRATIONS];
    let accounts = Database::open(&address("committee.db"), &tables)
        .await
        .unwrap();
    let tables = [ledger::MIGRATIONS, casework::MIGRATIONS];
    let cases = Database::open(&address("casework.sqlite"), &tables)
        .await
        .unwrap();
    let clock = Arc::new(Moved(Mutex::new("2026-01-08T09:00:00Z".parse().unwrap())));
    let access = Access::new(accounts, Settings::default());
    let first = FirstAdministrator {
        sign_in_name: SignInName::parse("first").unwrap(),
        name: DisplayName::parse("First").unwrap(),
        language: Language::English,
        password: PASSWORD.to_owned(),
    };
    access.set_up(&first, clock.now()).await.unwrap();
    let settings = casework::Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let random = Arc::new(OperatingSystemRandom);
    let casework = Casework::new(cases, settings, random.clone());
    let door = TableDoor::new(
        casework.clone(),
        access.clone(),
        country(),
        (clock.clone(), random),
        false,
    );
    let door = door.counting(Arc::new(Numbers::of(casework.clone())));
    World {
        router: web_casework::router(door.clone()),
        casework,
        door,
        clock,
        access,
        folder,
    }
}

pub fn member(code: &str) -> Membership {
    let region = code.split('.').next().unwrap();
    Membership::InstitutionMember {
        institution: InstitutionCode::parse(code).unwrap(),
        region: Some(PlaceCode::parse(region).unwrap()),
    }
}

impl World {
    /// Opens an account and signs in at the outer door.
    pub async fn person(&self, name: &str, membership: Membership) -> Person<'_> {
        let now = self.clock.now();
        let account = NewAccount {
            sign_in_name: SignInName::parse(name).unwrap(),
            name: DisplayName::parse(name).unwrap(),
            language: Language::English,
            membership,
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        let manage: Permit<ManageAccounts> = Actor::operator().permit(nation()).unwrap();
        let id = self
            .access
            .account_create(&manage, &account, now)
            .await
            .unwrap();
        let operate: Permit<OperateSystem> = Actor::operator().permit(nation()).unwrap();
        let secret = SecondFactorSecret::parse(SECRET).unwrap();
        let codes: [RecoveryCode; 0] = [];
        self.access
            .second_factor_put(&operate, id, (&secret, &codes), now)
            .await
            .unwrap();
        Person {
            world: self,
            id: Some(id),
            cookie: self.session(name).await,
        }
    }

    /// A fresh session of an account.
    pub async fn session(&self, name: &str) -> String {
        let attempt = SignIn {
            name,
            password: PASSWORD,
            client: "10.0.0.1",
            previous: None,
        };
        match self
            .access
            .sign_in(&attempt, self.clock.now())
            .await
            .unwrap()
        {
            SignInOutcome::SignedIn { token, .. } => format!("besa={}", token.reveal()),
            other => panic!("{name} is not let in: {other:?}"),
        }
    }

    /// The accounts, for what a test does at another door.
    pub const fn access(&self) -> &Access {
        &self.access
    }

    pub fn nobody(&self) -> Person<'_> {
        Person {
            world: self,
            id: None,
            cookie: String::new(),
        }
    }

    /// The code on everybody's device.
    pub fn code(&self) -> String {
        let secret = SecondFactorSecret::parse(SECRET).unwrap();
        secret.code_at(self.clock.now())
    }

    /// Registers somebody as a worker, let in by another one or as the first.
    pub async fn worker(
        &self,
        person: &Person<'_>,
        profession: Profession,
        by: Option<&Worker>,
    ) -> Worker {
        let operate: Permit<OperateSystem> = Actor::operator().permit(nation()).unwrap();
        let now = self.clock.now();
        let actor = self
            .access
            .act_for(&operate, person.id.unwrap(), now)
            .await
            .unwrap();
        let wing = &self.casework;
        match by {
            None => {
                wing.worker_register_first(&actor, profession, PASSPHRASE, now)
                    .await
            }
            Some(by) => {
                wing.worker_register(by, &actor, profession, PASSPHRASE, now)
                    .await
            }
        }
        .unwrap();
        wing.enter(&actor, PASSPHRASE, now).await.unwrap()
    }

    /// Somebody's browser, acting for one more body, which they are given here.
    pub async fn seat(&self, (person, name): (&Person<'_>, &str), body: &Membership) -> Person<'_> {
        let now = self.clock.now();
        let manage: Permit<ManageAccounts> = Actor::operator().permit(nation()).unwrap();
        let what = (person.id.unwrap(), body);
        // A moment later, so that the first body stays the first.
        let later = now + SignedDuration::from_secs(1);
        let given = self
            .access
            .membership_give(&manage, what, later)
            .await
            .unwrap();
        let cookie = self.session(name).await;
        self.chosen(&person.with_session(cookie), given).await
    }

    /// The same browser, acting for another institution.
    pub async fn acting(&self, person: &Person<'_>, institution: &str) -> Person<'_> {
        let held = self.held(person, institution).await;
        self.chosen(person, held).await
    }

    /// Ends a membership, as an administrator does.
    pub async fn ended(&self, person: &Person<'_>, institution: &str) {
        let manage: Permit<ManageAccounts> = Actor::operator().permit(nation()).unwrap();
        let what = (person.id.unwrap(), self.held(person, institution).await);
        let ending = self.access.membership_end(&manage, what, self.clock.now());
        ending.await.unwrap();
    }

    async fn held(&self, person: &Person<'_>, institution: &str) -> MembershipId {
        let found = self.access.session(&person.token(), self.clock.now()).await;
        let held = found.unwrap().unwrap().memberships;
        let of = |one: &HeldMembership| one.membership == member(institution);
        held.into_iter().find(of).unwrap().id
    }

    async fn chosen(&self, person: &Person<'_>, chosen: MembershipId) -> Person<'_> {
        let (token, now) = (person.token(), self.clock.now());
        let session = self.access.session(&token, now).await.unwrap().unwrap();
        let choosing = self
            .access
            .membership_choose(&session.actor, (&token, chosen), now);
        let (token, _) = choosing.await.unwrap();
        Person {
            world: self,
            id: person.id,
            cookie: format!("besa={}", token.reveal()),
        }
    }

    /// Registers somebody as a worker for one of the bodies that they sit on.
    pub async fn worker_in(
        &self,
        (person, body): (&Person<'_>, &Membership),
        profession: Profession,
        by: &Worker,
    ) -> Worker {
        let operate: Permit<OperateSystem> = Actor::operator().permit(nation()).unwrap();
        let now = self.clock.now();
        let what = (person.id.unwrap(), body);
        let actor = self.access.act_for_in(&operate, what, now).await.unwrap();
        let wing = &self.casework;
        let registering = wing.worker_register(by, &actor, profession, PASSPHRASE, now);
        registering.await.unwrap();
        wing.enter(&actor, PASSPHRASE, now).await.unwrap()
    }

    /// A worker once more, for what a test does beside the pages.
    pub async fn again(&self, person: &Person<'_>) -> Worker {
        let operate: Permit<OperateSystem> = Actor::operator().permit(nation()).unwrap();
        let now = self.clock.now();
        let actor = self.access.act_for(&operate, person.id.unwrap(), now).await;
        self.casework
            .enter(&actor.unwrap(), PASSPHRASE, now)
            .await
            .unwrap()
    }

    /// The methods that a path answers to.
    pub async fn methods(&self, path: &str) -> String {
        let request = Request::builder().method("PATCH").uri(path);
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let allowed = response.headers().get(header::ALLOW);
        allowed.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }

    /// Everything that lies on the disk.
    pub fn disk(&self) -> Vec<u8> {
        let files: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files
            .iter()
            .flat_map(|file| std::fs::read(file).unwrap())
            .collect()
    }
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// The value of a form's field on a page.
pub fn field(page: &str, name: &str) -> Option<String> {
    let tag = page
        .split('<')
        .find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    let value = tag.split("value=\"").nth(1)?;
    Some(value.split('"').next()?.to_owned())
}

impl Person<'_> {
    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Another browser of nobody's.
    pub fn with_session(&self, cookie: String) -> Self {
        Self {
            world: self.world,
            id: self.id,
            cookie,
        }
    }

    fn token(&self) -> SessionToken {
        SessionToken::parse(self.cookie.trim_start_matches("besa=")).unwrap()
    }

    pub fn account(&self) -> String {
        self.id.unwrap().to_string()
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// What this person's forms carry; nothing for who sees no form.
    pub async fn csrf(&self) -> String {
        let page = self.get("/table/guide").await;
        field(&page.text, "csrf").unwrap_or_default()
    }

    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form(fields))).unwrap())
            .await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf().await;
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    /// Goes through the inner door.
    pub async fn enter(&self) {
        let code = self.world.code();
        let entered = self
            .post(
                "/table/enter",
                &[("passphrase", PASSPHRASE), ("code", &code)],
            )
            .await;
        assert_eq!(entered.location(), "/table/today", "{}", entered.text);
    }
}
