//! The plan of a case: what the person wants to reach, and what is done about it, each action after
//! their own yes. Whoever changes an action names the version that they saw, so that two people who
//! work on one plan lose nothing.

mod action;
mod answer;
mod conflict;
mod goal;
mod look;
mod plan;
mod provider;
mod revise;

use crate::{TableDoor, session::Insider};
use axum::{
    Router,
    routing::{get, post},
};
use casework::{CaseCode, RecordId};
use page::Failure;

// words: case-plan-* case-goal-* case-look-* case-action-* action-state-* action-change-* action-step-* witness-* service-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/plan", get(plan::show))
        .route("/table/cases/{code}/plan/goals", post(plan::add_goal))
        .route(
            "/table/cases/{code}/plan/goals/{goal}",
            get(goal::show).post(goal::submit),
        )
        .route("/table/cases/{code}/plan/looked", post(look::submit))
        .route("/table/cases/{code}/plan/actions", post(plan::propose))
        .route("/table/cases/{code}/plan/{action}", get(action::show))
        .route(
            "/table/cases/{code}/plan/{action}/answer",
            post(answer::answer),
        )
        .route("/table/cases/{code}/plan/{action}/step", post(answer::step))
        .route(
            "/table/cases/{code}/plan/{action}/words",
            post(revise::submit),
        )
        .route(
            "/table/cases/{code}/plan/{action}/provider",
            post(provider::submit),
        )
}

/// An action of a case, as an address names it; what is no id is not found.
fn ids_of(reader: &Insider, (code, action): (&str, &str)) -> Result<(CaseCode, RecordId), Failure> {
    let code = crate::address::code_of(reader, code)?;
    let action = RecordId::parse(action).map_err(|_| reader.visitor.not_found())?;
    Ok((code, action))
}

/// Where an action is shown.
fn address(code: &CaseCode, action: &RecordId) -> String {
    format!("/table/cases/{code}/plan/{}", action.as_str())
}
