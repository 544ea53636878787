//! A field of a form with all that belongs to it: label, hint, value, problem. The macros of
//! `forms.html` draw it, and tie the parts together for screen readers.

use crate::Problem;

/// One field. Its name is also its id on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name under which the form sends it.
    pub name: String,
    /// What it asks.
    pub label: String,
    /// How to answer; empty for none.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with what was sent.
    pub problem: Option<String>,
    /// Whether it has to be filled in. One that need not be says so.
    pub is_required: bool,
    /// Whether only one answer to another question needs it: it is neither required nor called
    /// optional.
    pub is_conditional: bool,
}

impl Field {
    /// A field that has to be filled in, still empty.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: String::new(),
            value: String::new(),
            problem: None,
            is_required: true,
            is_conditional: false,
        }
    }

    /// With a hint on how to answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With what was entered before.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// That may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_required = false;
        self
    }

    /// That is needed with one answer to another question, beside which it stands.
    #[must_use]
    pub fn conditional(mut self) -> Self {
        self.is_required = false;
        self.is_conditional = true;
        self
    }

    /// With the first problem that names it.
    #[must_use]
    pub fn checked(mut self, problems: &[Problem]) -> Self {
        let found = problems.iter().find(|problem| problem.field == self.name);
        self.problem = found.map(|problem| problem.message.clone());
        self
    }

    /// The ids of what describes it, for `aria-describedby`; empty when nothing does.
    #[must_use]
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let problem = self
            .problem
            .as_ref()
            .map(|_| format!("{}-problem", self.name));
        let ids: Vec<String> = hint.into_iter().chain(problem).collect();
        ids.join(" ")
    }
}

/// One answer of a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub code: String,
    /// What the reader sees.
    pub name: String,
    /// More about it; empty for none.
    pub hint: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Choice {
    /// An answer, chosen when its code is the field's value.
    #[must_use]
    pub fn new(code: impl Into<String>, name: impl Into<String>, value: &str) -> Self {
        let code = code.into();
        Self {
            is_chosen: code == value,
            code,
            name: name.into(),
            hint: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_finds_its_problem_and_names_what_describes_it() {
        let problems = [
            Problem::new("other", "x"),
            Problem::new("day", "Write a day"),
        ];
        let field = Field::new("day", "Day").hint("31.12.2025");
        assert_eq!(field.described_by(), "day-hint");
        let field = field.checked(&problems);
        assert_eq!(field.problem.as_deref(), Some("Write a day"));
        assert_eq!(field.described_by(), "day-hint day-problem");
        assert_eq!(
            Field::new("none", "None").checked(&problems).described_by(),
            ""
        );
    }
}
