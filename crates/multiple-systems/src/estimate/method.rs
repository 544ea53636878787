//! The methods by the names people type.
//!
//! Names are stable: they are in files and scripts.

use crate::Error;
use serde::{Serialize, Serializer};

/// A method of estimation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Forward stepwise selection with BCa intervals (Chan, Silverman & Vincent 2021).
    Stepwise,
    /// BIC over hierarchical models with the bootstrap among the best (Silverman, Chan & Vincent
    /// 2024).
    Bic,
    /// Averaging over decomposable graphs (Madigan & York 1997).
    Decomposable,
    /// Latent classes (Manrique-Vallier 2016).
    LatentClass,
    /// Bayesian thresholding (Silverman 2020).
    BayesianThreshold,
}

impl Method {
    /// All methods, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Stepwise,
        Self::Bic,
        Self::Decomposable,
        Self::LatentClass,
        Self::BayesianThreshold,
    ];

    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stepwise => "stepwise",
            Self::Bic => "bic",
            Self::Decomposable => "dga",
            Self::LatentClass => "lcmcr",
            Self::BayesianThreshold => "bayesian-threshold",
        }
    }

    /// # Errors
    /// [`Error::Option`] for a name that is none.
    pub fn parse(name: &str) -> Result<Self, Error> {
        let known = Self::ALL
            .into_iter()
            .find(|method| method.name() == name.trim());
        known.ok_or_else(|| Error::Option {
            option: "method",
            value: name.chars().take(40).collect(),
            rule: "choose stepwise, bic, dga, lcmcr or bayesian-threshold",
        })
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
