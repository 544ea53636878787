//! The trend: one to five lines over periods, with baseline, targets and breaks in series.
//!
//! A line is never drawn over a missing period nor across a break; provisional points are hollow.

mod drawing;
mod furniture;
mod series;

pub(super) use series::{Plotted, draw_series};

use super::Chart;
use super::frame::{Role, frame};
use super::heading::Heading;
use super::look::MOST_SERIES;
use super::mark::{Mark, StateWords};
use super::number::NumberStyle;
use super::table::{TableTwin, TwinCell};
use crate::Error;
use crate::error::{amount, same_length};

/// A line's number in one period.
#[derive(Debug, Clone)]
pub struct TrendPoint {
    /// The number, or why there is none.
    pub mark: Mark,
    /// Whether it may still change.
    pub provisional: bool,
}

impl TrendPoint {
    /// Whether there is a number that may still change: where there is none, nothing is said of it.
    pub(crate) fn is_provisional(&self) -> bool {
        self.provisional && self.mark.size().is_some()
    }
}

/// A line: one number per period.
#[derive(Debug, Clone)]
pub struct TrendLine {
    /// The name.
    pub name: String,
    /// The numbers, as many as there are periods.
    pub points: Vec<TrendPoint>,
}

/// A level that the lines are compared with.
#[derive(Debug, Clone)]
pub struct ReferenceLine {
    /// The words of the legend, with the number and its source period.
    pub label: String,
    /// The level.
    pub level: f64,
}

/// A level to be reached, from one period to another.
#[derive(Debug, Clone)]
pub struct TargetStep {
    /// The position of the first period.
    pub from: usize,
    /// The position of the last period.
    pub to: usize,
    /// The level.
    pub level: f64,
    /// The text of the level, for pointer and table.
    pub text: String,
}

/// A change of definition or of boundaries: what stands before cannot be compared with what
/// stands after.
#[derive(Debug, Clone)]
pub struct BreakInSeries {
    /// The position of the first period after the break.
    pub before: usize,
    /// What changed.
    pub reason: String,
}

/// The words of a trend.
#[derive(Debug, Clone)]
pub struct TrendWords {
    /// The head of the periods in the table.
    pub period: String,
    /// What is measured, with the unit.
    pub measure: String,
    /// The targets.
    pub target: String,
    /// A break in series.
    pub break_in_series: String,
    /// A provisional number.
    pub provisional: String,
    /// The states beside a value.
    pub states: StateWords,
    /// How tick labels are written.
    pub numbers: NumberStyle,
}

/// Lines over periods.
#[derive(Debug, Clone)]
pub struct Trend {
    heading: Heading,
    words: TrendWords,
    periods: Vec<String>,
    lines: Vec<TrendLine>,
    baseline: Option<ReferenceLine>,
    targets: Vec<TargetStep>,
    breaks: Vec<BreakInSeries>,
}

impl Trend {
    /// A trend of 1 to 5 lines over 1 to 240 periods.
    ///
    /// # Errors
    /// [`Error::Amount`] or [`Error::Length`] naming the list that does not fit.
    pub fn new(
        heading: Heading,
        words: TrendWords,
        periods: Vec<String>,
        lines: Vec<TrendLine>,
    ) -> Result<Self, Error> {
        amount("periods of the trend", 1, 240, periods.len())?;
        amount("lines of the trend", 1, MOST_SERIES, lines.len())?;
        for line in &lines {
            same_length(&line.name, periods.len(), line.points.len())?;
        }
        Ok(Self {
            heading,
            words,
            periods,
            lines,
            baseline: None,
            targets: Vec::new(),
            breaks: Vec::new(),
        })
    }

    /// The same trend with a baseline.
    ///
    /// # Errors
    /// [`Error::Number`] when its level is not finite.
    pub fn with_baseline(mut self, baseline: ReferenceLine) -> Result<Self, Error> {
        finite(&baseline.label, baseline.level)?;
        self.baseline = Some(baseline);
        Ok(self)
    }

