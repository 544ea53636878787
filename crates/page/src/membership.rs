//! How a membership reads: the part that somebody has in a body, and which body. Every door writes it
//! the same way, in the header, in lists and in forms.

use crate::Words;
use vocabulary::{Country, InstitutionCode, PlaceCode};

// words: role-institution-member role-technical-secretariat role-committee-chair
// words: role-national-analyst role-administrator role-operator

/// A role in words, with the name of its institution or, without one, of its region.
#[must_use]
pub fn membership_text(
    words: Words,
    country: &Country,
    (role, institution, region): (&str, Option<&InstitutionCode>, Option<&PlaceCode>),
) -> String {
    let role = words.of("role", role);
    let of = match institution {
        Some(code) => country.institution(code.as_str()).map(|one| &one.names),
        None => region
            .and_then(|code| country.place(code.as_str()))
            .map(|one| &one.names),
    };
    match of {
        Some(names) => format!("{role}, {}", names.text(words.language())),
        None => role,
    }
}
