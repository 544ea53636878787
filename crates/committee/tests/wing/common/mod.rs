//! What the storage tests share: a world with the Albanian package, people, and short ways to say
//! things. Never a way around a permit.
use access::{Action, Actor, ImportFigures, Membership, Permit, Scope};
use committee::{
    Catalogue, CommitteeError,
    discrepancies::{Discrepancy, Kind, Status, discrepancies_of_fact},
    figures::{FactFigure, FactKey, PastFigure, Stage, fact_figures, fact_history},
    imports::{NewImport, import_commit, import_stage},
};
use jiff::{Timestamp, civil::Date};
use std::sync::Arc;
use store::{Database, Migrations};
use vocabulary::{
    Breakdown, Confidence, Country, FigureState, IndicatorCode, InstitutionCode, Period, PlaceCode,
    ReportedValue, StatedFigure,
    country::{PublishedFigure, Qualifier},
};

pub const MIGRATIONS: [Migrations; 2] = [ledger::MIGRATIONS, committee::MIGRATIONS];
pub const REGION: &str = "AL-07";
pub const QUARTER: &str = "2024Q4";

pub struct World {
    pub database: Database,
    pub catalogue: Catalogue,
}

pub fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).unwrap())
}

pub async fn world(database: Database) -> World {
    let catalogue = Catalogue::load(&database, country()).await.unwrap();
    World {
        database,
        catalogue,
    }
}

/// Noon on a day of January 2025, after the quarter of the tests.
pub fn day(day: i8) -> Timestamp {
    format!("2025-01-{day:02}T11:00:00Z").parse().unwrap()
}

pub fn today() -> Date {
    jiff::civil::date(2025, 1, 31)
}

pub fn place(code: &str) -> PlaceCode {
    PlaceCode::parse(code).unwrap()
}

pub fn institution(code: &str) -> InstitutionCode {
    InstitutionCode::parse(code).unwrap()
}

pub fn indicator(code: &str) -> IndicatorCode {
    IndicatorCode::parse(code).unwrap()
}

pub fn number(number: i64) -> ReportedValue {
    ReportedValue::value(number).unwrap()
}

pub fn member(code: &str) -> Actor {
    let region = code.split('.').next().unwrap();
    let membership = Membership::InstitutionMember {
        institution: institution(code),
        region: Some(place(region)),
    };
    let id = code
        .bytes()
        .fold(1000, |id, byte| id * 31 % 1_000_003 + u128::from(byte));
    Actor::for_test(id, code, membership)
}

pub fn secretariat(region: &str) -> Actor {
    let region = place(region);
    Actor::for_test(
        2,
        "secretariat",
        Membership::TechnicalSecretariat { region },
    )
}

pub fn chair(region: &str) -> Actor {
    let region = place(region);
    Actor::for_test(3, "chair", Membership::CommitteeChair { region })
}

pub fn analyst() -> Actor {
    Actor::for_test(4, "analyst", Membership::NationalAnalyst)
}

pub fn regional<A: Action>(actor: &Actor, region: &str) -> Permit<A> {
    actor.permit(Scope::regional(place(region))).unwrap()
}

pub fn own<A: Action>(code: &str) -> Permit<A> {
    let region = code.split('.').next().unwrap();
    let scope = Scope::regional(place(region)).of_institution(institution(code));
    member(code).permit(scope).unwrap()
}

pub fn national<A: Action>(actor: &Actor) -> Permit<A> {
    actor.permit(Scope::national(place("AL"))).unwrap()
}

pub fn fact(indicator_code: &str, place_code: &str, period: &str, cell: &str) -> FactKey {
    FactKey {
        indicator: indicator(indicator_code),
        place: place(place_code),
        period: Period::parse(period).unwrap(),
        breakdown: Breakdown::parse(cell).unwrap(),
    }
}

pub fn stated(code: &str, fact: &FactKey, value: ReportedValue) -> StatedFigure {
    StatedFigure {
        institution: institution(code),
        indicator: fact.indicator.clone(),
        place: fact.place.clone(),
        period: fact.period,
        breakdown: fact.breakdown.clone(),
        value,
        counting_rule: None,
        comment: None,
        source: None,
    }
}

