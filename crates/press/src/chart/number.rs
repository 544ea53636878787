//! How the numbers of an axis are written. Marks bring their own text; only ticks need this.

/// The punctuation of numbers in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    /// Between the whole part and the decimals: `,` in Albanian, `.` in English.
    pub decimal: char,
    /// Between groups of three digits: a no-break space in Albanian, `,` in English.
    pub group: char,
    /// From how many digits on there are groups: 5 in Albanian, 4 in English.
    pub grouped_from: usize,
}

impl NumberStyle {
    /// Writes a number with a fixed number of decimals and a true minus sign.
    pub(crate) fn write(self, value: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
        let mut text = String::new();
        if value < 0.0
            && plain
                .bytes()
                .any(|byte| byte.is_ascii_digit() && byte != b'0')
        {
            text.push('\u{2212}');
        }
        let is_grouped = whole.len() >= self.grouped_from;
        for (index, digit) in whole.chars().enumerate() {
            if is_grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::NumberStyle;

    #[test]
    fn numbers_follow_the_language() {
        let albanian = NumberStyle {
            decimal: ',',
            group: '\u{a0}',
            grouped_from: 5,
        };
        let english = NumberStyle {
            decimal: '.',
            group: ',',
            grouped_from: 4,
        };
        assert_eq!(albanian.write(1000.0, 0), "1000");
        assert_eq!(albanian.write(1_234_567.5, 1), "1\u{a0}234\u{a0}567,5");
        assert_eq!(english.write(-1234.0, 0), "\u{2212}1,234");
        assert_eq!(english.write(-0.0, 1), "0.0");
        assert_eq!(english.write(999.0, 0), "999");
    }
}
