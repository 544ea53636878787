//! Why institutions differ: each reason of the code list, who is the cause of it and in which
//! indicator. Each region and quarter gets at most one, and every reason comes several times.

use crate::calendar::Calendar;
use std::collections::BTreeMap;
use vocabulary::{
    AgeBasis, CountingRule, CountingUnit, Country, Coverage, DateBasis, IdentificationStatus,
    Period, PlaceCode, Repeats, TerritorialBasis,
};

/// A reason at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Its code.
    pub(crate) code: &'static str,
    /// The kind of institution that sees it differently.
    pub(crate) kind: &'static str,
    /// In which indicator.
    pub(crate) indicator: &'static str,
    /// In which cell the difference shows.
    pub(crate) cell: &'static str,
}

const fn cause(
    code: &'static str,
    kind: &'static str,
    indicator: &'static str,
    cell: &'static str,
) -> Cause {
    Cause {
        code,
        kind,
        indicator,
        cell,
    }
}

/// Every reason, some in two forms.
pub(crate) const CAUSES: [Cause; 16] = [
    cause("status-definition", "police", "V01", ""),
    cause("legal-classification", "prosecutor", "J01", ""),
    cause("territorial-basis", "social-service", "V01", ""),
    cause("date-basis", "prosecutor", "J05", ""),
    cause("unit", "prosecutor", "J05", ""),
    cause("repeats", "npo", "V01", ""),
    cause("age-basis", "npo", "V01", "age=child"),
    cause("coverage", "municipality", "V01", ""),
    cause("overlap", "npo", "A01", ""),
    cause("overlap", "npo", "W02", ""),
    cause("late-revision", "municipality", "V01", ""),
    cause("date-basis", "municipality", "V01", ""),
    cause("transcription", "health", "W03", ""),
    cause("withheld", "police", "V02", ""),
    cause("copy-of-another-period", "education", "W02", ""),
    cause("unknown", "police", "V01", ""),
];
/// So many quarters of twenty have a cause; in the others all institutions agree.
const TURNS: usize = 20;

impl Cause {
    /// The rule that the institution states, where its rule is the reason.
    pub(crate) fn rule(self, own: &CountingRule) -> Option<CountingRule> {
        let mut rule = own.clone();
        match (self.code, self.kind) {
            ("status-definition", _) => rule.status = Some(IdentificationStatus::Formal),
            ("legal-classification", _) => rule.articles.push("128/a".to_owned()),
            ("territorial-basis", _) => rule.territory = TerritorialBasis::ResidentIn,
            ("date-basis", "prosecutor") => rule.date = DateBasis::Closing,
            ("date-basis", _) => rule.date = DateBasis::Registration,
            ("unit", _) => rule.unit = CountingUnit::Case,
            ("repeats", _) => rule.repeats = Repeats::EveryEntry,
            ("age-basis", _) => rule.age = AgeBasis::AtExploitation,
            ("coverage", _) => rule.coverage = Coverage::AllKnown,
            _ => return None,
        }
        rule.articles.sort();
        Some(rule)
    }
}

/// Which cause is at work where and when.
pub(crate) struct Plan(BTreeMap<(PlaceCode, Period), Cause>);

impl Plan {
    /// Deals the causes out, so that each comes in many regions and quarters. The seed turns the
    /// wheel.
    pub(crate) fn draw(country: &Country, calendar: &Calendar, seed: u64) -> Self {
        let turn = usize::try_from(seed % 20).unwrap_or_default();
        let mut plan = BTreeMap::new();
        for (column, period) in calendar.quarters.iter().enumerate() {
            for (row, region) in country.regions().iter().enumerate() {
                // 7 and 3 have no factor in common with 20: every cause gets its turn everywhere.
                if let Some(cause) = CAUSES.get((row * 7 + column * 3 + turn) % TURNS) {
                    plan.insert((region.code.clone(), *period), *cause);
                }
            }
        }
        Self(plan)
    }

    pub(crate) fn cause(&self, region: &PlaceCode, period: Period) -> Option<Cause> {
        self.0.get(&(region.clone(), period)).copied()
    }
}
