//! The distribution of greatest entropy with a given mean, variance and chance of no change, falling
//! off on both sides of no change. Floating point is allowed here alone: what is published, and what
//! a count is changed by, are whole numbers made from it once.
//!
//! The dual of the problem is smooth in at most three unknowns and is solved by Newton's method.
//! Inequalities that the free solution breaks are made equalities, the worst first: neighbours that
//! must not rise share one probability, and what falls below the least probability stays there.

/// No possible change is less likely than this: it would never happen and still be promised.
const LEAST: f64 = 1e-8;

/// Newton steps; some ten are needed.
const MOST_STEPS: usize = 500;

/// What the distribution has to keep to. The mean is zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) variance: Option<f64>,
    pub(super) stay: Option<f64>,
}

/// Changes with one probability in common.
#[derive(Debug, Clone)]
struct Block {
    first: usize,
    last: usize,
    fixed: Option<f64>,
    probability: f64,
}

/// The probabilities of the changes (ascending, each once), or `None` when none keep to what is
/// wanted.
pub(super) fn greatest(changes: &[i64], wanted: Wanted) -> Option<Vec<f64>> {
    let mut blocks: Vec<Block> = (0..changes.len())
        .map(|place| Block {
            first: place,
            last: place,
            fixed: wanted.stay.filter(|_| changes[place] == 0),
            probability: 0.0,
        })
        .collect();
    loop {
        balance(changes, wanted, &mut blocks)?;
        let lowest = (0..blocks.len())
            .filter(|&one| blocks[one].fixed.is_none())
            .min_by(|&one, &other| {
                blocks[one]
                    .probability
                    .total_cmp(&blocks[other].probability)
            });
        match steepest(changes, &blocks) {
            Some(place) => {
                let next = blocks.remove(place + 1);
                blocks[place].last = next.last;
                blocks[place].fixed = blocks[place].fixed.or(next.fixed);
            }
            None => match lowest.filter(|&one| blocks[one].probability < LEAST * 0.999_999) {
                Some(one) => blocks[one].fixed = Some(LEAST),
                None => break,
            },
        }
    }
    let spread = blocks
        .iter()
        .flat_map(|block| (block.first..=block.last).map(|_| block.probability));
    Some(spread.collect())
}

/// The neighbours (a block and the next) that rise most away from no change.
fn steepest(changes: &[i64], blocks: &[Block]) -> Option<usize> {
    let rise = |place: usize| {
        let (left, right) = (&blocks[place], &blocks[place + 1]);
        let step = left.probability - right.probability;
        if changes[right.first] <= 0 {
            step
        } else if changes[left.last] >= 0 {
            -step
        } else {
            0.0
        }
    };
    // Once neighbours are equal, others that are as good as equal are so too: only then is it seen
    // that nothing but equality is left.
    let is_edge = blocks.iter().any(|block| block.first < block.last);
    let least = if is_edge { -1e-10 } else { 1e-13 };
    let is_beside =
        |place: usize| changes[blocks[place + 1].first] <= 0 || changes[blocks[place].last] >= 0;
    (0..blocks.len().saturating_sub(1))
        .filter(|&place| is_beside(place) && rise(place) > least)
        .max_by(|&one, &other| rise(one).total_cmp(&rise(other)))
}

