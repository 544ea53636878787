//! Who gives which help in the demonstration: a shelter by its area, and everybody else by name.

use crate::scene::Scene;
use casework::{Age, CaseworkError, NewProvider, RecordId, Service};
use vocabulary::PlaceCode;

/// What can be chosen from.
pub(crate) struct Providers {
    pub(crate) short_shelter: RecordId,
    pub(crate) long_shelter: RecordId,
    pub(crate) counselling: RecordId,
    pub(crate) training: RecordId,
}

/// By numbers into the staff, so that each institution declares its own.
pub(crate) async fn play(scene: Scene<'_>) -> Result<Providers, CaseworkError> {
    use Service::{
        Documents, EmergencyMedical, EmergencyShelter, FamilyMediation, LongShelter, Medical,
        Psychological, Schooling, ShortShelter, SocialAssistance, VocationalTraining,
    };
    let (adults, everybody) = ([Age::Adult], [Age::Adult, Age::Child]);
    let declare = async |by: usize, service, admits: &[Age], places| {
        let new = NewProvider {
            service,
            area: PlaceCode::parse("AL-07").map_err(|_| CaseworkError::Corrupt("area"))?,
            admits: admits.to_vec(),
            places,
            is_in_mechanism: service.is_shelter(),
        };
        let request = scene.by(by, 0);
        scene.casework.provider_declare(request, &new).await
    };
    declare(3, EmergencyShelter, &everybody, 2).await?;
    declare(2, EmergencyMedical, &everybody, 20).await?;
    declare(2, Medical, &everybody, 20).await?;
    declare(0, SocialAssistance, &everybody, 60).await?;
    declare(0, FamilyMediation, &everybody, 12).await?;
    declare(0, Documents, &everybody, 30).await?;
    declare(5, Schooling, &everybody, 15).await?;
    Ok(Providers {
        short_shelter: declare(3, ShortShelter, &everybody, 4).await?,
        // One bed for longer, so that a visitor can see the last one go.
        long_shelter: declare(3, LongShelter, &adults, 1).await?,
        counselling: declare(2, Psychological, &everybody, 10).await?,
        training: declare(5, VocationalTraining, &adults, 8).await?,
    })
}
