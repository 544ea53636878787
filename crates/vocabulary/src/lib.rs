//! The words of the field as types: places, periods, indicators, breakdowns, counting rules, languages.
