//! From an office's table to stated figures: recognised, completed by the user, applied.

use crate::support::lexicon;
use exchange::{
    layout::{
        Candidate, Context, Fingerprint, Label, LabelChoice, LabelMeaning, LayoutKind, Mapping,
        Part, PartialKey, Reading, RefusalReason, TableMapping, ValueColumn, apply, recognise,
    },
    lexicon::Lexicon,
    table::{Limits, Sheet, read},
    value::{Doubt, Meaning, Meanings},
};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use vocabulary::{
    Breakdown, DimensionCode, IndicatorCode, InstitutionCode, Period, PlaceCode, StatedFigure,
};

fn context() -> Context {
    Context {
        institution: Some(InstitutionCode::parse("AL-01.POLICE").unwrap()),
        place: Some(PlaceCode::parse("AL-01").unwrap()),
        period: Some(Period::parse("2024Q1").unwrap()),
        today: jiff::civil::date(2024, 5, 2),
    }
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    read(bytes, &Limits::default()).unwrap()
}

fn candidate(sheets: &[Sheet], lexicon: &Lexicon) -> Candidate {
    recognise(&sheets[0], lexicon)
        .into_iter()
        .next()
        .expect("nothing recognised")
}

fn mapping(sheets: &[Sheet], table: TableMapping) -> Mapping {
    Mapping {
        fingerprint: Fingerprint::of(sheets, &lexicon()),
        tables: vec![table],
    }
}

/// Reads a file as it is recognised, with one indicator for all where none is named.
fn read_as_recognised(bytes: &[u8], meanings: &Meanings) -> Reading {
    let lexicon = lexicon();
    let sheets = sheets(bytes);
    let candidate = candidate(&sheets, &lexicon);
    let mut table = candidate.table;
    if candidate.missing.contains(&Part::Indicator) {
        table.fixed.indicator = Some(IndicatorCode::parse("V01").unwrap());
    }
    apply(
        &sheets,
        &mapping(&sheets, table),
        &lexicon,
        meanings,
        &context(),
    )
}

fn line(figure: &StatedFigure) -> String {
    let number = figure.value.number().map_or_else(
        || figure.value.state().code().to_owned(),
        |number| number.to_string(),
    );
    format!(
        "{} {} {} {} [{}] {number}",
        figure.institution, figure.indicator, figure.place, figure.period, figure.breakdown
    )
}

fn lines(reading: &Reading) -> Vec<String> {
    reading.figures.iter().map(line).collect()
}

fn refusals(reading: &Reading) -> Vec<(String, &RefusalReason)> {
    let all = reading.refusals.iter();
    all.map(|refusal| (refusal.cell.to_string(), &refusal.reason))
        .collect()
}

#[test]
fn a_wide_table_with_merged_headings_and_names_without_marks() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.write(0, 0, "Raport i tremujorit").unwrap();
    sheet.write(1, 0, "BASHKIA").unwrap();
    sheet
        .merge_range(1, 1, 1, 2, "VIKTIMA TE MUNDSHME", &plain)
        .unwrap();
    sheet
        .merge_range(1, 3, 1, 4, "Viktima të\nidentifikuara", &plain)
        .unwrap();
    for (column, heading) in [
        (1, "Femra"),
        (2, "Meshkuj"),
        (3, "femra 0-17"),
        (4, "Gjithsej"),
    ] {
        sheet.write(2, column, heading).unwrap();
    }
    sheet.write(3, 0, "KUCOVE").unwrap();
    sheet.write(4, 0, "Bashkia Dimal").unwrap();
    for (column, number) in [(1, 4), (2, 1), (3, 0)] {
        sheet.write(3, column, number).unwrap();
        sheet.write(4, column, number * 2).unwrap();
    }
    sheet
        .write(3, 4, Formula::new("=D4").set_result("5"))
        .unwrap();
    sheet.write(4, 4, "s'ka").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let reading = read_as_recognised(&bytes, &Meanings::default());
    assert_eq!(refusals(&reading), []);
    assert_eq!(reading.questions.len(), 1);
    assert_eq!(reading.questions[0].text, "s'ka");
    assert_eq!(reading.questions[0].cells[0].to_string(), "Sheet1!E5");
    assert_eq!(reading.computed[0].to_string(), "Sheet1!E4");
    let mut meanings = Meanings::default();
    meanings.remember("S'ka", Meaning::NotReported);
    let reading = read_as_recognised(&bytes, &meanings);
    assert_eq!(reading.questions, []);
    assert_eq!(
        lines(&reading),
        [
            "AL-01.POLICE V01 AL312 2024Q1 [sex=female] 4",
            "AL-01.POLICE V01 AL312 2024Q1 [sex=male] 1",
            "AL-01.POLICE V02 AL312 2024Q1 [age=child;sex=female] 0",
            "AL-01.POLICE V02 AL312 2024Q1 [] 5",
            "AL-01.POLICE V01 AL314 2024Q1 [sex=female] 8",
            "AL-01.POLICE V01 AL314 2024Q1 [sex=male] 2",
            "AL-01.POLICE V02 AL314 2024Q1 [age=child;sex=female] 0",
            "AL-01.POLICE V02 AL314 2024Q1 [] not_reported",
        ]
    );
}

