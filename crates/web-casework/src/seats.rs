//! Who sits inside: opened keys, in this process' memory and nowhere else. A seat belongs to one
//! session and ends when nobody used it for a quarter of an hour, after a working day, by the quick
//! exit and with the session, wherever that was ended; then the key is wiped.

use access::SessionMark;
use casework::Worker;
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

const IDLE: SignedDuration = SignedDuration::from_mins(15);
const LONGEST: SignedDuration = SignedDuration::from_hours(8);
/// A code given longer ago is asked for again before a name is shown or a grant given.
const CODE_FRESH: SignedDuration = SignedDuration::from_mins(5);

/// Somebody inside.
#[derive(Clone)]
pub(crate) struct Seat {
    pub(crate) worker: Arc<Worker>,
    mark: SessionMark,
    entered_at: Timestamp,
    seen_at: Timestamp,
    code_at: Timestamp,
}

impl Seat {
    fn is_over(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at) >= IDLE || now.duration_since(self.entered_at) >= LONGEST
    }

    /// Whether the second factor was given recently.
    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        now.duration_since(self.code_at) < CODE_FRESH
    }
}

/// A seat as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnSeat {
    pub(crate) entered_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) is_this: bool,
}

/// Everybody inside, by what their session's forms carry.
#[derive(Default)]
pub(crate) struct Seats(Mutex<HashMap<String, Seat>>);

impl Seats {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Seat>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn take(
        &self,
        (session, mark): (String, SessionMark),
        worker: Worker,
        now: Timestamp,
    ) {
        let seat = Seat {
            worker: Arc::new(worker),
            mark,
            entered_at: now,
            seen_at: now,
            code_at: now,
        };
        self.lock().insert(session, seat);
    }

    /// The seat of a session, used now.
    pub(crate) fn find(&self, session: &str, now: Timestamp) -> Option<Seat> {
        self.tidy(now);
        let mut seats = self.lock();
        let seat = seats.get_mut(session)?;
        seat.seen_at = now;
        Some(seat.clone())
    }

    /// Remembers that the second factor was given again.
    pub(crate) fn refresh(&self, session: &str, now: Timestamp) {
        if let Some(seat) = self.lock().get_mut(session) {
            seat.code_at = now;
        }
    }

    /// Where a person sits, in whatever seat: since when, last used, and whether it is this session.
    pub(crate) fn of(&self, person: &str, (session, now): (&str, Timestamp)) -> Vec<OwnSeat> {
        self.tidy(now);
        let seats = self.lock();
        let own = seats
            .iter()
            .filter(|(_, seat)| seat.worker.person() == person);
        let mut own: Vec<OwnSeat> = own
            .map(|(of, seat)| OwnSeat {
                entered_at: seat.entered_at,
                seen_at: seat.seen_at,
                is_this: of == session,
            })
            .collect();
        own.sort_by_key(|seat| (!seat.is_this, std::cmp::Reverse(seat.seen_at)));
        own
    }

    /// Ends every seat of a person but this session's.
    pub(crate) fn leave_others(&self, person: &str, session: &str) {
        self.lock()
            .retain(|of, seat| of == session || seat.worker.person() != person);
    }

    pub(crate) fn leave(&self, session: &str) {
        self.lock().remove(session);
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.lock().len()
    }

    /// Everybody inside: what their session's forms carry, what names the session, and who they are.
    pub(crate) fn all(&self) -> Vec<(String, SessionMark, Arc<Worker>)> {
        let seats = self.lock();
        let all = seats.iter();
        all.map(|(session, seat)| (session.clone(), seat.mark.clone(), seat.worker.clone()))
            .collect()
    }

    /// Ends one seat of a person, in whichever sessions they sit there.
    pub(crate) fn leave_seat(&self, seat: &str) {
        self.lock().retain(|_, one| one.worker.account() != seat);
    }

    /// Ends every seat of a person.
    pub(crate) fn leave_all(&self, person: &str) {
        self.lock().retain(|_, seat| seat.worker.person() != person);
    }

    pub(crate) fn tidy(&self, now: Timestamp) {
        self.lock().retain(|_, seat| !seat.is_over(now));
    }
}
