//! An office begins: an empty database asks for its first administrator, who opens the first
//! account, whose owner has to choose a password of their own.

use browser_tests::{Scripts, visit};

const FIRST: &str = "nente male te larta";
const GIVEN: &str = "fjalekalim i pare";
const OWN: &str = "shtate zogj mbi liqen";

#[test]
fn an_empty_office_is_set_up_and_its_first_account_opened() {
    visit("first-set-up", Scripts::On, async |visitor| {
        let office = visitor.house().empty_office()?;
        let at = |path: &str| format!("{}{path}", office.address);
        visitor.open(&at("/")).await?;
        assert_eq!(visitor.path().await?, "/set-up");
        visitor.read_in("en").await?;
        super::is_usable(visitor).await?;

        visitor.fill("#sign_in_name", "drejtoresha").await?;
        visitor.fill("#name", "Drejtoresha e zyrës").await?;
        visitor.fill("#password", "shkurt").await?;
        visitor.send_named("Create the administrator").await?;
        visitor.reads("at least 12 characters").await?;
        super::is_usable(visitor).await?;
        visitor.fill("#password", FIRST).await?;
        visitor.send_named("Create the administrator").await?;

        // The door of the first visit is shut for good.
        visitor.open(&at("/set-up")).await?;
        assert!(!visitor.has("#sign_in_name").await?);
        visitor.open(&at("/sign-in")).await?;
        visitor.fill("#name", "drejtoresha").await?;
        visitor.fill("#password", FIRST).await?;
        visitor.send_named("Sign in").await?;
        assert_eq!(visitor.path().await?, "/accounts");

        visitor.unfold("Open an account").await?;
        visitor.fill("#sign_in_name", "zyra.kukes").await?;
        visitor.fill("#name", "Zyra Kukës").await?;
        visitor.choose("#role", "technical-secretariat").await?;
        visitor.choose("#region", "AL-07").await?;
        visitor.fill("#password", "shkurt").await?;
        visitor
            .send("form[method='post'][action='/accounts'] button")
            .await?;
        visitor.reads("at least 12 characters").await?;
        super::is_usable(visitor).await?;
        visitor.fill("#password", GIVEN).await?;
        visitor
            .send("form[method='post'][action='/accounts'] button")
            .await?;
        visitor.reads("zyra.kukes").await?;
        visitor.reads("Give the person its sign-in name").await?;
        super::is_usable(visitor).await?;
        visitor.open(&at("/accounts")).await?;
        visitor.fill("#words", "kukes").await?;
        visitor
            .send("form[method='get'][action='/accounts'] button")
            .await?;
        visitor.reads("One account.").await?;
        super::is_usable(visitor).await?;
        visitor.send("form[action='/sign-out'] button").await?;

        visitor.open(&at("/sign-in")).await?;
        visitor.fill("#name", "zyra.kukes").await?;
        visitor.fill("#password", GIVEN).await?;
        visitor.send_named("Sign in").await?;
        assert_eq!(visitor.path().await?, "/password");
        visitor.fill("#present", GIVEN).await?;
        visitor.fill("#new", OWN).await?;
        visitor.send_named("Change").await?;
        visitor.open(&at("/situation")).await?;
        visitor.reads("Kukës").await?;
        super::is_usable(visitor).await
    });
}
