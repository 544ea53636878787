//! What leaves: tables of the last two whole years, a correction after late registrations, one that
//! waits for its day, one that waits for approval, one that was refused.

use crate::{
    DemonstrationError, Stage,
    annual::{self, Analysis},
    calendar::Calendar,
    truth::Truth,
};
use access::{ApproveRelease, ProposeRelease, Scope};
use jiff::{SignedDuration, Timestamp};
use rand::RngExt as _;
use release::{Proposal, ReleaseError, release_approve, release_propose, release_refuse};
use std::sync::Mutex;
use vocabulary::{Period, PeriodKind, RandomSource};

const FIRST_YEAR: [&str; 7] = [
    "victims-by-sex",
    "victims-by-age",
    "victims-by-form",
    "victims-by-quarter",
    "formal-victims",
    "victims-by-region",
    "justice",
];
const LAST_YEAR: [&str; 5] = [
    "victims-by-sex",
    "victims-by-age",
    "victims-by-region",
    "formal-victims",
    "awareness-sessions-by-region",
];
/// What the members of a committee are shown.
const MEMBERS: [&str; 5] = [
    "members-victims",
    "members-assistance",
    "members-justice",
    "members-risk",
    "members-prevention",
];
/// The region, by its place in the package, whose committee is shown every table.
const GUIDED: usize = 7;
/// So many late registrations came in after the first release of the last year.
const LATE: i64 = 7;

/// The demonstration's secret for drawings, from its own seed.
struct Drawn(Mutex<rand_chacha::ChaCha8Rng>);

impl RandomSource for Drawn {
    fn fill(&self, bytes: &mut [u8]) {
        let mut random = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for byte in bytes {
            *byte = random.random_range(0..=u8::MAX);
        }
    }
}

struct Play<'a, 'b> {
    stage: &'a mut Stage<'b>,
    random: Drawn,
}

/// Plays all of it.
pub(crate) async fn play(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
    truth: &Truth,
) -> Result<(), DemonstrationError> {
    let years = annual::adopt_years(stage, calendar, truth).await?;
    let random = Drawn(Mutex::new(stage.random.clone()));
    let mut play = Play { stage, random };
    let Some(((last, analysis), earlier)) = years.split_last() else {
        return Ok(());
    };
    if let Some((year, analysis)) = earlier.last() {
        for table in FIRST_YEAR {
            play.publish(table, *year, analysis.days_later(20)).await?;
        }
    }
    for table in LAST_YEAR {
        play.publish(table, *last, analysis.days_later(25)).await?;
    }
    play.show_members(*last, analysis.days_later(30)).await?;
    play.correct(truth, (*last, analysis)).await?;
    play.school(calendar).await?;
    play.wait(*last).await
}

impl Play<'_, '_> {
    fn proposal(&self, table: &str, period: Period, at: Timestamp) -> Proposal {
        Proposal {
            table: table.to_owned(),
            place: self.stage.country.code().clone(),
            period,
            visible_from: at.min(self.stage.now),
            reason: None,
            explanation: String::new(),
        }
    }

    async fn propose(
        &mut self,
        proposal: &Proposal,
        at: Timestamp,
    ) -> Result<String, DemonstrationError> {
        let nation = Scope::national(self.stage.country.code().clone());
        let permit = self
            .stage
            .cast
            .analyst()?
            .permit::<ProposeRelease>(nation)?;
        let (database, catalogue) = (self.stage.database, self.stage.catalogue);
        let by = (&self.random as &dyn RandomSource, at.min(self.stage.now));
        let code = release_propose(database, catalogue, &permit, proposal, by).await?;
        self.stage.summary.releases += 1;
        Ok(code)
    }

    async fn approve(&self, code: &str, at: Timestamp) -> Result<(), DemonstrationError> {
        let nation = Scope::national(self.stage.country.code().clone());
        let permit = self
            .stage
            .cast
            .second_analyst()?
            .permit::<ApproveRelease>(nation)?;
        let (database, catalogue) = (self.stage.database, self.stage.catalogue);
        let at = at.min(self.stage.now);
        Ok(release_approve(database, catalogue, &permit, code, at).await?)
    }

    /// Proposes and approves; a table of which nothing is settled stays away.
    async fn publish(
        &mut self,
        table: &str,
        period: Period,
        at: Timestamp,
    ) -> Result<(), DemonstrationError> {
        let proposal = self.proposal(table, period, at);
        self.carry_through(&proposal, at).await
    }

