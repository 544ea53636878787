//! The reader from inside: a member of an institution, who knows its own figures exactly, everything
//! public, and what was released to the members of its committee. No count that it did not report itself
//! may come out of it closer than the releases' own interval.

use crate::{
    demo::Demo,
    reader::Told,
    union::{attack, attack_of_believer},
};
use access::{Actor, Membership, Permit, ReadReleased, ReadReturn, Scope};
use committee::figures::own_totals;
use release::{MemberRelease, Shown, released_to_members};
use std::collections::BTreeMap;
use vocabulary::{Breakdown, IndicatorCode, Institution, Period, PeriodKind, PlaceCode};

/// More than any count of the demonstration: nothing is said.
const UNTOLD: i64 = crate::reader::UNTOLD;

fn member(institution: &Institution, region: &PlaceCode) -> Actor {
    let membership = Membership::InstitutionMember {
        institution: institution.code.clone(),
        region: Some(region.clone()),
    };
    Actor::for_test(900, "synthetic", membership)
}

/// What a release says of each count; the figures that print no interval say nothing.
fn told(release: &MemberRelease) -> Vec<Told> {
    let cells = release.figures.iter().filter_map(|(key, figure)| {
        let (low, high, base) = match figure.shown() {
            Shown::Rounded { base, .. } => {
                let (low, high) = figure.range()?;
                (low, high, Some(base))
            }
            Shown::Number { value } => (value, value, None),
            Shown::Zero => (0, 0, None),
            Shown::Perturbed { low, high, .. } => (low, high, None),
            Shown::Hidden => (0, UNTOLD, None),
            Shown::NotReported | Shown::NotApplicable => return None,
        };
        Some(Told {
            surface: "inside",
            indicator: key.indicator.clone(),
            place: key.place.clone(),
            period: key.period,
            breakdown: key.breakdown.clone(),
            low,
            high,
            base,
        })
    });
    cells.collect()
}

/// What everybody may read at the last moment, with what the members of these regions may read.
async fn beside(
    demo: &Demo,
    public: &[(i64, Vec<Told>)],
    regions: &[PlaceCode],
) -> (Vec<(i64, Vec<Told>)>, Vec<MemberRelease>) {
    let mut all = public.to_vec();
    let mut releases = Vec::new();
    for region in regions {
        let scope = Scope::regional(region.clone());
        let institution = demo.country().institutions_of(region, demo.today());
        let reader = member(institution[0], region);
        let permit: Permit<ReadReleased> = reader.permit(scope).unwrap();
        releases.extend(released_to_members(demo.database(), &permit).await.unwrap());
    }
    if let Some((_, last)) = all.last_mut() {
        last.extend(releases.iter().flat_map(told));
    }
    (all, releases)
}

/// Attacks as every member of every institution of every committee, and as one who sits on all.
pub async fn attacked(demo: &Demo, public: &[(i64, Vec<Told>)]) {
    let country = demo.country();
    let regions: Vec<PlaceCode> = country
        .regions()
        .iter()
        .map(|one| one.code.clone())
        .collect();
    let alone = attack(country, public).cells;

    let (everything, releases) = beside(demo, public, &regions).await;
    assert!(
        releases.len() >= 8,
        "{} releases to members",
        releases.len()
    );
    let outcome = attack(country, &everything);
    assert!(outcome.cells > alone + 50, "{} of {alone}", outcome.cells);
    assert_eq!(outcome.findings, [], "who sits on every committee");

    let (mut readers, mut known) = (0, 0);
    let (mut beliefs, mut impossible, mut narrowed) = (0, 0, 0);
    for region in &regions {
        let (told, releases) = beside(demo, public, std::slice::from_ref(region)).await;
        if releases.is_empty() {
            continue;
        }
        for institution in country.institutions_of(region, demo.today()) {
            let own = own_counts(demo, institution, region, &releases).await;
            readers += 1;
            known += own.len();
            let (told, believed) = with_own(&told, region, &own);
            // Lists overlap and years are decided apart from quarters: then it cannot be believed at all.
            let Ok(outcome) = attack_of_believer(country, &told) else {
                impossible += 1;
                continue;
            };
            beliefs += believed;
            for finding in outcome.findings {
                // An institution's people are a part of what its committee counts, and nobody can keep it
                // from that (decision 0017). It learns nothing by it of anything else.
                let mut about = finding.about.split(' ');
                let (indicator, place) = (about.next().unwrap(), about.next().unwrap());
                let is_own = own.keys().any(|(one, _)| one.as_str() == indicator);
                assert!(
                    is_own && place == region.as_str(),
                    "{}: {finding:?}",
                    institution.code
                );
                narrowed += 1;
            }
        }
    }
    eprintln!(
        "{readers} readers, {known} own figures, {beliefs} beliefs, {narrowed} counts narrower, \
         {impossible} who cannot believe it all"
    );
    assert!(beliefs > 0, "nobody's people are counted");
    assert!(readers >= 60, "{readers} readers");
    assert!(known >= 100, "{known} figures of their own");
    one_slip_is_found(demo, &everything);
}

