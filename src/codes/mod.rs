//! What is known: codes, their entries, and the sets that hold them.

pub(crate) mod builtin;
pub(crate) mod catalog;
#[cfg(feature = "serde")]
pub(crate) mod record;
pub(crate) mod set;
#[cfg(feature = "tables")]
pub(crate) mod toml;
