//! Tells whoever waits at a terminal how far a long run is: one line for each tenth of a stage, on
//! standard error, so that results on standard output stay clean.

use multiple_systems::Step;
use std::{
    io::{IsTerminal as _, Write as _},
    sync::{Mutex, PoisonError},
};

/// What was told last.
#[derive(Default)]
pub struct Tenths(Mutex<(&'static str, u64)>);

impl Tenths {
    /// Tells a step where somebody can read it; the run always goes on.
    pub fn tell(&self, step: Step) -> bool {
        if std::io::stderr().is_terminal()
            && let Some(text) = self.worded(step)
        {
            // Whoever cannot be told misses nothing but this.
            drop(writeln!(std::io::stderr(), "{text}"));
        }
        true
    }

    /// The line for a step, if a further tenth of its stage is done.
    fn worded(&self, step: Step) -> Option<String> {
        let tenth = 10 * step.done / step.total.max(1);
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.0 != step.stage {
            *last = (step.stage, 0);
        }
        if tenth <= last.1 {
            return None;
        }
        last.1 = tenth;
        Some(format!("{}: {} %", step.stage, 10 * tenth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tenth_of_a_stage_is_told_once() {
        let tenths = Tenths::default();
        let step = |stage, done| Step {
            stage,
            done,
            total: 200,
        };
        let told: Vec<String> = (1..=200)
            .filter_map(|done| tenths.worded(step("bootstrap", done)))
            .collect();
        assert_eq!(told.len(), 10);
        assert_eq!(told[0], "bootstrap: 10 %");
        assert_eq!(told[9], "bootstrap: 100 %");
        let next = tenths.worded(step("chains", 20));
        assert_eq!(next.as_deref(), Some("chains: 10 %"));
        assert_eq!(tenths.worded(step("chains", 20)), None);
    }
}
