//! The story, period by period: imports, returns on their way, questions, meetings, decisions.

use crate::{
    DemonstrationError, Stage,
    calendar::{Calendar, after, day},
    decisions, fate,
    fate::Fate,
    file, meetings, notes, published,
    reason::{Cause, Plan},
    steps::Move,
    truth::Truth,
    words,
};
use access::{Actor, EditReturn, ImportFigures, ReadReleased, Scope};
use committee::{
    figures::Stage as FigureStage,
    returns::{CellEntry, ReturnKey, board, return_fill, return_find},
};
use std::collections::{BTreeMap, HashMap};
use vocabulary::{Period, PeriodKind, PlaceCode};

/// Days after the end of a period on which late registrations come in, and what follows them.
const REVISION_AFTER: i32 = 50;
const ACCEPTANCE_AFTER: i32 = 45;

/// One return in the story.
#[derive(Clone)]
struct Case {
    id: i64,
    key: ReturnKey,
    region: PlaceCode,
    fate: Fate,
    /// Days after the period's end on which it is sent in.
    days: i32,
    cause: Option<Cause>,
}

impl Case {
    fn after(&self, days: i32, minute: usize) -> Move<'_> {
        Move {
            id: self.id,
            key: &self.key,
            region: &self.region,
            at: after(self.key.period, days, minute),
        }
    }
}

/// Plays all periods.
pub(crate) async fn play(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
    truth: &Truth,
    plan: &Plan,
) -> Result<(), DemonstrationError> {
    let regions: Vec<PlaceCode> = stage
        .country
        .regions()
        .iter()
        .map(|one| one.code.clone())
        .collect();
    let mut waiting: Vec<Case> = Vec::new();
    for period in calendar.periods() {
        let is_quarter = period.kind() == PeriodKind::Quarter;
        let place = calendar.quarters.iter().position(|one| *one == period);
        // School years are old by the time they are asked for.
        let ago = place.map_or(2, |place| calendar.quarters.len() - 1 - place);
        if is_quarter {
            for region in &regions {
                meetings::tables(stage, region, period).await?;
            }
        }
        let mut cases = cast_returns(stage, plan, period, ago);
        import(stage, truth, &mut cases).await?;
        send_in(stage, &cases).await?;
        waiting.extend(
            cases
                .iter()
                .filter(|case| case.fate >= Fate::Adopted)
                .cloned(),
        );
        if !is_quarter {
            continue;
        }
        for region in &regions {
            notes::add(stage, region, plan.cause(region, period), period).await?;
        }
        let mut held = BTreeMap::new();
        for region in &regions {
            if let Some(meeting) = meetings::committee(stage, region, period).await? {
                held.insert(region.clone(), meeting);
            }
        }
        for (region, cause) in regions
            .iter()
            .filter_map(|one| Some((one, plan.cause(one, period)?)))
        {
            let meeting = held.get(region).copied();
            decisions::take(stage, (region, period, cause), meeting, ago).await?;
        }
        adopt(stage, &mut waiting, &held, period).await?;
        revise(stage, truth, &cases, &mut waiting).await?;
    }
    // The tables go on while the quarter that nobody reports on yet runs.
    if let Some(present) = Period::containing(PeriodKind::Quarter, day(stage.now)) {
        for region in &regions {
            meetings::tables(stage, region, present).await?;
        }
    }
    Ok(())
}

/// Who has to report, and how far each return gets.
fn cast_returns(stage: &mut Stage<'_>, plan: &Plan, period: Period, ago: usize) -> Vec<Case> {
    let country = stage.country.clone();
    let mut cases = Vec::new();
    for template in country.templates() {
        if template.is_counted || template.period_kind != period.kind() {
            continue;
        }
        for institution in country.expected(template, period) {
            let Some(region) = country.region_of(&institution.place) else {
                continue;
            };
            let cause = plan.cause(&region.code, period).filter(|cause| {
                let mut rows = template.rows();
                rows.any(|row| row.indicator.as_str() == cause.indicator)
            });
            let (fate, days) = fate::draw(&mut stage.random, ago, cause.is_some());
            cases.push(Case {
                id: 0,
                key: ReturnKey {
                    template: template.code.clone(),
                    institution: institution.code.clone(),
                    place: institution.place.clone(),
                    period,
                },
                region: region.code.clone(),
                fate,
                days,
                cause: cause.filter(|cause| cause.kind == institution.kind.as_str()),
            });
        }
    }
    cases.retain(|case| case.fate > Fate::Missing);
    cases
}

