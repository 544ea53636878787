//! What offices really type into value cells, and that none of it is guessed.

use super::*;
use proptest::prelude::*;

const SHARE: Expected = Expected {
    decimals: 1,
    unit: CountingUnit::Percent,
};

fn count(text: &str) -> Understood {
    read_text(text, Expected::PERSONS, &Meanings::default())
}

fn refused(reason: Reason) -> Understood {
    Understood::Refused(reason)
}

fn asked(text: &str, doubt: Doubt) -> Understood {
    Understood::Ask {
        text: text.into(),
        doubt,
    }
}

#[test]
fn numbers_in_every_way_of_writing() {
    for (text, number) in [
        ("0", 0),
        ("007", 7),
        (" 12 ", 12),
        ("12\u{A0}", 12),
        ("1 234", 1234),
        ("1\u{A0}234\u{A0}567", 1_234_567),
        ("1\u{202F}234", 1234),
        ("1'234", 1234),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("5,0", 5),
        ("5.00", 5),
        ("1.234,0", 1234),
        ("-0", 0),
        ("+3", 3),
    ] {
        assert_eq!(count(text), Understood::Number(number), "{text:?}");
    }
    let money = Expected {
        decimals: 2,
        unit: CountingUnit::Money,
    };
    for (text, number) in [
        ("12,5", 1250),
        ("12.5", 1250),
        ("0,123", -1),
        ("1.234,56", 123_456),
    ] {
        let read = read_text(text, money, &Meanings::default());
        if number < 0 {
            assert_eq!(read, refused(Reason::TooManyDecimals { decimals: 2 }));
        } else {
            assert_eq!(read, Understood::Number(number), "{text:?}");
        }
    }
}

#[test]
fn what_could_be_two_numbers_is_asked_and_the_answer_is_followed() {
    for text in ["1.234", "12,345"] {
        assert_eq!(count(text), asked(text, Doubt::Notation));
    }
    let read = |text, notation| {
        let mut meanings = Meanings::default();
        meanings.notation = Some(notation);
        read_text(text, Expected::PERSONS, &meanings)
    };
    assert_eq!(
        read("1.234", Notation::DecimalComma),
        Understood::Number(1234)
    );
    assert_eq!(
        read("12,345", Notation::DecimalPoint),
        Understood::Number(12_345)
    );
    // One thousand to many who write it so: its zeros are no decimals to be dropped.
    for (text, notation) in [
        ("1.234", Notation::DecimalPoint),
        ("1.000", Notation::DecimalPoint),
        ("1,000", Notation::DecimalComma),
    ] {
        let too_exact = refused(Reason::TooManyDecimals { decimals: 0 });
        assert_eq!(read(text, notation), too_exact, "{text}");
    }
    assert_eq!(read("1.0", Notation::DecimalPoint), Understood::Number(1));
    assert_eq!(read("0.000", Notation::DecimalPoint), Understood::Number(0));
    assert_eq!(
        read("1000.000", Notation::DecimalPoint),
        Understood::Number(1000)
    );
}

#[test]
fn words_and_signs_have_no_meaning_until_the_user_gives_one() {
    for text in [
        "", "-", "s'ka", "n/a", "<5", "nuk ka", "~12", "5-7", "(5)", "1.23.4", "12 3", "x",
    ] {
        assert_eq!(count(text), asked(text, Doubt::Meaning), "{text:?}");
    }
    let mut meanings = Meanings::default();
    meanings.remember("s'ka", Meaning::NotReported);
    meanings.remember("", Meaning::NothingStated);
    let read = |text| read_text(text, Expected::PERSONS, &meanings);
    assert_eq!(read("S'KA"), Understood::State(FigureState::NotReported));
    assert_eq!(read("  "), Understood::NothingStated);
    assert_eq!(read("-"), asked("-", Doubt::Meaning));
}

#[test]
fn impossible_figures_are_refused_with_the_reason() {
    for (text, reason) in [
        ("-3", Reason::Negative),
        ("\u{2212}3", Reason::Negative),
        ("2,5", Reason::TooManyDecimals { decimals: 0 }),
        ("25%", Reason::PerCent),
        ("31.12.2024", Reason::Date),
        ("2024-12-31", Reason::Date),
        ("=1+1", Reason::FormulaText),
        ("99999999999999999999", Reason::TooLarge),
    ] {
        assert_eq!(count(text), refused(reason), "{text:?}");
    }
    let share = |text| read_text(text, SHARE, &Meanings::default());
    assert_eq!(share("25,5 %"), Understood::Number(255));
}

#[test]
fn cells_carry_their_own_kind() {
    let read =
        |content, expected| read(Some(&Cell::plain(content)), expected, &Meanings::default());
    let persons = Expected::PERSONS;
    assert_eq!(read(Content::Number(12.0), persons), Understood::Number(12));
    assert_eq!(
        read(Content::Number(-1.0), persons),
        refused(Reason::Negative)
    );
    assert_eq!(
        read(Content::Number(2.5), persons),
        refused(Reason::TooManyDecimals { decimals: 0 })
    );
    assert_eq!(
        read(Content::Number(f64::NAN), persons),
        refused(Reason::NotANumber)
    );
    assert_eq!(
        read(Content::Number(1e300), persons),
        refused(Reason::TooLarge)
    );
    assert_eq!(
        read(Content::Number(1e-300), persons),
        refused(Reason::TooManyDecimals { decimals: 0 })
    );
    assert_eq!(
        read(Content::Share(0.25), persons),
        refused(Reason::PerCent)
    );
    assert_eq!(read(Content::Share(0.255), SHARE), Understood::Number(255));
    assert_eq!(
        read(Content::Number(0.1 + 0.2), SHARE),
        Understood::Number(3)
    );
    assert_eq!(
        read(Content::Date(jiff::civil::date(2024, 1, 5)), persons),
        refused(Reason::Date)
    );
    let formula = Cell {
        content: Content::Empty,
        is_formula: true,
    };
    assert_eq!(
        super::read(Some(&formula), persons, &Meanings::default()),
        refused(Reason::FormulaWithoutResult)
    );
}

proptest! {
    #[test]
    fn any_text_is_understood_asked_or_refused_without_panic(text in "\\PC{0,30}") {
        let _ = count(&text);
        let _ = read_text(&text, SHARE, &Meanings::default());
    }

    #[test]
    fn any_number_survives_every_grouping(number in 0i64..1_000_000_000_000) {
        let digits = number.to_string();
        for separator in [" ", "\u{A0}", "'", "\u{202F}"] {
            let mut grouped = String::new();
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && (digits.len() - index) % 3 == 0 {
                    grouped.push_str(separator);
                }
                grouped.push(digit);
            }
            prop_assert_eq!(count(&grouped), Understood::Number(number));
        }
        let cell = Cell::plain(Content::Number(number as f64));
        prop_assert_eq!(
            read(Some(&cell), Expected::PERSONS, &Meanings::default()),
            Understood::Number(number)
        );
    }

    #[test]
    fn any_binary_number_is_read_without_panic(number in proptest::num::f64::ANY, decimals in 0u8..9) {
        let expected = Expected { decimals, ..SHARE };
        let _ = read(Some(&Cell::plain(Content::Number(number))), expected, &Meanings::default());
    }
}
