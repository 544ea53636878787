//! Proposing: a table is worked out, shown as the public would see it, and put into the register.

use super::{
    Content,
    act::{begin, record, secret, version},
    row::{Policy, Release, State, of_year, pasts_of_year},
};
use crate::{
    CellKey, Figure, ReleaseError, Verdict,
    past::{Past, PastCell},
    protect::{Protected, Question, protect},
    quoted::known_to_everybody,
    settled,
    written::{self, LONGEST},
};
use access::{Permit, ProposeRelease};
use boxed::boxed;
use committee::Catalogue;
use jiff::Timestamp;
use store::{Database, Transaction};
use vocabulary::{
    Country, Period, PlaceCode, RandomSource,
    country::{Audience, RegisteredTable},
    personal::OpenText,
};

/// Why a release is corrected, as codes that readers see. A free text could tell by how many.
pub const CORRECTION_REASONS: [&str; 3] = ["late-registration", "source-error", "decision-changed"];

/// What is to be released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The registered table.
    pub table: String,
    /// The place: the country, or a region for tables below it.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// Nobody outside sees it before.
    pub visible_from: Timestamp,
    /// For a correction: why, one of [`CORRECTION_REASONS`].
    pub reason: Option<String>,
    /// For a correction: why, in words for those inside.
    pub explanation: String,
}

/// A cell of a preview: what the public would see, and what it saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewCell {
    /// Which cell.
    pub key: CellKey,
    /// What would be seen.
    pub figure: Figure,
    /// What was seen before, of a correction.
    pub before: Option<Figure>,
}

/// What would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The cells in the order of the table.
    pub cells: Vec<PreviewCell>,
    /// How they were made safe.
    pub verdict: Verdict,
    /// Which correction this is; 1 for the first release.
    pub number: i64,
}

/// A proposal worked out, not written yet.
struct Worked {
    protected: Protected,
    number: i64,
    corrects: Option<Release>,
    before: Vec<PastCell>,
    with: Vec<i64>,
    version: i64,
}

async fn work_out(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ProposeRelease>,
    proposal: &Proposal,
    random: &dyn RandomSource,
) -> Result<Worked, ReleaseError> {
    let country = catalogue.country();
    let table = country
        .registered_table(&proposal.table)
        .ok_or(ReleaseError::NotFound("table"))?;
    if !permit.reaches_place(country, &proposal.place) {
        return Err(ReleaseError::NotFound("table"));
    }
    let version_before = version(database).await?;
    let secret = secret(database, random).await?;
    let year = i64::from(proposal.period.year());
    let rows = of_year(database, year).await?;
    let pasts = pasts_of_year(database, year, false).await?;
    let own: Vec<&Release> = rows
        .iter()
        .filter(|one| one.table == proposal.table && one.place == proposal.place)
        .filter(|one| one.period == proposal.period)
        .collect();
    if own.iter().any(|one| one.state == State::Proposed) {
        return Err(ReleaseError::Refused("release-already-proposed"));
    }
    let last = own
        .iter()
        .filter(|one| one.state != State::Refused)
        .max_by_key(|one| one.number);
    let is_public = table.audience == Audience::Public;
    match (&last, &proposal.reason) {
        // Members are shown the newest state again and again; the public is told why.
        _ if !is_public => {}
        (Some(_), None) => return Err(ReleaseError::Refused("release-already-released")),
        (None, Some(_)) => return Err(ReleaseError::Refused("release-nothing-to-correct")),
        _ => {}
    }
    let number = own.iter().map(|one| one.number).max().unwrap_or_default() + 1;
    let about = (&proposal.place, proposal.period);
    let keys = crate::cell::cells_of(country, table, about, true)
        .ok_or(ReleaseError::Refused("release-wrong-period"))?;
    let mut wanted = keys.clone();
    for past in &pasts {
        wanted.extend(past.cells.iter().map(|cell| cell.key.clone()));
    }
    let counts = settled::read(database, catalogue, &wanted, table.audience).await?;
    let question = Question {
        country,
        table,
        place: &proposal.place,
        period: proposal.period,
        counts: &counts,
        pasts: &pasts,
        printed: known_to_everybody(country, proposal.period.year()),
        corrects: last.map(|one| one.id),
        seed: seed(&secret, proposal, &counts, &keys),
        secret,
    };
    let protected = protect(&question)?;
    let before = last.and_then(|last| pasts.iter().find(|past| past.id == last.id));
    let before = before.map_or_else(Vec::new, |past| past.cells.clone());
    if last.is_some() && is_same(&before, &protected.cells) {
        return Err(ReleaseError::Refused("release-nothing-to-correct"));
    }
    Ok(Worked {
        number,
        corrects: last.map(|one| (*one).clone()),
        before,
        with: pasts.iter().map(|past: &Past| past.id).collect(),
        version: version_before,
        protected,
    })
}