    /// The same trend with targets.
    ///
    /// # Errors
    /// [`Error::Number`] when a level is not finite, [`Error::Position`] when a step does not
    /// lie within the periods or ends before it starts.
    pub fn with_targets(mut self, targets: Vec<TargetStep>) -> Result<Self, Error> {
        for target in &targets {
            finite(&target.text, target.level)?;
            position(&self.words.target, target.to, self.periods.len())?;
            position(&self.words.target, target.from, target.to + 1)?;
        }
        self.targets = targets;
        Ok(self)
    }

    /// The same trend with breaks in series.
    ///
    /// # Errors
    /// [`Error::Position`] when a break does not lie within the periods.
    pub fn with_breaks(mut self, breaks: Vec<BreakInSeries>) -> Result<Self, Error> {
        for found in &breaks {
            position(&found.reason, found.before, self.periods.len())?;
        }
        self.breaks = breaks;
        self.breaks.sort_by_key(|found| found.before);
        Ok(self)
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.lines
            .iter()
            .flat_map(|line| &line.points)
            .map(|point| &point.mark)
    }

    /// What the table's note says about a period: breaks, and provisional numbers.
    fn note(&self, period: usize) -> String {
        let breaks = self
            .breaks
            .iter()
            .filter(|found| found.before == period)
            .map(|found| format!("{}: {}", self.words.break_in_series, found.reason));
        let provisional = self
            .lines
            .iter()
            .filter(|line| line.points[period].is_provisional())
            .map(|line| format!("{}: {}", line.name, self.words.provisional));
        breaks.chain(provisional).collect::<Vec<_>>().join("; ")
    }

    fn target_text(&self, period: usize) -> String {
        let texts = self
            .targets
            .iter()
            .filter(|target| (target.from..=target.to).contains(&period))
            .map(|target| target.text.as_str());
        texts.collect::<Vec<_>>().join("; ")
    }
}

fn finite(place: &str, number: f64) -> Result<(), Error> {
    if number.is_finite() {
        return Ok(());
    }
    Err(Error::Number {
        place: place.to_owned(),
        number,
    })
}

fn position(place: &str, position: usize, length: usize) -> Result<(), Error> {
    if position < length {
        return Ok(());
    }
    Err(Error::Position {
        place: place.to_owned(),
        position,
        length,
    })
}

impl Chart for Trend {
    fn svg(&self) -> String {
        let (content, size) = drawing::draw(self);
        frame(
            &self.heading,
            "chart-trend",
            Role::of(self.marks()),
            size,
            content,
        )
        .to_markup()
    }

    fn table(&self) -> TableTwin {
        let mut header = vec![self.words.period.clone()];
        header.extend(self.lines.iter().map(|line| line.name.clone()));
        let has_targets = !self.targets.is_empty();
        if has_targets {
            header.push(self.words.target.clone());
        }
        let notes: Vec<String> = (0..self.periods.len()).map(|at| self.note(at)).collect();
        let has_notes = notes.iter().any(|note| !note.is_empty());
        if has_notes {
            header.push(format!(
                "{} / {}",
                self.words.break_in_series, self.words.provisional
            ));
        }
        let rows = self.periods.iter().enumerate().map(|(at, period)| {
            let mut row = vec![TwinCell::words(period)];
            row.extend(
                self.lines
                    .iter()
                    .map(|line| TwinCell::mark(&line.points[at].mark)),
            );
            if has_targets {
                row.push(TwinCell::words(self.target_text(at)));
            }
            if has_notes {
                row.push(TwinCell::words(notes[at].clone()));
            }
            row
        });
        let caption = match &self.baseline {
            Some(baseline) => format!("{} – {}", self.heading.title, baseline.label),
            None => self.heading.title.clone(),
        };
        TableTwin {
            caption,
            header,
            rows: rows.collect(),
        }
    }
}
