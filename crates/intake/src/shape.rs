//! What the columns of a sheet mean, as programs and the command line read and write it.

use exchange::{
    layout::{Label, LabelChoice, LabelMeaning, PartialKey, TableMapping, ValueColumn},
    value::Meaning,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vocabulary::{Breakdown, Country, InstitutionCode, Period};

/// A part of a mapping that cannot be used, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names something that is not known")]
pub struct BadField(pub &'static str);

/// How one sheet is read.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TableShape {
    /// The sheet's name; empty for a text table.
    pub sheet: String,
    /// The first row of figures, from 1.
    pub first_row: u32,
    /// The columns of labels.
    #[schema(max_items = 24)]
    pub labels: Vec<LabelShape>,
    /// The columns of values.
    #[schema(max_items = 500)]
    pub values: Vec<ValueColumnShape>,
    /// What holds for every figure of the sheet.
    #[serde(default)]
    pub fixed: KeyShape,
    /// What single labels stand for.
    #[serde(default)]
    pub choices: Vec<ChoiceShape>,
    /// What empty cells stand for: `not_reported`, `not_applicable`, `withheld` or
    /// `nothing_stated`; null: ask.
    pub blank: Option<String>,
}

/// A column of labels.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelShape {
    /// The column, from 1.
    pub column: u32,
    /// `indicator`, `place`, `place:LEVEL`, `place-parent`, `period`, `year`, `part:quarter`,
    /// `period-start`, `period-end`, `institution`, `dimension:CODE`, `breakdown`, `choice`,
    /// `state`, `confidence` or `comment`.
    pub meaning: String,
}

/// A column of values.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueColumnShape {
    /// The column, from 1.
    pub column: u32,
    /// What its heading says of every figure in it.
    #[serde(default)]
    pub key: KeyShape,
}

/// What is said about figures; null where nothing is.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct KeyShape {
    /// The indicator's code.
    pub indicator: Option<String>,
    /// The place's code.
    pub place: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// The institution's code.
    pub institution: Option<String>,
    /// The cell; empty for the total.
    pub breakdown: String,
}

/// What a label stands for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceShape {
    /// The label.
    pub label: String,
    /// What it stands for; null: rows with it are passed over.
    pub key: Option<KeyShape>,
}

impl From<&PartialKey> for KeyShape {
    fn from(key: &PartialKey) -> Self {
        Self {
            indicator: key.indicator.as_ref().map(ToString::to_string),
            place: key.place.as_ref().map(ToString::to_string),
            period: key.period.as_ref().map(ToString::to_string),
            institution: key.institution.as_ref().map(ToString::to_string),
            breakdown: key.breakdown.to_string(),
        }
    }
}

impl KeyShape {
    fn key(self, country: &Country) -> Result<PartialKey, BadField> {
        let indicator = |code: String| {
            let found = country.indicator(&code).map(|one| one.code.clone());
            found.ok_or(BadField("indicator"))
        };
        let place = |code: String| {
            let found = country.place(&code).map(|one| one.code.clone());
            found.ok_or(BadField("place"))
        };
        let period = |text: String| Period::parse(&text).map_err(|_| BadField("period"));
        let institution =
            |code: String| InstitutionCode::parse(&code).map_err(|_| BadField("institution"));
        Ok(PartialKey {
            indicator: self.indicator.map(indicator).transpose()?,
            place: self.place.map(place).transpose()?,
            period: self.period.map(period).transpose()?,
            institution: self.institution.map(institution).transpose()?,
            breakdown: Breakdown::parse(&self.breakdown).map_err(|_| BadField("breakdown"))?,
        })
    }
}

impl From<&TableMapping> for TableShape {
    fn from(table: &TableMapping) -> Self {
        let choice = |(label, choice): (&String, &LabelChoice)| ChoiceShape {
            label: label.clone(),
            key: match choice {
                LabelChoice::Is(key) => Some(key.into()),
                LabelChoice::PassOver => None,
            },
        };
        let label = |label: &Label| LabelShape {
            column: label.column,
            meaning: label.meaning.code(),
        };
        let value = |value: &ValueColumn| ValueColumnShape {
            column: value.column,
            key: (&value.key).into(),
        };
        Self {
            sheet: table.sheet.clone(),
            first_row: table.first_row,
            labels: table.labels.iter().map(label).collect(),
            values: table.values.iter().map(value).collect(),
            fixed: (&table.fixed).into(),
            choices: table.choices.iter().map(choice).collect(),
            blank: table.blank.map(|blank| blank.code().to_owned()),
        }
    }
}

impl TableShape {
    /// The mapping of one of the sheets that are there.
    ///
    /// # Errors
    /// [`BadField`] where it names a sheet that is not there, or something unknown.
    pub fn mapping<'a>(
        self,
        country: &Country,
        mut sheets: impl Iterator<Item = &'a str>,
    ) -> Result<TableMapping, BadField> {
        let is_known = sheets.any(|sheet| sheet == self.sheet);
        if !is_known || self.first_row == 0 {
            return Err(BadField(if is_known { "first_row" } else { "sheet" }));
        }
        if self.labels.len() > TableMapping::MOST_LABELS {
            return Err(BadField("labels"));
        }
        if self.values.is_empty() {
            return Err(BadField("values"));
        }
        let label = |label: LabelShape| {
            let meaning = LabelMeaning::from_code(&label.meaning);
            Ok::<_, BadField>(Label {
                column: label.column,
                meaning: meaning.ok_or(BadField("meaning"))?,
            })
        };
        let value = |value: ValueColumnShape| {
            Ok::<_, BadField>(ValueColumn {
                column: value.column,
                key: value.key.key(country)?,
            })
        };
        let blank = |code: String| Meaning::from_code(&code).ok_or(BadField("blank"));
        let mut mapping = TableMapping {
            sheet: self.sheet,
            first_row: self.first_row,
            labels: self
                .labels
                .into_iter()
                .map(label)
                .collect::<Result<_, _>>()?,
            values: self
                .values
                .into_iter()
                .map(value)
                .collect::<Result<_, _>>()?,
            fixed: self.fixed.key(country)?,
            choices: std::collections::BTreeMap::new(),
            blank: self.blank.map(blank).transpose()?,
        };
        for choice in self.choices {
            let stands_for = match choice.key {
                Some(key) => LabelChoice::Is(key.key(country)?),
                None => LabelChoice::PassOver,
            };
            mapping.choose(&choice.label, stands_for);
        }
        Ok(mapping)
    }
}