#[test]
fn periods_as_columns_and_places_on_two_levels() {
    let text = "Qarku;2021;2022;2023\nDiber;4;5;6\nBerat;1;;3\n";
    let lexicon = lexicon();
    let sheets = sheets(text.as_bytes());
    let candidate = candidate(&sheets, &lexicon);
    assert_eq!(candidate.kind, LayoutKind::Wide);
    assert_eq!(candidate.missing, [Part::Indicator, Part::Institution]);
    let level = Some("qark".to_owned());
    assert_eq!(
        candidate.table.labels[0].meaning,
        LabelMeaning::Place { level }
    );
    let reading = read_as_recognised(text.as_bytes(), &Meanings::default());
    assert_eq!(
        lines(&reading)[..2],
        [
            "AL-01.POLICE V01 AL-09 2021 [] 4",
            "AL-01.POLICE V01 AL-09 2022 [] 5",
        ]
    );
    assert_eq!(reading.figures.len(), 5);
    let question = &reading.questions[0];
    assert_eq!(
        (question.text.as_str(), question.doubt),
        ("", Doubt::Meaning)
    );
    assert_eq!(question.cells[0].to_string(), "C3");
}

#[test]
fn a_name_on_several_levels_without_a_hint_is_one_proposal_each() {
    let lexicon = lexicon();
    let sheets = sheets(b"Vendi;Femra\nBerat;1\nFier;2\n");
    let levels: Vec<LabelMeaning> = recognise(&sheets[0], &lexicon)
        .into_iter()
        .map(|candidate| candidate.table.labels[0].meaning.clone())
        .collect();
    let level = |code: &str| LabelMeaning::Place {
        level: Some(code.to_owned()),
    };
    assert_eq!(levels, [level("bashki"), level("qark")]);
}

