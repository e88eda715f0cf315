//! Reading logs: files, whole lines of them, the codes in these.

mod chunks;
mod encoding;
pub(crate) mod log;
pub(crate) mod sources;
