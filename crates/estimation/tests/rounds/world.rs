//! A round of three institutions with invented lists, as the tests play it.

use access::{Actor, HoldRound, JoinRound, Membership, Permit, ReadRound, Scope};
use estimation::rounds::{
    CheckValue, NewRound, RoundSchema, check_file, round_collect, round_confirm_key, round_create,
    round_receive,
};
use jiff::Timestamp;
use linkage::{
    command::{check_value, encode, make_key},
    synthetic::{self, ErrorRates},
};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::sync::LazyLock;
use store::{Database, Engine, Migrations};
use vocabulary::{Country, InstitutionCode, Period, PlaceCode};

pub const TABLES: [Migrations; 3] = [
    ledger::MIGRATIONS,
    access::MIGRATIONS,
    estimation::MIGRATIONS,
];
pub const POLICE: &str = "AL-07.POLICE";
pub const SOCIAL: &str = "AL-07.SOCIAL";
pub const SHELTER: &str = "AL-11.NPO";
pub const ALL: [&str; 3] = [POLICE, SOCIAL, SHELTER];
/// A name that no invented list has.
pub const CANARY: &str = "Zybejde Kanarini";

pub static COUNTRY: LazyLock<Country> = LazyLock::new(|| {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Country::parse(&read).unwrap()
});

pub fn now() -> Timestamp {
    "2025-01-08T09:00:00Z".parse().unwrap()
}

pub fn national() -> Scope {
    Scope::national(PlaceCode::parse("AL").unwrap())
}

pub fn analyst() -> Actor {
    Actor::for_test(1, "Analyst", Membership::NationalAnalyst)
}

pub fn hold() -> Permit<HoldRound> {
    analyst().permit(national()).unwrap()
}

fn own(institution: &str) -> (Actor, Scope) {
    let code = InstitutionCode::parse(institution).unwrap();
    let region = PlaceCode::parse(institution.split('.').next().unwrap()).unwrap();
    let membership = Membership::InstitutionMember {
        institution: code.clone(),
        region: Some(region.clone()),
    };
    let actor = Actor::for_test(2, institution, membership);
    (actor, Scope::regional(region).of_institution(code))
}

pub fn join(institution: &str) -> Permit<JoinRound> {
    let (actor, scope) = own(institution);
    actor.permit(scope).unwrap()
}

pub fn read(institution: &str) -> Permit<ReadRound> {
    let (actor, scope) = own(institution);
    actor.permit(scope).unwrap()
}

pub fn new_round() -> NewRound {
    NewRound {
        title: "Lists of 2024".to_owned(),
        period: Period::parse("2024").unwrap(),
        schema: RoundSchema::person(),
        participants: ALL
            .iter()
            .map(|code| InstitutionCode::parse(code).unwrap())
            .collect(),
    }
}

pub async fn begun(database: &Database) -> String {
    round_create(database, &COUNTRY, &hold(), &new_round(), now())
        .await
        .unwrap()
}

/// A key of a round; another seed is another key.
pub fn key(round: &str, seed: u64) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    make_key(round, &mut random).unwrap().to_string()
}

pub fn value_of(key: &str) -> CheckValue {
    let (_, value) = check_value(key.as_bytes()).unwrap();
    CheckValue::parse(&value).unwrap()
}

pub async fn confirm(database: &Database, code: &str, institution: &str, key: &str) {
    let value = value_of(key);
    round_confirm_key(database, &join(institution), code, &value, now())
        .await
        .unwrap();
}

/// A round whose institutions all hold the same key; gives its code and the key.
pub async fn collecting(database: &Database) -> (String, String) {
    let code = begun(database).await;
    let key = key(&code, 1);
    for institution in ALL {
        confirm(database, &code, institution, &key).await;
    }
    round_collect(database, &hold(), &code, now())
        .await
        .unwrap();
    (code, key)
}

/// A list in clear text: each of 240 invented people with a probability of one half.
pub fn list(seed: u64) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let people = synthetic::population(9, 240);
    let mut rows = Vec::new();
    for person in &people {
        if random.random_bool(0.5) {
            rows.push(synthetic::observe(
                person,
                &ErrorRates::default(),
                &mut random,
            ));
        }
    }
    synthetic::csv(&rows)
}

pub fn encoded(list: &str, schema: &str, key: &str, name: &str) -> Vec<u8> {
    let mut file = Vec::new();
    encode(list.as_bytes(), schema, key.as_bytes(), name, &mut file).unwrap();
    file
}

pub fn file(institution: &str, seed: u64, key: &str) -> Vec<u8> {
    let schema = RoundSchema::person().text();
    encoded(&list(seed), &schema, key, institution)
}

/// Hands a file in through its door, and gives the key of the refusal.
pub async fn hand_in(
    database: &Database,
    code: &str,
    institution: &str,
    bytes: &[u8],
) -> Result<(), &'static str> {
    let list = check_file(bytes).map_err(|error| error.key())?;
    round_receive(database, &join(institution), code, (&list, bytes), now())
        .await
        .map_err(|error| error.key())
}

/// A round in which all files are in; gives its code and the files.
pub async fn full(database: &Database) -> (String, Vec<Vec<u8>>) {
    let (code, key) = collecting(database).await;
    let mut files = Vec::new();
    for (institution, seed) in ALL.into_iter().zip(1..) {
        let file = file(institution, seed, &key);
        hand_in(database, &code, institution, &file).await.unwrap();
        files.push(file);
    }
    (code, files)
}

async fn texts(database: &Database, query: String) -> Vec<String> {
    let found: Result<Vec<String>, store::StoreError> = async {
        Ok(store::read!(database, connection => {
            store::query_scalar(store::AssertSqlSafe(query.clone())).fetch_all(connection)
        })?)
    }
    .await;
    found.unwrap()
}

/// Every cell of every table, in one text; bytes as hexadecimal digits.
pub async fn dump(database: &Database) -> String {
    let is_sqlite = database.engine() == Engine::Sqlite;
    let tables = if is_sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
    };
    let mut whole = String::new();
    for table in texts(database, tables.to_owned()).await {
        let query = if is_sqlite {
            let columns = format!("SELECT name FROM pragma_table_info('{table}')");
            let quoted: Vec<String> = texts(database, columns)
                .await
                .iter()
                .map(|column| format!("quote(\"{column}\")"))
                .collect();
            format!("SELECT {} FROM \"{table}\"", quoted.join(" || ' ' || "))
        } else {
            format!("SELECT t::text FROM \"{table}\" AS t")
        };
        whole.push_str(&texts(database, query).await.join("\n"));
    }
    whole.to_lowercase()
}

/// Bytes as [`dump`] shows them.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
