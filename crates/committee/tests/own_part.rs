//! What an institution's member gets of others: that they differ, and their figures only when the
//! secretariat asks. The figures themselves stay out of every answer until then.

mod common;

use access::{AnnotateDiscrepancy, Permit, ReadOwnPart, ReadReturn};
use committee::{
    discrepancies::{
        NewNote, NoteKind, OwnPart, OwnPartFile, Status, note_add, own_part_list, own_part_open,
    },
    figures::{own_figure, own_totals},
};
use common::*;
use store::testing::each_engine;
use vocabulary::{Period, ReportedValue};

impl World {
    async fn parts(&self, code: &str) -> Vec<OwnPart> {
        let permit: Permit<ReadOwnPart> = own(code);
        let found = own_part_list(&self.database, &self.catalogue, &permit, Status::Open);
        found.await.unwrap()
    }

    async fn part(&self, code: &str, id: i64) -> Result<OwnPartFile, &'static str> {
        let permit: Permit<ReadOwnPart> = own(code);
        let found = own_part_open(&self.database, &self.catalogue, &permit, id).await;
        found.map_err(|error| error.key())
    }

    async fn ask(&self, id: i64, code: &str) {
        let permit = regional::<AnnotateDiscrepancy>(&secretariat(REGION), REGION);
        let asked = question(code);
        note_add(&self.database, &self.catalogue, &permit, id, &asked, day(5))
            .await
            .unwrap();
    }
}

fn question(code: &str) -> NewNote {
    NewNote {
        kind: NoteKind::Question,
        reason: None,
        institution: Some(institution(code)),
        due_on: Some(jiff::civil::date(2025, 2, 1)),
        content: "Which list was counted?".to_owned(),
    }
}

#[tokio::test]
async fn a_party_is_told_that_and_with_whom_it_differs_and_not_by_how_much() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let figures = [victims("POLICE", 1), victims("SOCIAL", 9)];
        world.import(&figures, day(2)).await;
        let parts = world.parts("AL-07.SOCIAL").await;
        assert_eq!(parts.len(), 1);
        let file = world.part("AL-07.SOCIAL", parts[0].id).await.unwrap();
        assert_eq!(file.others, [institution("AL-07.POLICE")]);
        assert_eq!(file.own.unwrap().value, number(9));
        assert!(file.opened.is_none() && file.notes.is_empty());

        // Whoever has no part in it is told that there is nothing.
        assert!(world.parts("AL-07.HEALTH").await.is_empty());
        for stranger in ["AL-07.HEALTH", "AL-06.POLICE"] {
            let nothing = world.part(stranger, parts[0].id).await.unwrap_err();
            assert_eq!(nothing, "refused-not-found");
        }
    })
    .await;
}

/// What differs between a count of 1 and a count of 2 is nothing that a party reads.
#[tokio::test]
async fn the_others_number_leaves_no_trace_in_what_a_party_reads() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let mut seen = Vec::new();
        for police in [1, 2, 4] {
            let figures = [victims("POLICE", police), victims("SOCIAL", 9)];
            world.import(&figures, day(2)).await;
            let parts = world.parts("AL-07.SOCIAL").await;
            let mut file = world.part("AL-07.SOCIAL", parts[0].id).await.unwrap();
            // The own word is the same; which import carried it is the test's own doing.
            file.own = None;
            seen.push((parts, file));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[1], seen[2]);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_asked_sees_both_sides_and_the_log_says_so() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let figures = [victims("POLICE", 1), victims("SOCIAL", 9)];
        world.import(&figures, day(2)).await;
        let id = world.parts("AL-07.SOCIAL").await[0].id;
        world.ask(id, "AL-07.SOCIAL").await;
        let file = world.part("AL-07.SOCIAL", id).await.unwrap();
        let opened = file.opened.unwrap();
        assert_eq!(opened.len(), 1);
        assert_eq!(opened[0].value, number(1));
        assert_eq!(file.notes.len(), 1);
        // The other side was asked nothing.
        let other = world.part("AL-07.POLICE", id).await.unwrap();
        assert!(other.opened.is_none() && other.notes.is_empty());
        let told: Result<Vec<(String, String)>, store::StoreError> = async {
            Ok(store::read!(world.database, connection => {
                store::query_as(
                    "SELECT subject, detail FROM ledger_event WHERE kind = 'shown-to-institution'",
                )
                .fetch_all(connection)
            })?)
        }
        .await;
        assert_eq!(
            told.unwrap(),
            [(id.to_string(), "\"AL-07.SOCIAL\"".to_owned())]
        );
    })
    .await;
}

#[tokio::test]
async fn an_institution_does_not_ask_itself_to_see_more() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let figures = [victims("POLICE", 1), victims("SOCIAL", 9)];
        world.import(&figures, day(2)).await;
        let id = world.parts("AL-07.SOCIAL").await[0].id;
        let permit: Permit<AnnotateDiscrepancy> = own("AL-07.SOCIAL");
        let asked = question("AL-07.SOCIAL");
        let (database, catalogue) = (&world.database, &world.catalogue);
        let refused = note_add(database, catalogue, &permit, id, &asked, day(3)).await;
        assert_eq!(refusal(refused), "note-question-not-yours");
        let file = world.part("AL-07.SOCIAL", id).await.unwrap();
        assert!(file.opened.is_none() && file.notes.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_institution_reads_its_own_word_and_no_other() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        let figures = [victims("POLICE", 1), victims("SOCIAL", 9)];
        world.import(&figures, day(2)).await;
        world.import(&[victims("POLICE", 3)], day(3)).await;
        let fact = fact("V01", REGION, QUARTER, "");
        let (database, catalogue) = (&world.database, &world.catalogue);
        let police: Permit<ReadReturn> = own("AL-07.POLICE");
        let (word, past) = own_figure(database, catalogue, &police, &fact)
            .await
            .unwrap();
        assert_eq!(word.unwrap().value, number(3));
        let before: Vec<ReportedValue> = past.iter().map(|one| one.value).collect();
        assert_eq!(before, [number(1)]);
        let health: Permit<ReadReturn> = own("AL-07.HEALTH");
        let (word, past) = own_figure(database, catalogue, &health, &fact)
            .await
            .unwrap();
        assert!(word.is_none() && past.is_empty());

        let periods = [Period::parse(QUARTER).unwrap()];
        let totals = own_totals(database, catalogue, &police, &periods).await;
        let totals = totals.unwrap();
        assert_eq!(totals, [(indicator("V01"), vec![Some(number(3))])]);
        let nothing = own_totals(database, catalogue, &health, &periods).await;
        assert!(nothing.unwrap().is_empty());
        // A permit for the region, with no institution, is no permit for somebody's own word.
        let whole = regional::<ReadReturn>(&secretariat(REGION), REGION);
        let refused = own_totals(database, catalogue, &whole, &periods).await;
        assert_eq!(refusal(refused), "refused-not-found");
    })
    .await;
}
