//! The published table on victims in Albania (UNODC, sex × age, 2008–2022), whose seven hidden cells
//! come back by subtraction. Numbers copied from that publication; the recovered counts from
//! subtracting by hand along both dimensions.

use disclosure_control::{
    Attacker, Missing,
    certificate::check,
    command::{self, AuditOptions, AuditOutcome},
};
use serde_json::Value;
use std::io::Write as _;

/// 2009 has rows that do not add up (the sex of adults was not recorded); 2014 hides a zero.
const TABLE: &str = "Year,Sex,Age,txtVALUE
2009,Female,0 to 17 years,17
2009,Female,Total,17
2009,Male,0 to 17 years,5
2009,Male,Total,5
2009,Total,0 to 17 years,22
2009,Total,18 years or over,72
2009,Total,Total,94
2010,Total,0 to 17 years,14
2010,Total,18 years or over,83
2010,Total,Total,97
2014,Female,0 to 17 years,45
2014,Female,18 years or over,63
2014,Female,Total,108
2014,Male,0 to 17 years,17
2014,Male,18 years or over,<5
2014,Male,Total,17
2014,Total,0 to 17 years,62
2014,Total,18 years or over,63
2014,Total,Total,125
2016,Female,0 to 17 years,40
2016,Female,18 years or over,44
2016,Female,Total,84
2016,Male,0 to 17 years,<5
2016,Male,18 years or over,7
2016,Male,Total,11
2016,Total,0 to 17 years,44
2016,Total,18 years or over,51
2016,Total,Total,95
";

fn options(file: std::path::PathBuf) -> AuditOptions {
    AuditOptions {
        rounded: None,
        file,
        value: "txtVALUE".to_owned(),
        total: "Total".to_owned(),
        missing: Missing::Unknown,
        hierarchies: Vec::new(),
        released: Vec::new(),
        attacker: Attacker::default(),
        width: 3,
        certificate: true,
        sheets: Vec::new(),
    }
}

fn audited(text: &str) -> AuditOutcome {
    let mut file = tempfile::NamedTempFile::new().expect("a place for files");
    file.write_all(text.as_bytes()).expect("room for the file");
    command::audit(&options(file.path().to_path_buf())).expect("a readable table")
}

fn recovered(outcome: &AuditOutcome) -> Vec<(String, i64)> {
    outcome.report["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .filter(|cell| cell["disclosed"] == Value::Bool(true))
        .map(|cell| {
            let at = |name: &str| cell["coordinates"][name].as_str().unwrap_or_default();
            assert_eq!(cell["low"], cell["high"]);
            let words = format!("{} {} {}", at("Year"), at("Sex"), at("Age"));
            (words, cell["low"].as_i64().expect("a count"))
        })
        .collect()
}

#[test]
fn hidden_cells_come_back_by_subtraction() {
    let outcome = audited(TABLE);
    assert!(outcome.disclosed && outcome.certificate.is_none());
    let mut found = recovered(&outcome);
    found.sort();
    assert_eq!(
        found,
        [
            ("2014 Male 18 years or over".to_owned(), 0),
            ("2016 Male 0 to 17 years".to_owned(), 4),
        ]
    );
    let why: Vec<&str> = outcome.report["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .map(|cell| cell["why"].as_str().expect("a reason"))
        .collect();
    assert!(
        why.iter()
            .any(|why| why.contains("= 11 − 7 = 4") || why.contains("= 44 − 40 = 4")),
        "{why:?}"
    );
    let warnings = outcome.report["warnings"].as_array().expect("warnings");
    assert_eq!(warnings.len(), 1);
    assert!(
        warnings[0]
            .as_str()
            .is_some_and(|text| text.starts_with("2009"))
    );
}

#[test]
fn everybody_in_a_group_without_adults_is_known_to_be_a_child() {
    let outcome = audited(TABLE);
    let attributes = outcome.report["attributes"].as_array().expect("attributes");
    assert!(attributes.iter().any(|found| {
        found["group"]["Year"] == "2014"
            && found["group"]["Sex"] == "Male"
            && found["code"] == "0 to 17 years"
            && found["least"] == 17
    }));
}

#[test]
fn a_repaired_table_gives_nothing_away_and_its_certificate_says_so() {
    let repaired: String = TABLE
        .lines()
        .map(
            |line| match line.split(',').take(3).collect::<Vec<_>>()[..] {
                ["2014" | "2016", "Female" | "Male", age] if age != "Total" => {
                    format!("{},c\n", line.rsplit_once(',').expect("four fields").0)
                }
                _ => format!("{line}\n"),
            },
        )
        .collect();
    let outcome = audited(&repaired);
    assert!(!outcome.disclosed);
    assert_eq!(outcome.report["summary"]["disclosed"], 0);
    assert!(outcome.certificate.is_some());
}

#[test]
fn the_whole_published_table_has_exactly_seven() {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/figures/unodc_alb_victims_sex_age.csv");
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return;
    }
    let outcome = command::audit(&options(path)).expect("a readable table");
    let mut counts: Vec<i64> = recovered(&outcome).iter().map(|found| found.1).collect();
    counts.sort_unstable();
    assert_eq!(counts, [0, 1, 2, 2, 4, 4, 4]);
    assert_eq!(outcome.report["summary"]["hidden"], 7);
}

/// Keeps the checker in this file's reach: a certificate for another width does not pass.
#[test]
fn a_certificate_is_no_proof_of_a_larger_width() {
    use disclosure_control::{Catalogue, certificate::Certificate};
    let text = "sex,value\nTotal,10\nFemale,c\nMale,c\n";
    let reading = disclosure_control::reader::Reading::default();
    let sheet = disclosure_control::reader::read("t", text.as_bytes(), &reading).expect("a table");
    let mut catalogue = Catalogue::new();
    for table in sheet.tables {
        catalogue.publish(table).expect("cells");
    }
    let system = catalogue.system().expect("additive");
    let attacker = Attacker::default();
    let audit = disclosure_control::audit::audit(
        &system,
        &attacker,
        &disclosure_control::audit::Options::default(),
    )
    .expect("consistent");
    let certificate = Certificate::of(&system, &audit).expect("wide cells");
    assert_eq!(check(&system, &attacker, 3, &certificate), Ok(()));
    assert!(check(&system, &attacker, 4, &certificate).is_err());
    assert!(check(&system, &Attacker::weak(), 3, &certificate).is_err());
}
