//! What the tests of the committee's door share: the door over a fresh SQLite file with the Albanian
//! package, people who sign in by the form, and requests as a browser sends them.
use access::{
    Access, Actor, DisplayName, FirstAdministrator, ManageAccounts, Membership, NewAccount, Permit,
    Scope, Settings, SignIn, SignInName, SignInOutcome,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    middleware::from_fn_with_state,
};
use committee::Catalogue;
use std::{fmt::Write as _, sync::Arc};
use store::Database;
use tempfile::TempDir;
use tower::ServiceExt as _;
use vocabulary::{Clock as _, Country, FixedClock, InstitutionCode, Language, PlaceCode};
use web_committee::Door;

pub const PASSWORD: &str = "tre dele mbi mal";
pub const REGION: &str = "AL-07";

/// A day in January 2025: the last quarter of 2024 is about to become due.
pub fn january() -> FixedClock {
    FixedClock("2025-01-08T09:00:00Z".parse().unwrap())
}

pub struct World {
    pub router: Router,
    pub database: Database,
    pub catalogue: Arc<Catalogue>,
    access: Access,
    managing: Permit<ManageAccounts>,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub kind: String,
    /// What the browser is told to keep.
    pub cookie: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Somebody who is signed in.
pub struct Person<'w> {
    world: &'w World,
    cookie: String,
}

fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).unwrap())
}

pub async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("committee.db").display());
    let tables = [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        committee::MIGRATIONS,
        estimation::MIGRATIONS,
        release::MIGRATIONS,
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
    let attempt = SignIn {
        name: "admin",
        password: PASSWORD,
        client: "10.0.0.1",
        previous: None,
    };
    let outcome = access.sign_in(&attempt, january().now()).await.unwrap();
    let SignInOutcome::SignedIn { actor, .. } = outcome else {
        panic!("the first administrator is not let in");
    };
    let managing = actor
        .permit(Scope::national(PlaceCode::parse("AL").unwrap()))
        .unwrap();
    let door = Door::new(
        database.clone(),
        Arc::clone(&catalogue),
        access.clone(),
        Arc::new(january()),
        false,
    );
    World {
        router: web_committee::router()
            .layer(from_fn_with_state(door.clone(), web_committee::keep_forms))
            .with_state(door),
        database,
        catalogue,
        access,
        managing,
        _folder: folder,
    }
}

