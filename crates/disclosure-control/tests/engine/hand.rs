//! Small cases worked out by hand or in the literature: linked tables, releases over time, revisions,
//! two geographies, printed zeros.

use crate::support::{interval, reported};
use disclosure_control::{
    Attacker, Catalogue, Dimension, Error, Missing, Published, System, Table,
    audit::{self, Options},
    table::{Relation, Revision},
};

const HIDDEN: Published = Published::hidden();

fn system(tables: Vec<Table>) -> System {
    let mut catalogue = Catalogue::new();
    for table in tables {
        catalogue.publish(table).expect("cells");
    }
    catalogue.system().expect("consistent tables")
}

/// A one-way table; the first entry is the total.
fn one_way(dimension: &str, cells: &[(&str, Published)]) -> Table {
    let codes: Vec<&str> = cells.iter().map(|cell| cell.0).collect();
    let dimension = Dimension::flat(dimension, codes[0], codes[1..].to_vec()).expect("distinct");
    let mut table = Table::new("table", vec![dimension], Missing::Unknown).expect("a table");
    for (code, published) in cells {
        table.set(&[code], *published).expect("a cell");
    }
    table
}

/// sdcTable, tests/testthat/test-linked-tables.r (figures); intervals by HiGHS.
fn county(hidden: &[&str], by_size: bool) -> Table {
    let counts = [
        ("A", 2),
        ("B", 2),
        ("I", 8),
        ("J", 8),
        ("K", 3),
        ("L", 3),
        ("M", 3),
        ("N", 7),
    ];
    let codes: Vec<&str> = counts.iter().map(|count| count.0).collect();
    let place = Dimension::flat("place", "Total", codes).expect("codes");
    let place = if by_size {
        place
            .with_group("big", &["L", "M"])
            .and_then(|place| place.with_group("small", &["A", "B", "I", "J", "K", "N"]))
            .and_then(|place| place.with_group("Total", &["big", "small"]))
    } else {
        place
            .with_group("county1", &["A", "B", "I", "J"])
            .and_then(|place| place.with_group("county2", &["K", "L", "M", "N"]))
            .and_then(|place| place.with_group("Total", &["county1", "county2"]))
    };
    let mut table =
        Table::new("county", vec![place.expect("no cycle")], Missing::Unknown).expect("a table");
    for (code, count) in counts {
        let published = if hidden.contains(&code) {
            HIDDEN
        } else {
            Published::Exact(count)
        };
        table.set_true(&[code], published, count).expect("a cell");
    }
    let sums: &[(&str, i64)] = if by_size {
        &[("big", 6), ("small", 30), ("Total", 36)]
    } else {
        &[("county1", 20), ("county2", 16), ("Total", 36)]
    };
    for (code, count) in sums {
        table
            .set_true(&[code], Published::Exact(*count), *count)
            .expect("a sum");
    }
    table
}

#[test]
fn linked_tables_give_away_what_each_keeps() {
    let hidden = ["A", "B", "K", "L", "M"];
    let weak = Attacker::weak();
    let k = |tables: Vec<Table>, attacker: &Attacker| {
        interval(&system(tables), attacker, &[("place", "K")])
    };
    assert_eq!(k(vec![county(&hidden, false)], &weak), (0, 9));
    assert_eq!(k(vec![county(&hidden, true)], &weak), (0, 7));
    let both = vec![county(&hidden, false), county(&hidden, true)];
    assert_eq!(k(both, &weak), (3, 3));
    let hidden = ["A", "B", "K", "L", "M", "N"];
    let repaired = vec![county(&hidden, false), county(&hidden, true)];
    assert_eq!(k(repaired.clone(), &weak), (0, 10));
    let strong = Attacker {
        zeros: disclosure_control::attacker::Zeros::AlwaysPrinted,
        ..Attacker::default()
    };
    let system = system(repaired);
    for (code, expected) in [("A", (1, 3)), ("K", (1, 9)), ("L", (1, 5)), ("N", (1, 9))] {
        assert_eq!(
            interval(&system, &strong, &[("place", code)]),
            expected,
            "{code}"
        );
    }
}

fn period(code: &str, cells: [Published; 4]) -> Table {
    let names = ["Total", "a", "b", "c"];
    let cells: Vec<_> = names.into_iter().zip(cells).collect();
    one_way("form", &cells).about("period", code)
}

