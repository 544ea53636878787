//! The codes that a case is counted by. "Not asked" and "declined" are values like any other.

use crate::codes::codes;

codes! {
    /// The person's sex, as they say it.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Neither, or both.
        OtherSex = "other",
        /// Nobody asked.
        NotAsked = "not-asked",
        /// The person did not wish to say.
        Declined = "declined",
    }
}

codes! {
    /// The main form of exploitation (IOM Human Trafficking Case Data Standard 2.0; begging and
    /// criminality apart, as national reports need them).
    Exploitation {
        /// Sexual.
        Sexual = "sexual",
        /// Forced labour.
        Labour = "labour",
        /// Forced begging.
        Begging = "begging",
        /// Forced criminality.
        Criminality = "criminality",
        /// Forced marriage.
        Marriage = "marriage",
        /// Domestic servitude.
        Servitude = "servitude",
        /// Removal of organs.
        OrganRemoval = "organ-removal",
        /// Another form.
        OtherForm = "other",
        /// Nobody asked.
        NotAsked = "not-asked",
        /// The person did not wish to say.
        Declined = "declined",
    }
}

codes! {
    /// Whose citizen the person is.
    Citizenship {
        /// This country's.
        National = "national",
        /// Another country's, or none's.
        Foreign = "foreign",
        /// Nobody asked.
        NotAsked = "not-asked",
        /// The person did not wish to say.
        Declined = "declined",
    }
}

codes! {
    /// Whether a border was crossed.
    ExploitationScope {
        /// Within the country.
        Domestic = "domestic",
        /// Across a border.
        CrossBorder = "cross-border",
        /// Nobody asked.
        NotAsked = "not-asked",
        /// The person did not wish to say.
        Declined = "declined",
    }
}
