//! One visit: a browser is started, a test walks, and whatever happened the browser is ended.

use crate::{House, Outcome, Visitor, browser, console};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use tokio::runtime::Builder;

/// Whether the pages' own scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// As in most offices.
    On,
    /// As in some: everything has to work all the same.
    Off,
}

/// Lets a visitor with a fresh browser walk through the house, and holds at the end that no page
/// complained in the console and nothing was asked of another host. Prints that it is left out when
/// `cargo xtask browser` did not start it.
///
/// # Panics
/// When the walk fails; a picture of the last page is kept then.
pub fn visit(name: &str, scripts: Scripts, walk: impl AsyncFnOnce(&Visitor) -> Outcome) {
    let Some(house) = House::find() else {
        eprintln!("left out: {name} needs a browser; run `cargo xtask browser`");
        return;
    };
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime needs nothing but memory");
    let folder = tempfile::Builder::new()
        .prefix("besa-browser-")
        .tempdir()
        .expect("the machine has a temporary folder");
    let driver = runtime
        .block_on(browser::start(&house.driver, folder.path(), scripts))
        .expect("the driver starts a browser");
    let visitor = Visitor::new(driver.clone(), house, folder.path());
    let walked = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            walk(&visitor).await?;
            console::hold(&visitor).await
        })
    }));
    let is_well = matches!(walked, Ok(Ok(())));
    runtime.block_on(async {
        if !is_well {
            keep_picture(name, &visitor).await;
        }
        if let Err(error) = driver.quit().await {
            eprintln!("the browser of {name} did not end: {error}");
        }
    });
    match walked {
        Ok(Ok(())) => {}
        Ok(Err(error)) => panic!("{name}: {error}"),
        Err(panic) => resume_unwind(panic),
    }
}

/// Keeps what the visitor saw last where a developer finds it.
async fn keep_picture(name: &str, visitor: &Visitor) {
    let path = std::env::temp_dir().join(format!("besa-browser-{name}.png"));
    let kept = visitor.driver().screenshot(&path).await;
    let at = visitor.driver().current_url().await;
    match (kept, at) {
        (Ok(()), Ok(address)) => eprintln!("{name} stopped at {address}: {}", path.display()),
        (kept, at) => eprintln!("{name} left no picture: {kept:?} {at:?}"),
    }
}
