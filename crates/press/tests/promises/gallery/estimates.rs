//! Samples of estimates: intervals of several methods, and overlaps of lists.

use super::{NUMBERS, count, heading, states};
use press::Error;
use press::chart::*;

fn row(name: &str, estimate: f64, half: f64, is_reliable: bool) -> IntervalRow {
    IntervalRow {
        name: name.to_owned(),
        estimate: Some((estimate, format!("{estimate:.0}"))),
        narrow: Some((estimate - half, estimate + half)),
        wide: Some((estimate - 1.6 * half, estimate + 1.9 * half)),
        note: "80 %: nga – deri; 95 %: nga – deri".to_owned(),
        is_reliable,
    }
}

/// Three methods, one of them unreliable, one without an estimate.
pub fn intervals() -> Result<Intervals, Error> {
    let words = IntervalWords {
        method: "Metoda".to_owned(),
        measure: "Persona gjithsej".to_owned(),
        narrow: "Intervali 80 %".to_owned(),
        wide: "Intervali 95 %".to_owned(),
        note: "Shënim".to_owned(),
        range: "Shtrirja mbi metodat".to_owned(),
        observed: "Të vëzhguar".to_owned(),
        unreliable: "Nuk mund të mbështetesh".to_owned(),
        none: "–".to_owned(),
        numbers: NUMBERS,
    };
    let nothing = IntervalRow {
        name: "Mesatarja mbi grafet e zbërthyeshme me emër të gjatë".to_owned(),
        estimate: None,
        narrow: None,
        wide: None,
        note: "Nuk ka vlerësim".to_owned(),
        is_reliable: false,
    };
    let rows = vec![
        row("Hap pas hapi", 11_313.0, 1_450.0, true),
        row("BIC", 22_991.0, 5_000.0, true),
        row("Klasa të fshehura", 12_328.0, 900.0, false),
        nothing,
    ];
    let range = Some((11_313.0, 22_991.0));
    Intervals::new(
        heading("intervals", "Vlerësimet")?,
        words,
        rows,
        2_744.0,
        range,
    )
}

/// Four lists, with a hidden and an empty overlap.
pub fn overlaps() -> Result<Overlaps, Error> {
    let words = OverlapWords {
        measure: "Persona".to_owned(),
        combination: "Listat".to_owned(),
        states: states(),
        numbers: NUMBERS,
    };
    let names = [
        "Policia",
        "Streha",
        "Linja e ndihmës",
        "Shërbimi social shtetëror",
    ];
    let column = |on: [u8; 4], mark: Mark| Overlap {
        lists: on.map(|one| one == 1).to_vec(),
        mark,
    };
    let columns = vec![
        column([1, 0, 0, 0], count(310)),
        column([0, 1, 0, 0], count(140)),
        column([0, 0, 1, 0], count(95)),
        column([1, 1, 0, 0], count(42)),
        column([1, 0, 1, 0], Mark::hidden("<5")),
        column([0, 1, 1, 1], count(6)),
        column([1, 1, 1, 1], count(0)),
    ];
    let lists = names.map(str::to_owned).to_vec();
    Overlaps::new(heading("overlaps", "Mbivendosjet")?, words, lists, columns)
}
