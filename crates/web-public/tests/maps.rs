//! A published table of the places in one region is a map: schematic until their outlines are surveyed,
//! with its numbers in a table beside it.

use axum::{body::Body, http::Request};
use committee::Catalogue;
use std::sync::Arc;
use store::Database;
use tower::ServiceExt as _;
use vocabulary::{Country, FixedClock, PlaceCode};
use web_public::PublicDoor;

const REGION: &str = "AL-07";

struct World {
    door: PublicDoor,
    country: Arc<Country>,
    _folder: tempfile::TempDir,
}

async fn world() -> World {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    let country = Arc::new(Country::parse(&read).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("db").display());
    let tables = [committee::MIGRATIONS, release::MIGRATIONS];
    let database = Database::open(&address, &tables).await.unwrap();
    let catalogue = Catalogue::load(&database, Arc::clone(&country)).await;
    let clock = FixedClock("2026-11-01T09:00:00Z".parse().unwrap());
    World {
        door: PublicDoor {
            database,
            catalogue: Arc::new(catalogue.unwrap()),
            clock: Arc::new(clock),
        },
        country,
        _folder: folder,
    }
}

impl World {
    /// The municipalities of the region.
    fn places(&self) -> Vec<PlaceCode> {
        let region = PlaceCode::parse(REGION).unwrap();
        let day = jiff::civil::date(2026, 1, 1);
        let places = self.country.children(&region, day, Some("bashki"));
        places.iter().map(|place| place.code.clone()).collect()
    }

    /// A release as the register keeps it: a number for each municipality.
    async fn publish(&self) {
        let policy = r#"{"protection":{"method":"rounding","base":5},"attacker":{}}"#;
        let verdict = r#"{"cells":0,"narrowest":null,"width":4,"releases":0,"printed":0,
            "drawings":1,"steps":1,"additive":true,"without-dimension":false}"#;
        let mut transaction = self.door.database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO released (id, code, registered, place, period, year, number, state,
                    edition, policy, engine, content, hash, verdict, certificate, known,
                    explanation, visible_from, proposed_at, proposer, proposer_name, decided_at,
                    decider_name)
                 VALUES (1, 'leavers-1', 'school-leavers-by-municipality', $1, '2025Sep', 2025, 1,
                    'approved', 1, $2, '', '', 'hash', $3, '', '[]', '', 0, 0, 'x', 'X', 0, 'Y')",
            )
            .bind(REGION)
            .bind(policy)
            .bind(verdict)
        )
        .unwrap();
        for (position, place) in (0_i64..).zip(self.places()) {
            let shown = r#"{"shown":"rounded","value":15,"base":5,"steps":1}"#;
            store::execute!(
                transaction,
                store::query(
                    "INSERT INTO released_cell (released_id, position, indicator, place, period,
                        breakdown, shown, count)
                     VALUES (1, $1, 'E01', $2, '2025Sep', '', $3, 14)",
                )
                .bind(position)
                .bind(place.as_str().to_owned())
                .bind(shown)
            )
            .unwrap();
        }
        transaction.commit().await.unwrap();
    }

    async fn page(&self) -> String {
        let path = format!("/public/tables/school-leavers-by-municipality?place={REGION}");
        let request = Request::get(path).header("accept-language", "en");
        let router = web_public::router(self.door.clone());
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await;
        let body = answer.unwrap().into_body();
        let bytes = axum::body::to_bytes(body, 1 << 24).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// As `besa places import` leaves them: a triangle for each municipality.
    async fn survey(&self) {
        let mut transaction = self.door.database.begin().await.unwrap();
        for (number, place) in (0_i32..).zip(self.places()) {
            let left = 20.0 + f64::from(number);
            let corners = [[left, 42.0], [left + 0.5, 42.0], [left, 42.5], [left, 42.0]];
            store::execute!(
                transaction,
                store::query(
                    "INSERT INTO place_shape (place, geometry, source, loaded_at)
                     VALUES ($1, $2, 'invented', 0)",
                )
                .bind(self.door.catalogue.place(&place).unwrap())
                .bind(format!("[[{corners:?}]]"))
            )
            .unwrap();
        }
        transaction.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn places_in_a_region_are_drawn_and_said_to_be_schematic_until_surveyed() {
    let world = world().await;
    world.publish().await;
    let schematic = world.page().await;
    let note = "Schematic: areas around the centre";
    assert!(
        schematic.contains("<svg") && schematic.contains(note),
        "{schematic}"
    );
    for place in world.places() {
        let place = world.country.place(place.as_str()).unwrap();
        let name = &place.names.english;
        // Once in the picture and once in the table.
        assert!(schematic.matches(name.as_str()).count() >= 2, "{name}");
    }
    // The count that the figures stand for is nowhere.
    assert!(!schematic.contains(">14<"));
    world.survey().await;
    let surveyed = world.page().await;
    assert!(surveyed.contains("<svg") && !surveyed.contains(note));
}
