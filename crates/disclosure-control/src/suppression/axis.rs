//! Moves along one dimension: one person more under one code and one less under another, with all
//! totals between them; or one more under a code and everything that it is counted in. Moves of a
//! table are products of these, because every sum runs along one dimension.

use crate::Dimension;
use std::cell::OnceCell;

/// Codes and signs, the code it was made for first, with sign 1.
pub(super) type AxisMove = Vec<(u32, i64)>;

/// How many ways down from a total are tried.
const CHAINS: usize = 4;

/// With how many codes of its group a code changes places at most; in a larger group these follow it,
/// for all pairs of many thousand codes would be too many.
const NEIGHBOURS: usize = 1_000;

/// The moves of a dimension, each made when it is first asked for. Codes are numbers of places.
pub(super) struct Axis {
    dimension: Dimension,
    tree: Tree,
    moves: Vec<OnceCell<Vec<AxisMove>>>,
}

impl Axis {
    pub(super) fn new(dimension: &Dimension) -> Self {
        let count = dimension.codes().len();
        let children = children(dimension);
        let mut parent: Vec<Option<u32>> = vec![None; count];
        for (code, own) in (0..).zip(&children) {
            for &child in own {
                parent[child as usize].get_or_insert(code);
            }
        }
        let down = (0..count as u32).map(|code| chains(&children, code));
        Self {
            dimension: dimension.clone(),
            tree: Tree {
                down: down.collect(),
                children,
                parent,
            },
            moves: vec![OnceCell::new(); count],
        }
    }

    /// The moves that change a code, short ones first.
    pub(super) fn moves(&self, code: u32) -> &[AxisMove] {
        self.moves[code as usize].get_or_init(|| {
            let mut own = self.tree.moves_of(code);
            own.retain(|one| holds(&self.dimension, one));
            own.sort_by_key(Vec::len);
            own.dedup();
            own
        })
    }

    /// The codes that a code is divided into; of several divisions the first.
    pub(super) fn children(&self, code: u32) -> &[u32] {
        &self.tree.children[code as usize]
    }
}

/// For each code the codes that it is divided into; of several divisions the first.
fn children(dimension: &Dimension) -> Vec<Vec<u32>> {
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); dimension.codes().len()];
    for group in dimension.groups() {
        let own = &mut children[group.parent as usize];
        if own.is_empty() {
            own.clone_from(&group.children);
        }
    }
    children
}

struct Tree {
    children: Vec<Vec<u32>>,
    parent: Vec<Option<u32>>,
    /// For each code some ways from it down to an innermost code, itself left out.
    down: Vec<Vec<Vec<u32>>>,
}

impl Tree {
    fn moves_of(&self, code: u32) -> Vec<AxisMove> {
        let mut found = Vec::new();
        for below in &self.down[code as usize] {
            let mut path: AxisMove = vec![(code, 1)];
            path.extend(below.iter().map(|&code| (code, 1)));
            let mut at = code;
            while let Some(parent) = self.parent[at as usize] {
                let siblings = &self.children[parent as usize];
                let first = if siblings.len() > NEIGHBOURS {
                    siblings.iter().position(|&one| one == at).unwrap_or(0)
                } else {
                    0
                };
                let beside = siblings.iter().cycle().skip(first);
                for &sibling in beside
                    .take(siblings.len().min(NEIGHBOURS))
                    .filter(|&&one| one != at)
                {
                    for other in &self.down[sibling as usize] {
                        let mut swap = path.clone();
                        swap.push((sibling, -1));
                        swap.extend(other.iter().map(|&code| (code, -1)));
                        found.push(swap);
                    }
                }
                path.push((parent, 1));
                at = parent;
            }
            found.push(path);
        }
        found
    }
}

fn chains(children: &[Vec<u32>], code: u32) -> Vec<Vec<u32>> {
    if children[code as usize].is_empty() {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for &child in &children[code as usize] {
        for rest in chains(children, child).into_iter().take(CHAINS) {
            let mut chain = vec![child];
            chain.extend(rest);
            found.push(chain);
        }
    }
    found
}

/// Whether all sums of the dimension hold.
fn holds(dimension: &Dimension, one: &AxisMove) -> bool {
    let change = |code: u32| {
        one.iter()
            .find(|(own, _)| *own == code)
            .map_or(0, |own| own.1)
    };
    dimension.groups().iter().all(|group| {
        let sum: i64 = group.children.iter().map(|&child| change(child)).sum();
        sum == change(group.parent)
    })
}
