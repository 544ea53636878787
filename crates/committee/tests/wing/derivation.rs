//! What the comparison of figures finds: the worked example of the field reference, the real
//! errors in the published figures, and the properties that make it trustworthy.

use committee::discrepancies::{
    Cell, Comparison, Derivation, Figure, Finding, Group, Kind, Knowledge, Significance, Standing,
    Weight,
};
use proptest::prelude::*;
use std::collections::HashMap;
use vocabulary::{
    AgeBasis, Breakdown, CountingRule, CountingUnit, Coverage, DateBasis, FigureState,
    IdentificationStatus, Period, Repeats, ReportedValue, RuleAspect, TerritorialBasis,
};

const INDICATOR: i64 = 1;

fn rule() -> CountingRule {
    CountingRule {
        status: Some(IdentificationStatus::Potential),
        unit: CountingUnit::Person,
        territory: TerritorialBasis::ResidentIn,
        date: DateBasis::Referral,
        repeats: Repeats::OncePerPeriod,
        age: AgeBasis::AtIdentification,
        articles: Vec::new(),
        coverage: Coverage::AllKnown,
    }
}

/// Breakdowns and rules by number, as the database would number them.
struct World {
    breakdowns: HashMap<i64, Breakdown>,
    numbers: HashMap<String, i64>,
    rules: HashMap<i64, CountingRule>,
    indicator_rules: HashMap<i64, CountingRule>,
    parents: HashMap<(String, String), String>,
}

impl World {
    fn new(rules: Vec<CountingRule>) -> Self {
        let parents = [
            ("0-11", "child"),
            ("12-17", "child"),
            ("18-24", "adult"),
            ("25+", "adult"),
        ];
        Self {
            breakdowns: HashMap::new(),
            numbers: HashMap::new(),
            rules: (1..).zip(rules).collect(),
            indicator_rules: HashMap::from([(INDICATOR, rule())]),
            parents: parents
                .into_iter()
                .map(|(term, parent)| (("age".into(), term.into()), parent.into()))
                .collect(),
        }
    }

    fn number(&mut self, breakdown: &str) -> i64 {
        let next = i64::try_from(self.numbers.len()).unwrap() + 1;
        let number = *self.numbers.entry(breakdown.to_owned()).or_insert(next);
        // `25+` is no code; the tests write it so for readability.
        let parsed = Breakdown::parse(&breakdown.replace('+', "-plus")).unwrap();
        self.breakdowns.insert(number, parsed);
        number
    }

    fn group(&mut self, period: &str, figures: &[(&str, i64, i64)]) -> Group {
        let figures: Vec<_> = figures
            .iter()
            .map(|(cell, institution, number)| {
                (
                    *cell,
                    plain(*institution, ReportedValue::value(*number).unwrap()),
                )
            })
            .collect();
        self.group_of(period, &figures)
    }

    fn group_of(&mut self, period: &str, figures: &[(&str, Figure)]) -> Group {
        let mut cells: HashMap<i64, Vec<Figure>> = HashMap::new();
        for (cell, figure) in figures {
            cells.entry(self.number(cell)).or_default().push(*figure);
        }
        let mut cells: Vec<Cell> = cells
            .into_iter()
            .map(|(breakdown, figures)| Cell { breakdown, figures })
            .collect();
        cells.sort_by_key(|cell| cell.breakdown);
        let period = Period::parse(period).unwrap();
        Group {
            indicator: INDICATOR,
            place: 1,
            period,
            cells,
        }
    }

    fn derive(&self, group: &Group, neighbours: [Option<&Group>; 2]) -> Derivation {
        let knowledge = Knowledge {
            breakdowns: &self.breakdowns,
            rules: &self.rules,
            indicator_rules: &self.indicator_rules,
            parents: &self.parents,
        };
        let mut comparison = Comparison::new(knowledge, Significance::default());
        let groups: Vec<Group> = neighbours
            .into_iter()
            .flatten()
            .chain([group])
            .cloned()
            .collect();
        let mut derived = comparison.series(&groups, |period| period == group.period);
        assert_eq!(derived.len(), 1);
        derived.swap_remove(0).1
    }
}

