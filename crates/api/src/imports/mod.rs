//! Imports: a file is sent in, explained where it has to be, looked at, and then counts as a whole
//! or not at all. A file with personal data is refused before anything of it is kept.

mod decide;
mod explain;
mod open;
mod send;

use crate::{ApiDoor, caller::Caller, refusal::Refusal};
use access::{Action, Permit};
use axum::extract::DefaultBodyLimit;
use intake::{Intake, MOST_BYTES};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouterExt as _},
    routes,
};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    let files = routes!(open::import_page, send::import_send);
    OpenApiRouter::new()
        .routes(files.layer(DefaultBodyLimit::max(MOST_BYTES)))
        .routes(routes!(open::import_read))
        .routes(routes!(open::import_file))
        .routes(routes!(explain::import_map))
        .routes(routes!(explain::import_answer))
        .routes(routes!(decide::import_move))
}

/// The number of a staged file, to ask for it again.
#[derive(Debug, Serialize, ToSchema)]
struct ImportNumberShape {
    /// Its number.
    id: i64,
}

impl ApiDoor {
    fn intake(&self) -> Intake {
        Intake {
            database: self.database.clone(),
            catalogue: self.catalogue.clone(),
            clock: self.clock.clone(),
        }
    }
}

/// Leave to act on imports where the account works.
fn permit<A: Action>(door: &ApiDoor, caller: &Caller) -> Result<Permit<A>, Refusal> {
    Ok(intake::permit(door.country(), &caller.actor)?)
}
