//! Telephone numbers among all the other numbers of a text. Figures are grouped by thousands and never
//! begin with a zero; telephones do the one and not the other.

use super::{
    PersonalKind,
    words::{BETWEEN, PHONE, PROTOCOL, holds},
};
use crate::text::{date, fold};

/// Digits of a number with a country's prefix (ITU-T E.164 allows fifteen).
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 8..=15;
/// Digits of a number behind the word for a telephone.
const NAMED: std::ops::RangeInclusive<usize> = 7..=15;

/// Groups of digits that can be one number.
struct Run<'t> {
    start: usize,
    /// Whether a plus stands before it.
    is_signed: bool,
    groups: Vec<Group<'t>>,
}

#[derive(Clone, Copy)]
struct Group<'t> {
    start: usize,
    end: usize,
    digits: &'t str,
    /// The sign before it.
    before: Option<char>,
}

pub(super) fn find(text: &str) -> Vec<(usize, PersonalKind)> {
    let runs = runs(text);
    let phones = runs.iter().filter_map(|run| phone(text, run));
    phones.map(|start| (start, PersonalKind::Phone)).collect()
}

/// The runs of a text, without its days: their digits are no telephone's.
fn runs(text: &str) -> Vec<Run<'_>> {
    let groups = groups(text);
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut previous: Option<Group<'_>> = None;
    let mut at = 0;
    while let Some(group) = groups.get(at) {
        let mut group = *group;
        let last = groups.get(at + 2);
        if last.is_some_and(|last| is_day(text, (group.start, last.end))) {
            previous = None;
            at += 3;
            continue;
        }
        at += 1;
        let between = previous.and_then(|previous| text.get(previous.end..group.start));
        previous = Some(group);
        if let (Some(sign), Some(run)) = (between.and_then(joint), runs.last_mut()) {
            group.before = Some(sign);
            run.groups.push(group);
            continue;
        }
        let head = text.get(..group.start).unwrap_or_default();
        runs.push(Run {
            start: group.start,
            is_signed: head.trim_end_matches('(').ends_with('+'),
            groups: vec![group],
        });
    }
    runs
}

/// Whether a day stands there, and no part of a longer number with the same signs.
fn is_day(text: &str, (start, end): (usize, usize)) -> bool {
    let day = text.get(start..end).unwrap_or_default();
    let sign = day
        .trim_start_matches(|one: char| one.is_ascii_digit())
        .chars()
        .next();
    let head = text.get(..start).unwrap_or_default();
    let longer = sign.and_then(|sign| head.strip_suffix(sign));
    let is_longer = longer.is_some_and(|head| head.ends_with(|one: char| one.is_ascii_digit()));
    !is_longer && date(day).is_some_and(|day| (1900..2100).contains(&day.year()))
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_ascii_digit(), start) {
            (false, Some(from)) => {
                groups.push(Group {
                    start: from,
                    end: at,
                    digits: &text[from..at],
                    before: None,
                });
                start = None;
            }
            (true, None) => start = Some(at),
            _ => {}
        }
    }
    groups
}

/// The sign that joins two groups of one number; `None` where something else stands between them.
fn joint(between: &str) -> Option<char> {
    let is_sign = |one: char| {
        matches!(
            one,
            ' ' | '\u{A0}'
                | '\u{2009}'
                | '\u{202F}'
                | '-'
                | '\u{2011}'
                | '–'
                | '/'
                | '.'
                | '('
                | ')'
        )
    };
    let is_joint = between.chars().count() <= 3 && between.chars().all(is_sign);
    let strongest = between.chars().find(|one| !one.is_whitespace());
    if is_joint {
        strongest.or_else(|| between.chars().next())
    } else {
        None
    }
}

/// Where a telephone number begins in a run.
fn phone(text: &str, run: &Run<'_>) -> Option<usize> {
    if run.is_signed && is_international(&run.groups) {
        return Some(run.start);
    }
    if is_named(text, run) && lengths(&run.groups).any(|length| NAMED.contains(&length)) {
        return Some(run.start);
    }
    (0..run.groups.len()).find_map(|first| {
        let groups = run.groups.get(first..)?;
        let is_long = is_with_zeros(text, groups) || is_fixed(text, groups);
        let found = is_mobile(groups) || (is_long && !is_within_figure(&run.groups, first));
        found.then_some(groups.first()?.start)
    })
}

