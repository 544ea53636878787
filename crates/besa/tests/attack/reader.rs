//! What a reader understands of each surface: which count it speaks of, and which counts are left.

use crate::surfaces::{Page, between, plain, rows};
use calamine::{Data, Reader as _, Xlsx};
use page::{Words, period_text};
use std::{collections::HashMap, io::Cursor, sync::OnceLock};
use vocabulary::{
    Breakdown, Country, Indicator, IndicatorCode, Language, Period, PeriodKind, PlaceCode,
    country::RegisteredTable,
};

/// One statement about one count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub surface: &'static str,
    pub indicator: IndicatorCode,
    pub place: PlaceCode,
    pub period: Period,
    pub breakdown: Breakdown,
    pub low: i64,
    pub high: i64,
    /// The base that it is said to be rounded to.
    pub base: Option<i64>,
}

type Key = (IndicatorCode, PlaceCode, Period, Breakdown);

fn told(surface: &'static str, key: Key, (value, base): (i64, Option<i64>)) -> Told {
    // What is no multiple of the base was not rounded, whatever the page says.
    let base = base.filter(|base| value % base == 0);
    let reach = base.map_or(0, |base| base - 1);
    Told {
        surface,
        indicator: key.0,
        place: key.1,
        period: key.2,
        breakdown: key.3,
        low: (value - reach).max(0),
        high: value + reach,
        base,
    }
}

/// A cell that says nothing of its count: it is a part of its sums all the same.
fn silent(surface: &'static str, key: Key) -> Told {
    Told {
        high: UNTOLD,
        base: None,
        ..told(surface, key, (0, None))
    }
}

/// No count is as large.
pub const UNTOLD: i64 = 1 << 30;

pub fn read(country: &Country, page: &Page) -> Vec<Told> {
    let path = page.path.as_str();
    if path.starts_with("/public/tables/") {
        table_page(country, page)
    } else if path.starts_with("/public/printed?") {
        printed(country, page)
    } else if path.ends_with(".csv") {
        text_table(page)
    } else if path.ends_with(".xlsx") {
        workbook(country, page)
    } else if path.ends_with(".json") {
        let value: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        let cells = value["cells"].as_array().cloned().unwrap_or_default();
        cells
            .iter()
            .filter_map(|cell| structured("json", cell))
            .collect()
    } else if path.starts_with("/api/v1/published/") {
        let value: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        let cells = value["figures"].as_array().cloned().unwrap_or_default();
        cells
            .iter()
            .filter_map(|cell| structured("api", cell))
            .collect()
    } else {
        Vec::new()
    }
}

fn key(indicator: &str, place: &str, period: &str, breakdown: &str) -> Key {
    (
        IndicatorCode::parse(indicator).unwrap(),
        PlaceCode::parse(place).unwrap(),
        Period::parse(period).unwrap(),
        Breakdown::parse(breakdown).unwrap(),
    )
}

fn structured(surface: &'static str, cell: &serde_json::Value) -> Option<Told> {
    let text = |name: &str| cell[name].as_str().unwrap_or_default();
    let key = key(
        text("indicator"),
        text("place"),
        text("period"),
        text("breakdown"),
    );
    let value = match text("shown") {
        "zero" => 0,
        "number" | "rounded" => cell["value"].as_i64()?,
        _ => return Some(silent(surface, key)),
    };
    Some(told(surface, key, (value, cell["base"].as_i64())))
}

fn text_table(page: &Page) -> Vec<Told> {
    let mut reader = csv::Reader::from_reader(page.body.as_slice());
    let heads = reader.headers().unwrap().clone();
    let of = |row: &csv::StringRecord, name: &str| {
        let place = heads.iter().position(|head| head == name).unwrap();
        row[place].to_owned()
    };
    let rows = reader.records().map(Result::unwrap);
    let told = rows.map(|row| {
        let key = key(
            &of(&row, "indicator_code"),
            &of(&row, "place_code"),
            &of(&row, "period"),
            &of(&row, "breakdown"),
        );
        let base = of(&row, "base")
            .parse()
            .ok()
            .filter(|_| of(&row, "shown") == "rounded");
        match of(&row, "value").parse() {
            Ok(value) => told("csv", key, (value, base)),
            Err(_) => silent("csv", key),
        }
    });
    told.collect()
}

fn workbook(country: &Country, page: &Page) -> Vec<Told> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(page.body.clone())).unwrap();
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let text = |cell: &Data| cell.to_string();
    let number = |cell: &Data| match cell {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "counts are small and whole"
        )]
        Data::Float(number) => Some(*number as i64),
        Data::Int(number) => Some(*number),
        _ => None,
    };
    let rows = sheet.rows().skip(1);
    let told = rows.filter_map(|row| {
        let indicator = country.indicator(&text(&row[0]))?;
        let breakdown = breakdown(country, words(page), indicator, &text(&row[4]))?;
        let key = key(&text(&row[0]), &text(&row[1]), &text(&row[3]), "");
        let key = (key.0, key.1, key.2, breakdown);
        Some(match number(&row[5]) {
            Some(value) => told("xlsx", key, (value, number(&row[6]))),
            None => silent("xlsx", key),
        })
    });
    told.collect()
}

fn words(page: &Page) -> Words {
    Words::in_language(match page.language.as_str() {
        "sq" => Language::Albanian,
        _ => Language::English,
    })
}

/// Which part a name means.
fn breakdown(
    country: &Country,
    words: Words,
    indicator: &Indicator,
    name: &str,
) -> Option<Breakdown> {
    if name == words.text("public-total") {
        return Some(Breakdown::total());
    }
    indicator.dimensions.iter().find_map(|dimension| {
        let terms = &country.dimension(dimension.as_str())?.terms;
        let term = terms
            .iter()
            .find(|term| term.names.text(words.language()) == name)?;
        Some(Breakdown::total().with(dimension.clone(), term.code.clone()))
    })
}

