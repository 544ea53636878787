//! State machines as tables: what is not written down cannot happen.

/// From a state, by a step, to a state.
pub type Transition<State, Step> = (State, Step, State);

/// The state after a step.
pub fn next<State: Copy + PartialEq, Step: Copy + PartialEq>(
    table: &[Transition<State, Step>],
    state: State,
    step: Step,
) -> Option<State> {
    table
        .iter()
        .find(|(from, by, _)| *from == state && *by == step)
        .map(|(_, _, to)| *to)
}