/// Gives the free blocks the probabilities of greatest entropy; `None` when there are none.
fn balance(changes: &[i64], wanted: Wanted, blocks: &mut [Block]) -> Option<()> {
    let count = if wanted.variance.is_some() { 3 } else { 2 };
    let mut target = [1.0, 0.0, wanted.variance.unwrap_or_default()];
    // Fewer probabilities than conditions, because neighbours had to be made equal: the very edge of
    // what is possible, which other programs do not take either.
    let free = blocks.iter().filter(|block| block.fixed.is_none()).count();
    if free < count && blocks.iter().any(|block| block.first < block.last) {
        return None;
    }
    let features: Vec<[f64; 3]> = blocks
        .iter()
        .map(|block| features(&changes[block.first..=block.last]))
        .collect();
    let size = |block: &Block| (block.last - block.first + 1) as f64;
    for (block, feature) in blocks.iter_mut().zip(&features) {
        if let Some(fixed) = block.fixed {
            block.probability = fixed;
            for (target, feature) in target.iter_mut().zip(feature) {
                *target -= size(block) * fixed * feature;
            }
        }
    }
    // The dual falls with every step taken: halved until it does.
    let mut unknowns = [-(changes.len() as f64).ln(), 0.0, 0.0];
    let dual = |unknowns: &[f64; 3]| -> f64 {
        let mass: f64 = blocks
            .iter()
            .zip(&features)
            .filter(|(block, _)| block.fixed.is_none())
            .map(|(block, feature)| size(block) * dot(unknowns, feature, count).exp())
            .sum();
        mass - dot(unknowns, &target, count)
    };
    for _ in 0..MOST_STEPS {
        let mut gradient = target.map(|target| -target);
        let mut curvature = [[0.0; 3]; 3];
        for (block, feature) in blocks.iter().zip(&features) {
            if block.fixed.is_some() {
                continue;
            }
            let weight = size(block) * dot(&unknowns, feature, count).exp();
            for row in 0..count {
                gradient[row] += weight * feature[row];
                for column in 0..count {
                    curvature[row][column] += weight * feature[row] * feature[column];
                }
            }
        }
        let off = gradient[..count]
            .iter()
            .fold(0.0_f64, |most, part| most.max(part.abs()));
        if off < 1e-14 {
            break;
        }
        let step = newton(curvature, gradient, count);
        let now = dual(&unknowns);
        let mut length = 1.0;
        loop {
            let mut tried = unknowns;
            for (tried, step) in tried.iter_mut().zip(&step) {
                *tried -= length * step;
            }
            let then = dual(&tried);
            if then <= now + 1e-15 * now.abs() {
                unknowns = tried;
                break;
            }
            length /= 2.0;
            if length < 1e-9 {
                break;
            }
        }
        if length < 1e-9 {
            break;
        }
    }
    let mut left = target;
    for (block, feature) in blocks.iter_mut().zip(&features) {
        if block.fixed.is_none() {
            block.probability = dot(&unknowns, feature, count).exp();
            for (left, part) in left.iter_mut().zip(feature) {
                *left -= size(block) * block.probability * part;
            }
        }
    }
    left[..count]
        .iter()
        .all(|part| part.abs() < 1e-10)
        .then_some(())
}

/// Mean over a block of 1, the change, and its square.
fn features(changes: &[i64]) -> [f64; 3] {
    let size = changes.len() as f64;
    let mean = |power: i32| {
        changes
            .iter()
            .map(|&one| (one as f64).powi(power))
            .sum::<f64>()
            / size
    };
    [1.0, mean(1), mean(2)]
}

fn dot(one: &[f64; 3], other: &[f64; 3], count: usize) -> f64 {
    (0..count).map(|place| one[place] * other[place]).sum()
}

/// Solves the linear equations of a step; directions without curvature are left alone.
fn newton(mut matrix: [[f64; 3]; 3], mut right: [f64; 3], count: usize) -> [f64; 3] {
    let mut order = [0, 1, 2];
    let largest = matrix
        .iter()
        .flatten()
        .fold(0.0_f64, |most, one| most.max(one.abs()));
    let mut rank = count;
    for step in 0..count {
        let pivot = (step..count)
            .max_by(|&one, &other| {
                matrix[order[one]][order[one]].total_cmp(&matrix[order[other]][order[other]])
            })
            .unwrap_or(step);
        order.swap(step, pivot);
        let lead = order[step];
        if matrix[lead][lead] <= largest * 1e-15 {
            rank = step;
            break;
        }
        for &row in &order[step + 1..count] {
            let factor = matrix[row][lead] / matrix[lead][lead];
            for &column in &order[step..count] {
                matrix[row][column] -= factor * matrix[lead][column];
            }
            right[row] -= factor * right[lead];
        }
    }
    let mut solution = [0.0; 3];
    for step in (0..rank).rev() {
        let lead = order[step];
        let rest: f64 = order[step + 1..rank]
            .iter()
            .map(|&column| matrix[lead][column] * solution[column])
            .sum();
        solution[lead] = (right[lead] - rest) / matrix[lead][lead];
    }
    solution
}
