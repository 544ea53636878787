//! The joint team, from police and social services, and the day on which it meets the person.

use super::{address, formal_of, page::back};
use crate::{
    TableDoor,
    days::noon_of,
    entered::Entered,
    error::InLanguage as _,
    sent::CaseForm,
    session::{Insider, names_of},
    sheet::{Form, Input, field},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, Colleague, FormalIdentification, FormalTeam, Profession};
use page::{Choice, Failure, Problem};

/// Who else can take part.
const OTHERS: [&str; 3] = ["psychologist", "interpreter", "guardian"];

#[boxed]
pub(super) async fn form(
    (door, reader): (&TableDoor, &Insider),
    (code, one): (&CaseCode, &FormalIdentification),
    entered: &Entered,
) -> Result<Form, Failure> {
    let words = reader.words();
    let colleagues = door.casework.colleagues(reader.request()).await;
    let mut colleagues = colleagues.shown(reader.language())?;
    colleagues.retain(|one| !one.is_suspended);
    let accounts = colleagues.iter().map(|one| one.account.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let of = |profession: Profession, chosen: &str| -> Vec<Choice> {
        let own = colleagues.iter().filter(|one| one.profession == profession);
        own.map(|one: &Colleague| {
            let institution = show::institution(door, words, &one.institution);
            let name = format!("{} – {institution}", names.of(&one.account));
            Choice::new(&one.account, name, chosen)
        })
        .collect()
    };
    let mut others = show::choices(words, "case-formal-with", OTHERS, "");
    for other in &mut others {
        other.is_chosen = entered.all("others").any(|chosen| chosen == other.code);
    }
    let police = of(Profession::Police, entered.get("police"));
    let social = of(Profession::SocialWorker, entered.get("social"));
    Ok(Form::new(
        format!("{}/team", address(code)),
        words.text("case-formal-team-button"),
    )
    .titled(words.text("case-formal-team"))
    .ask(Input::Hidden("formal", one.id.as_str().to_owned()))
    .ask(Input::Select(
        field(words, "police", "case-formal-fact-police", entered),
        police,
    ))
    .ask(Input::Select(
        field(words, "social", "case-formal-fact-social", entered),
        social,
    ))
    .ask(Input::Several(
        field(words, "others", "case-formal-fact-others", entered)
            .optional()
            .hint(words.text("case-formal-others-hint")),
        others,
    )))
}

pub(super) fn meeting_form(
    reader: &Insider,
    (code, one): (&CaseCode, &FormalIdentification),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let day = field(words, "meets", "case-formal-meets", entered)
        .hint(words.text("case-formal-meets-hint"));
    let form = Form::new(
        format!("{}/meeting", address(code)),
        words.text("case-formal-meeting-button"),
    )
    .ask(Input::Hidden("formal", one.id.as_str().to_owned()))
    .ask(Input::Day(day));
    let title = words.text("case-formal-meeting");
    if one.meets_at.is_some() {
        form.folded(title)
    } else {
        form.titled(title)
    }
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let formal = formal_of(&form)?;
    let entered = &form.entered;
    let takes_part = |who: &str| entered.all("others").any(|one| one == who);
    let team = FormalTeam {
        police: entered.get("police").to_owned(),
        social_services: entered.get("social").to_owned(),
        with_psychologist: takes_part("psychologist"),
        with_interpreter: takes_part("interpreter"),
        with_guardian: takes_part("guardian"),
    };
    let what = (&formal, &team);
    let named = form.wing().formal_convene(form.request(), &form.code, what);
    let step = named.await.or_at("social", form.words());
    back(&form, step).await
}

#[boxed]
pub(super) async fn meeting(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let formal = formal_of(&form)?;
        let invalid = || Problem::new("meets", form.words().text("formal-day-invalid"));
        let at = noon_of(form.entered.get("meets")).ok_or_else(invalid)?;
        let what = (&formal, at);
        let set = form.wing().formal_meeting(form.request(), &form.code, what);
        set.await.or_at("meets", form.words())
    };
    back(&form, step.await).await
}
