//! An item of a matter: with its scope, articles and linked crimes, and of no person.

use super::{Code, Item};
use casework::MatterFacts;
use jiff::Timestamp;
use vocabulary::{TermCode, office_date};

/// What happened on a day, or did not, under these articles.
pub(super) fn item(
    matter: &MatterFacts,
    (at, happened): (Timestamp, bool),
    articles: &[TermCode],
) -> Item {
    let mut codes: Vec<Code> = vec![("scope", matter.scope.code().into())];
    let articles = articles.iter().map(|one| one.as_str().to_owned());
    codes.extend(articles.map(|article| ("article", article.into())));
    let crimes = matter.linked_crimes.iter();
    codes.extend(crimes.map(|one| ("linked-crime", one.as_str().to_owned().into())));
    Item {
        person: None,
        region: matter.region.clone(),
        residence: None,
        at_risk: None,
        potential: None,
        formal: None,
        began: office_date(at),
        ended: Some(office_date(at)),
        lasts: false,
        happened,
        is_met: false,
        is_of_unknown_age: false,
        codes,
    }
}

/// What has not happened, with the articles of the day.
pub(super) fn nothing(matter: &MatterFacts) -> Item {
    let latest = matter.stages.last();
    let (at, articles) = latest.map_or((Timestamp::UNIX_EPOCH, &[][..]), |fact| {
        (fact.at, fact.articles.as_slice())
    });
    item(matter, (at, false), articles)
}
