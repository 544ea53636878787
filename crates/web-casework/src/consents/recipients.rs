//! Whom something can be told: institutions where somebody receives come first, the nearest before
//! the others.

use crate::{TableDoor, error::InLanguage as _, session::Insider};
use boxed::boxed;
use page::{Choice, Failure, office_date};

#[boxed]
pub(super) async fn recipients(
    door: &TableDoor,
    reader: &Insider,
    chosen: &str,
) -> Result<Vec<Choice>, Failure> {
    let words = reader.words();
    let receiving = door.casework.receiving_institutions(reader.request()).await;
    let receiving = receiving.shown(reader.language())?;
    let receives = |code: &str| receiving.iter().any(|one| one == code);
    let today = office_date(reader.visitor.now);
    let own = reader.worker().institution();
    let region = own.split('.').next().unwrap_or_default();
    let all = door.country.institutions().iter();
    let mut all: Vec<_> = all.filter(|one| one.validity.holds_on(today)).collect();
    all.sort_by_key(|one| {
        let code = one.code.as_str();
        (!receives(code), !code.starts_with(region))
    });
    let choice = |one: &vocabulary::Institution| {
        let code = one.code.as_str();
        let name = one.names.text(words.language()).to_owned();
        let name = if receives(code) {
            name
        } else {
            words.with("case-consent-nobody-receives", &[("name", name.into())])
        };
        Choice::new(code, name, chosen)
    };
    let none = Choice::new("", words.text("case-consent-choose"), chosen);
    let choices = all.into_iter().map(choice);
    Ok(std::iter::once(none).chain(choices).collect())
}
