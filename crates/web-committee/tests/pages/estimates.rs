//! The page of an estimate of many lists: numbers as its readers write them, and what a picture
//! leaves out is said.

use crate::common::{field, world};
use access::Membership;
use axum::http::StatusCode;

/// Every combination of six lists, the fewer people the more lists.
fn six_lists() -> String {
    let mut text = "A,B,C,D,E,F,count\n".to_owned();
    for bits in 1_u32..64 {
        let row: Vec<String> = (0..6).map(|list| (bits >> list & 1).to_string()).collect();
        let people = (1400 >> (2 * (bits.count_ones() - 1))).max(1);
        text.push_str(&format!("{},{people}\n", row.join(",")));
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn many_lists_are_shown_as_their_readers_write_numbers() {
    let world = world().await;
    let onc = world.person("onc", Membership::NationalAnalyst).await;
    let csrf = field(&onc.get("/estimates").await.text(), "csrf");
    let fields = [
        ("csrf", csrf.as_str()),
        ("title", "Six lists"),
        ("source", "Invented"),
        ("replicates", "200"),
        ("threshold", "0,02"),
    ];
    let lists = six_lists();
    let file = ("lists.csv", lists.as_bytes());
    let made = onc.send_file("/estimates", &fields, file).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let english = onc.get(&made.location).await.text();
    assert!(english.contains("The 30 largest of 63 combinations"));
    assert!(english.contains("<dd>0.02</dd>") && english.contains("80%:"));
    let albanian = onc.in_albanian().get(&made.location).await.text();
    assert!(albanian.contains("<dd>0,02</dd>") && albanian.contains("80\u{a0}%:"));
    assert!(
        !albanian.contains("0.02"),
        "a point between Albanian digits"
    );
    let list = onc.in_albanian().get("/estimates").await.text();
    assert!(list.contains("placeholder=\"0,02\""));
}