/// An institution's own counts of cells that were released.
type Own = BTreeMap<(IndicatorCode, Period), i64>;

async fn own_counts(
    demo: &Demo,
    institution: &Institution,
    region: &PlaceCode,
    releases: &[MemberRelease],
) -> Own {
    let reader = member(institution, region);
    let scope = Scope::regional(region.clone()).of_institution(institution.code.clone());
    let permit: Permit<ReadReturn> = reader.permit(scope).unwrap();
    let mut periods: Vec<Period> = releases.iter().map(|one| one.period).collect();
    let parts = periods.clone();
    periods.extend(parts.iter().flat_map(|one| one.parts(PeriodKind::Quarter)));
    periods.sort();
    periods.dedup();
    let (database, catalogue) = (demo.database(), demo.catalogue());
    let totals = own_totals(database, catalogue, &permit, &periods)
        .await
        .unwrap();
    let mut own = Own::new();
    for (indicator, line) in totals {
        for (period, value) in periods.iter().zip(line) {
            if let Some(number) = value.and_then(|value| value.number()) {
                own.insert((indicator.clone(), *period), number);
            }
        }
    }
    own
}

/// What was told, read by somebody who takes the own people for a part of every released count that leaves
/// room for them: no such count is below the own one. Gives how often that was believed.
fn with_own(
    told: &[(i64, Vec<Told>)],
    region: &PlaceCode,
    own: &Own,
) -> (Vec<(i64, Vec<Told>)>, usize) {
    let mut all = told.to_vec();
    let Some((_, last)) = all.last_mut() else {
        return (all, 0);
    };
    let is_total = |one: &Told| one.place == *region && one.breakdown == Breakdown::total();
    let mut beliefs = Vec::new();
    for one in last
        .iter()
        .filter(|one| one.surface == "inside" && is_total(one))
    {
        let mine = own.get(&(one.indicator.clone(), one.period));
        if let Some(mine) = mine.filter(|mine| **mine <= one.high && **mine > one.low) {
            let (low, high) = (*mine, one.high);
            let surface = "own";
            beliefs.push(Told {
                surface,
                low,
                high,
                ..one.clone()
            });
        }
    }
    let believed = beliefs.len();
    last.extend(beliefs);
    (all, believed)
}

/// The attack can succeed: one raw count beside the rest is found out.
fn one_slip_is_found(demo: &Demo, everything: &[(i64, Vec<Told>)]) {
    let mut slipped = everything.to_vec();
    let inside = |one: &&mut Told| one.surface == "inside" && one.high - one.low > 4;
    let last = slipped.last_mut().map(|(_, told)| told);
    let one = last.and_then(|told| told.iter_mut().find(inside)).unwrap();
    (one.low, one.high, one.base) = (one.low + 2, one.low + 2, None);
    assert!(!attack(demo.country(), &slipped).findings.is_empty());
}
