//! Numbers, dates and periods as people write them, after CLDR 48.
//!
//! Albanian: decimal comma, a no-break space between thousands from five digits on, days before
//! months, months in lower case. It computes nothing: what it is given, it writes.

mod counted;
mod date;
mod number;
mod period;

pub use counted::counted_text;
pub use date::{date_text, day_text, relative_day_text, time_text};
pub use number::{decimal_text, number_text, percent_text, signed_text};
pub use period::period_text;

/// Keeps a number and what belongs to it on one line.
const NO_BREAK_SPACE: char = '\u{a0}';
