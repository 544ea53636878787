//! The larger reference tables: patterns of other programs that look safe and are not.

use crate::support::{golden, with_status};
use disclosure_control::{
    Attacker, Catalogue, System,
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
