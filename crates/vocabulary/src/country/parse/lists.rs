//! Dimensions, their terms, and the code lists that are no dimensions.

use super::rows::{Files, Row};
use crate::country::{CodeList, CountryError, Dimension, Term};
use crate::{DimensionCode, TermCode};
use std::collections::HashSet;

pub(super) fn dimensions(files: &Files<'_>) -> Result<Vec<Dimension>, CountryError> {
    let mut dimensions = files.rows("dimensions.csv", |row| {
        Ok(Dimension {
            code: row.parsed("code", DimensionCode::parse)?,
            names: row.names()?,
            terms: Vec::new(),
        })
    })?;
    let mut taken = HashSet::new();
    let terms = files.rows("terms.csv", |row| {
        let code = row.text("dimension")?;
        let dimension = dimensions.iter().position(|one| one.code.as_str() == code);
        let dimension =
            dimension.ok_or_else(|| row.fault(format!("unknown dimension `{code}`")))?;
        let term = term(row)?;
        if !taken.insert((dimension, term.code.clone())) {
            return Err(row.fault(format!("the code `{}` is given twice", term.code)));
        }
        Ok((dimension, term))
    })?;
    for (dimension, term) in terms {
        dimensions[dimension].terms.push(term);
    }
    Ok(dimensions)
}

pub(super) fn code_lists(files: &Files<'_>) -> Result<Vec<CodeList>, CountryError> {
    let mut taken = HashSet::new();
    let entries = files.rows("code_lists.csv", |row| {
        let list = row.text("list")?.to_owned();
        let term = term(row)?;
        if !taken.insert((list.clone(), term.code.clone())) {
            return Err(row.fault(format!("the code `{}` is given twice", term.code)));
        }
        Ok((list, term))
    })?;
    let mut lists: Vec<CodeList> = Vec::new();
    for (name, term) in entries {
        match lists.iter_mut().find(|list| list.name == name) {
            Some(list) => list.terms.push(term),
            None => lists.push(CodeList {
                name,
                terms: vec![term],
            }),
        }
    }
    Ok(lists)
}

fn term(row: &Row<'_>) -> Result<Term, CountryError> {
    Ok(Term {
        code: row.parsed("code", TermCode::parse)?,
        names: row.names()?,
        parent: row.optional("parent", TermCode::parse)?,
    })
}
