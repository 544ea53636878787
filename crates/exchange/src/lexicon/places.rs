//! Places by name. The same name is borne by places of several levels and by several of one level
//! ("Qendër" is seven units), and a place is only meant in the time in which it existed.

use super::{
    Lexicon,
    names::{NameIndex, NameProblem, Suggestion},
};
use std::collections::HashMap;
use vocabulary::{Names, Period, Place, PlaceCode, Validity, text::fold};

#[derive(Debug)]
struct KnownPlace {
    level: String,
    parents: Vec<PlaceCode>,
    names: Names,
    validity: Validity,
}

#[derive(Debug, Default)]
pub(crate) struct KnownPlaces {
    places: HashMap<PlaceCode, KnownPlace>,
    identifiers: HashMap<String, Vec<PlaceCode>>,
    names: NameIndex<PlaceCode>,
    levels: Vec<KnownLevel>,
}

/// A level with the names for it, folded: "njesi administrative".
#[derive(Debug)]
struct KnownLevel {
    code: String,
    names: Vec<LevelName>,
}

#[derive(Debug)]
struct LevelName {
    folded: String,
    /// Whether brackets tell it from another level: "Bashki (deri më 2015)" is only meant where all
    /// of it is said.
    is_whole: bool,
}

impl KnownLevel {
    /// The rest of a folded text that begins with the level, in any inflection: "bashkia dimal".
    fn strip<'t>(&self, folded: &'t str) -> Option<&'t str> {
        self.names.iter().find_map(|name| {
            let mut rest = folded;
            for word in name.folded.split(' ') {
                let (first, others) = rest.split_once(' ')?;
                if !is_inflection(first, word) {
                    return None;
                }
                rest = others;
            }
            let joined = rest.strip_prefix("of ").or(rest.strip_prefix("e "));
            Some(joined.unwrap_or(rest))
        })
    }

    /// Whether a folded text speaks of the level.
    fn is_named_in(&self, folded: &str) -> bool {
        self.names.iter().any(|name| {
            let needed = if name.is_whole { usize::MAX } else { 1 };
            let said = |wanted| folded.split(' ').any(|word| is_inflection(word, wanted));
            name.folded.split(' ').take(needed).all(said)
        })
    }
}

/// Albanian endings replace a final ë and are up to three letters long: qark, qarkut; komunë,
/// komuna; bashki, bashkisë.
fn is_inflection(word: &str, of: &str) -> bool {
    const LONGEST_ENDING: usize = 3;
    let stem = of.strip_suffix('e').unwrap_or(of);
    word.starts_with(stem) && word.len() <= of.len() + LONGEST_ENDING
}

/// What is known beside the name.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceHints<'a> {
    /// The level that is meant, such as `bashki`.
    pub level: Option<&'a str>,
    /// A place that it lies in.
    pub within: Option<&'a PlaceCode>,
    /// The period that the figure is about.
    pub period: Option<Period>,
}

impl KnownPlaces {
    pub(super) fn has_name(&self, folded: &str) -> bool {
        self.names.has(folded)
    }

    pub(super) fn has_code(&self, text: &str) -> bool {
        self.places.contains_key(text)
    }

    fn candidates(&self, text: &str) -> Vec<PlaceCode> {
        if let Some((code, _)) = self.places.get_key_value(text) {
            return vec![code.clone()];
        }
        let folded = fold(text);
        let found = self.names.named(&folded);
        if !found.is_empty() {
            return found.to_vec();
        }
        for level in &self.levels {
            let is_of_level = |code: &&PlaceCode| {
                let known = self.places.get(*code);
                known.is_some_and(|known| known.level == level.code)
            };
            let rest = level.strip(&folded).unwrap_or("");
            let found: Vec<PlaceCode> = self
                .names
                .named(rest)
                .iter()
                .filter(is_of_level)
                .cloned()
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        self.identifiers.get(text).cloned().unwrap_or_default()
    }

    fn lies_in(&self, place: &PlaceCode, within: &PlaceCode) -> bool {
        const DEEPEST: usize = 8;
        let mut layer = vec![place];
        for _ in 0..DEEPEST {
            if layer.contains(&within) {
                return true;
            }
            layer = layer
                .into_iter()
                .filter_map(|code| self.places.get(code))
                .flat_map(|known| &known.parents)
                .collect();
        }
        false
    }

    fn existed(&self, place: &PlaceCode, period: Period) -> bool {
        let validity = self.places.get(place).map(|known| known.validity);
        validity.is_none_or(|validity| validity.overlaps(period.first_day(), period.last_day()))
    }

    fn suggestion(&self, place: &PlaceCode) -> Suggestion {
        let known = self.places.get(place);
        let parent = known.and_then(|known| self.places.get(known.parents.first()?));
        Suggestion {
            code: place.to_string(),
            name: known.map_or_else(String::new, |known| known.names.albanian.clone()),
            within: parent.map_or_else(String::new, |parent| parent.names.albanian.clone()),
        }
    }
}

impl Lexicon {
    /// Adds a level of places, by its code and its names.
    pub fn add_level(&mut self, code: &str, names: &Names) {
        let names = [code, &names.albanian, &names.english].map(|name| LevelName {
            folded: fold(name),
            is_whole: name.contains('('),
        });
        self.places.levels.push(KnownLevel {
            code: code.to_owned(),
            names: names
                .into_iter()
                .filter(|name| !name.folded.is_empty())
                .collect(),
        });
    }

