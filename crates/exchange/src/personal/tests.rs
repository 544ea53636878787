//! Files that must be refused and files that must pass.

use super::*;

fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in (1u32..).zip(rows) {
        for (column, text) in (1u32..).zip(*texts) {
            if !text.is_empty() {
                let content = text
                    .parse()
                    .map_or_else(|_| Content::Text((*text).to_owned()), Content::Number);
                cells.push((row, column, Cell::plain(content)));
            }
        }
    }
    Sheet::new("Fleta1".into(), false, cells, Vec::new())
}

fn kinds(rows: &[&[&str]]) -> Vec<(String, PersonalKind)> {
    let is_known = |text: &str| ["Berat", "Fier", "Ura Vajgurore", "Kukës"].contains(&text);
    find(&[sheet(rows)], &is_known)
        .into_iter()
        .map(|column| (column.cell.to_string(), column.kind))
        .collect()
}

#[test]
fn a_list_of_victims_is_refused_by_its_headings() {
    let found = kinds(&[
        &["Lista e viktimave, Kukës 2024"],
        &[
            "Nr.",
            "Emri",
            "Mbiemri",
            "Datëlindja",
            "Bashkia",
            "Nr. rasti",
        ],
        &["1", "Arta", "Hoxha", "12.03.2008", "Kukës", "4"],
    ]);
    let cell = |name: &str, kind| (format!("Fleta1!{name}"), kind);
    assert_eq!(
        found,
        [
            cell("B2", PersonalKind::Name),
            cell("C2", PersonalKind::Name),
            cell("D2", PersonalKind::BirthDate)
        ]
    );
}

#[test]
fn personal_content_is_found_under_harmless_headings() {
    assert_eq!(
        kinds(&[&["Rasti", "Kodi"], &["1", "J50312045K"]])[0].1,
        PersonalKind::NationalId
    );
    let people: &[&[&str]] = &[
        &["Rasti", "Shënime"],
        &["1", "Arta Hoxha"],
        &["2", "Blerim Deda"],
        &["3", "Luljeta Marku"],
    ];
    assert_eq!(kinds(people), [("Fleta1!B1".into(), PersonalKind::Name)]);
    let phones: &[&[&str]] = &[
        &["Rasti", "Tjetër"],
        &["1", "+355 69 123 4567"],
        &["2", "069 123 4567"],
        &["3", "0035542123456"],
    ];
    assert_eq!(kinds(phones), [("Fleta1!B1".into(), PersonalKind::Phone)]);
}

#[test]
fn one_remark_that_gives_a_person_away_refuses_the_file_and_is_named() {
    let rows: &[&[&str]] = &[
        &["Bashkia", "Raste", "Shënime"],
        &[
            "Berat",
            "4",
            "sipas regjistrit, Prot. 1234/5 datë 12.03.2024",
        ],
        &["Fier", "3", "rasti i dytë: J50312045K, dosja 7"],
        &["Kukës", "1", "asnjë shënim"],
    ];
    assert_eq!(
        kinds(rows),
        [("Fleta1!C3".into(), PersonalKind::NationalId)]
    );
    let born: &[&[&str]] = &[
        &["Bashkia", "Raste", "Shënime"],
        &["Berat", "4", "viktima e lindur më 12.03.2008"],
        &["Fier", "3", "pa vërejtje të tjera"],
    ];
    assert_eq!(kinds(born), [("Fleta1!C2".into(), PersonalKind::BirthDate)]);
}

#[test]
fn titles_and_names_of_sheets_are_looked_at_and_a_letterhead_passes() {
    let rows: &[&[&str]] = &[
        &["Lista për viktimën e lindur më 12.03.2008"],
        &["Bashkia", "Raste"],
        &["Berat", "4"],
        &["Fier", "3"],
    ];
    assert_eq!(kinds(rows), [("Fleta1!A1".into(), PersonalKind::BirthDate)]);
    let letterhead: &[&[&str]] = &[
        &["Drejtoria Vendore, Tel. 042 234 567, zyra@shembull.al"],
        &["Bashkia", "Raste"],
        &["Berat", "4"],
        &["Fier", "3"],
    ];
    assert_eq!(kinds(letterhead), []);
    let named = Sheet::new("J50312045K".into(), false, Vec::new(), Vec::new());
    let found = find(&[named], &|_| false);
    assert_eq!(found.len(), 1);
    assert!(!format!("{:?}", found[0]).contains("50312045"));
}

#[test]
fn tables_of_figures_pass() {
    let none: [(String, PersonalKind); 0] = [];
    let places: &[&[&str]] = &[
        &["Emri", "Femra", "Meshkuj"],
        &["Berat", "4", "2"],
        &["Fier", "3", "1"],
        &["Ura Vajgurore", "0", "0"],
    ];
    assert_eq!(kinds(places), none);
    let institutions: &[&[&str]] = &[
        &["Emri i institucionit", "NIPT", "Data e raportimit", "Raste"],
        &[
            "Drejtoria Vendore Policisë",
            "K31501002A",
            "31.03.2024",
            "3",
        ],
        &["Qendra Kombëtare Pritëse", "L52216014C", "31.03.2024", "1"],
        &["Shoqata Arsimi Ndryshe", "J61911005B", "31.03.2024", "1"],
    ];
    assert_eq!(kinds(institutions), none);
    let mixed_units: &[&[&str]] = &[
        &["KRAT Berat, janar-dhjetor 2018"],
        &["Persona të identifikuar si viktima të mundshme", "Numri"],
        &["Raste trafikimi të hetuara (neni 110/a)", "4"],
        &["Familje në nevojë", "36"],
        &["Fëmijë në situatë rruge", "3"],
        &["Fëmijë që kanë braktisur shkollën", "1"],
    ];
    assert_eq!(kinds(mixed_units), none);
    let codes: &[&[&str]] = &[
        &["name", "description"],
        &["V01", "Potential victims"],
        &["V02", "Formal victims"],
    ];
    assert_eq!(kinds(codes), none);
}

#[test]
fn a_form_definition_is_refused_by_its_questions() {
    let survey: &[&[&str]] = &[
        &["type", "name", "label"],
        &["start", "start"],
        &["text", "prs_First_Name", "First Name"],
        &["date", "prs_Birthdate", "Birthdate"],
        &["select_one gender", "prs_Gender", "Gender"],
        &["text", "loc_Municipality", "Name of municipality"],
    ];
    let found = kinds(survey);
    let kinds_found: Vec<_> = found.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds_found, [PersonalKind::Name, PersonalKind::BirthDate]);
    let choices: &[&[&str]] = &[
        &["list_name", "name", "label"],
        &["gender", "F", "Female"],
        &["gender", "M", "Male"],
    ];
    assert!(kinds(choices).is_empty());
}

#[test]
fn a_form_for_one_person_is_refused() {
    let form: &[&[&str]] = &[
        &["FORMULAR IDENTIFIKIMI"],
        &["Emri:", "Arta"],
        &["Mbiemri:", "Hoxha"],
        &["Telefon:", "069 123 4567"],
        &["Bashkia:", "Kukës"],
    ];
    let found = kinds(form);
    assert!(found.iter().any(|(_, kind)| *kind == PersonalKind::Name));
    assert!(found.iter().any(|(_, kind)| *kind == PersonalKind::Phone));
}
