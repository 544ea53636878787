//! The key ceremony, and who may know of a round at all.

use crate::world::{
    ALL, COUNTRY, POLICE, SHELTER, TABLES, analyst, begun, collecting, confirm, hold, join, key,
    national, new_round, now, read, value_of,
};
use estimation::rounds::{
    CheckValue, RoundSchema, RoundState, round_close, round_collect, round_confirm_key,
    round_create, round_find, round_list,
};
use store::testing::each_engine;
use vocabulary::InstitutionCode;

#[tokio::test(flavor = "multi_thread")]
async fn files_may_come_only_when_all_hold_the_same_key() {
    each_engine(&TABLES, |database| async move {
        let code = begun(&database).await;
        let (right, wrong) = (key(&code, 1), key(&code, 2));
        confirm(&database, &code, ALL[0], &right).await;
        confirm(&database, &code, ALL[1], &right).await;
        let refused = round_collect(&database, &hold(), &code, now()).await;
        assert_eq!(refused.unwrap_err().key(), "round-key-unconfirmed");
        confirm(&database, &code, ALL[2], &wrong).await;
        let refused = round_collect(&database, &hold(), &code, now()).await;
        assert_eq!(refused.unwrap_err().key(), "round-keys-differ");
        confirm(&database, &code, ALL[2], &right).await;
        round_collect(&database, &hold(), &code, now())
            .await
            .unwrap();
        let (permit, value) = (join(POLICE), value_of(&wrong));
        let late = round_confirm_key(&database, &permit, &code, &value, now()).await;
        assert_eq!(late.unwrap_err().key(), "round-not-now");
        let read = analyst().permit(national()).unwrap();
        let found = round_find(&database, &read, &code).await.unwrap();
        assert_eq!(found.round.state, RoundState::Collecting);
        let kinds: Vec<&str> = found.events.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds.first(), Some(&"round-begun"));
        assert_eq!(kinds.last(), Some(&"round-collecting"));
        assert_eq!(kinds.len(), 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_no_part_does_not_learn_that_there_is_a_round() {
    each_engine(&TABLES, |database| async move {
        let (code, key) = collecting(&database).await;
        let stranger = "AL-07.HEALTH";
        let found = round_find(&database, &read(stranger), &code).await;
        let missing = round_find(&database, &read(stranger), "2024-00000000").await;
        assert_eq!(
            found.unwrap_err().to_string(),
            missing.unwrap_err().to_string()
        );
        assert_eq!(round_list(&database, &read(stranger)).await.unwrap(), []);
        let value = value_of(&key);
        let joined = round_confirm_key(&database, &join(stranger), &code, &value, now()).await;
        assert_eq!(joined.unwrap_err().key(), "refused-not-found");
        let own = round_list(&database, &read(SHELTER)).await.unwrap();
        assert_eq!(own.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_cannot_be_is_not_begun() {
    each_engine(&TABLES, |database| async move {
        let whole = new_round();
        let mut untitled = whole.clone();
        untitled.title = "  ".to_owned();
        let mut alone = whole.clone();
        alone.participants.retain(|one| one.as_str() == POLICE);
        let mut unknown = whole.clone();
        let nowhere = InstitutionCode::parse("AL-99.POLICE").unwrap();
        unknown.participants.insert(nowhere);
        for (round, reason) in [
            (untitled, "round-title-length"),
            (alone, "round-participants-number"),
            (unknown, "round-participants-unknown"),
        ] {
            let refused = round_create(&database, &COUNTRY, &hold(), &round, now()).await;
            assert_eq!(refused.unwrap_err().key(), reason);
        }
        let permit = analyst().permit(national()).unwrap();
        assert_eq!(round_list(&database, &permit).await.unwrap(), []);
        let code = begun(&database).await;
        round_close(&database, &hold(), &code, now()).await.unwrap();
        let again = round_close(&database, &hold(), &code, now()).await;
        assert_eq!(again.unwrap_err().key(), "round-not-now");
    })
    .await;
}

#[test]
fn a_schema_without_noise_decoys_or_salts_is_refused() {
    let person = RoundSchema::person().text();
    let calm = person.replace("\"flip\":0.02", "\"flip\":0.0");
    let bare = person.replace("\"decoys_per_row\":1", "\"decoys_per_row\":0");
    assert!(calm != person && bare != person);
    let bland = r#"{"fields":[{"field":"surname","kind":"name"}],"salts":[]}"#;
    for soft in [calm.as_str(), bare.as_str(), bland] {
        let refused = RoundSchema::parse(soft).unwrap_err();
        assert_eq!(refused.key(), "round-schema-soft", "{soft}");
    }
    let broken = RoundSchema::parse("{").unwrap_err();
    assert_eq!(broken.key(), "round-schema-unreadable");
    assert_eq!(RoundSchema::parse(" ").unwrap().text(), person);
}

#[test]
fn a_check_value_is_read_as_people_write_it() {
    let plain = CheckValue::parse("00112233445566778899aabbccddeeff").unwrap();
    let spoken = CheckValue::parse(" 0011 2233 4455-6677 8899 AABB CCDD EEFF ").unwrap();
    assert_eq!(plain, spoken);
    assert_eq!(plain.to_string(), "0011 2233 4455 6677 8899 aabb ccdd eeff");
    for wrong in ["", "0011", "zz112233445566778899aabbccddeeff"] {
        assert!(CheckValue::parse(wrong).is_err(), "{wrong}");
    }
}
