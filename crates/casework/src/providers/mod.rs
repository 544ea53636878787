//! Who gives which help, and who has room now. A shelter is known by its area alone; its address is a
//! sealed field of the person who is there, and stands in no directory.

mod declare;
mod directory;
mod options;
mod stays;

pub use declare::NewProvider;
pub(crate) use declare::{offer_of, service_of};
pub use directory::Provider;
pub use options::ProviderOption;
pub use stays::{NewStay, Stay};
