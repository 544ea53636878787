//! Every message of this crate.

/// Every message key of this crate, for whoever must have words for all of them.
pub fn message_keys() -> impl Iterator<Item = &'static str> {
    let lists = [
        crate::table::ReadError::MESSAGE_KEYS,
        crate::long::StreamError::MESSAGE_KEYS,
        crate::value::Reason::MESSAGE_KEYS,
        crate::layout::RefusalReason::MESSAGE_KEYS,
        &[crate::personal::PersonalColumn::MESSAGE_KEY],
    ];
    let listed = lists.into_iter().flatten().copied();
    listed.chain(crate::output::message_keys())
}
