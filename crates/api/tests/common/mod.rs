//! What the tests of the programs' door share: the door over a fresh SQLite file with the Albanian
//! package, accounts with tokens, and requests as a program sends them.
#![expect(dead_code, reason = "each test file uses a part of it")]

use access::{
    Access, Actor, DisplayName, FirstAdministrator, ManageAccounts, Membership, NewAccount,
    NewToken, Permit, Scope, Settings, SignIn, SignInName, SignInOutcome, TokenDays, TokenName,
};
use api::ApiDoor;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use committee::{
    Catalogue,
    returns::{
        CellEntry, ReturnKey, ReturnStep, StepRequest, return_ensure, return_fill, return_step,
    },
};
use serde_json::Value;
use std::sync::Arc;
use store::Database;
use tempfile::TempDir;
use tower::ServiceExt as _;
use vocabulary::{
    Clock as _, Country, FixedClock, InstitutionCode, Language, Period, PlaceCode, ReportedValue,
    TemplateCode,
};

const PASSWORD: &str = "tre dele mbi mal";

pub fn january() -> FixedClock {
    FixedClock("2025-01-08T09:00:00Z".parse().unwrap())
}

pub struct World {
    pub router: Router,
    pub database: Database,
    pub catalogue: Arc<Catalogue>,
    pub access: Access,
    pub managing: Permit<ManageAccounts>,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }
}

fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).unwrap())
}

async fn entered(access: &Access, name: &str) -> Actor {
    let attempt = SignIn {
        name,
        password: PASSWORD,
        client: "10.0.0.1",
        previous: None,
    };
    match access.sign_in(&attempt, january().now()).await.unwrap() {
        SignInOutcome::SignedIn { actor, .. } => *actor,
        _ => panic!("{name} is not let in"),
    }
}

pub async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("committee.db").display());
    let tables = [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        committee::MIGRATIONS,
        release::MIGRATIONS,
        estimation::MIGRATIONS,
    ];
    let database = Database::open(&address, &tables).await.unwrap();
    let catalogue = Arc::new(Catalogue::load(&database, country()).await.unwrap());
    let access = Access::new(database.clone(), Settings::default());
    let first = FirstAdministrator {
        sign_in_name: SignInName::parse("admin").unwrap(),
        name: DisplayName::parse("First").unwrap(),
        language: Language::English,
        password: PASSWORD.to_owned(),
    };
    access.set_up(&first, january().now()).await.unwrap();
    let actor = entered(&access, "admin").await;
    let managing = actor
        .permit(Scope::national(PlaceCode::parse("AL").unwrap()))
        .unwrap();
    World {
        router: api::router(ApiDoor {
            database: database.clone(),
            catalogue: Arc::clone(&catalogue),
            access: access.clone(),
            clock: Arc::new(january()),
        }),
        database,
        catalogue,
        access,
        managing,
        _folder: folder,
    }
}

pub fn member(code: &str) -> Membership {
    Membership::InstitutionMember {
        institution: InstitutionCode::parse(code).unwrap(),
        region: PlaceCode::parse(code.split('.').next().unwrap()).ok(),
    }
}

pub fn secretariat(region: &str) -> Membership {
    Membership::TechnicalSecretariat {
        region: PlaceCode::parse(region).unwrap(),
    }
}

pub fn chair(region: &str) -> Membership {
    Membership::CommitteeChair {
        region: PlaceCode::parse(region).unwrap(),
    }
}

impl World {
    /// A release that anybody may read.
    pub async fn published(&self) {
        let policy = r#"{"protection":{"method":"rounding","base":5},"attacker":{}}"#;
        let verdict = r#"{"cells":0,"narrowest":null,"width":1,"releases":0,"printed":0,"drawings":1,
            "steps":1,"additive":true,"without-dimension":false}"#;
        let mut transaction = self.database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO released (code, registered, place, period, year, number, state, edition,
                    policy, engine, content, hash, verdict, certificate, known, explanation,
                    visible_from, proposed_at, proposer, proposer_name, decided_at, decider_name)
                 VALUES ('leavers-1', 'school-leavers-by-region', 'AL', '2023Sep', 2023, 1,
                    'approved', 1, $1, '', '', '', $2, '', '[]', '', 0, 0, 'x', 'X', 0, 'Y')",
            )
            .bind(policy)
            .bind(verdict)
        )
        .unwrap();
        transaction.commit().await.unwrap();
    }

    /// Opens an account.
    pub async fn account(&self, name: &str, membership: Membership) -> Actor {
        let account = NewAccount {
            sign_in_name: SignInName::parse(name).unwrap(),
            name: DisplayName::parse(name).unwrap(),
            language: Language::English,
            membership,
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        let now = january().now();
        let created = self.access.account_create(&self.managing, &account, now);
        created.await.unwrap();
        entered(&self.access, name).await
    }

    /// Makes a token some days before now.
    pub async fn token(&self, actor: &Actor, is_read_only: bool, days_ago: i64) -> String {
        let new = NewToken {
            name: TokenName::parse("Test").unwrap(),
            days: TokenDays::parse("30").unwrap(),
            is_read_only,
        };
        let at = january().now() - jiff::SignedDuration::from_hours(24 * days_ago);
        let secret = self.access.token_create(actor, &new, at).await.unwrap();
        secret.reveal()
    }

    pub async fn ask(
        &self,
        (method, path): (&Method, &str),
        token: Option<&str>,
        body: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::ACCEPT_LANGUAGE, "en");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = Body::from(body.unwrap_or_default().to_owned());
        self.send(request.body(body).unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Begins a return, fills in its first cell with a number and, where asked, sends it in.
    pub async fn reported(&self, actor: &Actor, period: &str, number: i64, is_sent: bool) -> i64 {
        let institution = actor.institution().unwrap().clone();
        let place = actor.region().unwrap().clone();
        let key = ReturnKey {
            template: TemplateCode::parse("victims-quarterly").unwrap(),
            institution: institution.clone(),
            place: place.clone(),
            period: Period::parse(period).unwrap(),
        };
        let (database, catalogue) = (&self.database, &self.catalogue);
        let (now, today) = (january().now(), january().today());
        let id = return_ensure(database, catalogue, &key, today)
            .await
            .unwrap();
        let scope = Scope::of_place(catalogue.country(), &place).unwrap();
        let scope = scope.of_institution(institution);
        let template = catalogue.country().template("victims-quarterly").unwrap();
        let entries: Vec<CellEntry> = template
            .rows()
            .filter(|row| row.is_required)
            .map(|row| CellEntry {
                indicator: row.indicator.clone(),
                breakdown: row.breakdown.clone(),
                value: ReportedValue::value(number).unwrap(),
                counting_rule: None,
                comment: None,
            })
            .collect();
        let permit = actor.permit(scope.clone()).unwrap();
        return_fill(database, catalogue, &permit, (id, 1), &entries, now)
            .await
            .unwrap();
        if is_sent {
            let permit = actor.permit::<access::SubmitReturn>(scope).unwrap();
            let request = StepRequest {
                id,
                step: ReturnStep::Submit,
                reason: None,
                meeting: None,
            };
            return_step(database, catalogue, &permit, &request, now)
                .await
                .unwrap();
        }
        id
    }
}
