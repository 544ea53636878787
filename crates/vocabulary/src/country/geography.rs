//! Finding places: by code, by name as people type it, by the codes of others, by what they lie in.

use super::{Country, Ring};
use crate::{Language, Names, Place, PlaceCode, Succession, SuccessionKind, text};
use jiff::civil::Date;
use std::collections::HashSet;

/// A level of the territorial division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its code.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// Whether each place of this level has a committee.
    pub is_committee_level: bool,
}

impl Country {
    /// The country's own place.
    #[must_use]
    pub const fn code(&self) -> &PlaceCode {
        &self.code
    }

    /// The country's names.
    #[must_use]
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// The currency's ISO 4217 code.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// The code under which the country's telephones are called from abroad (ITU-T E.164), in digits.
    #[must_use]
    pub fn dialling_code(&self) -> &str {
        &self.dialling_code
    }

    /// The levels, from the country down.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The level whose places have a committee each.
    #[must_use]
    pub fn committee_level(&self) -> &str {
        let level = self.levels.iter().find(|level| level.is_committee_level);
        level.map_or("", |level| level.code.as_str())
    }

    /// The places that have a committee, in the order of the package.
    #[must_use]
    pub fn regions(&self) -> Vec<&Place> {
        let level = self.committee_level();
        self.places
            .iter()
            .filter(|place| place.level == level)
            .collect()
    }

    /// Every place of every time.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place with that code.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<&Place> {
        self.place_index.get(code).map(|index| &self.places[*index])
    }

    /// The places that lie directly in another on a day, of one level or of all.
    #[must_use]
    pub fn children(&self, parent: &PlaceCode, on: Date, level: Option<&str>) -> Vec<&Place> {
        let indices = self.children.get(parent).map_or(&[][..], Vec::as_slice);
        indices
            .iter()
            .map(|index| &self.places[*index])
            .filter(|place| place.validity.holds_on(on))
            .filter(|place| level.is_none_or(|level| place.level == level))
            .collect()
    }

    /// The place with a committee that a place is or lies in; `None` for the country itself.
    #[must_use]
    pub fn region_of(&self, code: &PlaceCode) -> Option<&Place> {
        let level = self.committee_level();
        let mut place = self.place(code.as_str())?;
        // A tree is never deeper than its levels.
        for _ in 0..=self.levels.len() {
            if place.level == level {
                return Some(place);
            }
            place = self.place(place.parent.as_ref()?.as_str())?;
        }
        None
    }

    /// The level of a place.
    #[must_use]
    pub fn level(&self, place: &Place) -> Option<&Level> {
        self.levels.iter().find(|level| level.code == place.level)
    }

    /// Whether a place that this one lies in has the same name: a municipality is often called like its
    /// region, and a unit like its municipality.
    #[must_use]
    pub fn is_named_like_its_parent(&self, place: &Place, language: Language) -> bool {
        let mut above = place;
        // A tree is never deeper than its levels.
        for _ in 0..self.levels.len() {
            let parent = above.parent.as_ref();
            let Some(parent) = parent.and_then(|code| self.place(code.as_str())) else {
                return false;
            };
            if parent.names.text(language) == place.names.text(language) {
                return true;
            }
            above = parent;
        }
        false
    }

    /// Whether a place is, or lies in, another, under any division.
    #[must_use]
    pub fn is_within(&self, inner: &PlaceCode, outer: &PlaceCode) -> bool {
        let mut waiting = vec![inner];
        let mut seen = HashSet::new();
        while let Some(code) = waiting.pop() {
            if code == outer {
                return true;
            }
            if let Some(place) = self.place(code.as_str()).filter(|_| seen.insert(code)) {
                waiting.extend(place.parent.iter().chain(&place.also_in));
            }
        }
        false
    }

    /// The place that somebody else knows by that code.
    #[must_use]
    pub fn place_by_identifier(
        &self,
        scheme: &str,
        identifier: &str,
        level: Option<&str>,
    ) -> Option<&Place> {
        self.places.iter().find(|place| {
            level.is_none_or(|level| place.level == level)
                && place
                    .identifiers
                    .iter()
                    .any(|one| one.scheme == scheme && one.identifier == identifier)
        })
    }

    /// The places that a text names, as people type it: without ë and ç, in any case, by an old or
    /// another name. Several, where the name is not unique.
    #[must_use]
    pub fn find_places(&self, text: &str, level: Option<&str>) -> Vec<&Place> {
        if let Some(place) = self.place(text.trim()) {
            return vec![place];
        }
        let found = self
            .folded_names
            .get(&text::fold(text))
            .map_or(&[][..], Vec::as_slice);
        found
            .iter()
            .map(|index| &self.places[*index])
            .filter(|place| level.is_none_or(|level| place.level == level))
            .collect()
    }

    /// The places that a mistyped name most likely means, the likeliest first.
    #[must_use]
    pub fn suggest_places(&self, text: &str) -> Vec<&Place> {
        let names = self
            .places
            .iter()
            .map(|place| place.names.albanian.as_str());
        let mut found: Vec<&Place> = Vec::new();
        for name in text::nearest(text, names) {
            for place in self.find_places(name, None) {
                if !found.iter().any(|other| other.code == place.code) {
                    found.push(place);
                }
            }
        }
        found.truncate(5);
        found
    }

    /// All links from places that ended to those that carry on.
    #[must_use]
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The links away from a place, to successors of every level: the shares add up to a thousand
    /// for each level of them.
    #[must_use]
    pub fn successors(&self, code: &PlaceCode) -> Vec<&Succession> {
        self.successions
            .iter()
            .filter(|link| link.from == *code)
            .collect()
    }

    /// The links to a place.
    #[must_use]
    pub fn predecessors(&self, code: &PlaceCode) -> Vec<&Succession> {
        self.successions
            .iter()
            .filter(|link| link.to == *code)
            .collect()
    }

    /// The days between two others on which the territory of a place changed, so that its series is
    /// broken there. A new name or a new parent moves no border and breaks nothing.
    #[must_use]
    pub fn breaks_between(&self, code: &PlaceCode, first: Date, last: Date) -> Vec<Date> {
        let mut days: Vec<Date> = self
            .successions
            .iter()
            .filter(|link| link.to == *code || link.from == *code)
            .filter(|link| matches!(link.kind, SuccessionKind::Merged | SuccessionKind::Split))
            .map(|link| link.on)
            .filter(|day| first < *day && *day <= last)
            .collect();
        days.sort();
        days.dedup();
        days
    }

    /// The outline of a place, where the package has one.
    #[must_use]
    pub fn shape(&self, code: &PlaceCode) -> Option<&[Ring]> {
        self.shapes.get(code).map(Vec::as_slice)
    }
}
