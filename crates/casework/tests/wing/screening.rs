//! Instruments advise by their published rules, people decide, and the case moves by its table.

use crate::{
    dump::expect_no_canary,
    setup::{CANARY, Office, TABLES, at, canary, refusal},
};
use casework::{
    Advice, Age, Answer, Attendant, Instrument, NewScreening, ScreeningBasis, ScreeningDecision,
    instruments,
};
use proptest::prelude::*;
use store::testing::each_engine;

fn yes(questions: &[&str]) -> Vec<(String, Answer)> {
    let yes = |question: &&str| ((*question).to_owned(), Answer::Yes);
    questions.iter().map(yes).collect()
}

fn advice(instrument: &str, questions: &[&str], age: Age) -> Advice {
    let instrument = Instrument::find(instrument).unwrap();
    instrument.advise(&yes(questions), age).unwrap().advice
}

#[test]
fn an_adult_needs_all_three_and_a_child_or_unknown_age_any() {
    let all = ["act/recruitment", "means/deception", "purpose/servitude"];
    assert_eq!(advice("albania", &all, Age::Adult), Advice::Potential);
    for left_out in 0..3 {
        let mut two = all.to_vec();
        two.remove(left_out);
        assert_eq!(advice("albania", &two, Age::Adult), Advice::AtRisk);
    }
    for one in all {
        assert_eq!(advice("albania", &[one], Age::Child), Advice::Potential);
        assert_eq!(
            advice("albania", &[one], Age::UnknownAge),
            Advice::Potential
        );
    }
    assert_eq!(advice("albania", &[], Age::Adult), Advice::TooFewAnswers);
}

#[test]
fn weights_add_up_as_they_were_published() {
    // ILO and European Commission 2009: counts of indicators in the six dimensions of the profile.
    let ilo = Instrument::find("ilo-labour").unwrap();
    let counts: Vec<usize> = ilo
        .sections
        .iter()
        .map(|one| one.indicators.len())
        .collect();
    assert_eq!(counts, [10, 10, 16, 9, 15, 7]);
    let speaking = |questions: &[&str], age| {
        let advised = ilo.advise(&yes(questions), age).unwrap();
        advised.speaking.contains(&"deceptive-recruitment")
    };
    let name = |code| format!("deceptive-recruitment/{code}");
    let (strong, medium, weak) = (name("job"), name("wages"), name("education"));
    let (second, third) = (name("contract"), name("housing"));
    assert!(!speaking(&[&strong], Age::Adult), "one strong alone");
    assert!(
        speaking(&[&strong, &weak], Age::Adult),
        "one strong, one weak"
    );
    assert!(!speaking(&[&medium, &second], Age::Adult), "two medium");
    assert!(
        speaking(&[&medium, &second, &weak], Age::Adult),
        "two medium, one weak"
    );
    assert!(
        speaking(&[&medium, &second, &third], Age::Adult),
        "three medium"
    );
    assert!(
        speaking(&[&strong, &weak], Age::Child),
        "school is strong for a child"
    );
    assert!(!speaking(&[&medium, &weak], Age::Adult));
    assert!(
        speaking(&[&medium, &weak], Age::UnknownAge),
        "unknown age weighs as a child's"
    );
    let advised = ilo.advise(&yes(&[&strong, &medium, &weak]), Age::Adult);
    let finding = advised.unwrap().findings[0];
    assert_eq!(finding.section, "deceptive-recruitment");
    assert_eq!((finding.strong, finding.medium, finding.weak), (1, 1, 1));
    assert!(finding.speaks);
}

fn answers_of(instrument: &'static Instrument) -> impl Strategy<Value = Vec<(String, Answer)>> {
    let questions: Vec<String> = instrument.questions().map(|(own, _)| own).collect();
    let answer = prop::sample::select(Answer::ALL.to_vec());
    prop::collection::vec(answer, questions.len())
        .prop_map(move |answers| questions.iter().cloned().zip(answers).collect())
}

