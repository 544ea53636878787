//! A case whose lead left comes to another lead by two people and never by one, by another institution or
//! by somebody who could not open it; the old lead's keys open nothing afterwards, on both engines.

use crate::{
    emergency::named,
    justice::hired,
    setup::{CANARY, Office, TABLES, actor, at, hour, refusal},
};
use casework::{
    Age, CaseCode, CaseworkError, Compartment, Field, LeadOverview, NewGrant, Profession, Purpose,
    RecordId, SuccessionState, SuccessionWay, TaskKind, Worker,
};
use store::{Database, testing::each_engine};

/// The office with three more social workers; the manager leads a case and leaves.
struct Left {
    office: Office,
    staff: [Worker; 3],
    code: CaseCode,
}

const SUSPENDED: i64 = 10;

async fn office(database: &Database) -> Left {
    let office = Office::open(database).await;
    let mut staff = Vec::new();
    for number in 11..14 {
        staff.push(hired(&office, number, "R-1.SOCIAL", Profession::SocialWorker).await);
    }
    let staff = staff.try_into().expect("three were hired");
    let code = office.concern("form-1", Age::Adult).await;
    office.brief(&code).await;
    Left {
        office,
        staff,
        code,
    }
}

type Named = Result<RecordId, CaseworkError>;

impl Left {
    fn accounts(&self) -> [String; 3] {
        self.staff.each_ref().map(|one| one.account().to_owned())
    }

    async fn deputy(&self, worker: &Worker) {
        let what = (worker.account(), hour(24 * 60));
        let deputy = self
            .office
            .wing
            .deputy_name(self.office.managing(3), &self.code, what);
        deputy.await.unwrap();
    }

    /// The manager is suspended by a colleague.
    async fn leave(&self) -> usize {
        let manager = self.office.manager.account();
        let wing = &self.office.wing;
        wing.worker_suspend(&self.office.colleague, manager, hour(SUSPENDED))
            .await
            .unwrap()
    }

    async fn propose(&self, by: &Worker, to: &Worker, hours: i64) -> Named {
        let what = (&self.code, to.account());
        self.office
            .wing
            .succession_propose(at(by, hours), what)
            .await
    }

    async fn confirm(&self, by: &Worker, id: &RecordId) -> Result<(), CaseworkError> {
        self.office.wing.succession_confirm(at(by, 12), id).await
    }

    async fn take(&self, by: &Worker, id: &RecordId) -> Result<(), CaseworkError> {
        let what = (&self.code, id);
        self.office.wing.succession_take(at(by, 13), what).await
    }

    async fn seen(&self, by: &Worker, hours: i64) -> LeadOverview {
        self.office.wing.leads_missing(at(by, hours)).await.unwrap()
    }

    async fn kinds(&self, by: &Worker, hours: i64) -> Vec<TaskKind> {
        let tasks = self.office.wing.tasks_of(at(by, hours)).await.unwrap();
        tasks.iter().map(|task| task.kind).collect()
    }

    async fn reads(&self, by: &Worker, field: Field, hours: i64) -> bool {
        let what = (field, "to work");
        match self
            .office
            .wing
            .reveal(at(by, hours), &self.code, what)
            .await
        {
            Ok(text) => text.is_some_and(|text| text.expose() == CANARY),
            Err(CaseworkError::NotFound(_)) => false,
            Err(other) => panic!("{other}"),
        }
    }

    async fn told(&self, by: &Worker) -> Vec<String> {
        let report = self.office.wing.file_report(at(by, 20), &self.code).await;
        report.unwrap().into_iter().map(|one| one.kind).collect()
    }
}

fn is_hidden<T>(outcome: Result<T, CaseworkError>) -> bool {
    matches!(outcome, Err(CaseworkError::NotFound(_)))
}

