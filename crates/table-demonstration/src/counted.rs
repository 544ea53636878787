//! Cases of the last full quarter, for the count that the table hands over: identified, formally
//! identified, of unknown age, at risk alone, one person whom another region had before, and one from
//! here whom another region met.

use crate::{Part, children, plans::assess, scene::Scene};
use casework::{
    Age, CaseCode, CaseStatistics, Casework, CaseworkError, Channel, Citizenship, ConcernSource,
    CountingGate, Domain, Exploitation, ExploitationScope, Field, FirstHelp, FormalTeam,
    HelpAnswer, NewBriefing, NewConcern, NewFormalRequest, NewProvider, NewScreening, NewStay,
    RecordId, Request, RiskLevel, ScreeningBasis, ScreeningDecision, SecretText, Service, Sex,
    Worker,
};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use vocabulary::{Language, Period, PeriodKind, PlaceCode};

/// The region of most cases, and the other one.
const HERE: &str = "AL-07";
const ELSEWHERE: &str = "AL-06";

/// One case of the quarter.
struct Story {
    /// Days after the first day of the quarter; below nought in the one before.
    day: i64,
    /// Who leads it: a number into the staff.
    manager: usize,
    region: &'static str,
    /// Where the person comes from.
    home: &'static str,
    source: ConcernSource,
    age: Age,
    sex: Sex,
    exploitation: Exploitation,
    /// What the screening decided, where there was one.
    decision: Option<ScreeningDecision>,
    /// Whether a joint team decided: victim.
    is_formal: bool,
    /// For how many days the person had a place in the shelter.
    stayed: i64,
    name: &'static str,
    born: &'static str,
}

const STORIES: [Story; 9] = {
    use ScreeningDecision::{AtRisk, Potential};
    const fn story(
        (day, manager, region, home): (i64, usize, &'static str, &'static str),
        source: ConcernSource,
        (age, sex, exploitation): (Age, Sex, Exploitation),
        decision: Option<ScreeningDecision>,
        (is_formal, stayed): (bool, i64),
        (name, born): (&'static str, &'static str),
    ) -> Story {
        Story {
            day,
            manager,
            region,
            home,
            source,
            age,
            sex,
            exploitation,
            decision,
            is_formal,
            stayed,
            name,
            born,
        }
    }
    [
        story(
            (-30, 6, ELSEWHERE, ELSEWHERE),
            ConcernSource::Police,
            (Age::Adult, Sex::Female, Exploitation::Sexual),
            Some(Potential),
            (false, 0),
            ("Zana Shkrepi", "1999-04-02"),
        ),
        story(
            (4, 0, HERE, HERE),
            ConcernSource::MobileUnit,
            (Age::Adult, Sex::Female, Exploitation::Sexual),
            Some(Potential),
            (true, 40),
            ("Besjana Fushës", "1996-11-20"),
        ),
        story(
            (16, 0, HERE, HERE),
            ConcernSource::School,
            (Age::Child, Sex::Male, Exploitation::Begging),
            Some(Potential),
            (false, 21),
            ("Agron Përroi", "2014-02-09"),
        ),
        story(
            (25, 0, HERE, HERE),
            ConcernSource::Hotline,
            (Age::UnknownAge, Sex::Female, Exploitation::Labour),
            Some(Potential),
            (false, 0),
            ("Liri Bjeshka", "2000-01-01"),
        ),
        story(
            (38, 0, HERE, HERE),
            ConcernSource::LabourInspector,
            (Age::Adult, Sex::Male, Exploitation::Labour),
            Some(Potential),
            (false, 0),
            ("Skënder Gryka", "1988-07-30"),
        ),
        story(
            (47, 0, HERE, HERE),
            ConcernSource::Police,
            (Age::Adult, Sex::Female, Exploitation::Sexual),
            Some(Potential),
            (false, 60),
            ("Zana Shkrepi", "1999-04-02"),
        ),
        story(
            (55, 0, HERE, HERE),
            ConcernSource::ChildProtection,
            (Age::Child, Sex::Female, Exploitation::NotAsked),
            Some(AtRisk),
            (false, 0),
            ("Drita Kroi", "2012-09-14"),
        ),
        story(
            (68, 0, HERE, HERE),
            ConcernSource::Family,
            (Age::Adult, Sex::NotAsked, Exploitation::NotAsked),
            None,
            (false, 0),
            ("Mirash Ura", "1979-03-03"),
        ),
        // From here, and met in the other region.
        story(
            (61, 6, ELSEWHERE, HERE),
            ConcernSource::BorderPolice,
            (Age::Adult, Sex::Female, Exploitation::Labour),
            Some(Potential),
            (false, 0),
            ("Vjosa Lisi", "1994-05-18"),
        ),
    ]
};

