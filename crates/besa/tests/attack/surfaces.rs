//! Pages and files as they come over the wire, cut into rows of cells. It knows nothing of who made
//! them.

/// One answer.
#[derive(Debug, Clone)]
pub struct Page {
    pub path: String,
    pub language: String,
    pub body: Vec<u8>,
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The addresses on this door that a page leads to.
pub fn links(page: &Page) -> Vec<String> {
    let text = page.text();
    let parts = text.split("href=\"").skip(1);
    parts
        .filter_map(|part| part.split('"').next())
        .map(|link| link.replace("&#38;", "&").replace("&amp;", "&"))
        .filter(|link| link.starts_with("/public"))
        .collect()
}

/// What stands between two texts, each time.
pub fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    let parts = text.split(from).skip(1);
    parts.filter_map(|part| part.split(to).next()).collect()
}

/// A text without its marks.
pub fn plain(markup: &str) -> String {
    let mut text = String::new();
    let mut is_mark = false;
    for character in markup.chars() {
        match character {
            '<' => is_mark = true,
            '>' => is_mark = false,
            other if !is_mark => text.push(other),
            _ => {}
        }
    }
    text.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .trim()
        .to_owned()
}

/// The rows of the first table with a class or caption that fits, its heads first.
pub fn rows(table: &str) -> Vec<Vec<String>> {
    let rows = between(table, "<tr>", "</tr>");
    let cells = |row: &str| {
        let row = row.replace("<th", "<td").replace("</th>", "</td>");
        let cells = row.split("<td").skip(1);
        let content = cells.filter_map(|cell| cell.split_once('>'));
        content
            .map(|(_, content)| plain(content.split("</td>").next().unwrap_or("")))
            .collect()
    };
    rows.into_iter().map(cells).collect()
}
