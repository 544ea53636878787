//! What the browser noted while somebody walked: complaints of pages, and requests.

use crate::{Outcome, Visitor};
use serde_json::Value;

/// Holds that no page complained and that nothing was asked of another host.
///
/// # Errors
/// When the driver does not hand out its logs.
///
/// # Panics
/// When a page complained or a request left for another host.
pub(crate) async fn hold(visitor: &Visitor) -> Outcome {
    let complaints: Vec<String> = visitor
        .driver()
        .get_log("browser")
        .await?
        .into_iter()
        .filter(|entry| entry.level == "SEVERE" && !is_refusal(&entry.message))
        .map(|entry| entry.message)
        .collect();
    assert!(
        complaints.is_empty(),
        "pages complained in the console:\n{}",
        complaints.join("\n")
    );
    let strangers: Vec<String> = visitor
        .driver()
        .get_log("performance")
        .await?
        .iter()
        .filter_map(|entry| requested(&entry.message))
        .filter(|address| !visitor.is_of_house(address))
        .collect();
    assert!(
        strangers.is_empty(),
        "something was asked of another host:\n{}",
        strangers.join("\n")
    );
    Ok(())
}

/// The browser notes every answer that refuses something as an error of the page. What is refused
/// is the matter of each test.
fn is_refusal(message: &str) -> bool {
    message.contains("the server responded with a status of 4")
}

/// The address of a request, when the entry is one.
fn requested(message: &str) -> Option<String> {
    let entry: Value = serde_json::from_str(message).ok()?;
    let event = &entry["message"];
    (event["method"] == "Network.requestWillBeSent")
        .then(|| {
            event["params"]["request"]["url"]
                .as_str()
                .map(str::to_owned)
        })
        .flatten()
}
