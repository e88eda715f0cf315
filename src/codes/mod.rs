//! What is known: codes, their entries, and the sets that hold them.
//!
//! The build script compiles this module too, without what rests on its output: it sets the cfg
//! `library` for the crate.

#[cfg(library)]
pub(crate) mod builtin;
#[cfg(library)]
pub(crate) mod catalog;
pub(crate) mod category;
pub(crate) mod code;
pub(crate) mod packed;
#[cfg(all(library, feature = "serde"))]
pub(crate) mod record;
pub(crate) mod set;
pub(crate) mod text;
#[cfg(any(feature = "toml", not(library)))]
pub(crate) mod toml;
