//! What kind of browser a session was begun on: a kind of browser and a kind of machine, out of two
//! short lists. A browser says much more of itself; none of that is kept.

/// A kind of browser on a kind of machine, for the session's owner to know it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    browser: &'static str,
    machine: &'static str,
}

/// What browsers call themselves. Many call themselves by several names, so the order matters.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg/", "edge"),
    ("OPR/", "opera"),
    ("Firefox/", "firefox"),
    ("Chrome/", "chrome"),
    ("CriOS/", "chrome"),
    ("Safari/", "safari"),
];

/// What browsers call the machine that they run on, in an order that matters too.
const MACHINES: [(&str, &str); 7] = [
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Windows", "windows"),
    ("Mac OS", "mac"),
    ("CrOS", "chromebook"),
    ("Linux", "linux"),
];

const OTHER: &str = "other";

impl Device {
    /// Reads what a browser says of itself; whatever is not on the lists is "other".
    #[must_use]
    pub fn of_user_agent(text: &str) -> Self {
        Self {
            browser: find(&BROWSERS, |(name, _)| text.contains(name)),
            machine: find(&MACHINES, |(name, _)| text.contains(name)),
        }
    }

    /// The code of the browser: `edge`, `opera`, `firefox`, `chrome`, `safari` or `other`.
    #[must_use]
    pub const fn browser(self) -> &'static str {
        self.browser
    }

    /// The code of the machine: `android`, `iphone`, `ipad`, `windows`, `mac`, `chromebook`, `linux` or
    /// `other`.
    #[must_use]
    pub const fn machine(self) -> &'static str {
        self.machine
    }

    pub(crate) fn stored(self) -> String {
        format!("{} {}", self.browser, self.machine)
    }

    /// Reads what [`Device::stored`] wrote; sessions of before have none.
    pub(crate) fn read(text: &str) -> Self {
        let (browser, machine) = text.split_once(' ').unwrap_or_default();
        Self {
            browser: find(&BROWSERS, |(_, code)| *code == browser),
            machine: find(&MACHINES, |(_, code)| *code == machine),
        }
    }
}

fn find(
    list: &[(&'static str, &'static str)],
    fits: impl Fn(&(&'static str, &'static str)) -> bool,
) -> &'static str {
    let found = list.iter().find(|one| fits(one));
    found.map_or(OTHER, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_that_pretend_to_be_others_are_told_apart_and_nothing_else_is_kept() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";
        let edge = format!("{windows} Edg/131.0");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
        let fox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
        for (text, stored) in [
            (windows, "chrome windows"),
            (edge.as_str(), "edge windows"),
            (phone, "safari iphone"),
            (fox, "firefox linux"),
            ("<script>Ana Hoxha", "other other"),
            ("", "other other"),
        ] {
            let device = Device::of_user_agent(text);
            assert_eq!(device.stored(), stored);
            assert_eq!(Device::read(stored), device);
        }
        assert_eq!(Device::read(""), Device::of_user_agent(""));
    }
}