#[test]
fn a_long_table_in_words_with_every_problem_named() {
    let text = "Treguesi,Bashkia,Periudha,Gjinia,Vlera\n\
        Viktima të mundshme,Kucove,Tremujori I 2024,Femra,4\n\
        V01,Berat,2024Q1,Gjithsej,7\n\
        V01,Berati,2024Q1,Femra,1\n\
        V01,Qendër,2024Q1,Femra,1\n\
        V01,Berat,2024Q3,Femra,1\n\
        V99,Berat,2024Q1,Femra,1\n\
        V01,Berat,2024Q1,Tjetër,1\n\
        J01,Berat,2024Q1,Femra,1\n\
        V01,Kuçovë,2024Q1,femra,5\n\
        V01,Dimal,2024Q1,Femra,-2\n\
        V01,Dimal,2024Q1,Meshkuj,\"1,5\"\n\
        V01,,2024Q1,Meshkuj,3\n\
        Lumas i vjetër,,,,\n\
        V01,Lumas i vjetër,2024Q1,,3\n";
    let reading = read_as_recognised(text.as_bytes(), &Meanings::default());
    assert_eq!(lines(&reading), ["AL-01.POLICE V01 AL311 2024Q1 [] 7"]);
    use RefusalReason as R;
    let unknown = |part, text: &str| R::Unknown(part, text.to_owned());
    let found = refusals(&reading);
    let expected = [
        ("B4", unknown(Part::Place, "Berati")),
        ("B5", R::Ambiguous(Part::Place, "Qendër".into())),
        ("C6", R::FuturePeriod(Period::parse("2024Q3").unwrap())),
        ("A7", unknown(Part::Indicator, "V99")),
        ("D8", unknown(Part::Breakdown, "Tjetër")),
        (
            "E9",
            R::DimensionNotAllowed {
                indicator: "J01".into(),
                dimension: "sex".into(),
            },
        ),
    ];
    for (index, (cell, reason)) in expected.iter().enumerate() {
        assert_eq!((found[index].0.as_str(), found[index].1), (*cell, reason));
    }
    let cells: Vec<&str> = found.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells[6..], ["E11", "E12", "E13", "B15", "E2", "E10"]);
    assert!(matches!(found[8].1, R::Missing(Part::Place)));
    assert!(matches!(found[9].1, R::PlaceNotThen(..)));
    assert!(matches!(found[10].1, R::Duplicate(cell) if cell.to_string() == "E10"));
    let suggested = |index: usize| -> Vec<String> {
        let all = reading.refusals[index].suggestions.iter();
        all.map(|one| format!("{} ({})", one.name, one.within))
            .collect()
    };
    assert!(
        suggested(0).contains(&"Berat (Shqipëri)".to_owned()),
        "{:?}",
        suggested(0)
    );
    assert_eq!(suggested(1), ["Qendër (Fier)", "Qendër (Dibër)"]);
}

#[test]
fn the_parent_column_tells_places_of_one_name_apart() {
    let text = "Bashkia;Njësia administrative;Vlera\nFier;Qendër;1\nDibër;Qendër;2\nDibër;Klos;3\n";
    let reading = read_as_recognised(text.as_bytes(), &Meanings::default());
    let places: Vec<String> = reading
        .figures
        .iter()
        .map(|figure| figure.place.to_string())
        .collect();
    assert_eq!(refusals(&reading), []);
    assert_eq!(places, ["U-1", "U-2", "AL112"]);
}

#[test]
fn a_list_of_mixed_units_waits_for_the_users_word() {
    let text = "KRAT Berat, janar-dhjetor 2018;\nPërshkrimi;Numri\n\
        Raste trafikimi të hetuara;4\nFamilje në nevojë;36\nGjithsej;40\n";
    let lexicon = lexicon();
    let sheets = sheets(text.as_bytes());
    let mut table = candidate(&sheets, &lexicon).table;
    assert_eq!(table.labels[0].meaning, LabelMeaning::Choice);
    let first = apply(
        &sheets,
        &mapping(&sheets, table.clone()),
        &lexicon,
        &Meanings::default(),
        &context(),
    );
    assert!(first.figures.is_empty());
    assert_eq!(first.refused, 3);
    let cases = PartialKey {
        indicator: Some(IndicatorCode::parse("J01").unwrap()),
        ..PartialKey::default()
    };
    table.choose("RASTE TRAFIKIMI TE HETUARA", LabelChoice::Is(cases));
    table.choose("Familje në nevojë", LabelChoice::PassOver);
    table.choose("Gjithsej", LabelChoice::PassOver);
    let remembered = serde_json::to_string(&mapping(&sheets, table)).unwrap();
    let mapping: Mapping = serde_json::from_str(&remembered).unwrap();
    let reading = apply(
        &sheets,
        &mapping,
        &lexicon,
        &Meanings::default(),
        &context(),
    );
    assert_eq!(lines(&reading), ["AL-01.POLICE J01 AL-01 2024Q1 [] 4"]);
    assert_eq!(reading.refused, 0);
}

#[test]
fn a_mapping_is_found_again_by_its_headings() {
    let print = |text: &str| Fingerprint::of(&sheets(text.as_bytes()), &lexicon());
    let first = print("Bashkia;Femra\nKuçovë;4\n");
    assert_eq!(first, print("BASHKIA;femra\nBerat;7\nDimal;9\n"));
    assert_ne!(first, print("Bashkia;Meshkuj\nKuçovë;4\n"));
    assert_ne!(
        print("Bashkia;2023\nBerat;4\n"),
        print("Bashkia;2024\nBerat;4\n")
    );
}