#[test]
fn a_half_year_gives_its_quarters_away() {
    let exact = Published::Exact;
    let first = period("Q1", [exact(15), HIDDEN, exact(7), HIDDEN]);
    let second = period("Q2", [exact(15), HIDDEN, HIDDEN, exact(8)]);
    let half = period("H1", [exact(30), exact(4), exact(12), exact(14)]);
    let weak = Attacker::weak();
    let mut catalogue = Catalogue::new();
    catalogue.publish(first).expect("cells");
    catalogue.publish(second).expect("cells");
    let before = catalogue.system().expect("consistent");
    assert_eq!(
        interval(&before, &weak, &[("period", "Q1"), ("form", "a")]),
        (0, 8)
    );
    assert_eq!(
        interval(&before, &weak, &[("period", "Q2"), ("form", "b")]),
        (0, 7)
    );
    catalogue.publish(half).expect("cells");
    catalogue
        .relate(Relation {
            dimension: "period".to_owned(),
            whole: "H1".to_owned(),
            parts: vec!["Q1".to_owned(), "Q2".to_owned()],
        })
        .expect("no cycle");
    let after = catalogue.system().expect("consistent");
    for (quarter, form, count) in [
        ("Q1", "a", 2),
        ("Q1", "c", 6),
        ("Q2", "a", 2),
        ("Q2", "b", 5),
    ] {
        let cell = [("period", quarter), ("form", form)];
        assert_eq!(interval(&after, &weak, &cell), (count, count));
    }
}

#[test]
fn a_revision_narrows_what_two_releases_keep() {
    let exact = Published::Exact;
    let release = |code: &str, total: i64| {
        let cells = [
            ("Total", exact(total)),
            ("a", HIDDEN),
            ("b", HIDDEN),
            ("c", exact(7)),
        ];
        one_way("form", &cells).about("release", code)
    };
    let mut catalogue = Catalogue::new();
    catalogue.publish(release("1", 12)).expect("cells");
    catalogue.publish(release("2", 13)).expect("cells");
    catalogue
        .revise(Revision {
            dimension: "release".to_owned(),
            earlier: "1".to_owned(),
            later: "2".to_owned(),
            least: 0,
            most: None,
        })
        .expect("bounds");
    let weak = Attacker::weak();
    let system = catalogue.system().expect("consistent");
    assert_eq!(
        interval(&system, &weak, &[("release", "1"), ("form", "a")]),
        (0, 5)
    );
    assert_eq!(
        interval(&system, &weak, &[("release", "2"), ("form", "a")]),
        (0, 6)
    );
    // A third release prints b: history is solved backwards to within the one new victim.
    let cells = [
        ("Total", exact(13)),
        ("a", HIDDEN),
        ("b", exact(5)),
        ("c", exact(7)),
    ];
    catalogue
        .publish(one_way("form", &cells).about("release", "2"))
        .expect("cells");
    let system = catalogue.system().expect("consistent");
    assert_eq!(
        interval(&system, &weak, &[("release", "1"), ("form", "b")]),
        (4, 5)
    );
}

#[test]
fn old_and_new_borders_give_a_village_away() {
    let place = Dimension::untotalled("place", ["x1", "x2", "x3", "x4"])
        .and_then(|place| place.with_group("A", &["x1", "x2"]))
        .and_then(|place| place.with_group("B", &["x3", "x4"]))
        .and_then(|place| place.with_group("A new", &["x1"]))
        .and_then(|place| place.with_group("B new", &["x2", "x3", "x4"]))
        .expect("no cycle");
    let mut table = Table::new("villages", vec![place], Missing::Unknown).expect("a table");
    for (code, count) in [("A", 10), ("B", 14), ("A new", 9), ("B new", 15)] {
        table.set(&[code], Published::Exact(count)).expect("a cell");
    }
    for code in ["x1", "x2", "x3", "x4"] {
        table.set(&[code], HIDDEN).expect("a cell");
    }
    let system = system(vec![table]);
    let found: Vec<_> = ["x1", "x2", "x3", "x4"]
        .iter()
        .map(|code| interval(&system, &Attacker::weak(), &[("place", code)]))
        .collect();
    assert_eq!(found, [(9, 9), (1, 1), (0, 14), (0, 14)]);
}

#[test]
fn printed_zeros_give_the_other_cells_away() {
    let exact = Published::Exact;
    let table = one_way(
        "form",
        &[
            ("Total", exact(4)),
            ("sexual", HIDDEN),
            ("labour", HIDDEN),
            ("begging", HIDDEN),
            ("criminal", HIDDEN),
            ("other", exact(0)),
        ],
    );
    let system = system(vec![table]);
    let cell = [("form", "labour")];
    assert_eq!(interval(&system, &Attacker::weak(), &cell), (0, 4));
    assert_eq!(interval(&system, &Attacker::default(), &cell), (1, 1));
}

#[test]
fn own_clients_are_subtracted_first() {
    let exact = Published::Exact;
    let cells = [("Total", exact(5)), ("a", HIDDEN), ("b", HIDDEN)];
    let system = system(vec![one_way("form", &cells)]);
    let knows = |who: &str, form: &str, own: i64| disclosure_control::attacker::Contribution {
        contributor: who.to_owned(),
        cell: [("form".to_owned(), form.to_owned())].into(),
        own,
    };
    let mut attacker = Attacker::weak();
    attacker.contributions.push(knows("shelter", "a", 3));
    assert_eq!(interval(&system, &attacker, &[("form", "a")]), (3, 5));
    attacker.contributions.push(knows("police", "b", 2));
    assert_eq!(interval(&system, &attacker, &[("form", "b")]), (2, 2));
}

