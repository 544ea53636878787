//! The schema of a linkage round: which columns are compared, how, and how strongly hidden.
//!
//! Every institution of a round uses the same schema; its fingerprint travels in the encoded file
//! so that lists encoded differently are refused. A schema must never hold a value of a list.

mod feature;
mod field;

pub use feature::{DatePart, Feature, Tokens};
pub use field::{Field, FieldKind};

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Most features that fit a comparison pattern.
pub const MOST_FEATURES: usize = 15;
/// Most salts of a schema.
pub const MOST_SALTS: usize = 4;

/// How strongly the encodings are hidden from the matcher and from thieves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hardening {
    /// Probability that a bit of a filter is turned over (BLIP, Alaggan, Gambs & Kermarrec 2012).
    pub flip: f64,
    /// Made-up encodings beside each true one, under the same row number (0–4).
    pub decoys_per_row: u8,
}

impl Default for Hardening {
    /// 2 % flips and one decoy beside each row.
    fn default() -> Self {
        Self {
            flip: 0.02,
            decoys_per_row: 1,
        }
    }
}

impl Hardening {
    /// No noise and no decoys: for tests and for interoperation, never for people's lists.
    pub const OFF: Self = Self {
        flip: 0.0,
        decoys_per_row: 0,
    };
}

/// What a schema file says, before it is checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    fields: Vec<Field>,
    #[serde(default)]
    salts: Vec<Vec<String>>,
    #[serde(default)]
    hardening: Hardening,
}

/// A checked schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    description: Description,
    features: Vec<Feature>,
    salts: Vec<Vec<usize>>,
}

impl Schema {
    /// Reads a schema from JSON.
    ///
    /// # Errors
    /// [`Error::SchemaSyntax`] if it is no such JSON, [`Error::Schema`] if it contradicts itself.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let description: Description =
            serde_json::from_str(text).map_err(|error| Error::SchemaSyntax(error.to_string()))?;
        Self::check(description)
    }

    /// Makes a schema from its parts; salts are lists of feature labels such as
    /// `date_of_birth.year`.
    ///
    /// # Errors
    /// [`Error::Schema`] if the parts contradict each other.
    pub fn new(
        fields: Vec<Field>,
        salts: Vec<Vec<String>>,
        hardening: Hardening,
    ) -> Result<Self, Error> {
        Self::check(Description {
            fields,
            salts,
            hardening,
        })
    }

    /// The schema for lists of people in Albania: names, father's name, date of birth,
    /// birthplace, sex and national number, with names salted and everything hardened.
    #[must_use]
    pub fn person() -> Self {
        Self::parse(include_str!("person.json")).expect("the shipped schema is checked by a test")
    }

    /// The same schema with another hardening.
    ///
    /// # Errors
    /// [`Error::Schema`] if the hardening is out of range.
    pub fn with_hardening(self, hardening: Hardening) -> Result<Self, Error> {
        Self::check(Description {
            hardening,
            ..self.description
        })
    }

    /// The same schema without salts, for measuring what they cost and protect.
    ///
    /// # Errors
    /// None in practice: a schema without salts is always consistent.
    pub fn without_salts(mut self) -> Result<Self, Error> {
        for field in &mut self.description.fields {
            field.salted = false;
        }
        self.description.salts.clear();
        Self::check(self.description)
    }

    /// The fields in their order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.description.fields
    }

    /// The features in their order.
    #[must_use]
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// For each salt the features whose values make it.
    #[must_use]
    pub fn salts(&self) -> &[Vec<usize>] {
        &self.salts
    }

    /// The hardening.
    #[must_use]
    pub fn hardening(&self) -> Hardening {
        self.description.hardening
    }

    /// The field that holds the national number, if any.
    #[must_use]
    pub fn number_field(&self) -> Option<usize> {
        self.fields()
            .iter()
            .position(|field| field.kind == FieldKind::Number)
    }

    /// The schema as JSON, without the columns of one institution.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        let mut description = self.description.clone();
        for field in &mut description.fields {
            field.column = None;
        }
        serde_json::to_string(&description).expect("a schema holds texts and finite numbers only")
    }

    fn check(description: Description) -> Result<Self, Error> {
        let wrong = |problem: String| Err(Error::Schema(problem));
        check_fields(&description.fields)?;
        let features: Vec<Feature> = description
            .fields
            .iter()
            .enumerate()
            .flat_map(|(index, field)| feature::of_field(index, field))
            .collect();
        if features.len() > MOST_FEATURES {
            return wrong(format!(
                "it makes {} features (a date makes three); at most {MOST_FEATURES} can be compared",
                features.len()
            ));
        }
        let salts = resolve_salts(&description.salts, &features)?;
        if salts.is_empty() && features.iter().any(|feature| feature.salted) {
            return wrong("it marks fields as salted but names no salts".to_owned());
        }
        if !salts.is_empty() && !features.iter().any(|feature| feature.salted) {
            return wrong("it names salts but marks no field as salted".to_owned());
        }
        let Hardening {
            flip,
            decoys_per_row,
        } = description.hardening;
        if !(0.0..=0.2).contains(&flip) {
            return wrong("\"flip\" must lie between 0 and 0.2".to_owned());
        }
        if decoys_per_row > 4 {
            return wrong("\"decoys_per_row\" must lie between 0 and 4".to_owned());
        }
        Ok(Self {
            description,
            features,
            salts,
        })
    }
}

/// Names are there, in use once, and options fit the kinds.
fn check_fields(fields: &[Field]) -> Result<(), Error> {
    let wrong = |problem: String| Err(Error::Schema(problem));
    if fields.is_empty() {
        return wrong("it names no fields".to_owned());
    }
    for (index, field) in fields.iter().enumerate() {
        let name = &field.field;
        if name.is_empty() || name.len() > 64 || name.contains('.') {
            return wrong(format!(
                "field {} must be named by 1 to 64 characters without dots",
                index + 1
            ));
        }
        if fields[..index].iter().any(|other| other.field == *name) {
            return wrong(format!("field \"{name}\" stands in it twice"));
        }
        if field.kind == FieldKind::Number && field.salted {
            return wrong(format!("\"{name}\" is a number and cannot be salted"));
        }
    }
    let numbers = fields
        .iter()
        .filter(|field| field.kind == FieldKind::Number);
    if numbers.count() > 1 {
        return wrong("only one field can be the national number".to_owned());
    }
    Ok(())
}

/// Turns labels of features into indices.
fn resolve_salts(salts: &[Vec<String>], features: &[Feature]) -> Result<Vec<Vec<usize>>, Error> {
    if salts.len() > MOST_SALTS {
        return Err(Error::Schema(format!(
            "it names more than {MOST_SALTS} salts"
        )));
    }
    let resolve = |label: &String| match features.iter().position(|feature| feature.label == *label)
    {
        Some(index) if features[index].salted => Err(Error::Schema(format!(
            "\"{label}\" is salted itself and cannot be part of a salt"
        ))),
        Some(index) => Ok(index),
        None => Err(Error::Schema(format!(
            "salt \"{label}\" is no feature; features are: {}",
            features
                .iter()
                .map(|feature| feature.label.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        ))),
    };
    salts
        .iter()
        .map(|salt| {
            if salt.is_empty() {
                return Err(Error::Schema("a salt names no feature".to_owned()));
            }
            salt.iter().map(resolve).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests;
