//! Files as offices keep them: columns and words are asked about once and remembered, and a file
//! with personal data is refused at the door.

use browser_tests::{Outcome, Scripts, Visitor, visit};

async fn upload(visitor: &Visitor, name: &str, text: &str) -> Outcome {
    let file = visitor.folder().join(name);
    std::fs::write(&file, text)?;
    visitor.open("/imports").await?;
    visitor.attach("#file", &file).await?;
    visitor.send_named("Read and show").await
}

/// The table of an office about the running and the last quarter; the demonstration's own figures
/// end before.
fn table(first: &str, second: &str) -> String {
    format!(
        "Periudha;Viktima të mundshme të identifikuara;Viktima të identifikuara formalisht\n\
         2021Q3;{first};2\n2021Q4;{second};s'ka\n"
    )
}

#[test]
fn columns_and_words_are_asked_about_once_and_remembered() {
    visit("own-files", Scripts::On, async |visitor| {
        visitor.sign_in("police.al-08").await?;
        upload(visitor, "tabela.csv", &table("4", "5")).await?;
        super::is_usable(visitor).await?;
        visitor.choose("[name='meaning-0-1']", "period").await?;
        for (column, indicator) in [("2", "V01"), ("3", "V02")] {
            let meaning = format!("[name='meaning-0-{column}']");
            visitor.choose(&meaning, "value").await?;
            let of = format!("[name='indicator-0-{column}']");
            visitor.choose(&of, indicator).await?;
        }
        visitor.send_named("Keep and read").await?;
        visitor.reads("s'ka").await?;
        super::is_usable(visitor).await?;
        assert!(!visitor.has("form[action$='/commit']").await?);
        visitor.choose_named("#answer-0", "not reported").await?;
        visitor.send_named("Answer and read again").await?;
        assert_eq!(visitor.texts("main tbody td .tag").await?, ["new"; 4]);
        visitor.send_named("Accept all").await?;

        // The second file with the same headings goes straight to its preview.
        upload(visitor, "tabela.csv", &table("6", "5")).await?;
        assert!(!visitor.has("details[open] [name='meaning-0-1']").await?);
        assert!(visitor.has("form[action$='/commit']").await?);
        assert!(!visitor.has("#answer-0").await?);
        // What was remembered can be put right all the same.
        visitor.unfold("Put right what the columns mean").await?;
        super::is_usable(visitor).await?;
        let outcomes = visitor.texts("main tbody td .tag").await?;
        assert_eq!(outcomes.iter().filter(|one| *one == "changed").count(), 1);
        assert_eq!(outcomes.iter().filter(|one| *one == "unchanged").count(), 3);
        visitor.send_named("Throw away").await
    });
}

#[test]
fn a_file_with_personal_data_is_refused_naming_its_columns() {
    visit("personal-data", Scripts::On, async |visitor| {
        visitor.sign_in("social.al-08").await?;
        let file = "Emri;Mbiemri;Datëlindja;Nr. telefoni;Qarku\n\
                    Arta;Hoxha;03.04.1999;069 123 4567;Korçë\n";
        upload(visitor, "viktimat.csv", file).await?;
        let problems = visitor.text(".problems").await?;
        for heading in ["Emri", "Mbiemri", "Datëlindja", "Nr. telefoni"] {
            assert!(problems.contains(heading), "{heading}: {problems}");
        }
        assert!(!visitor.text("main").await?.contains("Hoxha"));
        super::is_usable(visitor).await?;
        visitor.open("/imports").await?;
        assert!(!visitor.has("main tbody tr").await?, "the file was kept");
        Ok(())
    });
}
