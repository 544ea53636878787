//! The words of a goal or an action.

use crate::{CaseworkError, Field, fields, grants::OpenCase};
use seal::SecretText;

/// Opens them; every goal and every action has some.
pub(super) async fn text(
    open: &mut OpenCase<'_>,
    place: (&str, Field),
) -> Result<SecretText, CaseworkError> {
    let text = fields::get(open, place).await?;
    text.ok_or(CaseworkError::Corrupt("plan"))
}
