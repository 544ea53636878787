//! A schema is refused with a reason that a clerk can act on.

use super::*;

fn problem(text: &str) -> String {
    Schema::parse(text)
        .expect_err("the schema is wrong")
        .to_string()
}

#[test]
fn the_shipped_schema_covers_a_person() {
    let schema = Schema::person();
    let labels: Vec<&str> = schema.features().iter().map(|f| f.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "given_name",
            "surname",
            "father_name",
            "date_of_birth.day",
            "date_of_birth.month",
            "date_of_birth.year",
            "birthplace",
            "sex"
        ]
    );
    assert_eq!(schema.number_field(), Some(6));
    assert!(schema.hardening().flip >= 0.01 && schema.hardening().decoys_per_row >= 1);
}

#[test]
fn hardening_is_on_unless_it_is_turned_off() {
    let schema = Schema::parse(r#"{"fields":[{"field":"a","kind":"name"}]}"#).expect("valid");
    assert_eq!(schema.hardening(), Hardening::default());
}

#[test]
fn contradictions_are_named() {
    for (text, word) in [
        ("", "cannot be read"),
        (r#"{"fields":[]}"#, "no fields"),
        (
            r#"{"fields":[{"field":"a","kind":"nme"}]}"#,
            "unknown variant",
        ),
        (
            r#"{"fields":[{"field":"a","kind":"name","x":1}]}"#,
            "unknown field",
        ),
        (
            r#"{"fields":[{"field":"a","kind":"name"},{"field":"a","kind":"sex"}]}"#,
            "twice",
        ),
        (
            r#"{"fields":[{"field":"a","kind":"name","salted":true}]}"#,
            "no salts",
        ),
        (
            r#"{"fields":[{"field":"a","kind":"name"}],"salts":[["a"]]}"#,
            "no field as salted",
        ),
        (
            r#"{"fields":[{"field":"a","kind":"name","salted":true}],"salts":[["b"]]}"#,
            "features are: a",
        ),
        (
            r#"{"fields":[{"field":"a","kind":"name"}],"hardening":{"flip":0.5,"decoys_per_row":1}}"#,
            "between 0 and 0.2",
        ),
    ] {
        let problem = problem(text);
        assert!(problem.contains(word), "{text} gave: {problem}");
    }
}

#[test]
fn the_columns_of_one_institution_do_not_change_the_schema() {
    let own = Schema::parse(r#"{"fields":[{"field":"a","column":"EMRI","kind":"name"}]}"#);
    let other = Schema::parse(r#"{"fields":[{"field":"a","kind":"name"}]}"#);
    let (own, other) = (own.expect("valid"), other.expect("valid"));
    assert_eq!(own.canonical_json(), other.canonical_json());
    assert_eq!(own.fields()[0].column(), "EMRI");
}
