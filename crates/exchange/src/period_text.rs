//! Periods as people write them: `Tremujori I 2024`, `T1/2024`, `janar 2024`, `Q1 2024`, `2024-03`.
//!
//! Only whole periods of the five kinds are known; a text that is not wholly understood is none.

use vocabulary::{Period, PeriodKind, text::fold};

const MONTHS: [[&str; 4]; 12] = [
    ["janar", "jan", "january", "jan"],
    ["shkurt", "shk", "february", "feb"],
    ["mars", "mar", "march", "mar"],
    ["prill", "pri", "april", "apr"],
    ["maj", "maj", "may", "may"],
    ["qershor", "qer", "june", "jun"],
    ["korrik", "kor", "july", "jul"],
    ["gusht", "gus", "august", "aug"],
    ["shtator", "sht", "september", "sep"],
    ["tetor", "tet", "october", "oct"],
    ["nentor", "nen", "november", "nov"],
    ["dhjetor", "dhj", "december", "dec"],
];

const QUARTER_WORDS: [&str; 6] = [
    "tremujori",
    "tremujor",
    "quarter",
    "3mujori",
    "tremujorin",
    "trimestri",
];
const HALF_WORDS: [&str; 7] = [
    "gjashtemujori",
    "gjashtemujor",
    "6mujori",
    "half",
    "semestri",
    "semester",
    "halfyear",
];
const SCHOOL_WORDS: [&str; 2] = ["shkollor", "school"];
const YEAR_WORDS: [&str; 3] = ["viti", "vit", "year"];

/// The period that a text means, where it is wholly understood.
#[must_use]
pub fn parse(text: &str) -> Option<Period> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    if let Ok(period) = Period::parse(text) {
        return Some(period);
    }
    let folded = fold(text)
        .replace("3 mujori", "3mujori")
        .replace("6 mujori", "6mujori");
    let tokens: Vec<&str> = folded
        .split(' ')
        .filter(|token| {
            !YEAR_WORDS.contains(token) && !matches!(*token, "i" | "e" | "of" | "") || *token == "i"
        })
        .collect();
    let years: Vec<(usize, i16)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(index, token)| Some((index, year(token)?)))
        .collect();
    let rest: Vec<&str> = tokens
        .iter()
        .enumerate()
        .filter(|(index, _)| years.iter().all(|(at, _)| at != index))
        .map(|(_, token)| *token)
        .collect();
    match years.as_slice() {
        [(_, year)] => of_year(*year, &rest),
        [(_, first), (_, last)] if last.checked_sub(*first) == Some(1) => {
            let is_school = !rest.is_empty() && rest.iter().any(|word| SCHOOL_WORDS.contains(word));
            is_school.then(|| Period::new(PeriodKind::SchoolYear, *first, 1))?
        }
        _ => None,
    }
}

/// A quarter, half or month by its number, from a column of its own.
pub(crate) fn part(kind: PeriodKind, text: &str) -> Option<i8> {
    let folded = fold(text);
    let tokens: Vec<&str> = folded.split(' ').collect();
    match kind {
        PeriodKind::Quarter => numbered(&tokens, &QUARTER_WORDS, &["q", "t"], 4),
        PeriodKind::HalfYear => numbered(&tokens, &HALF_WORDS, &["s", "h"], 2),
        PeriodKind::Month => match tokens.as_slice() {
            [word] => month(word).or_else(|| number(word, 12)),
            _ => None,
        },
        PeriodKind::Year | PeriodKind::SchoolYear => None,
    }
}

fn year(token: &str) -> Option<i16> {
    let is_year = token.len() == 4 && token.bytes().all(|byte| byte.is_ascii_digit());
    let year = is_year.then(|| token.parse().ok())??;
    Period::YEARS.contains(&year).then_some(year)
}