pub fn member(code: &str) -> Membership {
    let region = code.split('.').next().unwrap();
    Membership::InstitutionMember {
        institution: InstitutionCode::parse(code).unwrap(),
        region: Some(PlaceCode::parse(region).unwrap()),
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
    /// Opens an account and signs in by the form.
    pub async fn person(&self, name: &str, membership: Membership) -> Person<'_> {
        self.account(name, membership).await;
        self.again(name, "").await
    }

    /// Opens an account to which nobody has signed in yet.
    pub async fn account(&self, name: &str, membership: Membership) {
        let account = NewAccount {
            sign_in_name: SignInName::parse(name).unwrap(),
            name: DisplayName::parse(name).unwrap(),
            language: Language::English,
            membership,
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        let now = january().now();
        self.access
            .account_create(&self.managing, &account, now)
            .await
            .unwrap();
    }

    /// Gives an account one more membership, as an administrator does.
    pub async fn seat(&self, name: &str, membership: &Membership) {
        let accounts = self
            .access
            .account_list(&self.managing, "", 200)
            .await
            .unwrap();
        let account = accounts
            .iter()
            .find(|one| one.sign_in_name.as_str() == name);
        let what = (account.unwrap().id, membership);
        let later = january().now() + jiff::SignedDuration::from_mins(1);
        let giving = self.access.membership_give(&self.managing, what, later);
        giving.await.unwrap();
    }

    /// Whoever has this cookie.
    pub fn with_cookie(&self, cookie: &str) -> Person<'_> {
        Person {
            world: self,
            cookie: cookie.to_owned(),
        }
    }

    /// Signs in to an account that is open, on a browser that calls itself so.
    pub async fn again(&self, name: &str, browser: &str) -> Person<'_> {
        let form = form(&[("name", name), ("password", PASSWORD)]);
        let request = Request::post("/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::USER_AGENT, browser)
            .body(Body::from(form))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        Person {
            world: self,
            cookie: cookie.split(';').next().unwrap().to_owned(),
        }
    }

    /// Who an account is, as a function of the committee wants to know it.
    pub async fn actor(&self, name: &str) -> Actor {
        let attempt = SignIn {
            name,
            password: PASSWORD,
            client: "10.0.0.1",
            previous: None,
        };
        match self.access.sign_in(&attempt, january().now()).await {
            Ok(SignInOutcome::SignedIn { actor, .. }) => *actor,
            _ => panic!("{name} is not let in"),
        }
    }

    /// Ends every session, as time does.
    pub async fn end_sessions(&self) {
        let mut transaction = self.database.begin().await.unwrap();
        store::execute!(transaction, store::query("DELETE FROM account_session")).unwrap();
        transaction.commit().await.unwrap();
    }

    /// Somebody who is not signed in.
    pub fn nobody(&self) -> Person<'_> {
        Person {
            world: self,
            cookie: String::new(),
        }
    }

    /// The methods that a path answers to, as it says itself when it is asked by another one.
    pub async fn methods(&self, path: &str) -> String {
        let request = Request::builder().method("PATCH").uri(path);
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let allowed = response.headers().get(header::ALLOW);
        allowed.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }

    /// Every text in every table, in small letters.
    pub async fn dump(&self) -> String {
        let mut whole = String::new();
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table'".to_owned();
        for table in self.rows(tables).await {
            let columns = format!("SELECT name FROM pragma_table_info('{table}')");
            for column in self.rows(columns).await {
                let cells = format!("SELECT quote(\"{column}\") FROM \"{table}\"");
                writeln!(whole, "{}", self.rows(cells).await.join("\n")).unwrap();
            }
        }
        whole.to_lowercase()
    }

    async fn rows(&self, query: String) -> Vec<String> {
        let found: Result<Vec<String>, store::StoreError> = async {
            Ok(store::read!(self.database, connection => {
                store::query_scalar(store::AssertSqlSafe(query.clone())).fetch_all(connection)
            })?)
        }
        .await;
        found.unwrap()
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        let found: Result<i64, store::StoreError> = async {
            Ok(store::read!(self.database, connection => {
                store::query_scalar(query).fetch_one(connection)
            })?)
        }
        .await;
        found.unwrap()
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

/// Begins a return of an institution in the region; gives its address.
pub async fn begun(person: &Person<'_>, institution: &str, period: &str) -> String {
    let new = [
        ("template", "victims-quarterly"),
        ("institution", institution),
        ("place", REGION),
        ("period", period),
    ];
    person.post("/returns", &new).await.location
}

/// Fills a return in with this total, and this remark on a cell that is not reported.
pub async fn filled(person: &Person<'_>, address: &str, (total, remark): (&str, &str)) -> Answer {
    let page = person.get(address).await.text();
    let (version, seen) = (field(&page, "version"), field(&page, "seen"));
    let cells = [
        ("version", version.as_str()),
        ("seen", seen.as_str()),
        ("number-0", total),
        ("state-0", "value"),
        ("number-14", ""),
        ("state-14", "not_reported"),
        ("comment-14", remark),
    ];
    person.post(address, &cells).await
}

/// Fills a return of the fourth quarter in, with this total and remark, and sends it in.
pub async fn sent_in(person: &Person<'_>, institution: &str, said: (&str, &str)) -> String {
    let address = begun(person, institution, "2024Q4").await;
    let saved = filled(person, &address, said).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let steps = format!("{address}/steps");
    let sent = person.post(&steps, &[("step", "submit")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    address
}

/// The value of a form's field on a page.
pub fn field(page: &str, name: &str) -> String {
    let tag = page
        .split('<')
        .find(|tag| tag.contains(&format!("name=\"{name}\"")));
    let value = tag.and_then(|tag| tag.split("value=\"").nth(1));
    let value = value.and_then(|rest| rest.split('"').next());
    value
        .unwrap_or_else(|| panic!("no field {name}"))
        .to_owned()
}

impl Person<'_> {
    /// The same person, who chose to read Albanian.
    pub fn in_albanian(&self) -> Self {
        Self {
            world: self.world,
            cookie: format!("{}; {}=sq", self.cookie, page::LANGUAGE_COOKIE),
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let head = |name| {
            let value = response.headers().get(name);
            value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
        };
        let (location, kind) = (head(header::LOCATION), head(header::CONTENT_TYPE));
        let cookie = head(header::SET_COOKIE);
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec();
        Answer {
            status,
            location,
            kind,
            cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
            bytes,
        }
    }

    /// The id of the membership whose text holds this, as the page of one's own bodies offers it.
    pub async fn membership(&self, text: &str) -> String {
        let page = self.get("/account/memberships").await.text();
        let row = page.split("<tr>").skip(2).find(|row| row.contains(text));
        field(
            row.unwrap_or_else(|| panic!("no {text} in {page}")),
            "membership",
        )
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn csrf(&self) -> String {
        field(&self.get("/password").await.text(), "csrf")
    }

    /// What this person's forms carry; nothing for somebody who is not signed in.
    pub async fn own_csrf(&self) -> String {
        if self.cookie.is_empty() {
            String::new()
        } else {
            self.csrf().await
        }
    }

    /// Posts a form as it is, without adding anything to it.
    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form(fields))).unwrap())
            .await
    }

    /// Posts a form of our own.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.own_csrf().await;
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    /// Uploads a table of figures.
    pub async fn upload(&self, csrf: &str, name: &str, bytes: &[u8], period: &str) -> Answer {
        let fields = [("csrf", csrf), ("period", period)];
        self.send_file("/imports", &fields, (name, bytes)).await
    }

    /// Sends a form with a file.
    pub async fn send_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        for (field, value) in fields {
            body.extend_from_slice(
                format!(
                    "--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        body.extend_from_slice(
            format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}
