//! Reading logs: files, whole lines of them, the codes in these.

pub(crate) mod ahead;
mod chunks;
mod encoding;
pub(crate) mod log;
pub(crate) mod sources;
