//! Freezing what is known, and handing it out on paper and as files.

use browser_tests::{Outcome, Scripts, visit};
use calamine::{Reader as _, Xlsx, open_workbook};
use std::{path::Path, process::Command};

/// The words on paper, where the machine has a program that reads them out.
fn words_of(document: &Path) -> Outcome<Option<String>> {
    match Command::new("pdftotext").arg(document).arg("-").output() {
        Ok(read) => Ok(Some(String::from_utf8(read.stdout)?)),
        Err(_) => {
            eprintln!("left out: the words of the PDF, there is no pdftotext");
            Ok(None)
        }
    }
}

#[test]
fn a_snapshot_is_frozen_and_handed_out_as_paper_workbook_and_table() {
    visit("snapshots", Scripts::On, async |visitor| {
        visitor.sign_in("secretariat.al-11").await?;
        visitor.open("/snapshots").await?;
        visitor.fill("#period", "2025").await?;
        visitor.send_named("Freeze").await?;
        let path = visitor.path().await?;
        let code = path.rsplit('/').next().unwrap_or_default().to_owned();
        assert!(code.starts_with("AL-11-2025-"), "{path}");
        assert!(visitor.text("h1").await?.contains("2025"));
        assert!(visitor.text("main").await?.contains(&code));
        super::is_usable(visitor).await?;

        let paper = visitor.download("a[href$='/report.pdf']", "pdf").await?;
        assert!(std::fs::read(&paper)?.starts_with(b"%PDF-"));
        if let Some(words) = words_of(&paper)? {
            let pages: Vec<&str> = words
                .split('\u{c}')
                .filter(|page| !page.is_empty())
                .collect();
            assert!(!pages.is_empty());
            for page in pages {
                assert!(page.contains(&code), "a page without its snapshot: {page}");
            }
        }

        let book = visitor.download("a[href$='/figures.xlsx']", "xlsx").await?;
        assert!(std::fs::read(&book)?.starts_with(b"PK"));
        let book: Xlsx<_> = open_workbook(&book)?;
        assert_eq!(book.sheet_names(), ["Data", "Codebook", "Notes"]);

        let table = visitor.download("a[href$='/figures.csv']", "csv").await?;
        let table = std::fs::read_to_string(table)?;
        assert!(
            table
                .lines()
                .nth(1)
                .is_some_and(|tags| tags.starts_with('#'))
        );
        assert!(table.lines().count() > 10);

        visitor.open("/snapshots").await?;
        assert!(visitor.text("main table").await?.contains(&code));
        Ok(())
    });
}