/// Every period by its name.
fn period(name: &str) -> Option<Period> {
    static NAMES: OnceLock<HashMap<String, Period>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for year in (2000..2030).filter_map(Period::year_of) {
            let school = Period::parse(&format!("{}Sep", year.year())).ok();
            let parts = year.parts(PeriodKind::Quarter).into_iter();
            for one in parts.chain([year]).chain(school) {
                for language in [Language::Albanian, Language::English] {
                    names.insert(period_text(Words::in_language(language), one), one);
                }
            }
        }
        names
    });
    names.get(name).copied()
}

/// A number as a page writes it; "0–4" are the counts that are left.
fn seen(text: &str) -> Option<(i64, Option<i64>)> {
    let clean: String = text
        .chars()
        .filter(|one| !matches!(one, '\u{a0}' | ',' | ' '))
        .collect();
    match clean.split_once('–') {
        Some((low, high)) => {
            let (low, high): (i64, i64) = (low.parse().ok()?, high.parse().ok()?);
            (low == 0).then_some((0, Some(high + 1)))
        }
        None => Some((clean.parse().ok()?, None)),
    }
}

fn table_page(country: &Country, page: &Page) -> Vec<Told> {
    let words = words(page);
    let text = page.text();
    let (code, query) = {
        let path = page.path.trim_start_matches("/public/tables/");
        path.split_once('?').unwrap_or((path, ""))
    };
    let table = country.registered_table(code).unwrap();
    let asked = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    };
    let place = asked("place").unwrap_or_else(|| country.code().to_string());
    let base = (2..20).find(|base: &i64| {
        let said = words.with("public-rule-rounding", &[("base", (*base).into())]);
        text.contains(&said)
    });
    let Some(html) = between(&text, "<table class=\"published\">", "</table>").pop() else {
        return Vec::new();
    };
    let caption = plain(between(html, "<caption>", "</caption>")[0]);
    let around = caption.rsplit_once(", ").and_then(|(_, name)| period(name));
    let grid = rows(html);
    let mut all = Vec::new();
    for row in grid.iter().skip(1) {
        let head = Head::of(country, words, table, (&row[0], &place, around));
        for (name, cell) in grid[0].iter().zip(row).skip(1) {
            let key = head.key(country, words, name);
            all.push(match seen(cell) {
                Some((value, own)) => told("html", key, (value, own.or(base))),
                None => silent("html", key),
            });
        }
    }
    // What the picture says, mark by mark, has to be what stands in the table.
    let said: Vec<String> = grid.iter().skip(1).flatten().cloned().collect();
    let first = all.first().cloned();
    for svg in between(&text, "<svg", "</svg>") {
        for title in between(svg, "<title>", "</title>") {
            let title = plain(title);
            let number = title.rsplit_once(": ").map(|(_, number)| number.to_owned());
            let Some(number) = number.filter(|number| seen(number).is_some()) else {
                continue;
            };
            let is_same = said.contains(&number);
            all.extend(first.clone().map(|one| Told {
                surface: "svg",
                // Another number than the table's: told about the first cell, it contradicts it.
                low: if is_same { one.low } else { UNTOLD },
                high: if is_same { one.high } else { UNTOLD },
                ..one
            }));
        }
    }
    all
}

/// What the head of a row stands for.
struct Head<'a> {
    indicator: &'a Indicator,
    place: PlaceCode,
    period: Period,
}

impl<'a> Head<'a> {
    fn of(
        country: &'a Country,
        words: Words,
        table: &RegisteredTable,
        (head, place, around): (&str, &str, Option<Period>),
    ) -> Self {
        let language = words.language();
        let own: Vec<&Indicator> = table
            .indicators
            .iter()
            .filter_map(|code| country.indicator(code.as_str()))
            .collect();
        let indicator = own
            .iter()
            .find(|one| head.starts_with(one.names.text(language)));
        let regions = country.regions();
        let places = country
            .places()
            .iter()
            .filter(|one| one.level == table.level);
        let named = regions.into_iter().chain(places).find(|one| {
            head.split(", ")
                .any(|part| part == one.names.text(language))
        });
        let period = head.split(", ").find_map(period).or(around);
        Self {
            indicator: indicator.unwrap_or(&own[0]),
            place: named.map_or_else(|| PlaceCode::parse(place).unwrap(), |one| one.code.clone()),
            period: period.unwrap_or_else(|| panic!("no period in {head}")),
        }
    }

    fn key(&self, country: &Country, words: Words, column: &str) -> Key {
        let breakdown = breakdown(country, words, self.indicator, column)
            .unwrap_or_else(|| panic!("no part {column}"));
        (
            self.indicator.code.clone(),
            self.place.clone(),
            self.period,
            breakdown,
        )
    }
}

/// Numbers that publishers printed: exact, for the country. Where they contradict each other the
/// reader knows nothing for certain.
fn printed(country: &Country, page: &Page) -> Vec<Told> {
    let text = page.text();
    let (_, code) = page.path.rsplit_once('=').unwrap();
    let Some(html) = between(&text, "<table>", "</table>").pop() else {
        return Vec::new();
    };
    let rows = rows(html).into_iter().skip(1);
    let told = rows.filter_map(|row| {
        let period = period(&row[0])?;
        let key = (
            IndicatorCode::parse(code).unwrap(),
            country.code().clone(),
            period,
            Breakdown::total(),
        );
        Some(told("printed", key, seen(&row[1])?))
    });
    told.collect()
}
