//! The way of a case from the concern to the answer of a referral, as two people walk it: the social
//! worker who leads it, and the shelter that is asked for a bed.

use crate::table::come_in;
use browser_tests::{Outcome, Scripts, Visitor, visit};
use serde_json::Value;
use thirtyfour::Key;

const NAME: &str = "Erë Kodra (person i trilluar)";

/// Takes a concern in and tells the person about their rights; gives the case's path.
async fn taken_in(visitor: &Visitor) -> Outcome<String> {
    visitor.open("/table/take-in").await?;
    visitor.choose("#source", "self").await?;
    visitor.press("#age-adult").await?;
    visitor.fill("#name", NAME).await?;
    visitor.fill("#phone", "069 000 0000").await?;
    visitor.send_named("Save the concern").await?;
    let case = visitor.path().await?;
    visitor.send_named("Briefing on rights").await?;
    for topic in visitor.find_all("input[name=topics]").await? {
        topic.click().await?;
    }
    visitor.press("#understood").await?;
    visitor.send_named("Record the briefing").await?;
    assert_eq!(visitor.path().await?, case);
    Ok(case)
}

async fn screened(visitor: &Visitor) -> Outcome {
    visitor.send_named("Screening").await?;
    visitor
        .send_named("Albanian initial identification (2005)")
        .await?;
    for seen in ["act.recruitment", "means.deception", "purpose.servitude"] {
        visitor.press(&format!("[id='{seen}-yes']")).await?;
    }
    visitor
        .send_named("See what the instrument advises")
        .await?;
    visitor.reads("Potential victim: the rule is met").await?;
    visitor.press("#decision-potential").await?;
    visitor.fill("#reason", "She said so herself.").await?;
    visitor.send_named("Save the decision").await?;
    visitor.reads("Potential victim").await
}

/// Agrees to the name and refuses the telephone.
async fn agreed(visitor: &Visitor, case: &str) -> Outcome {
    visitor.open(&format!("{case}/consent")).await?;
    visitor.choose("#recipient", "AL-07.NPO").await?;
    visitor.press("#purpose-service").await?;
    visitor.press("[id='field.name-agreed']").await?;
    visitor.press("[id='field.phone-refused']").await?;
    visitor.press("#form-witnessed").await?;
    let end = "return new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)";
    let end = visitor.run(end, Vec::<Value>::new()).await?;
    visitor
        .fill("#expires", end.as_str().unwrap_or_default())
        .await?;
    visitor.press("#person").await?;
    visitor.send_named("Save").await?;
    visitor.reads("In force").await
}

/// Refers for a bed; gives the referral's code.
async fn referred(visitor: &Visitor) -> Outcome<String> {
    visitor.send_named("Refer on this basis").await?;
    visitor.choose("#service", "emergency-shelter").await?;
    visitor.press("#urgency-immediate").await?;
    visitor.press("#fields-name").await?;
    visitor.fill("#note", "Comes alone, tonight.").await?;
    visitor.send_named("Save the draft").await?;
    visitor.send_named("Send now").await?;
    visitor.reads("Sent").await?;
    let title = visitor.text("h1").await?;
    Ok(title.replace("Referral ", ""))
}

#[test]
fn a_case_goes_from_concern_to_the_answer_of_a_referral() {
    visit("table-referral", Scripts::On, async |visitor| {
        // Whoever receives is at work already.
        // Of another region, whose cases no other test walks through.
        visitor.sign_in("social.al-06").await?;
        come_in(visitor).await?;
        let case = taken_in(visitor).await?;
        screened(visitor).await?;
        agreed(visitor, &case).await?;
        let code = referred(visitor).await?;

        visitor.sign_in("npo.al-07").await?;
        come_in(visitor).await?;
        visitor.send_named(&code).await?;
        let referral = visitor.path().await?;
        visitor.send_named("We have it").await?;
        visitor.send_named("Open what was told with it").await?;
        let offered = visitor.texts("#field option").await?;
        assert_eq!(offered, ["Name", "Note of a disclosure"]);
        visitor.fill("#reason", "to receive her").await?;
        visitor.send_named("Open it").await?;
        visitor.reads(NAME).await?;
        visitor.open(&referral).await?;
        visitor.send_named("We will help").await?;
        visitor.reads("Accepted").await
    });
}

#[test]
fn an_instrument_is_answered_with_the_keyboard_alone() {
    visit("table-keyboard", Scripts::On, async |visitor| {
        visitor.sign_in("social.al-07").await?;
        come_in(visitor).await?;
        visitor.send("main th a[href*='/table/cases/']").await?;
        let case = visitor.path().await?;
        visitor.open(&format!("{case}/screen/albania")).await?;
        let focus = "document.getElementById('act.recruitment-not-asked').focus()";
        visitor.run(focus, Vec::new()).await?;
        visitor.key(Key::Left).await?;
        visitor.key(Key::Left).await?;
        let yes = visitor.find("[id='act.recruitment-yes']").await?;
        assert!(yes.is_selected().await?, "the arrows choose the answer");
        visitor.key(Key::Tab).await?;
        let place = "return document.activeElement.id";
        let place = visitor.run(place, Vec::new()).await?;
        assert_eq!(place, "act.transportation-not-asked", "one step a question");
        let before = visitor.find("html").await?;
        visitor.key(Key::Enter).await?;
        visitor.turned(&before).await?;
        visitor.reads("What the instrument advises").await?;
        // One answer is enough for a child and not for an adult; either way it counts.
        let advice = visitor.text("main").await?;
        let counts = ["At risk: something speaks for it", "the rule is met"];
        assert!(counts.iter().any(|one| advice.contains(one)), "{advice}");
        Ok(())
    });
}
