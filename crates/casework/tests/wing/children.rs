//! Children: an unknown age is protected, protection is not talked away, a guardian who is part of what
//! happened agrees to nothing, and the person's own children get a bed with them, on both engines.

use crate::{
    dump::expect_no_canary,
    plans::{assessment, beds, stay},
    setup::{CANARY, Office, TABLES, at, canary, day, refusal},
};
use casework::{
    Age, AgeBasis, CaseCode, CaseworkError, ChildMeasure, ClosingObstacle, Compartment,
    ConsentForm, Dependant, DependantAge, DependantPlace, DisclosurePurpose, DisclosureTerms,
    Field, MeasureProgress, NewAge, NewChildMeasure, NewConsent, NewDisclosure, NewFormalRequest,
    NewGrant, NewScreening, Purpose, RecordId, Request, RiskLevel, ScreeningBasis,
    ScreeningDecision, Service, TaskKind,
};
use store::testing::each_engine;
use vocabulary::InstitutionCode;

const SHELTER: &str = "R-2.SHELTER";

fn age(form: &str, age: Age, basis: AgeBasis) -> NewAge {
    NewAge {
        request: form.to_owned(),
        age,
        basis,
        reason: canary(),
    }
}

fn measure(form: &str, measure: ChildMeasure, progress: MeasureProgress) -> NewChildMeasure {
    NewChildMeasure {
        request: form.to_owned(),
        measure,
        progress,
        note: Some(canary()),
    }
}

fn consent(form: &str, guardian_agrees: bool) -> NewConsent {
    NewConsent {
        request: form.to_owned(),
        terms: DisclosureTerms {
            purpose: DisclosurePurpose::Service,
            recipient: InstitutionCode::parse(SHELTER).unwrap(),
            fields: vec![Field::ServiceNote],
            expires_at: day(30),
        },
        refused: Vec::new(),
        form: ConsentForm::Witnessed,
        language: "sq".to_owned(),
        guardian_agrees,
        person_agrees: true,
    }
}

async fn tell(
    office: &Office,
    code: &CaseCode,
    (form, basis, hours): (&str, &RecordId, i64),
) -> Result<RecordId, CaseworkError> {
    let new = NewDisclosure {
        request: form.to_owned(),
        basis: basis.clone(),
        recipient: InstitutionCode::parse(SHELTER).unwrap(),
        fields: vec![Field::ServiceNote],
    };
    let by = office.managing(hours);
    office.wing.disclosure_send(by, code, &new).await
}

async fn is_to_protect(office: &Office, hours: i64) -> bool {
    let tasks = office.wing.tasks_of(office.managing(hours)).await.unwrap();
    tasks.iter().any(|task| task.kind == TaskKind::ProtectChild)
}

/// A colleague who helps, and leads nothing.
async fn helping<'o>(office: &'o Office, code: &CaseCode, hours: i64) -> Request<'o> {
    let grant = NewGrant {
        holder: office.colleague.account().to_owned(),
        purpose: Purpose::Service,
        compartments: vec![Compartment::Care],
        ends_at: day(60),
        reason: "helps".to_owned(),
    };
    let given = office.wing.grant_give(office.managing(hours), code, &grant);
    given.await.unwrap();
    at(&office.colleague, hours)
}

