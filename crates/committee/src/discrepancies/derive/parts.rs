//! Parts and totals inside one institution's own figures: do the boys and the girls make all
//! children, and do the ages make the same total as the sexes?

use super::{
    Derivation, fingerprint,
    layout::{Layout, Part, Place, Split},
    sheet::{Sheet, Sheets},
};
use crate::discrepancies::{
    finding::{Finding, Kind, Significance},
    group::{Figure, Knowledge},
};

pub(super) fn compare(
    group: &Sheets<'_>,
    knowledge: &Knowledge<'_>,
    significance: Significance,
    derivation: &mut Derivation,
) {
    let layout = &*group.layout;
    for sheet in &group.sheets {
        let own = Own {
            layout,
            sheet,
            significance,
        };
        for (whole, splits) in &layout.wholes {
            own.with_total(*whole, splits, derivation);
        }
        let states_total = layout
            .total
            .is_some_and(|total| sheet.figures[total].is_some());
        if !states_total && !layout.parts_of_total.is_empty() {
            own.without_total(knowledge, derivation);
        }
    }
}

/// What one institution says of the cells of a layout.
struct Own<'a> {
    layout: &'a Layout,
    sheet: &'a Sheet<'a>,
    significance: Significance,
}

/// What the parts along one dimension add up to.
struct Added<'a> {
    split: &'a Split,
    sum: i64,
    /// Whether every part that is there carries a number.
    is_complete: bool,
}

impl<'a> Own<'a> {
    /// The parts that are there, without those that another part contains.
    fn parts(&self, split: &'a Split) -> impl Iterator<Item = Place> {
        let is_there = |place: &Place| self.sheet.figures[*place].is_some();
        let is_part = move |part: &&Part| is_there(&part.place) && !part.above.iter().any(is_there);
        let parts = split.parts.iter().filter(is_part);
        parts.map(|part| part.place)
    }

    /// `None` where there are no two parts, or none with a number.
    fn added(&self, split: &'a Split) -> Option<Added<'a>> {
        let (mut sum, mut parts, mut numbers) = (0, 0, 0);
        for place in self.parts(split) {
            parts += 1;
            if let Some(number) = self.sheet.number(place) {
                numbers += 1;
                sum += number;
            }
        }
        (parts > 1 && numbers > 0).then_some(Added {
            split,
            sum,
            is_complete: numbers == parts,
        })
    }

    fn figures(&self, split: &'a Split) -> impl Iterator<Item = (i64, &'a Figure)> {
        self.sheet.filled(self.layout, self.parts(split))
    }

    fn with_total(&self, whole: Place, splits: &'a [Split], derivation: &mut Derivation) {
        let Some(total) = self.sheet.number(whole) else {
            return;
        };
        // Hidden or missing parts can only add to the sum: then only too much is wrong.
        let fits =
            |added: &Added<'_>| added.sum == total || (!added.is_complete && added.sum < total);
        let added: Vec<Added<'_>> = splits
            .iter()
            .filter_map(|split| self.added(split))
            .collect();
        let some_split_fits = added
            .iter()
            .any(|added| added.is_complete && added.sum == total);
        for one in added.iter().filter(|added| !fits(added)) {
            let range = (one.sum.min(total), one.sum.max(total));
            let kind = if some_split_fits && one.sum < total {
                Kind::BaseDiffers
            } else {
                Kind::PartsDifferFromTotal
            };
            let all = self.sheet.filled(self.layout, std::iter::once(whole));
            let compared = self.figures(one.split).chain(all);
            let print = fingerprint(one.split.dimension.as_str(), compared);
            let breakdown = self.layout.breakdowns[whole];
            derivation
                .findings
                .push(self.finding(kind, breakdown, one.split, range, print));
        }
    }

    /// A total that the institution did not state can still have parts that contradict each other: the
    /// splits that make less are held against the one that makes the most.
    fn without_total(&self, knowledge: &Knowledge<'_>, derivation: &mut Derivation) {
        let mut known = knowledge.breakdowns.iter();
        let Some((total, _)) = known.find(|(_, breakdown)| breakdown.is_total()) else {
            return;
        };
        let splits = &self.layout.parts_of_total;
        let complete: Vec<Added<'_>> = splits
            .iter()
            .filter_map(|split| self.added(split))
            .filter(|added| added.is_complete)
            .collect();
        let Some(most) = complete.iter().map(|added| added.sum).max() else {
            return;
        };
        for one in complete.iter().filter(|added| added.sum < most) {
            let label = format!("{} of {most}", one.split.dimension);
            let print = fingerprint(&label, self.figures(one.split));
            let range = (one.sum, most);
            derivation.findings.push(self.finding(
                Kind::BaseDiffers,
                *total,
                one.split,
                range,
                print,
            ));
        }
    }

    fn finding(
        &self,
        kind: Kind,
        breakdown: i64,
        split: &Split,
        range: (i64, i64),
        fingerprint: String,
    ) -> Finding {
        Finding {
            kind,
            breakdown,
            institution: Some(self.sheet.institution),
            dimension: Some(split.dimension.clone()),
            other_period: None,
            range: Some(range),
            reporters: 1,
            rule_differences: Vec::new(),
            weight: self.significance.weigh(range.0, range.1),
            fingerprint,
        }
    }
}
