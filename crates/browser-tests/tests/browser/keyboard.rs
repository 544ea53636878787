//! Somebody who uses no mouse: everything is reached with Tab in the order in which it is read, what
//! has the focus is seen, and Enter does what a click does.

use browser_tests::{Outcome, PASSWORD, Scripts, Visitor, visit};
use serde_json::Value;
use thirtyfour::Key;

/// What has the focus, and whether that is seen.
const FOCUS: &str = "
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return {
      what: one.id || one.getAttribute('href') || one.textContent.trim().slice(0, 40),
      seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        && box.width > 0 && box.bottom > 0 && box.right > 0,
    };";

/// Presses Tab until this has the focus; gives back everything on the way.
async fn tab_to(visitor: &Visitor, aim: &str) -> Outcome<Vec<String>> {
    const MOST: usize = 60;
    let mut way = Vec::new();
    for _ in 0..MOST {
        visitor.key(Key::Tab).await?;
        let focus: Value = visitor.run(FOCUS, vec![]).await?;
        let what = focus["what"].as_str().unwrap_or_default().to_owned();
        assert_eq!(focus["seen"], true, "nobody sees the focus on {what}");
        way.push(what.clone());
        if what == aim {
            return Ok(way);
        }
    }
    panic!("Tab does not reach {aim} but {way:?}");
}

/// Presses Enter and waits for the page that follows.
async fn enter(visitor: &Visitor) -> Outcome {
    let before = visitor.find("html").await?;
    visitor.key(Key::Enter).await?;
    visitor.turned(&before).await
}

#[test]
fn tab_and_enter_do_all_that_a_mouse_does() {
    visit("keyboard", Scripts::On, async |visitor| {
        visitor.open("/sign-in").await?;
        visitor.read_in("en").await?;
        visitor.open("/sign-in").await?;
        let way = tab_to(visitor, "name").await?;
        assert_eq!(way.first().map(String::as_str), Some("#content"), "{way:?}");
        visitor.type_in("police.al-12").await?;
        visitor.key(Key::Tab).await?;
        visitor.type_in(PASSWORD).await?;
        enter(visitor).await?;
        assert_eq!(visitor.path().await?, "/situation");

        // First what skips the menu, then the menu in the order of reading.
        let way = tab_to(visitor, "/indicators").await?;
        let place = |what: &str| way.iter().position(|one| one == what);
        let order = [
            "#content",
            "/situation",
            "/returns",
            "/discrepancies",
            "/meetings",
        ]
        .map(place);
        assert!(order.iter().all(Option::is_some), "{way:?}");
        assert!(order.is_sorted(), "{way:?}");

        // Skipping leads past the menu.
        visitor.open("/returns").await?;
        visitor.key(Key::Tab).await?;
        visitor.key(Key::Enter).await?;
        visitor.key(Key::Tab).await?;
        let inside = "return document.querySelector('main').contains(document.activeElement)";
        assert_eq!(visitor.run(inside, vec![]).await?, true);

        // A draft is begun, filled in and saved without a mouse.
        let link = "td button[id^='begin-justice-quarterly']";
        let target = visitor.find(link).await?.attr("id").await?;
        visitor.open("/returns").await?;
        tab_to(visitor, &target.unwrap_or_default()).await?;
        enter(visitor).await?;
        tab_to(visitor, "number-0").await?;
        visitor.type_in("3").await?;
        enter(visitor).await?;
        let saved = visitor.find("#number-0").await?.prop("value").await?;
        assert_eq!(saved.as_deref(), Some("3"));
        Ok(())
    });
}
