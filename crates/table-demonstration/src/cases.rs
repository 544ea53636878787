//! The cases: taken in by different hands over the last weeks, as far as each has come.

use crate::Part;
use casework::{
    Age, CaseCode, Casework, CaseworkError, Channel, Compartment, ConcernSource, Field, FirstHelp,
    HelpAnswer, NewBriefing, NewConcern, NewGrant, Purpose, Request, SecretText, Worker,
};
use jiff::{SignedDuration, Timestamp};
use vocabulary::{Language, PlaceCode};

/// How many days ago the first case began.
pub(crate) const LONGEST_AGO: i64 = 220;

/// So many days before a time.
pub(crate) fn days_before(now: Timestamp, days: i64) -> Timestamp {
    let span = SignedDuration::from_hours(24 * days);
    now.saturating_sub(span).unwrap_or(now)
}

/// Words for names: nobody is called so.
const NAMES: [&str; 14] = [
    "",
    "Agim Mali",
    "Borë Liqeni",
    "Dritë Pylli",
    "Erë Guri",
    "Fushë Ylli",
    "Hënë Lumi",
    "Lule Kodra",
    "Mjaltë Shkëmbi",
    "Retë Livadhi",
    "",
    "Valë Bregu",
    "Zambak Ura",
    "Rrush Vreshti",
];

/// How far a case has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    TakenIn,
    Briefed,
    Shared,
    Watched,
}

/// A case, by numbers into the staff: who took it in, and who leads it.
struct Plan {
    days_ago: i64,
    by: usize,
    manager: usize,
    source: ConcernSource,
    channel: Channel,
    age: Age,
    danger: bool,
    /// Which invented name; the same for a person whom two institutions hold.
    person: u8,
    reached: Reached,
    told: &'static str,
}

const fn plan(
    days_ago: i64,
    (by, manager): (usize, usize),
    (source, channel): (ConcernSource, Channel),
    (age, danger): (Age, bool),
    (person, reached): (u8, Reached),
    told: &'static str,
) -> Plan {
    Plan {
        days_ago,
        by,
        manager,
        source,
        channel,
        age,
        danger,
        person,
        reached,
        told,
    }
}

const PLANS: [Plan; 15] = {
    use Age::{Adult, Child, UnknownAge};
    use Channel::{FieldWork, InPerson, Telephone, Written};
    use ConcernSource::{
        ChildProtection, Family, Health, Hotline, LabourInspector, MobileUnit, Oneself, Police,
        School,
    };
    use Reached::{Briefed, Shared, TakenIn, Watched};
    [
        plan(
            40,
            (0, 0),
            (Oneself, InPerson),
            (Adult, false),
            (1, Watched),
            "Tregon vetë për punën pa pagë në një lokal.",
        ),
        plan(
            36,
            (1, 0),
            (Police, InPerson),
            (Adult, false),
            (2, Shared),
            "U gjet gjatë një kontrolli; dokumentet i mbante dikush tjetër.",
        ),
        plan(
            130,
            (2, 0),
            (Health, InPerson),
            (Adult, false),
            (3, Watched),
            "Mjekja pa shenja dhune; personi kërkon strehim.",
        ),
        plan(
            29,
            (5, 0),
            (School, Written),
            (Child, false),
            (4, Shared),
            "Mungon në shkollë; punon në rrugë me të rritur.",
        ),
        plan(
            25,
            (0, 0),
            (Hotline, Telephone),
            (UnknownAge, false),
            (5, Briefed),
            "Telefonoi një mikeshë; mosha nuk dihet.",
        ),
        plan(
            21,
            (3, 0),
            (MobileUnit, FieldWork),
            (Adult, false),
            (6, Briefed),
            "Njësia lëvizëse e takoi dy herë.",
        ),
        plan(
            17,
            (0, 6),
            (Family, Telephone),
            (Adult, false),
            (7, Briefed),
            "E ëma kërkon ndihmë; premtim pune jashtë vendit.",
        ),
        plan(
            12,
            (0, 0),
            (LabourInspector, Written),
            (Adult, false),
            (8, TakenIn),
            "Inspektori gjeti fjetore të mbyllura nga jashtë.",
        ),
        plan(
            9,
            (0, 0),
            (Family, InPerson),
            (Adult, false),
            (7, Briefed),
            "Një e afërme tregon për të njëjtin premtim pune.",
        ),
        plan(
            5,
            (5, 0),
            (ChildProtection, Written),
            (Child, false),
            (9, Briefed),
            "Fëmijë pa kujdestar, i dërguar të lypë.",
        ),
        plan(
            2,
            (0, 0),
            (Hotline, Telephone),
            (Adult, false),
            (10, Briefed),
            "Thirrje e shkurtër; telefonoi përsëri pas pak orësh.",
        ),
        plan(
            0,
            (1, 0),
            (Police, Telephone),
            (UnknownAge, true),
            (11, TakenIn),
            "Dikush e ndjek; është te stacioni i autobusit.",
        ),
        plan(
            220,
            (3, 0),
            (Hotline, Telephone),
            (Adult, false),
            (12, Briefed),
            "U kthye nga jashtë pa dokumente; kërkon të nisë nga e para.",
        ),
        plan(
            27,
            (0, 0),
            (LabourInspector, Written),
            (Adult, false),
            (13, Briefed),
            "Punoi dhjetë muaj pa pagë në një fermë; dokumentet i janë kthyer.",
        ),
        plan(
            200,
            (0, 6),
            (Hotline, Telephone),
            (Adult, false),
            (10, Briefed),
            "Tha pak dhe nuk telefonoi më.",
        ),
    ]
};

