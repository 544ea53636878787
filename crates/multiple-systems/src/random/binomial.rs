//! Binomial numbers, many with ever new parameters.
//!
//! Inversion for small means, transformed rejection (Hörmann 1993, algorithm BTRS) for others:
//! both exact, both with next to no preparation, which is what a Gibbs sampler needs.

use rand::{Rng, RngExt};
use statrs::function::factorial::ln_factorial;

/// Mean above which rejection is faster than inversion.
const INVERSION_UP_TO: f64 = 10.0;

/// How many of `people` are drawn with this `chance`. A chance outside 0 to 1 is taken as the
/// nearer end, one that is no number as 0.
pub(crate) fn binomial(generator: &mut impl Rng, people: u64, chance: f64) -> u64 {
    if chance >= 1.0 {
        people
    } else if chance > 0.5 {
        people - lower(generator, people, 1.0 - chance)
    } else if chance > 0.0 {
        lower(generator, people, chance)
    } else {
        0
    }
}

fn lower(generator: &mut impl Rng, people: u64, chance: f64) -> u64 {
    if people as f64 * chance < INVERSION_UP_TO {
        invert(generator, people, chance)
    } else {
        reject(generator, people as f64, chance)
    }
}

fn invert(generator: &mut impl Rng, people: u64, chance: f64) -> u64 {
    let mut point: f64 = generator.random();
    // Bernoulli's inequality: nobody is drawn with at least this probability.
    if point <= 1.0 - people as f64 * chance {
        return 0;
    }
    let odds = chance / (1.0 - chance);
    // Repeated multiplication is the faster power, and exact enough for numbers of this size.
    let mut probability = if people < 1_000_000 {
        (1.0 - chance).powi(people as i32)
    } else {
        (people as f64 * (-chance).ln_1p()).exp()
    };
    let mut drawn = 0;
    while point > probability && drawn < people {
        point -= probability;
        drawn += 1;
        probability *= odds * (people - drawn + 1) as f64 / drawn as f64;
        if probability < 1e-300 {
            break;
        }
    }
    drawn
}

fn reject(generator: &mut impl Rng, people: f64, chance: f64) -> u64 {
    let spread = (people * chance * (1.0 - chance)).sqrt();
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * chance;
    let squeeze = 0.92 - 4.2 / b;
    loop {
        let u = generator.random::<f64>() - 0.5;
        let v: f64 = generator.random();
        let room = 0.5 - u.abs();
        let drawn = ((2.0 * a / room + b) * u + people * chance + 0.5).floor();
        if room >= 0.07 && v <= squeeze {
            return drawn as u64;
        }
        if drawn < 0.0 || drawn > people {
            continue;
        }
        let mode = ((people + 1.0) * chance).floor();
        let alpha = (2.83 + 5.1 / b) * spread;
        let height = (v * alpha / (a / (room * room) + b)).ln();
        let factorials =
            |number: f64| ln_factorial(number as u64) + ln_factorial((people - number) as u64);
        let log_odds = (chance / (1.0 - chance)).ln();
        if height <= factorials(mode) - factorials(drawn) + (drawn - mode) * log_odds {
            return drawn as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, stream};

    #[test]
    fn frequencies_are_binomial_either_way() {
        for (people, chance) in [(20_u64, 0.2), (40, 0.7), (300, 0.3), (1_000, 0.995)] {
            let mut generator = stream(11, Purpose::LatentClasses, people);
            let draws = 200_000;
            let mut seen = vec![0.0; people as usize + 1];
            for _ in 0..draws {
                seen[binomial(&mut generator, people, chance) as usize] += 1.0;
            }
            let (mut statistic, mut classes) = (0.0_f64, 0.0_f64);
            for (number, frequency) in seen.iter().enumerate() {
                let rest = people - number as u64;
                let log = ln_factorial(people) - ln_factorial(number as u64) - ln_factorial(rest)
                    + number as f64 * f64::ln(chance)
                    + rest as f64 * f64::ln_1p(-chance);
                let expected = f64::from(draws) * log.exp();
                if expected >= 10.0 {
                    statistic += (frequency - expected).powi(2) / expected;
                    classes += 1.0;
                }
            }
            // Chi-squared: mean `classes`, five standard deviations above it.
            assert!(
                statistic < classes + 5.0 * (2.0 * classes).sqrt(),
                "{people} {statistic}"
            );
        }
        assert_eq!(
            binomial(&mut stream(1, Purpose::LatentClasses, 0), 9, f64::NAN),
            0
        );
        assert_eq!(
            binomial(&mut stream(1, Purpose::LatentClasses, 0), 9, 1.5),
            9
        );
    }
}
