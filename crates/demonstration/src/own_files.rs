//! Files that wait for an answer: the police of each region brought a table of their own, and nobody has
//! yet said what its columns and its dashes mean. Nothing of them counts.

use crate::{DemonstrationError, Stage, calendar::Calendar};
use committee::Catalogue;
use intake::{Intake, NewFile};
use std::{fmt::Write as _, sync::Arc};
use vocabulary::{FixedClock, Language};

/// The kind of the institutions that bring a file.
const KIND: &str = "police";
/// What the columns of the file count.
const INDICATORS: [&str; 2] = ["V01", "V02"];
/// How many quarters stand in the file.
const QUARTERS: usize = 4;

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
    let first = calendar.quarters.len().saturating_sub(QUARTERS);
    for institution in country.institutions() {
        let Ok(member) = stage.cast.member(&institution.code) else {
            continue;
        };
        if institution.kind.as_str() != KIND {
            continue;
        }
        let title = institution.names.text(Language::Albanian);
        let mut table = format!(
            "{title} (sintetike);;\nPeriudha;{};{}\n",
            names[0], names[1]
        );
        for (number, quarter) in calendar.quarters[first..].iter().enumerate() {
            let formally = if number % 2 == 0 { "-" } else { "0" };
            let (part, year) = (quarter.part(), quarter.year());
            // Writing into a text cannot fail.
            let _ = writeln!(table, "Tremujori {part} {year};{};{formally}", number % 3);
        }
        let file = NewFile {
            name: "sintetike-tremujoret.csv".to_owned(),
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