proptest! {
    #[test]
    fn another_yes_never_weakens_an_advice(
        (instrument, answers) in prop::sample::select((0..instruments().len()).collect::<Vec<_>>())
            .prop_flat_map(|index| {
                let instrument = &instruments()[index];
                (Just(instrument), answers_of(instrument))
            }),
        place in any::<prop::sample::Index>(),
    ) {
        let rank = |advice| match advice {
            Advice::Potential => 2,
            Advice::AtRisk => 1,
            Advice::NoIndication | Advice::TooFewAnswers => 0,
        };
        for age in [Age::Adult, Age::Child] {
            let before = instrument.advise(&answers, age).unwrap();
            let mut more = answers.clone();
            place.get_mut(&mut more).1 = Answer::Yes;
            let after = instrument.advise(&more, age).unwrap();
            prop_assert!(rank(after.advice) >= rank(before.advice));
        }
        let unknown = instrument.advise(&answers, Age::UnknownAge).unwrap();
        prop_assert_eq!(unknown, instrument.advise(&answers, Age::Child).unwrap());
    }
}

fn screening(form: &str, decision: ScreeningDecision) -> NewScreening {
    NewScreening {
        request: form.to_owned(),
        instrument: "albania".to_owned(),
        answers: yes(&["act/harbouring"]),
        basis: ScreeningBasis::Observation,
        with_interpreter: true,
        present: vec![Attendant::Psychologist, Attendant::Guardian],
        voluntary: true,
        decision,
        reason: canary(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_decides_says_why_and_nobody_else_reads_it() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let mut new = screening("s-1", ScreeningDecision::Potential);
        new.basis = ScreeningBasis::Interview;
        let early = wing.screening_record(office.managing(2), &code, &new).await;
        assert_eq!(refusal(early), "screening-before-briefing");
        office.brief(&code).await;
        new.voluntary = false;
        let pressed = wing.screening_record(office.managing(3), &code, &new).await;
        assert_eq!(refusal(pressed), "screening-not-voluntary");
        new.voluntary = true;
        let id = wing
            .screening_record(office.managing(3), &code, &new)
            .await
            .unwrap();
        let again = wing
            .screening_record(office.managing(3), &code, &new)
            .await
            .unwrap();
        assert_eq!(id, again, "a double click");
        let listed = wing.screenings(office.managing(4), &code).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].advice, Advice::AtRisk);
        assert_eq!(listed[0].decision, ScreeningDecision::Potential);
        assert!(listed[0].with_interpreter && listed[0].voluntary);
        assert_eq!(listed[0].present, new.present);
        let text = wing
            .screening_text(office.managing(4), &code, &id)
            .await
            .unwrap();
        assert_eq!(text.reason.expose(), CANARY);
        assert_eq!(text.answers["act/harbouring"], Answer::Yes);
        let back = screening("s-2", ScreeningDecision::NotIndicated);
        let back = wing
            .screening_record(office.managing(5), &code, &back)
            .await;
        assert_eq!(refusal(back), "case-step-not-allowed");
        let stranger = wing.screening_text(at(&office.police, 5), &code, &id).await;
        assert_eq!(refusal(stranger), "casework-not-found");
        let other = office.concern("form-2", Age::Child).await;
        let crossed = wing.screening_text(office.managing(6), &other, &id).await;
        assert_eq!(refusal(crossed), "casework-not-found");
        let events = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        assert!(events.iter().any(|event| event.kind == "screening-read"));
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_forms_are_refused_with_what_to_do() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let code = office.concern("form-1", Age::Adult).await;
        let try_it = async |change: fn(&mut NewScreening)| {
            let mut new = screening("s-1", ScreeningDecision::AtRisk);
            change(&mut new);
            refusal(
                office
                    .wing
                    .screening_record(office.managing(2), &code, &new)
                    .await,
            )
        };
        assert_eq!(
            try_it(|new| new.instrument = "x".to_owned()).await,
            "screening-instrument-unknown"
        );
        assert_eq!(
            try_it(|new| new.answers.extend(yes(&["act/harbouring"]))).await,
            "screening-answer-unknown"
        );
        assert_eq!(
            try_it(|new| new.answers.extend(yes(&["act/none"]))).await,
            "screening-answer-unknown"
        );
        assert_eq!(
            try_it(|new| new.reason = seal::SecretText::new(" ")).await,
            "field-invalid"
        );
        assert_eq!(
            try_it(|new| new.request = String::new()).await,
            "request-missing"
        );
        assert!(
            office
                .wing
                .screenings(office.managing(3), &code)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}
