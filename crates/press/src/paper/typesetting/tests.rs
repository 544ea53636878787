//! What stands on the pages, read from the laid-out frames.

use super::set;
use crate::paper::data::Content;
use crate::paper::document::{Block, ReportDocument, ReportWords, Section};
use typst::layout::{Frame, FrameItem};
use vocabulary::Language;

fn collect(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, text),
            FrameItem::Text(run) => {
                text.push_str(&run.text);
                text.push(' ');
            }
            _ => {}
        }
    }
}

fn pages(paragraphs: Vec<String>) -> Vec<String> {
    let document = ReportDocument {
        language: Language::Albanian,
        title: "Raporti i qarkut".to_owned(),
        subtitle: String::new(),
        place: "Qarku Lezhë".to_owned(),
        period: "2024".to_owned(),
        snapshot: "S-7F3A".to_owned(),
        created: jiff::Timestamp::UNIX_EPOCH,
        words: ReportWords {
            page: "Faqja".to_owned(),
            of: "nga".to_owned(),
            snapshot: "Pamja".to_owned(),
            table: "Tabela".to_owned(),
            figure: "Figura".to_owned(),
            notes: "Shënime".to_owned(),
        },
        sections: vec![Section {
            heading: "Gjendja".to_owned(),
            blocks: paragraphs.into_iter().map(Block::Paragraph).collect(),
            sections: Vec::new(),
        }],
    };
    let content = Content::of(&document).expect("the document is valid");
    let set = set(content).expect("the document can be set");
    set.pages()
        .iter()
        .map(|page| {
            let mut text = String::new();
            collect(&page.frame, &mut text);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn every_page_names_the_snapshot_and_its_number() {
    let paragraph = "Tryeza teknike u mblodh dhe shqyrtoi shifrat e institucioneve. ".repeat(12);
    let pages = pages(vec![paragraph; 20]);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("Pamja S-7F3A"), "page {index}: {page}");
        let number = format!("Faqja {} nga {}", index + 1, pages.len());
        assert!(page.contains(&number), "page {index}: {page}");
    }
}

#[test]
fn commands_in_texts_are_set_as_they_are_written() {
    let hostile = "#read(\"/data.json\") #panic() *x* $1/0$ <a> @b = c // d";
    let text = pages(vec![hostile.to_owned()]).concat();
    // Spaces move with the shaping of runs; everything else must stand there.
    let tight = |text: &str| text.split_whitespace().collect::<String>();
    assert!(tight(&text).contains(&tight(hostile)), "{text}");
}

#[test]
fn characters_without_a_glyph_become_replacement_signs() {
    let text = pages(vec!["rast 😀 𝄞 ë".to_owned()]).concat();
    assert!(text.contains('\u{FFFD}') && text.contains('ë'), "{text}");
}
