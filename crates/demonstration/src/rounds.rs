//! Two linkage rounds of four institutions with invented lists: one closed, one that waits for files.
//!
//! The lists are encoded as an institution encodes them and go through the same door; no name of them
//! is ever stored. Their keys are thrown away: whoever wants to walk through a whole round begins one.

use crate::{Cast, DemonstrationError, Stage, calendar::Calendar, notes::culprit};
use access::{HoldRound, JoinRound, Permit, Scope};
use estimation::{
    EstimationError,
    rounds::{
        CheckValue, NewRound, RoundSchema, check_file, match_round, round_close, round_collect,
        round_confirm_key, round_create, round_files, round_match_keep, round_receive,
    },
};
use jiff::{SignedDuration, Timestamp};
use linkage::{
    command::{check_value, encode, make_key},
    synthetic::{self, ErrorRates},
};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use vocabulary::{InstitutionCode, Period, PlaceCode};

/// The kind of institution, the number of its region, and the share of people on its list.
const LISTS: [(&str, usize, f64); 4] = [
    ("police", 7, 0.42),
    ("social-service", 10, 0.34),
    ("npo", 8, 0.24),
    ("health", 4, 0.18),
];
/// People, on a list or on none.
const PEOPLE: usize = 460;
const TITLE: &str = "Viktima të mundshme, lista sintetike / Potential victims, synthetic lists";
const SEED: u64 = 4;

/// An institution that takes part, and its list in clear text.
struct Member {
    code: InstitutionCode,
    region: PlaceCode,
    list: String,
}

/// A round that is being played.
struct Play<'a> {
    stage: &'a Stage<'a>,
    hold: Permit<HoldRound>,
    members: Vec<Member>,
    round: String,
    key: String,
}

/// Plays both rounds: that of the year before the last one to its end, and the beginning of the next.
pub(crate) async fn play(stage: &Stage<'_>, calendar: &Calendar) -> Result<(), DemonstrationError> {
    let days = |days: i64| stage.now - SignedDuration::from_hours(24 * days);
    let Some(last) = calendar.last_year else {
        return Ok(());
    };
    if let Some(period) = last.previous() {
        let closed = Play::begin(stage, period, days(60)).await?;
        closed.agree(days(57)).await?;
        closed.hand_in(closed.members.iter(), days(50)).await?;
        closed.finish(days(46)).await?;
    }
    let waiting = Play::begin(stage, last, days(12)).await?;
    waiting.agree(days(10)).await?;
    // The first is still awaited, and the third.
    let delivering = waiting.members.iter().skip(1).step_by(2);
    waiting.hand_in(delivering, days(5)).await?;
    Ok(())
}

impl<'a> Play<'a> {
    async fn begin(
        stage: &'a Stage<'a>,
        period: Period,
        at: Timestamp,
    ) -> Result<Self, DemonstrationError> {
        let national = Scope::national(stage.country.code().clone());
        let hold = stage.cast.analyst()?.permit::<HoldRound>(national)?;
        let mut random =
            ChaCha8Rng::seed_from_u64(SEED.wrapping_add(period.year().unsigned_abs().into()));
        let members = members(stage, &mut random)?;
        let new = NewRound {
            title: TITLE.to_owned(),
            period,
            schema: RoundSchema::person(),
            participants: members.iter().map(|member| member.code.clone()).collect(),
        };
        let round = round_create(stage.database, &stage.country, &hold, &new, at).await?;
        let key = make_key(&round, &mut random).map_err(EstimationError::from)?;
        Ok(Self {
            stage,
            hold,
            members,
            round,
            key: key.to_string(),
        })
    }

    fn join(&self, member: &Member) -> Result<Permit<JoinRound>, DemonstrationError> {
        let cast: &Cast = self.stage.cast;
        let scope = Scope::regional(member.region.clone()).of_institution(member.code.clone());
        Ok(cast.member(&member.code)?.permit::<JoinRound>(scope)?)
    }

    /// Everybody confirms the same key, and the round is opened for files.
    async fn agree(&self, at: Timestamp) -> Result<(), DemonstrationError> {
        let (_, value) = check_value(self.key.as_bytes()).map_err(EstimationError::from)?;
        let value = CheckValue::parse(&value)?;
        for member in &self.members {
            let join = self.join(member)?;
            round_confirm_key(self.stage.database, &join, &self.round, &value, at).await?;
        }
        round_collect(self.stage.database, &self.hold, &self.round, at).await?;
        Ok(())
    }

    /// Some hand their encoded files in.
    async fn hand_in(
        &self,
        members: impl Iterator<Item = &Member>,
        at: Timestamp,
    ) -> Result<(), DemonstrationError> {
        let schema = RoundSchema::person().text();
        for member in members {
            let (list, key) = (member.list.as_bytes(), self.key.as_bytes());
            let mut file = Vec::new();
            encode(list, &schema, key, member.code.as_str(), &mut file)
                .map_err(EstimationError::from)?;
            let encoded = check_file(&file)?;
            let (join, whole) = (self.join(member)?, (&encoded, file.as_slice()));
            round_receive(self.stage.database, &join, &self.round, whole, at).await?;
        }
        Ok(())
    }

    /// The lists are matched and the round is closed.
    async fn finish(&self, at: Timestamp) -> Result<(), DemonstrationError> {
        let (database, hold) = (self.stage.database, &self.hold);
        let files = round_files(database, hold, &self.round).await?;
        let matched = match_round(&files)?;
        round_match_keep(database, hold, &self.round, (&files, &matched), at).await?;
        let later = at + SignedDuration::from_hours(24);
        round_close(database, hold, &self.round, later).await?;
        Ok(())
    }
}

/// Who takes part, each with the people on its list as its office wrote them down.
fn members(stage: &Stage<'_>, random: &mut ChaCha8Rng) -> Result<Vec<Member>, DemonstrationError> {
    let regions = stage.country.regions();
    let people = synthetic::population(SEED, PEOPLE);
    let member = |(kind, number, share): (&'static str, usize, f64)| {
        let region = regions[number % regions.len().max(1)].code.clone();
        let mut rows = Vec::new();
        for person in &people {
            if random.random_bool(share) {
                rows.push(synthetic::observe(person, &ErrorRates::default(), random));
            }
        }
        Ok(Member {
            code: culprit(stage, &region, kind)?,
            region,
            list: synthetic::csv(&rows),
        })
    };
    LISTS.into_iter().map(member).collect()
}
