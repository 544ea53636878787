//! Lists in pages: a limit, and a cursor that leads to the next page.

use crate::{asked::bad_parameter, refusal::Refusal};
use serde::Serialize;
use utoipa::ToSchema;

/// How many items a page has where nothing else is asked for.
const USUAL: u16 = 50;
/// The most items of a page.
const MOST: u16 = 200;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<Item> {
    /// The items.
    pub(crate) items: Vec<Item>,
    /// What to send as `cursor` to get the next page; null on the last one.
    pub(crate) next: Option<String>,
}

/// From where on, and how many.
pub(crate) struct Window {
    pub(crate) offset: u32,
    pub(crate) limit: u16,
}

impl Window {
    /// Reads the parameters `cursor` and `limit`.
    pub(crate) fn parse(cursor: Option<&str>, limit: Option<u16>) -> Result<Self, Refusal> {
        let offset = match cursor {
            None => 0,
            Some(cursor) => {
                let digits = cursor.strip_prefix('c');
                let offset = digits.and_then(|digits| digits.parse().ok());
                offset.ok_or_else(|| bad_parameter("cursor"))?
            }
        };
        let limit = limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(bad_parameter("limit"));
        }
        Ok(Self { offset, limit })
    }

    /// The page that this window shows of a whole list.
    pub(crate) fn of<Item>(&self, all: impl Iterator<Item = Item>) -> Page<Item> {
        let from = usize::try_from(self.offset).unwrap_or(usize::MAX);
        self.cut(all.skip(from).take(usize::from(self.limit) + 1).collect())
    }

    /// A page of what was read from here on, with one item more than the limit where there are more.
    pub(crate) fn cut<Item>(&self, mut items: Vec<Item>) -> Page<Item> {
        let has_more = items.len() > usize::from(self.limit);
        items.truncate(usize::from(self.limit));
        let next = self.offset.checked_add(u32::from(self.limit));
        Page {
            items,
            next: next.filter(|_| has_more).map(|next| format!("c{next}")),
        }
    }
}
