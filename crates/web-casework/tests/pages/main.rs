//! The pages of the table wing as workers and strangers meet them, on both engines.
//! One program, so that it is linked once.

mod alarm_pages;
mod case_pages;
mod child_pages;
mod common;
mod consent_pages;
mod counts;
mod disclosing;
mod drafts;
mod inner_door;
mod lead_pages;
mod life;
mod needs_and_plans;
mod opened_keys;
mod proceedings;
mod rare_days;
mod records;
mod recovery_pages;
mod referral_pages;
mod screening_pages;
mod strangers;
mod the_end;
mod two_seats;
