//! The capture histories of all draws, for estimating how many people are on no list.
//!
//! They are small counts: the file must never leave the round and is deleted with it.

use std::io::Write;

use crate::error::Error;
use crate::totals::HistoryTable;

/// Writes capture histories as CSV: a column of 0 and 1 for each list, `draw`, counted from 1, and
/// `count`. Estimation of hidden populations reads this form, so that the doubt about links reaches
/// its intervals.
///
/// # Errors
/// [`Error::Write`] if `output` fails.
pub fn write_histories(
    lists: &[String],
    draws: &[HistoryTable],
    output: &mut impl Write,
) -> Result<(), Error> {
    let failed = |error: csv::Error| Error::Write(error.to_string());
    let mut writer = csv::Writer::from_writer(output);
    let header = lists.iter().map(String::as_str).chain(["draw", "count"]);
    writer.write_record(header).map_err(failed)?;
    for (number, draw) in (1..).zip(draws) {
        for (set, count) in &draw.counts {
            let number: usize = number;
            let on = |list| if set >> list & 1 == 1 { "1" } else { "0" };
            let cells = (0..lists.len()).map(|list| on(list).to_owned());
            let record = cells.chain([number.to_string(), count.to_string()]);
            writer.write_record(record).map_err(failed)?;
        }
    }
    writer
        .flush()
        .map_err(|error| Error::Write(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn each_draw_has_its_rows() {
        let table = |counts: &[(u32, u64)]| HistoryTable {
            counts: counts.iter().copied().collect::<BTreeMap<_, _>>(),
        };
        let draws = [table(&[(1, 4), (3, 2)]), table(&[(2, 5)])];
        let lists = ["A, north".to_owned(), "B".to_owned()];
        let mut output = Vec::new();
        write_histories(&lists, &draws, &mut output).expect("memory takes everything");
        let text = String::from_utf8(output).expect("text");
        assert_eq!(
            text,
            "\"A, north\",B,draw,count\n1,0,1,4\n1,1,1,2\n0,1,2,5\n"
        );
    }
}
