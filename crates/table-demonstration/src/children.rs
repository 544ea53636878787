//! A child for whom an uncle wished to speak who must not, and a mother whose son comes along to the shelter.

use crate::scene::Scene;
use casework::{
    CaseCode, Casework, CaseworkError, ChildMeasure, Dependant, DependantAge, DependantPlace,
    MeasureProgress, NewChildMeasure, Request, SecretText,
};

/// What was arranged so far; what is best is not decided yet.
pub(crate) async fn protected(scene: Scene<'_>) -> Result<(), CaseworkError> {
    use ChildMeasure::{BestInterest, Guardian, Heard, ProtectionUnit, School};
    use MeasureProgress::{Arranged, Asked, Unsuitable};
    let steps = [
        (
            Guardian,
            Unsuitable,
            "Xhaxhai u paraqit si kujdestar; djali tha se ai e çonte në rrugë (rast i trilluar).",
        ),
        (ProtectionUnit, Arranged, "Dosja u hap po atë ditë."),
        (Guardian, Arranged, "Kujdestare e caktuar nga gjykata."),
        (
            Heard,
            Arranged,
            "«Dua të kthehem në shkollë dhe të mos e shoh më atë.»",
        ),
        (School, Asked, "U fol me drejtoreshën."),
        (BestInterest, Asked, "Mbledhja u caktua."),
    ];
    for (hours, (measure, progress, note)) in (20..).zip(steps) {
        let new = NewChildMeasure {
            request: format!("child-{}-{hours}", scene.code),
            measure,
            progress,
            note: Some(SecretText::new(note)),
        };
        let by = scene.leading(hours);
        let kept = scene.casework.child_measure_record(by, scene.code, &new);
        kept.await?;
    }
    Ok(())
}

/// Everything that a child is owed, arranged within the first days.
pub(crate) async fn settled(
    casework: &Casework,
    (by, code): (Request<'_>, &CaseCode),
) -> Result<(), CaseworkError> {
    for measure in ChildMeasure::ALL {
        let new = NewChildMeasure {
            request: format!("child-{code}-{}", measure.code()),
            measure: *measure,
            progress: MeasureProgress::Arranged,
            note: Some(SecretText::new("U rregullua (rast i trilluar).")),
        };
        casework.child_measure_record(by, code, &new).await?;
    }
    Ok(())
}

/// Who the person's children are.
pub(crate) async fn known(
    scene: Scene<'_>,
    hours: i64,
    children: &[(DependantAge, DependantPlace)],
) -> Result<(), CaseworkError> {
    let list: Vec<Dependant> = children
        .iter()
        .map(|(age, place)| Dependant {
            age: *age,
            place: *place,
        })
        .collect();
    let by = scene.leading(hours);
    scene
        .casework
        .dependants_record(by, scene.code, &list)
        .await
}