/// The last quarter that is over.
pub(crate) fn quarter(now: Timestamp) -> Result<Period, CaseworkError> {
    let today = Offset::constant(1).to_datetime(now).date();
    let present = Period::containing(PeriodKind::Quarter, today);
    let last = present.and_then(Period::previous);
    last.ok_or(CaseworkError::Corrupt("quarter"))
}

/// So many days after the first day of a quarter, in the morning.
pub(crate) fn morning(quarter: Period, days: i64) -> Result<Timestamp, CaseworkError> {
    let first = quarter.first_day().at(9, 0, 0, 0);
    let first = Offset::constant(1).to_timestamp(first);
    let later = SignedDuration::from_hours(24 * days);
    first
        .and_then(|first| first.checked_add(later))
        .map_err(|_| CaseworkError::Corrupt("day"))
}

/// A day before anything here happens.
pub(crate) fn before(now: Timestamp) -> Result<Timestamp, CaseworkError> {
    morning(quarter(now)?, -40)
}

/// Plays the cases.
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    (now, part): (Timestamp, Part),
) -> Result<(), CaseworkError> {
    let quarter = quarter(now)?;
    let shelter = NewProvider {
        service: Service::ShortShelter,
        area: place(HERE)?,
        admits: vec![Age::Adult, Age::Child],
        places: 6,
        is_in_mechanism: true,
    };
    let request = Request {
        worker: &staff[3],
        now: morning(quarter, -1)?,
    };
    let shelter = casework.provider_declare(request, &shelter).await?;
    for (number, story) in STORIES.iter().enumerate() {
        let at = morning(quarter, story.day)?;
        let what = (at, now, part, &shelter);
        play_one(casework, staff, (number, story), what).await?;
    }
    Ok(())
}