/// What an institution says about V01 in the region and quarter of the tests.
pub fn victims(kind: &str, value: i64) -> StatedFigure {
    let fact = fact("V01", REGION, QUARTER, "");
    stated(&format!("{REGION}.{kind}"), &fact, number(value))
}

pub fn file<'a>(content: &'a str, figures: &'a [StatedFigure], stage: Stage) -> NewImport<'a> {
    NewImport {
        file_name: "figures.csv",
        content: content.as_bytes(),
        institution: None,
        stage,
        figures,
        questions: "[]".to_owned(),
        refusals: "[]".to_owned(),
        context: "{}".to_owned(),
        replaces: None,
    }
}

impl World {
    pub async fn stage(&self, content: &str, figures: &[StatedFigure], stage: Stage) -> i64 {
        let permit = self.importer();
        let import = file(content, figures, stage);
        import_stage(&self.database, &self.catalogue, &permit, &import, day(1))
            .await
            .unwrap()
    }

    pub fn importer(&self) -> Permit<ImportFigures> {
        national(&Actor::operator())
    }

    pub async fn commit(&self, id: i64, at: Timestamp) -> Result<(), CommitteeError> {
        let when = (at, today());
        import_commit(&self.database, &self.catalogue, &self.importer(), id, when).await
    }

    /// Imports figures that count at once, and gives the import's number.
    pub async fn import(&self, figures: &[StatedFigure], at: Timestamp) -> i64 {
        let content = format!("{at} {figures:?}");
        let id = self.stage(&content, figures, Stage::Submitted).await;
        self.commit(id, at).await.unwrap();
        id
    }

    pub async fn found(&self, fact: &FactKey) -> Vec<Discrepancy> {
        let permit = national(&Actor::operator());
        discrepancies_of_fact(&self.database, &self.catalogue, &permit, fact)
            .await
            .unwrap()
    }

    /// What every institution has sent in about a fact.
    pub async fn said(&self, fact: &FactKey) -> Vec<FactFigure> {
        let permit = national(&Actor::operator());
        fact_figures(&self.database, &self.catalogue, &permit, fact)
            .await
            .unwrap()
    }

    /// What they had said before.
    pub async fn past(&self, fact: &FactKey) -> Vec<PastFigure> {
        let permit = national(&Actor::operator());
        fact_history(&self.database, &self.catalogue, &permit, fact)
            .await
            .unwrap()
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let query = store::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        store::read!(self.database, connection => {
            store::query_scalar(query).fetch_one(connection)
        })
        .unwrap()
    }

    pub async fn open_kinds(&self, fact: &FactKey) -> Vec<Kind> {
        let mut found = self.found(fact).await;
        found.retain(|one| one.status == Status::Open);
        let mut kinds: Vec<Kind> = found.into_iter().map(|one| one.kind).collect();
        kinds.sort();
        kinds
    }

    /// Imports what was published, edition by edition.
    pub async fn import_published(&self) {
        for edition in [1, 2] {
            let figures: Vec<StatedFigure> = self
                .catalogue
                .country()
                .published_figures()
                .iter()
                .filter(|one| one.edition == edition)
                .map(of_publisher)
                .collect();
            self.import(&figures, day(1)).await;
        }
    }
}

fn of_publisher(figure: &PublishedFigure) -> StatedFigure {
    let value = match figure.qualifier {
        Qualifier::Exactly => ReportedValue::value(figure.number),
        Qualifier::About => ReportedValue::parse(
            FigureState::Estimated,
            Some(figure.number),
            Some(Confidence::C),
        ),
        _ => ReportedValue::without_number(FigureState::Withheld),
    };
    StatedFigure {
        institution: figure.institution.clone(),
        indicator: figure.indicator.clone(),
        place: figure.place.clone(),
        period: figure.period,
        breakdown: figure.breakdown.clone(),
        value: value.unwrap(),
        counting_rule: None,
        comment: None,
        source: None,
    }
}

pub fn refusal<T: std::fmt::Debug>(result: Result<T, CommitteeError>) -> &'static str {
    result.unwrap_err().key()
}