fn plain(institution: i64, value: ReportedValue) -> Figure {
    Figure {
        institution,
        value,
        rule: None,
        revised_from: None,
    }
}

fn kinds(derivation: &Derivation) -> Vec<Kind> {
    derivation
        .findings
        .iter()
        .map(|finding| finding.kind)
        .collect()
}

fn only(derivation: &Derivation) -> &Finding {
    assert_eq!(derivation.findings.len(), 1, "{:?}", derivation.findings);
    &derivation.findings[0]
}

#[test]
fn girls_in_one_qark_differ_by_rule_before_they_differ_by_number() {
    // Police 3 (formal), social service 5 (potential), shelter 7 (every entry), school silent,
    // hospital 0 (own patients): no two of them count by the same rule.
    let police = CountingRule {
        status: Some(IdentificationStatus::Formal),
        date: DateBasis::FormalIdentification,
        territory: TerritorialBasis::IdentifiedIn,
        ..rule()
    };
    let shelter = CountingRule {
        repeats: Repeats::EveryEntry,
        age: AgeBasis::AtExploitation,
        ..rule()
    };
    let hospital = CountingRule {
        coverage: Coverage::OwnClients,
        ..rule()
    };
    let mut world = World::new(vec![police, shelter, hospital]);
    let value = |number| ReportedValue::value(number).unwrap();
    let silent = ReportedValue::without_number(FigureState::NotReported).unwrap();
    let cell = "age=child;sex=female";
    let group = world.group_of(
        "2006Q4",
        &[
            (
                cell,
                Figure {
                    rule: Some(1),
                    ..plain(1, value(3))
                },
            ),
            (cell, plain(2, value(5))),
            (
                cell,
                Figure {
                    rule: Some(2),
                    ..plain(3, value(7))
                },
            ),
            (cell, plain(4, silent)),
            (
                cell,
                Figure {
                    rule: Some(3),
                    ..plain(5, value(0))
                },
            ),
        ],
    );
    let derivation = world.derive(&group, [None, None]);
    let finding = only(&derivation);
    assert_eq!(finding.kind, Kind::RulesDiffer);
    assert_eq!(finding.range, Some((0, 7)));
    assert_eq!(finding.reporters, 4);
    assert_eq!(finding.weight, Weight::Major);
    assert_eq!(
        finding.rule_differences,
        [
            RuleAspect::Status,
            RuleAspect::Territory,
            RuleAspect::Date,
            RuleAspect::Repeats,
            RuleAspect::Age,
            RuleAspect::Coverage
        ]
    );
}

#[test]
fn prosecutions_of_2013_are_flagged_and_equal_totals_are_not() {
    let mut world = World::new(Vec::new());
    let disputed = world.group("2013", &[("", 1, 42), ("", 2, 3)]);
    let derivation = world.derive(&disputed, [None, None]);
    assert_eq!(
        (only(&derivation).kind, only(&derivation).weight),
        (Kind::ValuesDiffer, Weight::Major)
    );
    assert_eq!(derivation.settled[0].standing, Standing::Disputed);

    let agreed = world.group("2016", &[("", 1, 95), ("", 2, 95)]);
    let derivation = world.derive(&agreed, [None, None]);
    assert!(derivation.findings.is_empty());
    assert_eq!(derivation.settled[0].standing, Standing::Agreed);
}

