//! A return from its first cell to the national office, through the hands of all who take part.

use browser_tests::{Outcome, Scripts, Visitor, visit};

const STATE: &str = "main .lead .tag";

/// Takes the step of the return that is open, by its button.
async fn step(visitor: &Visitor, name: &str, state: &str) -> Outcome {
    visitor.send_named(name).await?;
    assert_eq!(visitor.text(STATE).await?, state);
    Ok(())
}

/// The present word for the first cell, as those read it who do not write it.
async fn first_number(visitor: &Visitor) -> Outcome<String> {
    visitor.text("main tbody td.number a").await
}

async fn fill_in_and_send(visitor: &Visitor) -> Outcome<String> {
    visitor.sign_in("police.al-04").await?;
    visitor.open("/returns").await?;
    visitor
        .send("td button[id^='begin-victims-quarterly']")
        .await?;
    let address = visitor.path().await?;
    assert_eq!(visitor.text(STATE).await?, "draft");

    // What is no number is refused in place, and what was typed stays.
    visitor.fill("#number-0", "shtatë").await?;
    visitor.fill("#number-1", "5").await?;
    visitor.send_named("Save the draft").await?;
    visitor.reads("is not a number").await?;
    let typed = visitor.find("#number-0").await?.prop("value").await?;
    assert_eq!(typed.as_deref(), Some("shtatë"));
    super::is_usable(visitor).await?;

    visitor.fill("#number-0", "7").await?;
    visitor.send_named("Save the draft").await?;
    assert_eq!(visitor.path().await?.split('?').next(), Some(&*address));

    // Without the second required cell it cannot be sent in: that cell is named, and led to.
    visitor.send_named("Send in").await?;
    visitor
        .reads("Victims formally identified: this cell is required")
        .await?;
    super::is_usable(visitor).await?;
    visitor.press("#problems a[href='#number-14']").await?;
    let focus = visitor
        .run("return document.activeElement.id", Vec::new())
        .await?;
    assert_eq!(focus, "number-14");
    visitor
        .choose("select[name='state-14']", "not_reported")
        .await?;
    visitor.send_named("Save the draft").await?;
    step(visitor, "Send in", "submitted").await?;
    assert!(!visitor.has("#number-0").await?, "it can still be changed");
    Ok(address)
}

#[test]
fn a_return_goes_its_way_through_four_pairs_of_eyes() {
    visit("returns", Scripts::On, async |visitor| {
        let address = fill_in_and_send(visitor).await?;

        visitor.sign_in("secretariat.al-04").await?;
        visitor.open(&address).await?;
        assert_eq!(first_number(visitor).await?, "7");
        visitor
            .fill("#reason-send-back", "Mungon ndarja sipas moshës.")
            .await?;
        step(visitor, "Send back", "sent back").await?;

        visitor.sign_in("police.al-04").await?;
        visitor.open(&address).await?;
        visitor.reads("Mungon ndarja sipas moshës.").await?;
        visitor.fill("#number-0", "8").await?;
        visitor.send_named("Save the draft").await?;
        step(visitor, "Send in", "submitted").await?;
        assert!(!visitor.has("#steps form").await?, "one's own word");

        visitor.sign_in("secretariat.al-04").await?;
        visitor.open(&address).await?;
        assert_eq!(first_number(visitor).await?, "8");
        step(visitor, "Verify", "verified").await?;

        visitor.sign_in("chair.al-04").await?;
        visitor.open(&address).await?;
        step(visitor, "Adopt in a meeting", "adopted").await?;

        visitor.sign_in("onc").await?;
        visitor.open(&address).await?;
        step(visitor, "Accept", "accepted").await?;
        let history = visitor.texts(".timeline li").await?;
        assert_eq!(history.len(), 6, "{history:?}");
        super::is_usable(visitor).await?;

        visitor.sign_in("police.al-03").await?;
        visitor.open(&address).await?;
        assert!(!visitor.has(STATE).await?, "a stranger reads the return");
        Ok(())
    });
}
