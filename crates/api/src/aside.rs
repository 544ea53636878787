//! Work that a request waits for on another thread: writing whose steps borrow in ways that a
//! request's own task may not hold across threads.

use crate::refusal::Refusal;
use page::Failure;
use tokio::{runtime::Handle, task::spawn_blocking};

/// Runs work that waits for the database, on a thread of its own.
pub(crate) async fn waiting<Work, Running, Value>(work: Work) -> Result<Value, Refusal>
where
    Work: FnOnce() -> Running + Send + 'static,
    Running: Future<Output = Value>,
    Value: Send + 'static,
{
    let handle = Handle::current();
    let done = spawn_blocking(move || handle.block_on(work())).await;
    done.map_err(|error| Failure::internal(&error).into())
}
