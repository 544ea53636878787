//! A child for whom an uncle wished to speak who must not, and a mother whose son comes along to the shelter.

use crate::scene::Scene;
use casework::{
    CaseCode, Casework, CaseworkError, ChildMeasure, Dependant, DependantAge, DependantPlace,
    MeasureProgress, NewChildMeasure, Request, SecretText,
};

/// Arranged one after the other, until nothing is owed any more.
pub(crate) async fn protected(scene: Scene<'_>) -> Result<(), CaseworkError> {
    use ChildMeasure::{BestInterest, Family, Guardian, Heard, ProtectionUnit, School};
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
        (Family, Arranged, "Nëna u gjet; një e afërme mund ta mbajë."),
        (
            School,
            Arranged,
            "Vijon klasën e gjashtë, me një mësuese mbështetëse.",
        ),
        (
            BestInterest,
            Arranged,
            "Jeton te e afërmja dhe vijon shkollën; nëna e viziton me dikë pranë.",
        ),
    ];
    kept(scene, 20, &steps).await
}

/// The first days of a child whom nobody speaks for yet.
pub(crate) async fn begun(scene: Scene<'_>) -> Result<(), CaseworkError> {
    use ChildMeasure::{Guardian, Heard, ProtectionUnit};
    use MeasureProgress::{Arranged, Asked};
    let steps = [
        (ProtectionUnit, Arranged, "Dosja u hap po atë ditë."),
        (Heard, Arranged, "«Nuk dua të dal më në rrugë.»"),
        (Guardian, Asked, "Kërkesa është në gjykatë."),
    ];
    kept(scene, 30, &steps).await
}

async fn kept(
    scene: Scene<'_>,
    first: i64,
    steps: &[(ChildMeasure, MeasureProgress, &str)],
) -> Result<(), CaseworkError> {
    for (hours, (measure, progress, note)) in (first..).zip(steps) {
        let new = NewChildMeasure {
            request: format!("child-{}-{hours}", scene.code),
            measure: *measure,
            progress: *progress,
            note: Some(SecretText::new(*note)),
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
