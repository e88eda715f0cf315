//! What an error code of Tencent Cloud Chat (the IM SDKs and their server) means, and what to do.
//!
//! ```
//! use imcode::{Catalog, Retry};
//!
//! let catalog = Catalog::builtin();
//! let entry = catalog.code(70001).next().expect("in the table");
//! assert_eq!(entry.summary(), "UserSig has expired");
//! assert_eq!(entry.retry(), Retry::Login);
//! assert!(catalog.name("err_svr_account_usersig_expired").is_some_and(|named| named == entry));
//! ```
//!
//! The table is static data: a look-up parses nothing and allocates next to nothing.
//!
//! Features: `cli` (default) is the program; `scan` finds codes in a log, `search` entries by words;
//! `serde` serializes; `tables` reads tables of your own. Without any, only data and look-ups remain.

mod codes;
#[cfg(feature = "scan")]
mod finder;
/// Runs the examples of README.md.
#[cfg(all(doctest, feature = "search", feature = "tables"))]
#[doc = include_str!("../README.md")]
mod readme {}
#[cfg(feature = "search")]
mod search;

pub use codes::catalog::Catalog;
#[cfg(feature = "serde")]
pub use codes::record::Record;
pub use codes::set::{Category, Code, Entry, Retry, Table, UnknownRetry};
#[cfg(feature = "tables")]
pub use codes::toml::diagnostic::{Fault, TableError};
#[cfg(feature = "scan")]
pub use finder::{Finder, Finding, Verdict};
#[cfg(feature = "search")]
pub use search::index::Field;
#[cfg(feature = "search")]
pub use search::{Hit, Search};