    /// The only one of these levels that a heading speaks of.
    pub(crate) fn level_in<'l>(&self, heading: &str, levels: &'l [String]) -> Option<&'l String> {
        let folded = fold(heading);
        let mut named = levels.iter().filter(|code| {
            let mut known = self.places.levels.iter();
            known.any(|level| level.code == **code && level.is_named_in(&folded))
        });
        let only = named.next()?;
        named.next().is_none().then_some(only)
    }

    /// Adds a place.
    pub fn add_place(&mut self, place: &Place) {
        let parents = place.parent.iter().chain(&place.also_in).cloned().collect();
        let places = &mut self.places;
        places.names.add_names(&place.code, &place.names);
        for alias in &place.aliases {
            places.names.add(&place.code, alias);
        }
        for identifier in &place.identifiers {
            // A bare number means different places in different schemes.
            if identifier
                .identifier
                .bytes()
                .any(|byte| byte.is_ascii_alphabetic())
            {
                let codes = places
                    .identifiers
                    .entry(identifier.identifier.clone())
                    .or_default();
                if !codes.contains(&place.code) {
                    codes.push(place.code.clone());
                }
            }
        }
        let known = KnownPlace {
            level: place.level.clone(),
            parents,
            names: place.names.clone(),
            validity: place.validity,
        };
        places.places.insert(place.code.clone(), known);
    }

    /// The one place that a text means, by code, by name or by somebody else's code. Each hint is
    /// used only to choose among several; a hint that would leave nothing is passed over.
    ///
    /// # Errors
    /// When no place has that name, or several have.
    pub fn place(&self, text: &str, hints: PlaceHints<'_>) -> Result<PlaceCode, NameProblem> {
        let places = &self.places;
        let mut found = places.candidates(text.trim());
        if found.is_empty() {
            return Err(NameProblem::Unknown);
        }
        let mut narrow = |keep: &dyn Fn(&PlaceCode) -> bool| {
            if found.len() > 1 && found.iter().any(keep) {
                found.retain(|code| keep(code));
            }
        };
        if let Some(level) = hints.level {
            narrow(&|code| {
                places
                    .places
                    .get(code)
                    .is_some_and(|known| known.level == level)
            });
        }
        if let Some(within) = hints.within {
            narrow(&|code| places.lies_in(code, within));
        }
        if let Some(period) = hints.period {
            narrow(&|code| places.existed(code, period));
        }
        match found.as_slice() {
            [one] => Ok(one.clone()),
            several => Err(NameProblem::Ambiguous(
                several.iter().map(|code| places.suggestion(code)).collect(),
            )),
        }
    }

    /// Places with names like a text, the most alike first, each with what it lies in.
    #[must_use]
    pub fn suggest_places(&self, text: &str) -> Vec<Suggestion> {
        let like = self.places.names.like(text);
        let codes = like
            .iter()
            .filter_map(|one| PlaceCode::parse(&one.code).ok());
        codes.map(|code| self.places.suggestion(&code)).collect()
    }

    /// Whether a place existed on any day of a period; true for a place that is not known.
    #[must_use]
    pub fn place_existed(&self, place: &PlaceCode, period: Period) -> bool {
        self.places.existed(place, period)
    }

    /// Whether a place is another one or lies in it, at any depth.
    #[must_use]
    pub fn place_lies_in(&self, place: &PlaceCode, within: &PlaceCode) -> bool {
        self.places.lies_in(place, within)
    }

    /// The level of a place.
    #[must_use]
    pub fn place_level(&self, place: &PlaceCode) -> Option<&str> {
        let known = self.places.places.get(place)?;
        Some(&known.level)
    }

    /// The levels of all places that a text names.
    pub(crate) fn levels_named(&self, text: &str) -> Vec<&str> {
        let candidates = self.places.candidates(text.trim());
        candidates
            .iter()
            .filter_map(|code| self.place_level(code))
            .collect()
    }
}