/// Whether a group is one of the thousands of a figure that began before it: `7 020 000 000`.
fn is_within_figure(groups: &[Group<'_>], first: usize) -> bool {
    let head = first.checked_sub(1).and_then(|before| groups.get(before));
    let mut tail = groups.iter().skip(first);
    head.is_some_and(|head| head.digits.len() <= 3) && tail.all(|group| group.digits.len() == 3)
}

/// The digits up to the end of each group.
fn lengths<'g>(groups: &'g [Group<'_>]) -> impl Iterator<Item = usize> + 'g {
    groups.iter().scan(0, |length, group| {
        *length += group.digits.len();
        Some(*length)
    })
}

fn joined(groups: &[Group<'_>], length: usize) -> Option<String> {
    let mut digits = String::new();
    for group in groups {
        digits.push_str(group.digits);
        if digits.len() >= length {
            break;
        }
    }
    (digits.len() == length).then_some(digits)
}

/// Behind a plus. A difference of millions has one too, and is grouped by thousands.
fn is_international(groups: &[Group<'_>]) -> bool {
    let begins_at_home = groups.iter().map(|group| group.digits).collect::<String>();
    let is_home = begins_at_home.starts_with("355");
    (1..=groups.len()).any(|count| {
        let part = &groups[..count];
        let length: usize = part.iter().map(|group| group.digits.len()).sum();
        let by_thousands = count > 1
            && part[0].digits.len() <= 3
            && part[1..].iter().all(|group| group.digits.len() == 3);
        INTERNATIONAL.contains(&length)
            && !(by_thousands && length <= 9)
            && !(is_home && length < 10)
    })
}

/// `00355 …`, `0039 …`. What follows a time or a decimal is none.
fn is_with_zeros(text: &str, groups: &[Group<'_>]) -> bool {
    let Some(first) = groups.first() else {
        return false;
    };
    let rest = first.digits.trim_start_matches('0');
    let is_prefix = first.digits.starts_with("00") && first.digits.len() - rest.len() == 2;
    let long: usize = lengths(groups).find(|length| *length >= 10).unwrap_or(0);
    is_prefix
        && is_free(text, first)
        && !follows_part(text, first)
        && first.before != Some('.')
        && long <= 17
        && long > 0
}

/// `069 123 4567`, `355 69 123 4567`.
fn is_mobile(groups: &[Group<'_>]) -> bool {
    let is_mobile = |digits: &str, prefix: &str| {
        let rest = digits.strip_prefix(prefix);
        rest.and_then(|rest| rest.bytes().next())
            .is_some_and(|next| (b'4'..=b'9').contains(&next))
    };
    let first = groups.first().map_or("", |group| group.digits);
    let is_time = first.len() == 2 && groups.get(1).and_then(|next| next.before) == Some('.');
    let at_home = joined(groups, 10).is_some_and(|digits| is_mobile(&digits, "06"));
    let abroad = joined(groups, 12).is_some_and(|digits| is_mobile(&digits, "3556"));
    first.len() >= 2 && !is_time && (at_home || abroad)
}

/// `04 223 4567`, `052 234 567`: nine digits that begin with a zero. Points part days and times, and
/// letters of an office may be numbered so.
fn is_fixed(text: &str, groups: &[Group<'_>]) -> bool {
    let (Some(digits), Some(head)) = (joined(groups, 9), groups.first()) else {
        return false;
    };
    let start = head.start;
    let part = |at: usize| groups.get(at).map_or("", |group| group.digits);
    let is_year =
        |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let first = part(0);
    let is_day = first.len() == 2 && (is_year(part(1)) || (part(1).len() == 2 && is_year(part(2))));
    let mut before = 0;
    let mut used = groups.iter().take_while(|group| {
        let is_used = before < digits.len();
        before += group.digits.len();
        is_used
    });
    let has_points = used.any(|group| group.before == Some('.') && group.start != start);
    let area = digits.as_bytes();
    let is_area = area[0] == b'0' && (b'2'..=b'8').contains(&area[1]) && area[1] != b'6';
    first.len() >= 2
        && is_area
        && !is_day
        && !has_points
        && is_free(text, head)
        && !follows_part(text, head)
        && !is_protocol(text, start)
}

/// Whether no letter clings to it from before, as in a hash or a code.
fn is_free(text: &str, group: &Group<'_>) -> bool {
    let head = text.get(..group.start).unwrap_or_default();
    !head.ends_with(char::is_alphabetic)
}

/// Whether it is the minutes of a time or the decimals of a number.
fn follows_part(text: &str, group: &Group<'_>) -> bool {
    let head = text.get(..group.start).unwrap_or_default();
    let mut back = head.chars().rev();
    matches!(back.next(), Some(':' | ',' | '.'))
        && back.next().is_some_and(|one| one.is_ascii_digit())
}

/// The words right before a number, the nearest first.
fn words_before(text: &str, at: usize) -> impl Iterator<Item = String> {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|one: char| !one.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(fold).take(5)
}

fn is_protocol(text: &str, at: usize) -> bool {
    let mut before = words_before(text, at);
    before
        .find(|word| !holds(BETWEEN, word))
        .is_some_and(|word| holds(PROTOCOL, &word))
}

/// Whether the word for a telephone stands right before the run.
fn is_named(text: &str, run: &Run<'_>) -> bool {
    let mut before = words_before(text, run.start);
    before
        .find(|word| !holds(BETWEEN, word))
        .is_some_and(|word| holds(PHONE, &word))
}
