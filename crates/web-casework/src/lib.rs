//! The table wing's door: routes, templates and view models over `casework`.
//!
//! Two doors lead here. The outer one is the session of everybody; the inner one asks for a passphrase
//! and a code, and the key that it opens lives in this process' memory alone, tied to the session.
//! What a reader may not know of is not found, and looks like what does not exist. An address holds
//! a case's code and never anything about a person; no answer may be kept by a browser. This crate
//! decides nothing: `casework` asks for the grant of every step, inside the step's transaction.

mod address;
mod alarms;
mod cases;
mod child_protection;
mod choose;
mod closures;
mod conferences;
mod consents;
mod counts;
mod days;
mod dependants;
mod door;
mod drafts;
mod due;
mod emergency;
mod enter;
mod entered;
mod error;
mod experiences;
mod first_help;
mod followups;
mod guide;
mod identifications;
mod invitations;
mod justice;
mod keeper_changes;
mod languages;
mod leads;
mod leave;
mod more;
mod navigation;
mod needs;
mod own_seats;
mod plans;
mod providers;
mod received;
mod recoveries;
mod referrals;
mod retention;
mod screening;
mod search;
mod seats;
mod sent;
mod session;
mod sheet;
mod show;
mod step;
mod take_in;
mod tasks;
mod today;
mod transfers;
mod workers;

pub use door::{Demonstration, DoorError, TableDoor};
pub use leave::close_on_sign_out;

use axum::{Router, middleware::from_fn_with_state, response::Redirect, routing::get};

/// All routes of this door.
pub fn router(door: TableDoor) -> Router {
    Router::new()
        .route("/table", get(async || Redirect::to("/table/today")))
        .merge(enter::routes())
        .merge(leave::routes())
        .merge(today::routes())
        .merge(more::routes())
        .merge(own_seats::routes())
        .merge(search::routes())
        .merge(take_in::routes())
        .merge(cases::routes())
        .merge(first_help::routes())
        .merge(child_protection::routes())
        .merge(dependants::routes())
        .merge(experiences::routes())
        .merge(screening::routes())
        .merge(consents::routes())
        .merge(referrals::routes())
        .merge(received::routes())
        .merge(needs::routes())
        .merge(plans::routes())
        .merge(providers::routes())
        .merge(identifications::routes())
        .merge(followups::routes())
        .merge(closures::routes())
        .merge(retention::routes())
        .merge(recoveries::routes())
        .merge(justice::routes())
        .merge(transfers::routes())
        .merge(leads::routes())
        .merge(emergency::routes())
        .merge(alarms::routes())
        .merge(conferences::routes())
        .merge(counts::routes())
        .merge(workers::routes())
        .merge(guide::routes())
        .merge(drafts::routes())
        .layer(from_fn_with_state(door.clone(), drafts::forget_when_sent))
        .with_state(door)
}
