//! Instruments as data: each a file with its version and its source, so that a new one is another
//! file and never a change of an old one.

use serde::Deserialize;
use std::sync::LazyLock;
use vocabulary::Language;

/// A versioned instrument.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its short, stable name.
    pub code: String,
    /// Which edition it is.
    pub version: String,
    /// Who published it.
    pub source: String,
    en: String,
    sq: String,
    /// When a section speaks.
    pub threshold: Threshold,
    /// For adults: of each list, at least one section speaks.
    pub adult: Vec<Vec<String>>,
    /// For children and whoever's age is unknown.
    pub child: Vec<Vec<String>>,
    /// Its sections, in the order of asking.
    pub sections: Vec<Section>,
}

/// When a section speaks for trafficking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// One indicator is enough.
    Any,
    /// By weight, as the ILO and the European Commission published it in 2009: two strong, one strong
    /// with another, three medium, or two medium with one weak.
    Weights,
}

/// Indicators that belong together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its short, stable name.
    pub code: String,
    en: String,
    sq: String,
    /// Its indicators, in the order of asking.
    pub indicators: Vec<Indicator>,
}

/// One thing to look for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its name, unique in the section.
    pub code: String,
    /// What it weighs for an adult.
    pub adult: Weight,
    /// What it weighs for a child.
    pub child: Weight,
    en: String,
    sq: String,
}

/// What an indicator weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Strong.
    Strong,
    /// Medium.
    Medium,
    /// Weak.
    Weak,
    /// Does not count.
    None,
}

/// Texts in the languages of the wing.
macro_rules! titled {
    ($($name:ident),+) => {$(
        impl $name {
            /// Its text in a language.
            #[must_use]
            pub fn title(&self, language: Language) -> &str {
                match language {
                    Language::Albanian => &self.sq,
                    Language::English => &self.en,
                }
            }
        }
    )+};
}
titled!(Instrument, Section, Indicator);

impl Instrument {
    /// The instrument of a code; `None` when there is none.
    #[must_use]
    pub fn find(code: &str) -> Option<&'static Self> {
        instruments().iter().find(|own| own.code == code)
    }

    /// Whether `section/indicator` is one of its indicators.
    #[must_use]
    pub fn asks(&self, question: &str) -> bool {
        self.questions().any(|(own, _)| own == question)
    }

    /// Every `section/indicator`, in the order of asking, with the indicator.
    pub fn questions(&self) -> impl Iterator<Item = (String, &Indicator)> {
        self.sections.iter().flat_map(|section| {
            section
                .indicators
                .iter()
                .map(move |one| (format!("{}/{}", section.code, one.code), one))
        })
    }
}

/// The instruments that come with the program.
#[must_use]
pub fn instruments() -> &'static [Instrument] {
    static SHIPPED: LazyLock<Vec<Instrument>> = LazyLock::new(|| {
        [
            include_str!("../../instruments/albania.json"),
            include_str!("../../instruments/htcds.json"),
            include_str!("../../instruments/ilo.json"),
        ]
        .into_iter()
        .map(|text| serde_json::from_str(text).expect("a test reads every shipped instrument"))
        .collect()
    });
    &SHIPPED
}
