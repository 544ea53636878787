//! What every route of this door can reach.

use crate::{invitations::Invitations, seats::Seats, session::sits_for};
use access::{Access, SecondFactorSecret, SessionToken};
use boxed::boxed;
use casework::{Casework, CountingGate};
use jiff::Timestamp;
use std::{fmt::Write as _, sync::Arc};
use vocabulary::{Clock, Country, RandomSource};

/// The table wing's door: its own database behind `casework`, the accounts at the outer door, and
/// who sits inside. It holds no handle on anything of the committee's.
#[derive(Clone)]
pub struct TableDoor {
    pub(crate) casework: Casework,
    pub(crate) access: Access,
    pub(crate) country: Arc<Country>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn RandomSource>,
    pub(crate) is_secure: bool,
    pub(crate) demonstration: Option<Arc<Demonstration>>,
    pub(crate) gate: Option<Arc<dyn CountingGate>>,
    pub(crate) seats: Arc<Seats>,
    pub(crate) invitations: Arc<Invitations>,
    set_up_code: Arc<str>,
}

/// What everybody may know in a demonstration, shown where it is asked for.
#[derive(Debug, Clone)]
pub struct Demonstration {
    /// The passphrase of every worker.
    pub passphrase: String,
    /// The secret of everybody's second factor.
    pub secret: SecondFactorSecret,
}

/// Why it could not be looked whether somebody still sits inside.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The accounts' database failed.
    #[error(transparent)]
    Access(#[from] access::AccessError),
    /// The table wing's database failed.
    #[error(transparent)]
    Casework(#[from] casework::CaseworkError),
}

impl TableDoor {
    /// A door over an opened wing. `is_secure` says that it is served over TLS.
    #[must_use]
    pub fn new(
        casework: Casework,
        access: Access,
        country: Arc<Country>,
        (clock, random): (Arc<dyn Clock>, Arc<dyn RandomSource>),
        is_secure: bool,
    ) -> Self {
        Self {
            set_up_code: fresh_text(&*random).into(),
            casework,
            access,
            country,
            clock,
            random,
            is_secure,
            demonstration: None,
            gate: None,
            seats: Arc::default(),
            invitations: Arc::default(),
        }
    }

    /// The same, showing everybody what a demonstration's doors ask for.
    #[must_use]
    pub fn demonstrating(mut self, demonstration: Demonstration) -> Self {
        self.demonstration = Some(Arc::new(demonstration));
        self
    }

    /// The same, with a gate behind it: cases can be counted and the count handed over.
    #[must_use]
    pub fn counting(mut self, gate: Arc<dyn CountingGate>) -> Self {
        self.gate = Some(gate);
        self
    }

    /// The code that lets the first worker of an empty wing in, for whoever started the program; it
    /// is another one at every start. `None` when somebody works here already.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn set_up_code(&self) -> Result<Option<String>, casework::CaseworkError> {
        let is_empty = self.casework.is_without_workers().await?;
        Ok(is_empty.then(|| self.set_up_code.to_string()))
    }

    pub(crate) fn is_set_up_code(&self, typed: &str) -> bool {
        let plain: String = typed.split_whitespace().collect();
        plain.eq_ignore_ascii_case(&self.set_up_code)
    }

    /// Wipes the keys of everybody who has been idle, or inside, for too long. For a job, each minute.
    pub fn tidy(&self, now: Timestamp) {
        self.seats.tidy(now);
        self.invitations.tidy(now);
    }

    /// How many keys lie open in memory now.
    #[must_use]
    pub fn opened_keys(&self) -> usize {
        self.seats.count()
    }

    /// Wipes the keys of everybody whose session ended, wherever it was ended, whose account was closed
    /// or moved, and who was suspended. For a job, each minute; and after whatever may have ended one.
    ///
    /// # Errors
    /// When a database fails; then what was not looked at stays until the next look.
    #[boxed]
    pub async fn close_ended(&self, now: Timestamp) -> Result<(), DoorError> {
        for (session, mark, worker) in self.seats.all() {
            let found = self.access.session_look(&mark, now).await?;
            let is_signed_in = found.is_some_and(|found| sits_for(&found.actor, &worker));
            if !is_signed_in || !self.casework.is_inside(&worker).await? {
                self.seats.leave(&session);
            }
        }
        Ok(())
    }

    /// Asks about the closed files whose day has come, and the concerns that nobody confirmed for half a
    /// year; gives how many. For a job, at the start and now and then.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn watch_retention(&self, now: Timestamp) -> Result<usize, casework::CaseworkError> {
        let files = self.casework.retention_watch(now).await?;
        let concerns = self.casework.unconfirmed_watch(now).await?;
        Ok(files + concerns)
    }

    /// Asks about the cases whose lead left; gives how many. For a job, at the start and now and then.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn watch_leads(&self, now: Timestamp) -> Result<usize, casework::CaseworkError> {
        self.casework.lead_watch(now).await
    }

    /// Wipes the key that a session opened, if any.
    pub(crate) fn close(&self, token: &SessionToken) {
        self.seats.leave(&token.form_token());
    }

    /// A random text of 80 bits, for what is made once: a form, an invitation.
    pub(crate) fn fresh_text(&self) -> String {
        fresh_text(&*self.random)
    }
}

fn fresh_text(random: &dyn RandomSource) -> String {
    let mut bytes = [0; 10];
    random.fill(&mut bytes);
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
