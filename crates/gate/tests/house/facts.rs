//! Short ways to say what is true of a case.

use casework::{
    Age, CaseFact, CaseStatistics, Citizenship, ConcernSource, Exploitation, ExploitationScope,
    MatterFacts, ProviderFact, ReferralFact, ReferralKind, Service, ServiceFact, Sex, TableFacts,
};
use jiff::civil::Date;
use std::sync::Arc;
use vocabulary::{Breakdown, CountedIndicator, Country, Period, PlaceCode};

pub fn country() -> Arc<Country> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Arc::new(Country::parse(&read).unwrap())
}

pub fn place(code: &str) -> PlaceCode {
    PlaceCode::parse(code).unwrap()
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn quarter() -> Period {
    Period::parse("2026Q3").unwrap()
}

/// A grown woman in Kukës, taken in and identified as a potential victim within the quarter.
pub fn case(person: u32) -> CaseFact {
    CaseFact {
        person,
        region: place("AL-07"),
        age: Age::Adult,
        source: ConcernSource::Police,
        statistics: CaseStatistics {
            sex: Sex::Female,
            exploitation: Exploitation::Sexual,
            citizenship: Citizenship::National,
            scope: ExploitationScope::Domestic,
            residence: Some(place("AL-07")),
        },
        opened: date("2026-08-01"),
        at_risk: None,
        potential: Some(date("2026-08-03")),
        formal: None,
        sheltered_in_a_day: false,
        assessed: None,
        briefed: None,
        reintegration: None,
        carried_out: None,
        closed: None,
        services: Vec::new(),
        referrals: Vec::new(),
    }
}

pub fn service(service: Service, began: &str, ended: Option<&str>) -> ServiceFact {
    ServiceFact {
        service,
        began: date(began),
        ended: ended.map(date),
    }
}

pub fn referral(kind: ReferralKind, sent: &str) -> ReferralFact {
    ReferralFact {
        kind,
        sent: date(sent),
    }
}

/// One indicator, counted for a place in the quarter, from cases.
pub fn counted(indicator: &str, of: &str, facts: &[CaseFact]) -> CountedIndicator {
    let facts = TableFacts {
        cases: facts.to_vec(),
        matters: Vec::new(),
        providers: Vec::new(),
    };
    indicator_of(indicator, of, &facts)
}

/// The same, from matters.
pub fn counted_of_matters(indicator: &str, facts: &[MatterFacts]) -> CountedIndicator {
    let facts = TableFacts {
        cases: Vec::new(),
        matters: facts.to_vec(),
        providers: Vec::new(),
    };
    indicator_of(indicator, "AL-07", &facts)
}

/// The same, from places with providers.
pub fn counted_of_places(of: &str, facts: &[ProviderFact]) -> CountedIndicator {
    let facts = TableFacts {
        providers: facts.to_vec(),
        ..TableFacts::default()
    };
    indicator_of("A07", of, &facts)
}

/// Of how many a cell of a share is, and how many of them.
pub fn pair(counted: &CountedIndicator, cell: &str) -> (u64, u64) {
    let breakdown = Breakdown::parse(cell).unwrap();
    let mut cells = counted.cells.iter();
    let cell = cells.find(|one| one.breakdown == breakdown).unwrap();
    (cell.number, cell.of.unwrap())
}

fn indicator_of(indicator: &str, of: &str, facts: &TableFacts) -> CountedIndicator {
    let all = gate::count(&country(), facts, (&place(of), quarter())).unwrap();
    let found = all
        .into_iter()
        .find(|one| one.indicator.as_str() == indicator);
    found.unwrap()
}

pub fn number(counted: &CountedIndicator, cell: &str) -> u64 {
    counted.number(&Breakdown::parse(cell).unwrap()).unwrap()
}