async fn wrapped_for(database: &Database, holder: &str) -> i64 {
    store::read!(database, connection => {
        store::query_scalar("SELECT COUNT(*) FROM wrapped_key WHERE holder = $1")
            .bind(holder.to_owned())
            .fetch_one(connection)
    })
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_leads_after_two_others_said_so_and_the_old_lead_opens_nothing() {
    each_engine(&TABLES, |database| async move {
        let left = office(&database).await;
        let (wing, [first, second, third]) = (&left.office.wing, &left.staff);
        left.deputy(first).await;
        let partly = NewGrant {
            holder: second.account().to_owned(),
            purpose: Purpose::Service,
            compartments: vec![Compartment::Care],
            ends_at: hour(24 * 60),
            reason: "helps".to_owned(),
        };
        let given = wing.grant_give(left.office.managing(4), &left.code, &partly);
        given.await.unwrap();
        assert!(
            is_hidden(left.propose(second, first, 5).await),
            "while the lead is here nobody names another"
        );
        assert_eq!(left.leave().await, 1);

        // At once: who must act, by a day, and nothing for another institution.
        for worker in [first, second, third, &left.office.colleague] {
            let tasks = wing.tasks_of(at(worker, 11)).await.unwrap();
            let task = tasks.iter().find(|task| task.kind == TaskKind::NameLead);
            assert_eq!(task.unwrap().due_at, hour(SUSPENDED + 48));
        }
        let seen = left.seen(third, 11).await;
        assert_eq!((seen.number, seen.cases.len()), (1, 1));
        assert_eq!(seen.cases[0].way, Some(SuccessionWay::HeldGrant));
        assert_eq!(seen.cases[0].candidates, [first.account().to_owned()]);
        assert_eq!(
            left.seen(&left.office.police, 11).await,
            LeadOverview::default()
        );

        // One person alone, somebody without the case, another institution.
        assert!(is_hidden(
            left.propose(&left.office.police, first, 11).await
        ));
        assert!(is_hidden(
            left.propose(&left.office.manager, first, 11).await
        ));
        assert_eq!(
            refusal(left.propose(first, first, 11).await),
            "succession-oneself"
        );
        for unfit in [second, &left.office.police, &left.office.manager] {
            let named = left.propose(third, unfit, 11).await;
            assert_eq!(refusal(named), "succession-lead-invalid");
        }
        let id = left.propose(third, first, 11).await.unwrap();
        let again = left.propose(second, first, 11).await;
        assert_eq!(refusal(again), "succession-pending");
        assert_eq!(
            refusal(left.take(first, &id).await),
            "succession-step-not-allowed",
            "one alone hands nothing over"
        );
        for unfit in [third, first] {
            let own = left.confirm(unfit, &id).await;
            assert_eq!(refusal(own), "succession-two-people");
        }
        assert!(is_hidden(left.confirm(&left.office.police, &id).await));
        left.confirm(second, &id).await.unwrap();
        for stranger in [second, third, &left.office.police] {
            assert!(is_hidden(left.take(stranger, &id).await));
        }
        assert!(left.kinds(first, 12).await.contains(&TaskKind::TakeLead));
        left.take(first, &id).await.unwrap();
        assert_eq!(
            refusal(left.take(first, &id).await),
            "succession-step-not-allowed",
            "once"
        );

        // The new lead leads; the team stays; the old lead's keys are gone.
        for field in [Field::Name, Field::Participation, Field::HealthNote] {
            assert!(left.reads(first, field, 14).await, "{field:?}");
        }
        assert!(left.reads(second, Field::Concern, 14).await);
        assert!(!left.reads(second, Field::Name, 14).await);
        assert!(!left.reads(third, Field::Name, 14).await);
        assert_eq!(
            wrapped_for(&database, left.office.manager.account()).await,
            0
        );
        let holders = wing.case_holders(at(first, 14), &left.code).await.unwrap();
        assert_eq!(holders.grants.len(), 2, "{holders:?}");
        let revoked = wing.grant_revoke(at(first, 15), &left.code, second.account());
        revoked.await.unwrap();
        // What the old lead had to do is the new one's.
        assert_eq!(left.kinds(first, 16).await, [TaskKind::AssessNeeds]);
        for worker in [second, third] {
            let kinds = left.kinds(worker, 16).await;
            assert!(kinds.is_empty(), "{kinds:?}");
        }
        assert_eq!(left.seen(third, 16).await.number, 0);

        // Told to the holders and to the person.
        let changes = wing.lead_changes(at(first, 16)).await.unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].named_by, third.account());
        assert_eq!(changes[0].confirmed_by, second.account());
        assert_eq!(wing.lead_changes(at(third, 16)).await.unwrap(), []);
        let told = left.told(first).await;
        for kind in [
            "lead-left",
            "lead-proposed",
            "lead-confirmed",
            "lead-taken-over",
        ] {
            assert_eq!(told.iter().filter(|one| *one == kind).count(), 1, "{kind}");
        }
        assert!(ledger::verify(&database, None).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_holds_the_case_two_of_the_leads_custodians_open_all_of_it() {
    each_engine(&TABLES, |database| async move {
        let left = office(&database).await;
        let (wing, [first, second, third]) = (&left.office.wing, &left.staff);
        let custodians = left.accounts();
        wing.custodians_name(left.office.managing(3), &custodians)
            .await
            .unwrap();
        left.leave().await;
        let outsider = &left.office.colleague;
        assert_eq!(
            left.seen(first, 11).await.cases[0].way,
            Some(SuccessionWay::LeadsCustodians)
        );
        // A colleague who is no custodian decides nothing here, and may be named.
        assert!(is_hidden(left.propose(outsider, first, 11).await));
        let seen = left.seen(outsider, 11).await;
        assert_eq!((seen.number, seen.cases.len()), (1, 0));
        for (one, other) in [(first, second), (third, first)] {
            let id = left.propose(one, outsider, 11).await.unwrap();
            assert!(!left.reads(outsider, Field::Name, 11).await);
            assert_eq!(
                refusal(left.confirm(one, &id).await),
                "succession-two-people"
            );
            assert!(is_hidden(left.confirm(outsider, &id).await));
            left.confirm(other, &id).await.unwrap();
            assert!(left.reads(outsider, Field::Name, 12).await);
            assert!(!left.reads(one, Field::Name, 12).await);
            assert!(!left.reads(other, Field::Name, 12).await);
            // A no after the yes: what was opened is shut again.
            if std::ptr::eq(one, first) {
                let what = (&left.code, &id);
                wing.succession_decline(at(outsider, 12), what)
                    .await
                    .unwrap();
                assert!(!left.reads(outsider, Field::Name, 13).await);
                assert!(is_hidden(left.take(second, &id).await));
                assert_eq!(
                    refusal(left.take(outsider, &id).await),
                    "succession-step-not-allowed"
                );
                continue;
            }
            left.take(outsider, &id).await.unwrap();
        }
        for field in [Field::Name, Field::PresentLocation, Field::Participation] {
            assert!(left.reads(outsider, field, 14).await, "{field:?}");
        }
        assert_eq!(
            wrapped_for(&database, left.office.manager.account()).await,
            0
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keepers_of_emergencies_open_everything_but_proceedings_and_that_part_begins_anew() {
    each_engine(&TABLES, |database| async move {
        let left = office(&database).await;
        let (wing, [first, second, third]) = (&left.office.wing, &left.staff);
        let keepers = left.accounts();
        named(&left.office, (&keepers, 3), first).await;
        wing.emergency_cover(left.office.managing(4)).await.unwrap();
        left.leave().await;
        // The others are no keepers.
        let outsider = &left.office.colleague;
        assert!(is_hidden(left.propose(outsider, first, 11).await));
        let kinds = left.kinds(outsider, 11).await;
        assert!(!kinds.contains(&TaskKind::NameLead));
        let id = left.propose(second, outsider, 11).await.unwrap();
        left.confirm(third, &id).await.unwrap();
        assert!(left.reads(outsider, Field::Name, 12).await);
        assert!(!left.reads(outsider, Field::Participation, 12).await);
        left.take(outsider, &id).await.unwrap();
        for field in [Field::Name, Field::HealthNote, Field::ShelterAddress] {
            assert!(left.reads(outsider, field, 14).await, "{field:?}");
        }
        assert!(!left.reads(outsider, Field::Participation, 14).await);
        let text = crate::setup::canary();
        let what = (Field::Participation, &text);
        wing.field_write(at(outsider, 14), &left.code, what)
            .await
            .unwrap();
        assert!(left.reads(outsider, Field::Participation, 15).await);
        assert!(
            !left
                .reads(&left.office.colleague, Field::Name, 400 * 24)
                .await
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_who_is_named_and_not_agreed_to_within_a_week_is_none() {
    each_engine(&TABLES, |database| async move {
        let left = office(&database).await;
        let (wing, [first, second, third]) = (&left.office.wing, &left.staff);
        let custodians = left.accounts();
        wing.custodians_name(left.office.managing(3), &custodians)
            .await
            .unwrap();
        left.leave().await;
        let id = left.propose(first, third, 11).await.unwrap();
        assert!(is_hidden(
            wing.succession_drop(at(&left.office.police, 11), &id).await
        ));
        let over = 11 + 7 * 24;
        assert_eq!(
            refusal(wing.succession_confirm(at(second, over), &id).await),
            "succession-too-late"
        );
        assert_eq!(
            wing.lead_watch(hour(over)).await.unwrap(),
            0,
            "they were asked"
        );
        let halves: i64 = store::read!(database, connection => {
            store::query_scalar("SELECT COUNT(*) FROM succession_half").fetch_one(connection)
        })
        .unwrap();
        assert_eq!(halves, 0);
        let id = left.propose(first, third, over).await.unwrap();
        assert_eq!(
            left.seen(second, over).await.cases[0]
                .succession
                .as_ref()
                .unwrap()
                .state,
            SuccessionState::SuccessionProposed
        );
        wing.succession_drop(at(second, over), &id).await.unwrap();
        assert_eq!(left.seen(second, over).await.cases[0].succession, None);
        assert_eq!(
            refusal(wing.succession_drop(at(second, over), &id).await),
            "succession-step-not-allowed"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_suspended_before_is_noticed_and_a_case_that_nobody_can_open_is_said_so() {
    each_engine(&TABLES, |database| async move {
        let left = office(&database).await;
        let (wing, [first, _, third]) = (&left.office.wing, &left.staff);
        left.leave().await;
        let seen = left.seen(first, 11).await;
        assert_eq!(seen.cases[0].way, None);
        assert_eq!(
            refusal(left.propose(first, third, 11).await),
            "succession-no-way"
        );
        let mut transaction = database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query("DELETE FROM task WHERE kind = 'name-lead'")
        )
        .unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(wing.lead_watch(hour(12)).await.unwrap(), 1);
        assert_eq!(wing.lead_watch(hour(13)).await.unwrap(), 0, "once");
        assert!(left.kinds(first, 13).await.contains(&TaskKind::NameLead));
        // Whoever is shut out of the case is not asked and decides nothing.
        let mut transaction = database.begin().await.unwrap();
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO access_denial (case_code, holder, denied_by, denied_at)
                 VALUES ($1, $2, 'x', 1)",
            )
            .bind(left.code.to_string())
            .bind(first.account().to_owned())
        )
        .unwrap();
        transaction.commit().await.unwrap();
        assert!(is_hidden(left.propose(first, third, 14).await));
        let own = actor(1, "R-1.SOCIAL");
        let back = wing.enter(&own, crate::setup::PASSPHRASE, hour(14)).await;
        assert!(is_hidden(back), "who left stays outside");
    })
    .await;
}
