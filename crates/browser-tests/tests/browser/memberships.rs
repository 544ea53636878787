//! Somebody who sits on several bodies: chooses one after signing in, changes it at the top of a page
//! by the keyboard alone, and has no second way left by an old page.

use browser_tests::{Scripts, visit};
use thirtyfour::Key;

#[test]
fn one_chooses_a_body_and_changes_it_without_a_mouse() {
    visit("memberships", Scripts::On, async |visitor| {
        visitor.sign_in("office.al-07").await?;
        assert_eq!(visitor.path().await?, "/account/memberships");
        assert_eq!(visitor.texts("main tbody tr").await?.len(), 3);
        super::is_usable(visitor).await?;
        visitor.send("main tbody tr:last-child form button").await?;
        assert_eq!(visitor.path().await?, "/situation");
        assert!(
            visitor
                .text(".who")
                .await?
                .contains("Technical secretariat")
        );
        super::is_usable(visitor).await?;
        let menu = visitor.texts(".main-navigation a").await?;

        let list = visitor.find(".acting select").await?;
        list.focus().await?;
        visitor.key(Key::Home).await?;
        visitor.key(Key::Tab).await?;
        let before = visitor.find("html").await?;
        visitor.key(Key::Enter).await?;
        visitor.turned(&before).await?;
        assert!(visitor.text(".who").await?.contains("Institution member"));
        assert_ne!(visitor.texts(".main-navigation a").await?, menu);
        super::is_usable(visitor).await
    });
}
