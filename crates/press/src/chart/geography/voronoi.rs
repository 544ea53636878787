//! Schematic areas: to each centre point the part of the plane that is nearer to it than to any
//! other. Built by cutting a rectangle with the bisector of every pair: quadratic, and small
//! enough for the few dozen centres of a region.

use super::shape::Plane;

/// The convex cell of every centre inside the rectangle from `low` to `high`. Centres that fall
/// on the same point are moved half a unit apart, so that none loses its cell.
pub(crate) fn cells(centres: &[Plane], low: Plane, high: Plane) -> Vec<Vec<Plane>> {
    let centres = apart(centres);
    let rectangle = vec![low, (high.0, low.1), high, (low.0, high.1)];
    (0..centres.len())
        .map(|index| {
            let mut cell = rectangle.clone();
            for other in 0..centres.len() {
                if other != index {
                    cell = cut(&cell, &centres, index, other);
                }
            }
            cell
        })
        .collect()
}

/// Keeps the side of the bisector on which the centre `index` lies.
fn cut(cell: &[Plane], centres: &[Plane], index: usize, other: usize) -> Vec<Plane> {
    let ((ax, ay), (bx, by)) = (centres[index], centres[other]);
    let (mx, my) = (f64::midpoint(ax, bx), f64::midpoint(ay, by));
    keep(cell, |(x, y)| (x - mx) * (ax - bx) + (y - my) * (ay - by))
}

/// Moves every centre that repeats an earlier one half a unit to the east, as often as needed.
fn apart(centres: &[Plane]) -> Vec<Plane> {
    let mut moved: Vec<Plane> = Vec::with_capacity(centres.len());
    for (x, y) in centres {
        let mut centre = (*x, *y);
        while moved
            .iter()
            .any(|(x, y)| (x - centre.0).hypot(y - centre.1) < 1e-6)
        {
            centre.0 += 0.5;
        }
        moved.push(centre);
    }
    moved
}

/// Clips a convex polygon to where `side` is not negative.
fn keep(cell: &[Plane], side: impl Fn(Plane) -> f64) -> Vec<Plane> {
    let mut kept = Vec::with_capacity(cell.len() + 1);
    for (position, point) in cell.iter().enumerate() {
        let next = cell[(position + 1) % cell.len()];
        let (here, there) = (side(*point), side(next));
        if here >= 0.0 {
            kept.push(*point);
        }
        if (here > 0.0 && there < 0.0) || (here < 0.0 && there > 0.0) {
            let share = here / (here - there);
            kept.push((
                point.0 + (next.0 - point.0) * share,
                point.1 + (next.1 - point.1) * share,
            ));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::cells;
    use proptest::prelude::*;

    fn area(cell: &[(f64, f64)]) -> f64 {
        (0..cell.len())
            .map(|index| {
                let (a, b) = (cell[index], cell[(index + 1) % cell.len()]);
                a.0 * b.1 - b.0 * a.1
            })
            .sum::<f64>()
            .abs()
            / 2.0
    }

    #[test]
    fn the_same_point_thrice_leaves_a_cell_to_each() {
        let found = cells(&[(5.0, 5.0); 3], (0.0, 0.0), (10.0, 10.0));
        assert!(found.iter().all(|cell| area(cell) >= 5.0 - 1e-9));
    }

    proptest! {
        #[test]
        fn cells_fill_the_rectangle_and_hold_what_is_nearest(
            centres in prop::collection::vec((0.0f64..100.0, 0.0f64..100.0), 1..25)
        ) {
            let found = cells(&centres, (0.0, 0.0), (100.0, 100.0));
            let total: f64 = found.iter().map(|cell| area(cell)).sum();
            prop_assert!((total - 10_000.0).abs() < 1e-3, "{total}");
            for (index, cell) in found.iter().enumerate() {
                for corner in cell {
                    let distance = |c: &(f64, f64)| (c.0 - corner.0).hypot(c.1 - corner.1);
                    let own = distance(&centres[index]);
                    let nearest = centres.iter().map(distance).fold(f64::INFINITY, f64::min);
                    prop_assert!(own <= nearest + 1e-5);
                }
            }
        }
    }
}
