//! Links between a case and a matter: neither side learns the other's code, everything ends with the
//! consent, and the person's part changes nothing else, on both engines.

use crate::{
    disclosures::{consent, terms},
    dump::expect_no_canary,
    justice::{hired, matter, matters_counted},
    setup::{Office, TABLES, at, day, hour, refusal},
};
use casework::{
    Age, CaseCode, CaseworkError, Field, HearingKind, HearingState, LinkState, MatterCode,
    NewHearing, NonPunishment, ParticipationStatus, Profession, RecordId, TaskKind,
};
use store::testing::each_engine;

const POLICE: &str = "R-1.POLICE";

/// A case whose person consents that the police learn of their part in proceedings, and a matter.
async fn linked(office: &Office, form: &str) -> (CaseCode, MatterCode, RecordId, RecordId) {
    let wing = &office.wing;
    let case = office.concern(form, Age::Adult).await;
    office.brief(&case).await;
    let new = consent(form, terms(POLICE, &[Field::Participation], 30));
    let basis = wing.consent_give(office.managing(3), &case, &new).await;
    let basis = basis.unwrap();
    let offer = (form, &basis, POLICE);
    let link = wing.link_offer(office.managing(4), &case, offer).await;
    let link = link.unwrap();
    let matter = wing
        .matter_open(at(&office.police, 4), &matter(form, 1))
        .await
        .unwrap();
    (case, matter, basis, link)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_tells_neither_side_the_others_code_and_ends_with_the_consent() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (case, matter, basis, link) = linked(&office, "form-1").await;
        let police = |hours| at(&office.police, hours);
        let tasks = wing.tasks_of(police(5)).await.unwrap();
        assert_eq!(tasks[0].kind, TaskKind::TakeLink);
        let elsewhere = hired(&office, 5, "R-1.PROSECUTOR", Profession::Prosecutor).await;
        assert!(
            wing.links_offered(at(&elsewhere, 5))
                .await
                .unwrap()
                .is_empty()
        );
        let early = wing.participation_for_case(office.managing(5), &case, &link);
        assert_eq!(refusal(early.await), "link-not-usable");
        wing.link_take(police(5), &matter, &link).await.unwrap();
        assert_eq!(
            refusal(wing.link_take(police(5), &matter, &link).await),
            "link-over"
        );
        assert!(wing.tasks_of(police(6)).await.unwrap().is_empty());

        let status = ParticipationStatus::Cooperating;
        wing.participation_from_case(office.managing(6), &case, (&link, status))
            .await
            .unwrap();
        let read = wing
            .participation_for_matter(police(7), &matter, &link)
            .await;
        assert_eq!(read.unwrap(), status);
        let status = ParticipationStatus::Withdrew;
        wing.participation_from_matter(police(8), &matter, (&link, status))
            .await
            .unwrap();
        let read = wing
            .participation_for_case(office.managing(9), &case, &link)
            .await;
        assert_eq!(read.unwrap(), status);

        // A prosecutor holds the matter, but the person consented to the police alone.
        let grant = (elsewhere.account(), day(9), "prosecutes");
        wing.matter_grant(police(9), &matter, grant).await.unwrap();
        let read = wing
            .participation_for_matter(at(&elsewhere, 10), &matter, &link)
            .await;
        assert!(matches!(read, Err(CaseworkError::NotFound(_))));

        let hearing = NewHearing {
            kind: HearingKind::VictimHeard,
            at: hour(40),
        };
        let hearing = wing
            .hearing_plan(police(10), &matter, &hearing)
            .await
            .unwrap();
        let kinds = |tasks: Vec<casework::Task>| -> Vec<_> {
            let tasks = tasks.into_iter();
            tasks.map(|task| (task.kind, task.code)).collect()
        };
        let mine = kinds(wing.tasks_of(office.managing(11)).await.unwrap());
        assert!(
            mine.contains(&(TaskKind::GoAlong, case.to_string())),
            "{mine:?}"
        );
        let theirs = kinds(wing.tasks_of(police(11)).await.unwrap());
        assert_eq!(theirs, [(TaskKind::Hearing, matter.to_string())]);
        let found = (&link, NonPunishment::Applied);
        wing.non_punishment_set(police(11), &matter, found)
            .await
            .unwrap();
        let shared = wing.matter_shared(office.managing(12), &case, &link).await;
        let shared = shared.unwrap();
        assert_eq!(shared.hearings.len(), 1);
        assert_eq!(shared.non_punishment, NonPunishment::Applied);
        let links = wing.case_links(office.managing(12), &case).await.unwrap();
        let theirs = wing.matter_links(police(12), &matter).await.unwrap();
        let view = wing.matter_view(police(12), &matter).await.unwrap();
        assert!(!format!("{shared:?} {links:?}").contains(matter.as_str()));
        assert!(!format!("{theirs:?} {view:?}").contains(case.as_str()));
        let settled = (&hearing, HearingState::Held);
        wing.hearing_settle(police(13), &matter, settled)
            .await
            .unwrap();
        let report = wing.file_report(office.managing(13), &case).await.unwrap();
        let read = report
            .iter()
            .filter(|event| event.kind == "participation-read");
        let read: Vec<&str> = read.map(|event| event.institution.as_str()).collect();
        assert_eq!(read, [POLICE, "R-1.SOCIAL"]);

        wing.basis_withdraw(office.managing(14), &case, &basis)
            .await
            .unwrap();
        let read = wing
            .participation_for_matter(police(14), &matter, &link)
            .await;
        assert_eq!(refusal(read), "link-not-usable");
        let read = wing
            .participation_for_case(office.managing(14), &case, &link)
            .await;
        assert_eq!(refusal(read), "link-not-usable");
        let links = wing.case_links(office.managing(15), &case).await.unwrap();
        assert_eq!(links[0].state, LinkState::Ended);
        let keys: Option<(String,)> = store::read!(database, connection => {
            store::query_as("SELECT holder FROM wrapped_key WHERE subject = $1")
                .bind(link.as_str())
                .fetch_optional(connection)
        })
        .unwrap();
        assert!(keys.is_none(), "the link's keys are destroyed");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_without_a_consent_that_covers_it_is_not_offered() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (case, matter, basis, link) = linked(&office, "form-1").await;
        let other = ("form-2", &basis, "R-2.SHELTER");
        let outcome = wing.link_offer(office.managing(5), &case, other).await;
        assert_eq!(refusal(outcome), "disclosure-no-basis");
        let new = consent("c-2", terms(POLICE, &[Field::Name], 30));
        let names = wing
            .consent_give(office.managing(5), &case, &new)
            .await
            .unwrap();
        let outcome = wing
            .link_offer(office.managing(5), &case, ("form-3", &names, POLICE))
            .await;
        assert_eq!(refusal(outcome), "disclosure-beyond-consent");
        // Thirty days on the consent is over: what was offered cannot be taken any more.
        let late = 24 * 31;
        let outcome = wing
            .link_take(at(&office.police, late), &matter, &link)
            .await;
        assert_eq!(refusal(outcome), "link-not-usable");
        assert!(
            wing.links_offered(at(&office.police, late))
                .await
                .unwrap()
                .is_empty()
        );
        // Whoever was shut out of the case does not take its link either.
        wing.access_deny(office.managing(6), &case, office.police.account())
            .await
            .unwrap();
        let outcome = wing.link_take(at(&office.police, 7), &matter, &link).await;
        assert!(matches!(outcome, Err(CaseworkError::NotFound(_))));
    })
    .await;
}

