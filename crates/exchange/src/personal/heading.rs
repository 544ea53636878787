//! One heading: does it ask for personal data? Decided word by word, so that "Numri personal" is
//! found and "Numri i personave" is not.

use super::{PersonalKind, words};
use vocabulary::text::fold;

/// What a heading says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Personal, whatever the column holds.
    Personal(PersonalKind),
    /// A bare "name": the column's content must tell whose.
    NameOfSomething,
    /// A name or number of something that is no person; also exempt from content patterns.
    Thing,
    /// Nothing to say.
    Nothing,
}

/// Longer texts are sentences, not headings.
const LONGEST_HEADING: usize = 120;

/// Judges one heading.
pub(super) fn judge(heading: &str) -> Verdict {
    if heading.len() > LONGEST_HEADING || heading.chars().filter(char::is_ascii_digit).count() > 4 {
        return Verdict::Nothing;
    }
    let folded = fold(&spaced(heading));
    let tokens: Vec<&str> = folded
        .split(' ')
        .filter(|token| !token.is_empty())
        .collect();
    if tokens.is_empty() {
        return Verdict::Nothing;
    }
    let words = Words(&tokens);
    if words.any("nipt nuis") {
        return Verdict::Thing;
    }
    identity(&words)
        .or_else(|| name(&words))
        .or_else(|| contact(&words))
        .unwrap_or(Verdict::Nothing)
}

/// Puts blanks where `homePhone` begins a new word.
fn spaced(heading: &str) -> String {
    let mut text = String::with_capacity(heading.len() + 8);
    let mut after_small = false;
    for character in heading.chars() {
        if character.is_uppercase() && after_small {
            text.push(' ');
        }
        after_small = character.is_lowercase();
        text.push(character);
    }
    text
}

struct Words<'a>(&'a [&'a str]);

impl Words<'_> {
    fn any(&self, list: &str) -> bool {
        self.0.iter().any(|token| words::holds(list, token))
    }

    /// Whether the words stand together, in this order.
    fn phrase(&self, phrase: &[&str]) -> bool {
        self.0.windows(phrase.len()).any(|window| window == phrase)
    }

    fn any_starting(&self, beginnings: &str) -> bool {
        let starts = |token: &&str| beginnings.split(' ').any(|start| token.starts_with(start));
        self.0.iter().any(starts)
    }

    fn counts(&self) -> bool {
        self.any(words::COUNTED)
    }

    /// Nothing but these words and small ones.
    fn only(&self, list: &str) -> bool {
        self.any(list)
            && self
                .0
                .iter()
                .all(|token| words::holds(list, token) || words::holds(words::SMALL, token))
    }
}

/// Birth dates, personal numbers and papers.
fn identity(words: &Words<'_>) -> Option<Verdict> {
    let found = |kind| Some(Verdict::Personal(kind));
    let born = words.any("birthdate birthday dob datelindja datelindje ditelindja dtl")
        || words.phrase(&["birth", "date"])
        || (words.any("date data dita viti year") && words.any("birth lindjes lindje"));
    if born && !words.counts() {
        return found(PersonalKind::BirthDate);
    }
    let numbered = words.any("nr numri numer number no id kodi code");
    let national = words.any("nid ssn")
        || (numbered && words.any("personal kombetare national"))
        || (words.any("karta karte kartes") && words.any_starting("identitet"))
        || words.phrase(&["identity", "card"])
        || words.phrase(&["id", "card"])
        || words.phrase(&["social", "security"]);
    if national && !words.counts() {
        return found(PersonalKind::NationalId);
    }
    if words.any(words::PAPER) && !words.counts() {
        return found(PersonalKind::Passport);
    }
    None
}

fn name(words: &Words<'_>) -> Option<Verdict> {
    let has_name = words.any(words::NAME);
    let only_father = words.any("babai babait");
    if words.any(words::SURNAME) && (!only_father || has_name || words.0.len() == 1) {
        return Some(Verdict::Personal(PersonalKind::Name));
    }
    if words.phrase(&["contact", "person"]) || words.any("kontaktit") && words.any("personi") {
        return Some(Verdict::Personal(PersonalKind::Name));
    }
    if !has_name {
        return None;
    }
    if words.any(words::THING) {
        return Some(Verdict::Thing);
    }
    if words.any(words::PERSON) {
        return Some(Verdict::Personal(PersonalKind::Name));
    }
    Some(Verdict::NameOfSomething)
}

