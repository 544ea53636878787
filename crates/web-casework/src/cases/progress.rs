//! Where a case stands on the way from concern to the end of the follow-up.

use crate::{
    session::Insider,
    sheet::{Part, Stage},
};
use casework::{CaseView, Phase};

// words: case-way-*

/// The stages of the way; screening has three outcomes, and a reopened case begins again after it.
const STAGES: [&str; 7] = [
    "concern",
    "screened",
    "assisted",
    "planned",
    "reintegration",
    "follow-up",
    "closed",
];

/// How far a phase is on the way.
const fn place(phase: Phase) -> usize {
    match phase {
        Phase::Concern => 0,
        Phase::AtRisk | Phase::Potential | Phase::NotIndicated | Phase::Reopened => 1,
        Phase::Assisted => 2,
        Phase::Planned => 3,
        Phase::Reintegration => 4,
        Phase::FollowUp => 5,
        Phase::Closed => 6,
    }
}

/// The way of a case, as a list that reads without colours. A case may be closed from anywhere, so the
/// stages before a closing are not called done.
pub(super) fn part(reader: &Insider, seen: &CaseView) -> Part {
    let words = reader.words();
    let now = place(seen.phase);
    let is_closed = seen.phase == Phase::Closed;
    let stage = |(at, code): (usize, &&str)| {
        let (kind, said) = if at == now {
            ("calm", words.of("case-phase", seen.phase.code()))
        } else if at < now && !is_closed {
            ("good", words.text("case-way-past"))
        } else if at < now {
            ("", words.text("case-way-before"))
        } else {
            ("", words.text("case-way-ahead"))
        };
        Stage {
            name: words.of("case-way", code),
            is_now: at == now,
            kind,
            said,
        }
    };
    Part::Progress(STAGES.iter().enumerate().map(stage).collect())
}
