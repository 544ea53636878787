//! What `--help` shows: every command teaches by examples, and every example is one that can be typed.

use crate::Arguments;
use clap::{Command, CommandFactory as _, Parser as _};

/// The commands that do something, with their whole names.
fn leaves(command: &Command, name: &str, found: &mut Vec<(String, Command)>) {
    let mut own = command.get_subcommands().peekable();
    if own.peek().is_none() {
        found.push((name.to_owned(), command.clone()));
    }
    for one in own {
        leaves(one, &format!("{name} {}", one.get_name()), found);
    }
}

fn all() -> Vec<(String, Command)> {
    let mut found = Vec::new();
    leaves(&Arguments::command(), "besa", &mut found);
    assert!(found.len() >= 20, "{}", found.len());
    found
}

/// The lines of a help text that can be typed.
fn examples(help: &str) -> Vec<&str> {
    let lines = help.lines().map(str::trim);
    lines.filter(|line| line.starts_with("besa ")).collect()
}

/// The words of a line, as a shell takes them apart.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(number, part)| {
            if number.is_multiple_of(2) {
                part.split_whitespace().map(str::to_owned).collect()
            } else {
                vec![part.to_owned()]
            }
        })
        .collect()
}

#[test]
fn every_command_shows_an_example_of_itself() {
    for (name, mut command) in all() {
        let help = command.render_long_help().to_string();
        let own = examples(&help);
        assert!(
            own.iter().any(|line| line.starts_with(&name)),
            "{name}: {help}"
        );
    }
}

#[test]
fn every_example_can_be_typed() {
    let start = Arguments::command().render_long_help().to_string();
    let mut texts = vec![start];
    texts.extend(
        all()
            .into_iter()
            .map(|(_, mut command)| command.render_long_help().to_string()),
    );
    for text in &texts {
        for line in examples(text) {
            let typed = Arguments::try_parse_from(words(line));
            if let Err(error) = typed {
                panic!("{line}: {error}");
            }
        }
    }
}

/// The commands that a row of the README's table names: the first with its whole name, the others beside it.
fn named(row: &str) -> Vec<Vec<&str>> {
    let cell = row
        .trim_start_matches('|')
        .split('|')
        .next()
        .unwrap_or_default();
    let spans: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
    let is_name = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let first: Vec<&str> = spans[0].split(' ').skip(1).take_while(is_name).collect();
    let beside = spans[1..].iter().map(|name| {
        let mut path = first.clone();
        path.pop();
        path.extend(name.split(' '));
        path
    });
    let mut all: Vec<Vec<&str>> = beside.collect();
    all.push(first);
    all
}

#[test]
fn the_readme_names_commands_that_there_are() {
    let readme = include_str!("../../../README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `besa "));
    let mut looked_at = 0;
    for path in rows.flat_map(named) {
        looked_at += 1;
        let whole = Arguments::command();
        let mut command = &whole;
        for word in &path {
            let found = command.find_subcommand(word);
            command = found.unwrap_or_else(|| panic!("there is no besa {}", path.join(" ")));
        }
    }
    assert!(looked_at > 25, "{looked_at}");
}

#[test]
fn every_command_writes_for_programs_but_those_that_serve_or_write_json_anyway() {
    let without: Vec<String> = all()
        .into_iter()
        .filter(|(_, command)| !command.get_arguments().any(|one| one.get_id() == "json"))
        .map(|(name, _)| name)
        .collect();
    let expected = [
        "besa demo",
        "besa serve",
        "besa audit prove inclusion",
        "besa audit prove consistency",
    ];
    assert_eq!(without, expected);
}
