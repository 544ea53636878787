//! One drawing of a table: what becomes of each count that is not published yet. A drawing is no
//! release; it is judged with everything else of its year before anybody sees it, and refused by
//! what it would publish alone, never by the counts behind it.

use super::{Question, Start};
use crate::{
    CellKey, Shown,
    world::{Said, World, codes},
};
use disclosure_control::{
    Attacker, Catalogue, Dimension, Error, Missing, Published, System, Table,
    cell_key::{Design, KeySpace},
    rounding, suppression,
};
use std::collections::BTreeMap;
use vocabulary::country::Protection;

/// The state in which a table is drawn, before it is known to which it belongs.
const DRAWN: i64 = 0;

/// What a drawing says of each cell, and by how many bases a rounded one may be away.
type Drawn = (BTreeMap<CellKey, Shown>, i64);

/// How many drawings are tried before the next fall-back. A key leaves nothing to draw again.
pub(super) const fn most(protection: Protection) -> u32 {
    match protection {
        Protection::Rounding { .. } => 24,
        Protection::Suppression { .. } => 4,
        _ => 1,
    }
}

/// Draws the free cells by the table's own method.
pub(super) fn draw(
    question: &Question<'_>,
    cells: &[Start],
    additive: bool,
    drawing: u32,
) -> Result<Drawn, Error> {
    match question.table.protection {
        Protection::Rounding { base } => {
            let seed = seed(question, drawing);
            round(question, cells, (base, seed), additive)
        }
        Protection::Suppression { threshold, width } => {
            hide(question, cells, (threshold, width), drawing).map(|drawn| (drawn, 1))
        }
        Protection::CellKey {
            maximum,
            variance,
            small,
        } => {
            let design = Design {
                maximum,
                variance: variance as f64,
                small,
                stay: None,
            };
            change(question, cells, &design).map(|drawn| (drawn, 1))
        }
        // Nothing of an open table is drawn, and what nobody knows how to draw stays hidden.
        _ => Ok((BTreeMap::new(), 1)),
    }
}

fn seed(question: &Question<'_>, drawing: u32) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(&question.seed);
    hasher.update(&drawing.to_le_bytes());
    *hasher.finalize().as_bytes()
}

/// The table by itself.
fn alone(question: &Question<'_>, said: &[Said]) -> Result<System, Error> {
    let alone = World {
        country: question.country,
        states: BTreeMap::from([(DRAWN, vec![said.to_vec()])]),
        printed: BTreeMap::new(),
    };
    alone.drawn()
}

/// The numbers of a system's cells by their codes.
fn numbers(system: &System) -> BTreeMap<BTreeMap<String, String>, usize> {
    (0..system.cells().len())
        .map(|cell| (system.codes(cell), cell))
        .collect()
}

/// The multiples of the cells that are to be drawn.
fn round(
    question: &Question<'_>,
    cells: &[Start],
    (base, seed): (i64, [u8; 32]),
    additive: bool,
) -> Result<Drawn, Error> {
    let said: Vec<Said> = cells.iter().map(said_at_start).collect();
    let system = if additive {
        alone(question, &said)?
    } else {
        apart(&said)?
    };
    let rounded = rounding::round(&system, &rounding::Options::unbiased(base, seed))?;
    let numbers = numbers(&system);
    let mut drawn = BTreeMap::new();
    for (number, one) in said.iter().enumerate() {
        let codes = if additive {
            codes(&one.key, DRAWN)
        } else {
            BTreeMap::from([("cell".to_owned(), number.to_string())])
        };
        let value = numbers.get(&codes).and_then(|cell| rounded.values[*cell]);
        if let Some(value) = value {
            let shown = Shown::Rounded {
                value,
                base,
                steps: rounded.steps,
            };
            drawn.insert(one.key.clone(), shown);
        }
    }
    Ok((drawn, rounded.steps))
}

