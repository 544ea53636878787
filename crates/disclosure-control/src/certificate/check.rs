//! The checker. It knows additions and comparisons, and must never use the audit's code: a mistake
//! there must not be able to hide here.

use super::{Certificate, FORMAT, VERSION};
use crate::{Attacker, Error, System, attacker::Bounds, table::Published};

/// Checks a certificate against what was published. Passing means: for every listed cell that is not
/// printed, two complete tables of whole numbers agree with all sums, all printed values and
/// everything the attacker knows, and differ in that cell by at least `width`.
///
/// # Errors
/// [`Error::Certificate`] with the first thing that does not hold, and where; errors about the
/// attacker as in an audit.
pub fn check(
    system: &System,
    attacker: &Attacker,
    width: i64,
    certificate: &Certificate,
) -> Result<(), Error> {
    if certificate.format != FORMAT || certificate.version != VERSION {
        return fails("it has another form or version");
    }
    if certificate.attacker != *attacker {
        return fails("it was made against another attacker");
    }
    if certificate.width < width || width < 1 {
        return fails("it proves a smaller width than is asked for");
    }
    check_cells(system, certificate)?;
    let bounds = Bounds::of(system, attacker)?;
    let first = complete(system, certificate);
    check_table(system, &bounds, &first, 0)?;
    let mut tables = vec![first.clone()];
    for (number, changes) in certificate.others.iter().enumerate() {
        let mut table = first.clone();
        for &(place, value) in changes {
            let Some(cell) = certificate.cells.get(place as usize) else {
                return fails(&format!(
                    "table {} changes a cell that is not there",
                    number + 1
                ));
            };
            table[cell.number] = value;
        }
        check_table(system, &bounds, &table, number + 1)?;
        tables.push(table);
    }
    check_pairs(system, certificate, &tables)
}

/// The certificate speaks of exactly the cells that are not printed.
fn check_cells(system: &System, certificate: &Certificate) -> Result<(), Error> {
    let hidden: Vec<usize> = (0..system.cells().len())
        .filter(|&cell| !system.cells()[cell].published.is_exact())
        .collect();
    let named: Vec<usize> = certificate.cells.iter().map(|cell| cell.number).collect();
    if hidden != named {
        return fails("it does not speak of exactly the cells that are hidden here");
    }
    for cell in &certificate.cells {
        if cell.codes != system.codes(cell.number) {
            return fails(&format!("cell {} is another cell here", cell.number));
        }
    }
    if certificate.first.len() != named.len() {
        return fails("its first table is not complete");
    }
    Ok(())
}

/// The first table with the printed counts filled in.
fn complete(system: &System, certificate: &Certificate) -> Vec<i64> {
    let mut table: Vec<i64> = system
        .cells()
        .iter()
        .map(|cell| match cell.published {
            Published::Exact(value) => value,
            _ => 0,
        })
        .collect();
    for (cell, &value) in certificate.cells.iter().zip(&certificate.first) {
        table[cell.number] = value;
    }
    table
}

/// A table agrees with everything.
fn check_table(
    system: &System,
    bounds: &Bounds,
    table: &[i64],
    number: usize,
) -> Result<(), Error> {
    for (cell, &value) in table.iter().enumerate() {
        let is_possible = bounds.low[cell].is_none_or(|low| low <= value)
            && bounds.high[cell].is_none_or(|high| value <= high);
        if !is_possible {
            let words = system.label(cell).words;
            return fails(&format!(
                "table {number} has an impossible count in {words}"
            ));
        }
    }
    for equation in system.equations() {
        let mut sum = 0_i128;
        for &part in equation.parts {
            sum += i128::from(table[part as usize]);
        }
        if sum != i128::from(table[equation.whole as usize]) {
            let words = system.label(equation.whole as usize).words;
            return fails(&format!("table {number} does not add up to {words}"));
        }
    }
    Ok(())
}

/// Every cell that must be protected has two tables that lie far enough apart.
fn check_pairs(
    system: &System,
    certificate: &Certificate,
    tables: &[Vec<i64>],
) -> Result<(), Error> {
    let mut is_proved = vec![false; system.cells().len()];
    for pair in &certificate.pairs {
        let small = tables.get(pair.small as usize);
        let large = tables.get(pair.large as usize);
        let (Some(cell), Some(small), Some(large)) =
            (certificate.cells.get(pair.cell as usize), small, large)
        else {
            return fails("a pair names a cell or a table that is not there");
        };
        let difference = i128::from(large[cell.number]) - i128::from(small[cell.number]);
        if difference < i128::from(certificate.width) {
            let words = system.label(cell.number).words;
            return fails(&format!("the two tables for {words} are too close"));
        }
        is_proved[cell.number] = true;
    }
    for (number, cell) in system.cells().iter().enumerate() {
        if cell.listed && !cell.published.is_exact() && !is_proved[number] {
            let words = system.label(number).words;
            return fails(&format!("there are no two tables for {words}"));
        }
    }
    Ok(())
}

fn fails(reason: &str) -> Result<(), Error> {
    Err(Error::Certificate {
        reason: reason.to_owned(),
    })
}
