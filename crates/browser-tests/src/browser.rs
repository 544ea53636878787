//! One headless Chromium for one visit, told to talk to nobody but this machine.

use crate::{Outcome, Scripts};
use serde_json::{Map, Value, json};
use std::path::Path;
use thirtyfour::{
    Capabilities, ChromiumCapabilities, ChromiumLikeCapabilities as _, LoggingPrefsLogLevel,
    WebDriver,
};

/// Every service of the browser that would call home is off, and no name but this machine's
/// resolves, so that what is forgotten here cannot reach anybody either.
const SWITCHES: [&str; 14] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-quic",
    "--disable-sync",
    "--disable-extensions",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Starts a browser that keeps its profile and what it downloads in `folder`.
///
/// # Errors
/// When the driver refuses.
pub(crate) async fn start(driver: &str, folder: &Path, scripts: Scripts) -> Outcome<WebDriver> {
    let mut wanted = ChromiumCapabilities::new();
    for switch in SWITCHES {
        wanted.add_arg(switch)?;
    }
    wanted.add_arg("--window-size=1366,900")?;
    wanted.add_arg(&format!(
        "--user-data-dir={}",
        folder.join("profile").display()
    ))?;
    wanted.add_experimental_option("prefs", preferences(&folder.join("downloads"), scripts))?;
    wanted.add_experimental_option(
        "perfLoggingPrefs",
        json!({ "enableNetwork": true, "enablePage": false }),
    )?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    let mut wanted: Capabilities = wanted.into();
    // Debian's Chromium answers to the name that the driver knows.
    wanted.set("browserName", "chrome")?;
    Ok(WebDriver::new(driver, wanted).await?)
}

fn preferences(downloads: &Path, scripts: Scripts) -> Value {
    const BLOCKED: u8 = 2;
    let mut preferences = Map::new();
    let mut prefer = |name: &str, value: Value| preferences.insert(name.to_owned(), value);
    prefer("download.default_directory", json!(downloads));
    prefer("download.prompt_for_download", json!(false));
    prefer("plugins.always_open_pdf_externally", json!(true));
    prefer("safebrowsing.enabled", json!(false));
    prefer("credentials_enable_service", json!(false));
    prefer("profile.password_manager_leak_detection", json!(false));
    prefer("intl.accept_languages", json!("sq"));
    if scripts == Scripts::Off {
        prefer(
            "profile.managed_default_content_settings.javascript",
            json!(BLOCKED),
        );
    }
    Value::Object(preferences)
}