/// The same day with the person's part written on both sides of a link.
async fn a_day(database: &store::Database, status: ParticipationStatus) -> String {
    let random = std::sync::Arc::new(crate::flow::Counted::new());
    let office = Office::open_with(database, random).await;
    let wing = &office.wing;
    wing.provider_declare(at(&office.shelter, 1), &crate::plans::beds(2))
        .await
        .unwrap();
    let (case, matter, _, link) = linked(&office, "form-1").await;
    let police = |hours| at(&office.police, hours);
    wing.link_take(police(5), &matter, &link).await.unwrap();
    wing.participation_from_case(office.managing(6), &case, (&link, status))
        .await
        .unwrap();
    wing.participation_from_matter(police(6), &matter, (&link, status))
        .await
        .unwrap();
    let hearing = NewHearing {
        kind: HearingKind::VictimHeard,
        at: hour(40),
    };
    wing.hearing_plan(police(7), &matter, &hearing)
        .await
        .unwrap();
    let now = office.managing(8);
    let options = wing.provider_options(now, &case, casework::Service::ShortShelter);
    let options = options.await.unwrap();
    let shared = wing.matter_shared(now, &case, &link).await.unwrap();
    let tasks = wing.tasks_of(now).await.unwrap();
    let theirs = wing.tasks_of(police(8)).await.unwrap();
    let view = wing.case_view(now, &case).await.unwrap();
    let facts = matters_counted(&office).await;
    format!("{options:?} {shared:?} {tasks:?} {theirs:?} {view:?} {facts:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_part_the_person_takes_changes_no_task_no_option_and_no_count() {
    let days = std::sync::Mutex::new(Vec::new());
    for status in ParticipationStatus::ALL {
        each_engine(&TABLES, |database| {
            let days = &days;
            async move {
                let day = a_day(&database, *status).await;
                days.lock().unwrap().push(day);
            }
        })
        .await;
    }
    let days = days.into_inner().unwrap();
    assert!(days[0].len() > 1000, "the day has something in it");
    assert!(days.iter().all(|day| *day == days[0]));
}
