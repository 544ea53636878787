//! Where each task is done: a link from the task to the page of its step.

use crate::{
    session::Insider,
    sheet::{Cell, Link},
};
use casework::{Task, TaskKind};

/// The task, as a link to the page where it is done. `holds_case` says that the reader holds a grant
/// on the task's case; what is another institution's to do is reached by its own record.
pub(crate) fn cell(reader: &Insider, task: &Task, holds_case: bool) -> Cell {
    let text = reader.words().of("case-task", task.kind.code());
    match place(task, holds_case) {
        Some(href) => Cell::Open(Link::new(href, text)),
        None => Cell::Text(text),
    }
}

fn place(task: &Task, holds_case: bool) -> Option<String> {
    let record = task.concerns.as_ref().map_or("", |id| id.as_str());
    let of_case = |page: &str| {
        let href = format!("/table/cases/{}{page}", task.code);
        holds_case.then_some(href)
    };
    match task.kind {
        TaskKind::Recall => Some(format!("/table/received/{record}")),
        TaskKind::AnswerReferral => Some(format!("/table/referrals/{record}")),
        TaskKind::ReferAgain => of_case(&format!("/referrals/{record}")),
        TaskKind::OfferFirstHelp => of_case("/first-help"),
        TaskKind::Brief => of_case("/briefing"),
        TaskKind::ProtectChild => of_case("/child"),
        TaskKind::Danger => of_case(""),
        TaskKind::AssessNeeds | TaskKind::ReviewRisk => of_case("/needs"),
        TaskKind::ReviewPlan => of_case("/plan"),
        TaskKind::ConveneTeam | TaskKind::GiveNotice => of_case("/identification"),
        TaskKind::FollowUp => of_case("/followup"),
        TaskKind::TakeLink => Some("/table/matters".to_owned()),
        TaskKind::DecideRetention => of_case("/closing"),
        TaskKind::RetentionCame | TaskKind::ConcernWaits => Some("/table/retention".to_owned()),
        TaskKind::DecideConcern => of_case("/screenings"),
        TaskKind::Hearing => Some(format!("/table/matters/{}", task.code)),
        TaskKind::GoAlong => of_case("/links"),
        TaskKind::AnswerTransfer | TaskKind::ApproveTransfer => Some("/table/transfers".to_owned()),
        TaskKind::HandOver => of_case("/transfer"),
        TaskKind::NameLead | TaskKind::ConfirmLead | TaskKind::TakeLead => {
            Some("/table/leads".to_owned())
        }
        TaskKind::ConfirmEmergency | TaskKind::EmergencyAnnounced | TaskKind::ReviewEmergency => {
            Some("/table/emergency".to_owned())
        }
        TaskKind::ConferenceDecision => Some("/table/conferences".to_owned()),
    }
}
