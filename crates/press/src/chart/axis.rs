//! A linear scale with round ticks.

use super::breaks::{decimals, nice_step};
use super::number::NumberStyle;

/// Maps numbers to positions along one direction.
#[derive(Debug, Clone)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    step: f64,
}

impl Axis {
    /// A scale that holds zero and every number, ends on round ticks (about four steps), and
    /// maps them to `from..to`. When all numbers are whole, so are the ticks.
    pub(crate) fn over(numbers: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let (mut low, mut high, mut whole) = (0f64, 0f64, true);
        for number in numbers {
            low = low.min(number);
            high = high.max(number);
            whole &= number.fract() == 0.0;
        }
        if high - low <= 0.0 {
            high = 1.0;
        }
        let smallest = if whole { 1.0 } else { 1e-6 };
        let step = nice_step(((high - low) / 4.0).max(smallest));
        Self {
            low: (low / step).floor() * step,
            high: ((high / step) - 1e-9).ceil() * step,
            from,
            to,
            step,
        }
    }

    /// The position of a number.
    pub(crate) fn place(&self, number: f64) -> f64 {
        self.from + (number - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The tick values from low to high.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut index = 0.0;
        loop {
            let value = self.low + index * self.step;
            if value > self.high + self.step * 0.5 {
                return ticks;
            }
            ticks.push(value);
            index += 1.0;
        }
    }

    /// A tick's text.
    pub(crate) fn label(&self, tick: f64, style: NumberStyle) -> String {
        style.write(tick, decimals(self.step))
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;
    use crate::chart::NumberStyle;
    use proptest::prelude::*;

    #[test]
    fn whole_numbers_get_whole_ticks() {
        let axis = Axis::over([0.0, 2.0].into_iter(), 0.0, 100.0);
        assert_eq!(axis.ticks(), [0.0, 1.0, 2.0]);
        let style = NumberStyle {
            decimal: ',',
            group: ' ',
            grouped_from: 4,
        };
        assert_eq!(axis.label(2.0, style), "2");
    }

    #[test]
    fn nothing_to_show_still_has_a_scale() {
        assert_eq!(Axis::over(std::iter::empty(), 0.0, 1.0).ticks(), [0.0, 1.0]);
    }

    proptest! {
        #[test]
        fn every_number_lies_on_the_scale(
            numbers in prop::collection::vec(-1e7f64..1e7, 1..20)
        ) {
            let axis = Axis::over(numbers.iter().copied(), 10.0, 110.0);
            for number in numbers {
                let place = axis.place(number);
                prop_assert!((9.999..=110.001).contains(&place), "{number} at {place}");
            }
            let ticks = axis.ticks().len();
            prop_assert!((2..=12).contains(&ticks), "{ticks} ticks");
        }
    }
}