#[tokio::test(flavor = "multi_thread")]
async fn protection_begins_at_once_and_is_not_talked_away() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        assert!(!is_to_protect(&office, 2).await);
        let helper = helping(&office, &code, 2).await;
        let younger = age("a-1", Age::UnknownAge, AgeBasis::Appearance);
        let change = wing.age_correct(helper, &code, &younger).await.unwrap();
        let twice = wing.age_correct(helper, &code, &younger).await.unwrap();
        assert_eq!(change, twice, "a second click finds the first");
        let again = age("a-2", Age::UnknownAge, AgeBasis::OthersSay);
        let again = wing.age_correct(helper, &code, &again).await;
        assert_eq!(refusal(again), "age-same");
        assert!(is_to_protect(&office, 3).await);
        let seen = wing.case_view(office.managing(3), &code).await.unwrap();
        assert_eq!(seen.age, Age::UnknownAge);
        // A coached answer, a grown-up's word, a look: none of them ends the protection.
        for basis in AgeBasis::ALL.iter().filter(|one| !one.proves_adult()) {
            let older = age(basis.code(), Age::Adult, *basis);
            let older = wing.age_correct(office.managing(4), &code, &older).await;
            assert_eq!(refusal(older), "age-unproved");
        }
        let older = age("a-3", Age::Adult, AgeBasis::Assessment);
        let alone = wing.age_correct(helper, &code, &older).await;
        assert_eq!(refusal(alone), "case-lead-only");
        wing.age_correct(office.managing(5), &code, &older)
            .await
            .unwrap();
        assert!(!is_to_protect(&office, 6).await);
        let known = wing.child_measures(helper, &code).await.unwrap();
        let told: Vec<_> = known
            .ages
            .iter()
            .map(|one| (one.before, one.after, one.basis))
            .collect();
        assert_eq!(
            told,
            [
                (Age::UnknownAge, Age::Adult, AgeBasis::Assessment),
                (Age::Adult, Age::UnknownAge, AgeBasis::Appearance),
            ]
        );
        let why = wing.age_reason(helper, &code, &change).await.unwrap();
        assert_eq!(why.expose(), CANARY);
        for stranger in [&office.shelter, &office.police] {
            let request = at(stranger, 6);
            let new = age("a-4", Age::Child, AgeBasis::Document);
            let changed = wing.age_correct(request, &code, &new).await;
            assert_eq!(refusal(changed), "casework-not-found");
            let read = wing.age_reason(request, &code, &change).await;
            assert_eq!(refusal(read), "casework-not-found");
            let seen = wing.child_measures(request, &code).await;
            assert_eq!(refusal(seen), "casework-not-found");
        }
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_of_somebody_who_turns_out_a_child_waits_for_a_guardian() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        wing.reception_set(at(&office.shelter, 1), true)
            .await
            .unwrap();
        let code = office.concern("form-1", Age::Adult).await;
        office.brief(&code).await;
        let by = office.managing(3);
        let basis = wing
            .consent_give(by, &code, &consent("c-1", false))
            .await
            .unwrap();
        tell(&office, &code, ("t-1", &basis, 4)).await.unwrap();
        let younger = age("a-1", Age::Child, AgeBasis::Document);
        wing.age_correct(office.managing(5), &code, &younger)
            .await
            .unwrap();
        let told = tell(&office, &code, ("t-2", &basis, 6)).await;
        assert_eq!(refusal(told), "consent-guardian-missing");
        let bases = wing
            .disclosure_bases(office.managing(6), &code)
            .await
            .unwrap();
        assert!(bases[0].wants_guardian && !bases[0].is_usable);
        let by = office.managing(7);
        let basis = wing
            .consent_give(by, &code, &consent("c-2", true))
            .await
            .unwrap();
        tell(&office, &code, ("t-3", &basis, 8)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guardian_who_is_part_of_it_agrees_to_nothing() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        wing.reception_set(at(&office.shelter, 1), true)
            .await
            .unwrap();
        let code = office.concern("form-1", Age::Child).await;
        office.brief(&code).await;
        let by = office.managing(3);
        let before = wing
            .consent_give(by, &code, &consent("c-1", true))
            .await
            .unwrap();
        let record = async |form, progress, hours| {
            let new = measure(form, ChildMeasure::Guardian, progress);
            let kept = wing.child_measure_record(office.managing(hours), &code, &new);
            kept.await.unwrap()
        };
        record("m-1", MeasureProgress::Arranged, 3).await;
        record("m-2", MeasureProgress::Unsuitable, 4).await;
        // Whatever box is ticked, and whatever was agreed to before.
        let told = tell(&office, &code, ("t-1", &before, 5)).await;
        assert_eq!(refusal(told), "consent-guardian-missing");
        let by = office.managing(5);
        let given = wing.consent_give(by, &code, &consent("c-2", true)).await;
        assert_eq!(refusal(given), "guardian-unsuitable");
        let formal = NewFormalRequest {
            request: "f-1".to_owned(),
            person_asked: true,
            guardian_agrees: true,
        };
        let asked = wing.formal_request(by, &code, &formal).await;
        assert_eq!(refusal(asked), "guardian-unsuitable");
        // A refusal of everything needs nobody's yes.
        let mut refused = consent("c-3", false);
        refused.terms.fields.clear();
        wing.consent_give(by, &code, &refused).await.unwrap();
        record("m-3", MeasureProgress::Arranged, 6).await;
        let told = tell(&office, &code, ("t-2", &before, 7)).await;
        assert_eq!(
            refusal(told),
            "consent-guardian-missing",
            "another guardian is asked anew"
        );
        let by = office.managing(7);
        let after = wing
            .consent_give(by, &code, &consent("c-4", true))
            .await
            .unwrap();
        tell(&office, &code, ("t-3", &after, 8)).await.unwrap();
        wing.formal_request(by, &code, &formal).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_protects_a_child_is_a_task_until_all_of_it_is_arranged() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::UnknownAge).await;
        assert!(
            is_to_protect(&office, 2).await,
            "an unknown age is a child's"
        );
        let record = async |new: NewChildMeasure, hours| {
            let by = office.managing(hours);
            wing.child_measure_record(by, &code, &new).await
        };
        // Nobody does without a guardian, a hearing and a decision on what is best.
        for one in [
            ChildMeasure::Guardian,
            ChildMeasure::Heard,
            ChildMeasure::BestInterest,
        ] {
            let spared = record(measure("m-0", one, MeasureProgress::NotNeeded), 3).await;
            assert_eq!(refusal(spared), "child-measure-not-so");
        }
        let mut silent = measure("m-0", ChildMeasure::BestInterest, MeasureProgress::Arranged);
        silent.note = None;
        assert_eq!(refusal(record(silent, 3).await), "child-measure-why");
        let steps = [
            (ChildMeasure::Guardian, MeasureProgress::Asked),
            (ChildMeasure::Guardian, MeasureProgress::Arranged),
            (ChildMeasure::Heard, MeasureProgress::Declined),
            (ChildMeasure::BestInterest, MeasureProgress::Arranged),
            (ChildMeasure::ProtectionUnit, MeasureProgress::NotNeeded),
            (ChildMeasure::School, MeasureProgress::Arranged),
            (ChildMeasure::Family, MeasureProgress::Unsuitable),
        ];
        let mut last = None;
        for (number, (one, progress)) in steps.iter().enumerate() {
            assert!(is_to_protect(&office, 4).await, "{one:?}");
            let form = format!("m-{}", number + 1);
            last = Some(record(measure(&form, *one, *progress), 4).await.unwrap());
        }
        assert!(!is_to_protect(&office, 5).await);
        let known = wing
            .child_measures(office.managing(5), &code)
            .await
            .unwrap();
        assert_eq!(
            known.latest.len(),
            ChildMeasure::ALL.len(),
            "the latest of each"
        );
        let last = last.unwrap();
        let note = wing.child_measure_note(office.managing(5), &code, &last);
        assert_eq!(note.await.unwrap().expose(), CANARY);
        record(
            measure("m-9", ChildMeasure::Guardian, MeasureProgress::Unsuitable),
            6,
        )
        .await
        .unwrap();
        assert!(is_to_protect(&office, 7).await, "there must be another");
        // Before anybody helps, a case closes without; afterwards it does not close in silence.
        let obstacles = async || {
            let found = wing.closing_obstacles(office.managing(8), &code).await;
            found.unwrap()
        };
        assert!(obstacles().await.is_empty());
        let new = NewScreening {
            request: "s-1".to_owned(),
            instrument: "albania".to_owned(),
            answers: Vec::new(),
            basis: ScreeningBasis::Observation,
            with_interpreter: false,
            present: Vec::new(),
            voluntary: false,
            decision: ScreeningDecision::Potential,
            reason: canary(),
        };
        wing.screening_record(office.managing(8), &code, &new)
            .await
            .unwrap();
        assert_eq!(obstacles().await, [ClosingObstacle::UnprotectedChild]);
        let adult = office.concern("form-2", Age::Adult).await;
        let new = measure("m-10", ChildMeasure::School, MeasureProgress::Arranged);
        let by = office.managing(9);
        let needless = wing.child_measure_record(by, &adult, &new).await;
        assert_eq!(refusal(needless), "child-measure-adult");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_persons_children_get_a_bed_and_one_in_danger_is_todays_task() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let other = office.concern("form-2", Age::Adult).await;
        for code in [&code, &other] {
            office.brief(code).await;
        }
        let asked = wing.dependants(office.managing(3), &code).await;
        assert_eq!(asked.unwrap(), None, "nobody asked");
        let of = |place| Dependant {
            age: DependantAge::Small,
            place,
        };
        let list = [
            of(DependantPlace::WithPerson),
            of(DependantPlace::WithPerson),
            of(DependantPlace::InDanger),
        ];
        let dangers = async || {
            let tasks = wing.tasks_of_case(office.managing(4), &code).await.unwrap();
            let dangers = tasks.iter().filter(|one| one.kind == TaskKind::Danger);
            dangers.count()
        };
        assert_eq!(dangers().await, 0);
        for _ in 0..2 {
            wing.dependants_record(office.managing(4), &code, &list)
                .await
                .unwrap();
        }
        assert_eq!(dangers().await, 1, "one task, however often it is said");
        let many = [of(DependantPlace::WithPerson); casework::MOST_DEPENDANTS + 1];
        let many = wing
            .dependants_record(office.managing(4), &code, &many)
            .await;
        assert_eq!(refusal(many), "dependants-too-many");
        let kept = wing.dependants(office.managing(5), &code).await.unwrap();
        assert_eq!(kept.as_deref(), Some(&list[..]));
        let adults = wing
            .provider_declare(at(&office.shelter, 5), &beds(9))
            .await
            .unwrap();
        let along = |form: &str, provider: &RecordId| {
            let mut new = stay(form, provider);
            new.with_children = true;
            new
        };
        let by = office.managing(6);
        let refused = wing.stay_begin(by, &code, &along("s-1", &adults)).await;
        assert_eq!(refusal(refused), "provider-not-admitted");
        let declare = async |places| {
            let mut family = beds(places);
            family.admits = vec![Age::Adult, Age::Child];
            let by = at(&office.shelter, 6);
            wing.provider_declare(by, &family).await.unwrap()
        };
        let option = async |code: &CaseCode| {
            let found = wing.provider_options(by, code, Service::ShortShelter);
            let found = found.await.unwrap();
            found
                .first()
                .map(|one| (one.free, one.children, one.takes_children))
        };
        let provider = declare(2).await;
        assert_eq!(option(&code).await, Some((2, 2, false)));
        let full = wing.stay_begin(by, &code, &along("s-2", &provider)).await;
        assert_eq!(
            refusal(full),
            "provider-full",
            "nobody is parted from a child in silence"
        );
        let provider = declare(3).await;
        assert_eq!(option(&code).await, Some((3, 2, true)));
        let stay_id = wing
            .stay_begin(by, &code, &along("s-3", &provider))
            .await
            .unwrap();
        let stays = wing.stays(by, &code).await.unwrap();
        assert_eq!(stays[0].places, 3);
        assert_eq!(option(&other).await, None, "the children's beds are taken");
        let late = wing.stay_begin(by, &other, &stay("s-4", &provider)).await;
        assert_eq!(refusal(late), "provider-full");
        wing.stay_end(office.managing(7), &code, &stay_id)
            .await
            .unwrap();
        assert_eq!(option(&other).await, Some((3, 0, true)));
        // What the person's children are like is nobody's who has no care.
        for stranger in [&office.shelter, &office.police, &office.colleague] {
            let seen = wing.dependants(at(stranger, 8), &code).await;
            assert_eq!(refusal(seen), "casework-not-found");
            let kept = wing.dependants_record(at(stranger, 8), &code, &[]).await;
            assert_eq!(refusal(kept), "casework-not-found");
        }
        let new = assessment("a-1", RiskLevel::Low);
        wing.assessment_record(office.managing(9), &code, &new)
            .await
            .unwrap();
        let rows: Vec<(Vec<u8>,)> = store::read!(database, connection => {
            store::query_as("SELECT sealed FROM sealed_field WHERE field = 'dependants'")
                .fetch_all(connection)
        })
        .unwrap();
        let lies_open = |(bytes,): &(Vec<u8>,)| String::from_utf8_lossy(bytes).contains("danger");
        assert!(rows.len() == 1 && !rows.iter().any(lies_open));
    })
    .await;
}
