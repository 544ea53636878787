//! What comes in: a form, or the wish to see a page; from whom, and about which case, matter or record.
//! Every form of this wing passes here first: another page's form, and a code that is none, go no
//! further.

use crate::{TableDoor, choose::Asking, entered::Entered, session::Insider, step::Step};
use axum::{
    Form,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use casework::{CaseCode, Casework, MatterCode, RecordId};
use page::{Failure, Words};

/// A form, and the case, matter or record that its address names.
pub(crate) struct Sent<Code = ()> {
    pub(crate) door: TableDoor,
    pub(crate) reader: Insider,
    pub(crate) code: Code,
    pub(crate) entered: Entered,
}

/// The wish to see a page about the case, matter or record that its address names.
pub(crate) struct Visit<Code> {
    pub(crate) door: TableDoor,
    pub(crate) reader: Insider,
    pub(crate) code: Code,
}

/// The wish to see a page about a case.
pub(crate) type CaseVisit = Visit<CaseCode>;

/// The wish to see a page about a matter.
pub(crate) type MatterVisit = Visit<MatterCode>;

/// A form about a case.
pub(crate) type CaseForm = Sent<CaseCode>;

/// A form about a matter.
pub(crate) type MatterForm = Sent<MatterCode>;

impl<Code> Sent<Code> {
    /// Whom its page is shown to.
    pub(crate) const fn sender(&self) -> (&TableDoor, &Insider) {
        (&self.door, &self.reader)
    }

    /// Its fields, to read them.
    pub(crate) fn ask(&self) -> Asking<'_> {
        Asking::of(&self.reader, &self.entered)
    }

    /// Whose steps are taken.
    pub(crate) const fn wing(&self) -> &Casework {
        &self.door.casework
    }

    /// Who takes the step, and when.
    pub(crate) fn request(&self) -> casework::Request<'_> {
        self.reader.request()
    }

    pub(crate) const fn words(&self) -> Words {
        self.reader.words()
    }

    /// Goes on where the second factor was given lately, or stands in the form.
    pub(crate) async fn confirmed(&self) -> Step {
        self.reader.confirmed(&self.door, &self.entered).await
    }
}

/// What the address of a form names.
pub(crate) trait Named: Sized {
    /// Reads it from the parts of the address; what is no code is not found.
    fn read(reader: &Insider, parts: &[(String, String)]) -> Result<Self, Failure>;
}

/// The first part of an address that changes.
fn first(parts: &[(String, String)]) -> &str {
    parts.first().map_or("", |(_, text)| text)
}

impl Named for () {
    fn read(_: &Insider, _: &[(String, String)]) -> Result<Self, Failure> {
        Ok(())
    }
}

impl Named for CaseCode {
    fn read(reader: &Insider, parts: &[(String, String)]) -> Result<Self, Failure> {
        crate::address::code_of(reader, first(parts))
    }
}

impl Named for MatterCode {
    fn read(reader: &Insider, parts: &[(String, String)]) -> Result<Self, Failure> {
        crate::address::matter_of(reader, first(parts))
    }
}

impl Named for RecordId {
    fn read(reader: &Insider, parts: &[(String, String)]) -> Result<Self, Failure> {
        crate::address::record_of(reader, first(parts))
    }
}

impl<Code: Named> FromRequest<TableDoor> for Sent<Code> {
    type Rejection = Response;

    async fn from_request(request: Request, door: &TableDoor) -> Result<Self, Response> {
        let (reader, parts, entered) = own(request, door).await?;
        let code = Code::read(&reader, &parts).map_err(|error| error.into_response())?;
        Ok(Self {
            door: door.clone(),
            reader,
            code,
            entered,
        })
    }
}

impl<Code: Named> FromRequestParts<TableDoor> for Visit<Code> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &TableDoor) -> Result<Self, Response> {
        let reader = Insider::from_request_parts(parts, door).await?;
        let named = Path::<Address>::from_request_parts(parts, door).await;
        let Path(named) = named.map_err(|error| error.into_response())?;
        let code = Code::read(&reader, &named).map_err(|error| error.into_response())?;
        Ok(Self {
            door: door.clone(),
            reader,
            code,
        })
    }
}

/// The parts of an address that change, with their names.
type Address = Vec<(String, String)>;

/// Whoever sends a form, what its address names, and what was entered, once it is this session's own.
#[boxed]
async fn own(request: Request, door: &TableDoor) -> Result<(Insider, Address, Entered), Response> {
    let (mut parts, body) = request.into_parts();
    let reader = Insider::from_request_parts(&mut parts, door).await?;
    let named = Path::<Address>::from_request_parts(&mut parts, door).await;
    let Path(named) = named.map_err(|error| error.into_response())?;
    let request = Request::from_parts(parts, body);
    let entered = Form::<Entered>::from_request(request, door).await;
    let Form(entered) = entered.map_err(|error| error.into_response())?;
    reader
        .own_form(&entered)
        .map_err(|error| error.into_response())?;
    Ok((reader, named, entered))
}
