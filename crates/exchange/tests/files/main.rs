//! Real files, built here or taken from the shared data, through the whole crate.

mod albania;
mod hostile;
mod layouts;
mod offices;
mod own_workbook;
mod personal_files;
mod shapes;
mod support;
mod tables_out;
mod wide;

#[test]
fn every_message_key_is_unique_and_of_this_crate() {
    let keys: Vec<&str> = exchange::message_keys().collect();
    let unique: std::collections::BTreeSet<&str> = keys.iter().copied().collect();
    assert_eq!(unique.len(), keys.len());
    assert!(keys.iter().all(|key| key.starts_with("exchange-")));
}
