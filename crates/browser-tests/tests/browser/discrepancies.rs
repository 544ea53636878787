//! Two institutions differ: somebody looks, asks, and the chair adopts what a meeting decided.

use browser_tests::{Outcome, Scripts, Visitor, visit};

const FIRST: &str = "main th a[href^='/discrepancies/']";

/// A day in a month, as it is typed and as it is read.
async fn due(visitor: &Visitor) -> Outcome<(String, String)> {
    let script = "const day = new Date(Date.now() + 30 * 864e5);
        const read = day.toLocaleDateString('en-GB',
            { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
        return [`${day.getUTCDate()}.${day.getUTCMonth() + 1}.${day.getUTCFullYear()}`, read]";
    let day = visitor.run(script, Vec::new()).await?;
    let text = |at: usize| day[at].as_str().unwrap_or_default().to_owned();
    Ok((text(0), text(1)))
}

#[test]
fn a_discrepancy_is_looked_at_asked_about_and_decided_in_a_meeting() {
    visit("discrepancies", Scripts::On, async |visitor| {
        visitor.sign_in("secretariat.al-10").await?;
        visitor.open("/discrepancies?kind=values-differ").await?;
        visitor.send(FIRST).await?;
        let address = visitor.path().await?;
        assert!(visitor.has(".chart-box svg").await?, "there is no dot plot");
        let said = visitor.texts("main table td.number").await?;
        assert!(said.len() >= 2, "figures are not side by side: {said:?}");

        visitor.unfold("Add").await?;
        visitor.choose("#note-kind", "question").await?;
        let (typed, read) = due(visitor).await?;
        visitor.fill("#due_on", &typed).await?;
        visitor
            .fill("#content-text", "Cilët raste mungojnë në listën tuaj?")
            .await?;
        visitor.send("form[action$='/notes'] button").await?;
        // Nobody is asked yet: the reason is said, and what was written is still there.
        visitor.reads("Choose whom you ask").await?;
        super::is_usable(visitor).await?;
        let asked = visitor.texts("#note-institution option").await?;
        visitor.choose_named("#note-institution", &asked[1]).await?;
        visitor.send("form[action$='/notes'] button").await?;
        visitor.reads("Cilët raste mungojnë").await?;
        visitor.reads(&read).await?;

        visitor.sign_in("chair.al-10").await?;
        visitor.open("/meetings").await?;
        visitor.unfold("Record a meeting").await?;
        visitor.choose("#kind", "committee").await?;
        visitor.fill("#held_on", "3.3.2025").await?;
        visitor.fill("#reference", "KR-7/2025").await?;
        visitor.fill("#title", "Mospërputhjet e tremujorit").await?;
        visitor.send("form[action='/meetings'] button").await?;

        visitor.open(&address).await?;
        visitor.unfold("Adopt a figure").await?;
        visitor.press("#rule-maximum").await?;
        visitor
            .fill("#adopt-reason", "Lista e plotë u pa në mbledhje.")
            .await?;
        let meetings = visitor.texts("#meeting option").await?;
        let ours = meetings.iter().find(|one| one.contains("KR-7/2025"));
        let ours = ours.ok_or_else(|| format!("the meeting is missing: {meetings:?}"))?;
        visitor.choose_named("#meeting", ours).await?;
        visitor.send("form[action$='/adoption'] button").await?;
        visitor.reads("Lista e plotë u pa në mbledhje.").await?;
        assert_eq!(visitor.text("main .lead .tag").await?, "resolved");
        assert!(!visitor.text("main").await?.contains("provisional"));
        super::is_usable(visitor).await
    });
}
