//! Where a concern comes from, and what is known of the person's age.

use crate::codes::codes;

codes! {
    /// Who raised the concern.
    ConcernSource {
        /// Police.
        Police = "police",
        /// Border police.
        BorderPolice = "border-police",
        /// Prosecution.
        Prosecutor = "prosecutor",
        /// Labour inspectorate.
        LabourInspector = "labour-inspector",
        /// Social services.
        SocialServices = "social-services",
        /// Child protection unit.
        ChildProtection = "child-protection",
        /// School, kindergarten.
        School = "school",
        /// Hospital, health centre.
        Health = "health",
        /// Employment office.
        EmploymentOffice = "employment-office",
        /// Consulate.
        Consulate = "consulate",
        /// Mobile unit.
        MobileUnit = "mobile-unit",
        /// Non-profit organisation.
        Npo = "npo",
        /// Shelter.
        Shelter = "shelter",
        /// Religious body.
        ReligiousBody = "religious-body",
        /// Community centre.
        CommunityCentre = "community-centre",
        /// Family.
        Family = "family",
        /// Friend.
        Friend = "friend",
        /// The person.
        Oneself = "self",
        /// Hotline.
        Hotline = "hotline",
        /// Asylum or migration office.
        Migration = "migration",
        /// Anybody else.
        OtherSource = "other",
    }
}

codes! {
    /// How it came.
    Channel {
        /// In person.
        InPerson = "in-person",
        /// By telephone.
        Telephone = "telephone",
        /// In writing.
        Written = "written",
        /// Found during field work.
        FieldWork = "field-work",
    }
}

codes! {
    /// What is known of the person's age.
    Age {
        /// Eighteen or older.
        Adult = "adult",
        /// Younger.
        Child = "child",
        /// Not known.
        UnknownAge = "unknown",
    }
}

impl Age {
    /// Whether a child's rules hold: they do while the age is unknown (Directive 2011/36/EU,
    /// article 13(2)).
    #[must_use]
    pub const fn is_protected_as_child(self) -> bool {
        !matches!(self, Self::Adult)
    }
}