/// Telephone, mail, address, photograph.
fn contact(words: &Words<'_>) -> Option<Verdict> {
    if words.counts() {
        return None;
    }
    let found = |kind| Some(Verdict::Personal(kind));
    let is_mail = words.any(words::EMAIL) || words.phrase(&["e", "mail"]);
    if is_mail
        || words.phrase(&["posta", "elektronike"])
        || words.phrase(&["adresa", "elektronike"])
    {
        return found(PersonalKind::Email);
    }
    let is_mobile = words.only("mobile mob mobil") && words.any("mobile mob mobil");
    if words.any(words::PHONE) || is_mobile {
        return found(PersonalKind::Phone);
    }
    let of_thing = words.any(words::THING) && !words.any(words::SHELTER);
    let is_street = words.only("street rruga");
    let is_postal = words.any("postal postare") && words.any("code kodi");
    if (words.any(words::ADDRESS) && !of_thing) || is_street || is_postal {
        return found(PersonalKind::Address);
    }
    if words.only(words::PHOTO) || (words.any(words::PHOTO) && words.any(words::PERSON)) {
        return found(PersonalKind::Photo);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_personal_data_are_known_in_both_languages() {
        use PersonalKind::{Address, BirthDate, Email, Name, NationalId, Passport, Phone, Photo};
        for (heading, kind) in [
            ("Mbiemri", Name),
            ("EMËR MBIEMËR", Name),
            ("Emri i viktimës", Name),
            ("Emri, atësia, mbiemri", Name),
            ("Emri i babait", Name),
            ("Atesia", Name),
            ("First Name", Name),
            ("prs_Second_Name", Name),
            ("victimName", Name),
            ("Name of the child", Name),
            ("Contact person", Name),
            ("Datëlindja", BirthDate),
            ("DATA E LINDJES", BirthDate),
            ("Dt. lindje / data lindjes", BirthDate),
            ("prs_Birthdate", BirthDate),
            ("Date of birth", BirthDate),
            ("NID", NationalId),
            ("Numri personal", NationalId),
            ("Nr. Personal i identifikimit", NationalId),
            ("Personal ID number", NationalId),
            ("Nr. i kartës së identitetit", NationalId),
            ("Pasaporta nr.", Passport),
            ("Passport number", Passport),
            ("Telefon", Phone),
            ("Nr. Tel.", Phone),
            ("prs_HomePhone", Phone),
            ("Mobile", Phone),
            ("E-mail", Email),
            ("prs_Email", Email),
            ("Adresa", Address),
            ("Adresa e strehëzës", Address),
            ("prs_MailingStreet", Address),
            ("Mailing Zip/Postal Code", Address),
            ("Rruga", Address),
            ("Fotografia", Photo),
        ] {
            assert_eq!(judge(heading), Verdict::Personal(kind), "{heading}");
        }
    }

    #[test]
    fn headings_of_figures_pass() {
        for heading in [
            "Emri i institucionit",
            "Emri i njësisë",
            "Emri i bashkisë",
            "Name of municipality",
            "indicator name",
            "#adm1+name",
            "NIPT",
            "Numri i NIPT-it / nr. personal i biznesit NIPT",
        ] {
            let verdict = judge(heading);
            assert!(matches!(verdict, Verdict::Thing), "{heading}: {verdict:?}");
        }
        for heading in [
            "Numri i personave",
            "Nr. i viktimave të mundshme",
            "Identifikuar nga njësitë mobile",
            "Identified by mobile units",
            "Numri i telefonatave",
            "Phone calls to the hotline",
            "Fëmijë në situatë rruge",
            "Street children",
            "Fëmijë pa regjistrim lindjeje",
            "Children without birth registration",
            "Viktima me pasaportë të falsifikuar",
            "Cases addressed",
            "Personel i trajnuar",
            "Institution",
            "Adresa e institucionit",
            "Vendbanimi",
            "Familje",
            "Femra 12-17 vjeç",
            "Data e raportimit",
            "Viti",
            "",
        ] {
            assert_eq!(judge(heading), Verdict::Nothing, "{heading}");
        }
        assert_eq!(judge("Emri"), Verdict::NameOfSomething);
        assert_eq!(judge("Name"), Verdict::NameOfSomething);
    }
}
