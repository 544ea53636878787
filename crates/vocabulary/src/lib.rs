//! The words of the field as types: places, periods, indicators, breakdowns, counting rules,
//! institutions, languages.
//!
//! This is the ground floor: every other crate speaks these words. It does no input or output
//! (a country package is parsed from texts that somebody else has read), holds nothing personal, and
//! knows no country: what is Albanian lies in `countries/albania`. One thing it does know: how what
//! gives a person away looks in writing ([`personal`]), so that every floor above can refuse it.

mod breakdown;
mod case_count;
mod clock;
mod code;
mod counted;
mod counting_rule;
pub mod country;
mod day;
mod figure;
mod indicator;
mod institution;
mod language;
mod office_time;
mod period;
pub mod personal;
mod place;
mod random;
mod statement;
mod template;
pub mod text;

pub use breakdown::Breakdown;
pub use case_count::{CaseCount, CaseCounts, CaseDimension, CountedThing, NotCounted, OtherRule};
pub use clock::{Clock, FixedClock, SystemClock};
pub use code::{
    CodeError, DimensionCode, IndicatorCode, InstitutionCode, InstitutionKindCode, PlaceCode,
    TemplateCode, TermCode,
};
pub use counted::{CountedCell, CountedIndicator, FEWEST_OF_A_RATE, LeftOut, Measure};
pub use counting_rule::{
    AgeBasis, CountingRule, CountingUnit, Coverage, DateBasis, IdentificationStatus, Repeats,
    RuleAspect, TerritorialBasis,
};
pub use country::Country;
pub use day::read_date;
pub use figure::{Confidence, FigureState, ReportedValue, ReportedValueError};
pub use indicator::{Direction, Indicator, OverTime, Sensitivity};
pub use institution::{Institution, InstitutionKind};
pub use language::{Language, Names};
pub use office_time::{office_date, office_day_end, office_instant, office_same_time, office_time};
pub use period::{Period, PeriodError, PeriodKind};
pub use place::{Place, PlaceIdentifier, Succession, SuccessionKind, Validity};
pub use random::RandomSource;
pub use statement::{SourceCell, StatedFigure};
pub use template::{ReportingTemplate, TemplateRow, TemplateSection};