#[test]
fn unodc_2017_repeats_2018_and_the_finding_lands_on_2017() {
    // UNODC gives 95 (60 women and girls, 35 men and boys; 67 children, 28 adults) for both years;
    // the US TIP report gives 105 for 2017 and 95 for 2018.
    let mut world = World::new(Vec::new());
    let unodc = [
        ("", 1, 95),
        ("sex=female", 1, 60),
        ("sex=male", 1, 35),
        ("age=child", 1, 67),
        ("age=adult", 1, 28),
    ];
    let mut cells: Vec<(&str, i64, i64)> = unodc.to_vec();
    cells.push(("", 2, 105));
    let first = world.group("2017", &cells);
    let mut cells: Vec<(&str, i64, i64)> = unodc.to_vec();
    cells.push(("", 2, 95));
    let second = world.group("2018", &cells);

    let derivation = world.derive(&first, [None, Some(&second)]);
    let copy = derivation
        .findings
        .iter()
        .find(|f| f.kind == Kind::CopyOfAnotherPeriod)
        .unwrap();
    assert_eq!(
        (copy.institution, copy.other_period),
        (Some(1), Some(second.period))
    );
    assert!(kinds(&derivation).contains(&Kind::ValuesDiffer));

    let derivation = world.derive(&second, [Some(&first), None]);
    let raised: Vec<&Finding> = derivation
        .findings
        .iter()
        .filter(|f| f.kind != Kind::NotCorroborated)
        .collect();
    assert!(raised.is_empty(), "{raised:?}");
}

#[test]
fn small_numbers_repeat_without_being_copies() {
    let mut world = World::new(Vec::new());
    let cells = [
        ("", 1, 2),
        ("sex=female", 1, 1),
        ("sex=male", 1, 1),
        ("age=child", 1, 1),
        ("age=adult", 1, 1),
    ];
    let one = world.group("2024Q1", &cells);
    let two = world.group("2024Q2", &cells);
    assert!(!kinds(&world.derive(&two, [Some(&one), None])).contains(&Kind::CopyOfAnotherPeriod));
}

#[test]
fn the_base_changes_inside_one_paragraph() {
    // TIP 2021 on the year 2020: 62 + 24 = 86 by sex counts all, 48 + 27 + 6 = 81 by form counts
    // the potential victims alone.
    let mut world = World::new(Vec::new());
    let group = world.group(
        "2020",
        &[
            ("", 1, 86),
            ("", 2, 86),
            ("sex=female", 1, 62),
            ("sex=male", 1, 24),
            ("form=sexual", 1, 48),
            ("form=labour", 1, 27),
            ("form=begging", 1, 6),
        ],
    );
    let derivation = world.derive(&group, [None, None]);
    let base = derivation
        .findings
        .iter()
        .find(|f| f.kind == Kind::BaseDiffers)
        .unwrap();
    assert_eq!(base.dimension.as_ref().unwrap().as_str(), "form");
    assert_eq!(base.range, Some((81, 86)));
}

#[test]
fn parts_that_exceed_their_total_are_flagged_and_bands_are_not_counted_twice() {
    let mut world = World::new(Vec::new());
    let fitting = world.group(
        "2024",
        &[
            ("", 1, 9),
            ("age=child", 1, 6),
            ("age=adult", 1, 3),
            ("age=0-11", 1, 2),
            ("age=12-17", 1, 4),
        ],
    );
    assert!(!kinds(&world.derive(&fitting, [None, None])).contains(&Kind::PartsDifferFromTotal));
    let twice = world.group(
        "2024",
        &[("", 1, 9), ("sex=female", 1, 8), ("sex=male", 1, 3)],
    );
    assert!(kinds(&world.derive(&twice, [None, None])).contains(&Kind::PartsDifferFromTotal));
}

#[test]
fn a_hidden_part_leaves_room_and_a_missing_one_is_no_zero() {
    let mut world = World::new(Vec::new());
    let value = |number| ReportedValue::value(number).unwrap();
    let hidden = ReportedValue::without_number(FigureState::Withheld).unwrap();
    let group = world.group_of(
        "2014",
        &[
            ("", plain(1, value(15))),
            ("sex=female", plain(1, value(13))),
            ("sex=male", plain(1, hidden)),
        ],
    );
    assert!(!kinds(&world.derive(&group, [None, None])).contains(&Kind::PartsDifferFromTotal));

    let conflict = world.group_of("2014", &[("", plain(1, value(0))), ("", plain(2, hidden))]);
    assert_eq!(
        only(&world.derive(&conflict, [None, None])).kind,
        Kind::StateConflict
    );
}

