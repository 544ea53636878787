//! Measuring: everybody works at once, each looking at a page for a while before asking for the next.
//! A request that had to wait for others counts from when it was due, so that a slow moment is not
//! hidden by fewer requests.

use crate::{
    Size, line,
    world::{Browser, World, get, post, send},
};
use jiff::Timestamp;
use ledger::NewEvent;
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::{Instant as Due, sleep_until};

const PAGE: Duration = Duration::from_millis(100);
const REVEAL: Duration = Duration::from_millis(50);
const APPEND: Duration = Duration::from_millis(2);
/// Of a hundred requests: so many for the day's work, for a case, for a plan; the rest open a name.
const TODAY: u64 = 40;
const CASE: u64 = 80;
const PLAN: u64 = 90;

type Times = BTreeMap<&'static str, Vec<Duration>>;

/// Whether every target is held.
pub async fn measure(world: &Arc<World>, size: Size) -> bool {
    let mut is_held = true;
    line("one after the other, nobody else at work");
    let mut alone = Times::new();
    for (number, browser) in world.browsers.iter().enumerate() {
        for kind in [0, TODAY, CASE, PLAN] {
            let began = Instant::now();
            let name = ask(world, browser, (kind, number)).await;
            alone.entry(name).or_default().push(began.elapsed());
        }
    }
    is_held &= report(&mut alone);
    let every = Duration::from_millis(size.pause);
    line(&format!(
        "{} workers, a page every {every:?} each",
        size.workers
    ));
    let mut together = paced(world, size).await;
    is_held &= report(&mut together);
    is_held & append(world).await
}

/// A small generator of numbers, the same on every run.
const fn mixed(seed: u64) -> u64 {
    let mut one = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    one = (one ^ (one >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    one = (one ^ (one >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    one ^ (one >> 31)
}

/// One request, and what it was.
async fn ask(world: &World, browser: &Browser, (kind, number): (u64, usize)) -> &'static str {
    let case = &browser.cases[number % browser.cases.len()];
    let (name, request) = if kind < TODAY {
        ("work today", get(&browser.cookie, "/table/today"))
    } else if kind < CASE {
        (
            "case page",
            get(&browser.cookie, &format!("/table/cases/{case}")),
        )
    } else if kind < PLAN {
        let path = format!("/table/cases/{}/plan", browser.cases[0]);
        ("plan, opened", get(&browser.cookie, &path))
    } else {
        let fields = [
            ("csrf", browser.csrf.as_str()),
            ("field", "name"),
            ("reason", "një takim sot"),
        ];
        let path = format!("/table/cases/{case}/reveal");
        ("reveal", post(&browser.cookie, &path, &fields))
    };
    let (status, page) = send(&world.router, request).await;
    assert!(status.is_success(), "{name}: {status} {page}");
    let is_opened = match name {
        "reveal" => page.contains("Emri"),
        "plan, opened" => page.contains("një qëllim"),
        _ => true,
    };
    assert!(is_opened, "{name}: nothing was opened");
    name
}

/// Everybody at once, each on a task of their own.
async fn paced(world: &Arc<World>, size: Size) -> Times {
    let begin = Due::now() + Duration::from_millis(200);
    let tasks: Vec<_> = (0..world.browsers.len())
        .map(|number| tokio::spawn(work(Arc::clone(world), number, (begin, size))))
        .collect();
    let mut together = Times::new();
    for task in tasks {
        for (name, time) in task.await.expect("nobody fails") {
            together.entry(name).or_default().push(time);
        }
    }
    together
}

/// The work of one person: a page, a while of reading, the next page.
async fn work(
    world: Arc<World>,
    number: usize,
    (begin, size): (Due, Size),
) -> Vec<(&'static str, Duration)> {
    let end = begin + Duration::from_secs(size.seconds);
    let every = Duration::from_millis(size.pause);
    let browser = &world.browsers[number];
    let mut times = Vec::new();
    let seed = number as u64;
    let mut due = begin + every.mul_f64(part(seed));
    for round in 0.. {
        if due >= end {
            break;
        }
        sleep_until(due).await;
        let draw = mixed(seed.wrapping_mul(1_000_003).wrapping_add(round));
        let case = usize::try_from(draw >> 40).unwrap_or_default();
        let name = ask(&world, browser, (draw % 100, case)).await;
        times.push((name, due.elapsed()));
        due += every.mul_f64(0.5 + part(draw));
    }
    times
}

/// A part of one, from a seed.
fn part(seed: u64) -> f64 {
    f64::from(u32::try_from(mixed(seed) % 1_000).unwrap_or_default()) / 1_000.0
}

fn report(times: &mut Times) -> bool {
    let mut is_held = true;
    for (name, times) in times {
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        let target = if *name == "reveal" { REVEAL } else { PAGE };
        let is_kept = at(99) <= target;
        is_held &= is_kept;
        line(&format!(
            "  {name:<14} {:>6} requests   p50 {:>9.1?}   p99 {:>9.1?}   longest {:>9.1?}   {} {target:?}",
            times.len(),
            at(50),
            at(99),
            times[times.len() - 1],
            if is_kept { "within" } else { "OVER" },
        ));
    }
    is_held
}

/// What an event of the log adds to a write that waits for the disk: both in turn, the medians compared.
async fn append(world: &World) -> bool {
    let (mut bare, mut logged) = (Vec::new(), Vec::new());
    for round in 0..400_i64 {
        for is_logged in [false, true] {
            let began = Instant::now();
            let mut transaction = world.cases.begin().await.expect("begins");
            store::execute!(
                transaction,
                store::query(
                    "INSERT INTO request_done (account, kind, request, made)
                     VALUES ('a', $1, $2, 'b')",
                )
                .bind(is_logged.to_string())
                .bind(round.to_string())
            )
            .expect("is written");
            if is_logged {
                let event = NewEvent {
                    at: Timestamp::from_second(1_790_000_000 + round).expect("is a time"),
                    actor: "0193b1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b",
                    kind: "viewed",
                    subject: "7KD2-QX4M-P",
                    detail: r#"{"fields":"","grant":"0193b1a2","purpose":"case-management"}"#,
                };
                let appended = ledger::append(&mut transaction, &event).await;
                appended.expect("is appended");
            }
            transaction.commit().await.expect("commits");
            let times = if is_logged { &mut logged } else { &mut bare };
            times.push(began.elapsed());
        }
    }
    bare.sort_unstable();
    logged.sort_unstable();
    let (without, with) = (bare[bare.len() / 2], logged[logged.len() / 2]);
    let added = with.saturating_sub(without);
    let is_held = added <= APPEND;
    line(&format!(
        "a write {without:.1?}, with its event {with:.1?}: adds {added:.1?}   {} {APPEND:?}",
        if is_held { "within" } else { "OVER" },
    ));
    is_held
}
