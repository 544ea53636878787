//! What a clerk sees when a capture-history file is right, and when it is wrong.

use multiple_systems::{Error, capture};
use proptest::prelude::*;

fn problem(text: &str) -> Error {
    capture::read(text.as_bytes()).expect_err("the file is wrong")
}

#[test]
fn reads_counts_per_history_in_any_order_and_with_office_habits() {
    let comma = capture::read("A,B,C,count\n1,0,0,4\n0,1,1,2\n1,1,0,0\n".as_bytes());
    let semicolon = capture::read("\u{feff}count;A;B;C\r\n2;0;1;1\r\n4;1;0;0\r\n".as_bytes());
    let comma = comma.expect("a fair file");
    assert_eq!(comma, semicolon.expect("the same in another dress"));
    assert_eq!(comma.observed(), 6);
    assert_eq!(comma.people_on(0b110), 2);
}

#[test]
fn counts_people_when_there_is_one_line_for_each() {
    let table = capture::read("A,B\n1,0\n1,1\n1,0\n0,1\n".as_bytes()).expect("a fair file");
    assert_eq!(table.counts(), [0, 2, 1, 1]);
}

#[test]
fn separates_linkage_draws() {
    let text = "draw,A,B,count\n2,1,1,5\n1,1,1,4\n1,1,0,3\n2,1,0,1\n";
    let draws = capture::read_draws(text.as_bytes()).expect("two draws");
    assert_eq!(draws.len(), 2);
    assert_eq!(draws[0].observed(), 7);
    assert_eq!(draws[1].observed(), 6);
    assert!(matches!(
        capture::read(text.as_bytes()),
        Err(Error::Option { .. })
    ));
}

#[test]
fn says_which_list_is_empty() {
    let error = problem("A,B,C,count\n1,0,0,4\n0,1,0,3\n1,1,0,2\n");
    assert_eq!(
        error,
        Error::EmptyList {
            name: "C".to_owned()
        }
    );
}

#[test]
fn refuses_one_list_and_forty() {
    assert_eq!(problem("A,count\n1,4\n"), Error::TooFewLists { found: 1 });
    let names: Vec<String> = (0..40).map(|list| format!("L{list}")).collect();
    let text = format!("{},count\n", names.join(","));
    assert_eq!(
        problem(&text),
        Error::TooManyLists {
            found: 40,
            most: 10
        }
    );
}

#[test]
fn refuses_negative_broken_and_huge_counts_by_line() {
    let negative = problem("A,B,count\n1,0,4\n0,1,-3\n");
    assert_eq!(
        negative,
        Error::Count {
            line: 3,
            value: "-3".to_owned()
        }
    );
    assert_eq!(
        problem("A,B,count\n1,0,4.5\n"),
        Error::Count {
            line: 2,
            value: "4.5".to_owned()
        }
    );
    assert_eq!(
        problem("A,B,count\n1,0,\n"),
        Error::Count {
            line: 2,
            value: String::new()
        }
    );
    for huge in ["99999999999", "18446744073709551616000"] {
        let error = problem(&format!("A,B,count\n1,0,{huge}\n"));
        assert!(matches!(error, Error::HugeCount { line: 2, .. }), "{error}");
    }
    let sum = problem("A,B,count\n1,0,60000000\n0,1,60000000\n");
    assert!(matches!(sum, Error::HugeCount { line: 3, .. }), "{sum}");
}

#[test]
fn refuses_the_same_history_twice_with_both_lines() {
    let error = problem("A,B,count\n1,1,4\n0,1,3\n1,1,2\n");
    let expected = Error::DuplicateHistory {
        history: "A·B".to_owned(),
        first: 2,
        second: 4,
    };
    assert_eq!(error, expected);
}

#[test]
fn refuses_other_encodings_with_advice() {
    let windows = b"Policia,Str\xebhimore,count\n1,0,4\n";
    assert_eq!(
        capture::read(&windows[..]),
        Err(Error::WrongEncoding { line: 1 })
    );
    let wide: Vec<u8> = "A,B,count\n1,0,4\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let error = capture::read(&wide[..]).expect_err("UTF-16 is refused");
    assert!(error.to_string().contains("CSV UTF-8"), "{error}");
}

#[test]
fn refuses_people_on_no_list_and_values_that_are_no_membership() {
    assert_eq!(
        problem("A,B,count\n0,0,12\n"),
        Error::OnNoList { line: 2, count: 12 }
    );
    let error = problem("A,B,people\n1,0,17\n");
    assert!(error.to_string().contains("\"count\""), "{error}");
    assert_eq!(
        problem("A,B,count\n1,0\n"),
        Error::FieldCount {
            line: 2,
            found: 2,
            expected: 3
        }
    );
    assert!(matches!(
        problem("A,a,count\n1,0,1\n"),
        Error::DuplicateList { .. }
    ));
    assert_eq!(problem(""), Error::Empty);
    assert_eq!(problem("A,B,count\n"), Error::NoPeople);
}

proptest! {
    #[test]
    fn never_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _outcome = capture::read_draws(&bytes[..]);
    }

    #[test]
    fn never_panics_on_nearly_right_text(text in "(A,B,C,count\n)?([01,;\n\"\t -9]{0,60}){0,4}") {
        if let Ok(table) = capture::read(text.as_bytes()) {
            prop_assert!(table.observed() > 0);
        }
    }
}