#[test]
fn contradictions_are_refused_with_their_place() {
    let exact = Published::Exact;
    let mut catalogue = Catalogue::new();
    catalogue
        .publish(one_way(
            "sex",
            &[("Total", exact(9)), ("F", exact(4)), ("M", exact(4))],
        ))
        .expect("cells");
    assert!(matches!(
        catalogue.system(),
        Err(Error::Inadditive { whole, published: 9, sum: 8, .. }) if whole == "Total"
    ));
    let mut catalogue = Catalogue::new();
    for male in [4, 5] {
        let cells = [
            ("Total", exact(4 + male)),
            ("F", exact(4)),
            ("M", exact(male)),
        ];
        catalogue.publish(one_way("sex", &cells)).expect("cells");
    }
    assert!(matches!(
        catalogue.system(),
        Err(Error::ContradictoryReleases { .. })
    ));
    let cells = [("Total", exact(3)), ("F", exact(4)), ("M", HIDDEN)];
    let system = system(vec![one_way("sex", &cells)]);
    let outcome = audit::audit(&system, &Attacker::weak(), &Options::default());
    assert!(matches!(outcome, Err(Error::Contradiction { .. })));
}

/// Hundepool et al., the 4 × 4 example: 47 exactly, before one more cell is hidden.
#[test]
fn hundepools_table_before_and_after() {
    let text = "v1,v2,count,status
tot,tot,3943,s\ntot,a,1012,s\ntot,b,1262,s\ntot,c,779,s\ntot,d,890,s
w,tot,230,s\nw,a,30,u\nw,b,47,u\nw,c,64,u\nw,d,89,s
x,tot,250,s\nx,a,90,u\nx,b,124,s\nx,c,5,u\nx,d,31,x
y,tot,336,s\ny,a,92,s\ny,b,100,u\ny,c,59,s\ny,d,85,u
z,tot,3127,s\nz,a,800,s\nz,b,991,u\nz,c,651,s\nz,d,685,u\n";
    let weak = Attacker::weak();
    let after = system(vec![crate::support::with_status(text, 2)]);
    let expected = [
        (0, 120),
        (0, 78),
        (0, 69),
        (0, 120),
        (0, 69),
        (0, 78),
        (0, 185),
        (0, 185),
        (875, 1138),
        (538, 801),
    ];
    let mut found: Vec<_> = reported(&after, &weak)
        .into_iter()
        .map(|(_, range)| range)
        .collect();
    let mut wanted = expected.to_vec();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    let before = system(vec![crate::support::with_status(
        &text.replace("x,d,31,x", "x,d,31,s"),
        2,
    )]);
    assert_eq!(
        interval(&before, &weak, &[("v1", "w"), ("v2", "b")]),
        (47, 47)
    );
    assert_eq!(
        interval(&before, &weak, &[("v1", "x"), ("v2", "a")]),
        (26, 95)
    );
    assert_eq!(
        interval(&before, &weak, &[("v1", "z"), ("v2", "b")]),
        (906, 1091)
    );
}

/// Region × gender (sdcTable) and welfare by region (GaussSuppression `z1`): figures and intervals of
/// the two programs.
#[test]
fn patterns_of_two_programs_keep_their_intervals() {
    let text = "region,gender,count,status
total,total,100,s\ntotal,male,55,s\ntotal,female,45,s
A,total,20,s\nA,male,18,x\nA,female,2,u
B,total,33,s\nB,male,14,s\nB,female,19,s
C,total,22,s\nC,male,12,x\nC,female,10,x
D,total,25,s\nD,male,11,s\nD,female,14,s\n";
    let weak = Attacker::weak();
    let cell = [("region", "A"), ("gender", "female")];
    let optimal = system(vec![crate::support::with_status(text, 2)]);
    assert_eq!(interval(&optimal, &weak, &cell), (0, 12));
    let other = text
        .replace("C,male,12,x", "C,male,12,s")
        .replace("C,female,10,x", "C,female,10,s")
        .replace("D,male,11,s", "D,male,11,x")
        .replace("D,female,14,s", "D,female,14,x");
    let gauss = system(vec![crate::support::with_status(&other, 2)]);
    assert_eq!(interval(&gauss, &weak, &cell), (0, 16));
    let text = "region,kind,count,status
Total,Total,55,s\nTotal,annet,29,s\nTotal,arbeid,6,s\nTotal,trygd,20,s
B,Total,14,s\nB,annet,7,x\nB,arbeid,1,u\nB,trygd,6,s
D,Total,22,s\nD,annet,13,x\nD,arbeid,2,u\nD,trygd,7,s
H,Total,19,s\nH,annet,9,x\nH,arbeid,3,u\nH,trygd,7,s\n";
    let welfare = system(vec![crate::support::with_status(text, 2)]);
    for region in ["B", "D", "H"] {
        let cell = [("region", region), ("kind", "arbeid")];
        assert_eq!(interval(&welfare, &weak, &cell), (0, 6));
    }
}
