//! The product in a real browser, as the people use it for whom it is made. One program for all
//! walks, so that they share what they link. Each walk stays in a region of its own, so that none
//! sees what another does.

mod discrepancies;
mod first_set_up;
mod keyboard;
mod memberships;
mod own_files;
mod pages;
mod proceedings;
mod returns;
mod sign_in;
mod situation;
mod snapshots;
mod table;
mod table_plan;
mod table_referral;
mod texts;
mod without_scripts;
mod workbooks;

use browser_tests::{Outcome, Visitor, Width};

/// Holds that everybody can use the open page, which is in English, on both widths.
async fn is_usable(visitor: &Visitor) -> Outcome {
    let path = visitor.path().await?;
    for width in [Width::Phone, Width::Wide] {
        let faults = visitor.faults("en", width).await?;
        assert!(faults.is_empty(), "{path} {width:?}: {}", faults.join("\n"));
    }
    Ok(())
}
