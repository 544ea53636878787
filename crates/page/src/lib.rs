//! What the pages of every door share: layout, words in two languages, assets, failures, headers.
//!
//! It knows no database, no account and no figure. Nothing in it, and nothing in a template that
//! stands on it, may load anything from another host, carry a script or a style inside the page, or
//! keep anything in the browser.

pub mod assets;
mod cookies;
mod failure;
mod field;
mod format;
mod frame;
mod headers;
mod language;
mod membership;
mod problem;
mod response;
mod searching;
mod sorting;
#[cfg(feature = "testing")]
pub mod testing;
mod words;

pub use cookies::{cookie, session_cookie_name};
pub use failure::{Failure, text_problem};
pub use field::{Choice, Field};
pub use format::{
    counted_text, date_text, day_text, decimal_text, number_text, percent_text, period_text,
    relative_day_text, signed_text, time_text,
};
pub use frame::{Frame, NavigationEntry, Notice, Person};
pub use headers::{secure_headers, secure_headers_over_tls};
pub use language::{
    LANGUAGE_COOKIE, chosen_language, language_cookie, language_router, local_path,
};
pub use membership::membership_text;
pub use problem::Problem;
pub use response::html;
pub use searching::holds_words;
pub use sorting::{compare_names, sort_by_name};
pub use vocabulary::{office_date, office_day_end, office_instant, read_date};
pub use words::{Word, Words};