/// What is hidden, and the counts of the rest. Each further drawing asks for twice the width, so that
/// more is hidden; the last hides all that is free.
fn hide(
    question: &Question<'_>,
    cells: &[Start],
    (threshold, width): (i64, i64),
    drawing: u32,
) -> Result<BTreeMap<CellKey, Shown>, Error> {
    if drawing + 1 == most(question.table.protection) {
        return Ok(BTreeMap::new());
    }
    let said: Vec<Said> = cells.iter().map(said_at_start).collect();
    let system = alone(question, &said)?;
    let numbers = numbers(&system);
    let number = |key: &CellKey| numbers.get(&codes(key, DRAWN)).copied();
    let hidden_before = cells.iter().filter_map(|cell| match cell {
        Start::Done(cell) if cell.shown == Shown::Hidden => number(&cell.key),
        _ => None,
    });
    let width = width << drawing;
    let options = suppression::Options {
        rules: suppression::Rules {
            threshold,
            attributes: true,
            ..suppression::Rules::default()
        },
        width,
        complement_width: width,
        hide: hidden_before.collect(),
        ..suppression::Options::default()
    };
    let protected = match suppression::protect(&system, &Attacker::default(), &options) {
        Ok(protected) => protected,
        // No pattern is wide enough: the last drawing is asked.
        Err(Error::Infeasible { .. }) => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let mut drawn = BTreeMap::new();
    for cell in cells {
        let Start::Free(key, _) = cell else { continue };
        let published = number(key).map(|number| protected.system.cells()[number].published);
        let shown = match published {
            Some(Published::Exact(count)) => Shown::exactly(count),
            _ => Shown::Hidden,
        };
        drawn.insert(key.clone(), shown);
    }
    Ok(drawn)
}

/// The counts changed by their keys. The committee has counts and no records: the people in a cell
/// are numbered, and each has a key that follows from the register's secret, the cell's name and the
/// number. So the same count of the same cell is changed alike in every table and every year.
fn change(
    question: &Question<'_>,
    cells: &[Start],
    design: &Design,
) -> Result<BTreeMap<CellKey, Shown>, Error> {
    let table = design.table()?.table;
    let space = KeySpace::BITS_64;
    let mut drawn = BTreeMap::new();
    for cell in cells {
        let Start::Free(key, count) = cell else {
            continue;
        };
        let name = format!(
            "{}|{}|{}|{}",
            key.indicator, key.place, key.period, key.breakdown
        );
        let one = |person: i64| space.key_of(&question.secret, &format!("{name}|{person}"));
        let sum = (1..=*count).fold(0, |sum, person| space.add(sum, one(person)));
        let value = table.look_up(*count, sum, space);
        let behind = table.behind(value);
        if let (Some(low), Some(high)) = (behind.first(), behind.last()) {
            let shown = Shown::Perturbed {
                value,
                low: *low,
                high: *high,
            };
            drawn.insert(key.clone(), shown);
        }
    }
    Ok(drawn)
}

/// The cells without anything that ties them together.
fn apart(said: &[Said]) -> Result<System, Error> {
    let names: Vec<String> = (0..said.len()).map(|number| number.to_string()).collect();
    let one = Dimension::untotalled("cell", names.iter().cloned())?;
    let mut table = Table::new("cells", vec![one], Missing::Unknown)?;
    for (name, one) in names.iter().zip(said) {
        match (one.published, one.count) {
            (Some(published), Some(count)) => table.set_true(&[name], published, count)?,
            (Some(published), None) => table.set(&[name], published)?,
            (None, _) => {}
        }
    }
    let mut catalogue = Catalogue::new();
    catalogue.publish(table)?;
    catalogue.system()
}

fn said_at_start(cell: &Start) -> Said {
    match cell {
        Start::Done(cell) => Said {
            key: cell.key.clone(),
            published: cell.shown.published(),
            count: cell.count,
            width: 1,
        },
        Start::Free(key, count) => Said {
            key: key.clone(),
            published: Some(Published::hidden()),
            count: Some(*count),
            width: 1,
        },
    }
}
