//! The committed Albania package, for the tests that read or damage it. Nothing here changes a file.

use vocabulary::{Country, Place, PlaceCode};

/// The text of a file of the package.
pub fn file(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
    std::fs::read_to_string(format!("{folder}{name}")).ok()
}

/// The fault of the package with one file changed.
pub fn fault_with(changed: &str, change: impl Fn(String) -> String) -> String {
    let files = |name: &str| {
        let text = file(name)?;
        Some(if name == changed { change(text) } else { text })
    };
    Country::parse(&files).unwrap_err().to_string()
}

/// A place's code.
pub fn code(text: &str) -> PlaceCode {
    PlaceCode::parse(text).unwrap()
}

/// The package, read.
pub fn albania() -> Country {
    Country::parse(&file).unwrap_or_else(|error| panic!("{error}"))
}

/// Every place of a level, of any time.
pub fn of_level<'a>(country: &'a Country, level: &str) -> Vec<&'a Place> {
    let places = country.places().iter();
    places.filter(|place| place.level == level).collect()
}
