//! Personal access tokens: what a program carries so that it may ask for somebody, one file for each
//! verb. A token stands for its account as the account is now, in one of its memberships, and never
//! for more.

mod create;
mod list;
mod present;
mod revoke;
mod secret;
mod token;

pub use create::NewToken;
pub use list::TOKENS_OF_ACCOUNT;
pub use present::{TOKEN, TokenBearer, TokenOutcome};
pub(crate) use revoke::{revoke_all, revoke_of_membership};
pub use secret::TokenSecret;
pub use token::{Token, TokenDays, TokenId, TokenName, TokenProblem};
