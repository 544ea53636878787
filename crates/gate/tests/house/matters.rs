//! Matters: what is a stock and what a flow, which articles, and what became of suspects.

use crate::facts::{counted_of_matters, number, place};
use casework::{
    MatterFacts, MatterScope, MatterStage, MatterStep, StageFact, SuspectAge, SuspectCitizenship,
    SuspectFacts, SuspectSex, SuspectState,
};
use jiff::Timestamp;
use vocabulary::{LeftOut, TermCode};

fn at(day: &str) -> Timestamp {
    format!("{day}T10:00:00Z").parse().unwrap()
}

fn terms(codes: &[&str]) -> Vec<TermCode> {
    let terms = codes.iter().map(|code| TermCode::parse(code).unwrap());
    terms.collect()
}

fn step(day: &str, step: MatterStep, stage: MatterStage, articles: &[&str]) -> StageFact {
    StageFact {
        at: at(day),
        step,
        stage,
        reason: None,
        articles: terms(articles),
    }
}

fn matter(stages: Vec<StageFact>) -> MatterFacts {
    MatterFacts {
        region: place("AL-07"),
        institution: "AL-07.PROSECUTOR".to_owned(),
        scope: MatterScope::Domestic,
        linked_crimes: terms(&["drugs", "forgery"]),
        needs: Vec::new(),
        stages,
        suspects: Vec::new(),
        assets_seized_at: None,
        compensated_at: Vec::new(),
        protected_at: Vec::new(),
        victims_punished: 0,
    }
}

/// Reported in May, registered on one day and investigated from another.
fn investigated(registered: &str, opened: &str, articles: &[&str]) -> MatterFacts {
    matter(vec![
        step(
            "2026-05-01",
            MatterStep::TakeIn,
            MatterStage::Report,
            articles,
        ),
        step(
            registered,
            MatterStep::Register,
            MatterStage::Registered,
            articles,
        ),
        step(
            opened,
            MatterStep::Investigate,
            MatterStage::Investigation,
            articles,
        ),
    ])
}

#[test]
fn an_offence_is_counted_for_each_article_when_it_is_registered() {
    let both = investigated("2026-07-02", "2026-07-09", &["110-a", "128-b"]);
    let other = investigated("2026-07-02", "2026-07-09", &["other"]);
    let early = investigated("2026-05-02", "2026-07-09", &["110-a"]);
    let never = matter(vec![step(
        "2026-07-01",
        MatterStep::TakeIn,
        MatterStage::Report,
        &["110-a"],
    )]);
    let found = counted_of_matters("J01", &[both, other, early, never]);
    assert_eq!(found.total(), 2);
    assert_eq!(number(&found, "article=110-a"), 1);
    assert_eq!(number(&found, "article=128-b"), 1);
    assert_eq!(
        found.left_out,
        [
            (LeftOut::OtherArticle, 1),
            (LeftOut::OtherStatus, 1),
            (LeftOut::OtherPeriod, 1)
        ]
    );
}

#[test]
fn what_is_under_investigation_is_a_stock_and_what_was_opened_a_flow() {
    let old = investigated("2026-05-02", "2026-05-09", &["110-a"]);
    let new = investigated("2026-07-02", "2026-07-09", &["110-a"]);
    let mut gone = new.clone();
    gone.stages.push(step(
        "2026-09-30",
        MatterStep::Dismiss,
        MatterStage::Dismissed,
        &["110-a"],
    ));
    let mut later = new.clone();
    later.stages.push(step(
        "2026-10-01",
        MatterStep::Dismiss,
        MatterStage::Dismissed,
        &["110-a"],
    ));
    let matters = [old, new, gone, later];
    let stock = counted_of_matters("J02", &matters);
    assert_eq!(stock.total(), 3);
    assert_eq!(stock.left_out, [(LeftOut::OtherStatus, 1)]);
    let flow = counted_of_matters("J03", &matters);
    assert_eq!(flow.total(), 3);
    assert_eq!(flow.left_out, [(LeftOut::OtherPeriod, 1)]);
    let closed = counted_of_matters("J04", &matters);
    assert_eq!(closed.total(), 1);
    assert_eq!(number(&closed, "outcome=dismissed"), 1);
    assert_eq!(
        closed.left_out,
        [(LeftOut::OtherStatus, 2), (LeftOut::OtherPeriod, 1)]
    );
}

#[test]
fn what_is_reclassified_to_a_lesser_offence_is_closed_as_what_it_was() {
    let mut lesser = investigated("2026-05-02", "2026-05-09", &["110-a"]);
    lesser.stages.push(step(
        "2026-08-01",
        MatterStep::Reclassify,
        MatterStage::Investigation,
        &["other"],
    ));
    let mut child = investigated("2026-05-02", "2026-05-09", &["110-a"]);
    child.stages.push(step(
        "2026-08-01",
        MatterStep::Reclassify,
        MatterStage::Investigation,
        &["128-b"],
    ));
    let matters = [lesser, child];
    let closed = counted_of_matters("J04", &matters);
    assert_eq!(number(&closed, "outcome=reclassified"), 1);
    assert_eq!(closed.total(), 1);
    // It is no longer under investigation as trafficking.
    let stock = counted_of_matters("J02", &matters);
    assert_eq!(stock.total(), 1);
    assert_eq!(stock.left_out, [(LeftOut::OtherArticle, 1)]);
}

