//! An office whose browsers run no scripts reports all the same.

use browser_tests::{Scripts, visit};

#[test]
fn a_return_is_filled_in_and_sent_without_scripts() {
    visit("without-scripts", Scripts::Off, async |visitor| {
        visitor.sign_in("secretariat.al-09").await?;
        visitor.open("/situation").await?;
        assert!(visitor.has(".chart-box svg").await?);
        // The buttons that only scripts can serve are not shown.
        assert!(!visitor.find("[data-print]").await?.is_displayed().await?);
        visitor.sign_in("police.al-09").await?;
        visitor.open("/situation").await?;
        assert!(visitor.has(".chart-box svg").await?);

        visitor.open("/returns").await?;
        visitor
            .send("td button[id^='begin-justice-quarterly']")
            .await?;
        for cell in ["0", "1", "2"] {
            visitor.fill(&format!("#number-{cell}"), "1").await?;
        }
        visitor.send_named("Save the draft").await?;
        visitor.send_named("Send in").await?;
        assert_eq!(visitor.text("main .lead .tag").await?, "submitted");

        visitor.open("/imports").await?;
        let file = visitor.folder().join("emra.csv");
        std::fs::write(&file, "Emri;Mbiemri;Datëlindja\nArta;Hoxha;03.04.1999\n")?;
        visitor.attach("#file", &file).await?;
        visitor.send_named("Read and show").await?;
        assert!(visitor.text(".problems").await?.contains("Datëlindja"));
        Ok(())
    });
}
