//! Forms: their fields in order, each with what was typed before.

use crate::{TableDoor, entered::Entered, session::Insider};
use page::{Choice, Field, Problem, Words};

/// A field and how it is asked.
pub(crate) enum Input {
    Line(Field),
    /// A one-time code.
    Code(Field),
    /// A passphrase; the browser is told what it is ("new-password" or "current-password").
    Secret(Field, &'static str),
    Long(Field),
    Day(Field),
    /// One of many.
    Select(Field, Vec<Choice>),
    /// One of a few.
    Radios(Field, Vec<Choice>),
    /// Any of a few.
    Several(Field, Vec<Choice>),
    Yes(Field),
    /// The same few answers to each of many questions, such as an instrument's.
    Questions(Questions),
    Hidden(&'static str, String),
    /// What was entered on the page before, kept until the next step is done.
    Carried(Vec<(String, String)>),
}

/// Questions under one heading that share their answers.
pub(crate) struct Questions {
    pub(crate) id: String,
    pub(crate) legend: String,
    /// Codes and texts of the answers.
    pub(crate) answers: Vec<(String, String)>,
    pub(crate) rows: Vec<Question>,
}

/// A question with the code of its present answer.
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) chosen: String,
}

/// A form. Its fields' names must differ from those of other forms on the page.
pub(crate) struct Form {
    pub(crate) title: String,
    pub(crate) action: String,
    pub(crate) button: String,
    pub(crate) inputs: Vec<Input>,
    /// Whether it waits behind its title.
    pub(crate) is_folded: bool,
}

impl Form {
    pub(crate) fn new(action: impl Into<String>, button: impl Into<String>) -> Self {
        Self {
            title: String::new(),
            action: action.into(),
            button: button.into(),
            inputs: Vec::new(),
            is_folded: false,
        }
    }

    pub(crate) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    pub(crate) fn folded(mut self, title: impl Into<String>) -> Self {
        self.is_folded = true;
        self.titled(title)
    }

    pub(crate) const fn unfolded(mut self) -> Self {
        self.is_folded = false;
        self
    }

    pub(crate) fn ask(mut self, input: Input) -> Self {
        self.inputs.push(input);
        self
    }

    /// Asks for the second factor where it was given too long ago.
    pub(crate) fn ask_code(self, door: &TableDoor, reader: &Insider) -> Self {
        if reader.is_fresh() {
            self
        } else {
            self.ask(code(door, reader.words()))
        }
    }

    /// Whether it is kept as it is typed: what takes long to write is.
    pub(crate) fn saves_itself(&self) -> bool {
        let mut inputs = self.inputs.iter();
        inputs.any(|input| matches!(input, Input::Long(_) | Input::Questions(_)))
    }

    /// With what is wrong at its fields.
    pub(crate) fn checked(mut self, problems: &[Problem]) -> Self {
        for input in &mut self.inputs {
            if let Some(field) = input.field() {
                *field = field.clone().checked(problems);
                self.is_folded = self.is_folded && field.problem.is_none();
            }
        }
        self
    }
}

impl Input {
    const fn field(&mut self) -> Option<&mut Field> {
        match self {
            Self::Line(field)
            | Self::Code(field)
            | Self::Secret(field, _)
            | Self::Long(field)
            | Self::Day(field)
            | Self::Select(field, _)
            | Self::Radios(field, _)
            | Self::Several(field, _)
            | Self::Yes(field) => Some(field),
            Self::Questions(_) | Self::Hidden(..) | Self::Carried(_) => None,
        }
    }
}

/// A field with what was typed before.
pub(crate) fn field(words: Words, name: &str, key: &str, entered: &Entered) -> Field {
    Field::new(name, words.text(key)).value(entered.get(name))
}

/// The second factor; in a demonstration with the code of the moment.
pub(crate) fn code(door: &TableDoor, words: Words) -> Input {
    let field = Field::new("code", words.text("second-factor-code"));
    let hint = words.text("second-factor-code-hint");
    let hint = match &door.demonstration {
        Some(one) => {
            let code = one.secret.code_at(door.clock.now());
            let shown = words.with("table-demonstration-code", &[("code", code.into())]);
            format!("{hint} {shown}")
        }
        None => hint,
    };
    Input::Code(field.hint(hint))
}
