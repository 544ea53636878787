//! The way of a case from its needs to the follow-up, as its social worker walks it by the guide: every
//! page on the way is usable, also those that open something on the answer to a form.

use crate::{is_usable, table::come_in};
use browser_tests::{Outcome, Scripts, Visitor, visit};
use serde_json::Value;

/// A day to come, as forms take it.
async fn day(visitor: &Visitor, days: u16) -> Outcome<String> {
    let script = format!("return new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)");
    let day = visitor.run(&script, Vec::<Value>::new()).await?;
    Ok(day.as_str().unwrap_or_default().to_owned())
}

/// Goes where the guide leads for a step, by the end of the address.
async fn by_guide(visitor: &Visitor, end: &str) -> Outcome {
    visitor.open("/table/guide").await?;
    visitor.send(&format!("main ol a[href$='{end}']")).await
}

async fn assessed(visitor: &Visitor) -> Outcome {
    by_guide(visitor, "/needs").await?;
    is_usable(visitor).await?;
    visitor.choose("#need-housing", "much").await?;
    visitor.choose("#need-children", "some").await?;
    visitor.press("#first-housing").await?;
    visitor.press("#risk-medium").await?;
    visitor.press("#together").await?;
    visitor.fill("#note", "Sleeps at a friend's.").await?;
    visitor.send_named("Save the assessment").await?;
    visitor.send("td form button").await?;
    visitor.reads("Sleeps at a friend's.").await?;
    is_usable(visitor).await
}

/// An action that waits is agreed to, and begins.
async fn planned(visitor: &Visitor, case: &str) -> Outcome {
    visitor.open(&format!("{case}/plan")).await?;
    is_usable(visitor).await?;
    visitor.send("main th a[href*='/plan/']").await?;
    is_usable(visitor).await?;
    visitor.press("#answer-agree").await?;
    visitor.press("#present-interpreter").await?;
    visitor.send_named("Record the answer").await?;
    visitor.reads("the person agreed").await?;
    visitor.unfold("Put it in other words").await?;
    is_usable(visitor).await?;
    visitor.send_named("It begins").await?;
    visitor.reads("under way").await?;
    visitor.open(case).await?;
    visitor.reads("Reintegration").await
}

async fn followed_up(visitor: &Visitor, case: &str) -> Outcome {
    visitor.open(&format!("{case}/followup")).await?;
    visitor.press("#wishes").await?;
    visitor.send_named("Begin the follow-up").await?;
    is_usable(visitor).await?;
    visitor.press("#result-done").await?;
    visitor.choose("#score-children", "very-well").await?;
    visitor.send_named("Save the follow-up").await?;
    visitor.send_named("Open what the person said").await?;
    visitor.reads("very well").await?;
    is_usable(visitor).await
}

/// Closed, kept until a day to come, so that it cannot be erased yet.
async fn closed(visitor: &Visitor, case: &str) -> Outcome {
    visitor.open(&format!("{case}/closing")).await?;
    is_usable(visitor).await?;
    visitor.fill("#view", "It was enough.").await?;
    let keep = day(visitor, 400).await?;
    visitor.fill("#keep", &keep).await?;
    if visitor.has("#despite").await? {
        visitor.fill("#despite", "The person wants to go.").await?;
    }
    visitor.send_named("Close the case").await?;
    visitor.send("td form button").await?;
    visitor.reads("It was enough.").await?;
    is_usable(visitor).await?;
    visitor.open(&format!("{case}/erase")).await?;
    visitor.reads("Until then nothing is erased").await?;
    is_usable(visitor).await
}

/// The case of the demonstration whose day has passed, up to the last step.
async fn nearly_erased(visitor: &Visitor) -> Outcome {
    visitor.open("/table/today").await?;
    let cases = visitor.find_all("main th a[href*='/table/cases/']").await?;
    let oldest = cases.last().expect("there are cases").prop("href").await?;
    visitor
        .open(&format!("{}/erase", oldest.unwrap_or_default()))
        .await?;
    is_usable(visitor).await?;
    visitor.press("#understood").await?;
    visitor.send_named("Go on to the last step").await?;
    visitor.reads("This is the last step").await?;
    is_usable(visitor).await
}

#[test]
fn a_case_goes_from_its_needs_to_the_follow_up_and_its_end() {
    visit("table-plan", Scripts::On, async |visitor| {
        visitor.sign_in("social.al-07").await?;
        come_in(visitor).await?;
        by_guide(visitor, "/identification").await?;
        is_usable(visitor).await?;
        assessed(visitor).await?;
        let path = visitor.path().await?;
        let case = path.trim_end_matches("/needs/read").to_owned();
        planned(visitor, &case).await?;
        followed_up(visitor, &case).await?;
        closed(visitor, &case).await?;
        nearly_erased(visitor).await
    });
}
