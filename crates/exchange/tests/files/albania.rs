//! The real country package: the traps of Albanian place names, as offices type them.

use exchange::{
    layout::{Context, Fingerprint, LabelMeaning, Mapping, RefusalReason, apply, recognise},
    lexicon::{Lexicon, NameProblem, PlaceHints},
    personal,
    table::{Limits, read},
    value::Meanings,
};
use std::path::Path;
use vocabulary::{Country, InstitutionCode, Period, PlaceCode};

pub fn country() -> Country {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries/albania");
    Country::parse(&|name| std::fs::read_to_string(folder.join(name)).ok())
        .expect("the package is parsed by its own tests")
}

fn lexicon() -> Lexicon {
    Lexicon::of(&country())
}

fn hints<'a>(level: Option<&'a str>, within: Option<&'a PlaceCode>) -> PlaceHints<'a> {
    PlaceHints {
        level,
        within,
        period: Some(Period::parse("2024Q1").unwrap()),
    }
}

#[test]
fn names_are_found_as_they_are_typed() {
    let lexicon = lexicon();
    for (text, level, code) in [
        ("DIBER", "qark", "AL-09"),
        ("Qarku Dibër", "qark", "AL-09"),
        ("Tirana", "qark", "AL-11"),
        ("tirane", "qark", "AL-11"),
    ] {
        let found = lexicon.place(text, hints(Some(level), None));
        assert_eq!(
            found.map(|place| place.to_string()),
            Ok(code.to_owned()),
            "{text}"
        );
    }
    let same = |one, other| {
        let find = |text| lexicon.place(text, hints(Some("bashki"), None)).unwrap();
        assert_eq!(find(one), find(other));
    };
    same("Kucove", "Kuçovë");
    same("Dimal", "Ura Vajgurore");
    same("Fushe Arrez", "Fushë-Arrëz");
    same("Lushnje", "Lushnjë");
    same("Bashkia Klos", "klos");
    assert_eq!(
        lexicon.place("2", PlaceHints::default()),
        Err(NameProblem::Unknown),
        "a bare number is another place in every scheme"
    );
}

#[test]
fn a_name_borne_by_many_asks_for_the_parent() {
    let lexicon = lexicon();
    let Err(NameProblem::Ambiguous(all)) = lexicon.place("Qender", hints(Some("njesi"), None))
    else {
        panic!("not ambiguous");
    };
    assert!(all.len() > 2);
    let parents: std::collections::BTreeSet<&str> =
        all.iter().map(|one| one.within.as_str()).collect();
    assert_eq!(parents.len(), all.len(), "parents tell them apart: {all:?}");
    for one in &all {
        let parent = lexicon
            .place(&one.within, hints(Some("bashki"), None))
            .unwrap_or_else(|problem| panic!("{}: {problem:?}", one.within));
        let found = lexicon.place("Qendër", hints(Some("njesi"), Some(&parent)));
        assert_eq!(found.map(|place| place.to_string()), Ok(one.code.clone()));
    }
}

#[test]
fn a_real_looking_return_of_a_qark_is_read() {
    let lexicon = lexicon();
    let text = "RAPORT 3-MUJOR;;;\nBASHKIA;Femra;Meshkuj;Femije\nBerat;2;1;1\nKucove;1;0;0\n\
        Polican;0;0;0\nSkrapar;0;0;0\nDimal;1;1;2\n";
    let sheets = read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        personal::find(&sheets, &|text| lexicon.is_known_name(text)),
        []
    );
    let candidate = recognise(&sheets[0], &lexicon).remove(0);
    let level = Some("bashki".to_owned());
    assert_eq!(
        candidate.table.labels[0].meaning,
        LabelMeaning::Place { level }
    );
    assert_eq!(candidate.unknown_headings, []);
    let mut table = candidate.table;
    table.fixed.indicator = Some(lexicon.indicator("V01").unwrap());
    let mapping = Mapping {
        fingerprint: Fingerprint::of(&sheets, &lexicon),
        tables: vec![table],
    };
    let context = Context {
        institution: Some(InstitutionCode::parse("AL-01.POLICE").unwrap()),
        place: Some(PlaceCode::parse("AL-01").unwrap()),
        period: Some(Period::parse("2024Q1").unwrap()),
        today: jiff::civil::date(2024, 5, 1),
    };
    let reading = apply(&sheets, &mapping, &lexicon, &Meanings::default(), &context);
    assert_eq!(reading.refusals, []);
    assert_eq!(reading.figures.len(), 15);
    let before = Context {
        period: Some(Period::parse("2010").unwrap()),
        ..context
    };
    let reading = apply(&sheets, &mapping, &lexicon, &Meanings::default(), &before);
    let not_then = |reason: &RefusalReason| matches!(reason, RefusalReason::PlaceNotThen(..));
    assert!(
        reading
            .refusals
            .iter()
            .any(|refusal| not_then(&refusal.reason))
    );
}
