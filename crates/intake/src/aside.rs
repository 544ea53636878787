//! Work that a request waits for on another thread: long reading of files, and writing whose steps
//! borrow in ways that a request's own task may not hold across threads.

use crate::IntakeError;
use tokio::{runtime::Handle, task::spawn_blocking};

/// Runs work that never waits, such as reading a file, without holding up requests.
pub(crate) async fn blocking<Work, Value>(work: Work) -> Result<Value, IntakeError>
where
    Work: FnOnce() -> Value + Send + 'static,
    Value: Send + 'static,
{
    let done = spawn_blocking(work).await;
    done.map_err(|error| IntakeError::Broken(error.to_string()))
}

/// Runs work that waits for the database, on a thread of its own.
pub(crate) async fn waiting<Work, Running, Value>(work: Work) -> Result<Value, IntakeError>
where
    Work: FnOnce() -> Running + Send + 'static,
    Running: Future<Output = Value>,
    Value: Send + 'static,
{
    let handle = Handle::current();
    blocking(move || handle.block_on(work())).await
}