#[test]
fn a_changed_word_is_a_revision_not_a_contradiction() {
    // UK NRM 2022: 16,938 in the first publication, 16,921 a year later.
    let mut world = World::new(Vec::new());
    let figure = Figure {
        revised_from: Some(16_938),
        ..plain(1, ReportedValue::value(16_921).unwrap())
    };
    let group = world.group_of("2022", &[("", figure)]);
    let derivation = world.derive(&group, [None, None]);
    let revision = derivation
        .findings
        .iter()
        .find(|f| f.kind == Kind::Revision)
        .unwrap();
    assert_eq!(revision.range, Some((16_921, 16_938)));
    assert!(!kinds(&derivation).contains(&Kind::ValuesDiffer));
}

fn figures() -> impl Strategy<Value = Vec<(usize, i64, Option<i64>, Option<i64>)>> {
    let cells = 0usize..5;
    prop::collection::vec(
        (
            cells,
            1i64..5,
            prop::option::of(0i64..30),
            prop::option::of(1i64..3),
        ),
        1..20,
    )
}

fn build(world: &mut World, figures: &[(usize, i64, Option<i64>, Option<i64>)]) -> Group {
    let names = [
        "",
        "sex=female",
        "sex=male",
        "age=child",
        "age=child;sex=female",
    ];
    let mut seen = std::collections::HashSet::new();
    let list: Vec<(&str, Figure)> = figures
        .iter()
        .filter(|(cell, institution, ..)| seen.insert((*cell, *institution)))
        .map(|(cell, institution, number, rule)| {
            let value = number.map_or_else(
                || ReportedValue::without_number(FigureState::NotReported).unwrap(),
                |number| ReportedValue::value(number).unwrap(),
            );
            (
                names[*cell],
                Figure {
                    rule: *rule,
                    ..plain(*institution, value)
                },
            )
        })
        .collect();
    world.group_of("2024Q1", &list)
}

proptest! {
    #[test]
    fn the_order_in_which_figures_come_in_does_not_matter(figures in figures(), turn in 0usize..20) {
        let mut world = World::new(vec![rule(), CountingRule { coverage: Coverage::OwnClients, ..rule() }]);
        let group = build(&mut world, &figures);
        let mut turned = group.clone();
        for cell in &mut turned.cells {
            let by = turn % cell.figures.len();
            cell.figures.rotate_left(by);
        }
        let by = turn % turned.cells.len();
        turned.cells.rotate_left(by);
        let mut expected = world.derive(&group, [None, None]);
        let mut found = world.derive(&turned, [None, None]);
        expected.settled.sort_by_key(|settled| settled.breakdown);
        found.settled.sort_by_key(|settled| settled.breakdown);
        prop_assert_eq!(expected, found);
    }

    #[test]
    fn an_equal_report_never_raises_the_spread(figures in figures()) {
        let mut world = World::new(vec![rule(), rule()]);
        let group = build(&mut world, &figures);
        let mut more = group.clone();
        for cell in &mut more.cells {
            if let Some(number) = cell.figures.iter().find_map(|figure| figure.value.number()) {
                cell.figures.push(plain(99, ReportedValue::value(number).unwrap()));
            }
        }
        let spread = |derivation: &Derivation| -> i64 {
            derivation.findings.iter().filter(|f| f.kind.is_between_institutions())
                .map(Finding::spread).sum()
        };
        prop_assert!(spread(&world.derive(&more, [None, None])) <= spread(&world.derive(&group, [None, None])));
    }

    #[test]
    fn one_more_person_changes_the_fingerprint(figures in figures()) {
        let mut world = World::new(vec![rule(), rule()]);
        let group = build(&mut world, &figures);
        let before = world.derive(&group, [None, None]);
        for finding in before.findings.iter().filter(|f| f.institution.is_none()) {
            let mut changed = group.clone();
            let cell = changed.cells.iter_mut().find(|c| c.breakdown == finding.breakdown).unwrap();
            let figure = cell.figures.iter_mut().find(|f| f.value.number().is_some()).unwrap();
            figure.value = ReportedValue::value(figure.value.number().unwrap() + 1).unwrap();
            let after = world.derive(&changed, [None, None]);
            let same = after.findings.iter().any(|f| f.fingerprint == finding.fingerprint);
            prop_assert!(!same);
        }
    }
}