#[test]
fn two_sources_that_disagree_are_refused_not_ranked() {
    let lexicon = lexicon();
    let sheets = sheets(b"Bashkia;Periudha;Femra\nBerat;2023Q4;4\n");
    let mut table = candidate(&sheets, &lexicon).table;
    table.fixed.indicator = Some(IndicatorCode::parse("V01").unwrap());
    table.fixed.period = Some(Period::parse("2024Q1").unwrap());
    let reading = apply(
        &sheets,
        &mapping(&sheets, table),
        &lexicon,
        &Meanings::default(),
        &context(),
    );
    assert_eq!(reading.figures, []);
    let reasons: Vec<_> = refusals(&reading);
    assert_eq!(
        reasons,
        [("B2".to_owned(), &RefusalReason::Contradiction(Part::Period))]
    );
}

#[test]
fn a_published_table_with_censored_cells_is_proposed_and_asked_about() {
    let text = "Year,Sex,Age,txtVALUE\n2021,Female,Children,31\n2021,Male,Total,<5\n\
        2021,Male,Adults,<5\n2022,Total,Total,112\n";
    let lexicon = lexicon();
    let sheets = sheets(text.as_bytes());
    let candidate = candidate(&sheets, &lexicon);
    assert_eq!(
        candidate.missing,
        [Part::Indicator, Part::Place, Part::Institution]
    );
    assert_eq!(candidate.unknown_headings[0].text, "txtVALUE");
    let mut meanings = Meanings::default();
    let asked = read_as_recognised(text.as_bytes(), &meanings);
    assert_eq!(
        (
            asked.questions[0].text.as_str(),
            asked.questions[0].occurrences
        ),
        ("<5", 2)
    );
    meanings.remember("<5", Meaning::Withheld);
    assert_eq!(
        lines(&read_as_recognised(text.as_bytes(), &meanings)),
        [
            "AL-01.POLICE V01 AL-01 2021 [age=child;sex=female] 31",
            "AL-01.POLICE V01 AL-01 2021 [sex=male] withheld",
            "AL-01.POLICE V01 AL-01 2021 [age=adult;sex=male] withheld",
            "AL-01.POLICE V01 AL-01 2022 [] 112",
        ]
    );
}

fn any_label() -> impl Strategy<Value = Label> {
    use LabelMeaning as M;
    let dimension = || M::Dimension {
        dimension: DimensionCode::parse("sex").unwrap(),
    };
    let kind = vocabulary::PeriodKind::Quarter;
    let meanings = vec![
        M::Indicator,
        M::Place { level: None },
        M::PlaceParent,
        M::Period,
        M::Year,
        M::PartOfYear { kind },
        M::PeriodStart,
        M::PeriodEnd,
        M::Institution,
        dimension(),
        M::Breakdown,
        M::Choice,
        M::State,
        M::Confidence,
        M::Comment,
    ];
    (0u32..7, prop::sample::select(meanings))
        .prop_map(|(column, meaning)| Label { column, meaning })
}

proptest! {
    /// A mapping is data that somebody stored: whatever it says, a filled value cell is never lost
    /// in silence.
    #[test]
    fn no_mapping_panics_or_loses_a_cell(
        labels in proptest::collection::vec(any_label(), 0..30),
        values in proptest::collection::btree_set(1u32..6, 1..4),
        rows in proptest::collection::vec("[VB0-9;=<a-zë,.-]{0,24}", 1..12),
    ) {
        let lexicon = lexicon();
        let text = format!("a;b;c;d;e;f\n{}\n", rows.join("\n"));
        let Ok(sheets) = read(text.as_bytes(), &Limits::default()) else {
            return Ok(());
        };
        let table = TableMapping {
            sheet: String::new(),
            first_row: 2,
            labels,
            values: values
                .iter()
                .map(|column| ValueColumn { column: *column, key: PartialKey::default() })
                .collect(),
            fixed: PartialKey::default(),
            choices: std::collections::BTreeMap::new(),
            blank: None,
        };
        let filled = |row: &exchange::table::Row| {
            values.iter().filter(|column| row.cell(**column).is_some()).count() as u64
        };
        let cells: u64 = sheets[0].rows().iter().skip(1).map(filled).sum();
        let reading = apply(&sheets, &mapping(&sheets, table), &lexicon, &Meanings::default(), &context());
        let asked: u64 = reading.questions.iter().map(|question| question.occurrences).sum();
        let figures = reading.figures.len() as u64;
        prop_assert!(cells == 0 || figures + asked + reading.refused > 0);
    }
}