    async fn carry_through(
        &mut self,
        proposal: &Proposal,
        at: Timestamp,
    ) -> Result<(), DemonstrationError> {
        match self.propose(proposal, at).await {
            Ok(code) => {
                self.approve(&code, at + SignedDuration::from_hours(24))
                    .await
            }
            Err(DemonstrationError::Release(ReleaseError::Refused(
                "release-nothing-settled" | "release-nothing-to-correct",
            ))) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// What the members of each committee are shown of the year; of the committee that the guide leads
    /// through, every table.
    async fn show_members(
        &mut self,
        year: Period,
        at: Timestamp,
    ) -> Result<(), DemonstrationError> {
        let regions = self.stage.country.regions().into_iter();
        let regions: Vec<_> = regions.map(|one| one.code.clone()).collect();
        for (number, region) in regions.iter().enumerate() {
            let is_guided = number == GUIDED;
            for table in MEMBERS
                .iter()
                .take(if is_guided { MEMBERS.len() } else { 1 })
            {
                let proposal = Proposal {
                    place: region.clone(),
                    ..self.proposal(table, year, at)
                };
                let scope = Scope::regional(region.clone());
                let secretariat = self.stage.cast.secretariat(region)?;
                let permit = secretariat.permit::<ProposeRelease>(scope)?;
                let (database, catalogue) = (self.stage.database, self.stage.catalogue);
                let by = (&self.random as &dyn RandomSource, at.min(self.stage.now));
                match release_propose(database, catalogue, &permit, &proposal, by).await {
                    Ok(_) => self.stage.summary.releases += 1,
                    // What is not settled, or could be told, members are not shown.
                    Err(ReleaseError::Refused(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(())
    }

    /// Late registrations, all of them girls: what no longer stands for its count is corrected.
    async fn correct(
        &mut self,
        truth: &Truth,
        (year, analysis): (Period, &Analysis),
    ) -> Result<(), DemonstrationError> {
        let regions: Vec<_> = self
            .stage
            .country
            .regions()
            .iter()
            .map(|one| one.code.clone())
            .collect();
        for cell in ["", "sex=female", "age=child", "form=sexual"] {
            let count = annual::count(truth, &regions, (year, "V01", cell)) + LATE;
            analysis
                .decide(self.stage, ("V01", year, cell), count)
                .await?;
        }
        if let Some(quarter) = year.parts(PeriodKind::Quarter).pop() {
            let count = annual::count(truth, &regions, (quarter, "V01", "")) + LATE;
            analysis
                .decide(self.stage, ("V01", quarter, ""), count)
                .await?;
        }
        for table in ["victims-by-sex", "victims-by-age"] {
            let at = analysis.days_later(90);
            let mut proposal = self.proposal(table, year, at);
            proposal.reason = Some("late-registration".to_owned());
            proposal.explanation = "Regjistrime të vonuara të policisë. (sintetike)".to_owned();
            self.carry_through(&proposal, at).await?;
        }
        Ok(())
    }

    /// School years: the one before the last was refused once and is published, the last one too.
    async fn school(&mut self, calendar: &Calendar) -> Result<(), DemonstrationError> {
        let mut years = calendar.school_years.iter().rev().copied();
        let (last, before) = (years.next(), years.next());
        if let Some(year) = before {
            let at = self.stage.now - SignedDuration::from_hours(24 * 200);
            let proposal = self.proposal("school-leavers-by-region", year, at);
            let code = self.propose(&proposal, at).await?;
            let nation = Scope::national(self.stage.country.code().clone());
            let permit = self
                .stage
                .cast
                .second_analyst()?
                .permit::<ApproveRelease>(nation)?;
            let (database, catalogue) = (self.stage.database, self.stage.catalogue);
            let why = "Pritet përgjigjja e dy drejtorive arsimore. (sintetike)";
            release_refuse(database, catalogue, &permit, (&code, why), at).await?;
        }
        for year in before.into_iter().chain(last) {
            let at = self.stage.now - SignedDuration::from_hours(24 * 40);
            self.publish("school-leavers-by-region", year, at).await?;
        }
        Ok(())
    }

    /// What is not public yet: one approved for a day to come, one that waits for approval.
    async fn wait(&mut self, year: Period) -> Result<(), DemonstrationError> {
        let now = self.stage.now;
        let mut embargoed = self.proposal("victims-by-form", year, now);
        embargoed.visible_from = now + SignedDuration::from_hours(24 * 30);
        self.carry_through(&embargoed, now).await?;
        let waiting = self.proposal("domestic-violence-by-region", year, now);
        self.propose(&waiting, now).await?;
        Ok(())
    }
}
