//! One figure as a source states it, before anybody has accepted it: what an import proposes.

use crate::{
    Breakdown, CountingRule, IndicatorCode, InstitutionCode, Period, PlaceCode, ReportedValue,
};

/// Where in a file a figure stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceCell {
    /// The sheet's name; empty for a text table.
    pub sheet: String,
    /// The row, from 1, as the spreadsheet program shows it.
    pub row: u32,
    /// The column, from 1 (1 is `A`).
    pub column: u32,
}

impl std::fmt::Display for SourceCell {
    /// As a spreadsheet program writes it: `Victims!B14`, or `B14` without a sheet.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while rest > 0 {
            letters.push(char::from(
                b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0),
            ));
            rest = (rest - 1) / 26;
        }
        let column: String = letters.iter().rev().collect();
        if self.sheet.is_empty() {
            write!(formatter, "{column}{}", self.row)
        } else {
            write!(formatter, "{}!{column}{}", self.sheet, self.row)
        }
    }
}

/// A stated figure: who says what about which fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFigure {
    /// Who says it.
    pub institution: InstitutionCode,
    /// What is counted.
    pub indicator: IndicatorCode,
    /// Where.
    pub place: PlaceCode,
    /// When.
    pub period: Period,
    /// Which cell.
    pub breakdown: Breakdown,
    /// The number, or why there is none.
    pub value: ReportedValue,
    /// The rule it was counted by, where it differs from the indicator's.
    pub counting_rule: Option<CountingRule>,
    /// What the institution adds in words; never names of persons.
    pub comment: Option<String>,
    /// Where it stands in the source.
    pub source: Option<SourceCell>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheet_programs_name_them() {
        let cell = |column| {
            SourceCell {
                sheet: String::new(),
                row: 14,
                column,
            }
            .to_string()
        };
        assert_eq!(cell(1), "A14");
        assert_eq!(cell(26), "Z14");
        assert_eq!(cell(27), "AA14");
        assert_eq!(cell(702), "ZZ14");
        assert_eq!(cell(703), "AAA14");
    }
}
