//! What a witness who holds checkpoints can be shown, from the rows of a real log.

mod support;

use ledger::{
    Checkpoint, CheckpointKey, LedgerError, MIGRATIONS, consistency_proof, continues, head,
    includes, inclusion_proof, leaf_hash,
};
use store::testing::{each_engine, expect_parity};
use support::{fill, kept, tamper};
use vocabulary::RandomSource;

struct Sevens;

impl RandomSource for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_proved_against_every_head_that_was_kept() {
    each_engine(&[MIGRATIONS], |database| async move {
        let mut heads = Vec::new();
        for _ in 0..21 {
            fill(&database, 1).await;
            heads.push(kept(&database).await);
        }
        let mut events = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        events.reverse();
        for (tree, place) in heads
            .iter()
            .zip(0u64..)
            .flat_map(|(tree, last)| (0..=last).map(move |place| (*tree, place)))
        {
            let content = events[usize::try_from(place).unwrap()].canonical_bytes();
            let proof = inclusion_proof(&database, place, tree.0).await.unwrap();
            let leaf = leaf_hash(&content);
            assert!(
                includes(tree, (place, leaf), &proof),
                "{place} in {}",
                tree.0
            );
            let earlier = heads[usize::try_from(place).unwrap()];
            let proof = consistency_proof(&database, earlier.0, tree.0)
                .await
                .unwrap();
            assert!(
                continues(earlier, tree, &proof),
                "{} to {}",
                earlier.0,
                tree.0
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rewritten_log_cannot_prove_that_it_continues_a_checkpoint() {
    each_engine(&[MIGRATIONS], |database| async move {
        let key = CheckpointKey::fresh("besa.example", &Sevens).unwrap();
        fill(&database, 5).await;
        let note = Checkpoint::sign(&head(&database).await.unwrap(), &key);
        tamper(&database, "DELETE FROM ledger_event").await;
        fill(&database, 3).await;
        support::fill_in_one(&database, 5).await;
        let witness = Checkpoint::open(&note, &key.verifier()).unwrap();
        let now = kept(&database).await;
        let proof = consistency_proof(&database, witness.size, now.0)
            .await
            .unwrap();
        assert!(!continues(witness.into(), now, &proof));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_proof_is_made_of_what_the_log_does_not_have() {
    each_engine(&[MIGRATIONS], |database| async move {
        fill(&database, 3).await;
        for (place, size) in [(3, 3), (0, 4), (0, 0), (u64::MAX, u64::MAX)] {
            let refused = inclusion_proof(&database, place, size).await;
            assert!(
                matches!(refused, Err(LedgerError::OutOfRange)),
                "{place} in {size}"
            );
        }
        for (earlier, later) in [(0, 3), (3, 2), (1, 4)] {
            let refused = consistency_proof(&database, earlier, later).await;
            assert!(
                matches!(refused, Err(LedgerError::OutOfRange)),
                "{earlier} to {later}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_wordings_make_the_same_tables() {
    expect_parity(&[MIGRATIONS]).await;
}