fn is_same(before: &[PastCell], after: &[PastCell]) -> bool {
    let shown = |cells: &[PastCell]| -> Vec<_> {
        cells
            .iter()
            .map(|cell| (cell.key.clone(), cell.shown))
            .collect()
    };
    shown(before) == shown(after)
}

/// The same question about the same counts is drawn the same way, however often it is asked.
fn seed(
    secret: &[u8; 32],
    proposal: &Proposal,
    counts: &settled::Counts,
    keys: &[CellKey],
) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    let about = format!("{}|{}|{}", proposal.table, proposal.place, proposal.period);
    hasher.update(about.as_bytes());
    for key in keys {
        let count = counts.get(key).and_then(|one| one.count()).unwrap_or(-1);
        hasher.update(&count.to_le_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// What the public would see, and how safe it is.
///
/// # Errors
/// As [`release_propose`].
#[boxed]
pub async fn release_preview(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ProposeRelease>,
    proposal: &Proposal,
    random: &dyn RandomSource,
) -> Result<Preview, ReleaseError> {
    let worked = work_out(database, catalogue, permit, proposal, random).await?;
    let cells = worked.protected.cells.iter().map(|cell| PreviewCell {
        key: cell.key.clone(),
        figure: Figure::new(cell.shown),
        before: worked
            .before
            .iter()
            .find(|other| other.key == cell.key)
            .map(|other| Figure::new(other.shown)),
    });
    Ok(Preview {
        cells: cells.collect(),
        verdict: worked.protected.verdict.clone(),
        number: worked.number,
    })
}

/// Puts a table into the register, to be approved by somebody else. Gives its code. What is for the
/// members of a committee is shown to them at once: the same audit, and one person who stands for it.
///
/// # Errors
/// When the table or place is not the permit's, nothing is settled, an earlier release has to be
/// corrected first, a text is missing or too long, no figures are safe, or the register moved on.
#[boxed]
pub async fn release_propose(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ProposeRelease>,
    proposal: &Proposal,
    (random, now): (&dyn RandomSource, Timestamp),
) -> Result<String, ReleaseError> {
    if let Some(reason) = &proposal.reason {
        if !CORRECTION_REASONS.contains(&reason.as_str()) {
            return Err(ReleaseError::Refused("release-needs-reason"));
        }
        if proposal.explanation.trim().is_empty() {
            return Err(ReleaseError::Refused("release-needs-explanation"));
        }
    }
    let explanation = written::open(("explanation", LONGEST), &proposal.explanation)?;
    let worked = work_out(database, catalogue, permit, proposal, random).await?;
    let country = catalogue.country();
    let table = country
        .registered_table(&proposal.table)
        .ok_or(ReleaseError::NotFound("table"))?;
    let code = code(country, proposal, worked.number);
    let about = (
        table.code.as_str(),
        &proposal.place,
        proposal.period,
        worked.number,
    );
    let how = (table.protection, table.audience);
    let content = Content::of(about, how, &worked.protected.cells);
    let (text, hash) = content.text_and_hash()?;
    let mut transaction = begin(database, worked.version).await?;
    let id = insert(
        &mut transaction,
        permit,
        (proposal, table, explanation),
        &worked,
        (&code, &text, &hash),
        now,
    )
    .await?;
    for (position, cell) in (0i64..).zip(&worked.protected.cells) {
        insert_cell(&mut transaction, (id, position), cell).await?;
    }
    let act = match (table.audience, &proposal.reason) {
        (Audience::Members, _) => "released-to-members",
        (Audience::Public, Some(_)) => "release-correction-proposed",
        (Audience::Public, None) => "release-proposed",
    };
    record(
        &mut transaction,
        permit.actor(),
        (act, code.as_str()),
        &hash,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(code)
}

fn code(country: &Country, proposal: &Proposal, number: i64) -> String {
    let place = if proposal.place == *country.code() {
        String::new()
    } else {
        format!("-{}", proposal.place.as_str().to_lowercase())
    };
    let period = proposal.period.to_string().to_lowercase();
    format!("{}{place}-{period}-{number}", proposal.table)
}

async fn insert(
    transaction: &mut Transaction,
    permit: &Permit<ProposeRelease>,
    (proposal, table, explanation): (&Proposal, &RegisteredTable, OpenText),
    worked: &Worked,
    (code, content, hash): (&str, &str, &str),
    now: Timestamp,
) -> Result<i64, ReleaseError> {
    let json =
        |value: serde_json::Result<String>| value.map_err(|_| ReleaseError::Corrupt("release"));
    let policy = Policy {
        protection: table.protection,
        attacker: disclosure_control::Attacker::default(),
    };
    let known: Vec<(&CellKey, &i64)> = worked.protected.known.iter().collect();
    let is_decided = table.audience == Audience::Members;
    let certificate = super::check::Kept::of(&worked.protected.judged, worked.with.clone());
    Ok(store::within!(transaction, connection => {
        store::query_scalar(
            "INSERT INTO released (code, registered, place, period, year, number, edition,
                policy, engine, content, hash, verdict, certificate, corrects, reason, explanation,
                visible_from, proposed_at, proposer, proposer_name, known, audience, state,
                decided_at, decider, decider_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                $18, $19, $20, $21, $22, $23, $24, $25, $26) RETURNING id",
        )
        .bind(code.to_owned())
        .bind(proposal.table.clone())
        .bind(proposal.place.to_string())
        .bind(proposal.period.to_string())
        .bind(i64::from(proposal.period.year()))
        .bind(worked.number)
        .bind(worked.protected.state)
        .bind(json(serde_json::to_string(&policy))?)
        .bind(certificate.engine())
        .bind(content.to_owned())
        .bind(hash.to_owned())
        .bind(json(serde_json::to_string(&worked.protected.verdict))?)
        .bind(json(serde_json::to_string(&certificate))?)
        .bind(worked.corrects.as_ref().map(|one| one.id))
        .bind(proposal.reason.clone())
        .bind(explanation)
        .bind(proposal.visible_from.as_microsecond())
        .bind(now.as_microsecond())
        .bind(permit.actor().account_id().to_string())
        .bind(permit.actor().name().to_owned())
        .bind(json(serde_json::to_string(&known))?)
        .bind(table.audience.code())
        .bind(if is_decided { State::Approved } else { State::Proposed }.code())
        .bind(is_decided.then(|| now.as_microsecond()))
        .bind(is_decided.then(|| permit.actor().account_id().to_string()))
        .bind(is_decided.then(|| permit.actor().name().to_owned()))
        .fetch_one(connection)
    })?)
}

async fn insert_cell(
    transaction: &mut Transaction,
    (id, position): (i64, i64),
    cell: &PastCell,
) -> Result<(), ReleaseError> {
    let shown = serde_json::to_string(&cell.shown).map_err(|_| ReleaseError::Corrupt("cell"))?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO released_cell (released_id, position, indicator, place, period, breakdown,
                shown, count)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(position)
        .bind(cell.key.indicator.to_string())
        .bind(cell.key.place.to_string())
        .bind(cell.key.period.to_string())
        .bind(cell.key.breakdown.to_string())
        .bind(shown)
        .bind(cell.count)
    )?;
    Ok(())
}
