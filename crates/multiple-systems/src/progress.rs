//! Tells a waiting person how far a long run is, and lets them stop it.
//!
//! It must never influence a result: a run that is not stopped gives the same numbers whether or
//! not somebody listens.

use crate::Error;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// A stable name of the stage, such as "stepwise bootstrap".
    pub stage: &'static str,
    /// Units done.
    pub done: u64,
    /// Units in all.
    pub total: u64,
}

/// Hears about steps, from any thread; answers whether to go on.
pub trait Progress: Sync {
    /// Called after each unit of work. `false` stops the run with [`Error::Stopped`].
    fn step(&self, step: Step) -> bool;
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _step: Step) -> bool {
        true
    }
}

impl<F: Fn(Step) -> bool + Sync> Progress for F {
    fn step(&self, step: Step) -> bool {
        self(step)
    }
}

/// Counts the units of one stage.
pub(crate) struct Stage<'a> {
    listener: &'a dyn Progress,
    name: &'static str,
    done: AtomicU64,
    total: u64,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(listener: &'a dyn Progress, name: &'static str, total: usize) -> Self {
        Self {
            listener,
            name,
            done: AtomicU64::new(0),
            total: total as u64,
        }
    }

    /// One more unit is done.
    pub(crate) fn advance(&self) -> Result<(), Error> {
        let done = 1 + self.done.fetch_add(1, Ordering::Relaxed);
        let step = Step {
            stage: self.name,
            done,
            total: self.total,
        };
        if self.listener.step(step) {
            Ok(())
        } else {
            Err(Error::Stopped)
        }
    }
}
