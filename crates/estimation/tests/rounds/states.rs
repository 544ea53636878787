//! The table of states keeps its promises, whatever is tried in whatever order.

use estimation::rounds::{RoundState, RoundStep, STEPS};
use proptest::prelude::*;

const TRIED: [RoundStep; 6] = [
    RoundStep::Confirm,
    RoundStep::Collect,
    RoundStep::Receive,
    RoundStep::Match,
    RoundStep::Estimate,
    RoundStep::Close,
];

proptest! {
    #[test]
    fn a_round_never_goes_back_and_takes_files_in_one_state_alone(
        tried in proptest::collection::vec(0..TRIED.len(), 0..30)
    ) {
        let place = |state| RoundState::ALL.iter().position(|one| *one == state);
        let mut state = RoundState::Preparing;
        let (mut is_open, mut was_matched) = (false, false);
        for step in tried.into_iter().map(|index| TRIED[index]) {
            let Ok(after) = state.after(step) else { continue };
            prop_assert!(state != RoundState::Closed, "closed is closed");
            prop_assert!(place(after) >= place(state));
            match step {
                RoundStep::Collect => is_open = true,
                RoundStep::Receive | RoundStep::Match => prop_assert!(is_open && !was_matched),
                RoundStep::Confirm => prop_assert!(!is_open),
                RoundStep::Estimate => prop_assert!(was_matched),
                RoundStep::Close => prop_assert_eq!(after, RoundState::Closed),
            }
            was_matched |= step == RoundStep::Match;
            state = after;
        }
    }
}

#[test]
fn every_open_round_can_be_closed_and_no_step_is_told_twice() {
    for state in RoundState::ALL {
        assert_eq!(state.allows(RoundStep::Close), state != RoundState::Closed);
        assert_eq!(RoundState::from_code(state.code()), Some(state));
        for step in TRIED {
            let told = STEPS.iter().filter(|one| (one.0, one.1) == (state, step));
            assert!(told.count() <= 1);
        }
    }
}