/// Plays them all; gives their codes and when they began, in the order of the plans.
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    (now, part): (Timestamp, Part),
) -> Result<Vec<(CaseCode, Timestamp)>, CaseworkError> {
    let mut played = Vec::with_capacity(PLANS.len());
    for (number, plan) in PLANS.iter().enumerate() {
        // The newest is an hour old, so that its briefing is still to come.
        let at = days_before(now, plan.days_ago);
        let at = at
            .saturating_sub(SignedDuration::from_hours(1))
            .unwrap_or(at);
        let (by, manager) = (&staff[plan.by], &staff[plan.manager]);
        let new = concern(plan, manager, number)?;
        let asked = Request {
            worker: by,
            now: at,
        };
        let code = casework.concern_take_in(asked, &new).await?;
        let told = SecretText::new(part.told(number));
        let leading = Request {
            worker: manager,
            now: at,
        };
        casework
            .field_write(leading, &code, (Field::Participation, &told))
            .await?;
        further(casework, staff, (plan, &code), at).await?;
        played.push((code, at));
    }
    Ok(played)
}

fn concern(plan: &Plan, manager: &Worker, number: usize) -> Result<NewConcern, CaseworkError> {
    let region = PlaceCode::parse("AL-07").map_err(|_| CaseworkError::Corrupt("region"))?;
    let person = plan.person;
    let mut told = vec![(Field::Concern, SecretText::new(plan.told))];
    // Whoever rang for a moment left no name.
    if plan.person != 10 {
        let name = format!("{} (person i trilluar)", NAMES[usize::from(person)]);
        told.push((Field::Name, SecretText::new(&name)));
        let birth = format!(
            "{}-0{}-1{}",
            1990 + u16::from(person),
            1 + person % 9,
            person % 9
        );
        told.push((Field::BirthDate, SecretText::new(&birth)));
        let safe = "Vetëm SMS, të mërkurën pas drekës; mos përmendni shërbimin.";
        told.push((Field::SafeContact, SecretText::new(safe)));
    }
    Ok(NewConcern {
        request: format!("demonstration-{number}"),
        source: plan.source,
        channel: plan.channel,
        region,
        age: plan.age,
        danger_now: plan.danger,
        manager: manager.account().to_owned(),
        told,
    })
}

/// What came after the concern.
async fn further(
    casework: &Casework,
    staff: &[Worker],
    (plan, code): (&Plan, &CaseCode),
    at: Timestamp,
) -> Result<(), CaseworkError> {
    let hours = |hours| {
        at.saturating_add(SignedDuration::from_hours(hours))
            .unwrap_or(at)
    };
    let manager = &staff[plan.manager];
    let by = |now| Request {
        worker: manager,
        now,
    };
    if plan.reached >= Reached::Briefed {
        let offered = [
            (FirstHelp::SafePlace, HelpAnswer::HelpAccepted),
            (FirstHelp::EmergencyCare, HelpAnswer::HelpNotNeeded),
            (FirstHelp::BasicNeeds, HelpAnswer::HelpAccepted),
            (FirstHelp::PsychologicalHelp, HelpAnswer::HelpLater),
        ];
        let kept = casework.first_help_record(by(hours(2)), code, &offered);
        kept.await?;
        let briefing = NewBriefing::complete(Language::Albanian);
        casework
            .briefing_record(by(hours(6)), code, &briefing)
            .await?;
        let note = SecretText::new(
            "Flet shqip; beson te punonjësja sociale; ka frikë nga makina e bardhë.",
        );
        let what = (Field::ServiceNote, &note);
        casework.field_write(by(hours(7)), code, what).await?;
    }
    if plan.reached >= Reached::Shared {
        let shelter = grant(
            &staff[3],
            (
                Purpose::Service,
                &[Compartment::Care, Compartment::Location],
            ),
            hours(24 * 180),
            "strehim i përkohshëm",
        );
        casework.grant_give(by(hours(20)), code, &shelter).await?;
        let clinician = grant(
            &staff[2],
            (Purpose::Service, &[Compartment::Care, Compartment::Health]),
            hours(24 * 90),
            "vizitë mjekësore",
        );
        casework.grant_give(by(hours(21)), code, &clinician).await?;
        let area = SecretText::new("Në strehë, zona e veriut (adresa nuk shkruhet).");
        casework
            .field_write(by(hours(22)), code, (Field::PresentLocation, &area))
            .await?;
    }
    if plan.reached >= Reached::Watched {
        let reader = Request {
            worker: &staff[3],
            now: hours(30),
        };
        casework
            .reveal(reader, code, (Field::ServiceNote, "pritja në strehë"))
            .await?;
        let police = grant(
            &staff[1],
            (Purpose::CriminalInvestigation, &[Compartment::Identity]),
            hours(24 * 60),
            "me kërkesë të personit",
        );
        casework.grant_give(by(hours(48)), code, &police).await?;
    }
    Ok(())
}

fn grant(
    holder: &Worker,
    (purpose, compartments): (Purpose, &[Compartment]),
    ends_at: Timestamp,
    reason: &str,
) -> NewGrant {
    NewGrant {
        holder: holder.account().to_owned(),
        purpose,
        compartments: compartments.to_vec(),
        ends_at,
        reason: reason.to_owned(),
    }
}
