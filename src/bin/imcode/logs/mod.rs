//! Reading logs.

pub(crate) mod chunks;
pub(crate) mod sources;
