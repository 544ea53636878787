//! The pre-filled workbook: downloaded, filled in by a spreadsheet program, uploaded, looked at,
//! accepted as a whole, undone as a whole.

use browser_tests::{Outcome, Scripts, visit};
use std::{
    fs::File,
    io::{Read as _, Write as _},
    path::Path,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Writes a number into an empty cell of the first sheet, as a spreadsheet program does.
fn fill_in(from: &Path, to: &Path, cell: &str, number: u32) -> Outcome {
    let mut archive = ZipArchive::new(File::open(from)?)?;
    let mut filled = ZipWriter::new(File::create(to)?);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        if name == "xl/worksheets/sheet1.xml" {
            bytes = with_number(&String::from_utf8(bytes)?, cell, number)?.into_bytes();
        }
        filled.start_file(name, SimpleFileOptions::default())?;
        filled.write_all(&bytes)?;
    }
    filled.finish()?;
    Ok(())
}

fn with_number(sheet: &str, cell: &str, number: u32) -> Outcome<String> {
    let start = format!("<c r=\"{cell}\"");
    let at = sheet.find(&start).ok_or("the sheet has no such cell")?;
    let end = at + sheet[at..].find("/>").ok_or("the cell is not empty")?;
    let (before, after) = (&sheet[..end], &sheet[end + 2..]);
    Ok(format!("{before}><v>{number}</v></c>{after}"))
}

#[test]
fn a_workbook_is_downloaded_filled_in_accepted_and_undone() {
    visit("workbooks", Scripts::On, async |visitor| {
        visitor.sign_in("police.al-05").await?;
        visitor.open("/returns").await?;
        visitor
            .send("td button[id^='begin-justice-quarterly']")
            .await?;
        let address = visitor.path().await?;
        let book = visitor
            .download("a[href$='/workbook.xlsx']", "xlsx")
            .await?;
        let filled = visitor.folder().join("formulari.xlsx");
        fill_in(&book, &filled, "D3", 11)?;

        visitor.open("/imports").await?;
        visitor.attach("#file", &filled).await?;
        visitor.send_named("Read and show").await?;
        let import = visitor.path().await?;
        assert_eq!(visitor.text("main tbody td:nth-of-type(4)").await?, "11");
        assert_eq!(visitor.text("main tbody td .tag").await?, "new");
        super::is_usable(visitor).await?;

        // Nothing counts before it is accepted.
        visitor.open(&address).await?;
        let before = visitor.find("#number-0").await?.prop("value").await?;
        assert_eq!(before.as_deref(), Some(""));
        visitor.open(&import).await?;
        visitor.send_named("Accept all").await?;
        visitor.open(&address).await?;
        let accepted = visitor.find("#number-0").await?.prop("value").await?;
        assert_eq!(accepted.as_deref(), Some("11"));

        visitor.open(&import).await?;
        super::is_usable(visitor).await?;
        visitor.send_named("Undo").await?;
        visitor.open(&address).await?;
        let undone = visitor.find("#number-0").await?.prop("value").await?;
        assert_eq!(undone.as_deref(), Some(""));
        Ok(())
    });
}
