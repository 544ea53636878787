//! Spreadsheets as people lay tables out, audited and protected by the program itself.

use rust_xlsxwriter::{Format, Workbook};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Part of UNODC's published table: 2009 is incomplete, 2014 and 2016 give hidden cells away.
const PART: &str = "Year,Sex,Age,txtVALUE
2009,Female,0 to 17 years,17
2009,Female,Total,17
2009,Male,0 to 17 years,5
2009,Male,Total,5
2009,Total,0 to 17 years,22
2009,Total,18 years or over,72
2009,Total,Total,94
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

fn table(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besa"))
        .arg("table")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The whole published table where it is there, otherwise the part above.
fn published() -> (String, usize) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/figures/unodc_alb_victims_sex_age.csv");
    match std::fs::read_to_string(&path) {
        Ok(whole) => (whole, 7),
        Err(_) => {
            eprintln!("only a part: {} is not there", path.display());
            (PART.to_owned(), 2)
        }
    }
}

/// The long table as an office would lay it out: a row for each year, sexes merged over their ages.
fn wide(long: &str) -> Workbook {
    const SEXES: [&str; 3] = ["Female", "Male", "Total"];
    const AGES: [&str; 3] = ["0 to 17 years", "18 years or over", "Total"];
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .unwrap()
        .write(0, 0, "See the other sheet")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("Albania").unwrap();
    let format = Format::new();
    sheet
        .merge_range(0, 0, 0, 9, "Detected victims, by sex and age", &format)
        .unwrap();
    sheet.merge_range(1, 0, 2, 0, "Year", &format).unwrap();
    let mut column = 1;
    for sex in SEXES {
        sheet
            .merge_range(1, column, 1, column + 2, sex, &format)
            .unwrap();
        for (age, column) in AGES.iter().zip(column..) {
            sheet.write(2, column, *age).unwrap();
        }
        column += 3;
    }
    let mut years: Vec<&str> = Vec::new();
    for line in long.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [year, sex, age, value] = fields[..] else {
            panic!("{line}")
        };
        if !years.contains(&year) {
            years.push(year);
        }
        let row = years.iter().position(|one| *one == year).unwrap() as u32 + 3;
        let sex = SEXES.iter().position(|one| *one == sex).unwrap();
        let age = AGES.iter().position(|one| *one == age).unwrap();
        let column = (1 + sex * 3 + age) as u16;
        sheet.write(row, 0, year.parse::<f64>().unwrap()).unwrap();
        match value.parse::<f64>() {
            Ok(number) => sheet.write(row, column, number).unwrap(),
            Err(_) => sheet.write(row, column, value).unwrap(),
        };
    }
    sheet
        .write(years.len() as u32 + 4, 0, "Source: UNODC")
        .unwrap();
    workbook
}

/// Coordinates and count of every disclosed cell.
fn disclosed(output: &Output) -> BTreeSet<String> {
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}{}", text(&output.stdout), text(&output.stderr)));
    let cells = report["cells"].as_array().unwrap();
    let told = cells.iter().filter(|cell| cell["disclosed"] == true);
    told.map(|cell| {
        assert_eq!(cell["low"], cell["high"]);
        assert!(cell["why"].as_str().unwrap().contains('='), "{cell}");
        let code = |name: &str| cell["coordinates"][name].as_str().unwrap().to_owned();
        format!(
            "{} {} {}: {}",
            code("Year"),
            code("Sex"),
            code("Age"),
            cell["low"]
        )
    })
    .collect()
}