async fn play_one(
    casework: &Casework,
    staff: &[Worker],
    (number, story): (usize, &Story),
    (at, now, part, shelter): (Timestamp, Timestamp, Part, &RecordId),
) -> Result<(), CaseworkError> {
    let hours = |hours| {
        at.saturating_add(SignedDuration::from_hours(hours))
            .unwrap_or(at)
    };
    let by = |now| Request {
        worker: &staff[story.manager],
        now,
    };
    let new = concern(&staff[story.manager], (number, story))?;
    let code = casework.concern_take_in(by(at), &new).await?;
    let told = SecretText::new(part.told(number));
    let what = (Field::Participation, &told);
    casework.field_write(by(hours(1)), &code, what).await?;
    let offered = FirstHelp::AT_ONCE.map(|item| (item, HelpAnswer::HelpAccepted));
    let kept = casework.first_help_record(by(hours(2)), &code, &offered);
    kept.await?;
    let briefing = NewBriefing::complete(Language::Albanian);
    casework
        .briefing_record(by(hours(3)), &code, &briefing)
        .await?;
    let statistics = CaseStatistics {
        sex: story.sex,
        exploitation: story.exploitation,
        citizenship: Citizenship::National,
        scope: ExploitationScope::Domestic,
        residence: Some(place(story.home)?),
    };
    casework
        .statistics_record(by(hours(4)), &code, &statistics)
        .await?;
    if story.age != Age::Adult {
        children::settled(casework, (by(hours(20)), &code)).await?;
    }
    let scene = Scene {
        casework,
        staff,
        code: &code,
        with_guardian: false,
        manager: story.manager,
        began: at,
    };
    let needs = (
        RiskLevel::Medium,
        &[Domain::Housing][..],
        &[Domain::Family][..],
    );
    assess(scene, 25, needs, "Do një vend të qetë (rast i trilluar).").await?;
    let Some(decision) = story.decision else {
        return Ok(());
    };
    let screening = NewScreening {
        request: format!("counted-screening-{number}"),
        instrument: "albania".to_owned(),
        answers: Vec::new(),
        basis: ScreeningBasis::Interview,
        with_interpreter: false,
        present: Vec::new(),
        voluntary: true,
        decision,
        reason: SecretText::new("Sipas bisedës dhe vëzhgimit (rast i trilluar)."),
    };
    casework
        .screening_record(by(hours(26)), &code, &screening)
        .await?;
    if story.stayed > 0 {
        let stay = NewStay {
            request: format!("counted-stay-{number}"),
            provider: shelter.clone(),
            person_chose: true,
            with_children: false,
        };
        let stay = casework.stay_begin(by(hours(28)), &code, &stay).await?;
        let until = hours(28 + 24 * story.stayed);
        // Whoever is there still, stays.
        if until <= now {
            casework.stay_end(by(until), &code, &stay).await?;
        }
    }
    if story.is_formal {
        identify(casework, staff, (&code, number), at).await?;
    }
    Ok(())
}

fn concern(
    manager: &Worker,
    (number, story): (usize, &Story),
) -> Result<NewConcern, CaseworkError> {
    let name = format!("{} (person i trilluar)", story.name);
    Ok(NewConcern {
        request: format!("counted-{number}"),
        source: story.source,
        channel: Channel::InPerson,
        region: place(story.region)?,
        age: story.age,
        danger_now: false,
        manager: manager.account().to_owned(),
        told: vec![
            (Field::Name, SecretText::new(&name)),
            (Field::BirthDate, SecretText::new(story.born)),
            (
                Field::Concern,
                SecretText::new("Rast i trilluar i tremujorit të kaluar."),
            ),
        ],
    })
}

/// The person asks; police and social services decide.
async fn identify(
    casework: &Casework,
    staff: &[Worker],
    (code, number): (&CaseCode, usize),
    at: Timestamp,
) -> Result<(), CaseworkError> {
    let by = |days: i64| Request {
        worker: &staff[0],
        now: at
            .saturating_add(SignedDuration::from_hours(24 * days))
            .unwrap_or(at),
    };
    let asked = NewFormalRequest {
        request: format!("counted-formal-{number}"),
        person_asked: true,
        guardian_agrees: false,
    };
    let formal = casework.formal_request(by(5), code, &asked).await?;
    let team = FormalTeam {
        police: staff[1].account().to_owned(),
        social_services: staff[0].account().to_owned(),
        with_psychologist: true,
        with_interpreter: false,
        with_guardian: false,
    };
    casework
        .formal_convene(by(6), code, (&formal, &team))
        .await?;
    let reasons = SecretText::new("Të tri elementet u vërtetuan (rast i trilluar).");
    casework
        .formal_decide(by(9), code, (&formal, true, &reasons))
        .await?;
    casework.formal_notice(by(10), code, &formal).await
}

fn place(code: &str) -> Result<PlaceCode, CaseworkError> {
    PlaceCode::parse(code).map_err(|_| CaseworkError::Corrupt("region"))
}

/// The social worker who leads most cases counts the quarter and hands the count over.
pub(crate) async fn hand_over(
    gate: &dyn CountingGate,
    request: Request<'_>,
) -> Result<(), CaseworkError> {
    let quarter = quarter(request.now)?;
    let count = gate.count(request, quarter).await?;
    gate.hand_over(request, quarter, &count.fingerprint).await
}
