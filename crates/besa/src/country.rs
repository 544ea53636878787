//! The country package: the one built in, or a folder.

use anyhow::Context;
use rust_embed::RustEmbed;
use std::{path::Path, sync::Arc};
use vocabulary::Country;

#[derive(RustEmbed)]
#[folder = "../../countries/albania/"]
struct Albania;

/// Reads the package in a folder, or the built-in one.
///
/// # Errors
/// The first fault of the package, with its file and line.
pub fn country(folder: Option<&Path>) -> anyhow::Result<Arc<Country>> {
    let country = match folder {
        Some(folder) => Country::parse(&|name| std::fs::read_to_string(folder.join(name)).ok())
            .with_context(|| format!("the country package in {}", folder.display()))?,
        None => Country::parse(&|name| {
            let file = Albania::get(name)?;
            String::from_utf8(file.data.into_owned()).ok()
        })?,
    };
    Ok(Arc::new(country))
}
