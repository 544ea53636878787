//! How figures, facts and charts are written: one way for pages, paper and workbooks.

use committee::{discrepancies::Standing, figures::FactKey, situation::Known};
use page::{Words, number_text, period_text};
use press::chart::{
    Chart, Class, ClassScale, Grain, Heading, IdPrefix, Link, Mark, NumberStyle, PunctualityWords,
    StateWords, TableTwin, class_bounds,
};
use vocabulary::{
    Breakdown, CountingRule, Country, IndicatorCode, Language, Period, PlaceCode, ReportedValue,
    RuleAspect,
};

// words: standing-* figure-state-* rule-*

/// The name of a place; with its level where a place around it is called the same.
pub fn place_name(country: &impl AsRef<Country>, words: Words, code: &PlaceCode) -> String {
    let (country, language) = (country.as_ref(), words.language());
    let Some(place) = country.place(code.as_str()) else {
        return code.to_string();
    };
    let name = place.names.text(language);
    match country.level(place) {
        Some(level) if country.is_named_like_its_parent(place, language) => {
            let level = level.names.text(language);
            words.with(
                "place-of-level",
                &[("place", name.into()), ("level", level.into())],
            )
        }
        _ => name.to_owned(),
    }
}

/// The name of an institution.
pub fn institution_name(country: &impl AsRef<Country>, words: Words, code: &str) -> String {
    let one = country.as_ref().institution(code);
    one.map_or_else(
        || code.to_owned(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// The name of an indicator.
pub fn indicator_name(country: &impl AsRef<Country>, words: Words, code: &IndicatorCode) -> String {
    let one = country.as_ref().indicator(code.as_str());
    one.map_or_else(
        || code.to_string(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// The digits after the decimal mark of an indicator.
pub fn decimals(country: &impl AsRef<Country>, code: &IndicatorCode) -> u8 {
    country
        .as_ref()
        .indicator(code.as_str())
        .map_or(0, |one| one.decimals)
}

/// A breakdown in words; the word for the total where it fixes nothing.
pub fn breakdown_name(
    country: &impl AsRef<Country>,
    words: Words,
    breakdown: &Breakdown,
) -> String {
    if breakdown.is_total() {
        return words.text("total");
    }
    let names: Vec<String> = breakdown
        .pairs()
        .map(|(dimension, term)| {
            let found = country.as_ref().term(dimension.as_str(), term.as_str());
            found.map_or_else(
                || term.to_string(),
                |term| term.names.text(words.language()).to_owned(),
            )
        })
        .collect();
    names.join(", ")
}

/// A fact in words: indicator, cell, place, period.
pub fn fact_name(country: &impl AsRef<Country>, words: Words, fact: &FactKey) -> String {
    let cell = if fact.breakdown.is_total() {
        String::new()
    } else {
        format!(": {}", breakdown_name(country, words, &fact.breakdown))
    };
    format!(
        "{}{cell}, {}, {}",
        indicator_name(country, words, &fact.indicator),
        place_name(country, words, &fact.place),
        period_text(words, fact.period)
    )
}

/// What a counting rule says in one aspect; nothing where it says nothing.
pub fn aspect_text(words: Words, rule: &CountingRule, aspect: RuleAspect) -> Option<String> {
    let code = rule.aspect(aspect);
    (!code.is_empty()).then(|| match aspect {
        RuleAspect::Articles => code,
        _ => words.of("rule", &code),
    })
}

/// The address of a fact: where every number leads.
pub fn fact_address(fact: &FactKey) -> String {
    format!(
        "/facts?indicator={}&place={}&period={}&breakdown={}",
        fact.indicator,
        fact.place,
        fact.period,
        fact.breakdown
            .to_string()
            .replace(';', "%3B")
            .replace('=', "%3D")
    )
}

/// The address of the picture that a fact's number stands in.
pub fn situation_address(fact: &FactKey) -> String {
    format!(
        "/situation?place={}&period={}&indicator={}",
        fact.place, fact.period, fact.indicator
    )
}

/// What one institution says, in words.
pub fn value_text(words: Words, value: ReportedValue, decimals: u8) -> String {
    let Some(number) = value.number() else {
        return words.of("figure-state", value.state().code());
    };
    let text = number_text(words.language(), number, decimals);
    match value.confidence() {
        Some(grade) => format!("≈ {text} ({})", grade.code()),
        None => text,
    }
}

/// What is known, in words: one number, a range, at least so many where parts are missing, or why
/// there is none.
pub fn known_text(words: Words, known: &Known, decimals: u8) -> String {
    let number = |number| number_text(words.language(), number, decimals);
    match (known.low, known.high) {
        (Some(low), Some(_)) if !known.is_whole() => format!("≥\u{a0}{}", number(low)),
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        _ => words.of("standing", known.standing.code()),
    }
}

/// From how many of its parts a figure was added up; nothing where it was reported as it is.
pub fn parts_text(words: Words, known: &Known) -> String {
    let Some((present, all)) = known.parts.filter(|_| known.low.is_some()) else {
        return String::new();
    };
    if present == all {
        return words.with("added-from-all-parts", &[("all", i64::from(all).into())]);
    }
    words.with(
        "added-from-parts",
        &[
            ("known", i64::from(present).into()),
            ("all", i64::from(all).into()),
        ],
    )
}

/// The style class of a standing's tag.
pub const fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Adopted | Standing::Agreed => "tag-good",
        Standing::Provisional => "tag-calm",
        Standing::SingleSource => "tag-warn",
        Standing::Disputed => "tag-bad",
        _ => "",
    }
}

/// What is known as a chart draws it. A disputed fact has no single number: it is drawn at its
/// middle, and says so when asked.
pub fn mark(words: Words, known: &Known, decimals: u8, address: Option<&str>) -> Mark {
    let text = known_text(words, known, decimals);
    let mark = match (known.low, known.high) {
        (Some(low), Some(high)) => count_mark(low, high, text.clone()),
        _ => match known.standing {
            Standing::NotApplicable => Mark::not_applicable(text.clone()),
            Standing::Withheld => Mark::hidden(text.clone()),
            _ => Mark::not_reported(text.clone()),
        },
    };
    let standing = words.of("standing", known.standing.code());
    let mark = mark.with_tooltip(if standing == text {
        text
    } else {
        format!("{text}: {standing}")
    });
    match address.map(Link::parse) {
        Some(Ok(link)) => mark.with_link(link),
        _ => mark,
    }
}

fn count_mark(low: i64, high: i64, text: String) -> Mark {
    let middle = low + (high - low) / 2;
    if low != high && middle == 0 {
        // Not a true zero: somebody says more.
        return Mark::number(0.5, text.clone()).unwrap_or_else(|_| Mark::not_reported(text));
    }
    match u32::try_from(middle) {
        Ok(number) => Mark::count(number, text),
        Err(_) => Mark::not_reported(text),
    }
}

/// The words for the states of a mark.
pub fn state_words(words: Words) -> StateWords {
    StateWords {
        zero: words.text("chart-zero"),
        hidden: words.text("chart-hidden"),
        not_reported: words.text("chart-not-reported"),
        not_applicable: words.text("chart-not-applicable"),
    }
}

/// How numbers are written on axes.
pub const fn number_style(language: Language) -> NumberStyle {
    match language {
        Language::Albanian => NumberStyle {
            decimal: ',',
            group: '\u{a0}',
            grouped_from: 5,
        },
        Language::English => NumberStyle {
            decimal: '.',
            group: ',',
            grouped_from: 4,
        },
    }
}

/// The words for when somebody reported.
pub fn punctuality_words(words: Words) -> PunctualityWords {
    PunctualityWords {
        on_time: words.text("punctuality-on-time"),
        late: words.text("punctuality-late"),
        missing: words.text("punctuality-missing"),
        not_expected: words.text("reporting-not-expected"),
    }
}

/// Classes up to the largest number of all periods and places that are compared, so that a colour
/// means the same in each of them.
///
/// # Errors
/// When the bounds are no scale, which those made here always are.
pub fn classes(words: Words, largest: i64) -> Result<ClassScale, press::Error> {
    let maximum = u32::try_from(largest.max(1)).map_or(f64::from(u32::MAX), f64::from);
    let bounds = class_bounds(maximum, 5, Grain::Count);
    let text = |number: f64| {
        // Bounds of counts are whole numbers far below the limit.
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^32")]
        let whole = number.round() as i64;
        number_text(words.language(), whole, 0)
    };
    let classes = bounds.iter().map(|bound| Class {
        upper: bound.upper,
        label: if bound.lower >= bound.upper {
            text(bound.upper)
        } else {
            format!("{}–{}", text(bound.lower), text(bound.upper))
        },
    });
    ClassScale::parse(classes.collect())
}

/// A chart with its table, ready for a template.
pub struct Picture {
    /// What stands above the drawing.
    pub title: String,
    /// The drawing.
    pub svg: String,
    /// The same as a table.
    pub table: TableTwin,
}

impl Picture {
    /// Draws.
    pub fn of(chart: &dyn Chart) -> Self {
        Self {
            title: chart.title(),
            svg: chart.svg(),
            table: chart.table(),
        }
    }
}

/// A heading for a chart.
///
/// # Errors
/// When the prefix is no beginning of an id.
pub fn heading(prefix: &str, title: String, description: String) -> Result<Heading, press::Error> {
    Ok(Heading::new(IdPrefix::parse(prefix)?, title, description))
}

/// The last periods of the kind of a period, the given one last.
pub fn periods_up_to(last: Period, count: usize) -> Vec<Period> {
    let mut periods: Vec<Period> = std::iter::successors(Some(last), |period| period.previous())
        .take(count)
        .collect();
    periods.reverse();
    periods
}

/// A code that is safe inside an address.
pub fn plain(code: &str) -> String {
    code.chars()
        .filter(|character| character.is_ascii_alphanumeric() || "-_.".contains(*character))
        .collect()
}
