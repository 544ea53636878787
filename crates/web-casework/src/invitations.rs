//! Invitations: a colleague lets somebody of an institution in, who then chooses their own passphrase
//! at their own computer. It lasts half an hour, works once, and only while the colleague sits
//! inside, because their opened key hands on the key of the blind indexes.

use casework::{Profession, Worker};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

const LASTS: SignedDuration = SignedDuration::from_mins(30);

/// An invitation.
pub(crate) struct Invitation {
    by: Weak<Worker>,
    institution: String,
    /// What the invited person is.
    pub(crate) profession: Profession,
    ends_at: Timestamp,
}

/// All that are open, by their code.
#[derive(Default)]
pub(crate) struct Invitations(Mutex<HashMap<String, Invitation>>);

impl Invitations {
    pub(crate) fn give(
        &self,
        code: &str,
        by: &Arc<Worker>,
        (institution, profession): (String, Profession),
        now: Timestamp,
    ) {
        let invitation = Invitation {
            by: Arc::downgrade(by),
            institution,
            profession,
            ends_at: now.saturating_add(LASTS).unwrap_or(now),
        };
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(code.to_owned(), invitation);
    }

    /// Uses an invitation up, for somebody of its institution; with whoever gave it.
    pub(crate) fn accept(
        &self,
        code: &str,
        institution: &str,
        now: Timestamp,
    ) -> Option<(Invitation, Arc<Worker>)> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let invitation = open.get(code)?;
        let by = invitation.by.upgrade()?;
        if now >= invitation.ends_at || invitation.institution != institution {
            return None;
        }
        Some((open.remove(code)?, by))
    }

    /// Puts an invitation back that came to nothing, such as by too short a passphrase.
    pub(crate) fn give_back(&self, code: String, invitation: Invitation) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(code, invitation);
    }

    pub(crate) fn tidy(&self, now: Timestamp) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, one| now < one.ends_at && one.by.strong_count() > 0);
    }
}
