//! Signing in, being refused, being slowed down, changing the language, signing out.

use browser_tests::{Scripts, visit};

const ATTEMPTS_OF_A_NAME: usize = 10;

#[test]
fn a_wrong_password_is_refused_and_guessing_is_slowed_down() {
    visit("sign-in-refused", Scripts::On, async |visitor| {
        visitor.open("/sign-in").await?;
        visitor.read_in("en").await?;
        for attempt in 1..=ATTEMPTS_OF_A_NAME + 1 {
            visitor.fill("#name", "health.al-01").await?;
            visitor.fill("#password", "jo kjo por ajo tjetra").await?;
            visitor.send("main form button").await?;
            let problems = visitor.text(".problems").await?;
            let expected = if attempt <= ATTEMPTS_OF_A_NAME {
                "The name or the password is wrong"
            } else {
                "Too many attempts"
            };
            assert!(problems.contains(expected), "{attempt}: {problems}");
            let kept = visitor.find("#name").await?.prop("value").await?;
            assert_eq!(kept.as_deref(), Some("health.al-01"));
            let password = visitor.find("#password").await?.prop("value").await?;
            assert_eq!(password.as_deref(), Some(""), "a password was sent back");
        }
        super::is_usable(visitor).await
    });
}

#[test]
fn signing_in_leads_to_the_own_work_and_signing_out_closes_it() {
    visit("sign-in", Scripts::On, async |visitor| {
        visitor.open("/returns").await?;
        assert!(visitor.path().await?.starts_with("/sign-in"));
        visitor.sign_in("health.al-02").await?;
        assert_eq!(visitor.path().await?, "/situation");
        assert!(visitor.text(".who").await?.contains("Institution member"));
        let session = visitor.driver().get_all_cookies().await?;
        let session = session.iter().find(|one| one.http_only == Some(true));
        assert!(session.is_some(), "the session is within reach of scripts");

        let menu = visitor.texts(".main-navigation a").await?;
        visitor.read_in("sq").await?;
        assert_eq!(visitor.path().await?, "/situation");
        let other_menu = visitor.texts(".main-navigation a").await?;
        assert_eq!(menu.len(), other_menu.len());
        assert!(
            menu.iter()
                .zip(&other_menu)
                .all(|(one, other)| one != other)
        );
        visitor.open("/returns").await?;
        assert_eq!(visitor.texts(".main-navigation a").await?, other_menu);

        visitor.send("form[action='/sign-out'] button").await?;
        visitor.driver().back().await?;
        visitor.driver().refresh().await?;
        assert!(visitor.path().await?.starts_with("/sign-in"));
        Ok(())
    });
}