#[test]
fn suspects_are_counted_by_what_became_of_them_and_when() {
    let suspect = |state, decided: Option<&str>| SuspectFacts {
        state,
        sex: SuspectSex::Male,
        age: SuspectAge::UnknownSuspectAge,
        citizenship: SuspectCitizenship::National,
        suspected_at: at("2026-07-10"),
        prosecuted_at: Some(at("2026-08-10")),
        decided_at: decided.map(at),
        sentence_months: None,
        is_suspended: false,
    };
    let mut one = investigated("2026-05-02", "2026-05-09", &["110-a"]);
    let mut silent = suspect(SuspectState::Suspected, None);
    silent.prosecuted_at = None;
    one.suspects = vec![
        suspect(SuspectState::Convicted, Some("2026-09-01")),
        suspect(SuspectState::Acquitted, Some("2026-09-02")),
        suspect(SuspectState::Convicted, Some("2026-12-01")),
        silent,
    ];
    let total = |indicator: &str| counted_of_matters(indicator, std::slice::from_ref(&one)).total();
    assert_eq!(
        [total("J05"), total("J06"), total("J07"), total("J08")],
        [4, 3, 1, 1]
    );
    let found = counted_of_matters("J05", &[one]);
    assert_eq!(number(&found, "sex=male"), 4);
    // A suspect of unknown age is no child by that.
    assert_eq!(found.of_unknown_age, 0);
}

#[test]
fn a_matter_counts_under_every_crime_that_it_is_linked_to_and_once_in_the_total() {
    let one = investigated("2026-07-02", "2026-07-09", &["110-a"]);
    let found = counted_of_matters("J10", &[one]);
    assert_eq!(found.total(), 1);
    assert_eq!(number(&found, "linked-crime=drugs"), 1);
    assert_eq!(number(&found, "linked-crime=forgery"), 1);
    assert_eq!(number(&found, "linked-crime=prostitution"), 0);
}

#[test]
fn a_decision_is_a_day_with_all_that_was_decided_on_it() {
    let sentenced = |state, decided: &str, months, is_suspended| SuspectFacts {
        state,
        sex: SuspectSex::Male,
        age: SuspectAge::AdultSuspect,
        citizenship: SuspectCitizenship::National,
        suspected_at: at("2026-05-10"),
        prosecuted_at: Some(at("2026-06-10")),
        decided_at: Some(at(decided)),
        sentence_months: months,
        is_suspended,
    };
    let mut one = investigated("2026-05-02", "2026-05-09", &["110-a"]);
    one.suspects = vec![
        sentenced(SuspectState::Convicted, "2026-09-01", Some(60), false),
        sentenced(SuspectState::Convicted, "2026-09-01", Some(24), true),
        sentenced(SuspectState::Convicted, "2026-09-01", Some(36), false),
        // Another day of the same quarter, another quarter, and a judgment without a sentence.
        sentenced(SuspectState::Convicted, "2026-09-08", Some(12), true),
        sentenced(SuspectState::Convicted, "2026-06-30", Some(12), false),
        sentenced(SuspectState::Acquitted, "2026-09-15", None, false),
    ];
    one.compensated_at = vec![at("2026-09-01"), at("2026-09-20")];
    one.assets_seized_at = Some(at("2026-09-20"));
    let quiet = investigated("2026-05-02", "2026-05-09", &["110-a"]);
    let other = MatterFacts {
        stages: investigated("2026-05-02", "2026-05-09", &["other"]).stages,
        ..one.clone()
    };
    let found = counted_of_matters("J09", &[one, quiet, other]);
    let of = |term: &str| number(&found, &format!("decision={term}"));
    assert_eq!(found.total(), 3);
    assert_eq!((of("imprisonment"), of("suspended-sentence")), (1, 2));
    assert_eq!((of("asset-seizure"), of("compensation")), (1, 2));
    assert_eq!(
        found.left_out,
        [
            (LeftOut::OtherArticle, 4),
            (LeftOut::OtherStatus, 1),
            (LeftOut::OtherPeriod, 1)
        ]
    );
}

#[test]
fn an_institution_says_once_what_it_lacks_for_the_matters_at_hand() {
    let needing = |institution: &str, needs: &[&str]| MatterFacts {
        institution: institution.to_owned(),
        needs: terms(needs),
        ..investigated("2026-05-02", "2026-05-09", &["110-a"])
    };
    let mut over = needing("AL-07.COURT", &["equipment"]);
    over.stages.push(step(
        "2026-09-30",
        MatterStep::Dismiss,
        MatterStage::Dismissed,
        &["110-a"],
    ));
    let found = counted_of_matters(
        "J12",
        &[
            needing("AL-07.POLICE", &["interpreters"]),
            needing("AL-07.POLICE", &["interpreters", "training"]),
            needing("AL-07.PROSECUTOR", &["interpreters"]),
            needing("AL-07.PROSECUTOR", &[]),
            over,
        ],
    );
    assert_eq!((found.total(), found.looked_at), (2, 5));
    assert_eq!(number(&found, "need=interpreters"), 2);
    assert_eq!(number(&found, "need=training"), 1);
    assert_eq!(number(&found, "need=equipment"), 0);
    assert_eq!(
        found.left_out,
        [(LeftOut::OtherStatus, 2), (LeftOut::Repeat, 1)]
    );
}
