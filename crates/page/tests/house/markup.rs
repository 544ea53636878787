//! The markup of layout, fields and parts: what a screen reader, or a form that is sent, relies on.

use askama::Template;
use page::{Choice, Field, Frame, NavigationEntry, Notice, Person, Problem};
use vocabulary::Language;

/// Text that breaks out of any markup that forgets to escape it.
const HOSTILE: &str = "\"'><img src=x onerror=alert(1)>";

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}{% import "forms.html" as forms %}{% import "parts.html" as parts %}
{% block content %}{% call forms::problems(frame, problems) %}{% endcall %}
<form method="post">{% call forms::csrf(frame) %}{% endcall %}
{% call forms::text(frame, fields[0]) %}{% endcall %}
{% call forms::number(frame, fields[1]) %}{% endcall %}
{% call forms::date(frame, fields[2]) %}{% endcall %}
{% call forms::password(frame, fields[3], "current-password") %}{% endcall %}
{% call forms::sign_in_name(frame, fields[4]) %}{% endcall %}
{% call forms::long_text(frame, fields[5], 3) %}{% endcall %}
{% call forms::select(frame, fields[6], choices) %}{% endcall %}
{% call forms::radios(frame, fields[7], choices) %}{% endcall %}
{% call forms::checkbox(frame, fields[8]) %}{% endcall %}
{% call forms::file(frame, fields[9], ".xlsx") %}{% endcall %}</form>
{% call parts::long_table(frame, hostile) %}<tbody><tr><td>{{ hostile }}</td></tr></tbody>{% endcall %}
{% call parts::pages(frame, Some(hostile), None::<String>) %}{% endcall %}
{% call parts::tag("bad", hostile) %}{% endcall %}{% endblock %}"#
)]
struct Everything {
    frame: Frame,
    problems: Vec<Problem>,
    fields: Vec<Field>,
    choices: Vec<Choice>,
    hostile: &'static str,
}

fn everything(text: &'static str) -> String {
    let problems = vec![Problem::new("field-1", text)];
    let field = |index| {
        Field::new(format!("field-{index}"), text)
            .hint(text)
            .value(text)
            .checked(&problems)
    };
    let mut frame = Frame::bare(Language::Albanian, text.to_owned(), "/here?a=1&b=2");
    frame.person = Some(Person {
        name: text.to_owned(),
        role: text.to_owned(),
        memberships: vec![Choice::new("a", text, "a"), Choice::new("b", text, "a")],
    });
    frame.navigation = vec![NavigationEntry {
        href: "/here".to_owned(),
        label: text.to_owned(),
        is_current: true,
    }];
    frame.csrf = "secret".to_owned();
    frame.notice = Some(Notice::problem(text));
    let fields = (0..10).map(field).collect();
    let page = Everything {
        frame,
        fields,
        problems,
        choices: vec![Choice::new("a", text, "a"), Choice::new("b", text, "a")],
        hostile: text,
    };
    page.render().unwrap()
}

/// The opening tags of a page with their attributes.
fn tags(page: &str) -> Vec<&str> {
    page.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
        .filter(|tag| tag.starts_with(|first: char| first.is_ascii_lowercase()))
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[test]
fn no_text_becomes_markup_anywhere() {
    let page = everything(HOSTILE);
    assert!(!page.contains("<img src=x"), "{page}");
    assert_eq!(tags(&page).len(), tags(&everything("plain")).len());
}

#[test]
fn attributes_stand_apart_and_ids_are_unique() {
    let page = everything("plain");
    let mut ids = Vec::new();
    for tag in tags(&page) {
        let outside: String = tag.split('"').step_by(2).collect::<Vec<_>>().join("\u{1}");
        for piece in outside
            .split('\u{1}')
            .skip(1)
            .filter(|piece| !piece.is_empty())
        {
            assert!(piece.starts_with(' '), "<{tag}>");
        }
        let name = tag.split_whitespace().next().unwrap_or_default();
        assert!(
            name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "<{tag}>"
        );
        ids.extend(attribute(tag, "id"));
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
}

#[test]
fn whatever_a_field_refers_to_is_on_the_page() {
    let page = everything("plain");
    let tags = tags(&page);
    let ids: Vec<&str> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
    let mut referred = 0;
    for tag in &tags {
        for name in ["for", "aria-describedby", "aria-labelledby"] {
            for id in attribute(tag, name)
                .into_iter()
                .flat_map(str::split_whitespace)
            {
                referred += 1;
                assert!(ids.contains(&id), "{name}={id}");
            }
        }
        if let Some(id) = attribute(tag, "href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.contains(&id), "#{id}");
        }
    }
    assert!(referred > 20, "{referred}");
    for kind in ["input", "select", "textarea"] {
        for tag in tags.iter().filter(|tag| tag.starts_with(kind)) {
            if attribute(tag, "type") != Some("hidden") {
                let id = attribute(tag, "id").expect("a field has an id");
                assert!(page.contains(&format!("<label for=\"{id}\"")), "{id}");
            }
        }
    }
}

#[test]
fn a_field_with_a_problem_says_so_and_keeps_what_was_typed() {
    let page = everything("plain");
    let wrong = tags(&page)
        .into_iter()
        .find(|tag| attribute(tag, "id") == Some("field-1"));
    let wrong = wrong.expect("the field is there");
    assert_eq!(attribute(wrong, "aria-invalid"), Some("true"));
    assert_eq!(attribute(wrong, "value"), Some("plain"));
    assert_eq!(
        attribute(wrong, "aria-describedby"),
        Some("field-1-hint field-1-problem")
    );
}

#[test]
fn a_password_is_never_sent_back() {
    let page = everything("plain");
    let field = tags(&page)
        .into_iter()
        .find(|tag| tag.contains("type=\"password\""));
    assert_eq!(attribute(field.expect("it is there"), "value"), None);
}

#[test]
fn the_layout_names_its_language_and_leads_back() {
    let page = everything("plain");
    assert!(page.starts_with("<!doctype html>"), "{}", &page[..40]);
    assert!(page.contains("<html lang=\"sq\">"));
    assert!(
        page.contains("name=\"back\" value=\"/here?a=1&#38;b=2\""),
        "{page}"
    );
    assert!(page.contains("aria-current=\"page\""));
    assert!(page.contains("name=\"csrf\" value=\"secret\""));
}
