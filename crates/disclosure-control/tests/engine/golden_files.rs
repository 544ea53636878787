//! The larger reference tables: patterns of other programs that look safe and are not.

use crate::support::{golden, rounded, victims, with_status};
use disclosure_control::{
    Attacker, Catalogue, Published, System,
    audit::{self, Audit, Options},
};

fn system(name: &str, columns: usize) -> Option<System> {
    let mut catalogue = Catalogue::new();
    catalogue
        .publish(with_status(&golden(name)?, columns))
        .expect("cells");
    Some(catalogue.system().expect("an additive table"))
}

fn audited(system: &System, attacker: &Attacker) -> Audit {
    let audit = audit::audit(system, attacker, &Options::default()).expect("consistent");
    assert!(audit.cells.iter().all(|cell| cell.exact));
    audit
}

fn narrow_small(system: &System, audit: &Audit) -> usize {
    let small = |cell: usize| system.cells()[cell].truth.is_some_and(|truth| truth <= 3);
    audit
        .cells
        .iter()
        .filter(|cell| cell.narrow && small(cell.cell))
        .count()
}

#[test]
fn a_pattern_called_safe_gives_every_hidden_cell_away() {
    let Some(system) = system("A0_SIMPLEHEURISTIC.csv", 4) else {
        return;
    };
    let weak = audited(&system, &Attacker::weak());
    assert_eq!((weak.cells.len(), weak.disclosed().count()), (403, 0));
    let strong = audited(&system, &Attacker::default());
    assert_eq!(strong.disclosed().count(), 403);
}

#[test]
fn patterns_of_three_programs_have_the_reference_widths() {
    for (file, columns, hidden, exact, narrow) in [
        ("A0_GAUSS_SSB.csv", 4, 453, 0, 223),
        ("A0_HYPERCUBE.csv", 4, 474, 0, 0),
        ("T1_OPT.csv", 2, 34, 0, 19),
        ("T1_SIMPLEHEURISTIC.csv", 2, 34, 0, 19),
        ("T1_GAUSS.csv", 2, 34, 0, 16),
        ("T1_HYPERCUBE.csv", 2, 44, 0, 0),
    ] {
        let Some(system) = system(file, columns) else {
            return;
        };
        let weak = audited(&system, &Attacker::weak());
        assert_eq!(
            (weak.disclosed().count(), narrow_small(&system, &weak)),
            (0, 0),
            "{file}"
        );
        let strong = audited(&system, &Attacker::default());
        assert_eq!(strong.cells.len(), hidden, "{file}");
        assert_eq!(strong.disclosed().count(), exact, "{file}");
        assert_eq!(narrow_small(&system, &strong), narrow, "{file}");
    }
}

/// The reference marks cells `[count, status, low, high]` under "qark|form".
fn assert_intervals(system: &System, attacker: &Attacker, file: &str) {
    let Some(text) = golden(file) else { return };
    let expected: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let audit = audited(system, attacker);
    let expected = expected.as_object().expect("cells");
    assert_eq!(audit.cells.len(), expected.len());
    for cell in &audit.cells {
        let (table, position) = system.place(cell.cell).expect("a cell of the table");
        let codes = system.tables()[table].codes_at(position).join("|");
        let wanted = &expected[&codes];
        let ends = (wanted[2].as_f64(), wanted[3].as_f64());
        let found = (
            cell.low.map(|low| low as f64),
            cell.high.map(|high| high as f64),
        );
        assert_eq!(found, ends, "{codes}");
    }
}

#[test]
fn every_interval_of_the_optimal_pattern_agrees() {
    let Some(system) = system("T1_OPT.csv", 2) else {
        return;
    };
    assert_intervals(
        &system,
        &Attacker::weak(),
        "T1_OPT_intervals_lower0_lp.json",
    );
    assert_intervals(
        &system,
        &Attacker::default(),
        "T1_OPT_intervals_lower1_int.json",
    );
}

#[test]
fn every_interval_of_rounded_tables_agrees() {
    for file in [
        "T1_controlled_round_base3.json",
        "T1_controlled_round_base5.json",
        "A0_controlled_round_base3.json",
        "A0_controlled_round_base5.json",
    ] {
        let base = if file.contains("base3") { 3 } else { 5 };
        let Some(text) = golden(file) else { return };
        let (table, expected) = rounded(&text, base);
        let mut catalogue = Catalogue::new();
        catalogue.publish(table).expect("cells");
        let system = catalogue.system().expect("additive counts");
        let audit = audited(&system, &Attacker::default());
        assert_eq!(audit.cells.len(), expected.len());
        for cell in &audit.cells {
            let (_, position) = system.place(cell.cell).expect("a cell of the table");
            let range = cell.low.zip(cell.high).expect("bounded");
            assert_eq!(range, expected[&position], "{file}");
        }
        assert_eq!(audit.disclosed().count(), 0);
    }
}

/// Counted in the reference: 195 cells, 147 of them not zero, 95 from 1 to 3. Hiding those alone
/// protects nothing: enough of the margins stay.
#[test]
fn hiding_small_counts_alone_is_undone() {
    let Some(mut table) = victims(&["qark", "sex", "age"]) else {
        return;
    };
    assert_eq!((table.combinations(), table.positions().len()), (195, 147));
    let mut hidden = 0;
    for position in table.positions() {
        let truth = table.entry(position).and_then(|entry| entry.truth);
        if truth.is_some_and(|truth| truth <= 3) {
            table
                .replace_at(position, Published::hidden())
                .expect("a listed cell");
            hidden += 1;
        }
    }
    assert_eq!(hidden, 95);
    let mut catalogue = Catalogue::new();
    catalogue.publish(table).expect("cells");
    let system = catalogue.system().expect("additive");
    let audit = audited(&system, &Attacker::default());
    for cell in audit.disclosed() {
        assert_eq!(cell.low, system.cells()[cell.cell].truth);
    }
    assert!(audit.disclosed().count() > 0);
}
