//! Random damage to a package never ends the program: it is read, or refused with its file.

use crate::package::file;
use proptest::prelude::*;
use std::{collections::HashMap, sync::LazyLock};
use vocabulary::Country;

const FILES: [&str; 17] = [
    "case_counts.toml",
    "code_lists.csv",
    "committee_orders.toml",
    "country.toml",
    "dimensions.csv",
    "indicators.toml",
    "institution_kinds.csv",
    "institutions.csv",
    "place_aliases.csv",
    "place_identifiers.csv",
    "place_successions.csv",
    "places.csv",
    "populations.csv",
    "published_figures.csv",
    "regions.geojson",
    "templates.toml",
    "terms.csv",
];

static PACKAGE: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let texts = FILES.map(|name| (name, file(name).unwrap()));
    texts.into_iter().collect()
});

/// One random damage to one file.
#[derive(Debug, Clone)]
enum Damage {
    /// Some bytes are replaced by others.
    Bytes(Vec<(prop::sample::Index, u8)>),
    /// A line is lost.
    Lost(prop::sample::Index),
    /// A line stands in the place of another.
    Copied(prop::sample::Index, prop::sample::Index),
    /// The file ends early.
    Cut(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        prop::collection::vec((index(), any::<u8>()), 1..8).prop_map(Damage::Bytes),
        index().prop_map(Damage::Lost),
        (index(), index()).prop_map(|(from, to)| Damage::Copied(from, to)),
        index().prop_map(Damage::Cut),
    ]
}

fn damaged(text: &str, damage: &Damage) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut lines: Vec<&str> = text.lines().collect();
    match damage {
        Damage::Bytes(changes) => {
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = *byte;
            }
            return String::from_utf8_lossy(&bytes).into_owned();
        }
        Damage::Lost(line) => drop(lines.remove(line.index(lines.len()))),
        Damage::Copied(from, to) => {
            let line = lines[from.index(lines.len())];
            let to = to.index(lines.len());
            lines[to] = line;
        }
        Damage::Cut(place) => {
            bytes.truncate(place.index(bytes.len()));
            return String::from_utf8_lossy(&bytes).into_owned();
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_damaged_package_is_read_or_refused_with_its_file(
        name in prop::sample::select(&FILES[..]),
        damage in damage(),
    ) {
        let files = |asked: &str| {
            let text = PACKAGE.get(asked)?;
            Some(if asked == name { damaged(text, &damage) } else { text.clone() })
        };
        match Country::parse(&files) {
            // What was read can be used.
            Ok(country) => {
                for place in country.places() {
                    prop_assert!(country.is_within(&place.code, country.code()));
                    let _ = country.region_of(&place.code);
                }
            }
            Err(error) => {
                let error = error.to_string();
                prop_assert!(FILES.iter().any(|file| error.contains(file)), "{}", error);
            }
        }
    }
}
