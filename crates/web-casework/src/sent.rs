//! A form as it comes in: who sends it, about which case or matter, and what was entered. Every form of
//! this wing passes here first: another page's form, and a code that is none, go no further.

use crate::{TableDoor, entered::Entered, session::Insider};
use axum::{
    Form,
    extract::{FromRequest, FromRequestParts as _, Path, Request},
    response::{IntoResponse as _, Response},
};
use casework::{CaseCode, MatterCode};

/// A form about a case.
pub(crate) struct CaseForm {
    pub(crate) door: TableDoor,
    pub(crate) reader: Insider,
    pub(crate) code: CaseCode,
    pub(crate) entered: Entered,
}

/// A form about a matter.
pub(crate) struct MatterForm {
    pub(crate) door: TableDoor,
    pub(crate) reader: Insider,
    pub(crate) code: MatterCode,
    pub(crate) entered: Entered,
}

impl FromRequest<TableDoor> for CaseForm {
    type Rejection = Response;

    async fn from_request(request: Request, door: &TableDoor) -> Result<Self, Response> {
        let (reader, code, entered) = own(request, door).await?;
        let code = crate::cases::code_of(&reader, &code).map_err(|error| error.into_response())?;
        Ok(Self {
            door: door.clone(),
            reader,
            code,
            entered,
        })
    }
}

impl FromRequest<TableDoor> for MatterForm {
    type Rejection = Response;

    async fn from_request(request: Request, door: &TableDoor) -> Result<Self, Response> {
        let (reader, code, entered) = own(request, door).await?;
        let code = crate::justice::code_of(&reader, &code);
        Ok(Self {
            door: door.clone(),
            code: code.map_err(|error| error.into_response())?,
            reader,
            entered,
        })
    }
}

/// Whoever sends a form, the code in its address, and what was entered, once it is this session's own.
async fn own(request: Request, door: &TableDoor) -> Result<(Insider, String, Entered), Response> {
    let (mut parts, body) = request.into_parts();
    let reader = Insider::from_request_parts(&mut parts, door).await?;
    let code = Path::<String>::from_request_parts(&mut parts, door).await;
    let Path(code) = code.map_err(|error| error.into_response())?;
    let request = Request::from_parts(parts, body);
    let entered = Form::<Entered>::from_request(request, door).await;
    let Form(entered) = entered.map_err(|error| error.into_response())?;
    reader
        .own_form(&entered)
        .map_err(|error| error.into_response())?;
    Ok((reader, code, entered))
}
