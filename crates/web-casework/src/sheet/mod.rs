//! What pages of this wing are made of: facts, tables, forms, notes, links, one under the other, so
//! that every page looks and reads alike, works without scripts and prints. One template draws them,
//! with the quick exit on each.

mod form;
mod parts;

pub(crate) use form::{Form, Input, Question, Questions, code, field};
pub(crate) use parts::{Act, Cell, Chapter, Link, Part, Stage, Table, WalkStep};

use crate::{
    TableDoor, navigation,
    session::{Insider, Visitor},
};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use page::{Failure, Frame, Problem, html};

/// A page.
#[derive(Template)]
#[template(path = "sheet.html")]
pub(crate) struct Sheet {
    frame: Frame,
    steps: Vec<Link>,
    lead: String,
    problems: Vec<Problem>,
    parts: Vec<Part>,
    closes: bool,
}

/// After so many seconds a page with an opened name goes back by itself, also without scripts.
const CLOSES_AFTER: u32 = 180;

impl Sheet {
    /// A page for somebody inside.
    pub(crate) fn inside(door: &TableDoor, reader: &Insider, title: String) -> Self {
        Self::of(navigation::inside(door, reader, title))
    }

    /// A page for somebody at the inner door.
    pub(crate) fn outside(door: &TableDoor, visitor: &Visitor, title: String) -> Self {
        Self::of(navigation::outside(door, visitor, title))
    }

    const fn of(frame: Frame) -> Self {
        Self {
            frame,
            steps: Vec::new(),
            lead: String::new(),
            problems: Vec::new(),
            parts: Vec::new(),
            closes: false,
        }
    }

    /// A page that does not stay on a screen that somebody has left: after three minutes it goes back
    /// to where it came from.
    pub(crate) const fn closing_by_itself(mut self) -> Self {
        self.closes = true;
        self
    }

    pub(crate) fn lead(mut self, text: String) -> Self {
        self.lead = text;
        self
    }

    /// The way back to a case.
    pub(crate) fn under(mut self, code: &str) -> Self {
        let href = format!("/table/cases/{code}");
        self.steps.push(Link::new(href, code));
        self
    }

    /// One more step of the way back.
    pub(crate) fn step(mut self, href: String, label: String) -> Self {
        self.steps.push(Link::new(href, label));
        self
    }

    /// The way back to the matters.
    pub(crate) fn under_matters(self) -> Self {
        let label = self.frame.text("matter-page-list-title");
        self.step("/table/matters".to_owned(), label)
    }

    /// The way back to a matter.
    pub(crate) fn under_matter(self, code: &str) -> Self {
        let href = format!("/table/matters/{code}");
        self.under_matters().step(href, code.to_owned())
    }

    pub(crate) fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub(crate) fn with_all(mut self, parts: Vec<Part>) -> Self {
        self.parts.extend(parts);
        self
    }

    pub(crate) fn with_some(self, part: Option<Part>) -> Self {
        match part {
            Some(part) => self.with(part),
            None => self,
        }
    }

    /// The page as an answer.
    pub(crate) fn answer(&self) -> Result<Response, Failure> {
        let page = html(self)?.into_response();
        let back = self.steps.last().filter(|_| self.closes);
        let after = back.map(|back| format!("{CLOSES_AFTER}; url={}", back.href));
        // An address of ours holds no letter that a header could not.
        let after = after.and_then(|after| HeaderValue::try_from(after).ok());
        let mut page = page;
        page.headers_mut()
            .extend(after.map(|after| (header::REFRESH, after)));
        Ok(page)
    }

    /// The page with what was wrong above its form.
    pub(crate) fn refused(mut self, problems: Vec<Problem>) -> Result<Response, Failure> {
        self.problems = problems;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&self)?).into_response())
    }

    /// The page with what was wrong, if anything was.
    pub(crate) fn checked(self, problems: Vec<Problem>) -> Result<Response, Failure> {
        if problems.is_empty() {
            self.answer()
        } else {
            self.refused(problems)
        }
    }
}
