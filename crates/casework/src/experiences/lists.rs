//! What is asked, and what can be said to it. Any number of answers to each.

use crate::codes::codes;

codes! {
    /// What is asked.
    ExperienceTopic {
        /// How it began.
        HowRecruited = "recruitment",
        /// Who began it.
        WhoRecruited = "recruiter",
        /// What held the person.
        HowControlled = "control",
        /// What for.
        WhatFor = "exploitation",
    }
}

codes! {
    /// How it began.
    Recruitment {
        /// At a place of business.
        Business = "business",
        /// At a school.
        Education = "education",
        /// At work.
        AtWork = "work",
        /// Through a social network on the internet.
        OnlineNetwork = "online-network",
        /// Through an advertisement on the internet.
        OnlineAdvertisement = "online-advertisement",
        /// Through television.
        Television = "television",
        /// Through a newspaper.
        Newspaper = "newspaper",
        /// Through the family or at a family's feast.
        ThroughFamily = "family",
        /// Through friends or in company.
        ThroughFriends = "friends",
        /// Promised love or marriage.
        Courtship = "courtship",
        /// Taken by force.
        Abducted = "abducted",
        /// In another way.
        OtherWay = "other",
    }
}

codes! {
    /// Who the one who began it was to the person.
    RecruiterRelation {
        /// A partner.
        Partner = "partner",
        /// A parent.
        Parent = "parent",
        /// Another relative.
        Relative = "relative",
        /// A friend.
        Friend = "friend",
        /// An employer.
        Employer = "employer",
        /// Somebody they knew.
        Acquainted = "acquainted",
        /// Somebody they did not know.
        Unacquainted = "unacquainted",
    }
}

codes! {
    /// What held the person.
    ControlMeans {
        /// Debts.
        DebtBondage = "debt-bondage",
        /// What they earned was taken.
        TakesEarnings = "takes-earnings",
        /// No money of their own.
        RestrictsMoney = "restricts-money",
        /// Threats of violence.
        Threats = "threats",
        /// Threats to tell police or authorities.
        ThreatOfLaw = "threat-of-law",
        /// Threats against children or family.
        ThreatensFamily = "threatens-family",
        /// Threats to shame them.
        ThreatensShame = "threatens-shame",
        /// Psychological violence.
        PsychologicalAbuse = "psychological-abuse",
        /// Physical violence.
        PhysicalAbuse = "physical-abuse",
        /// Sexual violence.
        SexualAbuse = "sexual-abuse",
        /// False promises.
        FalsePromises = "false-promises",
        /// Drugs or alcohol.
        Substances = "substances",
        /// Locked in, watched.
        RestrictsMovement = "restricts-movement",
        /// No doctor.
        RestrictsMedicalCare = "restricts-medical-care",
        /// No food, sleep, clothes.
        WithholdsNecessities = "withholds-necessities",
        /// Too many hours of work.
        ExcessiveHours = "excessive-hours",
        /// Papers were taken away.
        WithholdsDocuments = "withholds-documents",
        /// Their children were used.
        UsesChildren = "uses-children",
        /// Something else.
        OtherMeans = "other",
    }
}

codes! {
    /// What for.
    ExploitationForm {
        /// Forced labour.
        ForcedLabour = "labour",
        /// Prostitution.
        Prostitution = "prostitution",
        /// Pictures or films.
        Pornography = "pornography",
        /// Sexual acts before a camera.
        RemoteSexual = "remote-sexual",
        /// Domestic servitude.
        Servitude = "servitude",
        /// Begging.
        ForcedBegging = "begging",
        /// Theft, drugs, other crimes.
        ForcedCriminality = "criminality",
        /// Marriage.
        ForcedMarriage = "marriage",
        /// Work of a child.
        ChildLabour = "child-labour",
        /// Adoption.
        IllegalAdoption = "adoption",
        /// Bearing a child for others.
        Surrogacy = "surrogacy",
        /// Removal of organs.
        OrganRemoval = "organ-removal",
        /// Fighting for an armed group.
        ArmedGroup = "armed-group",
        /// Something else.
        OtherForm = "other",
    }
}

impl ExperienceTopic {
    /// What can be said to it.
    #[must_use]
    pub fn codes(self) -> Vec<&'static str> {
        macro_rules! all {
            ($list:ty) => {
                <$list>::ALL.iter().map(|one| one.code()).collect()
            };
        }
        match self {
            Self::HowRecruited => all!(Recruitment),
            Self::WhoRecruited => all!(RecruiterRelation),
            Self::HowControlled => all!(ControlMeans),
            Self::WhatFor => all!(ExploitationForm),
        }
    }
}
