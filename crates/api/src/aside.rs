//! Work that a request waits for on another thread: long calculation, and writing whose steps borrow in ways that a
//! request's own task may not hold across threads.

use crate::refusal::Refusal;
use page::Failure;
use tokio::{runtime::Handle, task::spawn_blocking};

/// Runs work that never waits, such as setting a document, without holding up other requests.
pub(crate) async fn working<Work, Value>(work: Work) -> Result<Value, Refusal>
where
    Work: FnOnce() -> Value + Send + 'static,
    Value: Send + 'static,
{
    let done = spawn_blocking(work).await;
    done.map_err(|error| Failure::internal(&error).into())
}

/// Runs work that waits for the database, on a thread of its own.
pub(crate) async fn waiting<Work, Running, Value>(work: Work) -> Result<Value, Refusal>
where
    Work: FnOnce() -> Running + Send + 'static,
    Running: Future<Output = Value>,
    Value: Send + 'static,
{
    let handle = Handle::current();
    working(move || handle.block_on(work())).await
}
