//! Whole pages of the running program, over HTTP, as fifty people in their browsers ask for them.

use crate::say;
use access::{
    Access, Actor, DisplayName, FirstAdministrator, Membership, NewAccount, Scope, Settings,
    SignInName,
};
use reqwest::{Client, header, redirect};
use std::{
    io::{BufRead as _, BufReader},
    ops::Range,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use store::Database;
use vocabulary::{Clock as _, Country, Language, PlaceCode, SystemClock};

const READERS: usize = 50;
const READS_EACH: usize = 40;
const NAME: &str = "analyst";
const PASSWORD: &str = "nine horses on a hill";

/// Opens the account of the readers: an analyst, who sees every region.
pub async fn open_account(database: &Database) {
    let access = Access::new(database.clone(), Settings::default());
    let now = SystemClock.now();
    let administrator = FirstAdministrator {
        sign_in_name: SignInName::parse("administrator").expect("a name"),
        name: DisplayName::parse("Administrator").expect("a name"),
        language: Language::English,
        password: PASSWORD.to_owned(),
    };
    access.set_up(&administrator, now).await.expect("is set up");
    let permit = Actor::operator()
        .permit(Scope::national(PlaceCode::parse("AL").expect("a code")))
        .expect("the operator manages accounts");
    let account = NewAccount {
        sign_in_name: SignInName::parse(NAME).expect("a name"),
        name: DisplayName::parse("Analyst").expect("a name"),
        language: Language::English,
        membership: Membership::NationalAnalyst,
        password: PASSWORD.to_owned(),
        must_change_password: false,
    };
    let opened = access.account_create(&permit, &account, now).await;
    opened.expect("the account is opened");
}

/// The running program; ended when dropped.
struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(folder: &Path) -> Self {
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_besa"))
            .args(["serve", "--listen", "127.0.0.1:0", "--directory"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("it is piped");
        let line = BufReader::new(output).lines().next();
        let line = line.expect("it says something").expect("it is text");
        let address = line.rsplit(' ').next().expect("an address").to_owned();
        say(&format!("ready after {:.1?}", started.elapsed()));
        Self { child, address }
    }

    fn resident_mebibytes(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kibibytes / 1024)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Signs in by the form and gives the cookie.
async fn sign_in(client: &Client, address: &str) -> String {
    let answer = client
        .post(format!("{address}/sign-in"))
        .header(header::ORIGIN, address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(format!(
            "name={NAME}&password={}",
            PASSWORD.replace(' ', "+")
        ))
        .send()
        .await
        .expect("the door answers");
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter();
    let cookies = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    let cookies: Vec<&str> = cookies.collect();
    assert!(!cookies.is_empty(), "{}", answer.status());
    cookies.join("; ")
}

fn median_and_slow(times: &mut [Duration]) -> String {
    times.sort_unstable();
    format!(
        "median {:.1?}, 99th of a hundred {:.1?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
    )
}

/// The addresses of the page for every region and the last quarters of the data.
fn addresses(country: &Country, program: &str, last_year: usize) -> Vec<String> {
    let mut addresses = Vec::new();
    for quarter in 1..=4 {
        for region in country.regions() {
            let region = &region.code;
            addresses.push(format!(
                "{program}/situation?place={region}&period={last_year}Q{quarter}&indicator=V01"
            ));
        }
    }
    addresses
}

async fn open(client: &Client, cookie: &str, address: &str) -> (Duration, usize) {
    let started = Instant::now();
    let answer = client.get(address).header(header::COOKIE, cookie).send();
    let answer = answer.await.expect("the program answers");
    assert!(
        answer.status().is_success(),
        "{} {address}",
        answer.status()
    );
    let bytes = answer.bytes().await.expect("the page comes whole").len();
    (started.elapsed(), bytes)
}

/// Every page once by one reader, who waits until it is drawn; then fifty readers at once.
pub async fn read(folder: &Path, years: Range<usize>) {
    let program = Program::start(folder);
    let client = Client::builder().redirect(redirect::Policy::none()).build();
    let client = client.expect("a client");
    let cookie = sign_in(&client, &program.address).await;
    let addresses = addresses(&crate::dataset::country(), &program.address, years.end - 1);
    let mut times = Vec::new();
    let mut largest = 0;
    for address in &addresses {
        let (time, bytes) = open(&client, &cookie, address).await;
        times.push(time);
        largest = largest.max(bytes);
    }
    say(&format!(
        "situation page drawn for its first reader: {}; at most {} kB",
        median_and_slow(&mut times),
        largest / 1000,
    ));
    let readers = (0..READERS).map(|reader| {
        let (client, cookie, addresses) = (client.clone(), cookie.clone(), addresses.clone());
        tokio::spawn(async move {
            let mut times = Vec::new();
            for read in 0..READS_EACH {
                let address = &addresses[(reader * 7 + read) % addresses.len()];
                times.push(open(&client, &cookie, address).await.0);
            }
            times
        })
    });
    let readers: Vec<_> = readers.collect();
    let started = Instant::now();
    let mut times = Vec::new();
    for reader in readers {
        times.extend(reader.await.expect("no reader fails"));
    }
    say(&format!(
        "situation page over HTTP, {READERS} readers at once: {}; {:.0} pages a second; resident {} MiB",
        median_and_slow(&mut times),
        times.len() as f64 / started.elapsed().as_secs_f64(),
        program.resident_mebibytes().unwrap_or_default(),
    ));
}
