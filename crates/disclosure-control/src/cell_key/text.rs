//! The table of probabilities as text: the columns `i,j,p,v,p_int_lb,p_int_ub,type` that R's ptable
//! writes and cellKey reads. Decimals are read digit by digit; nothing passes through floating point.

use super::probabilities::{Outcome, PerturbationTable, UNITS};
use crate::Error;
use std::io::Read;

/// The most rows of a file.
const MOST_ROWS: usize = 100_000;

impl PerturbationTable {
    /// The table as CSV.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("i,j,p,v,p_int_lb,p_int_ub,type\n");
        for (count, row) in self.rows().iter().enumerate() {
            let mut lower = 0;
            for one in row {
                let change = one.published - count as i64;
                let (share, from, to) = (
                    decimal(one.upper - lower),
                    decimal(lower),
                    decimal(one.upper),
                );
                text += &format!(
                    "{count},{},{share},{change},{from},{to},all\n",
                    one.published
                );
                lower = one.upper;
            }
        }
        text
    }

    /// Reads a published table; `name` is for messages. The columns `i`, `j` and `p_int_ub` are
    /// needed, in any order; others are passed over.
    ///
    /// # Errors
    /// [`Error::File`] and [`Error::Line`] with what is wrong, and those of [`Self::new`].
    pub fn read(name: &str, file: impl Read) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(file);
        let unreadable = |error: &csv::Error| Error::File {
            file: name.to_owned(),
            reason: error.to_string(),
        };
        let headings = reader
            .headers()
            .map_err(|error| unreadable(&error))?
            .clone();
        let column = |heading: &str| {
            headings
                .iter()
                .position(|one| one == heading)
                .ok_or_else(|| Error::File {
                    file: name.to_owned(),
                    reason: format!(
                        "it has no column \"{heading}\"; a table of probabilities has i, j and p_int_ub"
                    ),
                })
        };
        let (count, published, upper) = (column("i")?, column("j")?, column("p_int_ub")?);
        let mut rows: Vec<Vec<Outcome>> = Vec::new();
        for (number, record) in reader.records().enumerate() {
            let record = record.map_err(|error| unreadable(&error))?;
            let fault = |reason: &str| Error::Line {
                file: name.to_owned(),
                line: number as u64 + 2,
                reason: reason.to_owned(),
            };
            if number >= MOST_ROWS {
                return Err(fault("more than 100000 rows; this is no such table"));
            }
            let whole = |place: usize| {
                record[place]
                    .parse::<i64>()
                    .ok()
                    .filter(|&number| number >= 0)
                    .ok_or_else(|| fault("i and j are whole numbers from 0 on"))
            };
            let (count, published) = (whole(count)? as usize, whole(published)?);
            if count + 1 == rows.len() + 1 {
                rows.push(Vec::new());
            } else if count + 1 != rows.len() {
                return Err(fault(
                    "rows are in the order of i, from 0 on, without a gap",
                ));
            }
            let upper = units(&record[upper])
                .ok_or_else(|| fault("p_int_ub is a number from 0 to 1, of at most 8 decimals"))?;
            rows[count].push(Outcome { published, upper });
        }
        Self::new(rows)
    }
}

/// Units as a decimal number without idle zeros.
fn decimal(units: u64) -> String {
    let text = format!("{}.{:08}", units / UNITS, units % UNITS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A decimal number in units. Other programs write `5e-06` for small ones, and more decimals than
/// they mean; those beyond the eighth are rounded.
fn units(text: &str) -> Option<u64> {
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, power.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() + fraction.len() > 25
        || !is_digits(whole)
        || !is_digits(fraction)
    {
        return None;
    }
    let number: u128 = format!("{whole}{fraction}").parse().ok()?;
    // number · 10^(power − decimals) in units of 10^−8.
    let shift = power - fraction.len() as i32 + 8;
    let units = if shift >= 0 {
        number.checked_mul(10_u128.checked_pow(u32::try_from(shift).ok()?)?)?
    } else {
        match 10_u128.checked_pow(shift.unsigned_abs()) {
            Some(divisor) => (number + divisor / 2) / divisor,
            None => 0,
        }
    };
    u64::try_from(units).ok().filter(|&units| units <= UNITS)
}
