//! Words that give a person away: what is wrong is said at the field, what was typed is still there.

use browser_tests::{Scripts, visit};

#[test]
fn minutes_with_a_number_of_a_person_are_given_back_and_then_recorded_without_it() {
    visit("texts", Scripts::On, async |visitor| {
        visitor.sign_in("chair.al-06").await?;
        visitor.open("/meetings").await?;
        visitor.unfold("Record a meeting").await?;
        visitor.choose("#kind", "committee").await?;
        visitor.fill("#held_on", "4.3.2025").await?;
        visitor.fill("#reference", "KR-9/2025").await?;
        visitor.fill("#title", "Takimi i parë").await?;
        visitor
            .fill("#decisions", "U shqyrtua rasti J50312045K.")
            .await?;
        visitor.send("form[action='/meetings'] button").await?;
        visitor.reads("This text holds a personal number").await?;
        assert!(visitor.has("#decisions-problem").await?);
        let typed = visitor.find("#decisions").await?.prop("value").await?;
        assert_eq!(typed.as_deref(), Some("U shqyrtua rasti J50312045K."));
        super::is_usable(visitor).await?;

        visitor.fill("#decisions", "U shqyrtuan tre raste.").await?;
        visitor.send("form[action='/meetings'] button").await?;
        visitor.reads("U shqyrtuan tre raste.").await
    });
}
