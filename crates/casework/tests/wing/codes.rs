//! What is stored is a code, never a text: a better translation changes no record, and a release reads what
//! an older one wrote.

use std::{collections::BTreeMap, fs, path::Path};

const KNOWN: &str = include_str!("../golden/codes.txt");

type Lists = BTreeMap<String, Vec<String>>;

/// The closed lists that the sources declare.
fn declared(folder: &Path, found: &mut Lists) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for block in text.split("\ncodes! {\n").skip(1) {
            let block = block.split("\n}\n").next().unwrap();
            let lines = block.lines().map(str::trim);
            let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with("///"));
            let name = lines.next().unwrap().trim_end_matches(" {").to_owned();
            let codes = lines.filter_map(|line| line.split('"').nth(1).map(str::to_owned));
            assert!(
                found.insert(name.clone(), codes.collect()).is_none(),
                "{name} twice"
            );
        }
    }
}

#[test]
fn no_code_that_was_ever_stored_changes_or_goes() {
    let mut lists = Lists::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    declared(&sources, &mut lists);
    assert!(lists.len() > 60, "the sources were not understood");
    let (_, known) = KNOWN.split_once("\n\n").unwrap();
    for line in known.lines() {
        let (name, codes) = line.split_once(": ").unwrap();
        let present = lists.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        for code in codes.split(' ') {
            assert!(
                present.iter().any(|own| own == code),
                "{name} has lost {code}"
            );
        }
        let is_known = |code: &&String| codes.split(' ').any(|own| own == code.as_str());
        let new: Vec<_> = present.iter().filter(|code| !is_known(code)).collect();
        assert!(
            new.is_empty(),
            "write down the new codes of {name}: {new:?}"
        );
    }
    assert_eq!(
        lists.len(),
        known.lines().count(),
        "write down the new lists"
    );
}
