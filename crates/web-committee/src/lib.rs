//! The committee's door: routes, templates and view models, one folder for each noun.
//!
//! A route asks for a permit first, calls the committee, and shows what came back. It decides
//! nothing, counts nothing, and never sees anything of the table wing.

mod accounts;
mod count;
mod discrepancies;
mod door;
mod error;
mod estimates;
mod facts;
mod help;
mod imports;
mod indicators;
mod meetings;
mod memberships;
mod navigation;
mod own_sessions;
mod read_number;
mod releases;
mod returns;
mod rounds;
mod second_factor;
mod session;
mod sign_in;
mod situation;
mod snapshots;
mod tokens;

pub use door::Door;
pub use session::language_of_request;
pub use sign_in::keep_forms;

use axum::Router;

/// How figures read on pages.
use rendering::figures as show;

/// All routes of this door.
pub fn router() -> Router<Door> {
    Router::new()
        .merge(sign_in::routes())
        .merge(situation::routes())
        .merge(facts::routes())
        .merge(discrepancies::routes())
        .merge(meetings::routes())
        .merge(returns::routes())
        .merge(imports::routes())
        .merge(snapshots::routes())
        .merge(releases::routes())
        .merge(indicators::routes())
        .merge(estimates::routes())
        .merge(rounds::routes())
        .merge(accounts::routes())
        .merge(tokens::routes())
        .merge(second_factor::routes())
        .merge(own_sessions::routes())
        .merge(memberships::routes())
        .merge(help::routes())
}