#[test]
fn the_published_table_gives_the_same_cells_long_and_wide() {
    let folder = tempfile::tempdir().unwrap();
    let (long, count) = published();
    std::fs::write(folder.path().join("long.csv"), &long).unwrap();
    wide(&long).save(folder.path().join("wide.xlsx")).unwrap();
    let asked = ["audit", "long.csv", "--value", "txtVALUE", "--json"];
    let from_long = table(folder.path(), &asked);
    assert_eq!(from_long.status.code(), Some(1));
    let cells = disclosed(&from_long);
    assert_eq!(cells.len(), count);
    assert!(cells.contains("2014 Male 18 years or over: 0"), "{cells:?}");
    assert!(cells.contains("2016 Male 0 to 17 years: 4"), "{cells:?}");

    let names = "Year,Sex,Age";
    let asked = [
        "audit",
        "wide.xlsx",
        "--sheet",
        "Albania",
        "--dimensions",
        names,
        "--json",
    ];
    let from_wide = table(folder.path(), &asked);
    assert_eq!(from_wide.status.code(), Some(1));
    assert_eq!(disclosed(&from_wide), cells);
    assert!(text(&from_wide.stdout).contains("the sheet marks hidden counts by a sign"));

    // Without a name it is asked which sheet; a wrong name is said.
    let asked = table(folder.path(), &["audit", "wide.xlsx"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(
        text(&asked.stderr).contains("Notes, Albania"),
        "{}",
        text(&asked.stderr)
    );
    let asked = table(folder.path(), &["audit", "wide.xlsx", "--sheet", "Kosova"]);
    assert!(
        text(&asked.stderr).contains("no sheet \"Kosova\""),
        "{}",
        text(&asked.stderr)
    );
}

#[test]
fn a_long_sheet_in_a_workbook_is_read_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(PART.lines()) {
        for (column, field) in (0..).zip(line.split(',')) {
            sheet.write(row, column, field).unwrap();
        }
    }
    workbook.save(folder.path().join("long.xlsx")).unwrap();
    let asked = ["audit", "long.xlsx", "--value", "txtVALUE", "--json"];
    let done = table(folder.path(), &asked);
    assert_eq!(disclosed(&done).len(), 2);
}

const COUNTS: &str =
    "Qarku,Femra,Meshkuj,Gjithsej\nBerat,14,2,16\nDibër,5,6,11\nGjithsej,19,8,27\n";

#[test]
fn wide_counts_are_protected_and_what_is_wrong_has_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("counts.csv", COUNTS);
    let asked = [
        "protect",
        "counts.csv",
        "--sheet",
        "1",
        "--total",
        "Gjithsej",
        "-o",
        "public.csv",
    ];
    let done = table(folder.path(), &asked);
    assert!(
        done.status.success(),
        "{}{}",
        text(&done.stdout),
        text(&done.stderr)
    );
    let public = std::fs::read_to_string(folder.path().join("public.csv")).unwrap();
    assert!(public.starts_with("Qarku,column,value\n"), "{public}");
    assert_eq!(public.lines().count(), 10);
    let asked = ["audit", "public.csv", "--round", "5", "--total", "Gjithsej"];
    assert!(table(folder.path(), &asked).status.success());

    for (from, to, place) in [
        ("14,2,16", "14,-2,16", "C2: -2 is negative"),
        ("5,6,11", "5,6.5,11", "C3: 6.5 is not a whole number"),
        ("5,6,11", "5,many,11", "C3: \"many\" is neither"),
        ("Dibër,5", "Berat,5", "B3: "),
        (
            "Dibër,5,6,11",
            ",5,6,11",
            "A3: the values of this row have no name",
        ),
        ("16", "17", "does not add up"),
    ] {
        write("faulty.csv", &COUNTS.replace(from, to));
        let asked = ["audit", "faulty.csv", "--sheet", "1", "--total", "Gjithsej"];
        let done = table(folder.path(), &asked);
        assert_eq!(done.status.code(), Some(2), "{to}");
        assert!(
            text(&done.stderr).contains(place),
            "{to}: {}",
            text(&done.stderr)
        );
    }
}

#[test]
fn a_blank_cell_hides_and_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let text_of = COUNTS.replace("Berat,14,2,16", "Berat,14,,16");
    std::fs::write(folder.path().join("blank.csv"), text_of).unwrap();
    let asked = [
        "audit",
        "blank.csv",
        "--sheet",
        "1",
        "--total",
        "Gjithsej",
        "--json",
    ];
    let done = table(folder.path(), &asked);
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
    let said = text(&done.stdout);
    assert!(
        said.contains("1 blank cells are taken as hidden counts"),
        "{said}"
    );
    assert!(said.contains("\"low\": 2"), "{said}");
}

#[test]
fn a_wide_sheet_is_good_for_suggestions_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let mut counts = String::from("year,sex,0-13,14-17,18-24,25+\n");
    for year in 2021..2024 {
        counts += &format!("{year},F,2,3,2,2\n{year},M,2,2,1,3\n");
    }
    write("counts.csv", &counts);
    write(
        "ages.csv",
        "child,parent\n0-13,child\n14-17,child\n18-24,adult\n25+,adult\n",
    );
    let asked = [
        "suggest",
        "counts.csv",
        "--sheet",
        "1",
        "--dimensions",
        "year,sex,age",
        "--hierarchy",
        "age=ages.csv",
    ];
    let done = table(folder.path(), &asked);
    let said = text(&done.stdout);
    assert!(
        said.starts_with(
            "each year by itself; age as child, adult only: 27 of 27 cells publishable"
        ),
        "{said}{}",
        text(&done.stderr)
    );
    write("counts.csv", &counts.replacen("F,2,3", "F,-2,3", 1));
    let done = table(folder.path(), &asked);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).contains("counts.csv, C2: \"-2\" is no count"),
        "{}",
        text(&done.stderr)
    );
}

#[test]
fn records_in_a_workbook_are_handed_out_as_from_a_csv() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["year", "sex", "age"]) {
        sheet.write(0, column, heading).unwrap();
    }
    for number in 0..2_100_u32 {
        sheet.write(number + 1, 0, 2019 + number % 5).unwrap();
        sheet
            .write(number + 1, 1, ["F", "M"][number as usize % 2])
            .unwrap();
        sheet
            .write(number + 1, 2, ["child", "adult"][number as usize / 2 % 2])
            .unwrap();
    }
    workbook.save(folder.path().join("records.xlsx")).unwrap();
    let done = table(folder.path(), &["anonymise", "records.xlsx", "--json"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(
        (said["records"].as_i64(), said["left_out"].as_i64()),
        (Some(2_100), Some(0))
    );
}
