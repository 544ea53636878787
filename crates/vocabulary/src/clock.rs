//! Time as a parameter, so that tests can hold it still and deadlines can be replayed.

use jiff::Timestamp;

/// Tells the time to code that must not ask the machine for it.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// The day that it is in the offices, on every machine.
    fn today(&self) -> jiff::civil::Date {
        crate::office_date(self.now())
    }
}

/// The machine's own clock; made once, in the program's wiring.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine is asked"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still, for tests and for reproducible demonstration data.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}
