//! What lies outside a permit's place is not there: the same answer as for what does not exist.

use crate::common::*;
use access::{Permit, ReadDiscrepancies, ReadFigures};
use committee::{
    CommitteeError,
    adoption::{adopted_figure, adopted_history},
    discrepancies::{
        DiscrepancyFilter, discrepancies_of_fact, discrepancy_count, discrepancy_list,
    },
    figures::{fact_figures, fact_history},
};
use store::testing::each_engine;

async fn disputed(world: &World) {
    let figures = [victims("POLICE", 3), victims("SOCIAL", 9)];
    world.import(&figures, day(2)).await;
}

#[tokio::test]
async fn nobody_reads_a_fact_of_another_region() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        disputed(&world).await;
        let fact = fact("V01", REGION, QUARTER, "");
        let (database, catalogue) = (&world.database, &world.catalogue);
        let permit = regional::<ReadFigures>(&secretariat("AL-08"), "AL-08");
        let said = fact_figures(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(said), "refused-not-found");
        let past = fact_history(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(past), "refused-not-found");
        let decision = adopted_figure(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(decision), "refused-not-found");
        let earlier = adopted_history(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(earlier), "refused-not-found");
        let permit = regional::<ReadDiscrepancies>(&secretariat("AL-08"), "AL-08");
        let found = discrepancies_of_fact(database, catalogue, &permit, &fact).await;
        assert_eq!(refusal(found), "refused-not-found");

        let own = regional::<ReadFigures>(&secretariat(REGION), REGION);
        let said = fact_figures(database, catalogue, &own, &fact).await;
        assert_eq!(said.unwrap().len(), 2);
    })
    .await;
}

async fn listed(
    world: &World,
    permit: &Permit<ReadDiscrepancies>,
    filter: &DiscrepancyFilter,
) -> Result<i64, CommitteeError> {
    let (database, catalogue) = (&world.database, &world.catalogue);
    let list = discrepancy_list(database, catalogue, permit, filter).await?;
    let count = discrepancy_count(database, catalogue, permit, filter).await?;
    assert_eq!(i64::try_from(list.len()).unwrap(), count);
    Ok(count)
}

#[tokio::test]
async fn a_list_holds_the_permits_own_region_whatever_the_filter_says() {
    each_engine(&MIGRATIONS, |database| async move {
        let world = world(database).await;
        disputed(&world).await;
        let own = regional::<ReadDiscrepancies>(&secretariat(REGION), REGION);
        let neighbour = regional::<ReadDiscrepancies>(&secretariat("AL-08"), "AL-08");
        let whole = national::<ReadDiscrepancies>(&analyst());
        let all = DiscrepancyFilter::default();
        assert_eq!(listed(&world, &own, &all).await.unwrap(), 1);
        assert_eq!(listed(&world, &neighbour, &all).await.unwrap(), 0);
        assert_eq!(listed(&world, &whole, &all).await.unwrap(), 1);
        let of_region = DiscrepancyFilter {
            region: Some(place(REGION)),
            ..all
        };
        assert_eq!(listed(&world, &whole, &of_region).await.unwrap(), 1);
        let refused = listed(&world, &neighbour, &of_region).await;
        assert_eq!(refusal(refused), "refused-not-found");
    })
    .await;
}
