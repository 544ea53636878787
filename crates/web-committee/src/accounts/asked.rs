//! Which accounts an administrator asks for: by words of a name or an institution, by role, region
//! and state, a page at a time.
//!
//! A country has some hundreds of accounts, and what an institution is called stands in the country
//! package. So the accounts are walked in the order of their index and compared with what the page
//! would show of them, marks aside; no database could be asked for that.

use crate::{Door, error::InLanguage as _, memberships, session::SignedIn};
use access::{Account, ManageAccounts, Membership, Permit};
use boxed::boxed;
use page::{Failure, holds_words};
use serde::Deserialize;

/// How many accounts stand on a page.
const PAGE: usize = 50;
/// How many are read at a time.
const WALK: u16 = 200;

/// The states to choose among, as addresses name them.
// words: account-state-open account-state-closed account-state-unused account-state-without-body
pub(super) const STATES: [&str; 4] = ["open", "closed", "unused", "without-body"];

/// What is asked for; empty for everything.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) words: String,
    #[serde(default)]
    pub(super) role: String,
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    pub(super) state: String,
    /// From 1; nought is the first too.
    #[serde(default)]
    page: usize,
}

/// An account with each body that its owner sits on, in words.
pub(super) struct Listed {
    pub(super) account: Account,
    pub(super) bodies: Vec<String>,
}

/// A page of what was found.
pub(super) struct Found {
    pub(super) page: Vec<Listed>,
    /// The number of the first on the page, from 1.
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

impl Asked {
    /// Whether anything narrows the list.
    pub(super) fn is_narrow(&self) -> bool {
        let all = [&self.words, &self.role, &self.region, &self.state];
        all.iter().any(|one| !one.trim().is_empty())
    }

    /// Walks the accounts.
    #[boxed]
    pub(super) async fn find(
        &self,
        (door, reader): (&Door, &SignedIn),
        permit: &Permit<ManageAccounts>,
    ) -> Result<Found, Failure> {
        let mut found = Vec::new();
        let mut after = String::new();
        loop {
            let walked = door.access.account_list(permit, &after, WALK).await;
            let walked = walked.shown(reader.language)?;
            let Some(last) = walked.last() else { break };
            last.sign_in_name.as_str().clone_into(&mut after);
            let listed = walked.into_iter().map(|account| Listed {
                bodies: bodies(door, reader, &account),
                account,
            });
            found.extend(listed.filter(|one| self.is_met_by(one)));
        }
        Ok(self.cut(found))
    }

    fn is_met_by(&self, one: &Listed) -> bool {
        let account = &one.account;
        let is_body = |membership: &Membership| {
            let region = membership.region().map_or("", |region| region.as_str());
            (self.role.is_empty() || membership.role().code() == self.role)
                && (self.region.is_empty() || region == self.region)
        };
        let any_body = self.role.is_empty() && self.region.is_empty();
        let mut held = account.memberships.iter();
        let is_in_state = match self.state.as_str() {
            "open" => account.disabled_at.is_none(),
            "closed" => account.disabled_at.is_some(),
            "unused" => account.signed_in_at.is_none(),
            "without-body" => account.memberships.is_empty(),
            _ => true,
        };
        let names = [account.sign_in_name.as_str(), account.name.as_str()];
        let text = format!("{} {}", names.join(" "), one.bodies.join(" "));
        is_in_state
            && (any_body || held.any(|held| is_body(&held.membership)))
            && holds_words(&text, &self.words)
    }

    fn cut(&self, mut found: Vec<Listed>) -> Found {
        let count = found.len();
        let last = count.div_ceil(PAGE).max(1);
        let number = self.page.clamp(1, last);
        let start = (number - 1) * PAGE;
        Found {
            page: found.drain(start..count.min(start + PAGE)).collect(),
            first: start + 1,
            count,
            previous: (number > 1).then(|| self.address(number - 1)),
            next: (number < last).then(|| self.address(number + 1)),
        }
    }

    fn address(&self, page: usize) -> String {
        let own = [
            ("words", &self.words),
            ("role", &self.role),
            ("region", &self.region),
            ("state", &self.state),
        ];
        let own = own.iter().filter(|(_, value)| !value.is_empty());
        let own: String = own
            .map(|(name, value)| format!("{name}={}&", encoded(value)))
            .collect();
        format!("/accounts?{own}page={page}")
    }
}

/// Each body that an account's owner sits on, in words.
fn bodies(door: &Door, reader: &SignedIn, account: &Account) -> Vec<String> {
    let held = account.memberships.iter();
    held.map(|held| memberships::text(door, reader.words(), &held.membership))
        .collect()
}

fn encoded(text: &str) -> String {
    match askama::filters::urlencode(text) {
        Ok(text) => text.to_string(),
        Err(never) => match never {},
    }
}
