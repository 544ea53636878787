//! Lists stay fast however much there is: no query of a list scans a table or sorts on the side.

use crate::common::*;
use committee::{discrepancies, figures, imports, meetings, returns, situation, snapshots};
use store::testing::each_engine;

#[tokio::test]
async fn no_list_scans_a_table_or_sorts_on_the_side() {
    each_engine(&MIGRATIONS, |database| async move {
        let queries = [
            discrepancies::LIST_OF_REGION,
            discrepancies::LIST_OF_ALL,
            discrepancies::PARTS,
            figures::OWN_TOTALS,
            imports::LIST_OF_ALL,
            imports::LIST_OF_REGION,
            imports::LIST_OF_INSTITUTION,
            imports::ROWS,
            meetings::LIST,
            returns::OF_REGION,
            situation::LINE,
            situation::TOTALS,
            situation::DISPUTES,
            snapshots::LIST,
        ];
        for query in queries {
            let plan = database.query_plan(query).await.unwrap();
            assert!(!plan.contains("SCAN"), "{query}\n{plan}");
            // What is read for every page is in its index, whole.
            let is_picture = [situation::TOTALS, situation::DISPUTES].contains(&query);
            let is_covered = plan.is_empty() || plan.contains("COVERING INDEX");
            assert!(!is_picture || is_covered, "{query}\n{plan}");
            // Grouping a handful of indicators needs a small tree; sorting a list must not.
            let sorts = plan.contains("TEMP B-TREE FOR ORDER BY");
            assert!(!sorts, "{query}\n{plan}");
        }
    })
    .await;
}
