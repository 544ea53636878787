//! What an instrument advises. It advises: nothing in the wing follows from it but a line on the
//! screen of whoever decides.

use super::{Answer, Indicator, Instrument, Section, Threshold, Weight};
use crate::{Age, CaseworkError, codes::codes};

codes! {
    /// What an instrument advises.
    Advice {
        /// Its rule is met: potential victim.
        Potential = "potential",
        /// Something speaks for it, and the rule is not met.
        AtRisk = "at-risk",
        /// Everything was answered with no.
        NoIndication = "no-indication",
        /// Nothing speaks for it, and not everything was answered.
        TooFewAnswers = "too-few-answers",
    }
}

/// An advice, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advised {
    /// The advice.
    pub advice: Advice,
    /// The codes of the sections that speak.
    pub speaking: Vec<&'static str>,
    /// What was found in each section, in the order of asking.
    pub findings: Vec<SectionFinding>,
    /// Whether the rule for children was used.
    pub as_child: bool,
}

/// What was answered with yes in a section, by weight. What weighs nothing at this age is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionFinding {
    /// The section's code.
    pub section: &'static str,
    /// Strong indicators.
    pub strong: usize,
    /// Medium indicators.
    pub medium: usize,
    /// Weak indicators.
    pub weak: usize,
    /// Whether they are enough for the section to speak.
    pub speaks: bool,
}

impl Instrument {
    /// Applies the rule. What is not among the answers was not asked; unknown age is a child's.
    ///
    /// # Errors
    /// `screening-answer-unknown` for a question that the instrument does not ask, or one answered
    /// twice.
    pub fn advise(
        &'static self,
        answers: &[(String, Answer)],
        age: Age,
    ) -> Result<Advised, CaseworkError> {
        let is_known = |index: usize, question: &str| {
            self.asks(question) && !answers[..index].iter().any(|(own, _)| own == question)
        };
        if !answers
            .iter()
            .enumerate()
            .all(|(index, (own, _))| is_known(index, own))
        {
            return Err(CaseworkError::Invalid("screening-answer-unknown"));
        }
        let as_child = age.is_protected_as_child();
        let is_yes = |question: &str| answers.contains(&(question.to_owned(), Answer::Yes));
        let findings: Vec<SectionFinding> = self
            .sections
            .iter()
            .map(|section| section.finding(self.threshold, &section.weights(as_child, is_yes)))
            .collect();
        let speaking = findings.iter().filter(|one| one.speaks);
        let speaking: Vec<&str> = speaking.map(|one| one.section).collect();
        let is_met = self
            .rule(as_child)
            .iter()
            .all(|list| list.iter().any(|code| speaking.contains(&code.as_str())));
        let clear = answers.iter().filter(|(_, answer)| *answer == Answer::No);
        let advice = if is_met {
            Advice::Potential
        } else if answers.iter().any(|(_, answer)| *answer == Answer::Yes) {
            Advice::AtRisk
        } else if clear.count() == self.questions().count() {
            Advice::NoIndication
        } else {
            Advice::TooFewAnswers
        };
        Ok(Advised {
            advice,
            speaking,
            findings,
            as_child,
        })
    }

    /// The rule for an age: of each list, at least one section speaks.
    #[must_use]
    pub fn rule(&self, as_child: bool) -> &[Vec<String>] {
        if as_child { &self.child } else { &self.adult }
    }
}

impl Section {
    fn weights(&self, as_child: bool, is_yes: impl Fn(&str) -> bool) -> Vec<Weight> {
        let of = |one: &Indicator| if as_child { one.child } else { one.adult };
        self.indicators
            .iter()
            .filter(|one| is_yes(&format!("{}/{}", self.code, one.code)))
            .map(of)
            .filter(|weight| *weight != Weight::None)
            .collect()
    }

    fn finding(&'static self, threshold: Threshold, weights: &[Weight]) -> SectionFinding {
        let count = |wanted: Weight| weights.iter().filter(|weight| **weight == wanted).count();
        let (strong, medium, weak) = (
            count(Weight::Strong),
            count(Weight::Medium),
            count(Weight::Weak),
        );
        let speaks = match threshold {
            Threshold::Any => !weights.is_empty(),
            Threshold::Weights => {
                strong >= 2
                    || (strong == 1 && medium + weak >= 1)
                    || medium >= 3
                    || (medium == 2 && weak >= 1)
            }
        };
        SectionFinding {
            section: &self.code,
            strong,
            medium,
            weak,
            speaks,
        }
    }
}
