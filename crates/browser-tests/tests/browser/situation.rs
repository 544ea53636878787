//! The situation in a minute, and one click from every number to what is behind it.

use browser_tests::{Scripts, visit};

#[test]
fn every_number_leads_in_one_click_to_what_is_behind_it() {
    visit("situation", Scripts::On, async |visitor| {
        visitor.sign_in("onc").await?;
        visitor.open("/situation?place=AL&period=2021").await?;
        for part in ["figure", "chart-box svg"] {
            assert!(visitor.has(&format!(".{part}")).await?, "no {part}");
        }
        let mut addresses = Vec::new();
        for link in visitor.find_all(".figure > a").await? {
            addresses.push(link.prop("href").await?.unwrap_or_default());
        }
        assert!(addresses.len() >= 3, "{addresses:?}");
        for address in &addresses {
            visitor.open(address).await?;
            let shown = visitor.text("main").await?;
            assert!(visitor.has("h1").await?);
            assert!(
                visitor.has("main table").await? || shown.contains("Nobody"),
                "{address} leads to nothing: {shown}"
            );
        }

        // Pictures have a twin that can be read aloud.
        visitor.open("/situation?place=AL&period=2024").await?;
        let pictures = visitor.find_all(".chart-box").await?.len();
        let tables = visitor.find_all("#charts details table").await?.len();
        assert!(pictures > 2, "{pictures} pictures");
        assert_eq!(pictures, tables, "a picture has no table");

        // A choice of place and period stays in the address, to be sent to somebody.
        visitor.choose("#place", "AL-07").await?;
        visitor.choose("#period", "2024").await?;
        visitor.send("form[action='/situation'] button").await?;
        let path = visitor.path().await?;
        assert!(path.contains("place=AL-07") && path.contains("period=2024"));
        assert!(visitor.text("h1").await?.contains("Kukës"));
        Ok(())
    });
}
