//! The demonstration, made once, behind a clock that can be set.

use crate::surfaces::{Page, links};
use access::{Access, Actor, Membership, Settings};
use api::ApiDoor;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use committee::Catalogue;
use demonstration::{Cast, load};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::Offset};
use release::published_heads;
use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};
use store::Database;
use tower::ServiceExt as _;
use vocabulary::{Country, FixedClock};
use web_public::PublicDoor;

const NOW: &str = "2026-11-20T09:00:00Z";
/// More pages than this means that the crawl runs in circles.
const MOST_PAGES: usize = 2_000;

pub struct Demo {
    database: Database,
    catalogue: Arc<Catalogue>,
    _folder: tempfile::TempDir,
}

impl Demo {
    pub async fn made() -> Self {
        let read = |name: &str| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
            std::fs::read_to_string(folder.to_owned() + name).ok()
        };
        let country = Arc::new(Country::parse(&read).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("demo.db").display());
        let migrations = [
            ledger::MIGRATIONS,
            access::MIGRATIONS,
            committee::MIGRATIONS,
            estimation::MIGRATIONS,
            release::MIGRATIONS,
        ];
        let database = Database::open(&address, &migrations).await.unwrap();
        let catalogue = Catalogue::load(&database, Arc::clone(&country))
            .await
            .unwrap();
        let needed: Vec<Membership> = Cast::needed(&country);
        let actors = (1u128..).zip(needed);
        let cast = Cast::gather(
            actors.map(|(number, membership)| Actor::for_test(number, "synthetic", membership)),
        );
        let now: Timestamp = NOW.parse().unwrap();
        load(&database, &catalogue, &cast, now, 2026).await.unwrap();
        Self {
            database,
            catalogue: Arc::new(catalogue),
            _folder: folder,
        }
    }

    pub fn country(&self) -> &Country {
        self.catalogue.country()
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The day of the last moment.
    pub fn today(&self) -> Date {
        let now: Timestamp = NOW.parse().unwrap();
        Offset::UTC.to_datetime(now).date()
    }

    fn router(&self, now: Timestamp) -> Router {
        let clock = Arc::new(FixedClock(now));
        let public = web_public::router(PublicDoor {
            database: self.database.clone(),
            catalogue: Arc::clone(&self.catalogue),
            clock: clock.clone(),
        });
        public.merge(api::router(ApiDoor {
            database: self.database.clone(),
            catalogue: Arc::clone(&self.catalogue),
            access: Access::new(self.database.clone(), Settings::default()),
            clock,
        }))
    }

    /// Every moment from which on the public sees something new, the embargoed included.
    pub async fn moments(&self) -> Vec<Timestamp> {
        let days: Vec<Timestamp> = (0..900)
            .map(|day| {
                let now: Timestamp = NOW.parse().unwrap();
                now + SignedDuration::from_hours(24 * (day - 800))
            })
            .collect();
        let mut moments = Vec::new();
        let mut before: BTreeSet<String> = BTreeSet::new();
        for day in days {
            let all = published_heads(&self.database, day).await.unwrap();
            let now: BTreeSet<String> = all.into_iter().map(|one| one.code).collect();
            if now != before {
                moments.push(day);
                before = now;
            }
        }
        moments
    }

    /// Every page and file that links lead to.
    pub async fn crawl(&self, now: Timestamp, language: &str) -> Vec<Page> {
        let router = self.router(now);
        let mut waiting: VecDeque<String> =
            ["/public".to_owned(), "/api/v1/published".to_owned()].into();
        let all = published_heads(&self.database, now).await.unwrap();
        waiting.extend(
            all.iter()
                .map(|one| format!("/api/v1/published/{}", one.code)),
        );
        let printed = self.country().indicators().iter();
        waiting.extend(printed.map(|one| format!("/public/printed?indicator={}", one.code)));
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut pages = Vec::new();
        while let Some(path) = waiting.pop_front() {
            if !seen.insert(path.clone()) || seen.len() > MOST_PAGES {
                continue;
            }
            let request = Request::get(&path)
                .header(header::ACCEPT_LANGUAGE, language)
                .body(Body::empty())
                .unwrap();
            let answer = router.clone().oneshot(request).await.unwrap();
            if answer.status() == StatusCode::NOT_FOUND && path.contains("printed") {
                continue;
            }
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            let body = to_bytes(answer.into_body(), usize::MAX)
                .await
                .unwrap()
                .to_vec();
            let page = Page {
                path,
                language: language.to_owned(),
                body,
            };
            waiting.extend(links(&page));
            pages.push(page);
        }
        pages
    }
}