/// One file holds the figures of all returns of a period; each return gets its number.
async fn import(
    stage: &mut Stage<'_>,
    truth: &Truth,
    cases: &mut [Case],
) -> Result<(), DemonstrationError> {
    let Some(period) = cases.first().map(|case| case.key.period) else {
        return Ok(());
    };
    let mut figures: Vec<_> = cases
        .iter()
        .flat_map(|case| said(stage, truth, case, true))
        .collect();
    let content = file::write(&mut figures);
    let name = format!("synthetic-{period}.csv");
    let national = Scope::national(stage.country.code().clone());
    let permit = Actor::operator().permit::<ImportFigures>(national.clone())?;
    let at = after(period, 1, 0);
    published::commit(
        stage,
        &permit,
        (&name, &content),
        &figures,
        (FigureStage::Draft, at),
    )
    .await?;
    stage.summary.synthetic_figures += figures.len();
    let permit = Actor::operator().permit::<ReadReleased>(national)?;
    let cells = board(stage.database, stage.catalogue, &permit, &[period], day(at)).await?;
    let numbers: HashMap<ReturnKey, i64> = cells
        .into_iter()
        .filter_map(|cell| Some((cell.key, cell.record?.id)))
        .collect();
    for case in cases {
        case.id = numbers.get(&case.key).copied().unwrap_or_default();
    }
    Ok(())
}

fn said(
    stage: &Stage<'_>,
    truth: &Truth,
    case: &Case,
    is_first: bool,
) -> Vec<vocabulary::StatedFigure> {
    let country = &stage.country;
    let template = country.template(case.key.template.as_str());
    let institution = country.institution(case.key.institution.as_str());
    template
        .zip(institution)
        .map(|(template, institution)| {
            let asked = (template, institution, case.key.period);
            words::figures(country, truth, asked, case.cause, is_first)
        })
        .unwrap_or_default()
}

/// Submission, and what the secretariat answers a few days later.
async fn send_in(stage: &mut Stage<'_>, cases: &[Case]) -> Result<(), DemonstrationError> {
    let mut order: Vec<usize> = (0..cases.len()).collect();
    order.sort_by_key(|index| cases[*index].days);
    for index in &order {
        let case = &cases[*index];
        if case.fate >= Fate::Returned && case.after(case.days, *index).submit(stage).await? {
            stage.summary.returns_submitted += 1;
        }
    }
    for index in order {
        let case = &cases[index];
        let answer = case.after(case.days + 3, index);
        // Whoever sends in late is late for the check too; a return that is not in is not checked.
        if case.after(case.days, index).at > stage.now {
            continue;
        }
        match case.fate {
            Fate::Returned => {
                answer.send_back(stage).await?;
            }
            Fate::Verified | Fate::Adopted | Fate::Accepted => {
                answer.verify(stage).await?;
            }
            Fate::Missing | Fate::Draft | Fate::Submitted => {}
        }
    }
    Ok(())
}

/// Adopts what waits for a meeting, and accepts what gets so far.
async fn adopt(
    stage: &Stage<'_>,
    waiting: &mut Vec<Case>,
    held: &BTreeMap<PlaceCode, i64>,
    quarter: Period,
) -> Result<(), DemonstrationError> {
    let (ready, rest): (Vec<Case>, Vec<Case>) = std::mem::take(waiting)
        .into_iter()
        .partition(|case| held.contains_key(&case.region));
    *waiting = rest;
    for (minute, case) in ready.iter().enumerate() {
        let Some(meeting) = held.get(&case.region) else {
            continue;
        };
        let mut step = case.after(0, 0);
        step.at = after(quarter, meetings::COMMITTEE_AFTER, minute);
        step.adopt(stage, *meeting).await?;
        step.at = after(quarter, ACCEPTANCE_AFTER, minute);
        if case.fate == Fate::Accepted {
            step.accept(stage).await?;
        }
    }
    Ok(())
}

/// Late registrations: the return is opened again, corrected and sent in a second time.
async fn revise(
    stage: &mut Stage<'_>,
    truth: &Truth,
    cases: &[Case],
    waiting: &mut Vec<Case>,
) -> Result<(), DemonstrationError> {
    let late = |case: &&Case| {
        case.cause
            .is_some_and(|cause| cause.code == "late-revision")
    };
    for (index, case) in cases.iter().enumerate().filter(|(_, case)| late(case)) {
        let submission = case.after(REVISION_AFTER + 2, index);
        if submission.at > stage.now || case.fate < Fate::Adopted {
            continue;
        }
        case.after(REVISION_AFTER, index).reopen(stage).await?;
        let entries: Vec<CellEntry> = said(stage, truth, case, false)
            .into_iter()
            .map(|figure| CellEntry {
                indicator: figure.indicator,
                breakdown: figure.breakdown,
                value: figure.value,
                counting_rule: figure.counting_rule,
                comment: figure.comment,
            })
            .collect();
        let found = return_find(stage.database, stage.catalogue, case.id).await?;
        let version = found.map_or(1, |found| found.version);
        let actor = stage.cast.member(&case.key.institution)?;
        let permit = actor.permit::<EditReturn>(submission.own_scope())?;
        let at = after(case.key.period, REVISION_AFTER + 1, index);
        let which = (case.id, version);
        return_fill(
            stage.database,
            stage.catalogue,
            &permit,
            which,
            &entries,
            at,
        )
        .await?;
        submission.submit(stage).await?;
        case.after(REVISION_AFTER + 5, index).verify(stage).await?;
        waiting.push(case.clone());
    }
    Ok(())
}
