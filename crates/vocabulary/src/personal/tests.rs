//! Texts that must be refused and texts that must pass: a door that refuses laws and days of meetings is
//! a door that people walk around.

use super::*;
use PersonalKind::{BankAccount, BirthDate, Coordinates, Email, Name, NationalId, Passport, Phone};
use proptest::prelude::*;

fn found(text: &str) -> Option<(PersonalKind, usize, usize)> {
    trace(text).map(|one| (one.kind, one.line, one.word))
}

#[test]
fn what_gives_a_person_away_is_found_with_its_place() {
    for (text, kind, line, word) in [
        ("J50312045K", NationalId, 1, 1),
        ("Rasti i dytë (J50312045K) u shqyrtua.", NationalId, 1, 4),
        ("nr. personal: j50312045k", NationalId, 1, 3),
        ("nr.personal:J50312045K", NationalId, 1, 1),
        ("dosja_J50312045K.xlsx", NationalId, 1, 1),
        ("karta J 50312045 K", NationalId, 1, 2),
        ("karta J-50312045-K", NationalId, 1, 2),
        ("karta J50312045 K", NationalId, 1, 2),
        ("karta J 503 12 045 K", NationalId, 1, 2),
        ("Pika 1.\nPika 2: I05101999I\nPika 3.", NationalId, 2, 3),
        ("Telefoni 069 20 30 405", Phone, 1, 2),
        ("u kontaktua në 0692030405", Phone, 1, 4),
        ("u kontaktua në 069-203-0405.", Phone, 1, 4),
        ("u kontaktua në 069/2030405, dhe foli", Phone, 1, 4),
        ("në vitin 2024 069 203 0405", Phone, 1, 4),
        ("ose +355692030405.", Phone, 1, 2),
        ("ose +355 69 203 0405", Phone, 1, 2),
        ("ose (+355) 69 203 0405", Phone, 1, 2),
        ("ose +355 (0)69 203 0405", Phone, 1, 2),
        ("ose +355 692 030 405", Phone, 1, 2),
        ("ose \u{202a}+355 69 203 0405\u{202c}", Phone, 1, 2),
        ("ose 355 69 203 0405", Phone, 1, 2),
        ("ose 00355 69 203 0405", Phone, 1, 2),
        ("ose 0039 333 123 4567", Phone, 1, 2),
        ("ose +39 333 123 4567", Phone, 1, 2),
        ("ose +44 20 7946 0958", Phone, 1, 2),
        ("ose +383 44 123 456", Phone, 1, 2),
        ("ose +1 202 555 0143", Phone, 1, 2),
        ("wa.me/355692030405", Phone, 1, 1),
        ("zyra 04 223 4567", Phone, 1, 2),
        ("zyra 052 234 567", Phone, 1, 2),
        ("zyra 042234567", Phone, 1, 2),
        ("tel. 69 203 0405", Phone, 1, 2),
        ("nr. tel. i saj 692030405", Phone, 1, 5),
        ("WhatsApp: 69 20 30 405", Phone, 1, 2),
        ("shkruaj te a@b.al", Email, 1, 3),
        ("Zyra <arta.hoxha@gov.al>, Kukës", Email, 1, 2),
        ("mailto:arta@shembull.org", Email, 1, 1),
        ("profili @arta_hoxha", Email, 1, 2),
        ("lindur më 5/1/1999", BirthDate, 1, 3),
        ("e lindur më datë 12.03.2008 në Kukës", BirthDate, 1, 5),
        ("Datëlindja: 12.03.2008", BirthDate, 1, 2),
        ("Datëlindja:12.03.2008", BirthDate, 1, 1),
        ("DATËLINDJA 12.03.08", BirthDate, 1, 2),
        ("dtl. 12-03-2008", BirthDate, 1, 2),
        ("data e lindjes 2008-03-12", BirthDate, 1, 4),
        ("lindur më 12 mars 2008", BirthDate, 1, 3),
        ("born on March 12, 2008", BirthDate, 1, 3),
        ("DOB 12/03/2008", BirthDate, 1, 2),
        ("date of birth: 12 March 2008", BirthDate, 1, 4),
        ("12.03.2008 (ditëlindja)", BirthDate, 1, 1),
        ("pasaporta BA1234567", Passport, 1, 2),
        ("pasaporta BA 1234567", Passport, 1, 3),
        ("me pasaportën nr. 1234567", Passport, 1, 4),
        ("kartë identiteti nr. 030712345", Passport, 1, 4),
        ("u gjet BA1234567", Passport, 1, 3),
        ("AL47 2121 1009 0000 0002 3569 8741", BankAccount, 1, 1),
        ("llogaria AL47212110090000000235698741.", BankAccount, 1, 2),
        ("pika 41.3275, 19.8187", Coordinates, 1, 2),
        ("pika 41,3275; 19,8187", Coordinates, 1, 2),
        ("pika 41.32754 N 19.81870 E", Coordinates, 1, 2),
        ("pika 41°19'39\"N", Coordinates, 1, 2),
        ("shih https://maps.app.goo.gl/AbCdEf", Coordinates, 1, 2),
        (
            "https://www.google.com/maps/@41.3275,19.8187,15z",
            Coordinates,
            1,
            1,
        ),
        ("viktima Arta u strehua", Name, 1, 2),
        ("e mitura me emrin Blerina", Name, 1, 5),
        ("intervista e viktimës Artës", Name, 1, 4),
        ("the victim Arta was heard", Name, 1, 3),
        ("viktima A. B., 15 vjeç", Name, 1, 2),
        ("për A.B. (15 vjeçare) u vendos", Name, 1, 2),
        ("për A.B., 15-vjeçare, u vendos", Name, 1, 2),
        ("A.B., aged 15, was heard", Name, 1, 1),
    ] {
        let expected = Some((kind, line, word));
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn minutes_figures_laws_and_days_pass() {
    for text in [
        "",
        "   \n\n ",
        "Takimi i radhës më 12.03.2024, ora 10:00.",
        "Takimi zgjati nga 09.30 deri 11.45, me 12 veta.",
        "Periudha 01.01.2024-31.03.2024 dhe 01/04/2024 – 30/06/2024",
        "më 02.03.2024 5 persona, më 06.12.2024 10 persona",
        "më 02 03 2024 5 raste",
        "03/2024 123 raste",
        "Buxheti është 12 345 678 lekë, nga 9.876.543 lekë.",
        "12,345,678.90 euro",
        "123 456 789",
        "691 234 567 lekë",
        "355 000 000 lekë",
        "ndryshimi +12 345 678 dhe -1 234",
        "+12.345.678 lekë",
        "+12 raste, +3 në Kukës",
        "ligji nr. 96/2017, neni 110/a, neni 128/b i K.Penal",
        "VKM nr. 499, datë 29.08.2018",
        "Prot. 1234/5, datë 12.03.2024",
        "Prot. nr. 042234567",
        "DI 2024/00123; regjistri nr. 17, faqe 12-45",
        "linja e ndihmës 116 006, 116 123, 112 dhe 129",
        "telefonata: 1 234",
        "u çel thirrja për 12 345 678 lekë",
        "linja telefonike 116006",
        "treguesi VM-01, kodi 1021 0304",
        "NIPT K31501002A",
        "subjekti me NIPT-in: L52216014C",
        "raporti AL-2024Q1-3fa9b2c1",
        "hash 3f9a0423456789ab",
        "https://www.instat.gov.al/al/temat/2024-01/1234567890",
        "formulari https://shembull.al/a/2024/03",
        "3 copë @ 500 lekë",
        "të lindura gjatë vitit 2023; raportuar më 12.03.2024",
        "viktima të lindura jashtë vendit, takimi 12.03.2024",
        "fëmijë të lindur pas 01.01.2010",
        "children born after 01.01.2010",
        "5 lindje u regjistruan më 12.03.2024",
        "fëmijë pa regjistrim lindjeje, 31.12.2023",
        "Lindje, 12.03.2024",
        "pasaporta të falsifikuara: 12",
        "u kapën 3 pasaporta në 2024",
        "kodi DP2024001",
        "p = 0.0312, 0.0456",
        "12.345, 19.876 dhe 41.327, 19.818",
        "temperatura 37.5 °C",
        "Kryetari i komitetit, Agim Hoxha, hapi mbledhjen.",
        "Kërkoi fjalën znj. Arta Hoxha (Prokuroria Kukës).",
        "Në rastin e viktimës, Agim Hoxha (prokuror) sqaroi ligjin.",
        "viktima e parë; viktima V.M.; viktima të mitura 12-17 vjeç",
        "fëmijë 15 vjeç; 3 vajza 14-17 vjeç",
        "A.M.P. Kukës, 15 punonjës",
        "R. Shqipërisë, 15 vjet strategji",
        "neni 8 i KEDNJ; pika 3.2.1",
        "Qarku: 0 0 12 3 0 5 4 12 0 1 7",
        "2021 2022 2023 2024",
        "2021: 1 234 567; 2022: 1 345 678",
        "norma 3,25 për 100 000 banorë",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn an_open_text_is_trimmed_and_holds_what_was_written() {
    let text = OpenText::parse("  Sipas regjistrit.\n").unwrap();
    assert_eq!(text.as_str(), "Sipas regjistrit.");
    assert!(OpenText::parse(" \n").unwrap().is_empty());
}

#[test]
fn a_refusal_says_what_and_where_and_repeats_nothing() {
    let trace = OpenText::parse("Një.\nNumri J50312045K").unwrap_err();
    let refused = RefusedText {
        field: "decisions",
        item: None,
        trace,
    };
    let text = format!("{refused} {refused:?}");
    assert!(
        text.starts_with("the text `decisions` carries personal data: national-id, line 2, word 2")
    );
    assert!(!text.contains("50312045"));
}

#[test]
fn what_nobody_sees_is_no_part_of_a_text_and_hides_no_number() {
    let text = |typed: &str| OpenText::parse(typed).map(OpenText::into_string);
    assert_eq!(text("tre\0 raste\u{202E}\u{feff}").unwrap(), "tre raste");
    assert_eq!(text("një\r\ndy\ttre").unwrap(), "një\ndy\ttre");
    assert_eq!(text("\u{feff} \u{200B}").unwrap(), "");
    for hidden in ["069\u{200B}1234567", "0691\0 234567", "J\u{202D}41231123A"] {
        assert!(text(hidden).is_err(), "{hidden:?}");
    }
}

proptest! {
    #[test]
    fn a_personal_number_is_found_wherever_it_stands(
        before in "([a-zë]{1,9} ){0,6}",
        number in "[A-Z][0-9]{8}[A-Z]",
        after in "( [a-zë]{1,9}){0,6}",
        sign in "[.,;:)]?",
    ) {
        prop_assume!(!before.contains("nipt") && !before.contains("nuis"));
        let text = format!("{before}{number}{sign}{after}");
        let trace = trace(&text).unwrap();
        prop_assert_eq!(trace.word, before.split_whitespace().count() + 1);
        let told = format!("{trace} {trace:?}");
        prop_assert!(!told.contains(&number));
    }

    #[test]
    fn a_mobile_number_is_found_however_it_is_parted(
        digits in "[4-9][0-9]{7}",
        parts in proptest::collection::btree_set(3usize..9, 0..4),
        sign in "[ /-]",
        prefix in prop_oneof![Just("06"), Just("+3556"), Just("003556"), Just("+355 6")],
        before in "([a-zë]{1,9} ){0,4}",
    ) {
        let mut number = prefix.to_owned();
        for (at, digit) in (2..).zip(digits.chars()) {
            if parts.contains(&at) {
                number.push_str(&sign);
            }
            number.push(digit);
        }
        let found = trace(&format!("{before}{number} foli"));
        prop_assert_eq!(found.map(|one| one.kind), Some(Phone), "{}", number);
    }

    #[test]
    fn figures_are_never_refused(
        number in 0u64..10_000_000_000,
        sign in prop_oneof![Just(" "), Just("."), Just(","), Just("\u{a0}"), Just("")],
        other in 0u64..100_000,
    ) {
        let plain = number.to_string();
        let mut grouped = String::new();
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                grouped.push_str(sign);
            }
            grouped.push(digit);
        }
        let text = format!("gjithsej {grouped} lekë, nga {other} raste");
        prop_assert_eq!(found(&text), None, "{}", text);
    }

    #[test]
    fn days_of_meetings_are_never_refused(
        (year, month, day) in (1990i16..2035, 1i8..13, 1i8..29),
        count in 0u16..1000,
        form in 0..4,
    ) {
        let text = match form {
            0 => format!("takimi më {day:02}.{month:02}.{year}, {count} raste"),
            1 => format!("takimi më {day}/{month}/{year} {count} raste"),
            2 => format!("takimi më {year}-{month:02}-{day:02} {count} raste"),
            _ => format!("{day:02}.{month:02}.{year}-{day:02}.{month:02}.{year} {count} raste"),
        };
        prop_assert_eq!(found(&text), None, "{}", text);
    }

    #[test]
    fn any_text_is_judged_without_a_panic(text in "\\PC{0,80}") {
        let _ = trace(&text);
    }

    #[test]
    fn digits_and_signs_are_judged_without_a_panic(text in "[0-9A-Z+./@°(), \n-]{0,60}") {
        let _ = trace(&text);
    }
}
