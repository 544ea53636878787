//! Totals add up, and the report has the promised form.

use super::*;
use crate::fellegi_sunter::Node;

fn node(list: usize, row: u32) -> Node {
    Node { list, row }
}

fn linkage() -> Linkage {
    let three = vec![node(0, 1), node(1, 1), node(2, 1)];
    let two = vec![node(0, 2), node(1, 2)];
    let link = |one, other, probability| Link {
        one,
        other,
        probability,
    };
    Linkage {
        links: vec![link(node(0, 2), node(1, 2), 0.9)],
        possible: vec![
            link(node(0, 2), node(1, 2), 0.9),
            link(node(0, 3), node(1, 3), 0.1),
        ],
        clusters: vec![three.clone(), two.clone()],
        draws: vec![vec![three.clone(), two], vec![three]],
    }
}

fn report() -> MatchReport {
    let lists = [("a", 5), ("b", 4), ("c", 3)].map(|(name, rows)| (name.to_owned(), rows));
    MatchReport::new(&lists, &linkage(), 0.5)
}

#[test]
fn people_are_rows_less_what_is_counted_twice() {
    // 12 rows; the draws say 9 and 10 people.
    let report = report();
    assert_eq!(report.distinct.estimate, 10);
    assert_eq!(report.distinct.interval95, [9, 10]);
}

#[test]
fn the_report_has_the_promised_form() {
    let json = serde_json::to_value(report()).expect("a report is plain data");
    assert_eq!(
        json,
        serde_json::json!({
            "lists": {"a": 5, "b": 4, "c": 3},
            "distinct": {"estimate": 10, "interval95": [9, 10]},
            "overlaps": [
                {"lists": ["a", "b"], "count": 2},
                {"lists": ["a", "c"], "count": 1},
                {"lists": ["b", "c"], "count": 1},
                {"lists": ["a", "b", "c"], "count": 1},
            ],
            "precision": 0.9,
            "recall": 0.9,
            "threshold": 0.5,
        })
    );
}

#[test]
fn each_history_is_counted_once() {
    let histories = Histories::of(&linkage(), &[5, 4, 3]);
    let first = &histories.draws()[0];
    assert_eq!(
        first.counts,
        BTreeMap::from([(0b111, 1), (0b011, 1), (0b001, 3), (0b010, 2), (0b100, 2)])
    );
    assert_eq!((first.people(), first.on_all(0b011)), (9, 2));
}
