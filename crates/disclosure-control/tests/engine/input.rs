//! Files that are wrong, and what is said about them: always the place, never a guess.

use disclosure_control::{
    Attacker, Catalogue, Error,
    audit::{self, Options},
    reader::{Links, Reading, Sheet, read, read_links},
};

fn sheet(text: &str) -> Result<Sheet, Error> {
    read("table.csv", text.as_bytes(), &Reading::default())
}

fn message(text: &str) -> String {
    sheet(text).expect_err("a faulty table").to_string()
}

fn place_hierarchy(links: &[(&str, &str)]) -> Reading {
    let links: Links = links
        .iter()
        .map(|(child, parent)| ((*child).to_owned(), (*parent).to_owned()))
        .collect();
    Reading {
        hierarchies: vec![("place".to_owned(), links)],
        ..Reading::default()
    }
}

#[test]
fn every_fault_names_its_line() {
    for (rows, line, word) in [
        ("Total,9\nF,-4\nM,c\n", 3, "negative"),
        ("Total,9\nF,4.5\nM,c\n", 3, "whole number"),
        ("Total,9\nF,many\nM,c\n", 3, "neither"),
        ("Total,9\nF,4\nF,4\n", 4, "twice"),
        ("Total,9\n,4\n", 3, "empty"),
        ("Total,9\nF,4,7\n", 3, "fields"),
        ("Total,9\nF,<0\n", 3, "below 0"),
        ("Total,99999999999999999999\n", 2, "usual size"),
    ] {
        let text = message(&format!("sex,value\n{rows}"));
        assert!(
            text.starts_with(&format!("table.csv, line {line}:")),
            "{text}"
        );
        assert!(text.contains(word), "{text}");
    }
}

#[test]
fn tables_that_do_not_add_up_say_where() {
    let text = message("sex,value\nTotal,9\nF,4\nM,4\n");
    assert!(
        text.contains("Total is 9") && text.contains("add up to 8"),
        "{text}"
    );
    let text = message("sex,value\nTotal,3\nF,4\nM,c\n");
    assert!(
        text.contains("Total (3) cannot be the sum of F (4); M"),
        "{text}"
    );
}

#[test]
fn missing_columns_and_margins_are_asked_for() {
    assert!(message("sex,count\nTotal,1\n").contains("no column \"value\" among sex, count"));
    assert!(message("sex,value\nF,1\nM,2\n").contains("no dimension has a total called \"Total\""));
    assert!(message("sex,value\n").contains("no cells"));
    let text = read("t", &b"sex,value\nTotal,\xff\n"[..], &Reading::default());
    assert!(text.expect_err("not text").to_string().contains("UTF-8"));
}

#[test]
fn hierarchies_are_checked() {
    let text = "place,value\nTotal,9\nNorth,5\nvillage,2\n";
    let with = |links: &[(&str, &str)]| read("t", text.as_bytes(), &place_hierarchy(links));
    let unknown = with(&[("North", "Total")])
        .expect_err("an unknown parent")
        .to_string();
    assert!(
        unknown.starts_with("t, line 4: \"village\" is not in the hierarchy"),
        "{unknown}"
    );
    let links = [("village", "North"), ("North", "village")];
    assert!(matches!(with(&links), Err(Error::Cycle { .. })));
    let links = [
        ("village", "North"),
        ("village", "South"),
        ("North", "Total"),
    ];
    assert!(matches!(with(&links), Err(Error::Dimension { .. })));
    let short = read_links("h.csv", &b"child,parent\na\n"[..]).expect_err("one code");
    assert!(short.to_string().starts_with("h.csv, line 2"), "{short}");
}

#[test]
fn signs_and_ranges_hide_and_bound() {
    let text = "sex;value;low;high\nTotal;20;;\nF;<5;;\nM;c;;\nX;;2;6\n";
    let tables = sheet(text).expect("a table").tables;
    let mut catalogue = Catalogue::new();
    for table in tables {
        catalogue.publish(table).expect("cells");
    }
    let system = catalogue.system().expect("consistent");
    let audit = audit::audit(&system, &Attacker::weak(), &Options::default()).expect("consistent");
    let ranges: Vec<_> = audit
        .cells
        .iter()
        .map(|cell| (cell.low, cell.high))
        .collect();
    let range = |low, high| (Some(low), Some(high));
    assert_eq!(ranges, [range(0, 4), range(10, 18), range(2, 6)]);
}

#[test]
fn a_million_cells_are_read_and_audited() {
    let mut text = String::from("place,form,value\n");
    let (places, forms) = (20_000_i64, 49_i64);
    for form in 0..=forms {
        let code = |number: i64| {
            if number == 0 {
                "Total".to_owned()
            } else {
                number.to_string()
            }
        };
        for place in 0..=places {
            let count = match (place, form) {
                (0, 0) => places * forms,
                (0, _) => places,
                (_, 0) => forms,
                _ => 1,
            };
            let is_hidden = (1..=2).contains(&place) && (1..=2).contains(&form);
            let value = if is_hidden {
                "c".to_owned()
            } else {
                count.to_string()
            };
            text.push_str(&format!("{},{},{value}\n", code(place), code(form)));
        }
    }
    let sheet = sheet(&text).expect("a table");
    let mut catalogue = Catalogue::new();
    for table in sheet.tables {
        catalogue.publish(table).expect("cells");
    }
    let system = catalogue.system().expect("additive");
    assert!(system.cells().len() > 1_000_000);
    let audit = audit::audit(&system, &Attacker::weak(), &Options::default()).expect("consistent");
    let ranges: Vec<_> = audit
        .cells
        .iter()
        .map(|cell| (cell.low, cell.high))
        .collect();
    assert_eq!(ranges, [(Some(0), Some(2)); 4]);
}
