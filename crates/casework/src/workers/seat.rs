//! A seat is a worker at one institution. Who works for two institutions has two seats: two key pairs,
//! two sets of grants, two lists of work. What was told to the one is not known to the other, although
//! it is the same head. Where a second person is asked for, a person is one, whatever the seat.

use crate::CaseworkError;
use access::Actor;
use store::Transaction;

/// Between the account and the institution in the name of a further seat. No account's id holds it.
const AT: char = '@';

/// The account of the person who sits there.
#[must_use]
pub fn person_of(seat: &str) -> &str {
    seat.split(AT).next().unwrap_or(seat)
}

/// The institution in the name of a seat; `None` for the first seat of a person, which is called by the
/// account alone.
#[must_use]
pub fn institution_in(seat: &str) -> Option<&str> {
    seat.split_once(AT).map(|(_, institution)| institution)
}

/// Whether one person sits on both.
pub(crate) fn is_same_person(one: &str, other: &str) -> bool {
    person_of(one) == person_of(other)
}

/// What a further seat of a person is called.
pub(super) fn further_seat(account: &str, institution: &str) -> String {
    format!("{account}{AT}{institution}")
}

/// The actor's seat at the institution for which they act; `None` for who is no worker there.
pub(crate) async fn own_seat(
    transaction: &mut Transaction,
    actor: &Actor,
) -> Result<Option<String>, CaseworkError> {
    let Some(institution) = actor.institution() else {
        return Ok(None);
    };
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT account FROM worker WHERE person = $1 AND institution = $2")
            .bind(actor.account_id().to_string())
            .bind(institution.as_str())
            .fetch_optional(connection)
    })?;
    Ok(row.map(|(seat,)| seat))
}

/// Every seat of the person who sits on this one, suspended or not.
pub(crate) async fn seats_of_person(
    transaction: &mut Transaction,
    seat: &str,
) -> Result<Vec<String>, CaseworkError> {
    let rows: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT account FROM worker WHERE person = $1 ORDER BY account")
            .bind(person_of(seat))
            .fetch_all(connection)
    })?;
    Ok(rows.into_iter().map(|(seat,)| seat).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_one_in_all_seats() {
        let further = further_seat("01994e5c-0000-7000-8000-000000000001", "AL-07.NPO");
        assert_eq!(person_of(&further), "01994e5c-0000-7000-8000-000000000001");
        assert_eq!(institution_in(&further), Some("AL-07.NPO"));
        assert_eq!(institution_in(person_of(&further)), None);
        assert!(is_same_person(&further, person_of(&further)));
        assert!(!is_same_person(
            &further,
            "01994e5c-0000-7000-8000-000000000002"
        ));
    }
}
