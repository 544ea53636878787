//! Files that wait for an answer: the police of each region brought a table of their own, and nobody has
//! yet said what its columns and its dash mean. They tell of the quarter that runs, which nobody has sent
//! in: whoever answers can let them count. Until then nothing of them does.

use crate::{
    DemonstrationError, Stage,
    calendar::{self, Calendar},
};
use committee::Catalogue;
use intake::{Intake, NewFile};
use std::sync::Arc;
use vocabulary::{FixedClock, Language};

/// The kind of the institutions that bring a file.
const KIND: &str = "police";
/// What the columns of the file count.
const INDICATORS: [&str; 2] = ["V01", "V02"];

/// Brings the files in.
pub(crate) async fn bring(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
) -> Result<(), DemonstrationError> {
    let country = Arc::clone(&stage.country);
    let catalogue = Catalogue::load(stage.database, Arc::clone(&country)).await?;
    let intake = Intake {
        database: stage.database.clone(),
        catalogue: Arc::new(catalogue),
        clock: Arc::new(FixedClock(stage.now)),
    };
    let names = INDICATORS.map(|code| {
        let indicator = country.indicator(code);
        indicator.map_or(code, |one| one.names.text(Language::Albanian))
    });
    let Some(quarter) = calendar.quarters.last().and_then(|last| last.next()) else {
        return Ok(());
    };
    let quarter = calendar::name(quarter);
    for institution in country.institutions() {
        let Ok(member) = stage.cast.member(&institution.code) else {
            continue;
        };
        if institution.kind.as_str() != KIND {
            continue;
        }
        let title = institution.names.text(Language::Albanian);
        let table = format!(
            "{title} (sintetike);;\nPeriudha;{};{}\n{quarter};2;-\n",
            names[0], names[1]
        );
        let file = NewFile {
            name: "sintetike-tremujori.csv".to_owned(),
            bytes: table.into_bytes(),
            institution: None,
            period: None,
            encoding: None,
        };
        intake.take_in(member, file).await?;
        stage.summary.files_waiting += 1;
    }
    Ok(())
}