#[test]
fn a_file_of_nonsense_is_answered_within_bounds() {
    let mut text = String::from("Bashkia;Femra\n");
    for row in 0..3_000 {
        text.push_str(&format!("Kuçovë;rasti i {row} ndryshe\nVendi {row};4\n"));
    }
    let reading = read_as_recognised(text.as_bytes(), &Meanings::default());
    assert_eq!(reading.figures, []);
    assert_eq!(reading.questions.len(), Reading::MOST_QUESTIONS);
    assert_eq!(reading.refusals.len(), Reading::MOST_REFUSALS);
    assert_eq!(reading.refused, 3_000 + 3_000 - 500);
}

#[test]
fn a_state_may_be_told_by_a_word_that_the_user_has_explained() {
    let text = "Bashkia;Femra;State\nKuçovë;;Nuk raportohet\nBerat;4;value\nDimal;4;withheld\n";
    let unexplained = read_as_recognised(text.as_bytes(), &Meanings::default());
    let unknown = RefusalReason::UnknownState("Nuk raportohet".into());
    assert_eq!(refusals(&unexplained)[0], ("B2".to_owned(), &unknown));
    let mut meanings = Meanings::default();
    meanings.remember("nuk raportohet", Meaning::NotReported);
    let reading = read_as_recognised(text.as_bytes(), &meanings);
    assert_eq!(
        lines(&reading),
        [
            "AL-01.POLICE V01 AL312 2024Q1 [sex=female] not_reported",
            "AL-01.POLICE V01 AL311 2024Q1 [sex=female] 4",
        ]
    );
    assert_eq!(
        refusals(&reading),
        [("B4".to_owned(), &RefusalReason::StateContradictsValue)]
    );
}

/// A row that says no number is a row all the same: it is asked about, whatever its labels are.
#[test]
fn a_first_row_without_a_number_is_not_taken_for_a_heading() {
    for (first, label) in [
        ("V02,AL-03,2024Q1", "codes"),
        ("2024Q1,V02,AL-03", "a period"),
    ] {
        let headings = match label {
            "codes" => "indicator,place,period,value",
            _ => "period,indicator,place,value",
        };
        for text in ["s'ka", "n/a", "-", "1.000", ""] {
            let file = format!("{headings}\n{first},{text}\n{first},7\n");
            let lexicon = lexicon();
            let sheets = sheets(file.as_bytes());
            let table = candidate(&sheets, &lexicon).table;
            assert_eq!(table.first_row, 2, "{label} {text:?}");
        }
    }
}

/// What was said once in a mapping is held against the lists as what a file says.
#[test]
fn a_term_that_is_not_on_the_list_makes_no_figure() {
    let lexicon = lexicon();
    let sheets = sheets(b"place,period,value\nAL-01,2024Q1,7\n");
    let mut table = candidate(&sheets, &lexicon).table;
    table.fixed.indicator = Some(IndicatorCode::parse("V01").unwrap());
    table.values[0].key.breakdown = Breakdown::parse("sex=zzz").unwrap();
    let mapping = mapping(&sheets, table);
    let reading = apply(
        &sheets,
        &mapping,
        &lexicon,
        &Meanings::default(),
        &context(),
    );
    assert!(reading.figures.is_empty());
    let unknown = RefusalReason::Unknown(Part::Breakdown, "sex=zzz".to_owned());
    assert_eq!(refusals(&reading)[0].1, &unknown);
}