fn of_year(year: i16, rest: &[&str]) -> Option<Period> {
    let new = |kind, part| Period::new(kind, year, part);
    let words: Vec<&str> = match rest {
        [] => return new(PeriodKind::Year, 1),
        rest => rest.to_vec(),
    };
    if let [one, last] = words.as_slice()
        && let (Some(first), Some(last)) = (month(one), month(last))
    {
        return match (first, last) {
            (1, 12) => new(PeriodKind::Year, 1),
            (1 | 4 | 7 | 10, _) if last == first + 2 => {
                new(PeriodKind::Quarter, (first - 1) / 3 + 1)
            }
            (1 | 7, _) if last == first + 5 => new(PeriodKind::HalfYear, (first - 1) / 6 + 1),
            _ => None,
        };
    }
    if let [word] = words.as_slice()
        && let Some(month) = month(word)
    {
        return new(PeriodKind::Month, month);
    }
    if let [number_word] = words.as_slice()
        && number_word.len() == 2
        && let Some(month) = number(number_word, 12)
    {
        return new(PeriodKind::Month, month);
    }
    // "I 2024" and "1/2024" alone may be a month, a quarter or a half: no guess.
    if words.len() == 1 && number(words[0], 12).is_some() {
        return None;
    }
    numbered(&words, &QUARTER_WORDS, &["q", "t"], 4)
        .and_then(|part| new(PeriodKind::Quarter, part))
        .or_else(|| {
            let half = numbered(&words, &HALF_WORDS, &["s", "h"], 2)?;
            new(PeriodKind::HalfYear, half)
        })
}

/// "tremujori i dyte", "3-mujori II", "Q1", "t 1": a word or letter and a number.
fn numbered(tokens: &[&str], words: &[&str], letters: &[&str], last: i8) -> Option<i8> {
    match tokens {
        [one] => letters
            .iter()
            .find_map(|letter| number(one.strip_prefix(letter)?, last))
            .or_else(|| number(one, last)),
        [one, other] if words.contains(one) || letters.contains(one) => number(other, last),
        [one, other] if words.contains(other) => number(one, last),
        [one, "i", other] if words.contains(one) => number(other, last),
        _ => None,
    }
}

fn number(text: &str, last: i8) -> Option<i8> {
    let ordinals: [&[&str]; 4] = [
        &["i", "pare", "first", "1st"],
        &["ii", "dyte", "second", "2nd"],
        &["iii", "trete", "third", "3rd"],
        &["iv", "katert", "fourth", "4th"],
    ];
    let is_digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let found = if is_digits {
        text.parse().ok()
    } else {
        let found = (1i8..)
            .zip(ordinals)
            .find(|(_, names)| names.contains(&text));
        found.map(|(number, _)| number)
    };
    found.filter(|number| (1..=last).contains(number))
}

fn month(text: &str) -> Option<i8> {
    let found = (1i8..).zip(MONTHS).find(|(_, names)| names.contains(&text));
    found.map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_offices_write_them() {
        for (text, period) in [
            ("2024", "2024"),
            ("Viti 2024", "2024"),
            ("2024Q1", "2024Q1"),
            ("Q1 2024", "2024Q1"),
            ("T1/2024", "2024Q1"),
            ("Tremujori I 2024", "2024Q1"),
            ("TREMUJORI II, 2024", "2024Q2"),
            ("Tremujori i dytë 2024", "2024Q2"),
            ("3-mujori IV 2024", "2024Q4"),
            ("tremujori IV 2024", "2024Q4"),
            ("quarter 4 2024", "2024Q4"),
            ("first half 2024", "2024S1"),
            ("gjashtëmujori I 2024", "2024S1"),
            ("mars 2024", "202403"),
            ("March 2024", "202403"),
            // As our own pages write them.
            ("fourth quarter 2024", "2024Q4"),
            ("first half of 2024", "2024S1"),
            ("Janar - Mars 2024", "2024Q1"),
            ("janar-dhjetor 2018", "2018"),
            ("6-mujori I 2024", "2024S1"),
            ("Gjashtëmujori i parë 2024", "2024S1"),
            ("January–June 2024", "2024S1"),
            ("Nëntor 2006", "200611"),
            ("2024-03", "202403"),
            ("03/2024", "202403"),
            ("Viti shkollor 2023-2024", "2023Sep"),
            ("school year 2024-2025", "2024Sep"),
            ("viti shkollor 2024–2025", "2024Sep"),
        ] {
            let found = parse(text).map(|period| period.to_string());
            assert_eq!(found.as_deref(), Some(period), "{text}");
        }
        for text in [
            "",
            "Berat",
            "I",
            "2023-2024",
            "shkurt-prill 2024",
            "tremujori 5 2024",
            "I 2024",
            "1/2024",
            "12.03.2024",
            "Femra 2024",
            "1999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
